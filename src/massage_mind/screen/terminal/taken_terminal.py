"""The terminal during a session: taken, written to without ever waiting for it, and always given back as it was."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from massage_mind.stops import held, one_waits, owe, settled

ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[m"
"""Alternate screen, no cursor, no wrapping at the edge, and pasted text announced as such."""
LEAVE = b"\x1b[m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
_LONGEST_REST = 1 << 16


class TerminalDevice(Protocol):
    """The part of a terminal that differs between systems."""

    def take(self) -> None:
        """Keys come singly and are not echoed; Ctrl-C and Ctrl-Z stay signals. May be called twice."""
        ...

    def give_back(self) -> None:
        """As it was before `take`; what it was is looked at anew by the next `take`."""
        ...

    def write(self, data: bytes) -> int:
        """Write what the terminal takes now and say how many bytes that was. Raises OSError if it is gone."""
        ...

    def finish(self, data: bytes, last: bytes, hurry: Callable[[], bool]) -> None:
        """Write all of it, waiting a bounded time for a terminal that does not read, and no longer where `hurry` says so.

        Where it does not read all the same, it finds `last` (the end of `data`) when it goes on, and what was before
        that is lost; without a `last` nothing is forced on it. Raises OSError if it is gone.
        """
        ...

    def size(self) -> tuple[int, int]:
        """Columns and rows; 0 where unknown."""
        ...

    def ours(self) -> bool:
        """Whether this process is in the foreground of the terminal."""
        ...

    def stop(self) -> None:
        """Stop this process as Ctrl-Z does; returns when it goes on."""
        ...

    def close(self) -> None:
        """Let go of what was opened."""
        ...


class Terminal:
    """Owns the terminal from `take` to `give_back`. Without `screen` nothing but the given bytes is written to it.

    `leave` is what has to reach it last, whatever else does not.
    """

    def __init__(self, device: TerminalDevice, *, screen: bool, leave: bytes | None = None) -> None:
        self._device = device
        self._screen = screen
        self._leave = (LEAVE if screen else b"") if leave is None else leave
        self._taken = False
        self._rest = b""
        self.doubtful = True
        """Whether what the terminal shows is unknown: nothing was painted yet, or somebody else may have."""
        self.gone = False
        """Whether the terminal has been closed on us."""
        self.hurry: Callable[[], bool] = lambda: False
        """Whether there is a reason not to wait for it any more at the end, such as a signal."""

    def doubt(self) -> None:
        """The process was stopped and goes on: another program had the terminal. Safe in a signal handler."""
        self.doubtful = True

    @property
    def pending(self) -> bool:
        """Whether bytes are left that the terminal did not take yet."""
        return bool(self._rest)

    def ours(self) -> bool:
        """Whether the terminal is there and this process is in its foreground."""
        return not self.gone and self._device.ours()

    def ready(self) -> bool:
        """Whether something new can be written now: ours, and everything before has been taken."""
        if not self.ours():
            return False
        if self._rest:
            self._flush()
        return not self._rest and not self.gone

    def size(self) -> tuple[int, int]:
        """Columns and rows; 80 x 24 where the terminal does not say (0 x 0)."""
        columns, rows = self._device.size()
        return columns or 80, rows or 24

    def take(self, first: bytes = b"") -> None:
        """Take the terminal and show the first picture in the same write, so that nothing flashes."""
        if self.gone or not self._device.ours():
            return
        if not self._taken:
            owe(self.give_back)
        self._taken = True
        try:
            self._device.take()
        except OSError:
            # The terminal was closed; the SIGHUP that comes with it ends the session.
            self.gone = True
            return
        self.doubtful = False
        self.send((ENTER if self._screen else b"") + first)

    def send(self, data: bytes) -> None:
        """Write without waiting. What the terminal does not take now is kept and goes first next time."""
        # A terminal that reads nothing for minutes while plain lines come: its oldest lines are kept, newer are not.
        if self.gone:
            return
        if len(self._rest) > _LONGEST_REST:
            self.doubtful = True
            return
        self._rest += data
        self._flush()

    def give_back(self) -> None:
        """The terminal as it was. May be called twice.

        A signal that comes meanwhile ends the wait for a terminal that takes nothing, and is raised after it.
        """
        with held():
            settled(self.give_back)
            if not self._taken:
                return
            self._taken = False
            self.doubtful = True
            rest, self._rest = self._rest + self._leave, b""
            try:
                if not self.gone:
                    self._device.finish(rest, self._leave, lambda: self.hurry() or one_waits())
            except OSError:
                self.gone = True  # closed on us: there is no screen left to give back, only its settings
            finally:
                self._device.give_back()

    def suspend(self) -> None:
        """Give the terminal back and stop, as Ctrl-Z does. Afterwards nothing is taken: the next picture does that."""
        self.give_back()
        self._device.stop()

    def close(self) -> None:
        """Give the terminal back and let go of it. May be called twice."""
        try:
            self.give_back()
        finally:
            self._device.close()

    def _flush(self) -> None:
        with held():  # What has been written is not written again.
            try:
                self._rest = self._rest[self._device.write(self._rest) :]
            except OSError:
                self.gone = True
                self._rest = b""


def open_device(in_fd: int | None, out_fd: int | None) -> TerminalDevice:
    """The device of this system: keys from `in_fd`, pictures to `out_fd`; either may be None where it is no terminal."""
    if sys.platform == "win32":
        from massage_mind.screen.terminal.windows import ConsoleModes, WindowsDevice

        return WindowsDevice(out_fd, ConsoleModes(out_fd if out_fd is not None else 1))
    from massage_mind.screen.terminal.posix import PosixDevice

    return PosixDevice(in_fd, out_fd)
