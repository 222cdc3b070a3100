"""The timeline: what happens when, exact to the millisecond. Performed, rendered or previewed, never changed."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Protocol

from massage_mind.fit.giver_track import GIVER_ASKS, GIVER_PAGE, GiverCue
from massage_mind.names import CueKind, Guidance, Moment
from massage_mind.script.breathing import Pattern
from massage_mind.values import dataclass

MOST_NAMED = 3
"""So many sections are named of those that did not fit, where there are more."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing at one time. Milliseconds from the start of the session.

    `text` is what is heard or read (a bell's is its name, a rest has none). `breath` is set for a breathing cue: a
    paced one is exactly one whole cycle. `section` is the title of its section. `step` is where it came from: the
    index of the step in its section, for fitting what remains anew. `free` marks a freedom cue, `reminds` a cue
    that names the intention, `choices` are the answers an `ask` offers on the keys 1 to 9. `origin` tells what kind of
    line a scan has said: "line", "turn", or "region:" with its name; a bell the person asked for besides the script's
    has "interval" or "chance", a silence with a page of the giver's what that begins with. `said` is what a voice speaks where that is not the text itself (empty: nothing). `source` is
    the line of the script before its fields were filled in; a line without one is the program's own.
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
    source: str = ""

    @property
    def end_ms(self) -> int:
        """When it ends."""
        return self.at_ms + self.length_ms

    @property
    def of_a_page(self) -> bool:
        """Whether it is a silence that a page of the giver's brings along: it is as long as that says."""
        return self.kind == "rest" and self.origin.startswith((GIVER_PAGE, GIVER_ASKS))

    @property
    def is_asked_in(self) -> bool:
        """Whether it is a silence in which the giver asks something."""
        return self.kind == "rest" and self.origin.startswith(GIVER_ASKS)

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
        """When it ends."""
        return self.at_ms + self.length_ms


@dataclass(frozen=True, slots=True)
class Timeline:
    """A script fitted to one length, style, person and voice.

    The cues tile the time: the first starts at 0, each starts where the one before ended, the last ends at
    `total_ms`. Silence is a `rest` cue. `dropped` names the optional sections that did not fit, `notes` are
    sentences a person should read about how this timeline came out. `giver` is the second track, for two at home: its
    pages lie one after another, and each turns where a cue starts.
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
    giver: tuple[GiverCue, ...] = ()

    @property
    def left_out(self) -> str:
        """The sections that did not fit, as one of the `notes`; empty where all did. Of many the first, and how many more."""
        if not self.dropped:
            return ""
        most = MOST_NAMED if len(self.dropped) > MOST_NAMED + 1 else len(self.dropped)
        named = ", ".join(f"“{one}”" for one in self.dropped[:most])
        more = len(self.dropped) - most
        return f"Left out at this length: {named}{f', and {more} more' if more else ''}."

    def index_at(self, at_ms: int) -> int:
        """The index of the cue that is running at this time (the last one at or past the end)."""
        return max(0, bisect_right(self.cues, at_ms, key=lambda cue: cue.at_ms) - 1)

    def starts_at(self, index: int) -> int:
        """When the cue of this index starts; the end of the session where there is none any more."""
        return self.cues[index].at_ms if index < len(self.cues) else self.total_ms

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
        """How many words a minute are spoken, over the whole time."""
        return self.words * 60_000 / self.total_ms if self.total_ms else 0.0


class Fitter(Protocol):
    """Fits what remains of a session anew; `fit.fitting.Fitting` is one."""

    def refit(self, timeline: Timeline, at_ms: int, total_ms: int) -> Timeline:
        """The session from `at_ms` on, made to end at `total_ms`. Raises `LengthError` where that cannot be."""
        ...

    def close(self, timeline: Timeline, at_ms: int) -> Timeline | None:
        """The session with its closing starting at `at_ms`; None when it is already running."""
        ...


class TimelineFault(AssertionError):
    """A timeline that is not what a timeline is: a fault of the program, never of a person or a script."""


def check_timeline(timeline: Timeline) -> Timeline:
    """The same timeline, looked at where it is made and again where it is performed.

    Its cues tile the time from 0 to the total, each with some length, so no two spoken ones overlap; each lies in a
    section, and the sections tile the time too, in the order of the script. Raises `TimelineFault`.
    """
    at = 0
    for cue in timeline.cues:
        if cue.at_ms != at or cue.length_ms <= 0:
            raise TimelineFault(f"a cue for {at} lies at {cue.at_ms} and takes {cue.length_ms}: {cue}")
        at += cue.length_ms
    if at != timeline.total_ms or not timeline.cues:
        raise TimelineFault(f"the cues end at {at}, the session at {timeline.total_ms}")
    at = 0
    for span in timeline.sections:
        if span.at_ms != at or span.length_ms <= 0:
            raise TimelineFault(f"the section {span.title} lies at {span.at_ms} instead of {at}")
        at += span.length_ms
    if at != timeline.total_ms:
        raise TimelineFault(f"the sections end at {at}, the session at {timeline.total_ms}")
    indexes = [span.index for span in timeline.sections]
    if any(before >= after for before, after in pairwise(indexes)):
        raise TimelineFault(f"the sections come in the order {indexes}")
    if not {cue.section_index for cue in timeline.cues} <= set(indexes):
        raise TimelineFault("a cue belongs to a section that isn't there")
    _check_giver(timeline)
    return timeline


def _check_giver(timeline: Timeline) -> None:
    """The giver's track: no two pages at once, each turning where a cue starts, and nothing heard while something is asked."""
    at = 0
    starts = {cue.at_ms for cue in timeline.cues}
    for page in timeline.giver:
        if page.at_ms < at or page.length_ms <= 0 or page.end_ms > timeline.total_ms:
            raise TimelineFault(
                f"a page from {at} on lies at {page.at_ms} and takes {page.length_ms}: {page}"
            )
        if page.at_ms not in starts:
            raise TimelineFault(f"no cue starts where a page turns: {page}")
        heard = [cue for cue in timeline.cues if page.at_ms < cue.end_ms and cue.at_ms < page.end_ms]
        if page.kind == "ask" and any(cue.kind != "rest" for cue in heard):
            raise TimelineFault(f"something is heard while the giver asks: {page}")
        at = page.end_ms
