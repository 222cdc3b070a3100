"""The appointment as the thread: which one things belong to, its intention, what was parked, what is to follow up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast

from massage_mind.errors import UsageError
from massage_mind.journal.ledger import Ledger
from massage_mind.journal.rows.wastebin import DAY_MS
from massage_mind.journal.store import Store
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import Details
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord

HOUR_MS = 3_600_000
AHEAD_MS = 12 * HOUR_MS
"""An appointment draws things to itself from so long before it starts ..."""
BEHIND_MS = 36 * HOUR_MS
"""... until so long after."""
INTENTION_MS = 36 * HOUR_MS
"""How long an intention without an appointment goes along."""
NEXT_DAY_MS = (8 * HOUR_MS, 40 * HOUR_MS)
"""A next-day check-in is offered from the next morning on, and so long after the massage at the earliest and latest."""
TWO_DAYS_MS = (44 * HOUR_MS, 96 * HOUR_MS)
"""The one at 48 hours, if there was soreness."""
MORNING = 5
"""The hour at which a new day begins for somebody who slept."""

Stage: TypeAlias = Literal["next-day", "two-days"]


def nearest_appointment(records: Ledger, at_ms: int, *, now_ms: int) -> Record | None:
    """The appointment nearest to this instant: starts within 12 hours after it or began in the 36 hours before it."""
    found = records.find(
        Query(("appointment",), since_ms=at_ms - BEHIND_MS, until_ms=at_ms + AHEAD_MS + 1), now_ms=now_ms
    )
    usable = [one for one in found if appointment_of(one).state != "skipped"]
    return min(usable, key=lambda one: abs(one.head.at - at_ms), default=None)


def upcoming_appointment(records: Ledger, at_ms: int, *, now_ms: int) -> Record | None:
    """For what looks forward, such as an intention: the nearest one, unless that has taken place already."""
    near = nearest_appointment(records, at_ms, now_ms=now_ms)
    if near is not None and appointment_of(near).state != "done":
        return near
    found = records.find(
        Query(("appointment",), since_ms=at_ms, until_ms=at_ms + AHEAD_MS + 1), now_ms=now_ms
    )
    coming = [one for one in found if appointment_of(one).state in ("planned", "moved")]
    return coming[-1] if coming else None


def appointment_of(record: Record) -> Appointment:
    """The details of a record that is an appointment."""
    assert isinstance(record.details, Appointment)
    return record.details


def end_ms(appointment: Record) -> int:
    """When the appointment ends, as planned: an hour where no length was said."""
    return appointment.head.at + (appointment_of(appointment).minutes or 60) * 60_000


# ---------------------------------------------------------------- the intention


def set_intention(
    store: Store,
    intention: Intention,
    *,
    now_ms: int,
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
        now_ms=now_ms,
    )


def current_intention(store: Store, at_ms: int, appointment: str = "") -> Record | None:
    """The latest intention for this appointment, else the latest of the last 36 hours that belongs to none.

    None where it was taken back, or where it was to go without one.
    """
    found: list[Record] = []
    if appointment:
        found = store.records.latest("intention", "record.appointment = ?", (appointment,))
    if not found:
        found = store.records.latest(
            "intention",
            """
            (record.appointment IS NULL
                OR record.appointment IN (SELECT id FROM record WHERE deleted_at IS NOT NULL))
            AND record.at BETWEEN ? AND ?
            """,
            (at_ms - INTENTION_MS, at_ms),
        )
    if not found:
        return None
    details = cast(Intention, found[0].details)
    return None if details.cleared_at is not None or details.aim == "none" else found[0]


def clear_intention(store: Store, at_ms: int, appointment: str = "", *, now_ms: int) -> bool:
    """Go without one; what was set stays in the record. False if there was none."""
    current = current_intention(store, at_ms, appointment)
    if current is None:
        return False

    def cleared(details: Details) -> Details:
        return replace(cast(Intention, details), cleared_at=now_ms)

    store.records.change(current.id, now_ms=now_ms, details=cleared)
    return True


# ---------------------------------------------------------------- parked thoughts


def open_parked(store: Store) -> list[Record]:
    """What still waits, the earliest put down first."""
    return store.records.latest("parked", "parked.state = 'open'", (), limit=-1)[::-1]


def to_return(store: Store) -> list[Record]:
    """What has not been handed back yet."""
    return [one for one in open_parked(store) if cast(Parked, one.details).returned_at is None]


def returned(store: Store, parked: list[Record], *, now_ms: int) -> None:
    """These have been handed back."""
    with store.ground.writing() as conn:
        for one in parked:
            conn.execute(
                "UPDATE parked SET returned_at = ? WHERE n = (SELECT n FROM record WHERE id = ?)",
                (now_ms, one.id),
            )
            conn.execute(
                "UPDATE record SET changed_at = max(changed_at + 1, ?) WHERE id = ?", (now_ms, one.id)
            )


def mark_done(store: Store, appointment: Record, *, now_ms: int) -> bool:
    """The massage took place. False if that was known already."""

    def done(details: Details) -> Details:
        # As it stands now: it may have been skipped while the session played.
        old = cast(Appointment, details)
        return replace(old, state="done") if old.state in ("planned", "moved") else old

    return store.records.change_all({appointment.id: (done, None)}, now_ms=now_ms)


def keep_outcome(store: Store, intention_id: str, outcome: int, words: str, *, now_ms: int) -> None:
    """How an intention showed up: 0 (not at all) to 4 (fully), and in words."""

    def told(details: Details) -> Details:
        return replace(cast(Intention, details), outcome=outcome, outcome_words=words)

    store.records.change(intention_id, now_ms=now_ms, details=told)


# ---------------------------------------------------------------- the last massage, and following it up


@dataclass(frozen=True, slots=True)
class Massage:
    """The latest massage: the id of its appointment or, without one, of its session on the table; when it ended."""

    id: str
    title: str
    end_ms: int
    zone: str
    appointment: str = ""


def last_massage(store: Store, at_ms: int, *, now_ms: int) -> Massage | None:
    """The latest massage that was over by this instant, from the last four days. Quiet hours are none."""
    since = at_ms - TWO_DAYS_MS[1] - 4 * HOUR_MS
    found: list[Massage] = []
    for record in store.records.find(Query(("appointment",), since_ms=since, until_ms=at_ms), now_ms=now_ms):
        if appointment_of(record).state == "done":
            over = _ended_on_table(store, record, now_ms) or end_ms(record)
            found.append(Massage(record.id, _title(record), over, record.head.zone, record.id))
    for record in store.records.find(
        Query(("session",), since_ms=since, until_ms=at_ms, moment="during"), now_ms=now_ms, bare=True
    ):
        session = cast(SessionRecord, record.details)
        thread = record.head.appointment and store.records.there(record.head.appointment, now_ms=now_ms)
        if not thread and session.ended_at is not None:
            found.append(Massage(record.id, session.title, session.ended_at, record.head.zone))
    return max((one for one in found if one.end_ms <= at_ms), key=lambda one: one.end_ms, default=None)


def _ended_on_table(store: Store, appointment: Record, now_ms: int) -> int | None:
    """When the last session on the table of this appointment ended."""
    ends = [
        one.details.ended_at
        for one in store.records.belonging_to(appointment.id, now_ms=now_ms)
        if isinstance(one.details, SessionRecord) and one.details.moment == "during"
    ]
    return max((end for end in ends if end is not None), default=None)


def _title(record: Record) -> str:
    return appointment_of(record).style or "massage"


def due_follow_up(store: Store, at_ms: int, *, now_ms: int) -> tuple[Massage, Stage] | None:
    """The follow-up that may be offered now, if it was neither offered nor answered yet.

    The next morning one; after some 48 hours another, if the first told of soreness.
    """
    massage = last_massage(store, at_ms, now_ms=now_ms)
    if massage is None:
        return None
    passed = at_ms - massage.end_ms
    answered = follow_ups(store, massage)
    from massage_mind.record.instants import local

    ended, now = local(massage.end_ms, massage.zone), local(at_ms, massage.zone)
    if (
        not answered
        and NEXT_DAY_MS[0] <= passed <= NEXT_DAY_MS[1]
        and now.hour >= MORNING
        and now.date() > ended.date()
    ):
        stage: Stage = "next-day"
    elif (
        len(answered) == 1
        and cast(CheckIn, answered[0].details).ratings.get("soreness", 0) > 0
        and TWO_DAYS_MS[0] <= passed <= TWO_DAYS_MS[1]
    ):
        stage = "two-days"
    else:
        return None
    with store.ground.reading() as conn:
        offered = conn.execute(
            "SELECT 1 FROM follow_up WHERE id = ? AND stage = ?", (massage.id, stage)
        ).fetchone()
    return None if offered else (massage, stage)


def offered(store: Store, massage: Massage, stage: Stage, *, now_ms: int) -> None:
    """It has been offered; it will not be again."""
    with store.ground.writing() as conn:
        conn.execute(
            "INSERT OR IGNORE INTO follow_up (id, stage, offered_at) VALUES (?, ?, ?)",
            (massage.id, stage, now_ms),
        )


def follow_ups(store: Store, massage: Massage) -> list[Record]:
    """The next-day check-ins of this massage, the earliest first."""
    return store.records.latest(
        "checkin",
        "checkin.phase = 'next-day' AND (record.appointment = ? OR record.session = ?) AND record.at >= ?",
        (massage.id, massage.id, massage.end_ms - DAY_MS),
        limit=-1,
    )[::-1]
