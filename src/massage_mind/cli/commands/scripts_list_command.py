"""`scripts list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.script_pages import listed, show_listed

if TYPE_CHECKING:
    from massage_mind.world import World


def list_scripts(
    world: World,
    moment: Annotated[
        str, typer.Option("--moment", metavar="MOMENT", help="Only before, during, after or anytime.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List the scripts: yours first, then the shipped ones."""
    from massage_mind.reading.starter import moment_named

    rows = listed(world, moment_named(moment) if moment else None)
    if as_json:
        world.print_json(rows)
    else:
        show_listed(world, rows)
