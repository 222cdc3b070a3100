"""`scripts show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.script_pages import script_document, show_page

if TYPE_CHECKING:
    from massage_mind.world import World


def show_script(
    world: World,
    name: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name, or the path of a file.")],
    as_json: AsJson = False,
) -> None:
    """Show one script: what it is, its parts, and what to mind."""
    script = world.library().script(name)
    if as_json:
        world.print_json(script_document(script))
    else:
        show_page(world, script)
