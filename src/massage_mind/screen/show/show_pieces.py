"""Pieces that the pages of several kinds of record are made of: headings, texts of a person's own, what stands at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from massage_mind.record.head import Head
from massage_mind.record.instants import local
from massage_mind.screen.page.page_parts import (
    UNDER,
    WIDEST,
    Block,
    PageLine,
    Part,
    Words,
    command,
    dim,
    heading,
    said,
    under,
)
from massage_mind.screen.show.list_line import tags_text
from massage_mind.screen.show.record_text import lines_of, when_begun
from massage_mind.screen.text import safe_text
from massage_mind.words.times import clock_words, when_words

CLOCK = 7
"""As wide as a time of day and the gap behind it."""
_DEEPEST = 8


def what_and_when(what: str, head: Head, now: datetime) -> PageLine:
    """The heading of a page: what it is, and when that was, its id at the far end."""
    return heading(f"{what}, {when_words(head.when, now)}", aside=head.id)


def under_a_heading(title: str, blocks: Sequence[Block]) -> list[Part]:
    """A heading with its matter; nothing where there is none."""
    return [[heading(title), *blocks]] if blocks else []


def paragraphs(text: str, *, column: int = UNDER, tags: Sequence[str] = ()) -> list[PageLine]:
    """A text of a person's own, line by line, each as far in as it was written; its tags behind the last."""
    lines = lines_of(text)
    told = [_paragraph(line, column) for line in lines]
    if tags and told and told[-1].words:
        told[-1] = replace(told[-1], words=(*told[-1].words, dim(f"  {tags_text(tags)}")))
    elif tags:
        told.append(PageLine((dim(tags_text(tags)),), column, widest=WIDEST))
    return told


def _paragraph(line: str, column: int) -> PageLine:
    words = line.strip()
    deeper = min(len(line) - len(line.lstrip(" ")), _DEEPEST)
    return PageLine((words,) if words else "", column + deeper, widest=WIDEST)


def at_a_time(
    at: datetime, beside: datetime, now: datetime, lines: Sequence[Words], *, aside: str = ""
) -> list[PageLine]:
    """What was at a time of day, under which all of its lines stand; where that is another day than the page's, its date
    stands above them.
    """
    column = UNDER + CLOCK
    if at.date() == beside.date():
        first = PageLine(lines[0] if lines else "", UNDER, clock_lead(at), aside, widest=WIDEST)
        return [first, *(PageLine(words, column, widest=WIDEST) for words in lines[1:])]
    day = PageLine(when_begun(at, now), UNDER, aside=aside, widest=WIDEST)
    return [day, *(PageLine(words, column, widest=WIDEST) for words in lines)]


def clock_lead(at: datetime) -> Words:
    """The time of day, as it stands before a line: figures under figures."""
    return f"{clock_words(at):>5}  "


def tags_part(title: str, tags: Sequence[str]) -> list[Part]:
    """Tags under a heading of their own; nothing where there are none."""
    return under_a_heading(title, [under(dim(tags_text(tags)))] if tags else [])


def common_parts(head: Head, now: datetime) -> list[Part]:
    """What every kind has at its end: what it belongs to, and when it was put into the bin."""
    parts: list[Part] = []
    for name, one in (("the appointment", head.appointment), ("the session", head.session)):
        if one:
            parts += [
                [said(f"It belongs to {name}:")],
                [command(f"massage-mind journal show {safe_text(one)}")],
            ]
    if head.deleted_at is not None:
        when = when_words(local(head.deleted_at, head.zone), now)
        parts += [
            [said(f"Deleted {when}: it's in the bin for 30 days. To have it back:")],
            [command(f"massage-mind journal restore {safe_text(head.id)}")],
        ]
    return parts


def kept_parts(parts: Iterable[Part]) -> list[Part]:
    """The parts that say anything."""
    return [part for part in parts if part]
