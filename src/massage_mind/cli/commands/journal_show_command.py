"""`journal show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.record_page import print_history, print_whole

if TYPE_CHECKING:
    from massage_mind.world import World


def show(
    world: World,
    record: Annotated[
        str,
        typer.Argument(
            metavar="[ID]",
            help="Its id or how that begins; last, next, today, yesterday; else the one at hand.",
        ),
    ] = "",
    history: Annotated[bool, typer.Option("--history", help="How it stood before each change.")] = False,
    alone: Annotated[bool, typer.Option("--alone", help="Only the record itself.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one record in full, with all that belongs to it."""
    from massage_mind.diary.looking import record_alone, record_whole, record_with_history

    if history:
        print_history(world, record_with_history(world, record or None), as_json=as_json)
    else:
        look = record_alone if alone else record_whole
        print_whole(world, look(world, record or None), as_json=as_json)
