"""The timeline: what happens when, exact to the millisecond. Performed, rendered or previewed, never changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from massage_mind.script.breathing import Pattern

CueKind: TypeAlias = Literal["bell", "say", "breathe", "ask", "rest"]
Guidance: TypeAlias = Literal["dense", "guided", "sparse", "silent"]
Moment: TypeAlias = Literal["before", "during", "after", "anytime"]

GUIDANCES: tuple[Guidance, ...] = ("dense", "guided", "sparse", "silent")
MOMENTS: tuple[Moment, ...] = ("before", "during", "after", "anytime")


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing at one time. Milliseconds from the start of the session.

    `text` is what is heard or read (a bell's is its name, a rest has none). `breath` is set for a breathing cue: a
    paced one is exactly one whole cycle. `section` is the title of its section. `step` is where it came from: the
    index of the step in its section, for fitting what remains anew. `free` marks a freedom cue, `reminds` a cue
    that names the intention, `choices` are the answers an `ask` offers on the keys 1 to 9. `origin` tells what kind of
    line a scan has said: "line", "turn", or "region:" with its name; a bell the person asked for besides the script's
    has "interval" or "chance". `said` is what a voice speaks where that is not the text itself (empty: nothing).
    """

    at_ms: int
    length_ms: int
    kind: CueKind
    text: str
    section: str
    section_index: int = 0
    step: int = 0
    breath: Pattern | None = None
    choices: tuple[str, ...] = ()
    free: bool = False
    reminds: bool = False
    origin: str = ""
    said: str | None = None

    @property
    def end_ms(self) -> int:
        return self.at_ms + self.length_ms

    @property
    def spoken(self) -> str:
        """What a voice speaks here; empty for what is not spoken."""
        if self.kind not in ("say", "ask"):
            return ""
        return self.text if self.said is None else self.said


@dataclass(frozen=True, slots=True)
class Span:
    """Where a section lies in the timeline; `index` is its place in the script."""

    index: int
    title: str
    at_ms: int
    length_ms: int

    @property
    def end_ms(self) -> int:
        return self.at_ms + self.length_ms


@dataclass(frozen=True, slots=True)
class Timeline:
    """A script fitted to one length, style, person and voice.

    The cues tile the time: the first starts at 0, each starts where the one before ended, the last ends at
    `total_ms`. Silence is a `rest` cue. `dropped` names the optional sections that did not fit, `notes` are
    sentences a person should read about how this timeline came out.
    """

    script: str
    title: str
    moment: Moment
    style: str
    guidance: Guidance
    total_ms: int
    cues: tuple[Cue, ...]
    sections: tuple[Span, ...]
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def index_at(self, at_ms: int) -> int:
        """The index of the cue that is running at this time (the last one at or past the end)."""
        return max(0, bisect_right(self.cues, at_ms, key=lambda cue: cue.at_ms) - 1)

    def section_at(self, at_ms: int) -> int:
        """The index into `sections` of the section running at this time."""
        return max(0, bisect_right(self.sections, at_ms, key=lambda span: span.at_ms) - 1)

    @property
    def words(self) -> int:
        """How many words are spoken."""
        return sum(len(cue.text.split()) for cue in self.cues if cue.kind in ("say", "ask"))

    @property
    def spoken_ms(self) -> int:
        """How long somebody is speaking."""
        return sum(cue.length_ms for cue in self.cues if cue.kind == "say")

    @property
    def silence(self) -> float:
        """The share of the time, 0 to 1, in which nobody speaks."""
        return 1 - self.spoken_ms / self.total_ms if self.total_ms else 1.0

    @property
    def words_per_minute(self) -> float:
        return self.words * 60_000 / self.total_ms if self.total_ms else 0.0


class Fitter(Protocol):
    """Fits what remains of a session anew; `practice.plan.Plan` is one."""

    def refit(self, timeline: Timeline, at_ms: int, total_ms: int) -> Timeline: ...

    def close(self, timeline: Timeline, at_ms: int) -> Timeline | None: ...
