"""The appointment as the thread: what belongs to it, its intention, what follows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from journal_support import HOUR, NOW, gone, new_session, progress, writing

from massage_mind.diary.thread import (
    clear_intention,
    current_intention,
    due_follow_up,
    follow_ups,
    last_massage,
    mark_done,
    nearest_appointment,
    offered,
    open_parked,
    returned,
    set_intention,
    to_return,
)
from massage_mind.journal.rows.wastebin import DAY_MS
from massage_mind.journal.store import Store
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked

ZONE = "Europe/Oslo"


def at(text: str) -> int:
    """This time in Oslo."""
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


def keep(store: Store, details: Any, when: int, **more: Any) -> Record:
    return store.records.add(NewRecord(details, when, ZONE, **more), now_ms=NOW)


@pytest.mark.parametrize(
    ("away", "belongs"),
    [
        (0, True),
        (12 * HOUR, True),
        (12 * HOUR + 1, False),
        (-36 * HOUR, True),
        (-36 * HOUR - 1, False),
    ],
)
def test_an_appointment_draws_to_itself_what_is_near(journal: Path, away: int, belongs: bool) -> None:
    """From 12 hours before it begins to 36 hours after."""
    with writing(journal) as store:
        keep(store, Appointment(), NOW + away)
        assert belongs == (nearest_appointment(store.records, NOW, now_ms=NOW) is not None)


def test_the_nearest_counts_and_one_that_was_skipped_does_not(journal: Path) -> None:
    """Whatever came before it."""
    with writing(journal) as store:
        keep(store, Appointment(state="skipped"), NOW + HOUR)
        near = keep(store, Appointment(state="done"), NOW - 3 * HOUR)
        keep(store, Appointment(), NOW + 5 * HOUR)
        found = nearest_appointment(store.records, NOW, now_ms=NOW)
        assert near == found


def test_an_intention_belongs_to_its_appointment(journal: Path) -> None:
    """It is not carried over to the next one; one without an appointment goes along for 36 hours."""
    with writing(journal) as store:
        first, second = keep(store, Appointment(), NOW), keep(store, Appointment(), NOW + DAY_MS)
        set_intention(store, Intention("first"), now_ms=NOW, at_ms=NOW, zone=ZONE, appointment=first.id)
        assert current_intention(store, NOW, second.id) is None
        loose = set_intention(store, Intention("loose"), now_ms=NOW, at_ms=NOW, zone=ZONE)
        assert loose == current_intention(store, NOW + HOUR, second.id)
        assert "first" == current_intention(store, NOW + HOUR, first.id).details.text  # type: ignore[union-attr]
        assert clear_intention(store, NOW + HOUR, first.id, now_ms=NOW + HOUR)
        assert not clear_intention(store, NOW + HOUR, first.id, now_ms=NOW + HOUR)
        set_intention(store, Intention("", "none"), now_ms=NOW, at_ms=NOW, zone=ZONE, appointment=second.id)
        assert current_intention(store, NOW + HOUR, second.id) is None


def test_what_was_put_down_is_handed_back_once(journal: Path) -> None:
    """And waits until it is done or dropped."""
    with writing(journal) as store:
        first = keep(store, Parked("a"), NOW)
        second = keep(store, Parked("b"), NOW + 1)
        keep(store, Parked("c", state="done"), NOW + 2)
        assert [first, second] == to_return(store)
        returned(store, [first, second], now_ms=NOW + HOUR)
        assert [] == to_return(store)
        assert [first.id, second.id] == [one.id for one in open_parked(store)]


def test_a_massage_ended_when_the_session_on_the_table_did(journal: Path) -> None:
    """By the appointment's plan where there was none; a quiet hour is no massage."""
    with writing(journal, alive=gone) as store:
        planned = keep(store, Appointment(60, state="done"), NOW)
        found = last_massage(store, NOW + 2 * HOUR, now_ms=NOW)
        assert found is not None and (planned.id, NOW + HOUR) == (found.id, found.end_ms)
        session = store.begin_session(new_session(appointment=planned.id), now_ms=NOW + 600_000)
        store.end_session(session, progress(), "finished", now_ms=NOW + HOUR + 900_000)
        found = last_massage(store, NOW + 2 * HOUR, now_ms=NOW)
        assert found is not None and NOW + HOUR + 900_000 == found.end_ms
        quiet = store.begin_session(new_session(quiet_hour=True), now_ms=NOW + 3 * HOUR)
        store.end_session(quiet, progress(), "finished", now_ms=NOW + 4 * HOUR)
        found = last_massage(store, NOW + 5 * HOUR, now_ms=NOW)
        assert found is not None and planned.id == found.id


