"""What stands on the screen goes up, where it can be scrolled back to; what comes next begins at its top."""

from __future__ import annotations

import shutil
from typing import TextIO

from massage_mind.screen.terminal.streams import stuck
from massage_mind.stops import ending


def begin_screen(out: TextIO) -> None:
    """For a terminal that takes escape sequences. One that is gone, or takes nothing at the end, is no reason to stop.

    As many lines go up as there were above the cursor: nothing is lost, and nothing blank is left behind.
    """
    if ending() and stuck(out):
        return
    try:
        out.write("\n" * shutil.get_terminal_size().lines + "\x1b[H\x1b[J")
        out.flush()
    except (OSError, ValueError):
        return
