"""`journal backup`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.copy_pages import say_checked, say_copy
from massage_mind.cli.options import AsJson

if TYPE_CHECKING:
    from massage_mind.world import World


def backup(
    world: World,
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="Where to; else beside the journal.")] = "",
    check: Annotated[
        bool,
        typer.Option("--check", help="Make none; say what this copy, or each beside the journal, is worth."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a copy of the whole journal and look through it; beside the journal the last eight whole ones are kept."""
    from massage_mind.diary.copies import checked_copies, copy_journal

    path = Path(file).absolute() if file else None
    if check:
        say_checked(world, checked_copies(world, path), as_json=as_json)
    else:
        say_copy(world, copy_journal(world, path), as_json=as_json)
