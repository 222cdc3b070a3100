"""The book: the whole record as one page, month by month, each appointment with what belongs to it; for a reader of any year.

Written piece by piece, a chapter at a time, so that the length of a record does not matter. Dates have their year, and
what a screen would say of a record stands here in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.report.drawn_dots import DrawnOnce
from massage_mind.report.from_screen import part_nodes
from massage_mind.report.markup import Markup, MarkupNode, closing, html_pieces, opening, tag
from massage_mind.report.report_html import PageFrame, page_pieces
from massage_mind.screen.page.page_parts import Part, said
from massage_mind.screen.show.list_line import massage_words
from massage_mind.screen.show.show_pieces import under_a_heading
from massage_mind.screen.show.show_ratings import by_phase, ratings_table
from massage_mind.screen.show.show_record import said_parts
from massage_mind.values import dataclass
from massage_mind.words.lengths import counted
from massage_mind.words.times import clock_words

TITLE = "Massage journal"
_IN_THE_BIN = ", in the bin"
_LONG_AGO_MS = 0
"""Seen from then, every date has its year."""


@dataclass(frozen=True, slots=True)
class BookChapter:
    """What stands by itself in the book: an appointment with what belongs to it, the earliest first; or any other record."""

    record: Record
    belonging: Sequence[Record] = ()


@dataclass(frozen=True, slots=True)
class BookLine:
    """One chapter in the contents: when it was, on its own clock; of an appointment its id and what it was."""

    when: datetime
    binned: bool
    record_id: str = ""
    words: str = ""


class BookMonth(NamedTuple):
    """One section of the book."""

    year: int
    month: int
    binned: bool

    @property
    def title(self) -> str:
        """ "November 2026"."""
        return f"{date(self.year, self.month, 1):%B} {self.year}{_IN_THE_BIN * self.binned}"

    @property
    def anchor(self) -> str:
        """What links lead to."""
        return f"{'bin' if self.binned else 'month'}-{self.year}-{self.month}"


def contents_line(record: Record) -> BookLine:
    """The line of a chapter in the contents."""
    binned = record.head.deleted_at is not None
    if isinstance(record.details, Appointment):
        return BookLine(record.head.when, binned, record.id, massage_words(record.details))
    return BookLine(record.head.when, binned)


def book_pieces(
    made: datetime,
    count: int,
    lines: Sequence[BookLine],
    chapters: Iterable[BookChapter],
    data: Iterator[str],
) -> Iterator[str]:
    """The book as text, piece by piece. `made`: now; `count`: of all records; `lines`: of every chapter, in its order.

    `data`: the same records for a program, written behind everything, where nobody sees it.
    """
    yield from page_pieces(
        PageFrame(TITLE),
        header=_cover(made, count, lines),
        contents=_contents(lines),
        main=_months(chapters),
        footer=_foot(),
        behind=data,
    )


def _cover(made: datetime, count: int, lines: Sequence[BookLine]) -> list[MarkupNode]:
    span = ""
    if lines:
        first, last = _date(lines[0].when.date()), _date(lines[-1].when.date())
        span = f", of {first}" if first == last else f", from {first} to {last}"
    what = counted(count, "record")
    return [
        tag("p", f"{what[:1].upper()}{what[1:]}{span}, the earliest first. Made on {_date(made.date())}."),
        tag("p", "An appointment stands with everything that belongs to it. Times are those of the place where you were.", class_="small"),
    ]  # fmt: skip


def _foot() -> list[MarkupNode]:
    return [
        tag("p", "This page holds the record twice: as you read it, and once more for a program. To have it in massage-mind again:"),
        tag("p", tag("code", "massage-mind journal import FILE.html")),
        tag(
            "p",
            "Without massage-mind: open the file as text. The record stands at its end, between the marks template and /template, "
            "as JSON: one record a line, lengths in milliseconds, times in ISO 8601.",
            class_="small",
        ),
    ]  # fmt: skip


def _date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


# ---------------------------------------------------------------- contents


def _contents(lines: Sequence[BookLine]) -> list[MarkupNode]:
    """Years, in them months, in those the appointments; what is in the bin comes after everything else."""
    years = []
    for (year, binned), in_year in groupby(lines, key=lambda line: (line.when.year, line.binned)):
        months = [
            _month_line(month, list(of_month))
            for month, of_month in groupby(in_year, key=lambda line: _month_of(line.when, binned=line.binned))
        ]
        years.append(tag("li", f"{year}{_IN_THE_BIN * binned}", tag("ul", *months)))
    return [tag("ul", *years)] if years else []


def _month_line(month: BookMonth, lines: Sequence[BookLine]) -> Markup:
    appointments = [
        tag(
            "li",
            tag("a", f"{line.when.day} {line.when:%B}, {line.words}", href=f"#{_anchor(line.record_id)}"),
        )
        for line in lines
        if line.record_id
    ]
    first = tag("a", f"{date(month.year, month.month, 1):%B}", href=f"#{month.anchor}")
    return tag("li", first, *([tag("ul", *appointments)] if appointments else []))


def _anchor(record_id: str) -> str:
    return f"record-{record_id}"


# ---------------------------------------------------------------- chapters


def _months(chapters: Iterable[BookChapter]) -> Iterator[str]:
    """A section a month; the zones of a traveller may let one come twice, which has its anchor once."""
    seen: set[BookMonth] = set()
    once = DrawnOnce()
    for month, of_month in groupby(chapters, key=_month_of_chapter):
        section = tag("section", id=None if month in seen else month.anchor)
        seen.add(month)
        yield opening(section)
        yield from html_pieces(tag("h2", month.title))
        for chapter in of_month:
            yield from _chapter(chapter, once)
        yield closing(section)


def _month_of_chapter(chapter: BookChapter) -> BookMonth:
    head = chapter.record.head
    return _month_of(head.when, binned=head.deleted_at is not None)


def _month_of(when: datetime, *, binned: bool) -> BookMonth:
    return BookMonth(when.year, when.month, binned)


def _chapter(chapter: BookChapter, once: DrawnOnce) -> Iterator[str]:
    article = _article(chapter.record)
    yield opening(article)
    yield from _matter(chapter.record, 3, once)
    for node in part_nodes(_side_by_side(chapter.belonging), 4, f"{_anchor(chapter.record.id)}-sides", once):
        yield from html_pieces(node)
    for one in chapter.belonging:
        inner = _article(one)
        yield opening(inner)
        yield from _matter(one, 4, once)
        yield closing(inner)
    yield closing(article)


def _side_by_side(belonging: Sequence[Record]) -> list[Part]:
    """What was rated around an appointment at more than one time, in one table; of several at one time the latest."""
    phases = by_phase(
        (one.details.phase, one.details.ratings)
        for one in belonging
        if isinstance(one.details, CheckIn) and one.details.ratings
    )
    table = ratings_table(phases) if len(phases) > 1 else None
    return under_a_heading("Ratings side by side", [table] if table else [])


def _article(record: Record) -> Markup:
    return tag("article", id=_anchor(record.id))


def _matter(record: Record, level: int, once: DrawnOnce) -> Iterator[str]:
    parts: list[Part] = list(said_parts(record, local(_LONG_AGO_MS, record.head.zone)))
    if record.head.deleted_at is not None:
        gone = local(record.head.deleted_at, record.head.zone)
        parts.append([said(f"In the bin since {_date(gone.date())}, {clock_words(gone)}.")])
    for node in part_nodes(parts, level, _anchor(record.id), once):
        yield from html_pieces(node)
