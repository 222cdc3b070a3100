"""Journal text on a page and in a list."""

from __future__ import annotations

from datetime import datetime

from massage_mind.record.entry import Entry
from massage_mind.record.head import Head
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.screen.show.record_text import clock_beside, first_line, lines_of, tag_lines, when_text
from massage_mind.screen.show.show_rows import ListLine, Row
from massage_mind.screen.text import safe_text

_INDENT = " " * 7
"""As wide as a time of day and the gap behind it."""


def entry_line(entry: Entry) -> ListLine:
    """One line of a list."""
    return ListLine(KIND_TITLES["entry"], first_line(entry.text))


def entry_rows(head: Head, entry: Entry) -> list[Row]:
    """The entry in full."""
    return [
        ("entry", [safe_text(head.id)]),
        ("when", [when_text(head.when)]),
        ("asked", lines_of(entry.prompt)),
        ("wrote", lines_of(entry.text)),
    ]


def entry_beside(head: Head, entry: Entry, beside: datetime) -> Row:
    """The entry on the page of something else: when, what it answers, the text below."""
    first = f"{clock_beside(head.when, beside)}  {safe_text(entry.prompt)}".rstrip()
    return "wrote", [first, *(_INDENT + line for line in (*lines_of(entry.text), *tag_lines(head.tags)))]
