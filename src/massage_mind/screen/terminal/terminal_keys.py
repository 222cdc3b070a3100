"""The person's hands: keys and signals, waited for until an absolute time. The wait is the session's only sleep."""

from __future__ import annotations

import errno
import os
import select
from collections import deque
from collections.abc import Callable
from typing import Protocol

from massage_mind.perform.clock import SystemClock
from massage_mind.perform.ports import Clock, Key
from massage_mind.screen.terminal.decode import Decoder
from massage_mind.screen.terminal.signals import Signals

_READ = 4096
_ESCAPE_MS = 50
"""How long the rest of an escape sequence may take; after that it was the Esc key."""
_PAUSE_MS = 1000
"""After this long without a byte, whatever was going on (a paste without an end) is over."""
_PASTE_BYTES = 1024
"""More than this in one go was pasted, not typed (200 arrow keys at once are 600)."""
_BACKGROUND_MS = 1000
_POLL_MS = 30
_NAMED: dict[str, Key] = {"\r": "enter", "\n": "enter", "\x1b": "esc"}
"""Keys of a Windows console that have a name here."""


class TerminalKeys:
    """Keys from a POSIX terminal (`ports.Keys`), which must be in cbreak mode by then.

    `ours` says whether this process may read the terminal now: one in the background would be stopped for it.
    `decoder` makes keys of its bytes.
    """

    def __init__(
        self,
        fd: int,
        signals: Signals,
        clock: Clock,
        *,
        ours: Callable[[], bool] = lambda: True,
        decoder: Callable[[], Decoder] = Decoder,
    ) -> None:
        self._fd = fd
        self._signals = signals
        self._clock = clock
        self._ours = ours
        self._new_decoder = decoder
        self._decoder = decoder()
        self._keys: deque[Key] = deque()
        self._read_at = clock.now()
        self._live = True

    @property
    def live(self) -> bool:
        """Whether somebody can press keys; False once the terminal has come to its end."""
        return self._live

    def wait(self, until_ms: int) -> Key | None:
        """The next key, or None at `until_ms`, never earlier. Raises `Stopped`."""
        while True:
            key = self._signals.take()
            if key is not None:
                return key
            if self._keys:
                return self._keys.popleft()
            left_s = _left_s(self._clock, until_ms)
            if left_s <= 0:
                # A last look without waiting: with a deadline that has passed a key is still answered.
                self._look(0.0)
                return self._keys.popleft() if self._keys else self._signals.take()
            self._look(left_s)

    def _look(self, left_s: float) -> None:
        """Wait for a byte or a signal at most this long, and take what came."""
        listen = self._live and self._ours()
        fds = [self._signals.wake_fd]
        if listen:
            fds.append(self._fd)
        elif self._live:
            left_s = min(left_s, _BACKGROUND_MS / 1000)
        if self._decoder.pending:
            if self._clock.now() - self._read_at >= _ESCAPE_MS:
                self._keys.extend(self._decoder.reset())
                if self._keys:
                    return
            else:
                left_s = min(left_s, _ESCAPE_MS / 1000)
        ready, _, _ = select.select(fds, [], [], left_s)
        if self._fd in ready:
            self._read()

    def _read(self) -> None:
        try:
            data = os.read(self._fd, _READ)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.EIO:  # what a terminal that was closed answers
                raise
            data = b""
        if not data:
            self._live = False
            return
        now = self._clock.now()
        if now - self._read_at > _PAUSE_MS:
            self._decoder = self._new_decoder()
        self._read_at = now
        keys = self._decoder.feed(data)
        if len(data) <= _PASTE_BYTES:
            self._keys.extend(keys)


class NoKeys:
    """Nobody can press keys (`ports.Keys`): no terminal, or standard input is closed. Signals are heard the same."""

    live = False

    def __init__(self, signals: Signals, clock: Clock) -> None:
        self._signals = signals
        self._clock = clock

    def wait(self, until_ms: int) -> Key | None:
        """What a signal stands for, or None at `until_ms`, never earlier. Raises `Stopped`."""
        while True:
            key = self._signals.take()
            left_s = _left_s(self._clock, until_ms)
            if key is not None or left_s <= 0:
                return key
            select.select([self._signals.wake_fd], [], [], left_s)


class ConsoleKeyboard(Protocol):
    """What is needed of a Windows console's keyboard (the names are msvcrt's)."""

    def kbhit(self) -> bool:
        """Whether a key is waiting."""
        ...

    def getwch(self) -> str:
        """The next key; "\\x00" or "\\xe0" announces that a key code follows."""
        ...


class WindowsKeys:
    """Keys from a Windows console (`ports.Keys`), which can only be asked, so it is, every 30 ms.

    Without a console (`None`) only signals are heard. `pause` sleeps for so many milliseconds.
    """

    def __init__(
        self, console: ConsoleKeyboard | None, signals: Signals, clock: Clock, pause: Callable[[int], None]
    ) -> None:
        self._console = console
        self._signals = signals
        self._clock = clock
        self._pause = pause

    @property
    def live(self) -> bool:
        """Whether there is a console."""
        return self._console is not None

    def wait(self, until_ms: int) -> Key | None:
        """The next key, or None at `until_ms`, never earlier. Raises `Stopped`."""
        while True:
            key = self._signals.take() or self._pressed()
            left_ms = until_ms - self._clock.now()
            if key is not None or left_ms <= 0:
                return key
            self._pause(min(left_ms, _POLL_MS))

    def _pressed(self) -> Key | None:
        console = self._console
        while console is not None and console.kbhit():
            char = console.getwch()
            if char in ("\x00", "\xe0"):
                arrow = {"M": "right", "K": "left"}.get(console.getwch())
                if arrow is not None:
                    return arrow
            elif char in _NAMED:
                return _NAMED[char]
            elif char.isprintable():
                return char
        return None


def _left_s(clock: Clock, until_ms: int) -> float:
    """Seconds until this time, exact where the clock can say so."""
    if isinstance(clock, SystemClock):
        return clock.left_s(until_ms)
    return (until_ms - clock.now()) / 1000
