"""What a voice may say that knows only the shipped words: every sentence of it can be named ahead of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from fit_support import (
    ANCHORS,
    FORTY_WORDS,
    SKIPS,
    VOICES,
    script_named,
    script_of,
    shipped,
    style_named,
    styles,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_mind.errors import LengthError
from massage_mind.fit.filling import Fields, fill, fill_fixed, without_free_fields
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.sayable import fixed_lines, sayable
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.script.breathing import HOLDS_CAUTION, STOP_RULE
from massage_mind.script.lines import lines_of
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.script.style import Style
from massage_mind.script.wording import Line
from massage_mind.sound.voice.sentences import sentences

MINUTE = 60_000
QUICK = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
SCRIPTS = pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
PERSONS = (
    Person(),
    Person(intention="to feel my feet", name="Ada", holds=True),
    Person(intention=FORTY_WORDS, skip=("face", "back")),
    Person(name="Jean Paul", holds=True),
)


@cache
def named(script_name: str) -> frozenset[str]:
    """Every sentence that `sayable` names for this script."""
    texts = sayable(script_named(script_name), styles())
    return frozenset(sentence for text in texts for sentence in sentences(text))


def fitting(script: Script) -> list[Style | None]:
    """No style, and some that the script is made for."""
    if script.styles:
        return [None, *(style_named(one) for one in script.styles)]
    return [None, style_named("swedish"), style_named("thai"), style_named("trigger-point")]


def unknown(script: Script, timeline: Timeline) -> list[str]:
    """What is spoken in this timeline and was not named."""
    known = named(script.name)
    return [one for cue in timeline.cues for one in sentences(cue.spoken) if one not in known]


def fixed_plans(script: Script) -> Iterator[Fitting]:
    """Without an engine: every guidance, several styles, persons with and without words of their own."""
    for number, style in enumerate(fitting(script)):
        for guidance in script.guidances:
            person = PERSONS[(number + script.guidances.index(guidance)) % len(PERSONS)]
            yield Fitting(script, style=style, guidance=guidance, person=person, freely=False)


# -- every timeline ----------------------------------------------------------------------------------------------------


@SCRIPTS
def test_what_is_spoken_without_an_engine_was_named(script: Script) -> None:
    """In every guidance, at its own least, ideal and most, and between."""
    between = (script.least_ms * 2 + 31_007, (script.ideal_ms + script.most_ms) // 2)
    for plan in fixed_plans(script):
        for total in (script.least_ms, script.ideal_ms, script.most_ms, *between):
            if plan.shortest_ms() <= total <= script.most_ms:
                assert [] == unknown(script, plan.fit(total)), (plan.guidance, plan.style.id, total)


@SCRIPTS
def test_what_is_spoken_below_the_scripts_own_least_was_named(script: Script) -> None:
    """A person may ask for less than a script names, down to the shortest length that it fits."""
    missing = set()
    for guidance in script.guidances:
        plan = Fitting(script, guidance=guidance, freely=False)
        for total in range(plan.shortest_ms(), script.least_ms, 5_000):
            missing |= set(unknown(script, plan.fit(total)))
    assert set() == missing


@SCRIPTS
def test_what_is_spoken_after_a_refit_or_an_early_closing_was_named(script: Script) -> None:
    """Five minutes more or less and the closing at once, from eight moments of the session."""
    for number, plan in enumerate(fixed_plans(script)):
        timeline = plan.fit(script.ideal_ms)
        for part in range(number % 2, 8, 2):
            at_ms = timeline.total_ms * part // 8 + 1_234
            closing = plan.close(timeline, at_ms)
            assert closing is None or [] == unknown(script, closing)
            for change in (-5 * MINUTE, 5 * MINUTE):
                try:
                    after = plan.refit(timeline, at_ms, timeline.total_ms + change)
                except LengthError:
                    continue
                assert [] == unknown(script, after), (plan.guidance, at_ms, change)


@QUICK
@given(data=st.data())
def test_whatever_becomes_of_a_session_its_sentences_were_named(data: st.DataObject) -> None:
    """Any script, style, person, voice and length, fitted anew at any moments, closed at any moment."""
    script = data.draw(st.sampled_from(shipped()))
    made_for = [None, *(one for one in styles() if not script.styles or one.id in script.styles)]
    plan = Fitting(
        script,
        style=data.draw(st.sampled_from(made_for)),
        guidance=data.draw(st.sampled_from(script.guidances)),
        voice=VOICES[data.draw(st.sampled_from(sorted(VOICES)))],
        person=Person(
            data.draw(st.sampled_from(("", "rest", "why not?", FORTY_WORDS, ". . ."))),
            data.draw(st.sampled_from(("", "Ada", "  "))),
            data.draw(st.sampled_from(SKIPS)),
            data.draw(st.sampled_from(ANCHORS)),
            data.draw(st.booleans()),
        ),
        freely=False,
    )
    shortest = max(script.least_ms, plan.shortest_ms())
    near = st.integers(shortest, max(shortest, min(script.most_ms, shortest + 3 * MINUTE)))
    try:
        timeline = plan.fit(data.draw(st.one_of(near, st.integers(shortest, max(shortest, script.most_ms)))))
    except LengthError:
        return  # a slow voice
    assert [] == unknown(script, timeline)
    for key, part in data.draw(st.lists(st.tuples(st.sampled_from("+-e"), st.floats(0, 0.999)), max_size=4)):
        at_ms = int(timeline.total_ms * part)
        try:
            after = (
                plan.close(timeline, at_ms)
                if key == "e"
                else plan.refit(timeline, at_ms, timeline.total_ms + (5 if key == "+" else -5) * MINUTE)
            )
        except LengthError:
            continue
        timeline = after or timeline
        assert [] == unknown(script, timeline)


@SCRIPTS
def test_what_is_named_is_ready_to_be_spoken(script: Script) -> None:
    """No brace is left, nothing is empty, and the words of safety are there."""
    texts = list(sayable(script, styles()))
    assert [] == [text for text in texts if not text.strip() or "{" in text or "}" in text]
    assert {STOP_RULE, HOLDS_CAUTION} <= set(texts)
    assert set(fixed_lines(script)) <= set(texts)


def test_styles_a_script_is_not_made_for_name_nothing() -> None:
    """A chair massage turns nobody over and has no region of another style."""
    chair = script_named("chair")
    assert set(sayable(chair, [style_named("chair")])) == set(sayable(chair, styles()))


# -- the fixed part of a line ------------------------------------------------------------------------------------------


@SCRIPTS
def test_the_fixed_part_of_a_line_with_the_intention_is_whole(script: Script) -> None:
    """It ends as a sentence does, without a colon where the intention stood, and nothing of the person's is left."""
    for line in lines_of(script):
        if "{intention}" not in line.text:
            continue
        fixed = without_free_fields(line).text
        assert fixed
        assert "{intention}" not in fixed and "{name}" not in fixed
        for sentence in sentences(fixed):
            assert re.search(r"[.?]$", sentence), sentence
            assert not re.search(r":\s*[.?]?$", sentence), sentence
            assert sentence[0].isupper(), sentence
        assert not re.search(r"  | [.,?]|[.,?]{2}", fixed), fixed


