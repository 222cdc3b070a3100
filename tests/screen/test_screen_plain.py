"""Plain lines, safe text, and which stage fits which terminal."""

from __future__ import annotations

import errno
import io
import os
import re
import subprocess
import sys
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from screen_driver import timeline_of

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Timeline
from massage_mind.perform.ports import View
from massage_mind.screen.front import open_front, open_stage
from massage_mind.screen.live.live_stage import LiveStage
from massage_mind.screen.live.plain_stage import PlainStage, note_writer, stream_writer
from massage_mind.screen.terminal.streams import terminal_fd, understands
from massage_mind.screen.terminal.windows import WindowsDevice
from massage_mind.screen.text import ascii_text, elapsed_text, encodable, safe_text, width, wrap

EVERYTHING = timeline_of(
    ("bell", 5_000, "bowl"),
    ("say", 4_000, "Welcome. There is nothing to do."),
    ("breathe", 10_000, ""),
    ("rest", 45_000, ""),
    ("ask", 20_000, "How often did your attention wander?"),
    ("rest", 150_000, ""),
    ("rest", 3_400_000, ""),
    ("say", 400, "At 10:30 you meet Jörg …"),
    ("rest", 400, ""),
    ("bell", 0, "small"),
)
LINES = """\
0:00  [bell: bowl]
0:05  Welcome. There is nothing to do.
0:09  breathe: in 4 · out 6
0:19  (quiet, 45 s)
1:04  How often did your attention wander? (1 often, 2 sometimes, 3 hardly)
1:24  (quiet, 2 min 30 s)
3:54  (quiet, 56 min 40 s)
1:00:34  At 10.30 you meet Jörg …
1:00:34  (quiet, 0.4 s)
1:00:34  [bell: small]
"""


def lines_of(timeline: Timeline, encoding: str = "utf-8") -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    stage = PlainStage(stream_writer(out), note_writer(None))
    for cue in timeline.cues:
        stage.cue(View(timeline, cue.at_ms + 7, cue))
    return out.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined, no-any-return]


def test_lines() -> None:
    """One line a cue: elapsed time, two spaces, the cue in words; nothing else looks like a clock time."""
    assert lines_of(EVERYTHING) == LINES
    for line in LINES.splitlines():
        assert re.findall(r"\d:\d\d", line.split("  ", 1)[1]) == []


def test_lines_in_ascii() -> None:
    """Without UTF-8 the lines are ASCII, never an error."""
    assert "breathe: in 4 - out 6\n" in lines_of(EVERYTHING, "ascii")
    assert "At 10.30 you meet Jorg ...\n" in lines_of(EVERYTHING, "ascii")
    assert "Jörg ...\n" in lines_of(EVERYTHING, "latin-1")


def test_unpaced_breath() -> None:
    """A breath without a pace is its words."""
    timeline = timeline_of(("breathe", 10_000, "Notice the breath."), breath="natural")
    assert lines_of(timeline) == "0:00  Notice the breath.\n"


def test_lines_are_flushed_and_never_wrapped() -> None:
    """A long line stays one line; each is there as soon as its cue starts."""
    timeline = timeline_of(("say", 1000, "word " * 300))
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=False)
    PlainStage(stream_writer(out), note_writer(None)).cue(View(timeline, 0, timeline.cues[0]))
    assert out.buffer.getvalue().count(b"\n") == 1  # type: ignore[attr-defined]


def test_escapes_in_text_stay_out() -> None:
    """Plain lines are one line each and hold no escape, whatever the text."""
    timeline = timeline_of(("say", 1000, "a\x1b[2J\nb\rc\x9b1m"))
    assert lines_of(timeline) == "0:00  a b c\n"


def test_notes_go_to_the_other_stream() -> None:
    """What the session says of itself is no cue line."""
    out, err = io.StringIO(), io.StringIO()
    stage = PlainStage(stream_writer(out), note_writer(err))
    stage.say(View(EVERYTHING, 0, EVERYTHING.cues[0]), "Sound is\noff.")
    assert (out.getvalue(), err.getvalue()) == ("", "Sound is off.\n")


