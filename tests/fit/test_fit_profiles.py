"""The guidance profiles on the table: how much is said, how far apart, the taper, and the words that must come."""

from __future__ import annotations

import re
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fit_support import (
    FORTY_WORDS,
    QUICK,
    Case,
    cases,
    freedom_gap_ms,
    script_named,
    shipped,
    style_named,
    styles,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.fit.fitting import Fitting
from massage_mind.fit.flow import Stretch
from massage_mind.fit.pacing import (
    AFTER_QUESTION_MS,
    FREE_EARLY_MS,
    FREE_LATEST_MS,
    FREE_SOONEST_MS,
    PROFILES_HOLD_FROM_MS,
    TABLE,
)
from massage_mind.fit.table_flow import TableFlow
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.script.person import Person
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.scan_step import Scan

SLOW = settings(QUICK, max_examples=3_000, derandomize=False)
SHORT = ("", "rest", "to feel my feet")
LONG = (FORTY_WORDS, "to let my shoulders be and to breathe")

table_cases = cases(
    moments=("during",), voices=("estimate",), intentions=SHORT, least_most_ms=PROFILES_HOLD_FROM_MS
)
wordy_cases = cases(
    moments=("during",), voices=("estimate",), intentions=LONG, least_most_ms=PROFILES_HOLD_FROM_MS
)


def table_length(case: Case) -> st.SearchStrategy[int]:
    most = case.plan.script.most_ms
    usual = [minutes * 60_000 for minutes in (30, 45, 60, 75, 90, 120, 180) if minutes * 60_000 <= most]
    return st.one_of(st.sampled_from(usual), st.integers(PROFILES_HOLD_FROM_MS, most))


def spoken(timeline: Timeline) -> list[Cue]:
    return [cue for cue in timeline.cues if cue.kind == "say"]


def assert_profile(case: Case, timeline: Timeline) -> None:
    """Words an hour and share of silence lie within the profile."""
    profile = TABLE[case.plan.guidance]
    hours = timeline.total_ms / 3_600_000
    assert profile.words[0] <= timeline.words / hours <= profile.words[2]
    assert profile.silence[0] <= timeline.silence <= profile.silence[1]


def assert_gaps(case: Case, timeline: Timeline) -> None:
    """Between the tapers the silence between two cues lies within the profile; in the first minutes it is shorter.

    In a session of under three quarters of an hour both shrink with it, in the opening twice.
    """
    shrunk = min(1.0, timeline.total_ms / (45 * 60_000))
    profile = TABLE[case.plan.guidance]
    taper, middle = profile.taper.scaled(shrunk), profile.gap.scaled(shrunk)
    said = spoken(timeline)
    for before, after in pairwise(said):
        gap = after.at_ms - before.end_ms
        if case.plan.guidance == "silent":
            continue
        if after.at_ms < 5 * 60_000:
            around = profile.taper.scaled(shrunk**2) if before.section_index == 0 else taper
            least = min(around.least, taper.least)
            assert least <= gap <= taper.most or gap == AFTER_QUESTION_MS, (before, gap)
        elif (
            before.end_ms >= 5 * 60_000
            and after.at_ms <= timeline.total_ms - 5 * 60_000
            and before.section_index == after.section_index
        ):
            assert middle.least <= gap <= middle.most, (before, gap)


def assert_freedom(timeline: Timeline) -> None:
    """A freedom cue within 15 minutes of the start, of each other and of the end."""
    assert freedom_gap_ms(timeline) <= FREE_LATEST_MS, [
        cue.at_ms / 60_000 for cue in timeline.cues if cue.free
    ]


def assert_closing(timeline: Timeline) -> None:
    """The closing begins about two minutes before the end, and its first words name what is left."""
    closing = timeline.sections[-1]
    first = next(cue for cue in timeline.cues if cue.section_index == closing.index)
    assert 80_000 <= closing.length_ms <= 150_000
    assert first.kind == "say"
    named = re.search(r"about (?:(two) minutes|(\d+) seconds)", first.text)
    assert named, first.text
    seconds = 120 if named[1] else int(named[2])
    assert abs(closing.length_ms / 1_000 - seconds) <= 30


def assert_intention(case: Case, timeline: Timeline) -> None:
    """An intention that is set is named 2 to 4 times."""
    if case.plan.person.intention:
        assert 2 <= sum(cue.reminds for cue in timeline.cues) <= 4
        word = case.plan.person.intention.split()[0]
        assert all(word in cue.text for cue in timeline.cues if cue.reminds)


@QUICK
@given(case=table_cases, data=st.data())
def test_words_and_silence_keep_the_profile(case: Case, data: st.DataObject) -> None:
    """From 30 minutes on, without an intention or with a short one."""
    assert_profile(case, case.plan.fit(data.draw(table_length(case), label="total_ms")))


@QUICK
@given(case=wordy_cases, data=st.data())
def test_words_and_silence_keep_the_profile_with_a_long_intention(case: Case, data: st.DataObject) -> None:
    """An intention of 8 or of 40 words, spoken 2 to 4 times, does not burst the profile."""
    assert_profile(case, case.plan.fit(data.draw(table_length(case), label="total_ms")))


@QUICK
@given(case=st.one_of(table_cases, wordy_cases), data=st.data())
def test_gaps_keep_the_profile_and_the_taper(case: Case, data: st.DataObject) -> None:
    """The taper's in the first five minutes, the profile's own gap in the middle."""
    assert_gaps(case, case.plan.fit(data.draw(table_length(case), label="total_ms")))


every_voice = cases(moments=("during",))


@settings(QUICK, max_examples=100)
@given(case=every_voice, data=st.data())
def test_freedom_is_never_more_than_15_minutes_away(case: Case, data: st.DataObject) -> None:
    """At every length a `during` script takes, with any voice."""
    script = case.plan.script
    total = data.draw(st.integers(script.least_ms, script.most_ms), label="total_ms")
    assert_freedom(case.plan.fit(max(total, case.plan.shortest_ms() + 1_000)))


@pytest.mark.parametrize(
    ("name", "style", "guidance", "total_ms"),
    [
        ("silent-with-bells", "aromatherapy", "silent", 941_849),
        ("following-the-touch", "myofascial-release", "sparse", 3_257_587),
        ("following-the-touch", "shiatsu", "sparse", 3_203_925),
        ("silent-with-bells", "swedish", "silent", 31 * 60_000),
    ],
)
def test_freedom_at_lengths_that_once_went_without(name: str, style: str, guidance, total_ms: int) -> None:
    """Lengths found by search at which the last freedom cue lay more than 15 minutes before the end."""
    for anchors in ((), ("hands",), ("sounds", "feet")):
        for skip in ((), ("face",)):
            person = Person(name="Ada", skip=skip, anchors=anchors)
            assert_freedom(
                Fitting(script_named(name), style=style_named(style), guidance=guidance, person=person).fit(
                    total_ms
                )
            )


@QUICK
@given(case=st.one_of(table_cases, wordy_cases), data=st.data())
def test_freedom_cues_keep_their_distance(case: Case, data: st.DataObject) -> None:
    """After the one in the opening they come every 10 to 15 minutes; closer only so that no thread is cut.

    Those of a repeat share the session evenly, which may take some seconds off the ten minutes.
    """
    timeline = case.plan.fit(data.draw(table_length(case), label="total_ms"))
    times = [cue.at_ms for cue in timeline.cues if cue.free][1:]
    threaded = any(
        line.thread
        for section in case.plan.script.sections
        for step in section.steps
        if isinstance(step, Scan)
        for line in step.lines
    )
    soonest = FREE_EARLY_MS if threaded else FREE_SOONEST_MS - 6_000
    assert all(after - before >= soonest for before, after in pairwise(times))


@QUICK
@given(case=st.one_of(table_cases, wordy_cases), data=st.data())
def test_the_closing_begins_about_two_minutes_before_the_end(case: Case, data: st.DataObject) -> None:
    """And names it."""
    assert_closing(case.plan.fit(data.draw(table_length(case), label="total_ms")))


@QUICK
@given(case=st.one_of(table_cases, wordy_cases), data=st.data())
def test_the_intention_is_named_two_to_four_times(case: Case, data: st.DataObject) -> None:
    """Where one is set."""
    assert_intention(case, case.plan.fit(data.draw(table_length(case), label="total_ms")))


@pytest.mark.slow
@SLOW
@given(case=table_cases, data=st.data())
def test_profiles_more(case: Case, data: st.DataObject) -> None:
    """All of it with many more examples."""
    timeline = case.plan.fit(data.draw(table_length(case), label="total_ms"))
    assert_profile(case, timeline)
    assert_gaps(case, timeline)
    assert_freedom(timeline)
    assert_closing(timeline)
    assert_intention(case, timeline)


@pytest.mark.parametrize("style", styles(), ids=lambda style: style.id)
def test_turning_over_is_mentioned_once_at_most_and_only_where_it_happens(style) -> None:
    """A style without a turn never speaks of one; one with it says so once, near its place."""
    for script in shipped():
        turns = [
            line.text
            for s in script.sections
            for step in s.steps
            if isinstance(step, Scan)
            for line in step.turn
        ]
        if script.moment != "during" or not turns or script.styles:
            continue
        for guidance in script.guidances:
            for minutes in (30, 60, 90):
                timeline = Fitting(script, style=style, guidance=guidance).fit(minutes * 60_000)
                said = [cue for cue in timeline.cues if cue.text in turns]
                has_turn = any(region.kind == "turn" for region in style.regions)
                assert len(said) == (1 if has_turn else 0), (script.name, guidance, minutes)


def test_no_line_comes_twice_in_a_row() -> None:
    """Not even in a second round through the lines; but for a line that a `repeat` repeats."""
    for script in shipped():
        repeats = any(isinstance(step, Repeat) for section in script.sections for step in section.steps)
        if script.moment != "during" or repeats:
            continue
        for guidance in script.guidances:
            said = spoken(Fitting(script, guidance=guidance).fit(script.most_ms))
            assert all(a.text != b.text for a, b in pairwise(said)), (
                script.name,
                guidance,
            )


@pytest.mark.parametrize("region", ["face", "throat", "abdomen", "chest", "inner thigh"])
def test_a_region_left_out_is_not_named(region: str) -> None:
    """The regions many people leave out keep out of every spoken line (the body part, not 'face down')."""
    named = re.compile(rf"\b{region}s?\b(?! down| up| cradle)", re.IGNORECASE)
    for script in shipped():
        for style in (None, *(one for one in styles() if not script.styles or one.id in script.styles)):
            if script.moment != "during" and style is not None:
                continue
            for guidance in script.guidances:
                plan = Fitting(script, style=style, guidance=guidance, person=Person(skip=(region,)))
                for cue in plan.fit(script.most_ms).cues:
                    if cue.kind == "say":
                        assert not named.search(cue.text), f"{script.name}: {cue.text}"


@pytest.mark.parametrize(
    ("name", "style"), [("breath-as-anchor", "trigger-point"), ("sounds-as-anchor", "thai")]
)
def test_whole_threads_keep_no_way_out_waiting_for_more_than_a_quarter_of_an_hour(
    name: str, style: str
) -> None:
    """Sixteen minutes were waited here, with the gaps that were nearest to the words aimed at."""
    person = Person(intention="to feel my feet", name="Ada")
    plan = Fitting(script_named(name), style=style_named(style), guidance="sparse", person=person)
    assert max(freedom_gap_ms(plan.fit(total)) for total in range(2_058_000, 2_064_001, 1_000)) <= 15 * 60_000


@pytest.mark.parametrize(("goes_on", "too_long"), [(True, 500), (False, 4_500)])
def test_what_comes_after_another_flow_is_that_one_s_matter(goes_on: bool, too_long: int) -> None:
    """A flow of twenty minutes in an hour: what the rest of the hour has isn't held against it where more is to come."""
    stretch = Stretch(0, 20 * 60_000, 60 * 60_000, 0, goes_on=goes_on)
    flow = cast("TableFlow", SimpleNamespace(stretch=stretch))
    candidate = SimpleNamespace(elements=[], gaps=[])
    assert TableFlow.unfree(flow, cast("Any", candidate), 0) == too_long
