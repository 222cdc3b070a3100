"""`scripts where`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.options import AsJson
from massage_mind.cli.script_pages import folders, show_folders

if TYPE_CHECKING:
    from massage_mind.world import World


def where(world: World, as_json: AsJson = False) -> None:
    """Say where scripts are looked for, first to last."""
    rows = folders(world.library())
    if as_json:
        world.print_json(rows)
    else:
        show_folders(world, rows)