class FailingStream(io.StringIO):
    """A stream that cannot be written to, for this reason."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def flush(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


def test_a_broken_pipe_is_told_to_the_caller() -> None:
    """Nobody reads any more: the command line decides to end quietly."""
    stage = PlainStage(stream_writer(FailingStream(errno.EPIPE)), note_writer(None))
    with pytest.raises(BrokenPipeError):
        stage.cue(View(EVERYTHING, 0, EVERYTHING.cues[0]))


def test_a_full_disk_is_a_sentence() -> None:
    """Anything else is an error a person can understand."""
    stage = PlainStage(stream_writer(FailingStream(errno.ENOSPC)), note_writer(None))
    with pytest.raises(MassageMindError, match="the disk is full"):
        stage.cue(View(EVERYTHING, 0, EVERYTHING.cues[0]))


def test_no_streams_at_all() -> None:
    """Standard output closed or None: nothing to show, nothing to fail at."""
    closed = io.StringIO()
    closed.close()
    for stream in (None, closed):
        stage = PlainStage(stream_writer(stream), note_writer(stream))
        stage.open(View(EVERYTHING, 0, EVERYTHING.cues[0]))
        stage.cue(View(EVERYTHING, 0, EVERYTHING.cues[0]))
        stage.say(View(EVERYTHING, 0, EVERYTHING.cues[0]), "a note")
        stage.close()


@pytest.mark.parametrize(
    ("at_ms", "text"), [(0, "0:00"), (59_999, "0:59"), (3_599_999, "59:59"), (3_600_000, "1:00:00")]
)
def test_clock_text(at_ms: int, text: str) -> None:
    """Minutes and seconds, hours from an hour on."""
    assert elapsed_text(at_ms) == text


@given(st.text())
def test_safe_text_is_safe(text: str) -> None:
    """No control character, no escape, no reordering, nothing that cannot be encoded is left of any text."""
    safe = safe_text(text)
    safe.encode("utf-8")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", safe)
    assert safe_text(safe) == safe
    ascii_text(safe).encode("ascii")
    assert encodable(safe, "ascii").isascii()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]0;title\x07x", "x"),
        ("a\tb\r\nc", "a b c"),
        ("\u202eevil\u2066", "evil"),
        ("\udcff", "\ufffd"),
        ("\x1b", ""),
        ("naïve 漢 👩\u200d⚕️", "naïve 漢 👩\u200d⚕️"),
    ],
)
def test_safe_text(text: str, safe: str) -> None:
    """What stays and what goes."""
    assert safe_text(text) == safe


def test_safe_text_keeps_lines_if_asked() -> None:
    """Journal texts may keep their line feeds."""
    assert safe_text("a\r\nb\tc\n\x1b[1md", lines=True) == "a\nb c\nd"


@given(st.text())
def test_width_is_what_the_tables_of_characters_say(text: str) -> None:
    """Also where they aren't loaded for it."""
    pages = safe_text(text) + "·…–—‘’“”×→○●◉◌─│"
    assert width(pages) == cell_len(pages)


