"""What can happen to somebody who sits at a screen, one row each; `test_screen_matrix` holds every screen against it."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from matrix_screens import Screen
from pty_child import PtyChild, fill

FROZEN_S = float(os.environ.get("MATRIX_FROZEN_S", "1"))
"""How long the terminal takes nothing where it goes on afterwards."""
ENDS_S = 20.0
"""How long a program may need to end at a terminal that takes nothing at all."""
_LEFT_ON = (b"\x1b[?1049h", b"\x1b[?25l", b"\x1b[?7l", b"\x1b[?2004h")
"""Alternate screen, hidden cursor, no wrapping, paste mode: each ends with the same and the other letter."""


class Cell(PtyChild):
    """One screen on which one event happens."""

    def __init__(self, screen: Screen, words: tuple[str, ...], event: Event, home: Path) -> None:
        self.of = screen
        self.home = home
        environ = {"MASSAGE_MIND_HOME": str(home), **screen.environ, **event.environ}
        self._files = {name: open(where, mode) for name, (where, mode) in event.streams.items()}  # noqa: SIM115
        shell = Path(__file__).parent / "mini_shell.py"
        around = ("--states", str(home / "states"), "--program") if event.shell else ()
        super().__init__(
            *around,
            *words,
            environ=environ,
            program=shell if event.shell else None,
            closed=event.closed,
            **self._files,
        )

    def __exit__(self, *exception: object) -> None:
        super().__exit__(*exception)
        for file in self._files.values():
            file.close()

    def go(self, steps: tuple[tuple[str, str], ...]) -> None:
        """Wait for what each step waits for, and type what it types."""
        for text, typed in steps:
            if text:
                self.until(lambda child, text=text: text in child.display or text.encode() in child.raw)  # type: ignore[misc]
            self.send(typed.encode())

    def signal(self, *numbers: int) -> None:
        for number in numbers:
            os.kill(self.process.pid, number)

    def leave(self) -> int:
        """Leave the screen in order; the exit code it should have."""
        self.go(self.of.leave)
        return self.of.code

    def ended(self) -> int:
        """Wait until it has ended, however it ends; its exit code."""
        if self.master < 0:
            return self.process.wait(ENDS_S + 10)
        return self.wait()

    def ends_unseen(self) -> None:
        """It ends although the terminal takes nothing."""
        end = time.monotonic() + ENDS_S
        while self.process.poll() is None:
            assert time.monotonic() < end, "it waits for a terminal that takes nothing"
            time.sleep(0.02)
        termios.tcflow(self.slave, termios.TCOON)
        self.read(0.2)

    def assert_terminal_given_back(self) -> None:
        """Settings as before; nothing that was switched on is left on."""
        assert termios.tcgetattr(self.slave) == self.before, "the settings are not as they were"
        for on in _LEFT_ON:
            off = on[:-1] + (b"l" if on.endswith(b"h") else b"h")
            assert self.raw.rfind(on) <= self.raw.rfind(off), f"{on!r} is left on"


@dataclass(frozen=True, slots=True)
class Event:
    """One row. `happens` returns the exit code that is to come, None where anything but a fault will do.

    `smart` False: the terminal understands no escape sequences. `beside`: somebody else sits at the same journal.
    """

    happens: Callable[[Cell], int | None]
    environ: Mapping[str, str] = field(default_factory=dict)
    streams: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    closed: int | None = None
    shell: bool = False
    smart: bool = True
    beside: bool = False
    unread: bool = False

    @property
    def can_be(self) -> bool:
        """Whether this system has what it takes: only Linux has /dev/full, and says what a terminal has not read."""
        return sys.platform == "linux" or not (self.streams or self.unread)

    @property
    def whole(self) -> bool:
        """Whether one comes to the screen in the usual way."""
        return not (self.streams or self.closed is not None)


def _typed(keys: bytes, code: int) -> Callable[[Cell], int]:
    def happens(cell: Cell) -> int:
        if not cell.of.minds:
            return cell.leave()
        cell.send(keys)
        return code

    return happens


def _signalled(*numbers: int) -> Callable[[Cell], int]:
    def happens(cell: Cell) -> int:
        cell.signal(*numbers)
        heard = numbers
        if not cell.of.minds:
            heard = tuple(one for one in numbers if one not in (signal.SIGINT, signal.SIGQUIT))
        return 128 + heard[0] if heard else cell.leave()

    return happens


def _stopped_and_fg(cell: Cell) -> int:
    cell.send(b"\x1a")
    cell.until(lambda cell: b"stopped" in cell.raw)
    assert (cell.home / "states").read_text() == "cooked=True\n", "the terminal was not given back"
    cell.send(b"fg\n")
    seen = len(cell.raw)
    if cell.of.live:
        cell.until(lambda cell: b"min left" in cell.raw[seen:])
    else:
        cell.until(lambda cell: _runs(cell.process.pid))
    return cell.leave()


def _runs(shell: int) -> bool:
    """Whether the job of this shell is not stopped any more; where nothing tells, it is taken to run."""
    if not Path("/proc/self/task").exists():
        return True
    children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
    return all(Path(f"/proc/{one}/stat").read_text().rsplit(") ", 1)[1][0] != "T" for one in children)


def _stopped_and_continued(cell: Cell) -> int:
    cell.signal(signal.SIGSTOP)
    os.waitpid(cell.process.pid, os.WUNTRACED)
    termios.tcsetattr(cell.slave, termios.TCSANOW, cell.before)
    seen = len(cell.raw)
    cell.signal(signal.SIGCONT)
    if cell.of.live:
        cell.until(lambda cell: b"\x1b[?1049h" in cell.raw[seen:])
    elif not cell.of.minds or cell.of.any_key:
        pass
    elif b"\x1b" in cell.raw:  # Drawn key by key, and so drawn anew.
        cell.until(lambda cell: len(cell.raw) > seen)
    return cell.leave()


def _window_closed(cell: Cell) -> int:
    cell.close_window()
    return 128 + signal.SIGHUP


def _frozen(cell: Cell) -> int:
    fill(cell.slave)
    time.sleep(FROZEN_S)  # That nobody reads for a while is the thing tested.
    cell.read(0.2)
    return cell.leave()


def _left_while_frozen(cell: Cell) -> int:
    (_, typed), *rest = cell.of.leave
    fill(cell.slave)
    cell.send(typed.encode())
    time.sleep(FROZEN_S)
    cell.read(0.2)
    cell.go(tuple(rest))
    return cell.of.code


def _frozen_at_the_end(*, unread: bool, twice: bool = False) -> Callable[[Cell], int]:
    def happens(cell: Cell) -> int:
        fill(cell.slave) if unread else termios.tcflow(cell.slave, termios.TCOOFF)
        if cell.of.live and not twice:
            cell.send(b"q")
        else:
            cell.signal(signal.SIGTERM)
        if twice:
            time.sleep(0.3)
            cell.signal(signal.SIGTERM)
        cell.ends_unseen()
        return 3 if cell.of.live and not twice else 143

    return happens


def _off_and_on(cell: Cell) -> int:
    termios.tcflow(cell.slave, termios.TCOOFF)
    cell.read(0.3)
    termios.tcflow(cell.slave, termios.TCOON)
    return cell.leave()


def _resized(*sizes: tuple[int, int]) -> Callable[[Cell], int]:
    def happens(cell: Cell) -> int:
        for columns, rows in sizes:
            cell.resize(columns, rows)
            cell.read(0.05)
        cell.resize(80, 24)
        return cell.leave()

    return happens


def _keys_then_ctrl_c(keys: bytes, *, pasted: bool = False) -> Callable[[Cell], int]:
    def happens(cell: Cell) -> int:
        framed = pasted and b"\x1b[?2004h" in cell.raw
        cell.send(b"\x1b[200~" + keys + b"\x1b[201~" if framed else keys)
        cell.read(0.3)
        if not cell.of.minds:
            cell.send(b"\r\x04")
            return 0
        if cell.of.any_key:
            return cell.of.code
        cell.send(b"\x03")
        return 130

    return happens


def _no_escapes(cell: Cell) -> int:
    code = _typed(b"\x03", 130)(cell)
    cell.ended()
    assert b"\x1b" not in cell.raw, "an escape sequence"
    return code


def _whatever(cell: Cell) -> None:
    """It ends by itself, or by Ctrl-C where it waits for somebody or goes on without."""
    end = time.monotonic() + 3
    while cell.process.poll() is None and time.monotonic() < end:
        cell.read(0.1)
    if cell.process.poll() is None:
        cell.signal(signal.SIGINT)
    end = time.monotonic() + 3
    while cell.process.poll() is None and time.monotonic() < end:
        cell.read(0.1)
    if cell.process.poll() is None:  # An own editor minds no Ctrl-C.
        cell.signal(signal.SIGTERM)
    assert cell.ended() in (0, 1, 2, 3, 130, 143)


EVENTS: dict[str, Event] = {
    "ctrl-c": Event(_typed(b"\x03", 130)),
    "ctrl-backslash": Event(_typed(b"\x1c", 131)),
    "int": Event(_signalled(signal.SIGINT)),
    "term": Event(_signalled(signal.SIGTERM)),
    "term-twice": Event(_signalled(signal.SIGTERM, signal.SIGTERM)),
    "hup": Event(_signalled(signal.SIGHUP)),
    "quit": Event(_signalled(signal.SIGQUIT)),
    "int-then-term": Event(_signalled(signal.SIGINT, signal.SIGTERM)),
    "ctrl-z": Event(_stopped_and_fg, shell=True),
    "stop-cont": Event(_stopped_and_continued),
    "window-closed": Event(_window_closed),
    "frozen": Event(_frozen),
    "left-while-frozen": Event(_left_while_frozen, unread=True),
    "xoff-xon": Event(_off_and_on),
    "xoff-at-the-end": Event(_frozen_at_the_end(unread=False)),
    "unread-at-the-end": Event(_frozen_at_the_end(unread=True), unread=True),
    "unread-and-term-twice": Event(_frozen_at_the_end(unread=True, twice=True), unread=True),
    "resize-storm": Event(_resized(*[(20 + 7 * n % 100, 3 + 5 * n % 40) for n in range(40)])),
    "1x1": Event(_resized((1, 1), (1, 1))),
    "300x80": Event(_resized((300, 80), (300, 80))),
    "pasted-3-kb": Event(_keys_then_ctrl_c(b"lighter than before, " * 150, pasted=True)),
    "200-keys": Event(_keys_then_ctrl_c(b"z" * 200)),
    "dumb": Event(_no_escapes, environ={"TERM": "dumb"}, smart=False),
    "term-unset": Event(_no_escapes, environ={"TERM": ""}, smart=False),
    "term-unknown": Event(_no_escapes, environ={"TERM": "banana"}, smart=False),
    "c-locale": Event(_typed(b"\x03", 130), environ={"LC_ALL": "C"}),
    "output-closed": Event(_whatever, closed=1),
    "output-full": Event(_whatever, streams={"stdout": ("/dev/full", "wb")}),
    "errors-closed": Event(_whatever, closed=2),
    "errors-full": Event(_whatever, streams={"stderr": ("/dev/full", "wb")}),
    "input-closed": Event(_whatever, closed=0),
    "two-at-once": Event(_typed(b"\x03", 130), beside=True),
}
