"""`massage-mind park edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.park_answers import print_thought
from massage_mind.cli.park_options import Changes, Id

if TYPE_CHECKING:
    from massage_mind.world import World


def edit(world: World, which: Id, changes: Changes, as_json: AsJson = False) -> None:
    """Say when and where, or put it in other words."""
    from massage_mind.diary.parking import edit_parked

    print_thought(world, edit_parked(world, which, changes.read(world)), as_json)
