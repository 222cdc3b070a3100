"""A course that pauses, goes on, or ends. In a pause nothing is missed: what is planned moves on by whole weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from massage_mind.diary.courses import appointments_of, meant_course, overview_of
from massage_mind.diary.opened import opened
from massage_mind.errors import StoreError, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import appointment_of, end_ms, is_open
from massage_mind.record.course import SET_ASIDE, Course, Pause, read_pauses
from massage_mind.record.course_overview import course_of
from massage_mind.record.course_weeks import standing_on, weeks_to_move
from massage_mind.record.instants import local
from massage_mind.record.texts import storable
from massage_mind.record.time_words.on_the_clock import rough_ms

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.course_overview import Overview
    from massage_mind.record.head import Head, Record
    from massage_mind.record.kinds import Details
    from massage_mind.world import World

_ENDED = "the course has ended"

_Change = tuple[Callable[["Details"], "Details"] | None, Callable[["Head"], "Head"] | None]


class CourseEnded(NamedTuple):
    """A course that has ended, and how many appointments do not take place because of it."""

    overview: Overview
    let_go: int


def pause_course(world: World, since_words: str, until_words: str, reason: str) -> Overview:
    """Pause it from today or that day on, until the day that is said, or until it is resumed.

    Raises `UsageError` for days that make no pause, `StoreError` where no course runs or it is paused.
    """
    today = local(world.wall_ms(), world.zone).date()
    since = _day(world, since_words) if since_words else today
    until = _day(world, until_words) if until_words else None
    if since < today or (until is not None and until <= since):
        raise UsageError(
            "A pause begins today or later, and ends after it begins.", 'Such as --until "4 january".'
        )
    with opened(world, writing=True) as store:
        record = meant_course(store, running=True)
        course = course_of(record)
        if course.state == "paused" and _lasts(course, today):
            raise StoreError(
                "The course is paused already.", "To go on with it:", command="massage-mind course resume"
            )
        planned = _open_from(world, store, record, since)
        weeks = 0 if until is None else weeks_to_move(course, [_day_of(one) for one in planned], since, until)
        pause = Pause(since, until, weeks, storable(reason.strip()))
        changes: dict[str, _Change] = {
            one.id: (_set_aside, None) if until is None else _moved(world, one, weeks) for one in planned
        }
        changes[record.id] = (_paused(pause), None)
        store.records.change_all(changes)
        return overview_of(world, store, store.records.get(record.id))


def resume_course(world: World) -> Overview:
    """Go on today. Raises `StoreError` where no course is paused."""
    now = world.wall_ms()
    today = local(now, world.zone).date()
    with opened(world, writing=True) as store:
        record = meant_course(store, running=True)
        course = course_of(record)
        if course.state != "paused" or not _lasts(course, today):
            raise StoreError("The course isn't paused.", "To look at it:", command="massage-mind course show")
        *earlier, pause = read_pauses(course)
        since, until = pause.since, max(pause.since, today)
        waiting = _waiting(world, store, record, pause)
        begun = [_day_of(one) - timedelta(weeks=pause.weeks) for one in waiting]
        weeks = weeks_to_move(course, begun, since, until)
        if waiting and _shifted(waiting[0], weeks - pause.weeks) <= now:
            weeks += 1
        lines = (*earlier, pause._replace(until=until, weeks=weeks))
        changes = {one.id: _moved(world, one, weeks - pause.weeks) for one in waiting}
        changes[record.id] = (_running(lines), None)
        store.records.change_all(changes)
        return overview_of(world, store, store.records.get(record.id))


def end_course(world: World, reason: str, *, keep: bool, course_id: str = "") -> CourseEnded:
    """It ends now, or the one with this id; what is still planned does not take place, unless `keep`.

    Raises `StoreError` where none runs.
    """
    now = world.wall_ms()
    with opened(world, writing=True) as store:
        record = meant_course(store, running=True, course_id=course_id)
        ahead = [] if keep else [one for one in appointments_of(store, record) if _is_ahead(one, record, now)]
        changes: dict[str, _Change] = {one.id: (_let_go, None) for one in ahead}

        def ended(old: Details) -> Details:
            return replace(
                cast(Course, old), state="ended", ended_at=now, end_reason=storable(reason.strip())
            )

        changes[record.id] = (ended, None)
        store.records.change_all(changes)
        return CourseEnded(overview_of(world, store, store.records.get(record.id)), len(ahead))


# ---------------------------------------------------------------- which, and how they change


def _lasts(course: Course, today: date) -> bool:
    """Whether a pause is there that has not ended yet, or is still to come."""
    pauses = read_pauses(course)
    return standing_on(course, today) == "paused" or bool(pauses and pauses[-1].since > today)


def _day(world: World, words: str) -> date:
    """A day that is to come, as it is typed. Raises `UsageError`."""
    from massage_mind.record.typed_times import read_when

    for text in (f"{words} 12:00", words):
        try:
            return local(read_when(text, world.wall_ms(), world.zone), world.zone).date()
        except UsageError as error:
            refused = error
    raise refused


def _day_of(appointment: Record) -> date:
    return appointment.head.when.date()


def _is_ahead(one: Record, course: Record, now_ms: int) -> bool:
    details = appointment_of(one)
    return details.course == course.head.uid and is_open(details) and end_ms(one) > now_ms


def _open_from(world: World, store: Store, course: Record, since: date) -> list[Record]:
    now = world.wall_ms()
    return [
        one
        for one in appointments_of(store, course)
        if _is_ahead(one, course, now) and one.head.at > now and _day_of(one) >= since
    ]


def _waiting(world: World, store: Store, course: Record, pause: Pause) -> list[Record]:
    """What was set aside, or has been moved on already."""
    if pause.until is not None:
        return _open_from(world, store, course, pause.since)
    return [
        one
        for one in appointments_of(store, course)
        if appointment_of(one).course == course.head.uid
        and appointment_of(one).state == "skipped"
        and appointment_of(one).reason == SET_ASIDE
        and _day_of(one) >= pause.since
    ]


def _set_aside(old: Details) -> Details:
    return replace(cast(Appointment, old), state="skipped", reason=SET_ASIDE)


def _let_go(old: Details) -> Details:
    return replace(cast(Appointment, old), state="skipped", reason=_ENDED)


def _shifted(appointment: Record, weeks: int) -> int:
    if not weeks:
        return appointment.head.at
    moment: datetime = appointment.head.when.replace(tzinfo=None) + timedelta(weeks=weeks)
    # Where the clocks leap over it, an hour beside it: nobody who pauses can choose another.
    return rough_ms(moment, appointment.head.zone)


def _moved(world: World, appointment: Record, weeks: int) -> _Change:
    """To come again, so many weeks later, at the same time of day; who fixed it is the course, and now."""
    at, now = _shifted(appointment, weeks), world.wall_ms()

    def details(old: Details) -> Details:
        was = cast(Appointment, old)
        again = replace(was, fixed_at=now if weeks else was.fixed_at)
        if was.state == "skipped":
            return replace(again, state="planned" if was.first_at is None else "moved", reason="")
        return again

    def head(old: Head) -> Head:
        return replace(old, at=at)

    return details, head


def _paused(pause: Pause) -> Callable[[Details], Details]:
    def paused(old: Details) -> Details:
        course = cast(Course, old)
        lines = "\n".join(filter(None, (course.pauses, pause.line())))
        return replace(course, state="paused", pauses=lines)

    return paused


def _running(pauses: tuple[Pause, ...]) -> Callable[[Details], Details]:
    def running(old: Details) -> Details:
        kept = [one.line() for one in pauses if one.until is None or one.until > one.since or one.weeks]
        return replace(cast(Course, old), state="running", pauses="\n".join(kept))

    return running
