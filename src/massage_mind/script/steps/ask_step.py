"""A question to answer with one key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Draws, Placing, Step, Words
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

USUAL_WINDOW_MS = 15_000
"""How long there is to answer where a script does not say."""


@dataclass(frozen=True, slots=True)
class Ask(Step):
    """A question with a fixed window to answer with one key (before and after only)."""

    line: Line
    choices: tuple[str, ...] = ()
    window_ms: int = USUAL_WINDOW_MS
    guidance: tuple[Guidance, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield Words(self.line)
        yield from (Words(Line(choice, place=self.line.place), heard=False) for choice in self.choices)

    def drawn(self, drawing: Draws, turn: int = 0) -> Ask:
        said = drawing.wording(self.line)
        return self if said is None else replace(self, line=said)

    def expand(self, into: Placing) -> None:
        into.question(self.line, self.choices, self.window_ms)
