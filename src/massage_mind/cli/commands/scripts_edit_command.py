"""`scripts edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import Ask

if TYPE_CHECKING:
    from massage_mind.world import World


def edit_script(
    world: World,
    name: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name, or the path of a file.")],
    ask: Ask = True,
) -> None:
    """Open a script in your editor and check it when you close it. A shipped one is copied into your own folder first."""
    from massage_mind.session import edit_script as use_case

    raise typer.Exit(1 if use_case.edit_script(world, name, ask=ask) else 0)
