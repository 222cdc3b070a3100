"""`config list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from massage_mind.world import World


def list_settings(
    world: World,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
) -> None:
    """List every setting, its value and what it is for."""
    from massage_mind.cli.settings_list import settings_document, show_settings

    if as_json:
        world.print_json(settings_document(world.settings()))
    else:
        show_settings(world, world.settings())
