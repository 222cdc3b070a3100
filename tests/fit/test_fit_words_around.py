"""The words after a massage and between: grounding that never becomes slow, the head asked before anybody sits up, parts left out."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from fit_support import script_named, script_of, shipped, style_named

from massage_mind.errors import ScriptError
from massage_mind.fit.drawing import Draw
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.script.lines import utterances
from massage_mind.script.person import Person
from massage_mind.script.script import Script

GROUNDING = ("grounding", "grounding-on-the-table")
SELF_MASSAGE = tuple(one.name for one in shipped() if one.name.startswith("self-massage-"))
SEEDS = (None, 1, 2, 3)


def spoken(timeline: Timeline) -> list[Cue]:
    """What is said, in order."""
    return [cue for cue in timeline.cues if cue.kind == "say"]


def silences(timeline: Timeline) -> list[int]:
    """How long it is quiet between what is said, in milliseconds."""
    return [after.at_ms - before.end_ms for before, after in pairwise(spoken(timeline))]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", GROUNDING)
def test_grounding_is_as_quick_at_any_length(name: str, seed: int | None) -> None:
    """8 to 15 seconds after every line, from its least length to its most: longer goes round again, never slower."""
    fitting = Fitting(script_named(name), draw=Draw(seed))
    for seconds in range(90, 601, 5):
        quiet = silences(fitting.fit(seconds * 1000))
        assert min(quiet) >= 8_000, seconds
        assert max(quiet) <= 15_100, seconds


@pytest.mark.parametrize("name", GROUNDING)
def test_grounding_begins_with_a_way_out_and_something_to_do(name: str) -> None:
    """To stop and to move stand in what begins within twenty seconds; the first of it is said within ten."""
    for minutes in (1.5, 4, 10):
        timeline = Fitting(script_named(name)).fit(round(minutes * 60_000))
        first = spoken(timeline)
        assert first[0].end_ms <= 10_000
        early = " ".join(cue.text for cue in first if cue.at_ms < 20_000)
        assert "stop" in early and re.search("Moving(,| is)", early)


@pytest.mark.parametrize("name", GROUNDING)
def test_grounding_never_ends_for_good(name: str) -> None:
    """Somebody may still be overwhelmed: that the words can begin again is said, and no heading says the end."""
    script = script_named(name)
    said = [cue.text for cue in spoken(Fitting(script).fit(script.ideal_ms))]
    assert not any("the end" in text.lower() for text in (*said, *(one.title for one in script.sections)))
    assert "you can start them again" in said[-1].lower()
    assert any("If it's still too much, you can" in text for text in said)
    assert not Fitting(script).fit(script.ideal_ms).dropped


def test_each_number_of_grounding_names_things_for_more_than_one_sense() -> None:
    """Five, four, three, two, one, in this order: what could be found, by more than one sense; no fork to choose at, and
    nothing is tasted."""
    said = [cue.text for cue in spoken(Fitting(script_named("grounding")).fit(210_000))]
    tasks = [text for text in said if re.match("Five|Then (four|three|two)|And one", text)]
    assert ["Five", "Then", "Then", "Then", "And"] == [text.split()[0] for text in tasks]
    assert all(text.count(": ") == 1 for text in tasks[:4])
    assert all(re.search("(, touch or hear| or three that move| or look)", tasks[at]) for at in (0, 2, 3))
    assert not any(". Or " in text for text in said)
    assert "You can skip this one." in tasks[3]
    assert any("so are you" in text for text in said)
    assert not any("taste" in text for text in said)


@pytest.mark.parametrize(
    ("style", "asked"), [("", "get up"), ("swedish", "sit up"), ("chair", "straighten up")]
)
def test_the_head_is_asked_before_anybody_gets_up(style: str, asked: str) -> None:
    """At every length, before a word of sitting; on a table, in a chair, and where nobody knows."""
    fitting = Fitting(script_named("coming-back"), style=style_named(style) if style else None)
    for minutes in (1, 2, 5, 10, 30):
        said = [cue.text for cue in spoken(fitting.fit(minutes * 60_000))]
        (at,) = [number for number, text in enumerate(said) if text.startswith(f"Before you {asked}")]
        rising = [number for number, text in enumerate(said) if text.startswith("When you're ready")]
        assert all(number > at for number in rising)


def test_driving_is_never_judged() -> None:
    """Also where nothing can be asked the question is heard, and what not to do if sleepy; that one can drive is not said."""
    said = [cue.text for cue in spoken(Fitting(script_named("before-driving"), ask=False).fit(120_000))]
    assert "How awake are you right now?" in said
    (sleepy,) = [text for text in said if text.startswith("If you're sleepy, dizzy")]
    assert "please don't go yet" in sleepy
    assert not re.search(r"you're fit|safe to|you can drive\.|good to go", " ".join(said))


@pytest.mark.parametrize("name", SELF_MASSAGE)
def test_self_massage_says_what_to_leave_alone_and_where_to_stop(name: str) -> None:
    """At any length, before the first touch, in plain words; when not to do it at all stands above it."""
    script = script_named(name)
    for length in (script.least_ms, script.ideal_ms, script.most_ms):
        said = [cue.text for cue in spoken(Fitting(script).fit(length))]
        assert "You can" in said[0] and "stop at any time" in said[0]
        (warning,) = [
            at
            for at, text in enumerate(said)
            if re.search("^Please (don't (press on|touch) any|don't press on the|keep to the back)", text)
        ]
        assert warning <= 2 and "it hurts" in said[warning] and "please stop" in said[warning]
        assert not any(re.search("You might|Slowly", text) for text in said[:warning])
    assert script.cautions


@pytest.mark.parametrize("name", SELF_MASSAGE)
def test_self_massage_says_a_second_time_that_one_may_stop(name: str) -> None:
    """Once early and once late; with the parts left out, too."""
    script = script_named(name)
    parts = tuple({region for one in utterances(script) for region in one.line.regions})
    for person in (Person(), Person(skip=parts)):
        said = [cue.text for cue in spoken(Fitting(script, person=person).fit(script.ideal_ms))]
        assert any(text.startswith("If it hurts") for text in said[3:])


WAYS_OUT = "back-to-work before-driving coming-back into-writing recalling-the-massage slow-walk staying-with-it the-evening the-next-morning warm-drink"


@pytest.mark.parametrize("name", WAYS_OUT.split())
def test_the_way_out_is_said_first(name: str) -> None:
    """At any length, whichever wording is drawn: whoever can't bear it hears in the first line that it can stop."""
    script = script_named(name)
    for seed in SEEDS:
        for length in (script.least_ms, script.ideal_ms, script.most_ms):
            first = spoken(Fitting(script, draw=Draw(seed)).fit(length))[0].text
            assert re.search(r"\bstop\b", first), first


