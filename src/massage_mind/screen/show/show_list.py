"""Records as a list: a page by day on a terminal, and on a pipe one line a record, never wrapped or cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from massage_mind.record.head import Record
from massage_mind.screen.show.list_line import hanging_words, list_line, tags_text, words_and_tags
from massage_mind.screen.text import safe_text
from massage_mind.words.times import dated_words, day_words

if TYPE_CHECKING:
    from massage_mind.screen.page.page_parts import Block, Page, Part, Styled


def list_lines(records: Sequence[Record], now: datetime) -> list[str]:
    """One line a record: id, the day in words and the time, what it is, all that it says. `now` is aware."""
    rows = [
        (
            safe_text(one.id),
            dated_words(one.head.when, now),
            list_line(one, now).what,
            words_and_tags(one, now),
        )
        for one in records
    ]
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells side by side, the last as long as it is."""
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return [
        "  ".join(
            (*(cell.ljust(wide) for cell, wide in zip(row[:-1], widths, strict=True)), row[-1])
        ).rstrip()
        for row in rows
    ]


def list_page(
    records: Sequence[Record], now: datetime, hanging: Mapping[str, Sequence[Record]] | None = None
) -> Page:
    """The same by day, the newest first. `hanging`: what hangs on the appointments among them, told in a second line."""
    from massage_mind.screen.page.page_parts import Page, heading

    parts: list[Part] = []
    for day, some in groupby(records, key=lambda one: one.head.when.date()):
        rows = list(some)
        today = now.astimezone(rows[0].head.when.tzinfo).date()
        lines = [line for one in rows for line in _row(one, now, (hanging or {}).get(one.id, ()))]
        parts.append([heading(day_words(day, today)), *lines])
    return Page(parts)


def _row(record: Record, now: datetime, hanging: Sequence[Record]) -> list[Block]:
    from massage_mind.screen.page.page_parts import UNDER, WIDEST, PageLine, dim
    from massage_mind.screen.show.show_pieces import CLOCK, clock_lead

    tags = [dim(f"  {tags_text(record.head.tags)}")] if record.head.tags else []
    told: list[str | Styled] = [list_line(record, now).told, *tags]
    lines: list[Block] = [PageLine(told, UNDER, clock_lead(record.head.when), record.id, widest=WIDEST)]
    if hung := hanging_words(hanging):
        lines.append(PageLine(hung, UNDER + CLOCK, widest=WIDEST))
    return lines
