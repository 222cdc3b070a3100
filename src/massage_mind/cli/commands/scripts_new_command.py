"""`scripts new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from massage_mind.world import World


def new_script(
    world: World,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A short name in lower case, such as my-evening.")
    ],
    moment: Annotated[
        str, typer.Option("--moment", metavar="MOMENT", help="before, during, after or anytime.")
    ] = "before",
) -> None:
    """Write a script to start from into your own folder. Never over one that is there."""
    from massage_mind.reading.starter import begin_script
    from massage_mind.screen.text import safe_text

    path = begin_script(world.library(), world.home.scripts_dir, name, moment)
    world.write(safe_text(str(path)))
    world.suggest("Edit it, then:", f"massage-mind scripts check {name}", f"massage-mind preview {name}")
