"""`massage-mind measure edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.measure_answers import print_measure
from massage_mind.cli.measure_options import Meaning, OtherName, Which
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def edit(
    world: World, which: Which, *, name: OtherName = None, meaning: Meaning, as_json: AsJson = False
) -> None:
    """Put a measure of yours otherwise. What you rated stays with it, whatever it is called."""
    from massage_mind.diary.changing_measures import edit_measure

    record = edit_measure(world, " ".join(which), meaning.read(name))
    print_measure(world, record, "That's how it is now.", as_json)
