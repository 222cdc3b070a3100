"""One table of signals: raised at once, told to whoever listens, or held until something is saved."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from massage_mind import stops
from massage_mind.cli.main import run
from massage_mind.errors import Stopped
from massage_mind.screen.ask import editor
from massage_mind.screen.ask.editor import edit_file
from massage_mind.screen.terminal.signals import Signals
from massage_mind.stops import begin_thread, ending, held, listening, stop_behind, stop_signals, stopping
from massage_mind.testing import manual_world

NAMES = sorted(stop_signals())


@pytest.fixture(autouse=True)
def as_a_command() -> Iterator[None]:
    """The handlers of a command are there, and gone after it; what is ignored, as by `nohup`, stays ignored."""
    before = {number: signal.getsignal(number) for number in stop_signals().values()}
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN) if "SIGHUP" in NAMES else None
    with stopping():
        if ignored is not None:
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        yield
    if ignored is not None:
        signal.signal(signal.SIGHUP, ignored)
    assert before == {number: signal.getsignal(number) for number in stop_signals().values()}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "SIGHUP"])
def test_every_signal_of_the_table_raises_at_once(name: str) -> None:
    """With its number, so that the exit code says which."""
    with pytest.raises(Stopped) as caught:
        signal.raise_signal(stop_signals()[name])
    assert stop_signals()[name] == caught.value.signum


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing tells which signals are handled")
def test_no_signal_that_ends_a_program_is_left_to_the_system() -> None:
    """As the system itself sees it. Not meant: those of a program that is broken, and those that none can handle."""
    broken = {"SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV", "SIGSYS", "SIGKILL"}
    harmless = {"SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGWINCH"}
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    answered = int(status["SigCgt"], 16) | int(status["SigIgn"], 16)
    left = {
        signal.Signals(number).name if number in set(signal.Signals) else str(number)
        for number in signal.valid_signals()
        if not answered >> (number - 1) & 1
    }
    assert set() == left - broken - harmless


def test_a_second_one_waits_while_the_first_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is being ended is saving; a later one ends what hangs."""
    with pytest.raises(Stopped):
        signal.raise_signal(signal.SIGTERM)
    signal.raise_signal(signal.SIGTERM)
    assert ending()
    monkeypatch.setattr(stops, "AGAIN_S", 0)
    with pytest.raises(Stopped):
        signal.raise_signal(signal.SIGTERM)


def test_signals_wait_until_it_is_saved() -> None:
    """The first of them counts; held within held is one."""
    saved = []
    with pytest.raises(Stopped) as caught, held():
        with held():
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGINT)
        saved.append("all of it")
    assert (["all of it"], signal.SIGTERM) == (saved, caught.value.signum)


def test_a_second_ctrl_c_waits_too_until_it_is_saved() -> None:
    """At a screen it ends what hangs, but nothing in the midst of being saved."""
    saved = []
    with pytest.raises(Stopped), Signals(), held():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        saved.append("all of it")
    assert ["all of it"] == saved


def test_a_failure_while_they_are_held_is_what_is_raised() -> None:
    """What went wrong is said; the signal has been waited for by nobody."""
    with pytest.raises(ValueError, match="full"), held():
        signal.raise_signal(signal.SIGTERM)
        raise ValueError("full")


def test_who_listens_hears_it_and_nothing_is_raised() -> None:
    """The innermost listener alone, for as long as it listens, also while they are held."""
    inner: list[int] = []
    outer: list[int] = []
    with listening(outer.append):
        with listening(inner.append), held():
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
    assert ([signal.SIGTERM], [signal.SIGINT]) == (inner, outer)


def test_outside_the_main_thread_nothing_happens() -> None:
    """No handler can be set there; what runs there runs on."""
    ran: list[str] = []

    def work() -> None:
        with stopping(), listening(lambda _: None), held():
            ran.append("to its end")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ["to its end"] == ran


def test_a_thread_is_started_whole_before_anything_stops() -> None:
    """The signal waits for that, and is raised right after it."""

    class Signalled(threading.Thread):
        def start(self) -> None:
            signal.raise_signal(signal.SIGTERM)
            super().start()

    ran = threading.Event()
    with pytest.raises(Stopped):
        begin_thread(Signalled(target=ran.set))
    assert ran.wait(10)


def test_what_a_library_makes_of_a_stop_is_a_stop() -> None:
    """However many hands it went through; what has nothing to do with one is not."""

    def torn() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            {}["_limbo"]  # type: ignore[index]

    with pytest.raises(KeyError) as caught:
        torn()
    assert signal.SIGTERM == stop_behind(caught.value)
    outer = OSError("closed")
    outer.__cause__ = caught.value
    assert signal.SIGTERM == stop_behind(outer)
    assert 0 == stop_behind(OSError("full"))


def test_a_chain_of_faults_that_comes_back_to_itself_has_an_end() -> None:
    """An error that is raised again out of what came of it is its own cause, at some remove."""
    first, second = OSError("full"), ValueError("so not kept")
    first.__context__, second.__cause__ = second, first
    assert 0 == stop_behind(first) == stop_behind(second)
    second.__context__ = Stopped(signal.SIGTERM)
    assert signal.SIGTERM == stop_behind(first)


def test_a_signal_that_comes_while_an_editor_is_started_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nobody yet to hand it to; it is handed on as soon as there is."""

    class Signalled(subprocess.Popen[bytes]):
        def __init__(self, command: list[str]) -> None:
            super().__init__(command)
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(editor.subprocess, "Popen", Signalled)
    (tmp_path / "draft").write_text("half a thought")
    waits = f"{sys.executable} -c 'import time; time.sleep(60)'"
    with pytest.raises(Stopped) as caught:
        edit_file(tmp_path / "draft", {"EDITOR": waits})
    assert signal.SIGTERM == caught.value.signum


def test_a_signal_while_a_fault_is_told_ends_it_quietly() -> None:
    """The exit code is the signal's, and nobody is shown where in the program that was."""

    class Impatient(io.StringIO):
        def write(self, text: str, /) -> int:
            signal.raise_signal(signal.SIGTERM)
            return super().write(text)

    world = manual_world(stderr=Impatient())
    assert 128 + signal.SIGTERM == run(["journal", "show", "zzzzz"], lambda: world)


_ENDING = """
import atexit, sys, threading
from massage_mind import stops
stops.for_good()
def last():
    threading.main_thread().join()
    print("a thread", flush=True)
class Kept:
    def __del__(self):
        print("taken apart", flush=True)
kept = Kept()
atexit.register(print, "what waits for the end", flush=True)
threading.Thread(target=last).start()
stops.over(3)
sys.exit(3)
"""


def test_the_process_ends_once_all_is_done_and_is_not_taken_apart() -> None:
    """Threads end and what was registered is called; then it ends, with its exit code."""
    ended = subprocess.run([sys.executable, "-c", _ENDING], capture_output=True, text=True, check=False)
    assert (3, "") == (ended.returncode, ended.stderr)
    assert ["a thread", "what waits for the end"] == ended.stdout.splitlines()
