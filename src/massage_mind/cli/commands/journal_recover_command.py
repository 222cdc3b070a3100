"""`journal recover`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.copy_pages import ask_to_replace, look_at_copies, put_back_from, say_recovered
from massage_mind.cli.options import AsJson, Yes

if TYPE_CHECKING:
    from massage_mind.world import World


def recover(
    world: World,
    copy: Annotated[
        str, typer.Option("--from", metavar="FILE", help="Put this copy into the place of the journal.")
    ] = "",
    newest: Annotated[
        bool, typer.Option("--newest", help="Put the newest whole copy into its place.")
    ] = False,
    salvage: Annotated[
        bool,
        typer.Option("--salvage", help="Without a copy: begin anew with what the damaged file still gives."),
    ] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Also where the journal is whole: go back to the copy as it was."),
    ] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Look at the journal and its copies; put one back, with what the damaged file still gives."""
    from massage_mind.diary.copies import recover_journal

    source = put_back_from(copy, newest=newest, salvage=salvage)
    if source is None:
        look_at_copies(world, as_json=as_json)
    else:
        agreed = partial(ask_to_replace, world, yes=yes)
        done = recover_journal(world, source, over_whole=replace, agreed=agreed)
        say_recovered(world, done, as_json=as_json)
