"""A parked thought on a page and in a list: what was put down, when and where it will be dealt with."""

from __future__ import annotations

from massage_mind.record.head import Head
from massage_mind.record.instants import local
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.record.parked import PARK_STATE_TITLES, Parked
from massage_mind.screen.show.record_text import first_line, lines_of, when_text
from massage_mind.screen.show.show_rows import ListLine, Row
from massage_mind.screen.text import safe_text


def parked_line(parked: Parked) -> ListLine:
    """One line of a list."""
    return ListLine(KIND_TITLES["parked"], first_line(parked.text), standing=parked.state)


def parked_rows(head: Head, parked: Parked) -> list[Row]:
    """The thought in full."""
    return [
        ("parked", [safe_text(head.id)]),
        ("when", [when_text(head.when)]),
        ("thought", parked_lines(head, parked)),
    ]


def parked_lines(head: Head, parked: Parked) -> list[str]:
    """The thought itself, and below it when and where, and how it stands."""
    due = "" if parked.due_at is None else when_text(local(parked.due_at, head.zone))
    plan = (due, safe_text(parked.due_words), safe_text(parked.place), PARK_STATE_TITLES[parked.state])
    return [*lines_of(parked.text), "  " + " · ".join(filter(None, plan))]
