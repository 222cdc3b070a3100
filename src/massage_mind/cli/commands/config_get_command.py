"""`config get`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from massage_mind.world import World


def get(world: World, key: Annotated[str, typer.Argument(metavar="KEY", help="Which setting.")]) -> None:
    """Print the value of one setting."""
    from massage_mind.cli.settings_list import show_setting
    from massage_mind.settings import setting_named

    setting = setting_named(key)
    show_setting(world, setting, getattr(world.settings(), setting.key))
