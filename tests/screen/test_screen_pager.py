"""A page longer than the window: read window by window, and gone when it is closed; a short one is printed and stays."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from pty_child import PtyChild

from massage_mind.cli.main import run
from massage_mind.screen.page.page_parts import Styled
from massage_mind.screen.page.pager import _rows_of
from massage_mind.screen.terminal.reading_keys import ReadingDecoder
from massage_mind.testing import manual_world

SHORT, LONG = 3, 60


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an entry of three lines, and an appointment with a note of sixty."""
    for words, many in (
        (("journal", "add"), SHORT),
        (("appointment", "add", "2020-01-01 15:00", "--done"), LONG),
    ):
        text = "\n".join(f"line {number}" for number in range(many))
        given = f"--note={text}" if many == LONG else text
        assert run([*words, given], lambda: manual_world(tmp_path / "home")) == 0
    return tmp_path / "home"


def reading(home: Path, *words: str, **options: object) -> PtyChild:
    """The program at a terminal of its own."""
    environ = {"MASSAGE_MIND_HOME": str(home)}
    return PtyChild("journal", "show", *words, environ=environ, program=None, **options)  # type: ignore[arg-type]


def test_a_long_page_is_read_window_by_window(home: Path) -> None:
    """Space and b by a window, arrows by a line, Home and End; q closes it, and nothing of it is left."""
    with reading(home, "last") as child:
        child.shows("space more   q close")
        assert "1 January 2020, 15:00" in child.display and "line 20" not in child.display
        child.send(b" ")
        child.shows("space more   b back   q close")
        child.shows("line 30")
        child.send(b"\x1b[F")
        child.until(lambda child: child.display.splitlines()[-1].strip() == "b back   q close")
        assert "line 59" in child.display
        child.send(b"\x1b[A")
        child.until(lambda child: "space more" in child.display)
        child.send(b"\x1b[B")
        child.until(lambda child: "space more" not in child.display)
        child.send(b"\x1b[H")
        child.shows("1 January 2020, 15:00")
        child.send(b"q")
        assert child.wait() == 0
        child.assert_given_back()


def test_the_foot_names_what_space_brings(tmp_path: Path) -> None:
    """Under the first window of a long help stand options of the next, as many as there is room for; then it's plain."""
    environ = {"MASSAGE_MIND_HOME": str(tmp_path)}
    with PtyChild("before", "--help", environ=environ, program=None) as child:
        child.shows("space the rest: --plain --gently --ambience --bells")
        assert "massage-mind before --until 15:00" in child.display and "More" not in child.display
        child.send(b" ")
        child.shows("--seed N")
        assert "the rest" not in child.display
        child.send(b"q")
        assert child.wait() == 0


def test_the_body_is_not_torn_by_the_end_of_a_window(tmp_path: Path) -> None:
    """What a window would tear begins the next one: head, shoulders and knees on one screen."""
    for words in (
        ("appointment", "add", "2020-01-01 15:00", "--done", "--note", "warm"),
        ("intention", "let my shoulders be", "--at", "2020-01-01 14:40"),
        (
            "checkin",
            "before",
            "--stress",
            "6",
            "--tension",
            "5",
            "--body",
            "jaw 2",
            "--at",
            "2020-01-01 14:50",
        ),
    ):
        assert run([*words], lambda: manual_world(tmp_path / "home")) == 0
    with reading(tmp_path / "home", "last") as child:
        child.shows("space more   q close")
        assert "Body" in child.display
        child.send(b" ")
        child.shows("b back")
        child.until(lambda child: child.display.splitlines()[0].strip() == "Body, before")


@pytest.mark.parametrize(("key", "code"), [(b"q", 0), (b"\x1b", 0), (b"\x03", 130)])
def test_it_is_closed_by_q_and_esc_and_ctrl_c(home: Path, key: bytes, code: int) -> None:
    """Each gives the terminal back."""
    with reading(home, "last") as child:
        child.shows("q close")
        child.send(key)
        assert child.wait() == code
        child.assert_given_back()


@pytest.mark.parametrize("size", [(100, 40), (60, 20), (40, 12), (20, 5), (7, 2)])
def test_it_is_set_anew_when_the_window_changes(home: Path, size: tuple[int, int]) -> None:
    """No line is wider than the window, and there is always a way on."""
    with reading(home, "last") as child:
        child.shows("q close")
        child.resize(*size)
        child.until(
            lambda child: (child.display.splitlines() != [] and "more" in child.display) or size[0] < 10
        )
        child.send(b"q")
        assert child.wait() == 0
        child.assert_given_back()


def test_a_page_that_fits_is_printed_and_stays(home: Path) -> None:
    """Without a screen of its own; so is a long one aloud, and on a terminal that understands no escapes."""
    with reading(home, "last", rows=100) as child:
        assert child.wait() == 0
        assert "line 59" in child.display and b"\x1b[?1049h" not in child.raw
    for environ in ({"ACCESSIBLE": "1"}, {"TERM": "dumb"}):
        with PtyChild(
            "journal", "show", "last", environ={"MASSAGE_MIND_HOME": str(home), **environ}, program=None
        ) as child:
            assert child.wait() == 0
            assert b"line 0" in child.raw and b"line 59" in child.raw and b"\x1b[?1049h" not in child.raw


def test_what_is_wider_than_the_window_goes_on_in_the_next_row() -> None:
    """A path is never cut; a wide letter never half."""
    rows = list(_rows_of([Styled("/home/you/", "accent"), Styled("肩肩肩x")], 7))
    assert ["/home/y", "ou/肩肩", "肩x"] == ["".join(one.text for one in row) for row in rows]
    assert [[Styled("short")]] == list(_rows_of([Styled("short")], 7))


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"\x1b[A\x1b[B\x1bOA\x1bOB", ["up", "down", "up", "down"]),
        (b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", ["home", "end"] * 3),
        (b"\x1b[5~\x1b[6~\x1b[5;2~", ["page-up", "page-down", "page-up"]),
        (b"\x1b[C\x1b[3~b \r", ["right", "b", " ", "enter"]),
        (b"\x1b[200~\x1b[A\x1b[5~ q\x1b[201~q", ["q"]),
    ],
)
def test_the_keys_of_a_reader(data: bytes, keys: list[str]) -> None:
    """Arrows, Home, End and the page keys by name, in the forms that terminals send; nothing of a paste."""
    assert ReadingDecoder().feed(data) == keys
