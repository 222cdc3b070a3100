"""Steps again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Draws, Placing, Step, Words
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Repeat(Step):
    """Steps again and again: so many times, or at most `every_ms` apart for as long as the section has time.

    `rounds` are the steps as they are said the first time, the second and so on, where their words have been drawn.
    """

    steps: tuple[Step, ...]
    times: int = 0
    every_ms: int = 0
    guidance: tuple[Guidance, ...] = ()
    rounds: tuple[tuple[Step, ...], ...] = ()

    @property
    def inner(self) -> tuple[Step, ...]:
        return self.steps

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from ()  # those of its steps are theirs

    def drawn(self, drawing: Draws, turn: int = 0) -> Repeat:
        most = 1 + max((len(words.line.others) for step in self.steps for words in step.words()), default=0)
        rounds = tuple(
            tuple(step.drawn(drawing, turn + number) for step in self.steps) for number in range(most)
        )
        return replace(self, steps=rounds[0], rounds=rounds)

    def expand(self, into: Placing) -> None:
        into.repeat(self)