@given(st.text(st.sampled_from("ab é漢·  "), max_size=80), st.integers(1, 30))
def test_wrap(text: str, cells: int) -> None:
    """No line is too wide (but for one wide character in one cell), no character is lost."""
    lines = wrap(text, cells)
    assert all(width(line) <= max(cells, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("term", "live"),
    [("", False), ("dumb", False), ("unknown", False), ("banana", False), ("xterm-256color", True), ("tmux", True),
     ("linux", True), ("vt100", True)],
)  # fmt: skip
def test_which_terminals_are_live(term: str, live: bool) -> None:
    """Unset, dumb and unknown terminals get plain lines."""
    assert understands(term) is live


@pytest.mark.parametrize("known", ["ansi-m", "hurd", "cons25", "sun-color"])
def test_what_is_known_of_one_terminal_is_not_said_of_another(known: str) -> None:
    """Curses answers for the second name what it knows of the first; a process has one terminal, but a test has many."""
    asked = f"from massage_mind.screen.terminal.streams import understands as u; print(u({known!r}), u('banana'), u({known!r}))"
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout.split()
    assert told in (["True", "False", "True"], ["False", "False", "False"])


def test_streams_that_are_no_terminal() -> None:
    """None, closed, in memory, a file: none of them is a terminal."""
    closed = io.StringIO()
    closed.close()
    with open(os.devnull, encoding="utf-8") as nothing:
        streams: list[TextIO | None] = [None, closed, io.StringIO(), nothing]
        assert [terminal_fd(stream) for stream in streams] == [None] * 4


@pytest.mark.skipif(sys.platform == "win32", reason="signals by a pipe")
def test_a_front_without_any_terminal() -> None:
    """With no terminal anywhere: plain lines, nobody to press keys."""
    from massage_mind.perform.clock import SystemClock

    out = io.StringIO()
    with open_front(
        plain=False, clock=SystemClock(), environ={}, stdin=None, stdout=out, stderr=None
    ) as front:
        assert not front.keys.live
        assert front.keys.wait(0) is None
        front.stage.cue(View(EVERYTHING, 0, EVERYTHING.cues[0]))
    assert out.getvalue() == "0:00  [bell: bowl]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
@pytest.mark.parametrize(
    ("plain", "environ", "live"),
    [
        (False, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm"}, False),
        (False, {"TERM": "dumb"}, False),
        (False, {}, False),
        (False, {"TERM": "xterm", "NO_COLOR": "1"}, True),
    ],
)
def test_which_stage(plain: bool, environ: dict[str, str], live: bool) -> None:
    """`--plain`, TERM and the terminal decide; NO_COLOR only takes the colour."""
    import pty

    from massage_mind.screen.front import open_terminal

    master, slave = pty.openpty()
    with open(slave, "w", encoding="utf-8") as stream, open(master, "rb"):
        terminal = open_terminal(plain=plain, environ=environ, stdin=stream, stdout=stream)
        stage = open_stage(
            plain=plain, environ=environ, stdin=stream, stdout=stream, stderr=None, terminal=terminal
        )
        assert terminal is not None
        terminal.close()
        assert isinstance(stage, LiveStage) is live


class FakeModes:
    """The output mode of a Windows console, of this age."""

    def __init__(self, *, knows: bool = True) -> None:
        self.mode, self.knows = 3, knows

    def get(self) -> int | None:
        return self.mode

    def set(self, mode: int) -> bool:
        if mode & 4 and not self.knows:
            return False
        self.mode = mode
        return True


def test_windows_console_is_given_back() -> None:
    """Escape sequences are switched on for the session only, and what is written arrives whole."""
    modes, written = FakeModes(), bytearray()

    def write(fd: int, data: bytes) -> int:
        written.extend(data[:3])
        return min(3, len(data))

    device = WindowsDevice(1, modes, write)
    assert device.understands()
    assert modes.mode == 3
    device.take()
    device.take()
    assert modes.mode == 7
    device.finish(b"abcdefgh")
    device.give_back()
    device.give_back()
    assert (modes.mode, bytes(written)) == (3, b"abcdefgh")


def test_an_old_windows_console_gets_plain_lines() -> None:
    """One that knows no escape sequences is not live."""
    assert not WindowsDevice(1, FakeModes(knows=False)).understands()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-Z")
def test_ctrl_z_stops_also_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all streams elsewhere Ctrl-Z still stops the process: the stage passes it on to the system."""
    import signal

    from massage_mind.screen.front import open_terminal

    stops: list[object] = []
    monkeypatch.setattr(
        signal, "raise_signal", lambda signum: stops.append((signum, signal.getsignal(signum)))
    )
    terminal = open_terminal(plain=False, environ={}, stdin=None, stdout=None)
    stage = open_stage(plain=False, environ={}, stdin=None, stdout=None, stderr=None, terminal=terminal)
    stage.open(View(EVERYTHING, 0, EVERYTHING.cues[0]))
    stage.suspend()
    stage.close()
    assert stops == [(signal.SIGTSTP, signal.SIG_DFL)]
