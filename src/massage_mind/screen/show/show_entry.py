"""Journal text on a page of its own, and on the page of an appointment or a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from massage_mind.record.entry import Entry
from massage_mind.record.head import Head
from massage_mind.screen.page.page_parts import PageLine, Part, dim, runs_of, under
from massage_mind.screen.show.list_line import tags_text
from massage_mind.screen.show.record_text import lines_of
from massage_mind.screen.show.show_pieces import at_a_time, paragraphs, what_and_when


def entry_parts(head: Head, entry: Entry, now: datetime) -> list[Part]:
    """The entry in full."""
    question = [under(dim(" ".join(lines_of(entry.prompt))), hang=0)] if entry.prompt.strip() else []
    return [[what_and_when("Entry", head, now)], [*question, *paragraphs(entry.text, tags=head.tags)]]


def entry_beside(head: Head, entry: Entry, beside: datetime, now: datetime) -> list[PageLine]:
    """The entry on the page of something else: when it was, what it answers, the text below."""
    question = [(dim(" ".join(lines_of(entry.prompt))),)] if entry.prompt.strip() else []
    told = paragraphs(entry.text)
    lines = at_a_time(head.when, beside, now, [*question, *(one.words for one in told)], aside=head.id)
    if head.tags:
        words = (*runs_of(lines[-1].words), dim(f"  {tags_text(head.tags)}"))
        lines[-1] = replace(lines[-1], words=words)
    return lines
