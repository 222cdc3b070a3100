"""`massage-mind measure list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.measure_answers import print_measures
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def list_(world: World, as_json: AsJson = False) -> None:
    """List what is rated from 0 to 10, built in and yours, and when it is asked."""
    from massage_mind.diary.changing_measures import list_measures

    print_measures(world, list_measures(world), as_json)
