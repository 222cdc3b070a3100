"""What stays the same while one timeline is fitted: the script, the person, the guidance, the voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from massage_mind.fit.element import Element
from massage_mind.fit.filling import Fields, fill, fill_fixed, never_spoken
from massage_mind.fit.pacing import (
    AFTER_QUESTION_MS,
    CALM_FROM_MS,
    CALM_MS,
    SEQUENCE,
    TABLE,
    Gap,
    asks,
    varied,
)
from massage_mind.names import Guidance
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.script.style import Region
from massage_mind.script.wording import PARKED, Line
from massage_mind.values import dataclass

Voice: TypeAlias = Callable[[str], int]
"""How many milliseconds a text takes to speak. Asking has no effect on anything."""

GENTLY = 0.75
SHORT_SESSION_MS = 45 * 60_000


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that stays the same while one timeline is fitted.

    Without `ask` the windows of questions are silence. `freely` says whether the voice can speak what only the person
    knows: the intention, the name.
    """

    script: Script
    person: Person
    guidance: Guidance
    voice: Voice
    fields: Fields
    ask: bool = True
    freely: bool = True
    seed: int | None = None

    @property
    def on_table(self) -> bool:
        """Whether the person is being touched meanwhile."""
        return self.script.moment == "during"

    @property
    def scale(self) -> float:
        """How far the silences of the table shrink in a session of under three quarters of an hour, and gently."""
        shorter = GENTLY if self.person.gently else 1.0
        return shorter * min(1.0, max(0.35, self.fields.total_ms / SHORT_SESSION_MS))

    @property
    def _calm_ms(self) -> int:
        """The least silence around the massage; anytime, and on the table, the profile alone decides."""
        if self.script.moment not in ("before", "after"):
            return 0
        return min(CALM_MS, CALM_MS * self.fields.total_ms // CALM_FROM_MS)

    def after(self, text: str, pause_ms: int = 0) -> Gap:
        """The silence after a spoken text: by the profile, around its usual length, at least 8 s after a question."""
        gap = SEQUENCE[self.guidance]
        if self.on_table:
            taper = TABLE[self.guidance].taper
            # Around the flow the silences of a short session shrink twice, so that most of it is for the touch.
            gap = Gap(gap.least, round(taper.natural * self.scale**2), taper.most)
        else:
            gap = Gap(gap.least, round(gap.natural * varied(text)), gap.most)
        least = max(gap.least, pause_ms, self._calm_ms, AFTER_QUESTION_MS if asks(text) else 0)
        return Gap(least, max(least, gap.natural), max(least, gap.most))

    def spoken(
        self, line: Line, *, left_ms: int, free: bool = False, region: Region | None = None, pause_ms: int = 0
    ) -> Element | None:
        """A line as an element; None where there is nothing to say. `left_ms` is what {left} stands for."""
        text = fill(line, self.fields, left_ms=left_ms, region=region)
        if not text:
            return None
        said = self.said(line, text, left_ms=left_ms, region=region)
        heard = text if said is None or PARKED not in line.text else said
        return Element(
            "say",
            text,
            self.spoken_ms(text, said),
            self.after(heard, pause_ms),  # A silence does not tell either that something was put down.
            free=free,
            reminds="{intention}" in line.text,
            said=said,
            source=line.text,
        )

    def said(self, line: Line, text: str, *, left_ms: int, region: Region | None = None) -> str | None:
        """What the voice says where that is not the text itself; None where it is."""
        if self.freely and PARKED not in line.text:
            return None
        speak = fill if self.freely else fill_fixed
        if PARKED in line.text:
            line = never_spoken(line) if self.fields.parked else replace(line, text=line.unset)
        said = speak(line, self.fields, left_ms=left_ms, region=region)
        return None if said == text else said

    def spoken_ms(self, text: str, said: str | None) -> int:
        """How long a text takes; where nothing of it is said, there is as long to read it."""
        return self.voice(text if said is None else said) or self.voice(text)
