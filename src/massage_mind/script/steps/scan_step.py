"""Attention through the body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias, get_args

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Placing, Step, Words
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

ScanBy: TypeAlias = Literal["contact", "region"]
SCAN_BY: tuple[ScanBy, ...] = get_args(ScanBy)


@dataclass(frozen=True, slots=True)
class Scan(Step):
    """Attention through the body for as long as the section has time.

    `by` "contact" speaks `lines` and never supposes where the hands are; "region" also goes through the regions, the
    style's or those listed, with `at_region`. `turn` is said once, where the style turns over.
    """

    lines: tuple[Line, ...]
    at_region: tuple[Line, ...] = ()
    by: ScanBy = "contact"
    regions: tuple[str, ...] = ()
    turn: tuple[Line, ...] = ()
    guidance: tuple[Guidance, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from map(Words, self.lines)
        yield from (Words(line, self.regions or regions) for line in self.at_region)
        yield from map(Words, self.turn)

    def expand(self, into: Placing) -> None:
        into.scan(self)
