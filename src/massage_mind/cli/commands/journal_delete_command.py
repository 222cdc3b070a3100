"""`journal delete`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.journal_options import Ids
from massage_mind.cli.journal_pages import ask_to_delete, say_deleted
from massage_mind.cli.options import Yes

if TYPE_CHECKING:
    from massage_mind.world import World


def delete(
    world: World,
    ids: Ids,
    forever: Annotated[
        bool, typer.Option("--forever", help="For good, at once; nothing of it can be had back.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Put records into the bin, from where `restore` brings them back for 30 days; or delete them for good."""
    from massage_mind.diary.deleting import delete_records

    agreed = partial(ask_to_delete, world, forever=forever, yes=yes)
    say_deleted(world, delete_records(world, ids, forever=forever, agreed=agreed))
