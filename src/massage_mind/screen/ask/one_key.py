"""One key under a page that was printed: waited for at the terminal, which is given back before the key is answered."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from typing import TextIO

from massage_mind.screen.terminal.signals import Signals
from massage_mind.screen.terminal.streams import terminal_fd
from massage_mind.screen.terminal.taken_terminal import Terminal, open_device

ENTER = "enter"
_LINE_ENDS = (b"\r", b"\n")
_REST_S = 0.05
"""How long the rest of what one key sends, or of what was pasted, is waited for."""
_POLL_S = 0.03
_BACKGROUND_S = 1.0


def one_key(
    stdin: TextIO | None, stdout: TextIO | None, show_again: Callable[[], object] = lambda: None
) -> str | None:
    """The next key: `ENTER`, a character, or "" for any other; None where nobody can press one, or the window is closed.

    After Ctrl-Z `show_again` prints what the key is an answer to. Raises `Stopped` for a signal that asks to end.
    """
    in_fd, out_fd = terminal_fd(stdin), terminal_fd(stdout)
    if in_fd is None or out_fd is None or stdout is None:
        return None
    stdout.flush()
    terminal = Terminal(open_device(in_fd, out_fd), screen=False, leave=b"")
    with Signals(on_continue=terminal.doubt) as signals:
        terminal.hurry = signals.asked_to_end
        try:
            return _waited_for(in_fd, terminal, signals, show_again)
        finally:
            terminal.close()


def _waited_for(
    in_fd: int, terminal: Terminal, signals: Signals, show_again: Callable[[], object]
) -> str | None:
    terminal.take()
    while True:
        if signals.take() == "suspend":
            terminal.suspend()
        if terminal.gone:
            return None
        if terminal.doubtful and terminal.ours():
            show_again()
            terminal.take()
        if _comes(in_fd, terminal, signals):
            return _read(in_fd)


def _comes(in_fd: int, terminal: Terminal, signals: Signals) -> bool:
    """Whether a key has come; False after a signal, or after a while in which there is to be looked again."""
    if sys.platform == "win32":
        import msvcrt
        import time

        if msvcrt.kbhit():
            return True
        time.sleep(_POLL_S)
        return False
    if not terminal.ours():  # In the background: whoever reads the terminal there is stopped for it.
        select.select([signals.wake_fd], [], [], _BACKGROUND_S)
        return False
    return in_fd in select.select([in_fd, signals.wake_fd], [], [])[0]


def _read(in_fd: int) -> str | None:
    """One key, and with any but Enter all that came with it: an arrow sends three bytes, and a paste many."""
    if sys.platform == "win32":
        import msvcrt

        char = msvcrt.getwch()
        if char in ("\x00", "\xe0"):
            msvcrt.getwch()
            return ""
        return ENTER if char in "\r\n" else char if char.isprintable() else ""
    try:
        data = os.read(in_fd, 1)
        if data in _LINE_ENDS:
            return ENTER
        while data and select.select([in_fd], [], [], _REST_S)[0]:
            more = os.read(in_fd, 4096)
            if not more:
                break
            data += more
    except OSError:
        return None  # The window was closed.
    if not data:
        return None
    text = data.decode("utf-8", "ignore")
    return text if len(text) == 1 and text.isprintable() else ""
