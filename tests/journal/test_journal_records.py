"""The record as text: calm, whole, harmless."""

from __future__ import annotations

from typing import Any

import pytest
from journal_support import HOUR, NOW

from massage_mind.record.head import Head, Record
from massage_mind.record.instants import DAY_MS, local
from massage_mind.record.progress import Mark
from massage_mind.record.session import Rating, SessionRecord
from massage_mind.screen.page.setting import plain_lines
from massage_mind.screen.page.showing import Look, page_text
from massage_mind.screen.show.record_text import played_words
from massage_mind.screen.show.show_list import list_lines, list_page
from massage_mind.screen.show.show_record import record_page
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


NOW_HERE = local(NOW + 4 * DAY_MS, "+01:00")
"""Four days later, on the same clock."""


def page(some: Record, *, columns: int = 80) -> list[str]:
    """Its page on a terminal of so many columns, without its styles."""
    look = Look(columns=columns, styled=False)
    return page_text(record_page(some, NOW_HERE), look).split("\n")


def test_on_a_pipe_the_list_is_one_line_a_session() -> None:
    """The id first, then the day in words, which kind it is, and all that it says; never wrapped or cut."""
    long = "A very long title that goes on and on, " * 5
    assert [
        "k3f7q  Thursday 4 December, 16:00  during  Following the touch · Deep tissue · 42 of 60 minutes · ended early",
        f"bbbbb  Thursday 4 December, 16:00  before  {long.strip()} · 60 minutes · to the end",
    ] == list_lines(
        [
            record(),
            record(
                id="bbbbb", moment="before", title=long.strip(), ending="finished", played_ms=HOUR, style=""
            ),
        ],
        NOW_HERE,
    )
    assert [] == list_lines([], NOW_HERE)


def test_a_session_in_full_reads_top_to_bottom() -> None:
    """How long, how it ended, what was wanted, where it came, marks, ratings side by side without a verdict, answers."""
    assert [
        "",
        "  Following the touch, Thursday 4 December, 16:00                      k3f7q",
        "  during · Deep tissue · sparse · 42 of 60 minutes, 1 minute 5 paused",
        "  You ended it when it was right for you.",
        "",
        "  You wanted",
        "    let the shoulders rest",
        "",
        "  Reached",
        "    Arriving",
        "    Back and shoulders",
        "",
        "  Marked",
        "    12:30  Back and shoulders",
        "    1:01:40",
        "",
        "  Ratings",
        "               before   after",
        "    stress          7       3",
        "    mood           10",
        "    presence                8",
        "",
        "  Answered",
        "    How often did attention wander?",
        "      now and then",
        "",
    ] == [line.rstrip() for line in page(record())]


def test_what_is_not_there_takes_no_line() -> None:
    """Silence instead of empty headings."""
    bare = record(
        intention="", style="", sections=(), marks=(), ratings=(), answers=(), paused_ms=0, ending=None
    )
    assert [
        "Following the touch, Thursday 4 December, 16:00  k3f7q",
        "during · sparse · 42 of 60 minutes",
        "It is running now.",
    ] == plain_lines(record_page(bare, NOW_HERE))


@pytest.mark.parametrize("ending", ["finished", "early", "interrupted", None])
def test_no_ending_is_a_failure(ending: Any) -> None:
    """No score, no percentage, no judgement."""
    text = "\n".join(list_lines([record(ending=ending)], NOW_HERE) + page(record(ending=ending))).lower()
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
    (listed,) = list_lines([hostile], NOW_HERE)
    listing = page_text(list_page([hostile], NOW_HERE), Look(styled=False)).split("\n")
    for line in [listed, *page(hostile), *plain_lines(record_page(hostile, NOW_HERE)), *listing]:
        line.encode()
        assert not [char for char in line if char < " " or "\x7f" <= char < "\xa0" or char in "\u202e\u202c"]
    assert "[bold]x[/bold]" in listed


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 200])
def test_on_a_terminal_nothing_is_cut_and_everything_fits(columns: int) -> None:
    """A long title goes on below itself; the id stands at the far end and is gone below sixty columns."""
    title = "Following the touch with a title of some length and a lastword"
    look = Look(columns=columns, styled=False)
    lines = page_text(list_page([record(title=title)] * 2, NOW_HERE), look).split("\n")
    assert max(map(len, lines)) <= min(columns, 76)
    assert (2 if columns >= 60 else 0) == sum(line.endswith("k3f7q") for line in lines)
    assert 2 == " ".join(" ".join(lines).split()).replace(" k3f7q", "").count(f"{title}, 42 of 60 minutes")
    shown = page(record(title=title, intention="xxxx " * 60), columns=columns)
    assert max(map(len, shown)) <= min(columns, 76)
    assert 240 == sum(line.count("xxxx") * 4 for line in shown)


def test_there_is_no_colour_in_it() -> None:
    """Least of all red or green: bold and dim."""
    text = page_text(list_page([record()], NOW_HERE), Look()) + page_text(
        record_page(record(), NOW_HERE), Look()
    )
    codes = {code for part in text.split("\x1b[")[1:] for code in part.split("m")[0].split(";")}
    assert codes <= {"0", "1", "2"}


def test_how_much_of_it_was_is_said_as_people_do() -> None:
    """Minutes of minutes; all of it once; less than a minute in seconds; never more than there was."""
    minute = 60_000
    assert [
        *("60 minutes", "58 of 60 minutes", "3 seconds of 4 minutes", "1 of 4 minutes"),
        *("0 seconds of 4 minutes", "59 of 60 minutes", "1 hour 40 of 2 hours", "2 minutes"),
    ] == [
        *(played_words(HOUR, HOUR), played_words(58 * minute, HOUR), played_words(3_000, 4 * minute)),
        *(played_words(minute, 4 * minute), played_words(0, 4 * minute), played_words(HOUR - 1, HOUR)),
        *(played_words(100 * minute, 2 * HOUR), played_words(2 * minute, 0)),
    ]


def test_lengths_are_minutes_and_seconds() -> None:
    """Hours from an hour on."""
    assert ["0:00", "0:59", "59:59", "1:00:00", "3:00:01", "0:00"] == [
        elapsed_text(ms) for ms in (999, 59_999, 3_599_999, HOUR, 10_801_000, -5)
    ]
