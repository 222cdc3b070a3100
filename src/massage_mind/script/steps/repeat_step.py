"""Steps again and again."""

from __future__ import annotations

from collections.abc import Iterator

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Placing, Step, Words
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Repeat(Step):
    """Steps again and again: so many times, or at most `every_ms` apart for as long as the section has time."""

    steps: tuple[Step, ...]
    times: int = 0
    every_ms: int = 0
    guidance: tuple[Guidance, ...] = ()

    @property
    def inner(self) -> tuple[Step, ...]:
        return self.steps

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from ()  # those of its steps are theirs

    def expand(self, into: Placing) -> None:
        into.repeat(self)
