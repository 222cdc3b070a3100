"""The thread of an appointment as policy alone: decided over values, with no journal."""

from __future__ import annotations

import pytest
from journal_support import HOUR, NOW

from massage_mind.record.appointment import Appointment, State
from massage_mind.record.appointment_thread import (
    Massage,
    due_stage,
    end_ms,
    last_over,
    massage_at,
    nearest,
    standing,
    upcoming,
)
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Head, Record
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import Details, kind_of


def record(details: Details, at: int = NOW, name: str = "bbbbb") -> Record:
    """A record of these details, at this time."""
    return Record(Head(name, kind_of(details), at, "UTC", NOW, NOW), details)


def planned(away: int, state: State = "planned", minutes: int | None = None) -> Record:
    """An appointment so far away."""
    return record(Appointment(minutes, state=state), NOW + away)


def test_the_nearest_within_its_reach_is_the_one() -> None:
    """12 hours ahead, 36 behind; what is further off, or was skipped, is not looked at."""
    assert nearest([], NOW) is None
    assert nearest([planned(12 * HOUR + 1), planned(-36 * HOUR - 1), planned(0, "skipped")], NOW) is None
    edge, behind = planned(12 * HOUR), planned(-36 * HOUR)
    assert edge == nearest([edge, behind], NOW)
    assert behind == nearest([behind], NOW)


def test_what_looks_forward_passes_over_what_has_taken_place() -> None:
    """The next one then, if it is within reach."""
    done, soon, later = planned(-HOUR, "done"), planned(3 * HOUR, "moved"), planned(5 * HOUR)
    assert soon == upcoming([later, soon, done], NOW)
    assert upcoming([done], NOW) is None
    # Nearest by the clock is what has not been marked as done yet.
    assert planned(-HOUR) == upcoming([soon, planned(-HOUR)], NOW)


def test_of_one_instant_the_first_written_down_comes_first() -> None:
    """They are handed over the latest first."""
    done = planned(0, "done")
    first, second = record(Appointment(), NOW + HOUR, "ccccc"), record(Appointment(), NOW + HOUR, "ddddd")
    assert first == upcoming([second, first, done], NOW)


def test_an_intention_stands_until_it_is_taken_back() -> None:
    """To go without one is none either."""
    one = record(Intention("rest"))
    assert one == standing(one)
    assert standing(record(Intention("rest", cleared_at=NOW))) is None
    assert standing(record(Intention("", "none"))) is None
    assert standing(None) is None


def test_a_massage_ends_as_planned_where_nothing_else_is_known() -> None:
    """After an hour where no length was said; not at all where it did not take place."""
    assert (HOUR, HOUR // 2) == (end_ms(planned(0)) - NOW, end_ms(planned(0, minutes=30)) - NOW)
    massage = massage_at(planned(0, "done"), [])
    assert massage is not None and (NOW + HOUR, "massage") == (massage.end_ms, massage.title)
    assert massage_at(planned(0, "moved"), []) is None
    assert massage == last_over([massage], NOW + HOUR)
    assert last_over([massage], NOW + HOUR - 1) is None


@pytest.mark.parametrize(
    ("hours", "soreness", "stage"),
    [
        (15, None, "next-day"),
        (7, None, None),
        (41, None, None),
        (48, 0, None),
        (48, 3, "two-days"),
        (43, 3, None),
        (97, 3, None),
    ],
)
def test_what_is_due_follows_from_what_was_answered(
    hours: int, soreness: int | None, stage: str | None
) -> None:
    """NOW is three in the afternoon: the next morning, and two days later where there was soreness."""
    massage = Massage("bbbbb", "swedish", NOW, "UTC")
    answered = [] if soreness is None else [record(CheckIn("next-day", ratings={"soreness": soreness}))]
    assert stage == due_stage(massage, answered, NOW + hours * HOUR)
    assert due_stage(massage, [record(CheckIn("next-day"))] * 2, NOW + hours * HOUR) is None
