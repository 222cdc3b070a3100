"""Signals while a session runs: remembered, and turned into keys or an ending by whoever waits."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

from massage_mind.perform.ports import Key
from massage_mind.stops import holding, listening, stopped

_KEYS: dict[str, Key] = {"SIGWINCH": "resize", "SIGCONT": "resize", "SIGTSTP": "suspend"}


class Signals:
    """Handlers for as long as the context lasts; those from before come back after it. Main thread only.

    A handler only remembers and wakes whoever waits on `wake_fd` (-1 where there is none, on Windows); `take` says
    what came. What asks to end and came when nobody took any more raises `Stopped` at the end of the context. What was
    ignored at the start (`nohup`) stays ignored; SIGPIPE is never touched. `on_continue` is called from the handler
    when the process was stopped and goes on: it may only set a flag. `wake` is called from every handler, for somebody
    who does not wait on `wake_fd`.
    """

    def __init__(
        self,
        on_continue: Callable[[], None] | None = None,
        wake: Callable[[], None] | None = None,
    ) -> None:
        self._on_continue = on_continue
        self._wake = wake
        self._stops: deque[int] = deque()
        self._keys: deque[Key] = deque()
        self._before: dict[int, object] = {}
        self._heard = contextlib.ExitStack()
        self._ending = False
        self._wakeup_before = -1
        self.wake_fd = -1
        self._write_fd = -1

    def __enter__(self) -> Self:
        if sys.platform != "win32":
            self.wake_fd, self._write_fd = os.pipe()
            os.set_blocking(self.wake_fd, False)
            os.set_blocking(self._write_fd, False)
            self._wakeup_before = signal.set_wakeup_fd(self._write_fd, warn_on_full_buffer=False)
        self._heard.enter_context(listening(self._stop))
        for name in _KEYS:
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
        self._heard.close()
        if kind is None and self._stops and not self._ending:
            raise stopped(self._stops[0])

    def take(self) -> Key | None:
        """The next key that a signal stands for, None if none came. Raises `Stopped` for one that asks to end."""
        self._drain()
        if self._stops:
            signum = self._stops[0]
            self._stops.clear()
            self._ending = True
            raise stopped(signum)
        return self._keys.popleft() if self._keys else None

    def asked_to_end(self) -> bool:
        """Whether a signal that asks to end has come and was not taken yet: reason enough not to wait any more."""
        return bool(self._stops)

    def _stop(self, signum: int) -> None:
        if signum == signal.SIGINT and signum in self._stops and not self._ending and not holding():
            # Pressed again before the first was answered: something hangs, so end it from here.
            self._stops.clear()
            raise stopped(signum)
        self._stops.append(signum)
        if self._wake is not None:
            self._wake()

    def _came(self, signum: int, frame: FrameType | None) -> None:
        name = signal.Signals(signum).name
        key = _KEYS[name]
        if name == "SIGCONT" and self._on_continue is not None:
            self._on_continue()
        if key not in self._keys:
            self._keys.append(key)
        if self._wake is not None:
            self._wake()

    def _drain(self) -> None:
        if self.wake_fd < 0:
            return
        with contextlib.suppress(BlockingIOError):  # empty: the expected end
            while os.read(self.wake_fd, 512):
                pass
