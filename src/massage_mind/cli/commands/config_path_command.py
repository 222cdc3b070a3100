"""`config path`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.world import World


def path(world: World) -> None:
    """Print where the settings file is, or would be."""
    from massage_mind.screen.text import safe_text

    world.write(safe_text(str(world.home.config_file)))
