"""A code for a telephone on the screen: only where all of it fits, black on white; else how much room it needs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError

if TYPE_CHECKING:
    from massage_mind.world import World

_ON, _OFF = "\x1b[30;107m", "\x1b[0m"
"""Black on white, whatever the terminal's own colours are: readers want dark on light."""
_FILE = "massage-mind brief --qr brief.png"


def show_code(world: World, text: str) -> None:
    """Draw it. Raises `MassageMindError` where it doesn't fit or nobody could see it, `UsageError` for too long a text."""
    from massage_mind.report.qr_code import qr_cells

    cells = qr_cells(text)
    if not world.rich_wanted() or not world.colour_wanted() or world.accessible() or not _draws(world):
        raise MassageMindError(
            "A code needs a terminal that shows black on white.", "Into a file:", command=_FILE
        )
    columns, lines = world.columns(), shutil.get_terminal_size().lines
    if cells.columns > columns or len(cells.rows) >= lines:
        raise MassageMindError(
            f"The code needs {len(cells.rows) + 1} rows and {cells.columns} columns; this window has {lines} and {columns}.",
            "Make it larger, or into a file:",
            command=_FILE,
        )
    for row in cells.rows:
        world.write(f"{_ON}{row}{_OFF}")


def _draws(world: World) -> bool:
    """Whether the stream carries half blocks."""
    return (getattr(world.out(), "encoding", None) or "utf-8").lower().startswith("utf")
