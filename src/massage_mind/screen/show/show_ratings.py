"""Ratings side by side, as they were given; what they mean is the person's to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from massage_mind.record.measures import ITEM_BY_KEY
from massage_mind.record.phases import PHASE_TITLES, PHASES, Phase
from massage_mind.screen.page.page_parts import Page, PageTable
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.text import safe_text

_GIVEN: Mapping[Phase, str] = {"next-day": "the next day", "ordinary-day": "on an ordinary day"}

_Said = TypeVar("_Said", int, str)


def ratings_table(phases: Mapping[str, Mapping[str, int]]) -> PageTable | None:
    """A row an item, a column a time: two figures, and never what lies between them. None where nothing was rated."""
    items = _items(phases)
    if not items:
        return None
    shown = [phase for phase in PHASES if phases.get(phase)]
    rows = [(item, *(_figure(phases[phase], item) for phase in shown)) for item in items]
    sentences = []
    for item in items:
        given = [
            f"{phases[phase][item]} {_GIVEN.get(phase, phase)}" for phase in shown if item in phases[phase]
        ]
        sentences.append(f"{begun(safe_text(item))}: {', '.join(given)}.")
    heads = ("", *(PHASE_TITLES[phase] for phase in shown))
    return PageTable(heads, rows, frozenset(range(1, len(heads))), sentences=sentences)


def ratings_lines(phases: Mapping[str, Mapping[str, int]], *, aloud: bool = False) -> list[str]:
    """The same as lines, where no page is set, or as sentences; none where nothing was rated."""
    from massage_mind.screen.page.setting import plain_lines

    table = ratings_table(phases)
    if table is None:
        return []
    return list(table.sentences) if aloud else plain_lines(Page(((table,),)))


def _figure(ratings: Mapping[str, int], item: str) -> str:
    return str(ratings[item]) if item in ratings else ""


def _items(phases: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What was rated, in the order of the measures; what is none of ours comes after, as it was given."""
    rated = dict.fromkeys(item for values in phases.values() for item in values)
    return [
        *(item for item in ITEM_BY_KEY if item in rated),
        *(item for item in rated if item not in ITEM_BY_KEY),
    ]


def by_phase(found: Iterable[tuple[str, Mapping[str, _Said]]]) -> dict[str, dict[str, _Said]]:
    """Ratings, body marks or what those are like by phase; where there were several at one time, the latest counts."""
    phases: dict[str, dict[str, _Said]] = {}
    for phase, values in found:
        phases.setdefault(phase, {}).update(values)
    return phases
