"""A POSIX terminal (`taken_terminal.TerminalDevice`): its settings, an own descriptor that never blocks, job control."""

from __future__ import annotations

import copy
import errno
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from massage_mind.stops import held

if sys.platform != "win32":
    import termios

_LOOKS, _LOOK_S = 30, 0.1
"""The end waits 3 s for a terminal that takes nothing at all, and looks so often whether it may not wait any more."""
_CANCEL = b"\x18"
"""CAN: the half of a sequence that the terminal has read is no sequence any more."""
_SLICE = 64
_GONE = (errno.EIO, errno.ENXIO, errno.ENODEV, errno.EBADF, errno.ENOTTY)


class PosixDevice:
    """Keys from `in_fd`, pictures to `out_fd`; either may be None when it is no terminal."""

    def __init__(self, in_fd: int | None, out_fd: int | None) -> None:
        self._in_fd = in_fd
        self._out_fd = out_fd
        self._write_fd, self._own = _reopen(out_fd) if out_fd is not None else (-1, False)
        self._before: list[Any] | None = None

    def take(self) -> None:
        """No echo; with a terminal to type on, keys singly. Raises OSError if the terminal is gone."""
        fd = self._settings_fd()
        if fd is None:
            return
        try:
            attributes = termios.tcgetattr(fd)
            if self._before is None:
                self._before = attributes
            attributes = copy.deepcopy(self._before)
            attributes[3] &= ~termios.ECHO
            # Ctrl-S would freeze the picture, and the terminal could not be given back before a Ctrl-Q.
            attributes[0] &= ~termios.IXON
            if self._in_fd is not None:
                attributes[3] &= ~termios.ICANON
                attributes[6][termios.VMIN], attributes[6][termios.VTIME] = 1, 0
            # At once (TCSANOW): waiting for the output to drain could take for ever on a terminal that was stopped.
            termios.tcsetattr(fd, termios.TCSANOW, attributes)
        except termios.error as error:
            raise OSError(*error.args) from error

    def give_back(self) -> None:
        """The settings as they were. A terminal that was closed has none any more."""
        before, self._before = self._before, None
        fd = self._settings_fd()
        if before is None or fd is None:
            return
        with _undisturbed():
            termios.tcsetattr(fd, termios.TCSANOW, before)

    def write(self, data: bytes) -> int:
        """What the terminal takes at once, in bytes. Raises OSError if it is gone."""
        if self._write_fd < 0 or not data:
            return len(data)
        if not self._own:
            return self._write_slices(data)
        try:
            return os.write(self._write_fd, data)
        except BlockingIOError:
            return 0

    def finish(self, data: bytes, last: bytes, hurry: Callable[[], bool]) -> None:
        """Write all of it. A terminal that takes nothing for 3 s finds `last` when it goes on; the rest is let go of."""
        while data:
            data = data[self.write(data) :]
            if data and not self._takes_more(hurry):
                self._leave_behind(data, last)
                return

    def _takes_more(self, hurry: Callable[[], bool]) -> bool:
        """Whether there is room for more within 3 s, and without a reason to hurry."""
        for _ in range(_LOOKS):
            if select.select([], [self._write_fd], [], 0)[1]:
                return True
            if hurry():
                return False
            select.select([], [self._write_fd], [], _LOOK_S)
        return False

    def _leave_behind(self, data: bytes, last: bytes) -> None:
        """A terminal stopped by flow control goes on. One that reads nothing keeps some thousand bytes for later: what
        lies there is of no use to anybody now, so `last` takes its place.
        """
        with _undisturbed():
            termios.tcflow(self._write_fd, termios.TCOON)
            if self.write(data) < len(data) and last:
                termios.tcflush(self._write_fd, termios.TCOFLUSH)
                self.write(_CANCEL + last)

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        fd = self._out_fd if self._out_fd is not None else self._in_fd
        try:
            return os.get_terminal_size(fd if fd is not None else -1)
        except OSError:
            return 0, 0

    def ours(self) -> bool:
        """Whether this process is in the foreground of the terminal it has its hands on."""
        fd = self._settings_fd()
        try:
            return fd is None or os.tcgetpgrp(fd) == os.getpgrp()
        except OSError:
            return True  # not the terminal that controls this process: there is no job control to mind

    def stop(self) -> None:
        """Stop as the terminal's own Ctrl-Z would have. Where nobody could wake the process, it is not stopped."""
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            signal.raise_signal(signal.SIGTSTP)
        finally:
            signal.signal(signal.SIGTSTP, handler)

    def close(self) -> None:
        """Close the own descriptor."""
        if self._own:
            os.close(self._write_fd)
        self._write_fd, self._own = -1, False

    def _settings_fd(self) -> int | None:
        return self._in_fd if self._in_fd is not None else self._out_fd

    def _write_slices(self, data: bytes) -> int:
        """Without an own descriptor a write may block, so only little at a time, and only while there is room."""
        written = 0
        while written < len(data) and select.select([], [self._write_fd], [], 0)[1]:
            written += os.write(self._write_fd, data[written : written + _SLICE])
        return written


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Settings can be changed: a process in the background would be stopped for it (SIGTTOU), and a terminal that was
    closed has none. Raises OSError for anything else.
    """
    handler = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    try:
        yield
    except termios.error as error:
        if error.args[0] not in _GONE:
            raise OSError(*error.args) from error
    finally:
        signal.signal(signal.SIGTTOU, handler)


@contextmanager
def settings_restored(fd: int | None) -> Iterator[None]:
    """Whoever has this terminal meanwhile, its settings are those of before afterwards. None: there is no terminal."""
    if fd is None:
        yield
        return
    before: list[Any] = []
    with _undisturbed():
        before = termios.tcgetattr(fd)
    try:
        yield
    finally:
        if before:
            with held(), _undisturbed():
                termios.tcsetattr(fd, termios.TCSANOW, before)


def unfinished_waits(fd: int) -> bool:
    """Whether a line is waiting that has no end yet: a terminal that is read by lines does not say so by itself."""
    with settings_restored(fd), _undisturbed():
        attributes = termios.tcgetattr(fd)
        if not attributes[3] & termios.ICANON:
            return False
        attributes[3] &= ~termios.ICANON
        attributes[6][termios.VMIN], attributes[6][termios.VTIME] = 1, 0
        termios.tcsetattr(fd, termios.TCSANOW, attributes)
        return bool(select.select([fd], [], [], 0)[0])


def _reopen(fd: int) -> tuple[int, bool]:
    """The same terminal again, as a descriptor that never blocks; the given one if that cannot be had.

    O_NONBLOCK belongs to the open file, which the shell shares: set on standard output it would stay there.
    """
    wanted = os.fstat(fd).st_rdev
    names: list[Callable[[], str]] = [lambda: os.ttyname(fd), lambda: f"/proc/self/fd/{fd}"]
    for name in names:
        try:
            opened = os.open(name(), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError:
            continue  # no such name here (a container, another user's terminal): the next one may do
        if os.fstat(opened).st_rdev == wanted:
            return opened, True
        os.close(opened)
    return fd, False
