"""Breathe by a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Placing, Step, Words
from massage_mind.script.wording import NOWHERE, Place
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.script.breathing import Pattern


@dataclass(frozen=True, slots=True)
class Breathe(Step):
    """Breathe by a pattern: for so long, for so many breaths, or (both 0) as long as the section has time."""

    pattern: Pattern
    length_ms: int = 0
    cycles: int = 0
    guidance: tuple[Guidance, ...] = ()
    place: Place = NOWHERE

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from ()  # its cautions are the program's own words, not a script's

    def expand(self, into: Placing) -> None:
        into.breaths(self.pattern, cycles=self.cycles, length_ms=self.length_ms)
