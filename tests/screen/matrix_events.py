"""What can happen to somebody who sits at a screen, one row each; `test_screen_matrix` holds every screen against it."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

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

    def leave(self) -> None:
        """Leave the screen in order."""
        self.go(self.of.leave)

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
        self.wait()

    def assert_terminal_given_back(self) -> None:
        """Settings as before; nothing that was switched on is left on."""
        assert termios.tcgetattr(self.slave) == self.before, "the settings are not as they were"
        for on in _LEFT_ON:
            off = on[:-1] + (b"l" if on.endswith(b"h") else b"h")
            assert self.raw.rfind(on) <= self.raw.rfind(off), f"{on!r} is left on"


Ends: TypeAlias = Callable[[Screen], int | None]
"""The exit code with which a screen ends then; None where anything but a fault will do."""


def in_order(screen: Screen) -> int:
    """It goes on, and is left as usual."""
    return screen.code


def anyhow(_screen: Screen) -> None:
    """By itself, or by Ctrl-C where it waits for somebody or goes on without."""


def by(*numbers: int) -> Callable[[Screen], int]:
    """By the first of these signals that it minds; where it minds none it goes on, and is left as usual."""

    def ends(screen: Screen) -> int:
        heard = _heard(screen, numbers)
        return 128 + heard[0] if heard else screen.code

    return ends


def _after_keys(screen: Screen) -> int:
    """By Ctrl-C; where any key leaves it, by the first that came before."""
    return screen.code if screen.any_key else by(signal.SIGINT)(screen)


def _after_term(screen: Screen) -> int:
    """By SIGTERM; where any key leaves it, by the one that came before."""
    return screen.code if screen.any_key else by(signal.SIGTERM)(screen)


def _heard(screen: Screen, numbers: Sequence[int]) -> list[int]:
    """An editor of the person's own minds none of the keyboard."""
    return [one for one in numbers if screen.minds or one not in (signal.SIGINT, signal.SIGQUIT)]


def _unread(screen: Screen) -> int:
    return screen.code if screen.live else 128 + signal.SIGTERM


@dataclass(frozen=True, slots=True)
class Event:
    """One row: what it is, as docs/terminal.md says it, how it happens to a cell, and how that ends.

    `smart` False: the terminal understands no escape sequences. `beside`: somebody else sits at the same journal.
    `late`: the screen has been left already, so what is kept may also be what is kept in order.
    """

    about: str
    happens: Callable[[Cell], None]
    ends: Ends = in_order
    environ: Mapping[str, str] = field(default_factory=dict)
    streams: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    closed: int | None = None
    shell: bool = False
    smart: bool = True
    beside: bool = False
    unread: bool = False
    late: bool = False

    @property
    def can_be(self) -> bool:
        """Whether this system has what it takes: only Linux has /dev/full, and says what a terminal has not read."""
        return sys.platform == "linux" or not (self.streams or self.unread)

    @property
    def whole(self) -> bool:
        """Whether one comes to the screen in the usual way."""
        return not (self.streams or self.closed is not None)


def _typed(keys: bytes) -> Callable[[Cell], None]:
    return lambda cell: cell.send(keys) if cell.of.minds else cell.leave()


def _signalled(*numbers: int) -> Callable[[Cell], None]:
    def happens(cell: Cell) -> None:
        cell.signal(*numbers)
        if not _heard(cell.of, numbers):
            cell.leave()

    return happens


def _stopped_and_fg(cell: Cell) -> None:
    cell.send(b"\x1a")
    cell.until(lambda cell: b"stopped" in cell.raw)
    assert (cell.home / "states").read_text() == "cooked=True\n", "the terminal was not given back"
    cell.send(b"fg\n")
    seen = len(cell.raw)
    if cell.of.live:
        cell.until(lambda cell: b"min left" in cell.raw[seen:])
    else:
        cell.until(lambda cell: _runs(cell.process.pid))
    cell.leave()


def _runs(shell: int) -> bool:
    """Whether the job of this shell is not stopped any more; where nothing tells, it is taken to run."""
    if not Path("/proc/self/task").exists():
        return True
    children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
    return all(Path(f"/proc/{one}/stat").read_text().rsplit(") ", 1)[1][0] != "T" for one in children)