@pytest.mark.parametrize(
    ("text", "unset", "fixed"),
    [
        ("You have your word: {intention}.", "", "You have your word."),
        ("A wish: {intention}. Did it show up?", "", "A wish. Did it show up?"),
        ("Is it this : {intention}?", "", "Is it this?"),
        ("Let {intention} be near.", "Let it be.", "Let it be."),
        ("Let {intention} be near.", "", ""),
        ("A wish: {intention}. Let {intention} be.", "Let it be, {name}.", "Let it be."),
        ("Welcome, {name}.", "", "Welcome."),
        ("Hello {name}, and a word: {intention}.", "", "Hello, and a word."),
        ("{name}", "", ""),
        ("You have {left} left.", "", "You have {left} left."),
    ],
)
def test_what_only_the_person_knows_falls_away(text: str, unset: str, fixed: str) -> None:
    """After a colon the intention goes and the sentence stays; elsewhere the words for none are said."""
    assert fixed == without_free_fields(Line(text, unset)).text


@given(
    st.sampled_from([line for script in shipped() for line in lines_of(script)]),
    st.sampled_from(("", " ", ".", ";:, ", "rest", "why not?", FORTY_WORDS, "{left} {name}")),
    st.sampled_from(("", "  ", "Ada", "{region}")),
    st.integers(0, 3 * 60 * MINUTE),
)
def test_a_line_without_anything_of_the_persons_is_said_as_it_is_read(
    line: Line, intention: str, name: str, left_ms: int
) -> None:
    """The fixed words differ from the text only where an intention or a name stands in it."""
    fields = Fields(intention, name, 20 * MINUTE)
    shown = fill(line, fields, left_ms=left_ms, region="back")
    said = fill_fixed(line, fields, left_ms=left_ms, region="back")
    has_words = bool(re.search(r"\w", intention))
    if not (has_words and "{intention}" in line.text) and not (
        name.strip() and "{name}" in line.text + line.unset
    ):
        assert shown == said
    else:
        assert not has_words or "{intention}" not in line.text or FORTY_WORDS[:20] not in said
    assert "{" not in said and "}" not in said


