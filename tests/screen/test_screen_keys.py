"""Keys and signals become keys; the wait is as long as asked for, and not a millisecond longer."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import Stopped
from massage_mind.perform.clock import SystemClock
from massage_mind.screen.terminal.decode import Decoder
from massage_mind.screen.terminal.signals import Signals
from massage_mind.screen.terminal.terminal_keys import NoKeys, TerminalKeys, WindowsKeys

posix = pytest.mark.skipif(sys.platform == "win32", reason="select on a pipe")


class HandClock:
    """Time that moves when it is told to."""

    def __init__(self) -> None:
        self.ms = 0

    def now(self) -> int:
        return self.ms

    def asleep(self) -> int:
        return 0

    def wall(self) -> int:
        return 0


@pytest.fixture
def signals() -> Iterator[Signals]:
    with Signals() as installed:
        yield installed


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)
    for fd in (writing,):
        try:
            os.close(fd)
        except OSError:  # a test closed it to mean the end of the input
            continue


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b" +-emsq?19", [" ", "+", "-", "e", "m", "s", "q", "?", "1", "9"]),
        (b"\x1b[C\x1b[D", ["right", "left"]),
        (b"\x1bOC\x1bOD", ["right", "left"]),
        (b"\x1b[1;5C", ["right"]),
        (b"\x1b[A\x1b[B\x1b[5~\x1b[15~\x1bOP\x1b[[Am", ["m"]),
        (b"\x1bq\x1b\x1b[C", ["right"]),
        (b"\x1b[200~q e q \x1b[C\x1b[201~m", ["m"]),
        (b"\x1b]11;rgb:0000/0000/0000\x07m\x1b]11;x\x1b\\e\x1bP1$r\x1b\\s", ["m", "e", "s"]),
        (b"\xff\xfe\xc3(m", ["(", "m"]),
        ("é漢".encode(), ["é", "漢"]),
        (b"\x00\x01\x04\t\x7f", []),
        (b"\rm\n\x1b[200~\r\x1b[201~", ["enter", "m", "enter"]),
    ],
)
def test_decoding(data: bytes, keys: list[str]) -> None:
    """Arrows in both forms, Enter, characters as typed; everything else gives nothing and takes nothing with it."""
    assert Decoder().feed(data) == keys
    bytewise = Decoder()
    assert [key for byte in data for key in bytewise.feed(bytes((byte,)))] == keys


@given(st.binary(max_size=300))
def test_any_bytes_decode(data: bytes) -> None:
    """No input raises, and none makes the decoder keep more than a bounded beginning of a sequence."""
    decoder = Decoder()
    assert all(key in ("left", "right", "enter") or key.isprintable() for key in decoder.feed(data))
    decoder.reset()
    assert not decoder.pending


@posix
def test_a_key_answers_at_once(signals: Signals, pipe: tuple[int, int]) -> None:
    """A key ends the wait, however long it would have been."""
    keys = TerminalKeys(pipe[0], signals, SystemClock())
    clock = SystemClock()
    threading.Timer(0.02, os.write, (pipe[1], b"m")).start()
    begun = clock.now()
    assert keys.wait(begun + 60_000) == "m"
    assert clock.now() - begun < 2000


@posix
def test_never_early(signals: Signals, pipe: tuple[int, int]) -> None:
    """Without a key it returns when the time has come and not before."""
    clock = SystemClock()
    for keys in (TerminalKeys(pipe[0], signals, clock), NoKeys(signals, clock)):
        for wait in (0, 1, 2, 7, 15):
            until = clock.now() + wait
            assert keys.wait(until) is None
            assert clock.now() >= until


@posix
def test_two_hundred_keys_at_once(signals: Signals, pipe: tuple[int, int]) -> None:
    """Every one of them is answered, in order."""
    os.write(pipe[1], b"\x1b[C" * 200)
    keys = TerminalKeys(pipe[0], signals, SystemClock())
    assert [keys.wait(0) for _ in range(201)] == ["right"] * 200 + [None]


@posix
@pytest.mark.parametrize("bracketed", [True, False])
def test_pasted_kilobytes_are_no_keys(bracketed: bool, signals: Signals, pipe: tuple[int, int]) -> None:
    """3 kB pasted by mistake end nothing and mark nothing, whether the terminal announces them or not."""
    text = b"quite an em dash?" * 180
    os.write(pipe[1], b"\x1b[200~" + text + b"\x1b[201~" if bracketed else text)
    keys = TerminalKeys(pipe[0], signals, SystemClock())
    assert keys.wait(0) is None
    os.write(pipe[1], b"m")
    assert keys.wait(0) == "m"


@posix
def test_escape_alone_takes_nothing_with_it(signals: Signals, pipe: tuple[int, int]) -> None:
    """Esc is a key once nothing has followed it for a moment; a key after that is answered."""
    clock = HandClock()
    keys = TerminalKeys(pipe[0], signals, clock)
    os.write(pipe[1], b"\x1b")
    assert keys.wait(0) is None
    clock.ms += 60
    os.write(pipe[1], b"[")
    assert [keys.wait(0), keys.wait(0)] == ["esc", "["]


@posix
def test_a_paste_without_an_end_is_over_after_a_while(signals: Signals, pipe: tuple[int, int]) -> None:
    """A terminal that forgets to end a paste does not take the keys away for good."""
    clock = HandClock()
    keys = TerminalKeys(pipe[0], signals, clock)
    os.write(pipe[1], b"\x1b[200~lost")
    assert keys.wait(0) is None
    clock.ms += 1500
    os.write(pipe[1], b"m")
    assert keys.wait(0) == "m"


@posix
def test_end_of_input(signals: Signals, pipe: tuple[int, int]) -> None:
    """At the end of the input nobody is there any more: it waits on without spinning."""
    clock = SystemClock()
    keys = TerminalKeys(pipe[0], signals, clock)
    os.close(pipe[1])
    assert keys.live
    looks = 0

    def counted() -> bool:
        nonlocal looks
        looks += 1
        return True

    keys = TerminalKeys(pipe[0], signals, clock, ours=counted)
    until = clock.now() + 60
    assert keys.wait(until) is None
    assert clock.now() >= until
    assert not keys.live
    assert looks <= 3


@posix
def test_in_the_background_nothing_is_read(signals: Signals, pipe: tuple[int, int]) -> None:
    """A process in the background would be stopped for reading the terminal, so it does not."""
    os.write(pipe[1], b"m")
    foreground = False
    keys = TerminalKeys(pipe[0], signals, SystemClock(), ours=lambda: foreground)
    assert keys.wait(0) is None
    foreground = True
    assert keys.wait(0) == "m"


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_signals_stop(name: str, signals: Signals, pipe: tuple[int, int]) -> None:
    """Signals that end a program end the wait at once, also where nobody can press keys."""
    signum = getattr(signal, name)
    clock = SystemClock()
    for keys in (TerminalKeys(pipe[0], signals, clock), NoKeys(signals, clock)):
        threading.Timer(0.01, os.kill, (os.getpid(), signum)).start()
        with pytest.raises(Stopped) as stopped:
            keys.wait(clock.now() + 60_000)
        assert stopped.value.signum == signum


@posix
@pytest.mark.parametrize(
    ("name", "key"), [("SIGWINCH", "resize"), ("SIGTSTP", "suspend"), ("SIGCONT", "resize")]
)
def test_signals_as_keys(name: str, key: str, signals: Signals) -> None:
    """A new size, Ctrl-Z and going on are keys, each once however often they came."""
    keys = NoKeys(signals, SystemClock())
    for _ in range(3):
        signal.raise_signal(getattr(signal, name))
    assert keys.wait(0) == key
    assert keys.wait(0) is None


@posix
def test_handlers_come_back() -> None:
    """After the context everything about signals is as it was; SIGPIPE is never touched; ignored ones stay ignored."""
    names = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP", "SIGWINCH", "SIGCONT", "SIGPIPE"]
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        before = {name: signal.getsignal(getattr(signal, name)) for name in names}
        wakeup = signal.set_wakeup_fd(-1)
        signal.set_wakeup_fd(wakeup)
        with Signals():
            assert signal.getsignal(signal.SIGPIPE) == before["SIGPIPE"]
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) != before["SIGTERM"]
        assert {name: signal.getsignal(getattr(signal, name)) for name in names} == before
        assert signal.set_wakeup_fd(wakeup) == wakeup
    finally:
        signal.signal(signal.SIGHUP, ignored)


@posix
def test_ctrl_c_again_ends_what_hangs(signals: Signals) -> None:
    """If nobody waits for keys (something hangs), the second Ctrl-C ends it from where it is."""
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(Stopped):
        signal.raise_signal(signal.SIGINT)


class FakeConsole:
    """A Windows keyboard: characters as msvcrt gives them."""

    def __init__(self, chars: str) -> None:
        self.chars = list(chars)

    def kbhit(self) -> bool:
        return bool(self.chars)

    def getwch(self) -> str:
        return self.chars.pop(0)


def test_windows_keys(signals: Signals) -> None:
    """Arrows, Esc, Enter, characters, and nothing for other special keys."""
    clock = HandClock()
    keys = WindowsKeys(FakeConsole("m\xe0M\x00K\xe0H\x1b\r \x01"), signals, clock, lambda ms: None)
    assert [keys.wait(0) for _ in range(7)] == ["m", "right", "left", "esc", "enter", " ", None]
    assert keys.live


def test_windows_waits_in_short_steps(signals: Signals) -> None:
    """The console is asked every 30 ms; a key pressed meanwhile answers; the time is kept to the millisecond."""
    clock, console, pauses = HandClock(), FakeConsole(""), []

    def pause(ms: int) -> None:
        pauses.append(ms)
        clock.ms += ms
        if clock.ms == 90:
            console.chars.append("q")

    keys = WindowsKeys(console, signals, clock, pause)
    assert keys.wait(1000) == "q"
    assert keys.wait(100) is None
    assert pauses == [30, 30, 30, 10]


def test_windows_without_a_console(signals: Signals) -> None:
    """Nobody there: only signals are heard."""
    clock = HandClock()

    def pause(ms: int) -> None:
        clock.ms += ms
        signal.raise_signal(signal.SIGINT)

    keys = WindowsKeys(None, signals, clock, pause)
    assert not keys.live
    with pytest.raises(Stopped):
        keys.wait(1000)


def test_the_clock_agrees_with_itself() -> None:
    """`left_s` is exact: never more than the whole milliseconds say, and less than one below."""
    clock = SystemClock()
    for _ in range(100):
        until = clock.now() + 1000
        assert 0.9 < clock.left_s(until) <= 1.0
    assert clock.left_s(clock.now() - 5) < 0
    assert 0 <= clock.asleep() < 1000
    assert clock.wall() > 1_600_000_000_000
