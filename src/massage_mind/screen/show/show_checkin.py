"""A check-in on a page and in a list."""

from __future__ import annotations

from typing import cast

from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Head
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.record.phases import PHASE_TITLES, Phase
from massage_mind.screen.show.record_text import first_line, lines_of, when_text
from massage_mind.screen.show.show_rows import ListLine, Row
from massage_mind.screen.text import safe_text

_COLUMNS = 64
"""Columns for the map beside its label."""


def checkin_line(checkin: CheckIn) -> ListLine:
    """One line of a list."""
    return ListLine(KIND_TITLES["checkin"], safe_text(checkin_text(checkin)), standing=phase_text(checkin))


def checkin_text(checkin: CheckIn) -> str:
    """Ratings and marks in one line: "stress 6, tension 7 · jaw 2"."""
    ratings = ", ".join(f"{item} {value}" for item, value in checkin.ratings.items())
    marks = ", ".join(f"{region} {level}" for region, level in checkin.body.items() if level)
    return " · ".join(filter(None, (ratings, marks, first_line(checkin.note))))


def phase_text(checkin: CheckIn) -> str:
    """Which of the four times it was."""
    return safe_text(PHASE_TITLES.get(cast("Phase", checkin.phase), checkin.phase))


def checkin_rows(head: Head, checkin: CheckIn) -> list[Row]:
    """The check-in in full, the body map drawn."""
    return [
        ("check-in", [f"{safe_text(head.id)}  {phase_text(checkin)}"]),
        ("when", [when_text(head.when)]),
        ("ratings", [f"{safe_text(item):10}  {value:>2}" for item, value in checkin.ratings.items()]),
        ("body", _body(checkin)),
        ("note", lines_of(checkin.note)),
    ]


def _body(checkin: CheckIn) -> list[str]:
    if not checkin.body:
        return []
    # Only where there is something to draw: a list of a hundred check-ins draws nothing.
    from massage_mind.screen.show.body_block import body_lines

    return body_lines(checkin.body, columns=_COLUMNS)
