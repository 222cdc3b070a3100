"""What every step is: a value that knows the words it may speak and how it is taken apart.

A step is one module of this package, and one row of `reading.step_rows`. It says what it comes to in the few things
there are to place in time (`Placing`), which `fit` implements; so a new step reaches timelines, care rules, the voice and
`scripts show` by being written, and one that leaves out a part cannot be made at all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from massage_mind.names import Guidance
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.script.breathing import Pattern
    from massage_mind.script.steps.giver_step import Giver
    from massage_mind.script.steps.repeat_step import Repeat
    from massage_mind.script.steps.scan_step import Scan

Role: TypeAlias = Literal["say", "free", "remind"]
"""What a line is for: a plain one, a freedom cue, or a reminder of the intention."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a step. `regions` are those it may be said at; `heard` is whether a voice speaks it or it is only read."""

    line: Line
    regions: tuple[str, ...] = ()
    heard: bool = True


class Placing(Protocol):
    """What a step can be made of, one after another, in the stretch of time that its section has.

    Lengths are milliseconds. What is given no length takes the time that is over.
    """

    def next_of(self, role: Role) -> Sequence[Line]:
        """The next line of the script's own pool for this role, if it has one; none for plain lines."""
        ...

    def line(self, line: Line, *, role: Role = "say", pause_ms: int = 0) -> None:
        """Speak a line, with at least `pause_ms` of silence after it."""
        ...

    def bell(self, sound: str, ring_ms: int) -> None:
        """Ring a bell until it has faded."""
        ...

    def rest(self, length_ms: int = 0) -> None:
        """Silence."""
        ...

    def question(self, line: Line, choices: Sequence[str], window_ms: int) -> None:
        """Ask, with at least `window_ms` to answer; silence of the same length where nobody is to be asked."""
        ...

    def breaths(self, pattern: Pattern, *, cycles: int = 0, length_ms: int = 0) -> None:
        """Breathe by a pattern, with its cautions before it: so many cycles, or so long, or as long as there is time."""
        ...

    def scan(self, scan: Scan) -> None:
        """Let the words of a scan run through the time that is over."""
        ...

    def page(self, line: Line, giver: Giver) -> None:
        """Turn the giver's page to this line, with as much silence as its step says."""
        ...

    def repeat(self, repeat: Repeat) -> None:
        """The steps of a repeat, again and again."""
        ...


class Draws(Protocol):
    """What a step draws its words by: which of them this person is to hear, and in which order (`fit.drawing`)."""

    def lines(self, lines: Sequence[Line], turn: int = 0) -> tuple[Line, ...]:
        """These lines in their order, without those that are not for this person; `turn` as in `drawn`."""
        ...

    def pool(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Lines to choose from, the one to be said first at the front."""
        ...

    def threads(
        self,
        lines: Sequence[Line],
        *,
        also: Sequence[Line],
        style_lines: bool,
        keeps_to: Sequence[str] = (),
    ) -> tuple[Line, ...]:
        """The lines of a scan, those of a thread together; with `style_lines` the style's own among them; `keeps_to` as in `Scan`."""
        ...

    def wording(self, line: Line) -> Line | None:
        """One line in one wording; None where it is not for this person."""
        ...


class Step(ABC):
    """One step of a section. `guidance` limits it to some profiles; empty means all.

    Subclasses are frozen values, one module each.
    """

    __slots__ = ()

    guidance: tuple[Guidance, ...]

    @abstractmethod
    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        """Every text it may speak or show, its inner steps left out. `regions` are those of the styles it may meet."""

    @abstractmethod
    def expand(self, into: Placing) -> None:
        """Put what it is made of into the time of its section."""

    def drawn(self, drawing: Draws, turn: int = 0) -> Step:
        """The same step with its words drawn; itself where it has none.

        `turn` is how often it has been said before: where there are several wordings, the next one is said.
        """
        del drawing, turn
        return self

    @property
    def inner(self) -> tuple[Step, ...]:
        """The steps inside it."""
        return ()

    def meant_for(self, guidance: Guidance) -> bool:
        """Whether it is there under this guidance."""
        return not self.guidance or guidance in self.guidance
