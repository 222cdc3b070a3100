"""What a section is made of before it lies in time: elements, and the silence after each."""

from __future__ import annotations

from typing import Literal, TypeAlias

from massage_mind.fit.pacing import NO_GAP, Gap
from massage_mind.names import CueKind
from massage_mind.script.breathing import Pattern
from massage_mind.script.steps.giver_step import Giver
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.scan_step import Scan
from massage_mind.values import dataclass

Fill: TypeAlias = Scan | Repeat | Literal["breaths", "whole"]
"""How an element takes time that is over: as the words of a scan, as units of a repeat, as whole breaths, or as one."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing a section has to place, and the silence after it.

    An element with a `fill` takes the time that is over: at least `length_ms`, and more. `step` is its place in the
    section, so that a fit can go on from the middle of one; `units` are what a repeat says in turn, `giver` the step whose
    page turns with it: its silence is then in this track, and its text in the giver's. The rest is as in `Cue`.
    """

    kind: CueKind
    text: str
    length_ms: int
    gap: Gap = NO_GAP
    step: int = 0
    breath: Pattern | None = None
    choices: tuple[str, ...] = ()
    free: bool = False
    reminds: bool = False
    origin: str = ""
    said: str | None = None
    source: str = ""
    fill: Fill | None = None
    units: tuple[tuple[Element, ...], ...] = ()
    giver: Giver | None = None

    @property
    def least_ms(self) -> int:
        """The least time it takes, with the silence after it."""
        return self.length_ms + self.gap.least


QUIET = Element("rest", "", 0)
"""Silence as long as what lies around it leaves."""
