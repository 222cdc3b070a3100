"""What a voice says in the place of words it has no letters for: the fixed part of a line."""

from __future__ import annotations

import re

import pytest
from fit_support import (
    FORTY_WORDS,
    script_named,
    script_of,
    shipped,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_mind.fit.filling import Fields, fill, fill_fixed, without_free_fields
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Cue
from massage_mind.script.lines import lines_of
from massage_mind.script.person import Person
from massage_mind.script.script import Script
from massage_mind.script.style import Region
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
    shown = fill(line, fields, left_ms=left_ms, region=Region("back", 1.0))
    said = fill_fixed(line, fields, left_ms=left_ms, region=Region("back", 1.0))
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
    """There is nothing fixed to say: such a voice is silent, and the text is on the screen."""
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
