"""What is said before a massage, as it is heard: whole at every length, the task at once where nerves are, words that can be used."""

from __future__ import annotations

import re
from statistics import pstdev

import pytest
from fit_support import script_named, script_of, shipped

from massage_mind.errors import ScriptError
from massage_mind.fit.drawing import IN_ORDER, Draw
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import spoken_ms
from massage_mind.fit.timeline import Timeline
from massage_mind.script.lines import lines_of
from massage_mind.script.person import Person

ANYBODY = Person()
BEFORE = [script.name for script in shipped() if script.moment == "before"]
NERVES = ("settling-nerves", "settling-nerves-anxious", "settling-nerves-touch")
LONG_FORM = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|would|could) not\b|\bcannot\b|(?:^|[.:] )(?:It|That|There|Here|What) is [a-z]|\b[Yy]ou (?:are|will) "
)
QUOTED = re.compile(r"(?:^|(?<=[\s(]))'[^']")
NO_WORDS_TO_USE = (
    "For some there's no good time. 'Later' is enough.",
    "You can ask what it costs when you book, and agree on a sign for 'stop' before it starts.",
)
"""Lines that quote what is no sentence for the table."""


def said(name: str, total_ms: int, person: Person = ANYBODY, draw: Draw = IN_ORDER) -> list[str]:
    """What this script says at this length, in order."""
    return [cue.text for cue in timeline(name, total_ms, person, draw).cues if cue.kind == "say"]


def timeline(name: str, total_ms: int, person: Person = ANYBODY, draw: Draw = IN_ORDER) -> Timeline:
    return Fitting(script_named(name), guidance="dense", person=person, draw=draw).fit(total_ms)


def test_everything_there_is_to_say_before_is_there() -> None:
    """Arriving, the door, nerves in three forms, what to expect, an intention, the list, speaking up, late, before bed."""
    named = "arriving before-bed hand-on-the-door late putting-the-list-down setting-an-intention speaking-up what-to-expect"
    assert sorted([*named.split(), *NERVES]) == sorted(BEFORE)


@pytest.mark.parametrize("name", NERVES)
def test_nerves_have_something_to_do_within_ten_seconds(name: str) -> None:
    """No bell, no introduction: the first words invite to it, whatever the length."""
    script = script_named(name)
    for total_ms in range(script.least_ms, script.most_ms + 1, 41_000):
        first = timeline(name, total_ms).cues[0]
        assert ("say", 0) == (first.kind, first.at_ms)
        before_it, task, _ = first.text.partition("See if there's something")
        assert task
        assert spoken_ms(before_it) <= 10_000


@pytest.mark.parametrize("name", NERVES)
def test_going_home_is_named_at_every_length(name: str) -> None:
    """The most important choice stands in plain words, however short it is, and in the last two lines."""
    script = script_named(name)
    for total_ms in range(script.least_ms, script.most_ms + 1, 41_000):
        assert "go home" in " ".join(said(name, total_ms)[-2:])


@pytest.mark.parametrize("name", [*NERVES, "arriving", "before-bed", "hand-on-the-door", "what-to-expect"])
def test_the_way_out_comes_early(name: str) -> None:
    """Whoever is in bed, in their body or at the door hears within two lines that they may stop or go, at every length."""
    script = script_named(name)
    for total_ms in (script.least_ms, script.ideal_ms, script.most_ms):
        assert re.search(r"\bstop\b|go home|the way out", " ".join(said(name, total_ms)[:2]))


@pytest.mark.parametrize("name", [*NERVES, "arriving", "speaking-up", "what-to-expect"])
def test_whoever_goes_silent_has_a_sign(name: str) -> None:
    """Speech may fail: at the usual length there is another way to say it, agreed on before."""
    assert re.search(r"\bsign\b", " ".join(said(name, script_named(name).ideal_ms)))


@pytest.mark.parametrize("minutes", [2, 5, 8])
def test_the_sign_comes_before_the_sentences(minutes: float) -> None:
    """Who will say none of them isn't told so last."""
    words = said("speaking-up", minutes * 60_000)
    sign = [at for at, text in enumerate(words) if "sign" in text]
    assert sign[0] < next(at for at, text in enumerate(words) if "'Lighter" in text)


@pytest.mark.parametrize("name", [*NERVES, "speaking-up", "what-to-expect"])
def test_its_words_are_mixed(name: str) -> None:
    """Short cues beside long ones: a fifth of them and more under ten words, none of more than 26."""
    script = script_named(name)
    for total_ms in (script.ideal_ms, script.most_ms):
        counts = [len(text.split()) for text in said(name, total_ms)]
        assert sum(count < 10 for count in counts) >= 0.2 * len(counts)
        assert pstdev(counts) >= 3.9
        assert max(counts) <= 26


@pytest.mark.parametrize("name", BEFORE)
def test_words_to_use_are_led_in(name: str) -> None:
    """Quotation marks are not heard: what can be said in there follows a word for saying it.

    Where a whole script is sentences to say, its first line says so, and each needs a pause before it, or none at all.
    """
    texts = [text for line in lines_of(script_named(name)) for text in line.texts]
    led = r"\bsay\b"
    if name == "speaking-up":
        assert "Here are some short sentences" in texts[0]
        led += r"|^$|: $"
    for text in texts:
        if text not in NO_WORDS_TO_USE and (found := QUOTED.search(text)):
            assert re.search(led, text[: found.start()]), text


