"""A page for whoever gives: what to do, or what to ask. Shown, never spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Draws, Placing, Step, Words
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

READ_MS = 6_000
"""How long nothing is said after a page has turned: time to read it."""
ASKED_MS = 20_000
"""How long nothing is said while the giver asks and the receiver answers."""


@dataclass(frozen=True, slots=True)
class Giver(Step):
    """A page of the giver's track: it stands until the next one; one that asks goes by itself, and the one before comes back.

    `lines` is its one text, or nothing where that is not for this person. `where` is its head, `quiet_ms` how long nothing
    is said or rung from its start on.
    """

    lines: tuple[Line, ...]
    where: str = ""
    asks: bool = False
    quiet_ms: int = READ_MS
    guidance: tuple[Guidance, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from (Words(line, heard=False) for line in self.lines)

    def drawn(self, drawing: Draws, turn: int = 0) -> Giver:
        said = drawing.lines(self.lines, turn)
        # What is shown instead is of another place, or of none.
        elsewhere = any(line.regions for line in self.lines) and not any(line.regions for line in said)
        return replace(self, lines=said, where="" if elsewhere else self.where)

    def expand(self, into: Placing) -> None:
        for line in self.lines:
            into.page(line, self)
