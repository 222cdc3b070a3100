"""A Windows console (`taken_terminal.TerminalDevice`, `terminal_keys.ConsoleKeyboard`) behind the few calls it is made of."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Protocol


class Modes(Protocol):
    """The console's output mode (a number of flags)."""

    def get(self) -> int | None:
        """The mode now; None where there is no console."""
        ...

    def set(self, mode: int) -> bool:
        """Whether the console accepted it."""
        ...


_PROCESSED_OUTPUT = 0x1
_VIRTUAL_TERMINAL = 0x4


class WindowsDevice:
    """Escape sequences switched on while the session has the console; a console takes everything written to it."""

    def __init__(
        self, out_fd: int | None, modes: Modes, write: Callable[[int, bytes], int] = os.write
    ) -> None:
        self._out_fd = out_fd
        self._modes = modes
        self._write = write
        self._before: int | None = None

    def understands(self) -> bool:
        """Whether this console can be switched to escape sequences (Windows 10 and later)."""
        mode = self._modes.get()
        if mode is None or not self._modes.set(mode | _PROCESSED_OUTPUT | _VIRTUAL_TERMINAL):
            return False
        self._modes.set(mode)
        return True

    def take(self) -> None:
        """Escape sequences on."""
        mode = self._modes.get()
        if mode is None:
            return
        if self._before is None:
            self._before = mode
        self._modes.set(mode | _PROCESSED_OUTPUT | _VIRTUAL_TERMINAL)

    def give_back(self) -> None:
        """The mode as it was."""
        before, self._before = self._before, None
        if before is not None:
            self._modes.set(before)

    def write(self, data: bytes) -> int:
        """All of it, or what the system took."""
        return self._write(self._out_fd, data) if self._out_fd is not None and data else len(data)

    def finish(self, data: bytes, last: bytes = b"", hurry: Callable[[], bool] | None = None) -> None:
        """All of it: a console never stops reading."""
        while data:
            data = data[self.write(data) :]

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        try:
            return os.get_terminal_size(self._out_fd if self._out_fd is not None else -1)
        except OSError:
            return 0, 0

    def ours(self) -> bool:
        """There is no job control here."""
        return True

    def stop(self) -> None:
        """There is no Ctrl-Z here."""

    def close(self) -> None:
        """Nothing was opened."""


if sys.platform == "win32":
    import ctypes
    import msvcrt

    class ConsoleModes:
        """The output mode of the console behind a descriptor, through kernel32."""

        def __init__(self, out_fd: int) -> None:
            self._handle = msvcrt.get_osfhandle(out_fd)

        def get(self) -> int | None:
            """The mode now; None where there is no console."""
            mode = ctypes.c_ulong()
            known = ctypes.windll.kernel32.GetConsoleMode(self._handle, ctypes.byref(mode))
            return mode.value if known else None

        def set(self, mode: int) -> bool:
            """Whether the console accepted it."""
            return bool(ctypes.windll.kernel32.SetConsoleMode(self._handle, mode))
