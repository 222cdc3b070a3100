"""What stays the same while one timeline is fitted: the script, the person, the guidance, the voice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from massage_mind.fit.element import Element
from massage_mind.fit.filling import Fields, fill, fill_fixed
from massage_mind.fit.pacing import AFTER_QUESTION_MS, SEQUENCE, TABLE, Gap, asks
from massage_mind.names import Guidance
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

Voice: TypeAlias = Callable[[str], int]
"""How many milliseconds a text takes to speak. Asking has no effect on anything."""

SHORT_SESSION_MS = 30 * 60_000
LEAST_PREFERRED = 4
"""Preferred anchors hold where they leave so many lines; with fewer, all lines are heard."""


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

    @property
    def on_table(self) -> bool:
        """Whether the person is being touched meanwhile."""
        return self.script.moment == "during"

    @property
    def scale(self) -> float:
        """How far the silences of the table shrink in a session of under half an hour."""
        return min(1.0, max(0.35, self.fields.total_ms / SHORT_SESSION_MS))

    def usable(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines without those that name a region to leave out; of the rest, those of the preferred anchors."""
        if not self.person.skip and not self.person.anchors:
            return tuple(lines)
        skip = {region.casefold() for region in self.person.skip}
        kept = tuple(line for line in lines if not skip & {region.casefold() for region in line.regions})
        wanted = {anchor.casefold() for anchor in self.person.anchors}
        preferred = tuple(line for line in kept if not line.anchor or line.anchor.casefold() in wanted)
        return preferred if wanted and len(preferred) >= min(LEAST_PREFERRED, len(kept)) else kept

    def after(self, text: str, pause_ms: int = 0) -> Gap:
        """The silence after a spoken text: by the profile, at least 8 s after a question."""
        gap = SEQUENCE[self.guidance]
        if self.on_table:
            taper = TABLE[self.guidance].taper
            gap = Gap(gap.least, round(taper.natural * self.scale), taper.most)
        least = max(gap.least, pause_ms, AFTER_QUESTION_MS if asks(text) else 0)
        return Gap(least, max(least, gap.natural), max(least, gap.most))

    def spoken(
        self, line: Line, *, left_ms: int, free: bool = False, region: str = "", pause_ms: int = 0
    ) -> Element | None:
        """A line as an element; None where there is nothing to say. `left_ms` is what {left} stands for."""
        text = fill(line, self.fields, left_ms=left_ms, region=region)
        if not text:
            return None
        said = self.said(line, text, left_ms=left_ms, region=region)
        return Element(
            "say",
            text,
            self.spoken_ms(text, said),
            self.after(text, pause_ms),
            free=free,
            reminds="{intention}" in line.text,
            said=said,
        )

    def said(self, line: Line, text: str, *, left_ms: int, region: str = "") -> str | None:
        """What the voice says where that is not the text itself; None where it is."""
        if self.freely:
            return None
        said = fill_fixed(line, self.fields, left_ms=left_ms, region=region)
        return None if said == text else said

    def spoken_ms(self, text: str, said: str | None) -> int:
        """How long a text takes; where nothing of it is said, there is as long to read it."""
        return self.voice(text if said is None else said) or self.voice(text)
