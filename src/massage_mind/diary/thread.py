"""The appointment as the thread: what belongs to it is fetched here, decided in `record.appointment_thread`, kept here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from massage_mind.errors import UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import (
    AHEAD_MS,
    BEHIND_MS,
    INTENTION_MS,
    LAST_MASSAGE_MS,
    Massage,
    Stage,
    due_stage,
    is_open,
    last_over,
    massage_at,
    massage_by_itself,
    nearest,
    standing,
    still_to_come,
    upcoming,
)
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.instants import DAY_MS
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import Details
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query

if TYPE_CHECKING:
    from massage_mind.journal.record_store import Records
    from massage_mind.journal.store import Store


def nearest_appointment(records: Records, at_ms: int) -> Record | None:
    """The appointment nearest to this instant: starts within 12 hours after it or began in the 36 hours before it."""
    return nearest(_appointments_near(records, at_ms), at_ms)


def upcoming_appointment(records: Records, at_ms: int) -> Record | None:
    """For what looks forward, such as an intention: the nearest one, unless that has taken place already."""
    return upcoming(_appointments_near(records, at_ms), at_ms)


def _appointments_near(records: Records, at_ms: int) -> list[Record]:
    return records.find(Query(("appointment",), since_ms=at_ms - BEHIND_MS, until_ms=at_ms + AHEAD_MS + 1))


def coming_appointments(records: Records, *, since_ms: int, now_ms: int) -> list[Record]:
    """Those that begin at `since_ms` or later and are still to come, the next first."""
    found = records.find(Query(("appointment",), since_ms=since_ms))
    return [one for one in reversed(found) if still_to_come(one, now_ms)]


# ---------------------------------------------------------------- the intention


def set_intention(
    store: Store,
    intention: Intention,
    *,
    at_ms: int,
    zone: str,
    appointment: str = "",
    tags: tuple[str, ...] = (),
) -> Record:
    """Keep an intention and return it. Raises `UsageError` for one without words."""
    if not intention.text.strip() and intention.aim != "none":
        raise UsageError(
            "The intention is empty.", "Say it in a few words, or use --clear to go without one."
        )
    return store.records.add(
        NewRecord(replace(intention, text=intention.text.strip()), at_ms, zone, appointment, tags=tags),
    )


def current_intention(store: Store, at_ms: int, appointment: str = "") -> Record | None:
    """The latest intention for this appointment, else the latest of the last 36 hours that belongs to none.

    None where it was taken back, or where it was to go without one.
    """
    found = store.thread.intention_of(appointment) if appointment else []
    found = found or store.thread.loose_intention(at_ms - INTENTION_MS, at_ms)
    return standing(found[0] if found else None)


def clear_intention(store: Store, at_ms: int, appointment: str = "") -> bool:
    """Go without one; what was set stays in the record. False if there was none."""
    current = current_intention(store, at_ms, appointment)
    if current is None:
        return False

    def cleared(details: Details) -> Details:
        return replace(cast(Intention, details), cleared_at=store.wall())

    store.records.change(current.id, details=cleared)
    return True


# ---------------------------------------------------------------- parked thoughts


def open_parked(store: Store) -> list[Record]:
    """What still waits, the earliest put down first."""
    return store.thread.open_parked()


def to_return(store: Store) -> list[Record]:
    """What has not been handed back yet."""
    return [one for one in open_parked(store) if cast(Parked, one.details).returned_at is None]


def returned(store: Store, parked: list[Record]) -> None:
    """These have been handed back."""
    store.thread.hand_back(one.id for one in parked)


def mark_done(store: Store, appointment: Record) -> bool:
    """The massage took place. False if that was known already."""

    def done(details: Details) -> Details:
        # As it stands now: it may have been skipped while the session played.
        old = cast(Appointment, details)
        return replace(old, state="done") if is_open(old) else old

    return store.records.change_all({appointment.id: (done, None)})


def keep_outcome(store: Store, intention_id: str, outcome: int | None, words: str) -> None:
    """How an intention showed up: 0 (not at all) to 4 (fully), None where that is not said, and in words."""

    def told(details: Details) -> Details:
        return replace(cast(Intention, details), outcome=outcome, outcome_words=words)

    store.records.change(intention_id, details=told)


# ---------------------------------------------------------------- the last massage, and following it up


def last_massage(store: Store, at_ms: int) -> Massage | None:
    """The latest massage that was over by this instant, from the last four days. Quiet hours are none."""
    since = at_ms - LAST_MASSAGE_MS
    found = [
        massage_at(one, store.records.belonging_to(one.id))
        for one in store.records.find(Query(("appointment",), since_ms=since, until_ms=at_ms))
    ]
    sessions = Query(("session",), since_ms=since, until_ms=at_ms, moment="during")
    for one in store.records.find(sessions, bare=True):
        if not (one.head.appointment and store.records.there(one.head.appointment)):
            found.append(massage_by_itself(one))
    return last_over(filter(None, found), at_ms)


def due_follow_up(store: Store, at_ms: int) -> tuple[Massage, Stage] | None:
    """The follow-up that may be offered now, if it was neither offered nor answered yet.

    The next morning one; after some 48 hours another, if the first told of soreness.
    """
    massage = last_massage(store, at_ms)
    if massage is None:
        return None
    stage = due_stage(massage, follow_ups(store, massage), at_ms)
    if stage is None or store.thread.is_offered(massage.id, stage):
        return None
    return massage, stage


def offered(store: Store, massage: Massage, stage: Stage) -> None:
    """It has been offered; it will not be again."""
    store.thread.set_offered(massage.id, stage)


def follow_ups(store: Store, massage: Massage) -> list[Record]:
    """The next-day check-ins of this massage, the earliest first."""
    return store.thread.next_day_checkins(massage.id, massage.end_ms - DAY_MS)