@pytest.mark.parametrize("name", BEFORE)
def test_it_is_said_as_people_talk(name: str) -> None:
    """With contractions."""
    for text in (text for line in lines_of(script_named(name)) for text in line.texts):
        assert not LONG_FORM.search(text), text


@pytest.mark.parametrize("name", BEFORE)
def test_no_seed_makes_it_end_or_begin_elsewhere(name: str) -> None:
    """Its first and last words are the same whatever is drawn and whatever the length."""
    script = script_named(name)
    whole = said(name, script.ideal_ms)
    for seed in (1, 2, 3):
        for total_ms in {script.least_ms, script.ideal_ms, script.most_ms}:
            words = said(name, total_ms, draw=Draw(seed))
            assert words[-1] == whole[-1]
            assert words[0].split(".")[0] == whole[0].split(".")[0]


@pytest.mark.parametrize("name", BEFORE)
def test_it_holds_without_any_part_of_the_body(name: str) -> None:
    """Who leaves out hands, feet and shoulders hears as many lines where each has other words, and none of those parts."""
    parts = ("hands", "feet", "legs", "back", "shoulders", "head", "face", "abdomen")
    script = script_named(name)
    spared = said(name, script.most_ms, Person(skip=parts))
    assert not re.search(
        r"\b(?:hands?|feet|foot|legs?|shoulders?|stomachs?)\b", " ".join(spared), re.IGNORECASE
    )
    if name != "arriving":  # whose look through the body falls away as a whole
        assert len(said(name, script.most_ms)) == len(spared)


@pytest.mark.parametrize("minutes", [0.5, 1, 2, 3])
def test_the_door_needs_neither_feet_nor_hands(minutes: float) -> None:
    """It can be looked at."""
    words = said("hand-on-the-door", round(minutes * 60_000), Person(skip=("hands", "feet", "shoulders")))
    assert "look at the door" in words[0]


def test_whoever_touch_is_hard_for_is_asked_to_touch_nothing() -> None:
    """Nor is anything said of skin, of a hand, or of what others do to them; the way out is named first."""
    texts = [text for line in lines_of(script_named("settling-nerves-touch")) for text in line.texts]
    assert "the way out" in texts[0]
    for text in texts:
        assert not re.search(r"\b(?:touch|skin|held|hold|hurt|safe|secret|memory|remember|body)\b", text), (
            text
        )


def test_late_takes_ninety_seconds_and_blames_nobody() -> None:
    """And it says that there may be less time."""
    script = script_named("late")
    assert 90_000 == script.ideal_ms
    words = " ".join(said("late", script.ideal_ms))
    assert "shorter today" in words
    texts = " ".join(text for line in lines_of(script) for text in line.texts).lower()
    assert not re.search(r"\b(?:sorry|should|fault|already|next time|apolog\w+|waited|waiting)\b", texts)


def test_speaking_up_goes_both_ways() -> None:
    """Less and more, cold and warm, quiet and talk, a wait and an end: all of it at the usual length."""
    words = " ".join(said("speaking-up", script_named("speaking-up").ideal_ms))
    for quoted in (
        "Lighter",
        "A bit more",
        "blanket",
        "too warm",
        "hurts",
        "not talk",
        "what you're doing",
        "a short break",
        "Stop",
    ):
        assert f"{quoted}" in words


# ---------------------------------------------------------------- what was put down


THINGS = ("call the bank", "the boiler", "a card for Ada", "tax", "shoes")


@pytest.mark.parametrize("freely", [True, False])
def test_what_was_put_down_is_written_and_never_spoken(freely: bool) -> None:
    """The voice says the same words whether there is anything or not: who listens beside learns nothing by it."""
    script = script_named("putting-the-list-down")
    spoken = []
    for things in ((), THINGS[:1], THINGS):
        cues = Fitting(script, person=Person(parked=things), freely=freely).fit(script.ideal_ms).cues
        spoken.append([(cue.at_ms, cue.length_ms, cue.spoken) for cue in cues])
        written = " ".join(cue.text for cue in cues)
        assert all(thing in written for thing in things[:3])
        assert not any(thing in cue.spoken for cue in cues for thing in THINGS)
    assert spoken[0] == spoken[1] == spoken[2]


def test_a_long_list_is_three_things_and_a_number() -> None:
    """A few words of each."""
    script = script_named("putting-the-list-down")
    things = ("write to the landlord about the window in the kitchen", *THINGS)
    cues = Fitting(script, person=Person(parked=things)).fit(script.ideal_ms).cues
    (line,) = [cue.text for cue in cues if "the boiler" in cue.text]
    assert line.endswith(": write to the landlord about the …; call the bank; the boiler; and 3 more.")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('"Waiting: {parked}."', "this names {parked}"),
        ('{text: "Waiting: {parked}.", unset: "None: {parked}."}', "cannot name {parked}"),
    ],
)
def test_a_script_says_what_is_said_where_nothing_was_put_down(line: str, wrong: str) -> None:
    """A line without such words is a fault at its place."""
    text = (
        "title: Mine\nabout: A script of one's own.\nmoment: before\nminutes: {least: 0.25, ideal: 2, most: 30}\n"
        f"anchors: [feet, sounds]\nsections:\n  - name: only\n    steps:\n      - say: {line}\n"
    )
    with pytest.raises(ScriptError) as caught:
        script_of(text)
    assert any(wrong in fault.message and 9 == fault.line for fault in caught.value.faults)
