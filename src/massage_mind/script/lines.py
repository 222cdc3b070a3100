"""Every line of a script, walked once: for the care rules, for what shows them, and for `scripts show`.

A step says itself what it may speak, so what one reader of this walk sees, all see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from massage_mind.script.script import Script, Section
from massage_mind.script.steps.step import Step, Words
from massage_mind.script.wording import Line
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line of a script and where it comes from: a step of a section, or (both None) one of the script's pools."""

    words: Words
    step: Step | None = None
    section: Section | None = None

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.words.line


def every_step(steps: Iterable[Step]) -> Iterator[Step]:
    """These steps and those inside them, in order."""
    for step in steps:
        yield step
        yield from every_step(step.inner)


def utterances(script: Script, regions: tuple[str, ...] = ()) -> Iterator[Utterance]:
    """Every line the script may speak or show: its pools, then its sections. `regions` are those of the styles it meets."""
    for line in (*script.free, *script.remind):
        yield from (Utterance(Words(one)) for one in line.wordings)
    for section in script.sections:
        for step in every_step(section.steps):
            for words in step.words(regions):
                for line in words.line.wordings:
                    yield Utterance(Words(line, words.regions, words.heard), step, section)


def lines_of(script: Script) -> Iterator[Line]:
    """Every line the script may speak."""
    return (one.line for one in utterances(script) if one.words.heard)
