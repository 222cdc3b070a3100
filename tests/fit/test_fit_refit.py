"""Fitting what remains anew while a session runs: what was performed stays, and nothing once said comes again."""

from __future__ import annotations

from collections import Counter

import pytest
from fit_support import (
    VOICES,
    Case,
    assert_tiles,
    cases,
    freedom_gap_ms,
    questions_cut_short,
    script_named,
    script_of,
    spoken_as,
    style_named,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_mind.errors import LengthError
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import FREE_LATEST_MS
from massage_mind.fit.timeline import Timeline
from massage_mind.script.breathing import HOLDS_CAUTION, STOP_RULE
from massage_mind.script.person import Person
from massage_mind.script.steps.say_step import Say
from massage_mind.script.steps.scan_step import Scan

QUICK = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
SLOW = settings(QUICK, max_examples=3_000, derandomize=False)
FIVE = 5 * 60_000

BY_WORDS = ("estimate", "hasty", "slow")


@st.composite
def journeys(
    draw: st.DrawFn, voices: tuple[str, ...] = BY_WORDS, moments=("before", "during", "after", "anytime")
):
    """A case, a length, and presses at positions anywhere (a person may also have skipped back)."""
    case = draw(cases(moments=moments, voices=voices, intentions=("", "rest")))
    plan = case.plan
    total = draw(st.integers(max(plan.script.least_ms, plan.shortest_ms() + 2_000), plan.script.most_ms))
    presses = draw(st.lists(st.tuples(st.sampled_from("+-e"), st.floats(0, 0.9999)), min_size=1, max_size=5))
    return case, total, presses


def press(case: Case, timeline: Timeline, key: str, part: float) -> tuple[Timeline | None, int]:
    """What the key gives: the new timeline, or None where it cannot be; and where it was pressed."""
    at_ms = int(timeline.total_ms * part)
    if key == "e":
        return case.plan.close(timeline, at_ms), at_ms
    wanted = timeline.total_ms + (FIVE if key == "+" else -FIVE)
    try:
        fitted = case.plan.refit(timeline, at_ms, wanted)
    except LengthError as error:
        nearest = error.shortest_ms or error.longest_ms
        assert nearest
        if nearest == timeline.total_ms:
            return None, at_ms  # the closing is running: it is not stretched
        most = case.plan.script.most_ms
        if nearest > most or (nearest == most and case.plan.shortest_ms() + at_ms > most):
            return None, at_ms  # so near the end of the longest there is that nothing can be fitted any more
        fitted = case.plan.refit(timeline, at_ms, nearest)
        assert fitted.total_ms == nearest
        return fitted, at_ms
    assert fitted.total_ms == wanted
    return fitted, at_ms


def assert_kept(before: Timeline, after: Timeline, at_ms: int) -> None:
    """Every cue performed by then is the same; the running one too, but that a silence may be cut or go on.

    Where one silence ends and the next begins at this very millisecond, the first may go on: nothing has been heard since.
    """
    index = before.index_at(at_ms)
    between = index and at_ms == before.cues[index].at_ms
    if between and before.cues[index - 1].kind == before.cues[index].kind == "rest":
        index -= 1
    assert after.cues[:index] == before.cues[:index]
    running = before.cues[index]
    unpaced = running.breath is not None and not running.breath.paced
    if running.kind == "rest" or unpaced:
        if at_ms > running.at_ms:
            assert after.cues[index].kind == running.kind
            assert after.cues[index].at_ms == running.at_ms
            assert after.cues[index].section == running.section
            assert after.cues[index].length_ms >= at_ms - running.at_ms
    else:
        assert after.cues[index] == running


def assert_sound(case: Case, before: Timeline, after: Timeline, at_ms: int) -> None:
    assert_kept(before, after, at_ms)
    assert_tiles(after, after.total_ms)
    assert after.sections[-1].index == len(case.plan.script.sections) - 1


def once_only(case: Case, timeline: Timeline) -> list[str]:
    """Lines that should be said once and came more than once."""
    script = case.plan.script
    once = [STOP_RULE, HOLDS_CAUTION]
    for section in script.sections:
        for step in section.steps:
            if isinstance(step, Scan):
                once.extend(line.text for line in step.turn)
            elif isinstance(step, Say) and step.lines:
                once.extend(
                    line.text for line in step.lines if line.text not in {one.text for one in script.free}
                )
    found = []
    texts = [cue.text for cue in timeline.cues if cue.kind == "say"]
    for line in once:
        pattern = spoken_as(line)
        if sum(bool(pattern.fullmatch(text)) for text in texts) > 1:
            found.append(line)
    return found


def test_a_press_between_two_silences_keeps_what_was_said() -> None:
    """The first goes on, and no word of before or after changes."""
    case = Case(
        Fitting(script_named("hand-on-the-door"), person=Person(), guidance="dense", ask=False), "estimate"
    )
    before = case.plan.close(case.plan.fit(45_273), 33_954)
    at_ms = 33_954
    assert ["rest", "rest"] == [cue.kind for cue in before.cues if at_ms in (cue.at_ms, cue.end_ms)]
    after = case.plan.refit(before, at_ms, 120_000)
    assert_sound(case, before, after, at_ms)
    spoken = [cue for cue in before.cues if cue.kind == "say"]
    assert [cue.text for cue in spoken] == [cue.text for cue in after.cues if cue.kind == "say"]


@QUICK
@given(journey=journeys())
def test_refits_keep_the_past_and_tile_the_rest(journey) -> None:
    """Several in a row, at any positions: past cues byte-identical, an exact tiling, the closing at the end."""
    case, total, presses = journey
    timeline = case.plan.fit(total)
    for key, part in presses:
        after, at_ms = press(case, timeline, key, part)
        if after is None:
            continue
        assert_sound(case, timeline, after, at_ms)
        timeline = after


@QUICK
@given(journey=journeys())
def test_refits_say_once_what_is_said_once(journey) -> None:
    """Stop rule, caution, turn, and every line of the opening, the closing and the sections between."""
    case, total, presses = journey
    timeline = case.plan.fit(total)
    for key, part in presses:
        after, _ = press(case, timeline, key, max(part, 0.02))
        timeline = after or timeline
        assert once_only(case, timeline) == []


@settings(QUICK, max_examples=60)
@given(journey=journeys(voices=("letters",)))
def test_refits_with_a_measured_voice(journey) -> None:
    """The nearest possible total that a refusal names can be had, also where words take their own time."""
    case, total, presses = journey
    timeline = case.plan.fit(total)
    for key, part in presses:
        after, at_ms = press(case, timeline, key, part)
        if after is None:
            continue
        assert_sound(case, timeline, after, at_ms)
        timeline = after


@QUICK
@given(journey=journeys())
def test_refits_leave_eight_seconds_after_a_question(journey) -> None:
    """Also when a key is pressed right after one."""
    case, total, presses = journey
    timeline = case.plan.fit(total)
    for key, part in presses:
        after, _ = press(case, timeline, key, part)
        timeline = after or timeline
        assert questions_cut_short(timeline) == []


@QUICK
@given(journey=journeys(moments=("during",), voices=("estimate",)))
def test_refits_keep_the_freedom_cue_near(journey) -> None:
    """Lengthened or shortened, no more than 15 minutes without one."""
    case, total, presses = journey
    timeline = case.plan.fit(total)
    if freedom_gap_ms(timeline) > FREE_LATEST_MS:
        return
    for key, part in presses:
        after, _ = press(case, timeline, key, part)
        timeline = after or timeline
        assert freedom_gap_ms(timeline) <= FREE_LATEST_MS


@pytest.mark.slow
@SLOW
@given(journey=journeys(voices=tuple(VOICES)))
def test_refits_more(journey) -> None:
    """All of it with many more examples."""
    case, total, presses = journey
    timeline = case.plan.fit(total)
    for key, part in presses:
        after, at_ms = press(case, timeline, key, part)
        if after is None:
            continue
        assert_sound(case, timeline, after, at_ms)
        assert once_only(case, after) == []
        timeline = after


@pytest.mark.parametrize("guidance", ["sparse", "guided", "silent"])
def test_the_turn_is_not_announced_again(guidance) -> None:
    """After the style has turned over, `+`, `-` and `+` again do not ask to turn over a second time."""
    script = script_named("following-the-touch")
    turns = {
        line.text for s in script.sections for step in s.steps if isinstance(step, Scan) for line in step.turn
    }
    plan = Fitting(script, style=style_named("swedish"), guidance=guidance)
    timeline = plan.fit(90 * 60_000)
    turned = next(cue for cue in timeline.cues if cue.text in turns)
    for more in (FIVE, -FIVE, FIVE):
        timeline = plan.refit(timeline, turned.end_ms + 300_000, timeline.total_ms + more)
        assert sum(cue.text in turns for cue in timeline.cues) == 1


def test_a_region_is_not_announced_again() -> None:
    """Fitted anew in the middle of a region, a scan by region goes on with other lines."""
    plan = Fitting(script_named("following-the-touch"), style=style_named("swedish"), guidance="guided")
    timeline = plan.fit(60 * 60_000)
    announced = next(cue for cue in timeline.cues if cue.origin.startswith("region:"))
    after = plan.refit(timeline, announced.end_ms + 20_000, timeline.total_ms + FIVE)
    again = next(cue for cue in after.cues if cue.kind == "say" and cue.at_ms > announced.end_ms)
    assert announced.origin != again.origin
    assert announced.text not in {cue.text for cue in after.cues if cue.at_ms > announced.at_ms}


@pytest.mark.parametrize(
    ("name", "section"), [("arriving", "The body as it is"), ("coming-back", "A while longer")]
)
def test_a_scan_off_the_table_goes_on_where_it_was(name: str, section: str) -> None:
    """Regions already visited are not visited again when the time changes in the middle of the scan."""
    plan = Fitting(script_named(name), guidance="dense")
    timeline = plan.fit(12 * 60_000)
    visits = [cue for cue in timeline.cues if cue.section == section and cue.kind == "say"]
    after = plan.refit(timeline, visits[3].end_ms + 500, timeline.total_ms + FIVE)
    texts = [cue.text for cue in after.cues if cue.section == section and cue.kind == "say"]
    assert texts[:4] == [cue.text for cue in visits[:4]]
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    assert texts[4:] == [cue.text for cue in visits[4:]]


def test_a_flow_with_no_room_for_words_is_silence() -> None:
    """Shortened until the flow has only a second left, the tiling has no hole (found by search)."""
    plan = Fitting(script_named("chair"), guidance="sparse")
    timeline = plan.refit(plan.fit(1_156_621), 734_097, 856_621)
    assert_tiles(timeline, 856_621)


@pytest.mark.parametrize("lines", [1, 5])
def test_no_hole_at_any_shortening(lines: int) -> None:
    """Every second of a refit to shorter lengths tiles."""
    plan = Fitting(script_named("following-the-touch"), style=style_named("thai"), guidance="sparse")
    timeline = plan.fit(30 * 60_000)
    at_ms = 700_000 + lines * 60_000
    for total in range(at_ms + 150_000, at_ms + 300_000, 2_501):
        try:
            after = plan.refit(timeline, at_ms, total)
        except LengthError:
            continue
        assert_tiles(after, total)


PACED = """
title: Paced
about: Two sections with breathing, as a person may write them.
moment: before
minutes: {least: 1, ideal: 8, most: 30}
anchors: [feet, breath]
sections:
  - name: one
    steps:
      - bell: bell
      - breathe: PATTERN
        cycles: 3
  - name: two
    steps:
      - say: "First words of two."
      - say: "Second words of two."
      - breathe: PATTERN
      - say: "Third words of two."
  - name: closing
    steps:
      - say: "This is the end of it."
      - bell: bell
"""


@pytest.mark.parametrize("pattern", ["ease", "box", "478", "4-2-6-0"])
@pytest.mark.parametrize("change", [FIVE, -FIVE])
def test_a_later_paced_section_is_fitted_anew_without_repeating(pattern: str, change: int) -> None:
    """At every position: stop rule and caution once, no line of the section twice, breaths whole."""
    plan = Fitting(script_of(PACED.replace("PATTERN", pattern)), person=Person(holds=True))
    timeline = plan.fit(11 * 60_000)
    for at_ms in range(0, 11 * 60_000, 3_700):
        try:
            after = plan.refit(timeline, at_ms, timeline.total_ms + change)
        except LengthError:
            continue
        assert_tiles(after, timeline.total_ms + change)
        texts = Counter(cue.text for cue in after.cues if cue.kind == "say")
        assert {text: count for text, count in texts.items() if count > 1} == {}, at_ms


@pytest.mark.parametrize("pattern", ["478", "box"])
def test_refitting_gives_no_more_holds_than_the_pattern_bears(pattern: str) -> None:
    """At most so many breaths in one go: pressing `+` in the middle of 4-7-8 does not give four more."""
    plan = Fitting(script_of(PACED.replace("PATTERN", pattern)), person=Person(holds=True))
    timeline = plan.fit(11 * 60_000)
    breaths = [cue for cue in timeline.cues if cue.kind == "breathe"]
    after = plan.refit(timeline, breaths[2].at_ms + 1_000, timeline.total_ms + FIVE)
    most = breaths[0].breath.most_cycles
    assert len(breaths) <= most
    assert sum(cue.kind == "breathe" for cue in after.cues) <= most


def test_the_closing_can_be_brought_forward_from_anywhere() -> None:
    """`close` starts the closing within seconds, whole, and says None once it is running."""
    plan = Fitting(script_named("following-the-touch"), style=style_named("thai"), guidance="sparse")
    timeline = plan.fit(60 * 60_000)
    closing = timeline.sections[-1]
    words = [cue.kind for cue in timeline.cues if cue.section_index == closing.index and cue.kind != "rest"]
    for at_ms in (0, 1, 6_500, 300_000, 1_800_000, closing.at_ms - 1):
        ended = plan.close(timeline, at_ms)
        assert ended is not None
        assert_kept(timeline, ended, at_ms)
        assert_tiles(ended, ended.total_ms)
        now = timeline.cues[timeline.index_at(at_ms)]
        begun = max(at_ms, now.end_ms if now.kind != "rest" else at_ms)
        assert ended.sections[-1].index == closing.index
        assert ended.sections[-1].at_ms <= begun + 3_000
        kinds = [cue.kind for cue in ended.cues if cue.section_index == closing.index and cue.kind != "rest"]
        assert kinds == words
    assert plan.close(timeline, closing.at_ms + 1) is None


def test_longer_than_the_most_is_refused_with_the_most() -> None:
    """`+` at the longest length names it."""
    script = script_named("chair")
    plan = Fitting(script)
    timeline = plan.fit(script.most_ms)
    with pytest.raises(LengthError) as caught:
        plan.refit(timeline, 100_000, script.most_ms + FIVE)
    assert caught.value.longest_ms == script.most_ms


@pytest.mark.parametrize("key", ["e", "+", "-"])
@pytest.mark.parametrize(
    ("name", "minutes"), [("hand-on-the-door", 1.25), ("following-the-touch", 60), ("arriving", 12)]
)
def test_a_key_right_after_a_question_leaves_its_eight_seconds(name: str, minutes: float, key: str) -> None:
    """Pressed half a second after "Where are the shoulders?", the next words still wait."""
    plan = Fitting(script_named(name))
    timeline = plan.fit(round(minutes * 60_000))
    for asked in [cue for cue in timeline.cues if cue.kind == "say" and "?" in cue.text]:
        at_ms = asked.end_ms + 500
        try:
            if key == "e":
                after = plan.close(timeline, at_ms)
            else:
                after = plan.refit(timeline, at_ms, timeline.total_ms + (FIVE if key == "+" else -FIVE))
        except LengthError:
            continue
        if after is not None:
            assert questions_cut_short(after) == []


@pytest.mark.parametrize("name", ["following-the-touch", "chair"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.7])
def test_the_closing_brought_forward_speaks_soon_and_truly(name: str, part: float) -> None:
    """`e`: the first words come within ten seconds, and the time they name is the time that is left."""
    plan = Fitting(script_named(name), guidance="sparse")
    timeline = plan.fit(20 * 60_000)
    at_ms = int(timeline.total_ms * part)
    ended = plan.close(timeline, at_ms)
    assert ended is not None
    first = next(c for c in ended.cues if c.kind == "say" and c.section_index == ended.sections[-1].index)
    running = timeline.cues[timeline.index_at(at_ms)]
    begun = at_ms if running.kind == "rest" else running.end_ms
    assert first.at_ms - begun <= 10_000
    named = 120 if "two minutes" in first.text else 90
    assert abs((ended.total_ms - first.at_ms) / 1_000 - named) <= 15, first.text
