"""Signals while a session runs: remembered, and turned into keys or an ending by whoever waits."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from types import FrameType, TracebackType
from typing import Self

from massage_mind.errors import Stopped
from massage_mind.perform.ports import Key

_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_KEYS: dict[str, Key] = {"SIGWINCH": "resize", "SIGCONT": "resize", "SIGTSTP": "suspend"}


class Signals:
    """Handlers for as long as the context lasts; those from before come back after it. Main thread only.

    A handler only remembers and wakes whoever waits on `wake_fd` (-1 where there is none, on Windows); `take` says
    what came. What was ignored at the start (`nohup`) stays ignored; SIGPIPE is never touched. `on_continue` is
    called from the handler when the process was stopped and goes on: it may only set a flag.
    """

    def __init__(self, on_continue: Callable[[], None] | None = None) -> None:
        self._on_continue = on_continue
        self._stops: deque[int] = deque()
        self._keys: deque[Key] = deque()
        self._before: dict[int, object] = {}
        self._wakeup_before = -1
        self.wake_fd = -1
        self._write_fd = -1

    def __enter__(self) -> Self:
        if sys.platform != "win32":
            self.wake_fd, self._write_fd = os.pipe()
            os.set_blocking(self.wake_fd, False)
            os.set_blocking(self._write_fd, False)
            self._wakeup_before = signal.set_wakeup_fd(self._write_fd, warn_on_full_buffer=False)
        for name in (*_STOPPING, *_KEYS):
            signum = getattr(signal, name, None)
            if signum is not None and signal.getsignal(signum) is not signal.SIG_IGN:
                self._before[signum] = signal.signal(signum, self._came)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for signum, handler in self._before.items():
            # A handler that Python did not set cannot be read (None), and so not be put back.
            signal.signal(signum, handler if handler is not None else signal.SIG_DFL)  # type: ignore[arg-type]
        self._before.clear()
        if self.wake_fd >= 0:
            signal.set_wakeup_fd(self._wakeup_before)
            os.close(self.wake_fd)
            os.close(self._write_fd)
            self.wake_fd = self._write_fd = -1

    def take(self) -> Key | None:
        """The next key that a signal stands for, None if none came. Raises `Stopped` for one that asks to end."""
        self._drain()
        if self._stops:
            signum = self._stops[0]
            self._stops.clear()
            raise Stopped(signum)
        return self._keys.popleft() if self._keys else None

    def _came(self, signum: int, frame: FrameType | None) -> None:
        name = signal.Signals(signum).name
        key = _KEYS.get(name)
        if key is None:
            if signum == signal.SIGINT and signum in self._stops:
                # Pressed again before the first was answered: something hangs, so end it from here.
                self._stops.clear()
                raise Stopped(signum)
            self._stops.append(signum)
            return
        if name == "SIGCONT" and self._on_continue is not None:
            self._on_continue()
        if key not in self._keys:
            self._keys.append(key)

    def _drain(self) -> None:
        if self.wake_fd < 0:
            return
        with contextlib.suppress(BlockingIOError):  # empty: the expected end
            while os.read(self.wake_fd, 512):
                pass


@contextlib.contextmanager
def stopping() -> Iterator[None]:
    """Signals that ask to end raise `Stopped` for as long as this lasts, so that what is half done is cleared away.

    Main thread only. What was ignored stays ignored.
    """

    def stop(signum: int, _frame: FrameType | None) -> None:
        raise Stopped(signum)

    before = {}
    for name in _STOPPING:
        signum = getattr(signal, name, None)
        if signum is not None and signal.getsignal(signum) is not signal.SIG_IGN:
            before[signum] = signal.signal(signum, stop)
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler if handler is not None else signal.SIG_DFL)
