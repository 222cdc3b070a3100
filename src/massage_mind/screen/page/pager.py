"""A page that is longer than the window, read window by window on a screen of its own that goes away.

The terminal is written to by the one writer that a session has too, and given back however it ends.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from massage_mind.perform.ports import Clock, Key, Keys
from massage_mind.screen.page.page_parts import WIDEST, Page, Styled, drawn_with, foot
from massage_mind.screen.page.setting import SetLine, set_lines, set_page
from massage_mind.screen.page.showing import Look, line_text
from massage_mind.screen.terminal.reading_keys import ReadingDecoder
from massage_mind.screen.terminal.signals import Signals
from massage_mind.screen.terminal.streams import terminal_fd
from massage_mind.screen.terminal.taken_terminal import Terminal, open_device
from massage_mind.screen.terminal.terminal_keys import TerminalKeys
from massage_mind.screen.text import width
from massage_mind.stops import stopped

_LOOK_MS = 100
"""How often a terminal that did not take everything is looked at again."""
_LONG_MS = 3_600_000
_NARROW = 40
"""In fewer columns the foot says the most needful only."""
_BELOW = "space the rest:"
_LOW = 8
"""In fewer rows than these no line of air is spared for the foot."""

_NEARLY = 3
"""By so many lines a thing may be longer than the window and still begin one of its own."""


def read_through(page: Page, look: Look, stdin: TextIO | None, stdout: TextIO | None, clock: Clock) -> bool:
    """Show the page window by window until it is closed. False, and nothing shown, where it fits into one or nobody sits there.

    Raises `Stopped`, once the terminal is given back.
    """
    in_fd, out_fd = terminal_fd(stdin), terminal_fd(stdout)
    if in_fd is None or out_fd is None or stdout is None:
        return False
    page = drawn_with(page, look.drawn)
    stdout.flush()  # What was printed before comes before.
    terminal = Terminal(open_device(in_fd, out_fd), screen=True)
    try:
        _, rows = terminal.size()
        if len(set_page(page, look.columns)) < rows:
            return False
        with Signals(on_continue=terminal.doubt) as signals:
            terminal.hurry = signals.asked_to_end
            try:
                _Reading(page, look, terminal).run(_keys(stdin, in_fd, signals, clock, terminal), clock)
            finally:
                terminal.give_back()
    finally:
        terminal.close()
    return True


def _keys(stdin: TextIO | None, fd: int, signals: Signals, clock: Clock, terminal: Terminal) -> Keys:
    if sys.platform == "win32":
        from massage_mind.screen.front import open_keys

        return open_keys(stdin=stdin, signals=signals, clock=clock, terminal=terminal)
    return TerminalKeys(fd, signals, clock, ours=terminal.ours, decoder=ReadingDecoder)


class _Reading:
    """Where in the page somebody is. When the window changes, the line at the top stays near the top."""

    def __init__(self, page: Page, look: Look, terminal: Terminal) -> None:
        self._page = page
        self._look = look
        self._terminal = terminal
        self._top = 0
        self._lines: list[str] = []
        self._shown: bytes | None = None
        self._set_out()

    def run(self, keys: Keys, clock: Clock) -> None:
        """Until it is closed."""
        while True:
            self._paint()
            waits = self._terminal.pending or self._shown is None
            key = keys.wait(clock.now() + (_LOOK_MS if waits else _LONG_MS))
            if not keys.live:
                raise stopped(getattr(signal, "SIGHUP", signal.SIGINT))  # The window was closed.
            if key in ("q", "Q", "esc"):
                return
            if key is not None:
                self._heed(key)

    def _set_out(self) -> None:
        """The lines for the window as it is now."""
        share = self._top / max(1, len(self._lines)) if self._top else 0.0
        self._columns, self._rows = self._terminal.size()
        look = self._look = replace(self._look, columns=self._columns)
        lines = set_page(self._page, self._columns)[:-1]  # There is a line of air before the foot.
        above = Page(self._page.parts[:-1])
        self._end_above = sum(
            len(list(_rows_of(line, self._columns))) for line in set_page(above, self._columns)
        )
        self._lines = [line_text(row, look) for line in lines for row in _rows_of(line, self._columns)]
        self._go(round(share * len(self._lines)))

    @property
    def _height(self) -> int:
        return max(1, self._rows - (1 if self._rows < _LOW else 2))

    @property
    def _last(self) -> int:
        """The top of the last window."""
        return max(0, len(self._lines) - self._height)

    def _go(self, top: int) -> None:
        self._top = min(max(0, top), self._last)

    def _heed(self, key: Key) -> None:
        if key == "resize":
            self._shown = None
            self._set_out()
        elif key == "suspend":
            self._terminal.suspend()
            self._shown = None
            self._set_out()
        elif key in (" ", "f", "page-down", "right"):
            self._go(self._next)
        elif key in ("b", "page-up", "left"):
            self._go(self._top - self._window)
        elif key in ("down", "enter", "j"):
            self._go(self._top + 1)
        elif key in ("up", "k"):
            self._go(self._top - 1)
        elif key in ("home", "g", "<"):
            self._go(0)
        elif key in ("end", "G", ">"):
            self._go(self._last)

    @property
    def _window(self) -> int:
        """How far a window goes on: one line of the one before stays in sight."""
        return max(1, self._height - 1)

    @property
    def _next(self) -> int:
        """The top of the window that follows: what is torn by the end of this one begins it, if that shows it whole.

        What is a line or two longer than the window, such as the body at 24 rows, counts as whole.
        """
        end = self._top + self._height
        if end < len(self._lines) and self._lines[end - 1] and self._lines[end]:
            begins = next((at + 1 for at in range(end - 1, self._top, -1) if not self._lines[at]), self._top)
            ends = next((at for at in range(end, len(self._lines)) if not self._lines[at]), len(self._lines))
            if self._top < begins and ends - begins <= self._height + _NEARLY:
                return begins
        return self._top + self._window

    def _paint(self) -> None:
        """What there is to see, if it is not seen yet and the terminal takes it."""
        terminal, picture = self._terminal, self._picture()
        if terminal.pending:
            terminal.ready()  # What it did not take goes first.
        if terminal.doubtful and terminal.ours():
            terminal.take(picture)
            self._shown = picture
        elif picture != self._shown and terminal.ready():
            terminal.send(picture)
            self._shown = picture

    def _picture(self) -> bytes:
        lines = self._lines[self._top : self._top + self._height]
        lines += [""] * (self._rows - 1 - len(lines)) + [self._foot()]
        drawn = "\r\n".join(f"\x1b[K{line}" for line in lines[: self._rows])
        return f"\x1b[H{drawn}".encode(self._look.encoding, "replace")

    def _foot(self) -> str:
        pieces = (
            [self._more()] * (self._top < self._last)
            + ["b back"] * (self._top > 0 and self._columns >= _NARROW)
            + ["q close"]
        )
        return line_text(set_lines(Page(((foot(*pieces),),)), self._columns)[0], self._look)

    def _more(self) -> str:
        """What space brings; of a page that ends in a part for few, as many of its words as there is room for."""
        seen = self._top + self._height
        below = list(self._page.below) if self._end_above - 1 <= seen <= self._end_above else []
        room = min(self._columns, WIDEST) - len(f"  {_BELOW}    q close  ")
        while below and width(" ".join(below)) > room:
            below.pop()
        return f"{_BELOW} {' '.join(below)}" if below else "space more"


def _rows_of(line: SetLine, columns: int) -> Iterator[SetLine]:
    """A line as the rows it takes: a command or a path that is wider than the window goes on in the next."""
    if sum(width(run.text) for run in line) <= columns:
        yield line
        return
    row: SetLine = []
    used = 0
    for text, style in line:
        for char in text:
            if used + width(char) > columns and row:
                yield row
                row, used = [], 0
            row.append(Styled(char, style))
            used += width(char)
    yield row
