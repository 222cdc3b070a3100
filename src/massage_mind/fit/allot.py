"""How long each section gets, and within it each element and each silence: to the millisecond, nothing lost.

A section knows the least it needs, what it would like, and its part of whatever is over, in the manner of TeX's glue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from massage_mind.fit.element import Element
from massage_mind.fit.sharing import share_out
from massage_mind.script.script import Section


@dataclass(slots=True)
class SectionFit:
    """A section on its way into the timeline. `index` is its place in the script, `running` whether it has begun."""

    index: int
    section: Section
    elements: list[Element]
    running: bool = False

    @property
    def least(self) -> int:
        """The least it can be, in milliseconds."""
        need = sum(element.least_ms for element in self.elements)
        author = self.section
        if not self.elements or self.running or author.shrink_ms is None or not author.natural_ms:
            return need
        return max(need, author.natural_ms - author.shrink_ms)

    @property
    def natural(self) -> int:
        """How long it would like to be, in milliseconds."""
        if not self.elements:
            return 0
        if self.section.natural_ms and not self.running:
            return max(self.least, self.section.natural_ms)
        return max(self.least, sum(element.length_ms + element.gap.natural for element in self.elements))

    @property
    def stretch(self) -> float:
        """Its part of the time that is over, relative to the other sections."""
        if self.section.stretch is not None:
            return self.section.stretch
        return 1.0 if any(element.fill for element in self.elements) else 0.0


def allot(parts: Sequence[SectionFit], total: int) -> list[int]:
    """How long each section gets: natural lengths, stretched by weight or shrunk towards the least."""
    naturals = [part.natural for part in parts]
    over = total - sum(naturals)
    if over >= 0:
        weights = [part.stretch for part in parts]
        if not any(weights):
            weights = [1.0 if any(element.gap.most for element in part.elements) else 0.0 for part in parts]
        return [natural + more for natural, more in zip(naturals, share_out(over, weights), strict=True)]
    leasts = [part.least for part in parts]
    room = [natural - least for natural, least in zip(naturals, leasts, strict=True)]
    given = share_out(total - sum(leasts), [float(one) for one in room])
    return [least + more for least, more in zip(leasts, given, strict=True)]


def inside(elements: Sequence[Element], length: int) -> tuple[list[int], list[int]]:
    """How long each element and the silence after it get, so that together they are exactly the section's length."""
    lengths = [element.length_ms for element in elements]
    gaps = [element.gap.least for element in elements]
    over = length - sum(lengths) - sum(gaps)
    fills = [number for number, element in enumerate(elements) if element.fill is not None]
    to_gaps, weights = _for_gaps(elements, over, filled=bool(fills))
    for number, more in enumerate(share_out(to_gaps, weights)):
        gaps[number] += more
    for number, more in zip(fills, share_out(over - to_gaps, [1.0] * len(fills)), strict=True):
        lengths[number] += more
    return lengths, gaps


def _for_gaps(elements: Sequence[Element], over: int, *, filled: bool) -> tuple[int, list[float]]:
    """How many of the milliseconds that are over go to the silences, and with what weight to each.

    Where a section is `filled`, silences grow to their natural length, of half the time at most. Where nothing else
    takes the time they take it all, and if none can grow the last one does.
    """
    growth = [element.gap.natural - element.gap.least for element in elements]
    to_gaps = min(over // 2, sum(growth)) if filled else over
    weights = growth if to_gaps <= sum(growth) else [element.gap.natural for element in elements]
    if not filled and not any(weights) and over and elements:
        weights = [0] * (len(elements) - 1) + [1]
    return to_gaps, [float(weight) for weight in weights]
