"""Ways out that nobody plans: closed windows and streams, full devices, kills. What was done is kept, and the code is right."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

import pty
import termios

from matrix_events import EVENTS, Cell, Event
from matrix_screens import SCREENS, furnish, written
from pty_child import PtyChild, fill

from massage_mind.screen.terminal.posix import PosixDevice
from massage_mind.screen.terminal.streams import hung_up, stuck
from massage_mind.screen.terminal.taken_terminal import LEAVE, Terminal
from massage_mind.testing import manual_world

ASKED_BESIDE = ("safety", "ratings", "body-map", "check-in", "yes-or-no", "word")
"""Screens whose questions need no standard output."""
PATIENCE_S = 30


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one entry; its id lies beside it."""
    where = tmp_path / "home"
    (tmp_path / "id").write_text(furnish(where))
    return where


def sat_at(name: str, event: Event, home: Path) -> Cell:
    """Somebody at this screen."""
    screen, key = SCREENS[name], (home.parent / "id").read_text()
    return Cell(screen, tuple(key if word == "ID" else word for word in screen.words), event, home)


def until(true: Callable[[], bool], *, what: str) -> None:
    """Wait until this callable holds."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.02)


# ---------------------------------------------------------------- what is written is on the disk while it is written


def test_a_draft_survives_a_kill(home: Path) -> None:
    """What was typed is on the disk a moment later, whatever comes then."""
    with sat_at("editor", EVENTS["int"], home) as cell:
        cell.go(SCREENS["editor"].reach)
        draft = home / "data" / "draft.txt"
        until(lambda: draft.exists() and "half a thought" in draft.read_text(), what="no draft")
        cell.signal(signal.SIGKILL)
        cell.ended()
    assert "half a thought" == draft.read_text()
    assert 0o600 == draft.stat().st_mode & 0o777


def test_a_byte_that_is_no_letter_is_not_taken(home: Path) -> None:
    """What a terminal of another encoding sends sounds a bell, and the words around it are kept; the next ones as well."""
    with sat_at("editor", EVENTS["int"], home) as cell:
        cell.go(SCREENS["editor"].reach)
        cell.send(b", caf\xe9 and \x96more")
        draft = home / "data" / "draft.txt"
        until(lambda: draft.exists() and "and more" in draft.read_text(), what="no draft")
        assert "half a thought, caf and more" == draft.read_text()
        cell.until(lambda child: b"\a" in child.raw)
        cell.signal(signal.SIGKILL)
        cell.ended()
    with sat_at("editor", EVENTS["int"], home) as cell:
        cell.until(lambda child: "half a thought, caf and more" in child.display)


@pytest.mark.parametrize(("words", "reach", "of"), [
    (("park",), (("put down until", "half a thought"),), "thought"),
    (("intention",), (("would you like", "1"), ("own words", "half a thought")), "intention"),
])  # fmt: skip
def test_half_a_line_survives_a_kill(
    home: Path, words: tuple[str, ...], reach: tuple[tuple[str, str], ...], of: str
) -> None:
    """It is on the disk a moment after it was typed, stays as the window changes, and is offered again."""
    draft = home / "data" / f"draft-{of}.txt"
    with PtyChild(*words, program=None, environ={"MASSAGE_MIND_HOME": str(home)}) as child:
        for text, typed in reach:
            child.shows(text)
            child.send(typed.encode())
        child.shows("› half a thought")
        child.resize(40, 10)
        child.until(lambda child: "half a thought" in child.display)
        until(lambda: draft.exists() and draft.read_text() == "half a thought", what="no draft")
        child.process.kill()
        child.process.wait()
    assert 0o600 == draft.stat().st_mode & 0o777
    with PtyChild(*words, program=None, environ={"MASSAGE_MIND_HOME": str(home)}) as child:
        for text, typed in reach[:-1]:
            child.shows(text)
            child.send(typed.encode())
        child.shows("› half a thought")
        child.send(b", whole\r")
        child.shows("have its turn" if of == "thought" else "When ...")
        child.send(b"\r\r")
        assert 0 == child.wait()
        assert termios.tcgetattr(child.slave) == child.before
        assert child.raw.rfind(b"\x1b[?1049h") < child.raw.rfind(b"\x1b[?1049l")
    assert not draft.exists()


def test_an_editor_that_does_not_heed_a_signal_is_ended_by_the_second(home: Path) -> None:
    """The terminal is as it was, although the editor left it otherwise; what it wrote is in the draft."""
    deaf = 'sh -c \'trap "" TERM; stty -echo raw; echo half a thought >"$0"; echo ready; read -r line\''
    with PtyChild(
        "journal", "add", "--editor", program=None, environ={"MASSAGE_MIND_HOME": str(home), "EDITOR": deaf}
    ) as cell:
        cell.shows("ready")
        os.kill(cell.process.pid, signal.SIGTERM)
        cell.read(0.3)
        assert cell.process.poll() is None
        os.kill(cell.process.pid, signal.SIGTERM)
        assert 143 == cell.wait()
        assert termios.tcgetattr(cell.slave) == cell.before
    assert "half a thought\n" == (home / "data" / "draft.txt").read_text()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(("name", "words"), [("editor", "journal add"), ("rewriting", "journal edit ID")])
def test_the_window_is_closed_under_a_shell(home: Path, name: str, words: str) -> None:
    """The program finds its terminal gone before the shell tells it: that is a signal like any other."""
    words = words.replace("ID", (home.parent / "id").read_text())
    with PtyChild(
        command=["bash", "--norc", "--noprofile", "-i"],
        environ={"MASSAGE_MIND_HOME": str(home), "PS1": "$ "},
    ) as shell:
        shell.shows("$")
        shell.send(f"{sys.executable} -m massage_mind {words}; echo $? >{home}/code\n".encode())
        for text, typed in SCREENS[name].reach:
            shell.shows(text)
            shell.send(typed.encode())
        shell.close_window()
        shell.process.wait(PATIENCE_S)
        until(lambda: written(manual_world(home), 129), what="no draft")
        until(lambda: not list((home / "data").glob("*.tmp")), what="a passing file was left behind")


LINE_BY_LINE = [
    name for name, screen in SCREENS.items() if screen.plainly and not screen.live and name != "plain"
]


@pytest.mark.parametrize("name", LINE_BY_LINE)
def test_ctrl_d_at_a_question_line_by_line_is_no_fault(home: Path, name: str) -> None:
    """It leaves out what is asked, or goes back; a session that waits for nobody goes on, and ends by Ctrl-C."""
    with sat_at(name, EVENTS["dumb"], home) as cell:
        text, _ = SCREENS[name].plainly[0]
        cell.go(((text, "\x04"),))
        end = time.monotonic() + 3
        while cell.process.poll() is None and time.monotonic() < end:
            cell.read(0.1)
        if cell.process.poll() is None:
            cell.signal(signal.SIGINT)
        assert cell.wait() in (0, 2, 3, 130)
        assert b"Traceback" not in cell.raw
        cell.assert_terminal_given_back()


# ---------------------------------------------------------------- who is asked


@pytest.mark.parametrize(
    "closed", [EVENTS["output-closed"], pytest.param(EVENTS["output-full"], marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("name", ASKED_BESIDE)
def test_questions_are_asked_on_standard_error_where_output_is_no_terminal(
    home: Path, name: str, closed: Event
) -> None:
    """There is a terminal to type at and one to read on; more a question does not need."""
    screen = SCREENS[name]
    if not closed.can_be:
        pytest.skip("there is no full device here")
    with sat_at(name, closed, home) as cell:
        cell.go(screen.plainly)
        cell.send(b"\x03")
        assert 130 == cell.ended()
        cell.assert_terminal_given_back()
        assert b"Traceback" not in cell.raw
    if name != "body-map":
        assert screen.kept(manual_world(home), 130)


@pytest.mark.parametrize("name", ["yes-or-no", "word"])
def test_questions_are_asked_on_standard_output_where_errors_are_closed(home: Path, name: str) -> None:
    """What is asked beside the output is asked there then."""
    with sat_at(name, EVENTS["errors-closed"], home) as cell:
        cell.go(SCREENS[name].plainly)
        cell.send(b"\x03")
        assert 130 == cell.ended()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("checkin", "ordinary-day"), 2),
        (("journal", "add"), 2),
        (("journal", "edit", "ID"), 2),
        (("journal", "delete", "ID"), 2),
        (("data", "delete"), 2),
        (("park",), 0),
        (("intention",), 0),
        (("--help",), 0),
        (("journal", "list"), 0),
    ],
)
def test_without_input_nobody_is_asked(home: Path, words: tuple[str, ...], code: int) -> None:
    """A sentence, or the answer that needs no question; also with nothing open at all."""
    key = (home.parent / "id").read_text()
    for closed in ("<&-", "<&- >&-", "<&- >&- 2>&-"):
        line = " ".join(
            (sys.executable, "-m", "massage_mind", *(key if one == "ID" else one for one in words))
        )
        ended = subprocess.run(
            ["sh", "-c", f"{line} {closed}"],
            capture_output=True,
            env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
            check=False,
        )
        assert (code, b"") == (ended.returncode, b"Traceback" if b"Traceback" in ended.stderr else b"")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_export_to_a_closed_output_is_no_fault(home: Path, form: str) -> None:
    """It goes to nowhere, as everything else does there."""
    command = f"{sys.executable} -m massage_mind journal export -f {form} >&-"
    ended = subprocess.run(
        ["sh", "-c", command],
        stderr=subprocess.PIPE,
        env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
        check=False,
    )
    assert (0, b"") == (ended.returncode, ended.stderr)


# ---------------------------------------------------------------- exit codes


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize(
    ("words", "code"),
    [("journal list", 0), ("journal show nosuch", 1), ("journal nosuch", 2), ("--version", 0), ("--help", 0)],
)
def test_messages_that_cannot_be_written_change_no_exit_code(home: Path, words: str, code: int) -> None:
    """Standard error may be full; what was done was done."""
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "massage_mind", *words.split()],
            stdout=subprocess.DEVNULL,
            stderr=full,
            env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
            check=False,
        )
    assert code == ended.returncode


@pytest.mark.parametrize("words", ["journal list", "journal list --json", "journal show nosuch", "--help"])
def test_a_closed_terminal_is_no_fault(home: Path, words: str, ends: tuple[int, int]) -> None:
    """Closed before anything is written, and no signal said so: the exit code is that of one, and nothing else is said."""
    read, write = ends
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "massage_mind", *words.split()],
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
        check=False,
    )
    assert ended.returncode == (1 if "nosuch" in words else 129)
    assert b"Traceback" not in ended.stderr and b"could not be written" not in ended.stderr


@pytest.mark.parametrize("while_it_loads", ["typer", "massage_mind.cli.main", "massage_mind.app", "sqlite3"])
def test_ctrl_c_while_it_loads_is_silent(home: Path, while_it_loads: str) -> None:
    """Nothing is under way yet, so there is nothing to say."""
    ended = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, while_it_loads],
        capture_output=True,
        env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
        check=False,
    )
    assert (130, b"", b"") == (ended.returncode, ended.stdout, ended.stderr)


_INTERRUPTED = """
import os, signal, sys
from massage_mind.__main__ import main
class Finder:
    module = sys.argv[-1]
    def find_spec(self, name, path=None, target=None):
        if name == self.module:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
