"""`journal import`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.carry_pages import say_tally, source_named
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def import_(
    world: World,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A file, a ZIP archive, a folder, or - for standard input."),
    ],
    as_json: AsJson = False,
) -> None:
    """Take records in: our own JSON, JSON Lines, Markdown or book, a copy of a journal, jrnl's JSON, Day One's. Twice changes nothing."""
    from massage_mind.diary.carrying import import_records

    say_tally(world, import_records(world, source_named(world, file)), as_json=as_json)
