"""Which look back on a course is due, for home: offered once for each of its weeks. Read at every start, so it loads little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.record.query import Query

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record


def review_to_offer(store: Store, now_ms: int) -> tuple[Record, int] | None:
    """The course and the week that is over, if its look back was neither kept nor offered yet."""
    found = store.records.find(Query(("course",)))
    if not found:
        return None
    from massage_mind.record.course_overview import course_of, the_course
    from massage_mind.record.course_weeks import due_review
    from massage_mind.record.instants import local

    course = the_course(found)
    assert course is not None
    day = local(now_ms, course.head.zone).date()
    week = due_review(course_of(course), day, course.head.zone)
    if week is None or store.thread.is_offered(course.id, _stage(week)):
        return None
    return course, week


def review_offered(store: Store, course: Record, week: int) -> None:
    """It has been offered; it will not be again."""
    store.thread.set_offered(course.id, _stage(week))


def _stage(week: int) -> str:
    return f"review-{week}"
