"""`sound list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.sound_lists import show_sounds, sound_rows

if TYPE_CHECKING:
    from massage_mind.world import World


def list_sounds(world: World, as_json: AsJson = False) -> None:
    """List the bells and ambiences."""
    rows = sound_rows()
    if as_json:
        world.print_json(rows)
    else:
        show_sounds(world, rows)
