"""Attention through the body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Draws, Placing, Step, Words
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

ScanBy: TypeAlias = Literal["contact", "region"]
SCAN_BY: tuple[ScanBy, ...] = get_args(ScanBy)


@dataclass(frozen=True, slots=True)
class Scan(Step):
    """Attention through the body for as long as the section has time.

    `by` "contact" speaks `lines` and never supposes where the hands are; "region" also goes through the regions, the
    style's or those listed, with `at_region`. `turn` is said once, where the style turns over. With `style_lines` the
    style's own are among them; a thread of `also` comes after each of those. `silence_ms` is, off the table, the least silence
    after each line, of which there are as many then as there is time for; 0 leaves it to what is usual.

    `keeps_to` names anchors, the one it is about first: of `also` come only threads that rest on one of these or on none,
    and of those that are due alike the ones on the first come before. Gentle threads always come. Empty: it is about anything.
    """

    lines: tuple[Line, ...]
    at_region: tuple[Line, ...] = ()
    by: ScanBy = "contact"
    regions: tuple[str, ...] = ()
    turn: tuple[Line, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    style_lines: bool = False
    also: tuple[Line, ...] = ()
    silence_ms: int = 0
    keeps_to: tuple[str, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from map(Words, (*self.lines, *self.also))
        yield from (Words(line, self.regions or regions) for line in self.at_region)
        yield from map(Words, self.turn)

    def drawn(self, drawing: Draws, turn: int = 0) -> Scan:
        return replace(
            self,
            lines=drawing.threads(
                self.lines, also=self.also, style_lines=self.style_lines, keeps_to=self.keeps_to
            ),
            also=(),
            at_region=drawing.pool(self.at_region),
            turn=drawing.pool(self.turn),
        )

    def expand(self, into: Placing) -> None:
        into.scan(self)
