"""What a library writes to the terminal, handed to the one who writes there: never waited for, first come, first taken."""

from __future__ import annotations

from massage_mind.screen.terminal.taken_terminal import Terminal
from massage_mind.screen.text import encodable


class QueuedText:
    """Text for a `Terminal`, as a stream of the little that a library needs. What cannot be encoded is written around."""

    def __init__(self, terminal: Terminal, fd: int, encoding: str) -> None:
        self._terminal = terminal
        self._fd = fd
        self.encoding = encoding

    def write(self, text: str) -> int:
        """Queue it; what the terminal has room for it gets at once."""
        self._terminal.send(encodable(text, self.encoding).encode(self.encoding, "replace"))
        return len(text)

    def flush(self) -> None:
        """Offer once more what it has not taken yet."""
        self._terminal.ready()

    def fileno(self) -> int:
        """The terminal's."""
        return self._fd

    def isatty(self) -> bool:
        """It is one."""
        return True
