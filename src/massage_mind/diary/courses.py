"""Courses: which one is meant, beginning one with its appointments, and what it says to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from massage_mind.diary.appointments import Price
from massage_mind.diary.opened import opened
from massage_mind.diary.own_measures import all_measures_of, measure_meant
from massage_mind.errors import StoreError, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import appointment_of, is_open
from massage_mind.record.course import USUAL_WEEKS, Course, Every
from massage_mind.record.course_count import is_fixed_ahead, of_course
from massage_mind.record.course_overview import Overview, course_of, the_course
from massage_mind.record.course_weeks import planned_times
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import DAY_MS, local
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord
from massage_mind.record.texts import storable
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.kinds import Details
    from massage_mind.world import World

USUAL_MEASURE = "stress"
START = 'massage-mind course start "friday 15:00"'


@dataclass(frozen=True, slots=True)
class CourseSaid:
    """What is said of a course that is to begin. None or empty: nothing was said.

    `first_at` is UTC milliseconds; `price`, `tip` and `cap` may name their money, `currency` names it for all.
    """

    first_at: int | None = None
    every: Every | None = None
    weeks: int | None = None
    minutes: int | None = None
    hands_on: int | None = None
    style: str | None = None
    therapist: str | None = None
    place: str | None = None
    price: Price | None = None
    tip: Price | None = None
    cap: Price | None = None
    currency: str = ""
    measure: str | None = None
    intention: str | None = None
    baseline: int | None = None
    reviews: tuple[int, ...] = ()
    comes_after: str | None = None

    def made(self, first_at: int) -> Course:
        """The course. Raises `UsageError` for two kinds of money, for a measure and for weeks that there are not."""
        usual, weeks = Course(first_at), self.weeks or USUAL_WEEKS
        if late := [week for week in self.reviews if week > weeks]:
            raise UsageError(
                f"A course of {weeks} weeks has no week {late[0]} to look back after.", "Name weeks of it."
            )
        amounts = [one.amount if one else "" for one in (self.price, self.tip, self.cap)]
        return replace(
            usual,
            every=self.every or usual.every,
            weeks=weeks,
            minutes=self.minutes or usual.minutes,
            hands_on=self.hands_on,
            style=self.style or "",
            therapist=_words(self.therapist),
            place=_words(self.place),
            price=amounts[0],
            tip=amounts[1],
            cap=amounts[2],
            currency=self._one_currency(),
            measure=self.measure or USUAL_MEASURE,
            intention=_words(self.intention),
            baseline=usual.baseline if self.baseline is None else self.baseline,
            reviews=" ".join(map(str, sorted(set(self.reviews)))) or usual.reviews,
            comes_after=_words(self.comes_after),
        )

    def _one_currency(self) -> str:
        said = [self.currency.strip(), *(one.currency for one in (self.price, self.tip, self.cap) if one)]
        found = list(dict.fromkeys(filter(None, said)))
        if len(found) > 1:
            raise UsageError(
                f"A course has one money; here are {' and '.join(found)}.", "Say all of it in one of them."
            )
        return storable(found[0]) if found else ""


def _words(said: str | None) -> str:
    return storable((said or "").strip())


# ---------------------------------------------------------------- which one


def latest_course(store: Store) -> Record | None:
    """The one that runs or is paused, else the one that began last (`the_course`)."""
    return the_course(_all_courses(store))


def running_course(store: Store) -> Record | None:
    """The one that runs or is paused; one at a time does."""
    return next(iter(courses_not_ended(store)), None)


def courses_not_ended(store: Store) -> tuple[Record, ...]:
    """All that run or are paused, the one begun last first: one, or several where journals were merged."""
    return tuple(one for one in _all_courses(store) if course_of(one).state != "ended")


def _all_courses(store: Store) -> list[Record]:
    return store.records.find(Query(("course",)))


def meant_course(store: Store, *, running: bool, course_id: str = "") -> Record:
    """That one, or the one with this id. Raises `StoreError` where there is none."""
    if course_id:
        return _with_id(store, course_id, running=running)
    found = (running_course if running else latest_course)(store)
    if found is None:
        raise StoreError(
            "No course is running." if running else "There's no course yet.", "To begin one:", command=START
        )
    return found


def _with_id(store: Store, course_id: str, *, running: bool) -> Record:
    found = next((one for one in _all_courses(store) if one.id == course_id.strip().lower()), None)
    if found is None:
        raise StoreError(
            f"There's no course {quoted(course_id)}.",
            "To look at what there is:",
            command="massage-mind journal list --kind course",
        )
    if running and course_of(found).state == "ended":
        raise StoreError(
            "That course has ended.", "To look at it:", command=f"massage-mind course show {found.id}"
        )
    return found


def main_measure(store: Store) -> str:
    """The key of the measure that was chosen at the beginning of the course; empty without a course."""
    found = latest_course(store)
    return course_of(found).measure if found else ""


def fixed_ahead(store: Store) -> frozenset[str]:
    """The ids of the appointments that a course fixed at least seven days ahead, and that were not moved since."""
    since = min((one.head.at for one in store.records.find(Query(("course",)))), default=None)
    if since is None:
        return frozenset()
    found = store.records.find(Query(("appointment",), since_ms=since - DAY_MS))
    return frozenset(one.id for one in found if is_fixed_ahead(one))


def appointments_of(store: Store, course: Record) -> list[Record]:
    """The appointments of a course, the earliest first."""
    return of_course(course, store.records.find(Query(("appointment",), since_ms=course.head.at - DAY_MS)))


def overview_of(world: World, store: Store, course: Record) -> Overview:
    """The course as it stands now."""
    until = course_of(course).ended_at
    sessions = store.records.find(Query(("session",), since_ms=course.head.at, until_ms=until), bare=True)
    practice = sum(
        one.details.played_ms
        for one in sessions
        if isinstance(one.details, SessionRecord) and one.details.moment != "during"
    )
    key = course_of(course).measure
    title = next((one.title for one in all_measures_of(store) if one.key == key), key)
    beside = tuple(one for one in courses_not_ended(store) if one.id != course.id)
    return Overview(course, tuple(appointments_of(store, course)), world.wall_ms(), practice, title, beside)


def look_at_course(world: World, course_id: str = "") -> Overview:
    """The one that runs, else the last, or the one with this id, as it stands now. Raises `StoreError` for none."""
    with opened(world, writing=False) as store:
        return overview_of(world, store, meant_course(store, running=False, course_id=course_id))


# ---------------------------------------------------------------- beginning one


def refuse_second(world: World) -> None:
    """Raise `StoreError` where a course runs: one at a time."""
    with opened(world, writing=False) as store:
        _refuse_second(store)


def _refuse_second(store: Store) -> None:
    if running_course(store) is not None:
        raise StoreError(
            "A course is running; there's one at a time.",
            "To look at it:",
            command="massage-mind course show",
        )


def slot_ms(moment: datetime, zone: str) -> int:
    """The instant of a time that the clocks of this zone show, the first of two where they go back over it.

    Raises `UsageError` for one that they leap over.
    """
    from massage_mind.record.time_words.on_the_clock import instant_of, instants_of

    both = instants_of(moment, zone)
    return both[0] if len(both) > 1 else instant_of(moment, zone)


def start_course(world: World, said: CourseSaid) -> Overview:
    """Begin it, and note its appointments. Raises `UsageError`, `StoreError` where one runs.

    The first is when it was said to be; where less time is left than the baseline weeks take, they are fewer.
    """
    now = world.wall_ms()
    if said.first_at is None and said.every != "as-needed":
        raise UsageError("course start needs the time of the first massage.", "Such as:", command=START)
    said = replace(said, measure=measure_meant(world, said.measure or USUAL_MEASURE))
    course = said.made(now if said.first_at is None else said.first_at)
    if said.first_at is not None:
        course = _with_a_baseline_that_fits(world, course, now)
    first = local(course.first_at, world.zone).replace(tzinfo=None)
    moments = planned_times(course, first) or ((first,) if said.first_at is not None else ())
    times = [slot_ms(moment, world.zone) for moment in moments]
    if said.first_at is not None and times:
        times[0] = (
            course.first_at
        )  # As it was typed: of two times that the clocks show alike, the one that was meant.
    with opened(world, writing=True) as store:
        _refuse_second(store)
        adopted = _noted_already(store, times)
        record = store.records.add_with(
            NewRecord(course, now, world.zone),
            lambda kept: [
                NewRecord(_planned(course, kept.head.uid, now), at, world.zone)
                for at in times
                if at not in adopted
            ],
            lambda kept: {one.id: _adopting(kept.head.uid, now) for one in adopted.values()},
        )
        return overview_of(world, store, record)


def _with_a_baseline_that_fits(world: World, course: Course, now_ms: int) -> Course:
    """The time that was said stays; a week to compare with is one that still lies before it."""
    if course.first_at <= now_ms:
        raise UsageError("The first massage of a course is still to come.", "Such as:", command=START)
    days = (local(course.first_at, world.zone).date() - local(now_ms, world.zone).date()).days
    return replace(course, baseline=min(course.baseline, days // 7))


def _noted_already(store: Store, times: list[int]) -> Mapping[int, Record]:
    """Appointments that were noted by hand for just these times, by the time."""
    if not times:
        return {}
    found = store.records.find(Query(("appointment",), since_ms=min(times), until_ms=max(times) + 1))
    return {one.head.at: one for one in found if one.head.at in times and is_open(appointment_of(one))}


def _planned(course: Course, uid: str, now_ms: int) -> Appointment:
    return Appointment(
        minutes=course.minutes,
        hands_on=course.hands_on,
        style=course.style,
        therapist=course.therapist,
        place=course.place,
        price=course.price,
        currency=course.currency if course.price else "",
        course=uid,
        fixed_at=now_ms,
    )


def _adopting(uid: str, now_ms: int) -> Callable[[Details], Details]:
    def adopted(old: Details) -> Details:
        return replace(cast(Appointment, old), course=uid, fixed_at=now_ms)

    return adopted
