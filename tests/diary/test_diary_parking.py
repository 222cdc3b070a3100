"""Parked thoughts as use cases: put down, planned, asked for one by one, settled, carried into a calendar."""

from __future__ import annotations

import stat
from pathlib import Path

import icalendar
import pytest
from diary_support import DAY, HOUR, MINUTE, NOW, ScriptedPrompts, answering, kept, later, records, said

from massage_mind.cli.typed_query import read_search
from massage_mind.diary.asking_thoughts import ask_thoughts, quick_list
from massage_mind.diary.parked_ics import calendar_bytes, refuse_taken, timed, write_calendar
from massage_mind.diary.parking import (
    Due,
    ParkedEdit,
    edit_parked,
    list_parked,
    put_down,
    read_due,
    settle_parked,
)
from massage_mind.diary.stated import Stated
from massage_mind.errors import MassageMindError, StoreError, UsageError
from massage_mind.perform.asker import WHEN, NoMoreAnswers
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import parked_of
from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.screen.show.show_parked import plan_words
from massage_mind.world import World


def parked(world: World, text: str, due_ms: int | None = None) -> Record:
    return put_down(world, text, Due(due_ms), "", Stated()).record


def test_it_goes_with_what_is_coming(world: World) -> None:
    """Said now it looks forward; of a past time it goes with what was near then."""
    over = kept(world, Appointment(state="done"), NOW - HOUR)
    coming = kept(world, Appointment(), NOW + 2 * HOUR)
    for stated, home in (
        (Stated(), coming),
        (Stated(NOW - 30 * MINUTE), over),
        (Stated(appointment="none"), None),
        (Stated(appointment=over.id), over),
    ):
        assert home == put_down(world, "bread", Due(), "", stated).appointment


def test_a_time_that_has_passed_is_no_plan(world: World) -> None:
    """But the minute that has just begun; nothing said is no time."""
    assert Due() == read_due(world, "  ")
    assert Due(NOW + DAY - 5 * HOUR) == read_due(world, "tomorrow 9:00")
    assert Due(NOW) == read_due(world, "14:00")
    with pytest.raises(UsageError, match="has passed"):
        read_due(world, "yesterday 9:00")


@pytest.mark.parametrize(
    "words",
    [
        "soon",
        "after dinner",
        "monday",
        "tomorrow morning",
        "next week",
        "friday at 3",
        "4/12",
        "nach dem Essen",
    ],
)
def test_words_that_are_no_time_are_kept_as_they_are(world: World, words: str) -> None:
    """And are found, shown, changed and taken away; a time takes their place."""
    due = read_due(world, f" {words} ")
    assert (None, words) == (due.at_ms, due.words) and due.why_words
    one = put_down(world, "bread", due, "desk", Stated()).record
    assert Parked("bread", None, "desk", due_words=words) == one.details
    assert f"{words} · desk" == plan_words(one.head, parked_of(one), local(NOW, world.zone))
    with world.open_store(writing=False) as store:
        terms = read_search([words.rpartition(" ")[2].partition("/")[0]])
        assert [one.id] == [found.id for found in store.records.search(terms, Query(()))]
    assert (
        Parked("bread", None, "bed", due_words=words)
        == edit_parked(world, one.id, ParkedEdit(place="bed")).details
    )
    timed_now = edit_parked(world, one.id, ParkedEdit(due=read_due(world, "in 1 hour")))
    assert Parked("bread", NOW + HOUR, "bed") == timed_now.details
    assert words == parked_of(edit_parked(world, one.id, ParkedEdit(due=due))).due_words
    assert Parked("bread", None, "bed") == edit_parked(world, one.id, ParkedEdit(due=Due())).details


def test_what_was_not_said_stays_and_what_is_empty_goes(world: World) -> None:
    """Words, time and place."""
    one = put_down(world, " bread ", Due(NOW + HOUR), "desk", Stated(tags=("x",))).record
    assert (Parked("bread", NOW + HOUR, "desk"), ("x",)) == (one.details, one.head.tags)
    assert one == edit_parked(world, one.id[:4], ParkedEdit())
    changed = edit_parked(world, one.id, ParkedEdit(due=Due(), place=""))
    assert Parked("bread") == changed.details
    assert Parked("milk") == edit_parked(world, one.id, ParkedEdit("milk ")).details


def test_settled_together_or_not_at_all(world: World) -> None:
    """Done twice is once; each only once in what is given back."""
    first, second = parked(world, "a"), parked(world, "b")
    with pytest.raises(StoreError):
        settle_parked(world, [first.id, "zzzzz"], "done")
    assert [first.id, second.id] == [one.id for one in list_parked(world)]
    settled = settle_parked(world, [first.id, first.id[:4]], "done")
    assert [Parked("a", state="done", settled_at=NOW)] == [one.details for one in settled]
    later(world, HOUR)
    assert settled == settle_parked(world, [first.id], "done")
    assert [second.id] == [one.id for one in list_parked(world)]
    assert [second.id, first.id] == [one.id for one in list_parked(world, everything=True)]
    assert settled == list_parked(world, [first.id])


