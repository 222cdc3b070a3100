"""Pieces of a record as text: harmless, times and lengths as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from massage_mind.record.instants import in_full
from massage_mind.screen.text import safe_text


def when_text(moment: datetime) -> str:
    """A time in full: "Friday 4 December 2026, 15:00"; with its offset where the clocks show it twice."""
    return in_full(moment)


def clock_beside(moment: datetime, beside: datetime) -> str:
    """The time of day; with the date where it is another day than the one it stands beside."""
    if moment.date() == beside.date():
        return f"{moment:%H:%M}"
    return f"{moment:%a} {moment.day} {moment:%b %H:%M}"


def lines_of(text: str) -> list[str]:
    """A text of several lines, harmless, without empty ones at its ends."""
    return safe_text(text, lines=True).strip("\n").splitlines()


def first_line(text: str) -> str:
    """The first line of a text that has anything in it, harmless."""
    return next((line for line in map(safe_text, text.splitlines()) if line.strip()), "").strip()


def tag_lines(tags: Iterable[str]) -> list[str]:
    """Tags side by side in one line; no line where there are none."""
    line = "  ".join(f"#{safe_text(tag)}" for tag in tags)
    return [line] if line else []


def minutes_text(minutes: int | None) -> str:
    """How long in words: "60 minutes", "1 minute"; empty where it was not said."""
    return f"{minutes} minute{'s' * (minutes != 1)}" if minutes else ""
