"""`massage-mind measure drop`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.measure_answers import print_dropped
from massage_mind.cli.measure_options import Which
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def drop(world: World, which: Which, as_json: AsJson = False) -> None:
    """Ask a measure of yours no longer. What you rated stays, and stays readable."""
    from massage_mind.diary.changing_measures import drop_measure

    print_dropped(world, drop_measure(world, " ".join(which)), as_json)
