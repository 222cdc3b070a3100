"""Speak: a plain line, a freedom cue, or a reminder of the intention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Draws, Placing, Role, Step, Words
from massage_mind.script.wording import Line
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Say(Step):
    """Speak a text. `role` tells a plain line from a freedom cue and a reminder of the intention.

    Without `lines` a freedom cue or reminder takes the next one of the script's own pool. `pause_ms` is the least
    silence after it.
    """

    lines: tuple[Line, ...]
    role: Role = "say"
    pause_ms: int = 0
    guidance: tuple[Guidance, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from map(Words, self.lines)

    def drawn(self, drawing: Draws, turn: int = 0) -> Say:
        return replace(self, lines=drawing.lines(self.lines, turn))

    def expand(self, into: Placing) -> None:
        for line in self.lines or into.next_of(self.role):
            into.line(line, role=self.role, pause_ms=self.pause_ms)