sys.argv = ["massage-mind", "journal", "list"]
main()
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("step", ["for_good", "over"])
def test_a_signal_between_two_steps_of_the_beginning_or_the_end_is_silent(
    home: Path, step: str, name: str
) -> None:
    """The handlers are there, and nobody who would answer: nothing is under way."""
    ended = subprocess.run(
        [sys.executable, "-c", _BETWEEN, step, name],
        capture_output=True,
        env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
        check=False,
    )
    assert (128 + getattr(signal, name), b"") == (ended.returncode, ended.stderr)


_BETWEEN = """
import signal, sys
from massage_mind import stops
from massage_mind.__main__ import main
_, step, name = sys.argv
done = getattr(stops, step)
def struck(*given):
    if step == "for_good":
        done(*given)
    signal.raise_signal(getattr(signal, name))
    done(*given)
setattr(stops, step, struck)
sys.argv = ["massage-mind", "config", "path"]
main()
"""


def test_ctrl_c_where_nothing_can_be_raised_ends_it_all_the_same(home: Path) -> None:
    """In a finalizer, such as Python's own of its locks while it loads: not shown, and not lost."""
    ended = subprocess.run(
        [sys.executable, "-c", _IN_A_FINALIZER],
        capture_output=True,
        env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
        check=False,
    )
    assert (130, b"", b"") == (ended.returncode, ended.stdout, ended.stderr)


