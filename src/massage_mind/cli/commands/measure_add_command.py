"""`massage-mind measure add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.measure_answers import print_added
from massage_mind.cli.measure_asking import whole_measure
from massage_mind.cli.measure_options import MayAsk, Meaning, NewName
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def add(
    world: World, name: NewName = None, *, meaning: Meaning, ask: MayAsk = True, as_json: AsJson = False
) -> None:
    """Add a measure of your own: what it is called, what 0 and 10 mean, when it is asked."""
    from massage_mind.diary.changing_measures import add_measure

    said = meaning.read(" ".join(name) if name else None)
    words = whole_measure(world, said, asks=ask and not as_json)
    print_added(world, add_measure(world, words), as_json)
