"""Appointments as a calendar file: each with the minutes before it, the time after, the day after; and looks back."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from massage_mind.diary.comparing import comparison_of, latest_comparison
from massage_mind.diary.courses import START, appointments_of, latest_course
from massage_mind.diary.opened import opened
from massage_mind.errors import UsageError
from massage_mind.journal.carry.ics import CalendarEvent
from massage_mind.record.appointment_thread import appointment_of, end_ms, is_open
from massage_mind.record.comparison_weeks import begun_hour, is_shown, planned_hours
from massage_mind.record.course import review_weeks
from massage_mind.record.course_overview import course_of
from massage_mind.record.course_weeks import end_of_week
from massage_mind.record.instants import DAY_MS
from massage_mind.record.query import Query
from massage_mind.record.time_words.on_the_clock import rough_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World

_BEFORE_MINUTES = 15
_REMIND_MINUTES = 120
"""So long before an appointment: time enough to set out."""
_CHECKIN = time(9)
_CHECKIN_MINUTES = 5
_REVIEW = time(10)
_REVIEW_MINUTES = 15
_LONGEST_SEQUENCE = 2**31 - 1


class Titles(NamedTuple):
    """What the events are called. None of them says anything of how somebody is."""

    massage: str
    before: str
    coming_back: str
    next_day: str
    review: str
    compared: str
    """What an hour of a comparison is called while it isn't shown which one it is; empty: it's called what it is."""
    names: bool
    """Whether the therapist stands in the title, and commands in the notes."""


_TITLES = Titles(
    "Massage",
    "Before the massage",
    "Coming back",
    "After the massage: how is it?",
    "The course: a look back",
    "Massage or quiet hour",
    True,
)
_PLAIN = Titles(
    "Appointment",
    "Before the appointment",
    "After the appointment",
    "The day after",
    "A look back",
    "Appointment",
    False,
)


def course_calendar(world: World, *, plain: bool) -> bytes:
    """The appointments of the course and whatever else is to come, as a calendar file.

    Those that do not take place, or lie in the bin, are in it as cancelled, so that a calendar that has them lets go of
    them; so are those that are noted a second time for the same instant, as where two journals were merged. Raises
    `UsageError` where there is nothing.
    """
    from massage_mind.journal.carry.ics import calendar_of_events

    titles = _PLAIN if plain else _TITLES
    reentry = world.settings().reentry_minutes
    with opened(world, writing=False) as store:
        course = latest_course(store)
        found = _appointments(world, store, course)
        again = _noted_again(found, course)
        events = [event for one in found for event in _around(one, titles, reentry, again=one.id in again)]
        if course is not None:
            events += _reviews(course, titles)
        events += _compared(store, titles, world.wall_ms())
    if not events:
        raise UsageError("There's nothing for a calendar yet.", "To plan something:", command=START)
    return calendar_of_events(events, world.wall_ms())


def _appointments(world: World, store: Store, course: Record | None) -> list[Record]:
    """Those of the course, whenever they are, and all others that are to come; with those in the bin."""
    now = world.wall_ms()
    since = now - DAY_MS if course is None else min(course.head.at, now) - DAY_MS
    of_it = {one.id for one in appointments_of(store, course)} if course else set()
    found = [
        one
        for binned in (False, True)
        for one in store.records.find(Query(("appointment",), since_ms=since, binned=binned))
        if one.id in of_it or end_ms(one) > now or (course and appointment_of(one).course == course.head.uid)
    ]
    return sorted(found, key=lambda one: one.head.at)


def _noted_again(appointments: list[Record], course: Record | None) -> frozenset[str]:
    """The ids of those that are noted again for an instant: that of the course stays, else what was noted first."""
    uid = course.head.uid if course is not None else ""
    kept: dict[int, Record] = {}

    def before(one: Record) -> tuple[bool, int, str]:
        return appointment_of(one).course != uid or not uid, one.head.created_at, one.head.uid

    standing = [one for one in appointments if is_open(appointment_of(one)) and one.head.deleted_at is None]
    for one in standing:
        kept[one.head.at] = min(kept.get(one.head.at, one), one, key=before)
    return frozenset(one.id for one in standing if kept[one.head.at] is not one)


def _sequence(record: Record) -> int:
    """Grows with each change: whole seconds from when it was written down to when it was last changed."""
    return min(-(-(record.head.changed_at - record.head.created_at) // 1000), _LONGEST_SEQUENCE)


def _around(one: Record, titles: Titles, reentry_minutes: int, *, again: bool) -> Iterator[CalendarEvent]:
    """The massage, and what lies around it; of one that has been, the massage alone."""
    details, head = appointment_of(one), one.head
    gone = again or details.state == "skipped" or head.deleted_at is not None
    uid, sequence, over = head.uid or head.id, _sequence(one), end_ms(one)
    whom = f" with {details.therapist}" if details.therapist and titles.names else ""
    minutes = (over - head.at) // 60_000

    def event(
        name: str, at_ms: int, length: int, title: str, remind: int | None, line: str = ""
    ) -> CalendarEvent:
        return CalendarEvent(
            f"{uid}{name}", sequence, at_ms, head.zone, length, title,
            place="" if name else details.place,
            note=line if titles.names else "",
            remind_minutes=remind,
            busy=not name,
            cancelled=gone,
        )  # fmt: skip

    yield event("", head.at, minutes, f"{titles.massage}{whom}", _REMIND_MINUTES)
    if not gone and not is_open(details):
        return
    before = head.at - _BEFORE_MINUTES * 60_000
    yield event("-before", before, _BEFORE_MINUTES, titles.before, 0, "massage-mind before --minutes 10")
    if reentry_minutes:
        # No reminder: it would ring over somebody who is just coming back.
        yield event("-after", over, reentry_minutes, titles.coming_back, None, "massage-mind after")
    morning = datetime.combine(head.when.date() + timedelta(days=1), _CHECKIN)
    line = "massage-mind checkin next-day"
    yield event("-next-day", rough_ms(morning, head.zone), _CHECKIN_MINUTES, titles.next_day, 0, line)


def _compared(store: Store, titles: Titles, now_ms: int) -> Iterator[CalendarEvent]:
    """The hours of the latest comparison: which one it is only where it is near; when it was stopped, those to come as cancelled."""
    found = latest_comparison(store, now_ms)
    if found is None:
        return
    plan = comparison_of(found)
    for hour in planned_hours(plan):
        shown = is_shown(hour, now_ms)
        title = begun_hour(hour) if shown and titles.names else titles.compared
        yield CalendarEvent(
            f"{found.head.uid or found.id}-{hour.week}{'a' if hour.first else 'b'}",
            _sequence(found) + shown,
            hour.at,
            plan.clock_zone,
            plan.minutes,
            title,
            note="massage-mind compare show" if titles.names else "",
            remind_minutes=_REMIND_MINUTES,
            busy=True,
            cancelled=plan.state == "stopped" and hour.at > (plan.stopped_at or 0),
        )


def _reviews(course: Record, titles: Titles) -> Iterator[CalendarEvent]:
    details, head = course_of(course), course.head
    for week in review_weeks(details):
        day = datetime.combine(end_of_week(details, week, head.zone), _REVIEW)
        yield CalendarEvent(
            f"{head.uid or head.id}-week-{week}",
            _sequence(course),
            rough_ms(day, head.zone),
            head.zone,
            _REVIEW_MINUTES,
            titles.review,
            note="massage-mind course review" if titles.names else "",
            cancelled=details.state == "ended" and week > details.reviewed,
        )
