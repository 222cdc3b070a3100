"""Silence."""

from __future__ import annotations

from collections.abc import Iterator

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Placing, Step, Words
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Rest(Step):
    """Silence: for so long, or (0) as long as the section has time."""

    length_ms: int = 0
    guidance: tuple[Guidance, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from ()

    def expand(self, into: Placing) -> None:
        into.rest(self.length_ms)
