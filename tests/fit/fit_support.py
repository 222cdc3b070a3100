"""What the tests of the heart share: every shipped script as a case, persons, voices, and what an exact timeline is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import spoken_ms
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.places import shipped_bells
from massage_mind.reading.library import Library
from massage_mind.reading.script_file import build_script
from massage_mind.script.breathing import STOP_RULE
from massage_mind.script.person import Person
from massage_mind.script.script import Script, Section
from massage_mind.script.steps.bell_step import Bell
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.say_step import Say
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Style

QUICK = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""How a property of whole timelines is tried in the fast tests; the slow ones try more examples."""
FORTY_WORDS = (
    "to let the shoulders be and to hear the rain for a while without having to answer anybody and then to go home "
    "slowly through the park with a little less hurry than I had this morning when I came"
)
HOSTILE = "{left} {nope} } { \x1b[31m [bold red]x[/] 😀 '; drop table \u202e"
INTENTIONS = ("", "rest", "to feel my feet", FORTY_WORDS, HOSTILE, "why not?")
NAMES = ("", "Ada", "Jean Paul", "{region}")
SKIPS: tuple[tuple[str, ...], ...] = (
    (),
    ("face",),
    ("back", "legs", "feet"),
    ("abdomen", "chest", "inner thigh", "throat", "face"),
)
ANCHORS: tuple[tuple[str, ...], ...] = (
    (),
    ("hands",),
    ("sounds", "feet"),
    ("touch", "table", "breath"),
    ("nowhere",),
)


def by_letters(text: str) -> int:
    """A voice whose lengths hang on the letters rather than the words."""
    return len(text) * 55 + 137


def hasty(text: str) -> int:
    return max(1, len(text.split()) * 300)


def slow(text: str) -> int:
    return len(text.split()) * 1_100 + 3


VOICES: dict[str, Callable[[str], int]] = {
    "estimate": spoken_ms,
    "letters": by_letters,
    "hasty": hasty,
    "slow": slow,
}


@cache
def shipped() -> tuple[Script, ...]:
    library = Library(None)
    return tuple(library.read(found.path) for found in library.found())


@cache
def styles() -> tuple[Style, ...]:
    return tuple(Library(None).styles())


def script_named(name: str) -> Script:
    return next(script for script in shipped() if script.name == name)


def style_named(name: str) -> Style:
    return next(style for style in styles() if style.id == name)


def script_of(text: str, name: str = "mine") -> Script:
    """A script from its text."""
    return build_script(text.encode(), f"{name}.yaml", lambda part: None)


