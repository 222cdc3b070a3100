"""Breathing: patterns and their bounds, whole cycles, holds only when chosen, the stop rule once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fit_support import assert_tiles, script_of
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.errors import LengthError, MassageMindError, UsageError
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline
from massage_mind.script.breathing import (
    HOLDS_CAUTION,
    LONGEST_PHASE_MS,
    PATTERNS,
    SHORTEST_CYCLE_MS,
    STOP_RULE,
    pattern_named,
)
from massage_mind.script.person import Person
from massage_mind.script.script import Script

QUICK = settings(max_examples=100, deadline=None, derandomize=True, database=None)

SCRIPT = """
title: Breathing of one's own
about: A script with paced breathing in it.
moment: {moment}
minutes: {{least: 0.5, ideal: 5, most: 60}}
anchors: [feet, breath]
sections:
  - name: opening
    steps:
      - say: "This is the beginning."
  - name: breath
    steps:
{steps}
  - name: closing
    steps:
      - say: "This is the end of it."
"""


def breathing(*steps: str, moment: str = "before") -> Script:
    return script_of(SCRIPT.format(moment=moment, steps="\n".join(f"      - {step}" for step in steps)))


def paced(timeline: Timeline) -> list:
    return [cue for cue in timeline.cues if cue.breath and cue.breath.paced]


@pytest.mark.parametrize(
    ("key", "cycle_ms", "holds"),
    [
        ("natural", 0, False),
        ("ease", 10_000, False),
        ("ease-short", 8_000, False),
        ("even", 11_000, False),
        ("sigh", 9_000, False),
        ("box", 16_000, True),
        ("478", 19_000, True),
        ("count", 0, False),
    ],
)
def test_the_eight_patterns(key: str, cycle_ms: int, holds: bool) -> None:
    """Their breaths are as long as docs say, and only two of them hold."""
    pattern = pattern_named(key)
    assert (pattern.cycle_ms, pattern.holds, pattern.paced) == (cycle_ms, holds, cycle_ms > 0)
    assert len(PATTERNS) == 8


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("4-0-6-0", [("in", 4000), ("out", 6000)]),
        ("4-6", [("in", 4000), ("out", 6000)]),
        ("5.5-0-5.5-0", [("in", 5500), ("out", 5500)]),
        ("4-7-8-0", [("in", 4000), ("hold", 7000), ("out", 8000)]),
        ("1-1-1-1", [("in", 1000), ("hold", 1000), ("out", 1000), ("hold", 1000)]),
        ("20-20-20-20", [("in", 20000), ("hold", 20000), ("out", 20000), ("hold", 20000)]),
        ("4-0-6", [("in", 4000), ("out", 6000)]),
        ("4-2-6", [("in", 4000), ("hold", 2000), ("out", 6000)]),
        (" 4 2 6 ", [("in", 4000), ("hold", 2000), ("out", 6000)]),
    ],
)
def test_patterns_in_seconds(text: str, lengths: list[tuple[str, int]]) -> None:
    """in-hold-out-hold, in-hold-out, or in-out; parts of no length fall away."""
    assert [(phase.kind, phase.length_ms) for phase in pattern_named(text).phases] == lengths


@pytest.mark.parametrize(
    ("said", "key"),
    [("4-7-8", "478"), ("4-7-8-0", "478"), ("4 7 8", "478"), ("4-4-4-4", "box"), ("Box breathing", "box"), ("square", "box"),
     ("Ease", "ease"), ("4-0-6", "ease"), ("coherent", "even"), ("resonance breathing", "even"), ("cyclic sigh", "sigh"),
     ("counting breaths", "count"), ("natural breath", "natural")],
)  # fmt: skip
def test_patterns_are_called_as_people_call_them(said: str, key: str) -> None:
    """A name said otherwise, or the seconds of one that has a name, are that one, with its bound."""
    assert pattern_named(said) is PATTERNS[key]


@pytest.mark.parametrize(
    ("name", "seconds"), [("box", [4000, 4000]), ("478", [4000, 8000]), ("4-1-6", [4000, 6000])]
)
def test_a_breath_without_its_holds(name: str, seconds: list[int]) -> None:
    """The same in-breath and out-breath, as often as one likes; what would be too fast then is none."""
    bare = pattern_named(name).without_holds()
    assert bare is not None and not bare.holds and not bare.most_cycles
    assert [phase.length_ms for phase in bare.phases] == seconds
    assert pattern_named("1-1-1-1").without_holds() is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "4", "4-", "-4-6", "4-0-6-0-2", "0-0-6-0", "4-0-0-0", "1-0-1-0", "21-0-6-0", "4-0-20.001-0",
     "four-six", "4,5-6", "1e1-6", "4--6", "NaN-6", "inf-6", "4- 0-6", "easy", "4:0:6:0", "٤-٦x", "0x4-6", "100-100"],
)  # fmt: skip
def test_what_is_no_pattern_is_refused(text: str) -> None:
    """With a sentence, and the known ones or one that can be."""
    with pytest.raises(UsageError) as caught:
        pattern_named(text)
    assert caught.value.hint or caught.value.instead


@QUICK
@given(st.text(alphabet="0123456789.-٤e ", max_size=20))
def test_any_text_is_a_bounded_pattern_or_a_usage_error(text: str) -> None:
    """No other error, and no part or breath out of bounds."""
    try:
        pattern = pattern_named(text)
    except UsageError:
        return
    if pattern.paced:
        assert pattern.cycle_ms >= SHORTEST_CYCLE_MS
        assert all(0 < phase.length_ms <= LONGEST_PHASE_MS for phase in pattern.phases)


@QUICK
@given(name=st.sampled_from([key for key, one in PATTERNS.items() if one.paced]), at=st.integers(0, 20_000))
def test_every_moment_of_a_breath_has_its_phase(name: str, at: int) -> None:
    """`phase_at` finds the part that runs and how far into it."""
    pattern = PATTERNS[name]
    phase, into = pattern.phase_at(min(at, pattern.cycle_ms))
    assert phase in pattern.phases
    assert 0 <= into <= phase.length_ms


@QUICK
@given(
    pattern=st.sampled_from(["ease", "ease-short", "even", "sigh", "box", "478", "4-2-6-0", "3.3-5.7"]),
    total=st.integers(100_000, 1_200_000),
    holds=st.booleans(),
)
def test_only_whole_breaths_and_the_rest_is_silence(pattern: str, total: int, holds: bool) -> None:
    """Whatever the length, each paced cue is one cycle; what is over is rest; the bound of the pattern holds."""
    timeline = Fitting(breathing(f"breathe: {pattern}"), person=Person(holds=holds)).fit(total)
    assert_tiles(timeline, total)
    cues = paced(timeline)
    assert len(cues) >= 2
    asked = pattern_named(pattern)
    given_pattern = cues[0].breath
    assert given_pattern.key == (asked.key if holds or not asked.holds else "ease")
    assert len(cues) <= (given_pattern.most_cycles or 10_000)
    assert all(after.at_ms == before.end_ms for before, after in pairwise(cues))


@pytest.mark.parametrize(
    "step", ["breathe: '478'", "{breathe: '478', cycles: 9}", "{breathe: '478', for: 10 min}"]
)
def test_four_seven_eight_is_four_breaths_at_most(step: str) -> None:
    """However it is asked for."""
    timeline = Fitting(breathing(step), person=Person(holds=True)).fit(15 * 60_000)
    assert 2 <= len(paced(timeline)) <= 4


@pytest.mark.parametrize(
    "steps",
    [
        ("breathe: '478'", "breathe: '478'"),
        ("{breathe: '478', cycles: 4}", "{breathe: '478', cycles: 4}"),
        ("{repeat: [{breathe: '478', cycles: 4}], times: 3}",),
        ("{repeat: [{breathe: '478', cycles: 4}], every: 80 s}",),
    ],
)
def test_four_seven_eight_cannot_be_chained_past_four(steps: tuple[str, ...]) -> None:
    """Two steps in a row or a repeat give no more than the pattern bears."""
    try:
        timeline = Fitting(breathing(*steps), person=Person(holds=True)).fit(15 * 60_000)
    except MassageMindError:
        return
    assert len(paced(timeline)) <= 4


def test_holds_come_only_when_chosen_and_announced() -> None:
    """Unchosen, longer out-breaths take their place, with a note; chosen, the caution is said once, before."""
    script = breathing("breathe: box", "breathe: '478'")
    without = Fitting(script).fit(10 * 60_000)
    assert all(not cue.breath.holds for cue in paced(without))
    assert all(cue.text != HOLDS_CAUTION for cue in without.cues)
    assert any("holds are left out" in note for note in without.notes)
    chosen = Fitting(script, person=Person(holds=True)).fit(10 * 60_000)
    caution = [cue for cue in chosen.cues if cue.text == HOLDS_CAUTION]
    assert len(caution) == 1
    assert caution[0].end_ms <= min(cue.at_ms for cue in chosen.cues if cue.breath and cue.breath.holds)


@pytest.mark.parametrize("guidance", ["sparse", "guided", "silent"])
def test_no_holds_on_the_table_even_when_chosen(guidance) -> None:
    """A `during` script never holds the breath."""
    script = breathing("breathe: box", moment="during")
    timeline = Fitting(script, person=Person(holds=True), guidance=guidance).fit(10 * 60_000)
    assert all(not (cue.breath and cue.breath.holds) for cue in timeline.cues)
    assert all(cue.text != HOLDS_CAUTION for cue in timeline.cues)


def test_the_stop_rule_is_said_once_before_the_first_paced_breath() -> None:
    """However many paced steps there are; and not where nothing is paced."""
    timeline = Fitting(breathing("breathe: natural", "breathe: ease", "breathe: even")).fit(10 * 60_000)
    rule = [cue for cue in timeline.cues if cue.text == STOP_RULE]
    assert len(rule) == 1
    assert rule[0].end_ms <= paced(timeline)[0].at_ms
    quiet = Fitting(breathing("breathe: natural", "breathe: count")).fit(10 * 60_000)
    assert all(cue.text != STOP_RULE for cue in quiet.cues)


def test_a_repeat_says_the_stop_rule_once() -> None:
    """Also where the breathing stands inside a repeat with `every`."""
    timeline = Fitting(breathing("{repeat: [{breathe: ease, cycles: 2}], every: 60 s}")).fit(10 * 60_000)
    assert len(paced(timeline)) >= 6
    assert sum(cue.text == STOP_RULE for cue in timeline.cues) == 1
    assert_tiles(timeline, 10 * 60_000)


@pytest.mark.parametrize(("length", "cycles"), [("35 s", 3), ("40 s", 4), ("10 s", 1)])
def test_a_length_gives_as_many_whole_breaths_as_fit(length: str, cycles: int) -> None:
    """`for: 35 s` of a ten second breath is three, never three and a half."""
    assert len(paced(Fitting(breathing(f"{{breathe: ease, for: {length}}}")).fit(3 * 60_000))) == cycles


def test_too_short_for_its_breaths_is_a_length_error() -> None:
    """A breath is never cut to fit."""
    plan = Fitting(breathing("{breathe: ease, cycles: 12}"))
    with pytest.raises(LengthError) as caught:
        plan.fit(100_000)
    assert len(paced(plan.fit(caught.value.shortest_ms))) == 12


def test_a_breath_in_words() -> None:
    """What a screen without motion shows."""
    assert pattern_named("ease").cue_text == "in 4 · out 6"
    assert pattern_named("even").cue_text == "in 5.5 · out 5.5"
    assert pattern_named("478").cue_text == "in 4 · hold 7 · out 8"
    assert pattern_named("natural").cue_text
