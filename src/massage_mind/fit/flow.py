"""What the words of a scan share, on the table and off it: where they lie, what has been said, the regions they visit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from massage_mind.fit.element import Element
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Region, Style


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a flow lies, in milliseconds of the session, and how many words are due in it.

    `begun_ms` is where the flow began when this is what remains of one that is already running. `words` are the least,
    aimed at and most words, `silence` the least and most share of silence.
    """

    start_ms: int
    end_ms: int
    total_ms: int
    begun_ms: int
    words: tuple[float, float, float] = (0, 0, math.inf)
    silence: tuple[float, float] = (0, 1)

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.end_ms - self.start_ms


@dataclass(slots=True)
class Memory:
    """What has been said so far in the session, carried from section to section."""

    last_free_ms: int = 0
    free: int = 0
    remind: int = 0
    lines: int = 0
    turned: bool = False
    regions: int = 0
    region: str = ""

    def copy(self) -> Memory:
        """The same, to try something on."""
        return Memory(
            self.last_free_ms, self.free, self.remind, self.lines, self.turned, self.regions, self.region
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """An element of a flow and the silence after it."""

    element: Element
    gap_ms: int


def regions_of(scan: Scan, style: Style, skip: Sequence[str]) -> tuple[Region, ...]:
    """The regions a scan goes through: those it lists, else the style's; a region left out counts as "settle"."""
    left_out = {name.casefold() for name in skip}
    listed = tuple(Region(name, 1.0) for name in scan.regions) or style.regions
    return tuple(
        replace(region, kind="settle")
        if left_out & {region.name.casefold(), *(area.casefold() for area in region.areas)}
        else region
        for region in listed
    )
