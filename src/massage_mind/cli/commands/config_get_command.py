"""`config get`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from massage_mind.world import World


def get(world: World, key: Annotated[str, typer.Argument(metavar="KEY", help="Which setting.")]) -> None:
    """Print the value of one setting."""
    from massage_mind.screen.text import safe_text
    from massage_mind.settings import setting_named, value_text

    setting = setting_named(key)
    world.write(safe_text(value_text(getattr(world.settings(), setting.key))))
