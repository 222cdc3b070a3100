"""A brief as a page: what is said first, what helped, what to repeat, what to leave, and the words that may be said on the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from massage_mind.record.brief import BRIEF_LINES, BRIEF_LISTS, PHRASES_LINE, Brief, said_of
from massage_mind.record.head import Head
from massage_mind.screen.page.page_parts import UNDER, WIDEST, Page, PageLine, Part, heading, under
from massage_mind.screen.show.show_pieces import what_and_when
from massage_mind.screen.text import safe_text, width

SAY_TITLE = "What I say"


def brief_parts(head: Head, brief: Brief, now: datetime) -> list[Part]:
    """A brief among the records, in full."""
    return [[what_and_when("Brief", head, now)], *said_parts_of(brief)]


def brief_page(brief: Brief, title: str) -> Page:
    """A brief as the therapist reads it, under whom and when it is for. It has no id: nobody who is handed it needs one."""
    return Page(([heading(safe_text(title))], *said_parts_of(brief)))


def said_parts_of(brief: Brief) -> list[Part]:
    """Its lines under their headings; what says nothing is left out."""
    told = [(line.title, said_of(brief, line.key)) for line in BRIEF_LINES]
    wide = max((width(title) for title, said in told if said), default=0)
    lines = _labelled([pair for pair in told if pair[1]], wide)
    parts: list[Part] = [[heading(SAY_TITLE), *lines]] if lines else []
    for line in BRIEF_LISTS:
        if said := said_of(brief, line.key):
            parts.append([heading(line.title), *(under(safe_text(one)) for one in said)])
    if brief.phrases:
        words = [under(f'"{safe_text(one)}"') for one in brief.phrases]
        parts.append([heading(PHRASES_LINE.title), *words])
    return parts


def _labelled(told: Sequence[tuple[str, tuple[str, ...]]], wide: int) -> list[PageLine]:
    """Each behind what it is, in one column. What it is has to be read, so that it isn't dim."""
    return [
        PageLine(safe_text(said[0]), UNDER, title + " " * (wide - width(title) + 2), widest=WIDEST)
        for title, said in told
    ]


def brief_text(brief: Brief, title: str) -> str:
    """The same as plain text, as short as it can be said: for a code to point a telephone at."""
    lines = [
        title,
        *(f"{line.title}: {said[0]}" for line in BRIEF_LINES if (said := said_of(brief, line.key))),
    ]
    for line in (*BRIEF_LISTS, PHRASES_LINE):
        if said := said_of(brief, line.key):
            lines.append(f"{line.title}: {'; '.join(said)}")
    return "\n".join(map(safe_text, lines))