def _stopped_and_continued(cell: Cell) -> None:
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
    cell.leave()


def _window_closed(cell: Cell) -> None:
    cell.close_window()


def _frozen(cell: Cell) -> None:
    fill(cell.slave)
    time.sleep(FROZEN_S)  # That nobody reads for a while is the thing tested.
    cell.read(0.2)
    cell.leave()


def _left_while_frozen(cell: Cell) -> None:
    (_, typed), *rest = cell.of.leave
    fill(cell.slave)
    cell.send(typed.encode())
    time.sleep(FROZEN_S)
    cell.read(0.2)
    cell.go(tuple(rest))


def _left_while_frozen_and_signalled(*numbers: int) -> Callable[[Cell], None]:
    """The signals come while the screen is given back, which the terminal lets wait."""

    def happens(cell: Cell) -> None:
        if not _heard(cell.of, numbers):
            cell.leave()
            return
        (_, typed), *_ = cell.of.leave
        fill(cell.slave)
        cell.send(typed.encode())
        time.sleep(0.5)
        for number in numbers:
            if cell.process.poll() is None:
                cell.signal(number)
            time.sleep(0.005)
        cell.ends_unseen()

    return happens


def _frozen_at_the_end(*, unread: bool, twice: bool = False) -> Callable[[Cell], None]:
    def happens(cell: Cell) -> None:
        fill(cell.slave) if unread else termios.tcflow(cell.slave, termios.TCOOFF)
        if cell.of.live and not twice:
            cell.send(b"q")
        else:
            cell.signal(signal.SIGTERM)
        if twice:
            time.sleep(0.3)
            cell.signal(signal.SIGTERM)
        cell.ends_unseen()

    return happens


def _off_and_on(cell: Cell) -> None:
    termios.tcflow(cell.slave, termios.TCOOFF)
    cell.read(0.3)
    termios.tcflow(cell.slave, termios.TCOON)
    cell.leave()


def _resized(*sizes: tuple[int, int]) -> Callable[[Cell], None]:
    def happens(cell: Cell) -> None:
        for columns, rows in sizes:
            cell.resize(columns, rows)
            cell.read(0.05)
        cell.resize(80, 24)
        cell.leave()

    return happens


def _keys_then_ctrl_c(keys: bytes, *, pasted: bool = False) -> Callable[[Cell], None]:
    def happens(cell: Cell) -> None:
        framed = pasted and b"\x1b[?2004h" in cell.raw
        cell.send(b"\x1b[200~" + keys + b"\x1b[201~" if framed else keys)
        cell.read(0.3)
        if not cell.of.minds:
            cell.send(b"\r\x04")
            return
        if cell.of.any_key:
            return
        cell.send(b"\x03")

    return happens


def _no_escapes(cell: Cell) -> None:
    _typed(b"\x03")(cell)
    cell.ended()
    assert b"\x1b" not in cell.raw, "an escape sequence"


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


_INT, _TERM, _QUIT = signal.SIGINT, signal.SIGTERM, signal.SIGQUIT
_FULL = ("/dev/full", "wb")

