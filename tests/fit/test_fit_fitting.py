"""Invariant 2: a timeline is exact, for every shipped script, style, guidance, person, voice and length."""

from __future__ import annotations

import re

import pytest
from fit_support import (
    FORTY_WORDS,
    HOSTILE,
    INTENTIONS,
    NAMES,
    QUICK,
    Case,
    assert_stop_rule,
    assert_tiles,
    assert_whole,
    cases,
    lengths_for,
    questions_cut_short,
    script_named,
    script_of,
    shipped,
    style_named,
    styles,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.errors import LengthError, UsageError
from massage_mind.fit.filling import SHORT_INTENTION_WORDS
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import AFTER_QUESTION_MS, spoken_ms
from massage_mind.fit.sharing import share_out
from massage_mind.fit.timeline import Timeline
from massage_mind.script.person import Person
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.rest_step import Rest
from massage_mind.script.steps.scan_step import Scan

SLOW = settings(QUICK, max_examples=4_000, derandomize=False)


def assert_exact(case: Case, timeline: Timeline, total_ms: int) -> None:
    """All of invariant 2 that holds at any length."""
    script = case.plan.script
    assert_tiles(timeline, total_ms)
    assert timeline.sections[0].index == 0
    assert timeline.sections[-1].index == len(script.sections) - 1
    assert_whole(case, timeline, 0)
    assert_whole(case, timeline, len(script.sections) - 1)
    assert_stop_rule(timeline)
    assert questions_cut_short(timeline) == []
    present = {span.index for span in timeline.sections}
    # One without steps is about a place that this person leaves out (`fit.drawing`).
    missing = [
        section for index, section in enumerate(script.sections) if section.steps and index not in present
    ]
    assert tuple(section.title for section in missing if section.optional) == timeline.dropped
    for section in missing:
        if not section.optional:
            assert all(isinstance(step, Scan | Repeat | Rest) for step in section.steps), section.title
    assert all(cue.text for cue in timeline.cues if cue.kind in ("say", "ask", "bell"))


BY_WORDS = ("estimate", "hasty", "slow")


def check_any_length(data: st.DataObject, voices: tuple[str, ...]) -> None:
    case = data.draw(cases(voices=voices))
    total = data.draw(lengths_for(case), label="total_ms")
    plan = case.plan
    refused: LengthError | None = None
    try:
        timeline = plan.fit(total)
    except LengthError as error:
        refused = error
    if refused and refused.longest_ms:
        assert total > refused.longest_ms == plan.script.most_ms
        plan.fit(refused.longest_ms)
        return
    if refused:
        assert total < refused.shortest_ms
        assert_exact(case, plan.fit(refused.shortest_ms), refused.shortest_ms)
        with pytest.raises(LengthError):
            plan.fit(refused.shortest_ms - 1_000)
        assert case.voice != "estimate" or total < plan.script.least_ms, (
            "the script's own least does not compile"
        )
        return
    assert total <= plan.script.most_ms
    assert_exact(case, timeline, total)


@settings(QUICK, max_examples=150)
@given(data=st.data())
def test_any_length_is_exact_or_refused_with_the_nearest_possible(data: st.DataObject) -> None:
    """Every shipped script fits exactly, or names the shortest or longest length that does."""
    check_any_length(data, BY_WORDS)


@settings(QUICK, max_examples=60)
@given(data=st.data())
def test_any_length_is_exact_with_a_measured_voice(data: st.DataObject) -> None:
    """The same where a line's length hangs on its letters: "45 seconds" takes longer to say than "5 seconds"."""
    check_any_length(data, ("letters",))


@pytest.mark.slow
@SLOW
@given(data=st.data())
def test_any_length_is_exact_or_refused_more(data: st.DataObject) -> None:
    """The same with many more examples."""
    check_any_length(data, BY_WORDS)


@pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
def test_the_named_shortest_is_the_shortest(script) -> None:
    """For every script and guidance: the shortest named compiles, a second less does not, and the least fits."""
    for guidance in script.guidances:
        plan = Fitting(script, guidance=guidance)
        with pytest.raises(LengthError) as caught:
            plan.fit(1)
        shortest = caught.value.shortest_ms
        assert shortest == plan.shortest_ms()
        assert plan.fit(shortest).total_ms == shortest
        with pytest.raises(LengthError):
            plan.fit(shortest - 1_000)
        assert shortest <= script.least_ms
        assert "shortest possible is" in caught.value.sentence


@pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
def test_longer_than_the_most_is_refused_by_name(script) -> None:
    """A millisecond over the most is refused, and the most itself compiles."""
    plan = Fitting(script)
    with pytest.raises(LengthError) as caught:
        plan.fit(script.most_ms + 1)
    assert caught.value.longest_ms == script.most_ms
    assert caught.value.exit_code == 2
    assert plan.fit(script.most_ms).total_ms == script.most_ms


@pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
@pytest.mark.parametrize("off_ms", [-1, 0, 1])
def test_every_script_fits_its_own_lengths_to_the_millisecond(script, off_ms: int) -> None:
    """Least, ideal and most, and a millisecond beside each, in every style and guidance."""
    for style in (None, *(one for one in styles() if not script.styles or one.id in script.styles)):
        for guidance in script.guidances:
            plan = Fitting(script, style=style, guidance=guidance)
            for total in (script.least_ms, script.ideal_ms, script.most_ms):
                wanted = min(max(total + off_ms, script.least_ms), script.most_ms)
                assert_exact(Case(plan, "estimate"), plan.fit(wanted), wanted)


@QUICK
@given(case=cases(intentions=("", "rest", FORTY_WORDS)), data=st.data())
def test_nothing_spoken_holds_an_unfilled_brace(case: Case, data: st.DataObject) -> None:
    """Every field of a script is filled before it is spoken."""
    total = data.draw(st.integers(case.plan.script.ideal_ms, case.plan.script.most_ms))
    plan = Fitting(
        case.plan.script,
        style=case.plan.style if case.plan.style.id else None,
        guidance=case.plan.guidance,
        person=Person(case.plan.person.intention, "Ada", case.plan.person.skip, case.plan.person.anchors),
    )
    for cue in plan.fit(total).cues:
        assert "{" not in cue.text
        assert "}" not in cue.text


def test_text_from_people_is_text() -> None:
    """Braces and markup in an intention or a name are spoken as they are and filled in by nothing."""
    plan = Fitting(
        script_named("chair"),
        guidance="sparse",
        person=Person(intention="{left} [b] {name} {nope}", name="{region}"),
    )
    texts = [cue.text for cue in plan.fit(15 * 60_000).cues if cue.kind == "say"]
    assert any("{left} [b] {name} {nope}" in text for text in texts)
    assert any("{region}" in text for text in texts)
    assert not any("minutes} " in text for text in texts)


def test_a_long_intention_is_spoken_in_its_first_words() -> None:
    """Of 40 words, 7 are spoken in a short session, with an ellipsis, on one line."""
    plan = Fitting(
        script_named("chair"), guidance="sparse", person=Person(intention=FORTY_WORDS.replace(" ", "\n "))
    )
    said = [cue.text for cue in plan.fit(15 * 60_000).cues if cue.reminds]
    first = " ".join(FORTY_WORDS.split()[:SHORT_INTENTION_WORDS])
    assert said
    assert all(f"{first} …" in text and "\n" not in text for text in said)


@pytest.mark.parametrize("intention", ["", "   ", ".", "\n\t", ";:, "])
def test_an_unset_intention_leaves_whole_sentences(intention: str) -> None:
    """Without words in it, an intention gives the words for none."""
    assert_whole_sentences(Person(intention=intention))


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_an_unset_name_falls_away_with_its_comma(name: str) -> None:
    """A name of nothing but white space is no name."""
    assert_whole_sentences(Person(name=name))


def assert_whole_sentences(person: Person) -> None:
    plan = Fitting(script_named("chair"), guidance="sparse", person=person)
    for cue in plan.fit(15 * 60_000).cues:
        if cue.kind == "say":
            assert not re.search(r"[,:] ?\.|  | \.", cue.text), cue.text


@QUICK
@given(case=cases(moments=("before", "after", "anytime"), voices=("estimate", "letters")), data=st.data())
def test_without_questions_their_windows_are_silence(case: Case, data: st.DataObject) -> None:
    """`ask=False` changes nothing but that each ask is rest of the same length."""
    plan = case.plan
    kwargs = {
        "style": plan.style if plan.style.id else None,
        "guidance": plan.guidance,
        "person": plan.person,
        "voice": plan.voice,
    }
    total = data.draw(
        st.integers(plan.script.least_ms * 2, max(plan.script.most_ms, plan.script.least_ms * 2))
    )
    try:
        asked = Fitting(plan.script, **kwargs, ask=True).fit(total)
    except LengthError:
        return
    quiet = Fitting(plan.script, **kwargs, ask=False).fit(total)
    assert all(cue.kind != "ask" for cue in quiet.cues)
    assert asked.dropped == quiet.dropped
    assert asked.sections == quiet.sections
    heard = [(c.at_ms, c.length_ms, c.kind, c.text) for c in asked.cues if c.kind not in ("rest", "ask")]
    assert heard == [(c.at_ms, c.length_ms, c.kind, c.text) for c in quiet.cues if c.kind != "rest"]
    for cue in asked.cues:
        if cue.kind == "ask":
            silent = quiet.cues[quiet.index_at(cue.at_ms)]
            assert silent.kind == "rest"
            assert silent.at_ms <= cue.at_ms <= cue.end_ms <= silent.end_ms


def test_an_ask_has_at_least_eight_seconds_after_its_words() -> None:
    """The window to answer counts from the end of the question."""
    plan = Fitting(script_named("staying-with-it"), guidance="dense")
    asks = [cue for cue in plan.fit(20 * 60_000).cues if cue.kind == "ask"]
    assert asks
    for cue in asks:
        assert cue.length_ms >= spoken_ms(cue.text) + AFTER_QUESTION_MS
        assert cue.choices


def test_optional_sections_fall_away_in_their_order() -> None:
    """1 goes first, then 2, and what went at a longer length is gone at every shorter one."""
    script = script_named("arriving")
    order = [s.title for s in sorted((s for s in script.sections if s.optional), key=lambda s: s.optional)]
    plan = Fitting(script, guidance="dense")
    for total in range(script.least_ms, script.most_ms + 1, 7_321):
        dropped = set(plan.fit(total).dropped)
        assert dropped == set(order[: len(dropped)])


def test_the_same_wish_gives_the_same_timeline() -> None:
    """Compiling is pure: twice the same, and a plan is not used up by fitting."""
    for script in shipped():
        style = style_named(script.styles[0]) if script.styles else style_named("swedish")
        plan = Fitting(script, style=style)
        first = plan.fit(script.ideal_ms)
        plan.fit(script.most_ms)
        assert plan.fit(script.ideal_ms) == first == Fitting(script, style=style).fit(script.ideal_ms)


def test_a_guidance_or_style_it_is_not_made_for_is_refused() -> None:
    """With the ones it is made for in the hint."""
    with pytest.raises(UsageError, match="n't made for dense"):
        Fitting(script_named("following-the-touch"), guidance="dense")
    with pytest.raises(UsageError, match="n't made for the style thai"):
        Fitting(script_named("chair"), style=style_named("thai"))


SMALL = """
title: Small
about: A small script of one's own.
moment: {moment}
minutes: {{least: 0.25, ideal: 2, most: 30}}
anchors: [feet, sounds]
sections:
{sections}
"""


def small(sections: str, moment: str = "before"):
    return script_of(SMALL.format(moment=moment, sections=sections))


def test_a_script_of_nothing_but_silence_compiles() -> None:
    """Even so the time is tiled exactly."""
    timeline = Fitting(small("  - {name: only, steps: [rest]}")).fit(60_001)
    assert_tiles(timeline, 60_001)


@pytest.mark.parametrize("total", [0, -1, -300_000])
def test_no_time_at_all_is_refused(total: int) -> None:
    """No length, or less than none, is a length error and not an empty timeline."""
    for script in (small("  - {name: only, steps: [rest]}"), script_named("arriving")):
        with pytest.raises(LengthError):
            Fitting(script).fit(total)


def test_an_opening_is_kept_even_where_its_author_made_it_optional() -> None:
    """The opening is never cut (invariant 2): either the reader refuses it, or the fit keeps it."""
    from massage_mind.errors import ScriptError

    try:
        script = small(
            "  - {name: first, optional: 1, steps: [{say: Hello there and welcome to this little while.}]}\n"
            "  - {name: closing, steps: [{say: This is the end.}]}"
        )
    except ScriptError:
        return
    assert Fitting(script).fit(Fitting(script).shortest_ms()).sections[0].index == 0


def test_a_question_of_which_nothing_is_left_is_not_asked() -> None:
    """An `ask` whose words fall away without an intention leaves no empty question."""
    script = small(
        "  - name: only\n    steps:\n      - ask: {text: 'Is {intention} near?', unset: ''}\n"
        "        choices: ['yes', 'no']\n      - say: This is the end.\n"
    )
    assert all(cue.text for cue in Fitting(script).fit(120_000).cues if cue.kind == "ask")


def test_a_section_without_words_in_this_guidance_is_silence() -> None:
    """A section whose steps are all for other profiles still takes its time."""
    script = small(
        "  - {name: a, time: 30 s, steps: [{say: Hello., guidance: dense}]}\n  - {name: b, steps: [{bell: bell}]}"
    )
    timeline = Fitting(script, guidance="silent").fit(60_000)
    assert_tiles(timeline, 60_000)


@QUICK
@given(
    total=st.integers(-(10**7), 10**8),
    weights=st.lists(st.floats(0, 1e6, allow_nan=False) | st.integers(0, 100), max_size=300),
)
def test_shares_add_up_exactly(total: int, weights: list[float]) -> None:
    """Integers that sum to the total, nothing for a weight of 0, and nobody short by more than a millisecond."""
    parts = share_out(total, weights)
    assert len(parts) == len(weights)
    if not weights:
        return
    assert sum(parts) == total
    assert all(type(part) is int for part in parts)
    whole = sum(weights)
    if whole > 0 and total >= 0:
        for part, weight in zip(parts, weights, strict=True):
            assert part >= 0
            assert abs(part - total * weight / whole) <= 2 + 1e-6 * total


def test_the_cases_cover_what_they_should() -> None:
    """Intentions and names of the property tests hold the kinds that hurt."""
    assert HOSTILE in INTENTIONS
    assert "{region}" in NAMES
    assert 35 <= len(FORTY_WORDS.split()) <= 45