def test_thoughts_are_asked_for_until_enter_alone(world: World) -> None:
    """Its when is asked for once: a time that is to come is one, anything else stays as it was typed."""
    there, prompts = answering(
        world,
        *("call", "tomorrow 9:00", "post", "after dinner", "tax", "yesterday 9:00", "bread", "", "", "left"),
    )
    assert 4 == ask_thoughts(there, there.asker(), "")
    assert ["left"] == prompts.lines
    assert [
        Parked("call", NOW + DAY - 5 * HOUR),
        Parked("post", due_words="after dinner"),
        Parked("tax", due_words="yesterday 9:00"),
        Parked("bread"),
    ] == [parked_of(one) for one in list_parked(world)]
    assert 4 == prompts.told.count(WHEN)


class Pasting(ScriptedPrompts):
    """Reads lines of which those in one tuple came at once."""

    def __init__(self, *batches: tuple[str, ...]) -> None:
        super().__init__([line for batch in batches for line in batch])
        self.ends = [len(self.lines) - sum(map(len, batches[: n + 1])) for n in range(len(batches))]

    def typed_ahead(self) -> bool:
        return len(self.lines) not in self.ends


@pytest.mark.parametrize(
    ("batches", "texts"),
    [
        ((("call the bank", "friday", "buy bread"), ("",)), ["call the bank", "friday", "buy bread"]),
        ((("a", "", "b", "friday 10:00"), ("",)), ["a", "b", "friday 10:00"]),
        ((("a\nb\n\nc",), ("",)), ["a", "b", "c"]),
        ((("a", "b"), ("c",), ("",), ("",)), ["a", "b", "c"]),
        ((("a",), ("b", "c", "d"), ("",)), ["a", "b", "c", "d"]),
        ((("a",), ("b\nc",), ("d",), ("",)), ["a", "b", "c", "d"]),
    ],
)
def test_lines_that_come_at_once_are_thoughts_of_their_own(
    world: World, batches: tuple[tuple[str, ...], ...], texts: list[str]
) -> None:
    """None is lost, none is taken for an answer, and of none is anything asked."""
    prompts = Pasting(*batches)
    assert len(texts) == ask_thoughts(world, prompts, "")
    assert [Parked(text) for text in texts] == [parked_of(one) for one in list_parked(world)]
    assert [] == prompts.lines


@pytest.mark.parametrize("count", [1, 2])
def test_a_thought_is_kept_before_anything_more_is_asked(world: World, count: int) -> None:
    """Whoever leaves in the middle has put it down."""
    there, _ = answering(world, *("call", "tomorrow 9:00")[:count])
    with pytest.raises(NoMoreAnswers):
        ask_thoughts(there, there.asker(), "")
    assert ["call"] == [parked_of(one).text for one in records(world, "parked")]


def test_a_quick_list_says_what_it_goes_with(world: World) -> None:
    """And how many were put down; nobody at a terminal is asked nothing."""
    assert 0 == quick_list(world)
    home = kept(world, Appointment(), NOW + HOUR)
    there, prompts = answering(world, "bread", "", "")
    assert 1 == quick_list(there)
    assert "Today at 15:00." in prompts.told and "One thing is put down until afterwards." in said(world)
    assert [home.id] == [one.head.appointment for one in list_parked(world)]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("می‌خواهم 👩‍👩‍👧 l\u00adieb", None),
        ("10\u00a0000\u202f€ un\u2060breakable \ufeff", None),
        ("one\ttab", None),
        ("\u200eleft\u200fright", None),
        ("a\u2028b\u2029c", None),
        ("\u202egnol\u202c \u2066i\u2069", "gnol i"),
        ("bell\x07 \x1b[31mred\x9b1m\x7f\x85", "bell [31mred1m"),
        ("two\r\nlines\rand\nmore", "two\nlines\nand\nmore"),
        ('; , \\ " : \\n', None),
        ("👩‍👩‍👧é́肩" * 60, None),
    ],
)
def test_a_calendar_holds_the_words_as_they_are(world: World, text: str, held: str | None) -> None:
    """Only control characters and what turns letters round go; lines end with CRLF, at 75 bytes, within no character."""
    body = calendar_bytes(world, [parked(world, text, NOW + HOUR)])
    assert body.count(b"\n") == body.count(b"\r\n") == body.count(b"\r")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    (event,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert (text if held is None else held) == str(event["summary"])


def test_only_what_has_a_time_goes_into_a_calendar(world: World, tmp_path: Path) -> None:
    """A new file of the owner's alone; one that is there is left as it is."""
    first, second = parked(world, "call; the, bank"), parked(world, "bread", NOW + HOUR)
    with pytest.raises(UsageError, match="None of these has a time"):
        timed([first])
    assert [second] == timed([first, second])
    target = tmp_path / "a.ics"
    refuse_taken(str(target))
    write_calendar(str(target), calendar_bytes(world, [second]))
    assert 0o600 == stat.S_IMODE(target.stat().st_mode)
    (event,) = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert "bread" == str(event["summary"])
    for refused in (lambda: refuse_taken(str(target)), lambda: write_calendar(str(target), b"")):
        with pytest.raises(MassageMindError, match="there already"):
            refused()
    with pytest.raises(MassageMindError, match="can't be written"):
        write_calendar(str(tmp_path / "no" / "a.ics"), b"")
