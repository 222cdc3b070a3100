"""`scripts schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.world import World


def schema(world: World) -> None:
    """Print the JSON Schema of scripts, for editors."""
    from massage_mind.reading.json_schema import script_schema

    world.print_json(script_schema(world.library().style_ids()))
