"""The record as text: calm, whole, harmless."""

from __future__ import annotations

import io
from typing import Any

import pytest
from journal_support import HOUR, NOW
from massage_mind.screen.show.show_rows import show_lines, show_table
from rich.console import Console

from massage_mind.record.head import Head, Record
from massage_mind.record.progress import Mark
from massage_mind.record.session import Rating, SessionRecord
from massage_mind.screen.show.show_list import list_lines, list_table
from massage_mind.screen.show.show_record import rows_of
from massage_mind.screen.text import elapsed_text

HOSTILE = "\x1b[31mred\x1b[0m [bold]x[/bold] \u202egnol\u202c \x07\x9b2J\ttab\nline caf\udce9"


def record(**changes: Any) -> Record:
    """A session of an hour, ended early."""
    given: dict[str, Any] = {
        "id": "k3f7q",
        "moment": "during",
        "script": "following-the-touch",
        "title": "Following the touch",
        "style": "deep-tissue",
        "guidance": "sparse",
        "intention": "let the shoulders rest",
        "planned_ms": HOUR,
        "total_ms": HOUR,
        "position_ms": 0,
        "played_ms": 2_531_000,
        "paused_ms": 65_000,
        "cues": 80,
        "latest_ms": 1,
        "ending": "early",
        "signum": 0,
        "started_at": NOW,
        "zone": "+01:00",
        "ended_at": NOW + HOUR,
        "heartbeat_at": NOW + HOUR,
        "pid": 1,
        "journey": "",
        "resumed_from": "",
        "request_text": "{}",
        "sections": ("Arriving", "Back and shoulders"),
        "marks": (Mark(750_000, "Back and shoulders"), Mark(3_700_000, "")),
        "ratings": (
            Rating("before", "stress", 7),
            Rating("before", "mood", 10),
            Rating("after", "stress", 3),
            Rating("after", "presence", 8),
        ),
        "answers": (("How often did attention wander?", "now and then"),),
    }
    session = SessionRecord(**(given | changes))
    head = Head(
        session.id, "session", session.started_at, session.zone, session.started_at, session.started_at
    )
    return Record(head, session)


def _on_terminal(columns: int, renderable: Any) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=columns, force_terminal=True, color_system=None, markup=False, emoji=False).print(
        renderable
    )
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_the_list_is_one_aligned_line_a_session() -> None:
    """Columns with at least two spaces between, the title last and whole."""
    long = "A very long title that goes on and on, " * 5
    assert [
        "k3f7q  2025-12-04 16:00  during    42:11  ended early  deep-tissue  Following the touch",
        f"bbbbb  2025-12-04 16:00  before  1:00:00  to the end   -            {long.strip()}",
    ] == list_lines(
        [
            record(),
            record(id="bbbbb", moment="before", title=long, ending="finished", played_ms=HOUR, style=""),
        ]
    )
    assert [] == list_lines([])


def test_a_session_in_full_reads_top_to_bottom() -> None:
    """What was wanted, how long, how it ended, where it came, marks, ratings side by side, answers."""
    assert [
        "session  k3f7q  Following the touch",
        "begun    Thursday 2025-12-04 16:00",
        "kind     during · deep-tissue · sparse",
        "wanted   let the shoulders rest",
        "time     1:00:00 planned, 42:11 played, 1:05 paused",
        "ending   You ended it when it was right for you.",
        "reached  Arriving",
        "         Back and shoulders",
        "marked   12:30  Back and shoulders",
        "         1:01:40",
        "ratings            before  after  change",
        "         stress         7      3      -4",
        "         mood          10      -       -",
        "         presence       -      8       -",
        "answer   How often did attention wander?",
        "           now and then",
    ] == show_lines(rows_of(record()))


def test_what_is_not_there_takes_no_line() -> None:
    """Silence instead of empty labels."""
    bare = record(
        intention="", style="", sections=(), marks=(), ratings=(), answers=(), paused_ms=0, ending=None
    )
    assert ["session", "begun", "kind", "time", "ending"] == [
        line.split()[0] for line in show_lines(rows_of(bare))
    ]


@pytest.mark.parametrize("ending", ["finished", "early", "interrupted", None])
def test_no_ending_is_a_failure(ending: Any) -> None:
    """No score, no percentage, no judgement."""
    text = "\n".join(list_lines([record(ending=ending)]) + show_lines(rows_of(record(ending=ending)))).lower()
    assert not [
        word for word in ("%", "fail", "score", "only", "incomplete", "abort", "streak") if word in text
    ]


def test_text_of_the_record_is_text() -> None:
    """No escape, no control character, no override, no markup, no second line; half a character is replaced."""
    hostile = record(
        title=HOSTILE,
        style=HOSTILE,
        intention=HOSTILE,
        sections=(HOSTILE,),
        marks=(Mark(1, HOSTILE),),
        answers=((HOSTILE, HOSTILE),),
        ratings=(Rating("before", HOSTILE, 1),),
    )
    (listed,) = list_lines([hostile])
    shown = show_lines(rows_of(hostile))
    rich = _on_terminal(200, list_table([hostile], 200)) + _on_terminal(200, show_table(rows_of(hostile)))
    for line in [listed, *shown, *rich]:
        line.encode()
        assert not [char for char in line if char < " " or "\x7f" <= char < "\xa0" or char in "\u202e\u202c"]
    assert "[bold]x[/bold]" in listed


@pytest.mark.parametrize("columns", [20, 40, 63, 64, 80, 200])
def test_on_a_terminal_nothing_is_cut_and_everything_fits(columns: int) -> None:
    """A list keeps to one line a record, long titles end in an ellipsis; ids stay whole, and `show` has everything."""
    title = "Following the touch with a title of some length and a lastword"
    lines = _on_terminal(columns, list_table([record(title=title)] * 2, columns))
    assert max(map(len, lines)) <= columns
    assert 2 == sum("k3f7q" in line for line in lines)
    if columns >= 40:
        assert 3 == len(lines)
        assert all("Follow" in line for line in lines[1:])
    if columns == 200:
        assert all(line.endswith("lastword") for line in lines[1:])
    shown = _on_terminal(columns, show_table(rows_of(record(title=title, intention="x" * 300))))
    assert max(map(len, shown)) <= columns
    assert 300 == sum(line.count("x") for line in shown)


def test_there_is_no_colour_in_it() -> None:
    """Least of all red or green."""
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=True, color_system="truecolor")
    console.print(list_table([record()], 80), show_table(rows_of(record())))
    codes = {code for part in out.getvalue().split("\x1b[")[1:] for code in part.split("m")[0].split(";")}
    assert codes <= {"0", "2"}


def test_lengths_are_minutes_and_seconds() -> None:
    """Hours from an hour on."""
    assert ["0:00", "0:59", "59:59", "1:00:00", "3:00:01", "0:00"] == [
        elapsed_text(ms) for ms in (999, 59_999, 3_599_999, HOUR, 10_801_000, -5)
    ]
