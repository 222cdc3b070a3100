"""A course as it stands at one moment, with what belongs to it: what its page, its JSON and home are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from massage_mind.record.course import Course, CourseState
from massage_mind.record.course_count import Costs, Counts, costs_of, counts_of
from massage_mind.record.course_weeks import next_review, standing_on, week_of
from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.values import dataclass


def course_of(record: Record) -> Course:
    """The details of a record that is a course."""
    assert isinstance(record.details, Course)
    return record.details


def the_course(found: Sequence[Record]) -> Record | None:
    """Of all courses, the one begun last first, the one that is meant by "the course": the first that has not ended.

    Where all have ended it is the one begun last. Several run only where journals were merged, or one came back from the bin.
    """
    return next((one for one in found if course_of(one).state != "ended"), found[0] if found else None)


@dataclass(frozen=True, slots=True)
class Overview:
    """A course at this instant (UTC milliseconds): its appointments, the earliest first, and practice of its time."""

    record: Record
    appointments: tuple[Record, ...]
    now_ms: int
    practice_ms: int = 0
    """Breathing, arriving and coming back, without what was played on the table."""
    measure_title: str = ""
    """How the main measure is asked, "Stress, just now"; empty: it is called by its key."""
    beside: tuple[Record, ...] = ()
    """Other courses that have not ended either, the one begun last first."""

    @property
    def course(self) -> Course:
        """Its details."""
        return course_of(self.record)

    @property
    def measure_name(self) -> str:
        """What the main measure is called: "Stress"."""
        return (self.measure_title or self.course.measure).partition(",")[0]

    @property
    def today(self) -> date:
        """The day, on the clock of the course."""
        return local(self.now_ms, self.record.head.zone).date()

    @property
    def week(self) -> int:
        """Which week it is, 0 before the first massage."""
        return week_of(self.course, self.today, self.record.head.zone)

    @property
    def standing(self) -> CourseState:
        """Whether it runs."""
        return standing_on(self.course, self.today)

    @property
    def counts(self) -> Counts:
        """How many took place, and so on."""
        return counts_of(self.appointments, self.now_ms)

    @property
    def costs(self) -> Costs:
        """What it cost, and comes to."""
        return costs_of(self.course, self.appointments, self.now_ms)

    @property
    def review(self) -> tuple[int, date] | None:
        """The next week with a look back, and its day."""
        if self.standing == "ended":
            return None
        return next_review(self.course, self.today, self.record.head.zone)