@dataclass(frozen=True)
class Case:
    """A plan, and how it came about, in words that can be typed again."""

    plan: Fitting
    voice: str

    def __repr__(self) -> str:
        plan = self.plan
        return (
            f"Fitting({plan.script.name}, style={plan.style.id or None}, guidance={plan.guidance}, voice={self.voice}, "
            f"ask={plan.ask}, {plan.person})"
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """How hypothesis shows a failing case."""
        printer.text(repr(self))


@st.composite
def cases(
    draw: st.DrawFn,
    moments: tuple[str, ...] = ("before", "during", "after", "anytime"),
    voices: tuple[str, ...] = tuple(VOICES),
    intentions: tuple[str, ...] = INTENTIONS,
    least_most_ms: int = 0,
) -> Case:
    """Any shipped script with a style, a guidance, a person and a voice that it supports."""
    scripts = [one for one in shipped() if one.moment in moments and one.most_ms >= least_most_ms]
    script = draw(st.sampled_from(scripts))
    fitting = [style for style in styles() if not script.styles or style.id in script.styles]
    style = draw(st.sampled_from([None, *fitting]))
    person = Person(
        intention=draw(st.sampled_from(intentions)),
        name=draw(st.sampled_from(NAMES)),
        skip=draw(st.sampled_from(SKIPS)),
        anchors=draw(st.sampled_from(ANCHORS)),
        holds=draw(st.booleans()),
    )
    voice = draw(st.sampled_from(voices))
    guidance = draw(st.sampled_from(script.guidances))
    plan = Fitting(
        script, style=style, person=person, guidance=guidance, voice=VOICES[voice], ask=draw(st.booleans())
    )
    return Case(plan, voice)


def lengths_for(case: Case) -> st.SearchStrategy[int]:
    """Lengths the script is meant for, often near its least; and any from nothing to three hours."""
    least, most = case.plan.script.least_ms, case.plan.script.most_ms
    near = st.integers(least, min(most, least * 3))
    return st.one_of(near, st.integers(least, most), st.integers(1, 180 * 60_000))


# -- what an exact timeline is ----------------------------------------------------------------------------------------


def assert_tiles(timeline: Timeline, total_ms: int) -> None:
    """The cues tile 0 to the total, in whole milliseconds, and so no two overlap; breaths are whole."""
    at = 0
    for cue in timeline.cues:
        assert type(cue.at_ms) is int
        assert type(cue.length_ms) is int
        assert cue.at_ms == at, f"{cue} does not start where the one before ended, {at}"
        assert cue.length_ms > 0, cue
        at = cue.end_ms
        if cue.breath and cue.breath.paced:
            assert cue.length_ms == cue.breath.cycle_ms, cue
    assert at == total_ms
    assert timeline.total_ms == total_ms
    assert [cue.at_ms for cue in timeline.cues] == sorted(cue.at_ms for cue in timeline.cues)
    assert timeline.sections[0].at_ms == 0
    assert timeline.sections[-1].end_ms == total_ms
    indexes = [span.index for span in timeline.sections]
    assert indexes == sorted(set(indexes)), "a section came twice or out of order"
    for before, after in pairwise(timeline.sections):
        assert before.end_ms == after.at_ms


def questions_cut_short(timeline: Timeline) -> list[tuple[Cue, int]]:
    """Spoken questions with less than 8 s of silence after them, and how much there is."""
    found = []
    for index, cue in enumerate(timeline.cues):
        if cue.kind == "say" and "?" in cue.text:
            quiet = 0
            for later in timeline.cues[index + 1 :]:
                if later.kind != "rest":
                    break
                quiet += later.length_ms
            if quiet < 8_000:
                found.append((cue, quiet))
    return found


def assert_whole(case: Case, timeline: Timeline, index: int) -> None:
    """Every bell and every line of this section is there, in full length."""
    section = case.plan.script.sections[index]
    cues = [cue for cue in timeline.cues if cue.section_index == index]
    bells = [cue for cue in cues if cue.kind == "bell"]
    said = [cue for cue in cues if cue.kind == "say"]
    assert len(bells) == sum(isinstance(step, Bell) and plays(case, step) for step in section.steps)
    assert len(said) == lines_in(case, section), f"{section.title}: {[cue.text for cue in said]}"
    assert all(cue.length_ms == shipped_bells()[cue.text] for cue in bells)
    assert all(cue.length_ms == VOICES[case.voice](cue.text) for cue in said)


def plays(case: Case, step: Any) -> bool:
    return not step.guidance or case.plan.guidance in step.guidance


def lines_in(case: Case, section: Section) -> int:
    """How many lines this section speaks; only for sections of plain steps and breaths, as openings and closings are."""
    pools = {"free": case.plan.script.free, "remind": case.plan.script.remind, "say": ()}
    count = 0
    for step in section.steps:
        assert not isinstance(step, Scan | Repeat)
        if isinstance(step, Breathe):  # a practice begins with it, and with the one line that comes before it
            count += step.pattern.paced
        if isinstance(step, Say) and plays(case, step):
            lines = step.lines or pools[step.role][:1]
            count += sum(
                bool(line.text if case.plan.person.intention else line.unset or line.text) for line in lines
            )
    return count


def assert_stop_rule(timeline: Timeline) -> None:
    """The stop rule comes once where anything is paced, before the first paced breath; nowhere else."""
    paced = [cue for cue in timeline.cues if cue.breath and cue.breath.paced]
    said = [
        cue
        for cue in timeline.cues
        if cue.text.endswith(
            (STOP_RULE, " You can stop, or not hold.", ", or breathe as usual. You can stop.")
        )
    ]
    assert len(said) == (1 if paced else 0)
    if paced:
        assert said[0].end_ms <= paced[0].at_ms


def spoken_as(text: str) -> re.Pattern[str]:
    """What a line of a script may sound like once its fields are filled."""
    parts = re.split(r"\{\w+\}", re.sub(r"(?:,\s*|\s+)?\{name\}", "{name}", text))
    return re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)


def freedom_gap_ms(timeline: Timeline) -> int:
    """The longest time without a freedom cue: from the start, between two, to the end."""
    times = [0, *(cue.at_ms for cue in timeline.cues if cue.free), timeline.total_ms]
    return max(after - before for before, after in pairwise(times))
