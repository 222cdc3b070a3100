"""`massage-mind park done`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.park_answers import print_settled
from massage_mind.cli.park_options import Ids

if TYPE_CHECKING:
    from massage_mind.world import World


def done(world: World, ids: Ids, as_json: AsJson = False) -> None:
    """It is dealt with."""
    from massage_mind.diary.parking import settle_parked

    print_settled(world, settle_parked(world, ids, "done"), as_json)
