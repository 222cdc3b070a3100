"""What stands behind a stream: a terminal or none, what it understands, which letters the person wants."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from typing import TextIO

# Families whose names are enough (their terminfo entry may be missing here, as after an ssh from another machine).
_FAMILIES = (
    "alacritty", "ansi", "contour", "cygwin", "dtterm", "eterm", "foot", "ghostty", "gnome", "iterm", "jfbterm",
    "kitty", "konsole", "linux", "mintty", "mlterm", "ms-terminal", "nsterm", "putty", "rio", "rxvt", "screen",
    "st", "teraterm", "terminator", "tmux", "vscode", "vt100", "vt102", "vt220", "vte", "wezterm", "xterm",
)  # fmt: skip
_NOT_SMART = ("", "dumb", "unknown")
_TOO_MANY = 10_000


def understands(term: str) -> bool:
    """Whether a terminal of this name takes the usual escape sequences. Unset, "dumb" and unknown ones do not."""
    name = term.lower()
    if name in _NOT_SMART:
        return False
    if name.startswith(_FAMILIES):
        return True
    return _moves_as_usual(term)


_looked_up: list[str] = []
"""The one name that curses was set up with."""


def _moves_as_usual(term: str) -> bool:
    """Whether terminfo says that the cursor of this terminal is moved by the usual sequence.

    Curses can be set up once in a process, and then answers for every name what it knows of the first: where another
    one is asked for, nothing is known, and plain lines do.
    """
    try:
        import curses
    except ImportError:
        return False
    if _looked_up and _looked_up != [term]:
        return False
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        curses.setupterm(term, nowhere)
        _looked_up[:] = [term]
        return (curses.tigetstr("cup") or b"").startswith(b"\x1b[")
    except curses.error:
        return False
    finally:
        os.close(nowhere)


def terminal_fd(stream: TextIO | None) -> int | None:
    """The descriptor of a stream that is a terminal; None for pipes, files, closed streams and none at all."""
    try:
        fd = stream.fileno() if stream is not None else -1
        return fd if fd >= 0 and os.isatty(fd) else None
    except (OSError, ValueError):
        return None  # closed, or not a file of the system (a buffer in memory)


def rows_of(stream: TextIO | None, said: str = "") -> int:
    """How many rows the terminal behind a stream has: what is `said` (LINES), what it says itself; 0 where there is none."""
    if said.isascii() and said.isdecimal() and 0 < int(said) < _TOO_MANY:
        return int(said)
    fd = terminal_fd(stream)
    try:
        return os.get_terminal_size(fd).lines if fd is not None else 0
    except (OSError, ValueError):
        return 0


def more_waits(stream: TextIO | None, within_s: float = 0.03) -> bool:
    """Whether a terminal has more for whoever reads it, or gets it within this time: a paste comes in pieces.

    What a paste leaves without a line end counts as well, although it can be read only once that is there.
    """
    fd = terminal_fd(stream)
    if fd is None:
        return False
    if sys.platform == "win32":
        import msvcrt

        return bool(msvcrt.kbhit())
    import select  # No pipe is asked.

    from massage_mind.screen.terminal.posix import unfinished_waits

    return bool(select.select([fd], [], [], within_s)[0]) or unfinished_waits(fd)


def same_terminal(one: TextIO | None, other: TextIO | None) -> bool:
    """Whether both streams are terminals, and the same one."""
    fds = terminal_fd(one), terminal_fd(other)
    if fds[0] is None or fds[1] is None:
        return False
    return sys.platform == "win32" or os.fstat(fds[0]).st_rdev == os.fstat(fds[1]).st_rdev


def stuck(stream: TextIO | None) -> bool:
    """Whether this is a terminal that takes nothing, and would be waited for: it is stopped, or nobody reads it."""
    fd = terminal_fd(stream)
    if fd is None or sys.platform == "win32":
        return False
    import select

    return not select.select([], [fd], [], 0.2)[1]


def hung_up(stream: TextIO | None) -> bool:
    """Whether this was a terminal, and its window has been closed. False on Windows, where nothing tells."""
    if sys.platform == "win32":
        return False
    import termios

    try:
        termios.tcgetattr(stream.fileno() if stream is not None else -1)
    except termios.error as error:
        return bool(error.args[0] == errno.EIO)
    except (OSError, ValueError):
        return False  # closed by us, or not a file of the system
    return False


def says_c(environ: Mapping[str, str]) -> bool:
    """Whether the person's locale is expressly the C one, where Python itself would go on in UTF-8."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if environ.get(name):
            return environ[name] in ("C", "POSIX")
    return False
