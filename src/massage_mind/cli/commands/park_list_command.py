"""`massage-mind park list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.park_answers import print_thoughts
from massage_mind.cli.park_options import All, Ics, OnlyIds

if TYPE_CHECKING:
    from massage_mind.world import World


def list_(
    world: World, ids: OnlyIds = None, everything: All = False, ics: Ics = "", as_json: AsJson = False
) -> None:
    """List what you put down and what still waits."""
    from massage_mind.diary.parking import list_parked

    print_thoughts(world, list_parked(world, ids or (), everything=everything), ics, as_json)