def test_the_next_morning_there_is_one_offer(journal: Path) -> None:
    """Not in the evening, not at night, not twice, not after it was answered, and not when it is too late."""
    with writing(journal) as store:
        massage = keep(store, Appointment(60, state="done"), at("2026-12-04 17:00"))

        def due(text: str) -> Any:
            found = due_follow_up(store, at(text), now_ms=at(text))
            return found and (found[0].id, found[1])

        assert due("2026-12-04 19:00") is None
        assert due("2026-12-05 03:00") is None
        assert (massage.id, "next-day") == due("2026-12-05 08:00")
        assert (massage.id, "next-day") == due("2026-12-06 09:00")
        assert due("2026-12-06 11:00") is None
        found = due_follow_up(store, at("2026-12-05 08:00"), now_ms=at("2026-12-05 08:00"))
        assert found is not None
        offered(store, *found, now_ms=at("2026-12-05 08:00"))
        assert due("2026-12-05 08:01") is None


@pytest.mark.parametrize(("soreness", "again"), [(0, False), (3, True)])
def test_two_days_after_there_is_another_where_there_was_soreness(
    journal: Path, soreness: int, again: bool
) -> None:
    """Only then."""
    with writing(journal) as store:
        massage = keep(store, Appointment(60, state="done"), at("2026-12-04 17:00"))
        keep(
            store,
            CheckIn("next-day", ratings={"soreness": soreness}),
            at("2026-12-05 08:00"),
            appointment=massage.id,
        )
        later = at("2026-12-06 18:00")
        found = due_follow_up(store, later, now_ms=later)
        assert again == (found is not None and found[1] == "two-days")
        last = last_massage(store, later, now_ms=later)
        assert last is not None and 1 == len(follow_ups(store, last))


def test_a_massage_across_midnight_and_a_change_of_the_clocks(journal: Path) -> None:
    """The night the clocks go back: an hour on the table is an hour, and the next morning is the next."""
    begin = at("2026-10-24 23:30")
    with writing(journal, alive=gone) as store:
        session = store.begin_session(new_session(zone=ZONE), now_ms=begin)
        store.end_session(session, progress(), "finished", now_ms=begin + 4 * HOUR)
        record = store.session(session, now_ms=begin + 5 * HOUR)
        ended = record.ended
        assert ended is not None
        assert "2026-10-25T02:30:00+01:00" == ended.isoformat()
        assert 4 * HOUR == record.ended_at - record.started_at  # type: ignore[operator]
        morning = at("2026-10-25 12:00")
        assert (
            due_follow_up(store, morning, now_ms=morning) is None
        )  # It ended today, by the clock on the wall.
        next_day = at("2026-10-26 07:00")
        assert due_follow_up(store, next_day, now_ms=next_day) is not None


def test_an_appointment_is_done_once(journal: Path) -> None:
    """From planned or moved; skipped stays."""
    with writing(journal) as store:
        for state, changes in (("planned", True), ("moved", True), ("done", False), ("skipped", False)):
            one = keep(store, Appointment(state=state), NOW)  # type: ignore[arg-type]
            assert changes == mark_done(store, one, now_ms=NOW)
