"""What a script says, as values: sections of steps for one moment, of flexible length. Built by `reading`."""

from __future__ import annotations

from massage_mind.names import Guidance, Moment
from massage_mind.script.steps.giver_step import Giver
from massage_mind.script.steps.step import Step
from massage_mind.script.wording import NOWHERE, Line, Place
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a script.

    `natural_ms` is how long it would like to be (0: as its steps need), `shrink_ms` how much of that it may give
    (None: down to what its steps need), `stretch` its part of whatever time is over, relative to the other sections.
    `optional` 0 is always kept; otherwise 1 falls away first when time is short, then 2, and so on.
    """

    name: str
    title: str
    steps: tuple[Step, ...]
    natural_ms: int = 0
    stretch: float | None = None
    shrink_ms: int | None = None
    optional: int = 0


@dataclass(frozen=True, slots=True)
class Waiver:
    """A care rule this script does not keep, and why."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script.

    `least_ms` and `most_ms` bound the lengths it is meant for, `ideal_ms` is the usual one. `guidances` are the
    profiles it can be given in, the usual one first. `free` and `remind` are its pools of freedom cues and reminders.
    """

    name: str
    title: str
    about: str
    moment: Moment
    least_ms: int
    ideal_ms: int
    most_ms: int
    sections: tuple[Section, ...]
    styles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    language: str = "en"
    author: str = ""
    licence: str = ""
    guidances: tuple[Guidance, ...] = ("dense",)
    free: tuple[Line, ...] = ()
    remind: tuple[Line, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    place: Place = NOWHERE

    @property
    def with_giver(self) -> bool:
        """Whether it has a second track, for whoever gives."""
        return any(_has_page(section.steps) for section in self.sections)

    @property
    def with_hands(self) -> bool:
        """Whether somebody is touched meanwhile: on the table, or at home by whoever gives."""
        return self.moment == "during" or self.with_giver


def _has_page(steps: tuple[Step, ...]) -> bool:
    return any(isinstance(step, Giver) or _has_page(step.inner) for step in steps)
