"""The appointment as the thread: what belongs to it, and what comes next, decided over records that somebody fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias, assert_never, get_args

from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Record
from massage_mind.record.instants import HOUR_MS, local
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked
from massage_mind.record.session import SessionRecord
from massage_mind.values import dataclass

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
LAST_MASSAGE_MS = TWO_DAYS_MS[1] + 4 * HOUR_MS
"""How far back the beginning of a massage can lie that is still followed up."""

Stage: TypeAlias = Literal["next-day", "two-days"]
STAGES: tuple[Stage, ...] = get_args(Stage)


def appointment_of(record: Record) -> Appointment:
    """The details of a record that is an appointment."""
    assert isinstance(record.details, Appointment)
    return record.details


def intention_of(record: Record) -> Intention:
    """The details of a record that is an intention."""
    assert isinstance(record.details, Intention)
    return record.details


def parked_of(record: Record) -> Parked:
    """The details of a record that is a parked thought."""
    assert isinstance(record.details, Parked)
    return record.details


def end_ms(appointment: Record) -> int:
    """When the appointment ends, as planned, in UTC milliseconds: an hour where no length was said."""
    return end_from(appointment.head.at, appointment_of(appointment))


def end_from(at_ms: int, appointment: Appointment) -> int:
    """When an appointment that begins at this instant ends: an hour later where no length was said."""
    return at_ms + (appointment.minutes or 60) * 60_000


def is_open(appointment: Appointment) -> bool:
    """Whether it may still take place, as far as its state says: neither done nor skipped."""
    match appointment.state:
        case "planned" | "moved":
            return True
        case "done" | "skipped":
            return False
        case _:
            assert_never(appointment.state)


def still_to_come(appointment: Record, now_ms: int) -> bool:
    """Whether it is yet to come or takes place now: open, and not over."""
    return is_open(appointment_of(appointment)) and end_ms(appointment) > now_ms


def nearest(appointments: Iterable[Record], at_ms: int) -> Record | None:
    """The one nearest to this instant: starts within 12 hours after it or began in the 36 hours before it."""
    usable = [
        one
        for one in appointments
        if at_ms - BEHIND_MS <= one.head.at <= at_ms + AHEAD_MS and appointment_of(one).state != "skipped"
    ]
    return min(usable, key=lambda one: abs(one.head.at - at_ms), default=None)


def upcoming(appointments: Sequence[Record], at_ms: int) -> Record | None:
    """For what looks forward, such as an intention: the nearest one, unless that has taken place already.

    The latest appointments come first, as they are found.
    """
    near = nearest(appointments, at_ms)
    if near is not None and appointment_of(near).state != "done":
        return near
    coming = [
        one for one in appointments if at_ms <= one.head.at <= at_ms + AHEAD_MS and still_to_come(one, at_ms)
    ]
    # Of one instant, as they were written down.
    return min(reversed(coming), key=lambda one: one.head.at, default=None)


def standing(intention: Record | None) -> Record | None:
    """The intention, if it stands: None where it was taken back, or where it was to go without one."""
    if intention is None:
        return None
    details = intention.details
    assert isinstance(details, Intention)
    return None if details.cleared_at is not None or details.aim == "none" else intention


@dataclass(frozen=True, slots=True)
class Massage:
    """A massage: the id of its appointment or, without one, of its session on the table; when it ended.

    `begun_ms` is when it began, `therapist` with whom it was, where that was said.
    """

    id: str
    title: str
    end_ms: int
    zone: str
    appointment: str = ""
    begun_ms: int = 0
    therapist: str = ""


def massage_at(appointment: Record, belonging: Iterable[Record]) -> Massage | None:
    """The massage of an appointment, which ended with the last session on the table that belongs to it, or as planned.

    None where it did not take place, as far as is known.
    """
    if appointment_of(appointment).state != "done":
        return None
    ends = [
        one.details.ended_at
        for one in belonging
        if isinstance(one.details, SessionRecord) and one.details.moment == "during"
    ]
    over = max((end for end in ends if end is not None), default=None) or end_ms(appointment)
    return massage_of(appointment, over)


def massage_of(appointment: Record, end_ms: int) -> Massage:
    """The massage of an appointment that ended, or is to have ended, at this instant."""
    details, head = appointment_of(appointment), appointment.head
    title = details.style or "massage"
    return Massage(appointment.id, title, end_ms, head.zone, appointment.id, head.at, details.therapist)


def massage_by_itself(session: Record) -> Massage | None:
    """The massage of a session on the table that belongs to no appointment; None while it runs, or if it was only tried."""
    details = session.details
    assert isinstance(details, SessionRecord)
    if details.ended_at is None or details.only_tried:
        return None
    return Massage(
        session.id, details.title, details.ended_at, session.head.zone, begun_ms=details.started_at
    )


def last_over(massages: Iterable[Massage], at_ms: int) -> Massage | None:
    """The latest massage that was over by this instant."""
    over = (one for one in massages if one.end_ms <= at_ms)
    return max(over, key=lambda one: one.end_ms, default=None)


def due_stage(massage: Massage, answered: Sequence[Record], at_ms: int) -> Stage | None:
    """Which follow-up is due at this instant, given the next-day check-ins of the massage so far, the earliest first.

    The next morning one; after some 48 hours another, if the first told of soreness.
    """
    passed = at_ms - massage.end_ms
    ended, now = local(massage.end_ms, massage.zone), local(at_ms, massage.zone)
    if (
        not answered
        and NEXT_DAY_MS[0] <= passed <= NEXT_DAY_MS[1]
        and now.hour >= MORNING
        and now.date() > ended.date()
    ):
        return "next-day"
    if len(answered) == 1 and TWO_DAYS_MS[0] <= passed <= TWO_DAYS_MS[1]:
        first = answered[0].details
        assert isinstance(first, CheckIn)
        if first.ratings.get("soreness", 0) > 0:
            return "two-days"
    return None
