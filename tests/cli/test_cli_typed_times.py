"""Times as people type them at the commands: understood whole, refused with what is missing, never completed by a guess."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

THURSDAY = ("2026-11-26 11:30", "Europe/Berlin")


def world_at(wall: str, zone: str, journal: MemoryJournal | None = None) -> World:
    """Nobody at a terminal, at this time on the wall there."""
    now = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    return manual_world(clock=ManualClock(wall=round(now.timestamp() * 1000)), zone=zone, journal=journal)


@pytest.fixture
def journal() -> Iterator[MemoryJournal]:
    """A journal that several worlds share."""
    made = MemoryJournal()
    yield made
    made.close()


def said(world: World, *words: str, code: int = 0) -> Any:
    """What a command answers as JSON; or, where it is refused, its sentence."""
    assert code == run([*words, "--json"] if not code else [*words], lambda: world), world.stderr
    return json.loads(world.stdout.getvalue()) if not code else world.stderr.getvalue()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("4.12.2026 15:00", "2026-12-04T15:00"),
        ("4.12. 15:00", "2026-12-04T15:00"),
        ("05.12.2026 9:00", "2026-12-05T09:00"),
        ("the 3rd at 15:00", "2026-12-03T15:00"),
        ("1st 9am", "2026-12-01T09:00"),
        ("25th 5pm", "2026-12-25T17:00"),
        ("tonight at 8", "2026-11-26T20:00"),
        ("friday afternoon 3:00", "2026-11-27T15:00"),
        ("tomorrow evening at 8", "2026-11-27T20:00"),
        ("in 1:30", "2026-11-26T13:00"),
        ("2026/12/04 15:00", "2026-12-04T15:00"),
        ("friday 15:00", "2026-11-27T15:00"),
    ],
)
def test_an_appointment_is_at_the_time_that_was_typed(typed: str, at: str) -> None:
    """And still to come."""
    one = said(world_at(*THURSDAY), "appointment", "add", typed)
    assert (at, "planned") == (one["at"][:16], one["state"])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("friday 3-5pm", "when does it start"),
        ("december 15:00", "no day"),
        ("jan 2028 10:00", "no day"),
        ("next month 10:00", "no day"),
        ("2026-13-04 15:00", "no month 13"),
        ("26-12-04 15:00", "which is the year"),
        ("10.12 10.30", "the dots"),
        ("last night at 10", "Wednesday 25 November, 22:00 has passed"),
        ("this morning at 9", "has passed"),
        ("2:30 hours", "2:30 hours ago?"),
        ("friday the 13th 15:00", "13 December 2026 is a Sunday"),
        ("next friday 15:00", "Friday 27 November 2026, or Friday 4 December 2026?"),
        ("4.12.2020 15:00", "--done"),
        ("tomorow 10:00", "Tomorrow is near."),
    ],
)
def test_what_is_no_time_notes_nothing(journal: MemoryJournal, typed: str, says: str) -> None:
    """Exit code 2, with what is missing and an example."""
    assert says in said(world_at(*THURSDAY, journal), "appointment", "add", typed, code=2)
    assert [] == said(world_at(*THURSDAY, journal), "appointment", "list", "--all")


@pytest.mark.parametrize(
    ("wall", "zone", "typed", "at"),
    [
        ("2027-03-28 00:30", "Europe/Berlin", "in 3 hours", "2027-03-28T04:30:00.000+02:00"),
        ("2027-03-28 00:30", "Europe/Berlin", "3 hours from now", "2027-03-28T04:30:00.000+02:00"),
        ("2026-11-01 00:30", "America/New_York", "in 2 hours", "2026-11-01T01:30:00.000-05:00"),
        ("2026-11-01 00:30", "America/New_York", "in 90 minutes", "2026-11-01T01:00:00.000-05:00"),
        ("2026-11-01 00:30", "America/New_York", "in 1 day at 00:30", "2026-11-02T00:30:00.000-05:00"),
        ("2027-03-28 00:30", "Europe/Berlin", "this time tomorrow", "2027-03-29T00:30:00.000+02:00"),
    ],
)
def test_hours_are_added_to_the_instant_and_days_on_the_calendar(
    wall: str, zone: str, typed: str, at: str
) -> None:
    """Also while the clocks change."""
    assert at == said(world_at(wall, zone), "park", "add", "x", "--when", typed)["due_at"]


@pytest.mark.parametrize(
    ("wall", "zone", "at"),
    [
        ("2027-03-28 09:30", "Europe/Berlin", "2027-03-27T20:30:00.000+01:00"),
        ("2026-11-01 09:30", "America/New_York", "2026-10-31T22:30:00.000-04:00"),
    ],
)
def test_hours_ago_are_hours(journal: MemoryJournal, wall: str, zone: str, at: str) -> None:
    """Twelve of them over a change of the clocks; for an entry, a thought, and a bound of the list."""
    for words in (("journal", "add", "x"), ("park", "add", "x")):
        assert at == said(world_at(wall, zone, journal), *words, "--at", "12 hours ago")["at"]
    for since, count in (("12h", 2), ("12 hours ago", 2), ("719 minutes ago", 0)):
        assert count == len(
            said(world_at(wall, zone, journal), "journal", "list", "--kind", "all", "--since", since)
        )


@pytest.mark.parametrize(
    "words", ["after dinner", "monday", "tomorrow morning", "next week", "in the summer"]
)
def test_a_thought_waits_for_words_as_well(journal: MemoryJournal, tmp_path: Path, words: str) -> None:
    """They are kept as they are, carried out and in; only a time goes into a calendar."""
    one = said(world_at(*THURSDAY, journal), "park", "add", "bread", "--when", words)
    assert (words, None) == (one["due_words"], one["due_at"])
    refused = said(world_at(*THURSDAY, journal), "park", "add", "x", "--when", words, "--ics", "-", code=2)
    assert "can't go into a calendar" in refused and words in refused
    exported = said(world_at(*THURSDAY, journal), "journal", "export")
    assert [words] == [record["due_words"] for record in exported["records"]]
    carried = tmp_path / "carried.json"
    carried.write_text(json.dumps(exported), encoding="utf-8")
    with closing(MemoryJournal()) as other:
        assert 0 == run(["journal", "import", str(carried)], lambda: world_at(*THURSDAY, other))
        (taken,) = said(world_at(*THURSDAY, other), "park", "list")
        assert (words, one["id"]) == (taken["due_words"], taken["id"])
    timed = said(world_at(*THURSDAY, journal), "park", "edit", one["id"], "--when", "friday 15:00")
    assert (None, "2026-11-27T15:00") == (timed["due_words"], timed["due_at"][:16])


@pytest.mark.parametrize("price", ["1,234", "1.234", "1.234,50", "1,234.50", "80.505", "1 234"])
def test_a_price_with_marks_between_thousands_is_refused(price: str) -> None:
    """With an example: it could be a thousand times less."""
    told = said(world_at(*THURSDAY), "appointment", "add", "friday 15:00", "--price", price, code=2)
    assert "--price takes a number" in told and "1234.50" in told
