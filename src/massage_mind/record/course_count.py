"""What a course has come to: how many massages took place, and what they cost. Counted, never judged. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import appointment_of, end_ms, is_open
from massage_mind.record.course import SET_ASIDE, WEEKS_BETWEEN, Course
from massage_mind.record.head import Record
from massage_mind.record.instants import DAY_MS

_MOST_MONEY = Decimal(10) ** 12
AHEAD_DAYS = 7
"""An appointment that a course fixed so many days ahead was not booked because of how that day was."""


class Counts(NamedTuple):
    """How many are planned in all, were to be by now, took place, were moved, do not take place, are to come (also once a
    pause is over), and nobody has said of.
    """

    planned: int
    been: int
    done: int
    moved: int
    skipped: int
    to_come: int
    not_said: int


class Paid(NamedTuple):
    """What was paid for one that took place: the appointment, price, tip, both, and in which money."""

    appointment: Record
    price: Decimal
    tip: Decimal
    total: Decimal
    currency: str


class Costs(NamedTuple):
    """What it cost by now and comes to, in the course's own money; `apart` is what was paid in other money, by its name."""

    to_date: Decimal
    projected: Decimal
    cap: Decimal | None
    apart: tuple[tuple[str, Decimal], ...]


def of_course(course: Record, appointments: Iterable[Record]) -> list[Record]:
    """Those of this course, the earliest first: as needed, those too that were noted by hand while it runs."""
    details = course.details
    assert isinstance(details, Course)
    loose = not WEEKS_BETWEEN[details.every]
    until = details.ended_at

    def is_one(one: Record) -> bool:
        linked = appointment_of(one).course
        if linked or not loose:
            return linked == course.head.uid
        return one.head.at >= course.head.at and (until is None or one.head.at <= until)

    return sorted(filter(is_one, appointments), key=lambda one: one.head.at)


def counts_of(appointments: Sequence[Record], now_ms: int) -> Counts:
    """Counted: of those that were moved each counts for how it stands as well."""
    states = [(appointment_of(one), end_ms(one) > now_ms) for one in appointments]
    waiting = sum(_waits(one) for one, _ in states)
    return Counts(
        planned=len(states),
        been=sum(one.state == "done" or not ahead for one, ahead in states if not _waits(one)),
        done=sum(one.state == "done" for one, _ in states),
        moved=sum(one.first_at is not None for one, _ in states),
        skipped=sum(one.state == "skipped" for one, _ in states) - waiting,
        to_come=sum(is_open(one) and ahead for one, ahead in states) + waiting,
        not_said=sum(is_open(one) and not ahead for one, ahead in states),
    )


def _waits(appointment: Appointment) -> bool:
    """Whether it was set aside for as long as the course is paused."""
    return appointment.state == "skipped" and appointment.reason == SET_ASIDE


def decimal_of(text: str) -> Decimal:
    """A price as a number; 0 where there is none, and where what came from elsewhere is no price."""
    try:
        found = Decimal(text or "0")
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() and 0 <= found < _MOST_MONEY else Decimal(0)


def paid_for(course: Course, appointments: Iterable[Record]) -> list[Paid]:
    """What was paid for each that took place and has a price. The tip of the course goes with its own money only."""
    found = []
    for one in appointments:
        details = appointment_of(one)
        if details.state != "done" or not details.price:
            continue
        price = decimal_of(details.price)
        tip = decimal_of(course.tip) if details.currency == course.currency else Decimal(0)
        found.append(Paid(one, price, tip, price + tip, details.currency))
    return found


def costs_of(course: Course, appointments: Sequence[Record], now_ms: int) -> Costs:
    """What it cost by now, and comes to if what is planned takes place, and what nobody has said of yet did."""
    paid = paid_for(course, appointments)
    own = sum((one.total for one in paid if one.currency == course.currency), Decimal(0))
    apart: dict[str, Decimal] = {}
    for one in paid:
        if one.currency != course.currency:
            apart[one.currency] = apart.get(one.currency, Decimal(0)) + one.total
    ahead = [
        appointment_of(one)
        for one in appointments
        if is_open(appointment_of(one)) or _waits(appointment_of(one))
    ]
    to_come = sum(
        (
            decimal_of(one.price) + decimal_of(course.tip)
            for one in ahead
            if one.price and one.currency == course.currency
        ),
        Decimal(0),
    )
    return Costs(own, own + to_come, decimal_of(course.cap) if course.cap else None, tuple(apart.items()))


def in_all(course: Course, times: int) -> Decimal:
    """What so many of them cost, with the tip."""
    return (decimal_of(course.price) + decimal_of(course.tip)) * times


def money(amount: Decimal, currency: str) -> str:
    """An amount in its money: "80", "80.50 EUR"."""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f} {currency}".strip() if whole else f"{amount:,.2f} {currency}".strip()


def is_fixed_ahead(appointment: Record) -> bool:
    """Whether a course fixed it at least seven days ahead, and it was not moved since."""
    details = appointment_of(appointment)
    if not details.course or details.fixed_at is None or details.first_at is not None:
        return False
    return appointment.head.at - details.fixed_at >= AHEAD_DAYS * DAY_MS
