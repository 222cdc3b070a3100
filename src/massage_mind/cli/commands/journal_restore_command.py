"""`journal restore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.journal_options import Ids

if TYPE_CHECKING:
    from massage_mind.world import World


def restore(world: World, ids: Ids) -> None:
    """Take records out of the bin."""
    from massage_mind.diary.deleting import restore_records

    for one in restore_records(world, ids):
        world.note(f"{one} is back.")