EVENTS: dict[str, Event] = {
    "ctrl-c": Event("Ctrl-C is pressed.", _typed(b"\x03"), by(_INT)),
    "ctrl-backslash": Event("Ctrl-\\ is pressed.", _typed(b"\x1c"), by(_QUIT)),
    "int": Event("SIGINT comes from outside.", _signalled(_INT), by(_INT)),
    "term": Event("SIGTERM comes, as when the machine is shut down.", _signalled(_TERM), by(_TERM)),
    "term-twice": Event("SIGTERM comes twice within a moment.", _signalled(_TERM, _TERM), by(_TERM)),
    "int-thrice": Event("Ctrl-C is pressed three times within a moment.", _signalled(_INT, _INT, _INT), by(_INT)),
    "hup": Event(
        "SIGHUP comes, as from a connection that breaks.", _signalled(signal.SIGHUP), by(signal.SIGHUP)
    ),
    "quit": Event("SIGQUIT comes from outside.", _signalled(_QUIT), by(_QUIT)),
    "usr1": Event(
        "SIGUSR1 comes, which is meant for somebody else.", _signalled(signal.SIGUSR1), by(signal.SIGUSR1)
    ),
    "cpu-time-spent": Event(
        "SIGXCPU comes: the time of the processor is used up.", _signalled(signal.SIGXCPU), by(signal.SIGXCPU)
    ),
    "int-then-term": Event("SIGINT comes, and SIGTERM with it.", _signalled(_INT, _TERM), by(_INT, _TERM)),
    "ctrl-z": Event("Ctrl-Z is pressed, and `fg` typed in the shell.", _stopped_and_fg, shell=True),
    "stop-cont": Event("It is stopped without being asked, and goes on.", _stopped_and_continued),
    "window-closed": Event("The window is closed.", _window_closed, by(signal.SIGHUP)),
    "frozen": Event("The terminal takes nothing for a while, and goes on.", _frozen),
    "left-while-frozen": Event("The screen is left while the terminal takes nothing.", _left_while_frozen, unread=True),
    "left-while-frozen-and-int": Event(
        "The same, and Ctrl-C is pressed three times meanwhile.",
        _left_while_frozen_and_signalled(*[_INT] * 3), _after_keys, unread=True, late=True,
    ),
    "left-while-frozen-and-term": Event(
        "The same, and SIGTERM comes meanwhile, twice.",
        _left_while_frozen_and_signalled(_TERM, _TERM), _after_term, unread=True, late=True,
    ),
    "xoff-xon": Event("The terminal is stopped by flow control, and goes on.", _off_and_on),
    "xoff-at-the-end": Event(
        "It is ended while the terminal is stopped by flow control.", _frozen_at_the_end(unread=False), _unread
    ),
    "unread-at-the-end": Event(
        "It is ended while nobody reads what the terminal holds.",
        _frozen_at_the_end(unread=True), _unread, unread=True,
    ),
    "unread-and-term-twice": Event(
        "The same with two SIGTERM, the second while the first is answered.",
        _frozen_at_the_end(unread=True, twice=True), by(_TERM), unread=True,
    ),
    "resize-storm": Event(
        "The window changes its size forty times.", _resized(*[(20 + 7 * n % 100, 3 + 5 * n % 40) for n in range(40)])
    ),
    "1x1": Event("The window becomes as small as can be.", _resized((1, 1), (1, 1))),
    "300x80": Event("The window becomes very large.", _resized((300, 80), (300, 80))),
    "pasted-3-kb": Event(
        "Three thousand letters are pasted, then Ctrl-C is pressed.",
        _keys_then_ctrl_c(b"lighter than before, " * 150, pasted=True), _after_keys,
    ),
    "200-keys": Event(
        "Two hundred keys are pressed at once, then Ctrl-C.", _keys_then_ctrl_c(b"z" * 200), _after_keys
    ),
    "dumb": Event(
        "TERM is `dumb`: no escape sequence is written; Ctrl-C.", _no_escapes, by(_INT),
        environ={"TERM": "dumb"}, smart=False,
    ),
    "term-unset": Event(
        "TERM is not set: the same.", _no_escapes, by(_INT), environ={"TERM": ""}, smart=False
    ),
    "term-unknown": Event(
        "TERM is a name that nobody knows: the same.", _no_escapes, by(_INT), environ={"TERM": "banana"}, smart=False
    ),
    "c-locale": Event(
        "The locale is the C one, with letters of ASCII only; Ctrl-C.", _typed(b"\x03"), by(_INT),
        environ={"LC_ALL": "C"},
    ),
    "output-closed": Event("Standard output is closed from the start.", _whatever, anyhow, closed=1),
    "output-full": Event("Standard output goes to a full disk.", _whatever, anyhow, streams={"stdout": _FULL}),
    "errors-closed": Event("Standard error is closed from the start.", _whatever, anyhow, closed=2),
    "errors-full": Event("Standard error goes to a full disk.", _whatever, anyhow, streams={"stderr": _FULL}),
    "input-closed": Event("Standard input is closed from the start.", _whatever, anyhow, closed=0),
    "two-at-once": Event(
        "Somebody sits at the same screen with the same journal; Ctrl-C in both.", _typed(b"\x03"), by(_INT),
        beside=True,
    ),
}  # fmt: skip
