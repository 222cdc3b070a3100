"""What is next of a course: one thing, decided over what belongs to it. Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from massage_mind.record.appointment_thread import appointment_of, end_ms, is_open, still_to_come
from massage_mind.record.course_overview import Overview
from massage_mind.record.course_weeks import due_review
from massage_mind.record.head import Record

Coming: TypeAlias = Literal["said", "review", "appointment", "look-back", "paused", "ended", "nothing"]


class NextOfCourse(NamedTuple):
    """`said`: nobody said yet whether this one took place. `review`: a look back is due. `look-back`: one is to come."""

    what: Coming
    appointment: Record | None = None
    week: int | None = None
    day: date | None = None


def next_of(overview: Overview) -> NextOfCourse:
    """The one next thing: what waits for a word first, then what is due, then what is to come, the sooner first."""
    if overview.standing == "ended":
        return NextOfCourse("ended")
    open_ones = [one for one in overview.appointments if is_open(appointment_of(one))]
    been = [one for one in open_ones if end_ms(one) <= overview.now_ms]
    if been:
        return NextOfCourse("said", been[0])
    if (week := due_review(overview.course, overview.today, overview.record.head.zone)) is not None:
        return NextOfCourse("review", week=week, day=overview.today)
    if overview.standing == "paused":
        return NextOfCourse("paused")
    coming = next((one for one in open_ones if still_to_come(one, overview.now_ms)), None)
    review = overview.review
    if review is not None and (coming is None or review[1] < coming.head.when.date()):
        return NextOfCourse("look-back", week=review[0], day=review[1])
    return NextOfCourse("appointment", coming) if coming is not None else NextOfCourse("nothing")
