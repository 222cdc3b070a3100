"""The record as a book: what stands in it, and in which order. `report.book` is how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from massage_mind.record.appointment import Appointment
from massage_mind.report.book import BookChapter, book_pieces, contents_line

if TYPE_CHECKING:
    from massage_mind.journal.finder import Finder
    from massage_mind.record.head import Record


def book_of(
    records: Callable[[], Iterator[Record]],
    finder: Finder,
    made: datetime,
    data: Iterator[str],
    shown: Callable[[Record], Record],
) -> Iterator[str]:
    """The book, piece by piece. `records` gives those that are asked for, the earliest first, as often as it is called.

    What belongs to an appointment that is asked for stands with it, and only what is asked for itself. `data`: the same
    records for a program. `shown` gives a record as a person reads it: own measures by their names. Of each record nothing but its id and a line of the contents is held.
    """
    asked: set[str] = set()
    appointments: set[str] = set()
    for record in records():
        asked.add(record.id)
        if isinstance(record.details, Appointment) and record.head.deleted_at is None:
            appointments.add(record.id)

    def stands_alone(record: Record) -> bool:
        return record.head.deleted_at is not None or record.head.appointment not in appointments

    lines = [contents_line(record) for record in records() if stands_alone(record)]

    def chapters() -> Iterator[BookChapter]:
        for record in records():
            if not stands_alone(record):
                continue
            belonging = finder.belonging_to(record.id) if record.id in appointments else []
            yield BookChapter(shown(record), [shown(one) for one in belonging if one.id in asked])

    return book_pieces(made, len(asked), lines, chapters(), data)