@pytest.mark.parametrize("script", shipped(), ids=lambda script: script.name)
def test_what_is_about_safety_is_said_in_words_that_are_known(script: Script) -> None:
    """Sleepy, dizzy and without feeling, on the screen as well; what is spoken never says that something can be left alone."""
    if script.moment == "after" or script.name in (*SELF_MASSAGE, *GROUNDING, "shoulder-check"):
        said = " ".join([*(one.line.text for one in utterances(script)), *script.cautions])
        assert not re.search(
            r"drowsy|light-headed|\bnumb\b|left alone|if it swims|room moves", said, re.IGNORECASE
        )


def test_heat_has_a_line_for_who_does_not_feel_it() -> None:
    """A hot cup burns those who can't tell; at any length."""
    script = script_named("warm-drink")
    for length in (script.least_ms, script.ideal_ms, script.most_ms):
        said = [cue.text for cue in spoken(Fitting(script).fit(length))]
        assert said[1].startswith("If you don't feel heat well, or it's too hot")


@pytest.mark.parametrize("name", [*SELF_MASSAGE, "shoulder-check"])
def test_what_is_for_a_part_names_it_to_nobody_who_leaves_it_out(name: str) -> None:
    """The words go on without the part, at any length."""
    script = script_named(name)
    parts = {region for one in utterances(script) for region in one.line.regions}
    assert parts
    for seed in SEEDS:
        fitting = Fitting(script, person=Person(skip=tuple(parts)), draw=Draw(seed))
        for length in (script.least_ms, script.ideal_ms, script.most_ms):
            said = " ".join(cue.text for cue in spoken(fitting.fit(length)))
            assert said
            assert not re.search(
                r"\b(hands?|jaw|ears?|neck|shoulders?|foot|feet|toes?|sole|palm|fingers?|arm|spine)\b", said
            )


THREADED = """
title: Mine
about: A scan in threads.
moment: MOMENT
minutes: {least: 0.5, ideal: 2, most: 20}
anchors: [touch, sounds]
free: ["You can say 'stop' at any time."]
sections:
  - name: flow
    time: {natural: 20 s, stretch: 1}
    steps:
      - scan: style
        silence: 9 s
        lines:
          - thread: ["A stroke goes out.", "The stroke turns round.", "The stroke is gone."]
          - thread: ["A sound is here.", "The sound is long.", "The sound is gone."]
  - name: closing
    steps:
      - say: "It ends here."
"""


def test_a_scan_with_a_silence_says_more_where_there_is_more_time() -> None:
    """And what lies in threads is said from the first line on, none thinned out."""
    script = script_of(THREADED.replace("MOMENT", "anytime"))
    said = [[cue.text for cue in spoken(Fitting(script).fit(seconds * 1000))] for seconds in (40, 60, 90)]
    assert said[0][:3] == ["A stroke goes out.", "The stroke turns round.", "The stroke is gone."]
    assert [len(one) for one in said] == sorted({len(one) for one in said})
    assert min(silences(Fitting(script).fit(60_000))) >= 9_000


def test_on_the_table_the_guidance_says_how_long_it_is_quiet() -> None:
    """A silence of its own is a fault there."""
    with pytest.raises(ScriptError) as error:
        script_of(
            THREADED.replace("MOMENT", "during")
            .replace("least: 0.5", "least: 5")
            .replace("ideal: 2", "ideal: 10")
        )
    assert "on the table the guidance decides" in error.value.faults[0].message
