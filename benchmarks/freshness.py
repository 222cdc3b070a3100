"""How fresh the words stay over twelve weeks: `python benchmarks/freshness.py [--weeks 12] [--script NAME]`.

One person, the same massage every week, the record kept: each style at 30, 60 and 90 minutes, with each guidance. For
each it prints how much of a week's sentences were heard the week before (the worst week), how often the line heard most
was heard, whether a sentence comes twice in one session, and how many of the cues follow the touch. Last, what share of
its sentences one style has in common with another in the same week.

Bars: sparse and silent under 35 % and at most four times; guided under 35 %; no sentence twice in one session; from 20
minutes on at least four lines that follow the touch. The line that says how much time is left is not counted. Exits 1 if
one is missed.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from massage_mind.fit.drawing import Draw
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.names import Guidance
from massage_mind.places import shipped_styles
from massage_mind.reading.library import Library
from massage_mind.script.person import Person
from massage_mind.values import dataclass

AGAIN_BAR = 0.35
OFTEN_BAR = 4
FOLLOWING_BAR = 4
LENGTHS = (30, 60, 90)
PROFILES: tuple[Guidance, ...] = ("sparse", "silent", "guided")
PERSON = Person(
    intention="softer shoulders",
    aim="relax",
    name="Ada",
    skip=("abdomen", "chest", "inner thigh", "throat", "face"),
)


@dataclass(frozen=True, slots=True)
class Course:
    """What twelve weeks of one style, length and guidance came to."""

    again: float
    """The largest share of a week's sentences that were heard the week before."""
    often: int
    """How often the line heard most was heard."""
    often_line: str
    twice: tuple[str, ...]
    """Sentences that came twice in one session."""


def counted(timeline: Timeline) -> list[Cue]:
    """The cues that say a sentence of the script, but for the one that says how much time is left."""
    return [cue for cue in timeline.cues if cue.kind == "say" and cue.source and "{left}" not in cue.source]


def weeks_of(
    library: Library, script: str, style: str, guidance: Guidance, minutes: float, weeks: int
) -> Iterator[Timeline]:
    """The sessions of one course, week by week, each drawn with what was heard in those before."""
    heard: dict[str, int] = {}
    known = library.script(script)
    for week in range(1, weeks + 1):
        draw = Draw(week, lambda text: heard.get(text, 0))
        fitting = Fitting(known, style=library.style(style), person=PERSON, guidance=guidance, draw=draw)
        timeline = fitting.fit(round(minutes * 60_000))
        yield timeline
        heard.update({cue.source: week for cue in timeline.cues if cue.source})


def course(timelines: Iterable[Timeline]) -> Course:
    """The figures of one course."""
    sessions = [[cue.source for cue in counted(timeline)] for timeline in timelines]
    shares = [
        len(set(before) & set(after)) / max(1, len(set(after)))
        for before, after in itertools.pairwise(sessions)
    ]
    times = Counter(line for session in sessions for line in set(session))
    line, often = times.most_common(1)[0] if times else ("", 0)
    twice = [line for session in sessions for line, number in Counter(session).items() if number > 1]
    return Course(max(shares, default=0.0), often, line, tuple(dict.fromkeys(twice)))


def following(timelines: Iterable[Timeline]) -> int:
    """The fewest lines that follow the touch in one of these sessions."""
    return min(
        sum(cue.origin == "line" or cue.origin.startswith("region:") for cue in timeline.cues)
        for timeline in timelines
    )


def missed(guidance: Guidance, minutes: float, found: Course, touch: int) -> list[str]:
    """Which bars this course misses."""
    said = []
    if found.again >= AGAIN_BAR:
        said.append("again")
    if guidance != "guided" and found.often > OFTEN_BAR:
        said.append("often")
    if found.twice:
        said.append("twice")
    if guidance != "silent" and minutes >= 20 and touch < FOLLOWING_BAR:
        said.append("touch")
    return said


def common(
    library: Library, script: str, styles: Iterable[str], guidance: Guidance, minutes: float
) -> Mapping[tuple[str, str], float]:
    """What share of the sentences of one style's session another style's has too, in the same week."""
    said = {
        style: {cue.source for cue in counted(next(weeks_of(library, script, style, guidance, minutes, 1)))}
        for style in styles
    }
    return {
        (one, other): len(said[one] & said[other]) / max(1, len(said[one]))
        for one, other in itertools.permutations(said, 2)
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="How fresh the words stay.")
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--script", default="following-the-touch")
    options = parser.parse_args()
    library = Library(None)
    styles = [style for style in shipped_styles() if style != "other"]
    failed = False
    print(f"{'style':20}{'guidance':10}{'min':>5}{'again':>8}{'often':>7}{'touch':>7}  missed")
    for style, guidance, minutes in itertools.product(styles, PROFILES, LENGTHS):
        timelines = list(weeks_of(library, options.script, style, guidance, minutes, options.weeks))
        found, touch = course(timelines), following(timelines)
        over = missed(guidance, minutes, found, touch)
        failed = failed or bool(over)
        print(
            f"{style:20}{guidance:10}{minutes:5}{found.again:8.0%}{found.often:7}{touch:7}  {' '.join(over)}"
            + (f"  {found.often_line!r}" if "often" in over else "")
            + (f"  {found.twice[:2]}" if found.twice else "")
        )
    for guidance in PROFILES[::2]:
        shares = common(library, options.script, styles, guidance, 60)
        mean = sum(shares.values()) / len(shares)
        print(
            f"in common between two styles, {guidance}, 60 minutes: {mean:.0%} (most {max(shares.values()):.0%})"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
