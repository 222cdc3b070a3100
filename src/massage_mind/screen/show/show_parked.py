"""A parked thought on a page: what was put down, when and where it will be dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from massage_mind.record.head import Head
from massage_mind.record.instants import local
from massage_mind.record.parked import PARK_STATE_TITLES, Parked
from massage_mind.screen.page.page_parts import UNDER, Page, PageLine, Part, heading, under
from massage_mind.screen.show.record_text import lines_of
from massage_mind.screen.show.show_pieces import what_and_when
from massage_mind.screen.text import safe_text, width
from massage_mind.words.times import when_words

_PLAN_AT = 34
"""Thoughts up to so many cells have their plans in a column."""


def parked_parts(head: Head, parked: Parked, now: datetime) -> list[Part]:
    """The thought in full."""
    return [[what_and_when("Put down", head, now), *thoughts_lines([(head, parked)], now, ids=False)]]


def thoughts_page(found: Iterable[tuple[Head, Parked]], now: datetime, *, beside: bool = True) -> Page:
    """Thoughts as a list; not `beside`, where there is no room, each plan stands below its words."""
    return Page(((heading("Put down"), *thoughts_lines(found, now, beside=beside)),))


def thoughts_lines(
    found: Iterable[tuple[Head, Parked]], now: datetime, *, ids: bool = True, beside: bool = True
) -> list[PageLine]:
    """A line a thought: its words, then when and where in a column of their own where the words are short."""
    several = [(head, parked, lines_of(parked.text) or [""]) for head, parked in found]
    short = [width(lines[0]) for _, _, lines in several if len(lines) == 1 and width(lines[0]) <= _PLAN_AT]
    wide = max(short, default=0)
    told: list[PageLine] = []
    for head, parked, lines in several:
        plan = plan_words(head, parked, now)
        first = lines[0]
        if beside and plan and len(lines) == 1 and width(first) <= wide:
            first, plan = f"{first}{' ' * (wide - width(first))}     {plan}", ""
        told.append(under(first, aside=head.id if ids else ""))
        told += [under(line) for line in lines[1:]]
        told += [PageLine(plan, UNDER + 2)] * bool(plan)
    return told


def thought_line(head: Head, parked: Parked, now: datetime) -> str:
    """One line that is never cut: id, words, plan."""
    words = " ".join(lines_of(parked.text))
    return "  ".join(filter(None, (safe_text(head.id), words, plan_words(head, parked, now))))


def plan_words(head: Head, parked: Parked, now: datetime) -> str:
    """When and where, and how it stands where it does not wait: "tomorrow at 9:00 · desk"."""
    due = "" if parked.due_at is None else when_words(local(parked.due_at, head.zone), now)
    return " · ".join(filter(None, (due, *_rest(parked))))


def _rest(parked: Parked) -> tuple[str, str, str]:
    state = "" if parked.state == "open" else PARK_STATE_TITLES[parked.state]
    return safe_text(parked.due_words), safe_text(parked.place), state
