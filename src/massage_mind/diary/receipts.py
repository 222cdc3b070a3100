"""What was paid, when, to whom: as far as it was noted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from massage_mind.diary.courses import appointments_of, latest_course
from massage_mind.diary.opened import opened
from massage_mind.record.course import Course
from massage_mind.record.course_count import Paid, of_course, paid_for
from massage_mind.record.course_overview import course_of
from massage_mind.record.query import Query

if TYPE_CHECKING:
    from massage_mind.record.head import Record
    from massage_mind.world import World


class Receipts(NamedTuple):
    """What was paid, the earliest first; of which course (None: of none, or of all there is); how many had no price."""

    paid: tuple[Paid, ...]
    course: Record | None
    unpriced: int

    @property
    def totals(self) -> tuple[tuple[str, Decimal], ...]:
        """How much in each money; different money is never added."""
        found: dict[str, Decimal] = {}
        for one in self.paid:
            found[one.currency] = found.get(one.currency, Decimal(0)) + one.total
        return tuple(found.items())


def receipts_of(world: World, *, everything: bool) -> Receipts:
    """What was paid for the course that runs or was last; `everything`, or without a course: all there ever was."""
    with opened(world, writing=False) as store:
        course = None if everything else latest_course(store)
        if course is not None:
            found = appointments_of(store, course)
            paid = paid_for(course_of(course), found)
        else:
            found = store.records.find(Query(("appointment",)))[::-1]
            courses = store.records.find(Query(("course",)))
            paid = _paid_for_all(courses, found)
    done = sum(getattr(one.details, "state", "") == "done" for one in found)
    return Receipts(tuple(paid), course, done - len(paid))


def _paid_for_all(courses: list[Record], appointments: list[Record]) -> list[Paid]:
    """Each with the tip of its own course."""
    tipped = {one.id: course_of(course) for course in courses for one in of_course(course, appointments)}
    none = Course(0)
    return [paid for one in appointments for paid in paid_for(tipped.get(one.id, none), [one])]
