"""What the words of a scan share, on the table and off it: where they lie, what has been said, the regions they visit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from massage_mind.fit.element import Element
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Region, Style
from massage_mind.script.wording import Line

BETWEEN_REGIONS = 2
"""So many lines that hold anywhere come at least between two that name a region."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a flow lies, in milliseconds of the session, and how many words are due in it.

    `begun_ms` is where the flow began when this is what remains of one that is already running. `words` are the least,
    aimed at and most words, `silence` the least and most share of silence. `goes_on`: another flow comes after it.
    """

    start_ms: int
    end_ms: int
    total_ms: int
    begun_ms: int
    words: tuple[float, float, float] = (0, 0, math.inf)
    silence: tuple[float, float] = (0, 1)
    goes_on: bool = False

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.end_ms - self.start_ms


@dataclass(slots=True)
class Memory:
    """What has been said so far in the session, carried from section to section.

    `region_after` is how many lines there have to be before the next one names a region. `said` counts each line of a scan by its source, `freed` are the sources of
    the freedom cues, `last` is the latest of them, `left_free` whether the latest cue
    was one that leaves the person free, `cut` how many threads have ended early for one.
    """

    last_free_ms: int = 0
    free: int = 0
    freed: frozenset[str] = frozenset()
    remind: int = 0
    lines: int = 0
    turned: bool = False
    region_after: int = 0
    region: str = ""
    last: str = ""
    left_free: bool = False
    cut: int = 0
    said: dict[str, int] = field(default_factory=dict)

    def frees(self, source: str, at: int) -> None:
        """A freedom cue was said at this time."""
        self.free += 1
        self.freed |= {source}
        self.last_free_ms = at

    def copy(self) -> Memory:
        """The same, to try something on."""
        return replace(self, said=dict(self.said))


@dataclass(frozen=True, slots=True)
class Placed:
    """An element of a flow and the silence after it."""

    element: Element
    gap_ms: int


def in_threads(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Lines by thread, in their order; one that stands alone is a thread of one."""
    numbered = enumerate(lines)
    groups = groupby(numbered, key=lambda one: one[1].thread or -1 - one[0])
    return tuple(tuple(line for _, line in group) for _, group in groups)


def lines_at(lines: Sequence[Line], region: Region) -> tuple[Line, ...]:
    """The lines that may be said where the work may have come to a region: those for it, and those for any."""
    areas = {area.casefold() for area in (region.name, *region.areas)}
    return tuple(
        line
        for line in lines
        if (not line.regions or areas & {name.casefold() for name in line.regions})
        and (not line.positions or not region.position or region.position in line.positions)
    )


def regions_of(scan: Scan, style: Style, skip: Sequence[str]) -> tuple[Region, ...]:
    """The regions a scan goes through: those it lists, else the style's; a region to skip (in small letters) counts as "settle"."""
    left_out = set(skip)
    listed = tuple(Region(name, 1.0) for name in scan.regions) or style.regions
    return tuple(
        replace(region, kind="settle")
        if left_out & {region.name.casefold(), *(area.casefold() for area in region.areas)}
        else region
        for region in listed
    )
