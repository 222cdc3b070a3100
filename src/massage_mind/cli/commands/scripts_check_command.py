"""`scripts check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.options import AsJson
from massage_mind.cli.script_pages import faults_document, show_faults

if TYPE_CHECKING:
    from massage_mind.world import World


def check_scripts(
    world: World,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SCRIPT]...", help="Names, files or folders; all of yours without."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check scripts: every fault with its place, and the care rules. Exit code 1 if there is any."""
    from massage_mind.reading.check_files import check_files

    checked = check_files(world.library(), names or ())
    if as_json:
        world.print_json(faults_document(checked))
    else:
        show_faults(world, checked, names or ())
    raise typer.Exit(1 if checked.faults else 0)
