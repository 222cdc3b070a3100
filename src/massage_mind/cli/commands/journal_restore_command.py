"""`journal restore`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.journal_pages import say_restored

if TYPE_CHECKING:
    from massage_mind.world import World


def restore(
    world: World,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Their ids or how they begin; or last, what was put there last."
        ),
    ],
) -> None:
    """Take records out of the bin."""
    from massage_mind.diary.deleting import restore_records

    say_restored(world, restore_records(world, ids))
