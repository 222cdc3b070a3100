"""The terminal is always given back, and never waited for. On a real pseudo-terminal."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

import termios

from pty_child import SHELL, PtyChild
from pty_here import PtyHere

from massage_mind.stops import stop_signals


def test_given_back_after_the_end() -> None:
    """A session that comes to its end leaves the terminal as it found it."""
    with PtyChild("short") as child:
        assert child.wait() == 0
        child.assert_given_back()


def test_given_back_after_q() -> None:
    """So does one that was ended by a key."""
    with PtyChild("words") as child:
        child.shows("shoulders")
        child.send(b"q")
        assert child.wait() == 0
        child.assert_given_back()


def test_given_back_after_an_exception() -> None:
    """And one that failed: the message is on the main screen, after the view is gone."""
    with PtyChild("breath", "--fail-ms", "300") as child:
        assert child.wait() == 1
        assert termios.tcgetattr(child.slave) == child.before
        assert child.raw.rfind(b"\x1b[?1049l") < child.raw.rfind(b"failed: a fault in the session")


@pytest.mark.parametrize(
    "name", [name for name in stop_signals() if "+" not in name] + ["SIGRTMIN+0", "SIGRTMIN+30"]
)
def test_given_back_after_a_signal(name: str, tmp_path: Path) -> None:
    """Every signal that ends a program is answered at once, by number, with the terminal given back."""
    if name not in stop_signals():
        pytest.skip("this system has no such signal")
    signum = stop_signals()[name]
    with PtyChild("breath", report=tmp_path / "report") as child:
        child.shows("Arriving")
        os.kill(child.process.pid, signum)
        assert child.wait() == 128 + signum
        child.assert_given_back()
        assert child.report()["signum"] == signum


@pytest.mark.parametrize(("typed", "signum"), [(b"\x03", signal.SIGINT), (b"\x1c", signal.SIGQUIT)])
def test_ctrl_c_is_a_signal(typed: bytes, signum: int) -> None:
    """Ctrl-C and Ctrl-backslash stay what they are while single keys are read."""
    with PtyChild("breath") as child:
        child.shows("Arriving")
        child.send(typed)
        assert child.wait() == 128 + signum
        child.assert_given_back()


def test_given_back_by_plain_lines_too() -> None:
    """`--plain` on a terminal reads single keys, writes no escape at all, and gives the terminal back."""
    with PtyChild("words", "--plain") as child:
        child.until(lambda child: b"(quiet" in child.raw or b"shoulders" in child.raw)
        assert not termios.tcgetattr(child.slave)[3] & (termios.ICANON | termios.ECHO)
        child.send(b"q")
        assert child.wait() == 0
        assert termios.tcgetattr(child.slave) == child.before
        assert b"\x1b" not in child.raw
        keys, _, lines = child.raw.partition(b"\r\n")
        assert keys == b"  Keys: space pauses, q ends, ? says more."
        assert lines.startswith(b"0:00  Let the shoulders be heavy")


@pytest.mark.parametrize("plain", [False, True])
def test_ctrl_z_and_back(plain: bool, tmp_path: Path) -> None:
    """While stopped by Ctrl-Z the terminal is cooked and shows the main screen; after `fg` the view is drawn again."""
    states = tmp_path / "states"
    arguments = ["words", "--states", str(states), *(["--plain"] if plain else [])]
    with PtyChild(*arguments, program=SHELL) as child:
        child.shows("shoulders")
        taken = termios.tcgetattr(child.slave)
        child.send(b"\x1a")
        child.until(lambda child: b"stopped" in child.raw)
        assert states.read_text(encoding="utf-8") == "cooked=True\n"
        if not plain:
            before_stop = child.raw[: child.raw.index(b"stopped")]
            assert before_stop.endswith(b"\x1b[m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l")
        seen = len(child.raw)
        child.send(b"fg\n")
        if plain:
            child.until(lambda child: termios.tcgetattr(child.slave) == taken)
        else:
            child.until(lambda child: b"? keys" in child.raw[seen:])
            assert "nowhere to be for a while" in child.display
            assert termios.tcgetattr(child.slave) == taken
        child.send(b"q")
        assert child.wait() == 0
        assert termios.tcgetattr(child.slave) == child.before


def test_stopped_from_outside_and_back() -> None:
    """A program that was stopped without being asked (SIGSTOP) takes the terminal again when it goes on."""
    with PtyChild("words") as child:
        child.shows("shoulders")
        os.kill(child.process.pid, signal.SIGSTOP)
        os.waitpid(child.process.pid, os.WUNTRACED)
        termios.tcsetattr(child.slave, termios.TCSANOW, child.before)
        child.screen.reset()
        seen = len(child.raw)
        os.kill(child.process.pid, signal.SIGCONT)
        child.shows("shoulders")
        assert b"\x1b[?1049h" in child.raw[seen:]
        child.send(b"q")
        assert child.wait() == 0
        assert termios.tcgetattr(child.slave) == child.before


def test_comes_in_one_write() -> None:
    """The view comes with its first picture and goes without drawing anything: no flash."""
    with PtyChild("words") as child:
        child.until(lambda child: bool(child.raw))
        assert child.raw.startswith(b"\x1b[?1049h\x1b[?25l")
        assert "shoulders" in child.display


def test_a_stalled_terminal_delays_nothing(tmp_path: Path) -> None:
    """A terminal that stops reading for a while costs frames, not time, and gets no burst afterwards."""
    with PtyChild("breath-now", report=tmp_path / "report") as child:
        child.shows("in  ")
        termios.tcflow(child.slave, termios.TCOOFF)
        child.read(0.3)
        time.sleep(1.0)  # the stall is the thing tested
        assert child.read() == b""
        termios.tcflow(child.slave, termios.TCOON)
        time.sleep(0.15)
        assert 0 < len(child.read(0.5)) < 2500
        child.send(b"q")
        assert child.wait() == 0
        child.assert_given_back()
        assert child.report()["draw_ms"] <= 60


@pytest.mark.slow
def test_ends_although_the_terminal_is_stalled() -> None:
    """A terminal that reads nothing cannot keep a session from ending; its settings come back all the same."""
    with PtyChild("breath-now") as child:
        child.shows("in  ")
        termios.tcflow(child.slave, termios.TCOOFF)
        time.sleep(0.3)
        os.kill(child.process.pid, signal.SIGTERM)
        end = time.monotonic() + 10
        while child.process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert child.process.returncode == 128 + signal.SIGTERM
        assert termios.tcgetattr(child.slave) == child.before


def test_the_terminal_is_closed(tmp_path: Path) -> None:
    """The window is closed: the session ends by SIGHUP, without a fault."""
    report = tmp_path / "report"
    child = PtyChild("breath", report=report)
    try:
        child.shows("Arriving")
        os.close(child.master)
        assert child.process.wait(timeout=10) == 128 + signal.SIGHUP
        assert child.report()["signum"] == signal.SIGHUP
    finally:
        if child.process.poll() is None:
            child.process.kill()
        os.close(child.slave)


def test_no_stdin_terminal(tmp_path: Path) -> None:
    """Standard input is not a terminal: the view is shown, nobody can press keys, nothing typed is echoed."""
    with (
        open(os.devnull, "rb") as nothing,
        PtyChild("words", stdin=nothing, report=tmp_path / "report") as child,
    ):
        child.shows("shoulders")
        assert "? keys" not in child.display
        child.send(b"typed")
        child.read(0.1)
        assert "typed" not in child.display
        os.kill(child.process.pid, signal.SIGTERM)
        assert child.wait() == 143
        child.assert_given_back()
        assert child.report()["live"] is False


def test_no_stdout_terminal(tmp_path: Path) -> None:
    """Standard output is a file: plain lines go there, keys still work."""
    out = tmp_path / "out"
    with out.open("wb") as file, PtyChild("words", stdout=file, report=tmp_path / "report") as child:
        child.until(lambda child: out.stat().st_size > 0)
        child.send(b"q")
        assert child.wait() == 0
        assert out.read_text(encoding="utf-8").startswith("0:00  Let the shoulders")
        assert b"\x1b" not in child.raw
        assert termios.tcgetattr(child.slave) == child.before
        assert child.report()["live"] is True


def test_resized_while_it_runs() -> None:
    """The window made small and large again: the picture fits each time, at once."""
    with PtyChild("words") as child:
        child.shows("5 min left · ? keys")
        child.resize(20, 5)
        child.until(lambda child: child.display.splitlines()[0].strip() == "Let the shoulders")
        child.resize(80, 24)
        child.shows("nowhere to be for a while, and nothing to do well.")
        child.send(b"q")
        assert child.wait() == 0
        child.assert_given_back()


def test_a_size_of_nothing_is_taken_for_80x24() -> None:
    """A terminal that does not say its size (0 x 0) gets the usual one."""
    here = PtyHere("words", lambda here: "5 min left · ? keys" in here.display, columns=0, rows=0)
    assert here.seen == ["q"]


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "banana"}])
def test_terminals_that_get_plain_lines(environ: dict[str, str]) -> None:
    """Where escapes are not understood none is written, and single keys work all the same."""
    here = PtyHere("words", lambda here: "0:00  Let the shoulders" in here.display, environ=environ)
    assert here.seen == ["q"]
    assert b"\x1b" not in here.raw
    assert here.given_back


def test_the_c_locale_gets_ascii() -> None:
    """In a C locale the live view is ASCII throughout."""
    here = PtyHere("breath-now", lambda here: "in  3" in here.display, environ={"LC_ALL": "C"})
    assert here.seen == ["q"]
    assert here.raw.isascii()
