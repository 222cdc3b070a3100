"""The weeks of a course: which one it is, when each massage is planned, which look back is due. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from massage_mind.record.course import (
    WEEKS_BETWEEN,
    Course,
    CourseState,
    Pause,
    read_pauses,
    review_weeks,
)
from massage_mind.record.instants import local

LOOK_BACK_DAYS = 14
"""How long a look back is offered after its week is over."""


def first_day(course: Course, zone: str) -> date:
    """The day from which weeks are counted: that of the first massage."""
    return local(course.first_at, zone).date()


def how_many(course: Course) -> int:
    """How many massages are planned; 0 for a course as needed."""
    between = WEEKS_BETWEEN[course.every]
    return -(-course.weeks // between) if between else 0


def planned_times(course: Course, first: datetime) -> tuple[datetime, ...]:
    """When each is on the person's own clock, which is the same time of day all along; `first` is without a zone."""
    between = WEEKS_BETWEEN[course.every]
    return tuple(first + timedelta(weeks=number * between) for number in range(how_many(course)))


def end_of_week(course: Course, week: int, zone: str) -> date:
    """The day on which so many weeks are over. Pauses move it on."""
    return _weeks_on(first_day(course, zone), week + _moved(course, week, zone))


def _weeks_on(day: date, weeks: int) -> date:
    """So many weeks later; the last day there is where that is out of reach, as in a record from elsewhere."""
    try:
        return day + timedelta(weeks=weeks)
    except OverflowError:
        return date.max


def _moved(course: Course, week: int, zone: str) -> int:
    """By how many weeks the end of this week has moved on."""
    begun, moved = first_day(course, zone), 0
    for pause in read_pauses(course):
        if pause.since < _weeks_on(begun, week + moved):
            moved += pause.weeks
    return moved


def week_of(course: Course, day: date, zone: str) -> int:
    """Which week of the course this day is in, from 1; 0 before the first massage."""
    if day < first_day(course, zone):
        return 0
    week = 1
    while end_of_week(course, week, zone) <= day and week <= course.weeks:
        week += 1
    return week


def weeks_over(course: Course, day: date, zone: str) -> int:
    """How many weeks of it are over on this day."""
    return min(max(0, week_of(course, day, zone) - 1), course.weeks)


def place_in_course(course: Course, week: int, day: date, zone: str) -> str:
    """Where somebody stands who looks back for this week: "After week 4 of 8"; "In week 1 of 8" while that lasts."""
    return f"{'After' if weeks_over(course, day, zone) >= week else 'In'} week {week} of {course.weeks}"


def due_review(course: Course, day: date, zone: str) -> int | None:
    """The week whose look back is due on this day: the latest that is over, for two weeks, and not looked back on yet."""
    over = weeks_over(course, day, zone)
    week = max((one for one in review_weeks(course) if one <= over), default=0)
    if not week or week <= course.reviewed or standing_on(course, day) != "running":
        return None
    # At the end of the last week there is nothing after it that could be due.
    late = day - end_of_week(course, week, zone) > timedelta(days=LOOK_BACK_DAYS)
    return None if late and week != course.weeks else week


def next_review(course: Course, day: date, zone: str) -> tuple[int, date] | None:
    """The next week that ends in a look back, and the day; None where all have been."""
    for week in review_weeks(course):
        if week > course.reviewed and (at := end_of_week(course, week, zone)) >= day:
            return week, at
    return None


def standing_on(course: Course, day: date) -> CourseState:
    """Whether it runs on this day: a pause with an end is over by itself."""
    if course.state != "paused":
        return course.state
    return "paused" if pause_on(course, day) else "running"


def pause_on(course: Course, day: date) -> Pause | None:
    """The pause that this day lies in."""
    for pause in read_pauses(course):
        if pause.since <= day and (pause.until is None or day < pause.until):
            return pause
    return None


def weeks_to_move(course: Course, open_days: Sequence[date], since: date, until: date) -> int:
    """By how many weeks what is still planned moves on, so that its first is not before `until`.

    `open_days` are the days of what is still planned. As needed there are none: then as long as the pause.
    """
    ahead = [day for day in open_days if day >= since]
    if not ahead:
        return -(-max(0, (until - since).days) // 7) if not WEEKS_BETWEEN[course.every] else 0
    return -(-max(0, (until - min(ahead)).days) // 7)
