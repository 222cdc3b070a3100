"""The other screen of a terminal, as a library draws on it: it has been taken already, and is given back by whoever took it."""

from __future__ import annotations

from prompt_toolkit.output.vt100 import Vt100_Output


class WholeScreen(Vt100_Output):
    """Draws from the upper left corner, and neither opens a screen of its own nor leaves it."""

    def enter_alternate_screen(self) -> None:
        """To the corner; what stands there is drawn over."""
        self.write_raw("\x1b[H")

    def quit_alternate_screen(self) -> None:
        """It stays."""