# -- in the timeline ---------------------------------------------------------------------------------------------------


@SCRIPTS
def test_a_voice_that_speaks_freely_says_the_text(script: Script) -> None:
    """With an engine nothing is said but what is read."""
    for person in PERSONS:
        for guidance in script.guidances:
            cues = Fitting(script, guidance=guidance, person=person).fit(script.ideal_ms).cues
            assert [] == [cue for cue in cues if cue.said]
            assert [] == [cue for cue in cues if cue.spoken not in ("", cue.text)]


@SCRIPTS
def test_the_screen_shows_the_intention_that_is_not_spoken(script: Script) -> None:
    """Where what is said is not the text, the text is it with the intention or the name in its place."""
    person = Person(intention="softer shoulders", name="Ada")
    found = 0
    for guidance in script.guidances:
        for cue in Fitting(script, guidance=guidance, person=person, freely=False).fit(script.ideal_ms).cues:
            if cue.said:
                found += 1
                assert "softer shoulders" in cue.text or "Ada" in cue.text
                assert "softer shoulders" not in cue.said and "Ada" not in cue.said
                assert cue.said == cue.spoken
            else:
                assert "softer shoulders" not in cue.text and "Ada" not in cue.text
    texts = [line.text for line in lines_of(script)]
    assert found or not any("{name}" in text for text in texts)


def test_the_length_of_a_cue_is_that_of_what_is_said() -> None:
    """The voice is asked for the fixed words, not for those on the screen."""
    asked: list[str] = []

    def voice(text: str) -> int:
        asked.append(text)
        return 1_000 + len(text)

    person = Person(intention=FORTY_WORDS, name="Ada")
    timeline = Fitting(script_named("chair"), person=person, voice=voice, freely=False).fit(15 * MINUTE)
    said = [cue for cue in timeline.cues if cue.said]
    assert said
    assert [1_000 + len(cue.said) for cue in said] == [cue.length_ms for cue in said]
    assert [] == [text for text in asked if FORTY_WORDS.split()[0] in text.split() and "Ada" in text]
    assert [] == [text for text in asked if "Ada" in text]


def test_an_intention_of_nothing_but_signs_is_none_for_the_voice_too() -> None:
    """Screen and voice have the same words for it."""
    for intention in (".", ";:, ", "…"):
        plan = Fitting(script_named("arriving"), person=Person(intention=intention), freely=False)
        assert [] == [cue for cue in plan.fit(10 * MINUTE).cues if cue.said]


def test_a_line_of_nothing_but_the_intention_is_read_and_not_spoken() -> None:
    """There is nothing fixed to say: a voice of shipped words is silent, and the text is on the screen."""
    script = script_of(
        "title: Mine\nabout: A script of one's own.\nmoment: before\nminutes: {least: 0.25, ideal: 2, most: 30}\n"
        "anchors: [feet, sounds]\nsections:\n  - name: only\n    steps:\n      - say: {text: '{intention}', unset: ''}\n"
        "      - say: This is the end.\n"
    )
    cues = Fitting(script, person=Person(intention="softer shoulders"), freely=False).fit(2 * MINUTE).cues
    shown = next(cue for cue in cues if "softer" in cue.text)
    assert "softer" not in shown.spoken


@pytest.mark.parametrize("kind", ["bell", "breathe", "rest"])
def test_only_words_are_spoken(kind: str) -> None:
    """The text of a bell is its name, that of a breath its count: nobody says them."""
    assert "" == Cue(0, 1_000, kind, "bowl", "", said="bowl").spoken  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["say", "ask"])
def test_what_is_said_goes_before_what_is_read(kind: str) -> None:
    """Without `said` the text itself is spoken."""
    assert "text" == Cue(0, 1_000, kind, "text", "").spoken  # type: ignore[arg-type]
    assert "said" == Cue(0, 1_000, kind, "text", "", said="said").spoken  # type: ignore[arg-type]


def test_a_question_without_an_engine_asks_its_fixed_words() -> None:
    """Its window counts from the end of what is heard."""
    script = script_named("coming-back")
    person = Person(intention="softer shoulders")
    cues = Fitting(script, person=person, freely=False).fit(script.most_ms).cues
    asks = [cue for cue in cues if cue.kind == "ask"]
    assert all("softer" not in cue.spoken for cue in asks)
