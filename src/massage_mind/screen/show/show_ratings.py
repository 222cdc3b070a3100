"""Ratings side by side, as they were given; what they mean is the person's to say."""

from __future__ import annotations

from collections.abc import Mapping

from massage_mind.record.measures import ITEM_BY_KEY
from massage_mind.record.phases import PHASE_TITLES, PHASES, Phase
from massage_mind.record.session import AROUND
from massage_mind.screen.text import safe_text


def ratings_lines(phases: Mapping[str, Mapping[str, int]]) -> list[str]:
    """A line an item, a column a time. With before and after there is the difference as well, as a plain number.

    What was not rated is a dash. No lines where nothing was rated.
    """
    items = _items(phases)
    if not items:
        return []
    wide = max(len(safe_text(item)) for item in items)
    columns = [(PHASE_TITLES[phase], _values(phases.get(phase, {}))) for phase in _shown(phases)]
    before, after = phases.get("before"), phases.get("after")
    if before and after:
        at = [name for name, _ in columns].index(PHASE_TITLES["after"])
        columns.insert(at + 1, ("change", _changes(before, after)))
    lines = ["  ".join((" " * wide, *(name for name, _ in columns)))]
    for item in items:
        cells = (values.get(item, "-").rjust(len(name)) for name, values in columns)
        lines.append("  ".join((safe_text(item).ljust(wide), *cells)))
    return lines


def _items(phases: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What was rated, in the order of the measures; what is none of ours comes after, as it was given."""
    rated = dict.fromkeys(item for values in phases.values() for item in values)
    return [
        *(item for item in ITEM_BY_KEY if item in rated),
        *(item for item in rated if item not in ITEM_BY_KEY),
    ]


def _shown(phases: Mapping[str, Mapping[str, int]]) -> list[Phase]:
    """The times that have a column, in their order: before and after stand together, even if one is empty."""
    paired = any(phases.get(phase) for phase in AROUND)
    return [phase for phase in PHASES if phases.get(phase) or (paired and phase in AROUND)]


def _values(ratings: Mapping[str, int]) -> dict[str, str]:
    return {item: str(value) for item, value in ratings.items()}


def _changes(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, str]:
    """The difference with its sign; no change is a bare 0."""
    return {
        item: f"{after[item] - was:+d}" if after[item] != was else "0"
        for item, was in before.items()
        if item in after
    }