_IN_A_FINALIZER = """
import signal, sys, time
from massage_mind import app
from massage_mind.__main__ import main
class Last:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
def world():
    Last()
    time.sleep(60)
app.real_world = world
sys.argv = ["massage-mind", "config", "path"]
main()
"""


def test_ctrl_c_is_silent_before_anything_of_ours_is_called(home: Path) -> None:
    """From the first lines of the program on; what is earlier is Python's own."""
    interrupted = "import massage_mind.__main__, signal; signal.raise_signal(signal.SIGINT)"
    ended = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, check=False)
    assert (130, b"") == (ended.returncode, ended.stderr)


# ---------------------------------------------------------------- a terminal that takes nothing


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Both sides of a pseudo-terminal: where it is read, and where it is written."""
    read, write = pty.openpty()
    yield read, write
    for fd in (read, write):
        with suppress(OSError):
            os.close(fd)


def read_all(fd: int) -> bytes:
    got = b""
    while select.select([fd], [], [], 0.1)[0]:
        got += os.read(fd, 65_536)
    return got


def frozen_terminal(write: int, *, unread: bool) -> Terminal:
    """A live view on a terminal that stops taking anything once the view is there."""
    terminal = Terminal(PosixDevice(write, write), screen=True)
    terminal.take(b"the view")
    fill(write) if unread else termios.tcflow(write, termios.TCOOFF)
    return terminal


@pytest.mark.parametrize("unread", [False, True])
def test_a_frozen_terminal_finds_the_way_back_when_it_goes_on(ends: tuple[int, int], unread: bool) -> None:
    """Whoever froze it: the main screen, the cursor and the rest are waiting for it, although the program has ended."""
    if unread and sys.platform != "linux":
        pytest.skip("what was not read cannot be let go of everywhere")
    read, write = ends
    before = termios.tcgetattr(write)
    terminal = frozen_terminal(write, unread=unread)
    terminal.send(b"a picture that nobody sees")
    terminal.hurry = lambda: True
    terminal.close()
    assert termios.tcgetattr(write) == before
    assert read_all(read).endswith(LEAVE)


def test_a_terminal_that_goes_on_in_time_gets_everything(ends: tuple[int, int]) -> None:
    """What was not taken stays first; a wait without a reason to hurry is long enough for a breath."""
    read, write = ends
    terminal = frozen_terminal(write, unread=True)
    asked: list[bytes] = []

    def hurry() -> bool:
        asked.append(read_all(read) if len(asked) == 2 else b"")
        return False

    terminal.send(b"what was not taken")
    terminal.hurry = hurry
    terminal.close()
    assert read_all(read).endswith(b"what was not taken" + LEAVE)


def test_a_terminal_is_stuck_or_hung_up_or_neither(ends: tuple[int, int]) -> None:
    """Three things that look alike from within a write."""
    read, write = ends
    with open(os.dup(write), "w") as stream, open(os.devnull, "w") as nowhere:
        assert not (stuck(stream) or hung_up(stream) or stuck(nowhere) or hung_up(nowhere) or hung_up(None))
        fill(write)
        assert stuck(stream) and not hung_up(stream)
        os.close(read)
        assert hung_up(stream) and not stuck(stream)
