"""What `choose`, `first-time` and `support` answer: to a person, on a pipe, aloud, and as JSON; and what `choose` asks."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from massage_mind.cli.main import run
from massage_mind.cli.style_options import read_conditions
from massage_mind.doors import help_at_hand
from massage_mind.learn.first_time import CARD, FIRST_TIME
from massage_mind.learn.help_lines import ANYWHERE, EMERGENCY, TO_TALK
from massage_mind.learn.safety import SAFETY_LIST
from massage_mind.learn.topic_shelf import read_topic
from massage_mind.names import COUNTRIES
from massage_mind.places import shipped_styles
from massage_mind.testing import Screen, ScriptedAnswers, Typed, manual_world

WIDTHS = {
    "80 columns": {"COLUMNS": "80"},
    "40 columns": {"COLUMNS": "40"},
    "aloud": {"COLUMNS": "80", "ACCESSIBLE": "1"},
}
HOSTILE = "\x1b]0;owned\x07 \u202egnol\u202c"


def said(home: Path | None, *words: str, terminal: bool = True, **environ: str) -> tuple[int, str, str]:
    """The exit code of this command line, and what went to the two streams."""
    out, err = (Screen(), Screen()) if terminal else (io.StringIO(), io.StringIO())
    world = manual_world(home, environ={"TERM": "dumb", "COLUMNS": "80", **environ}, stdout=out, stderr=err)
    code = run(list(words), lambda: world)
    return code, out.getvalue(), err.getvalue()


def document(home: Path | None, *words: str) -> Any:
    """What this says with --json."""
    code, out, err = said(home, *words, "--json", terminal=False)
    assert (0, "") == (code, err)
    return json.loads(out)


def asked(*answers: Any, words: tuple[str, ...] = ()) -> tuple[int, str, ScriptedAnswers]:
    """`choose` with a person who answers so and then leaves all open: exit code, page, what they were asked."""
    script, out = ScriptedAnswers(*answers, *[None] * 20), Screen()
    world = manual_world(
        environ={"TERM": "xterm", "COLUMNS": "80", "ACCESSIBLE": "1"},
        stdin=Typed(""),
        stdout=out,
        stderr=Screen(),
        answers=script,
    )
    return run(["choose", *words], lambda: world), out.getvalue(), script


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "choose-rest",
            ("choose", "--for", "rest", "--dressed", "--minutes", "60", "--health", "pregnancy,joints"),
        ),
        ("choose-ill", ("choose", "--today", "ill")),
        ("choose-not-wanted", ("choose", "--today", "no")),
        ("choose-agree", ("choose", "--avoid", "face-down", "--health", "eyes")),
        ("choose-thai", ("choose", "thai")),
        ("choose-other", ("choose", "other")),
        ("first-time", ("first-time",)),
        ("first-time-card", ("first-time", "--card")),
        ("support", ("support",)),
    ],
)
def test_each_is_a_page(name: str, words: tuple[str, ...], as_pictured: Callable[[str, str], None]) -> None:
    """On a wide and a narrow terminal, aloud, and on a pipe."""
    shown = [f"=== {size}\n{''.join(said(None, *words, **environ)[1:])}" for size, environ in WIDTHS.items()]
    as_pictured(name, "\n".join([*shown, f"=== pipe\n{''.join(said(None, *words, terminal=False)[1:])}"]))


# ---------------------------------------------------------------- choose


def test_every_answer_is_an_option() -> None:
    """All of them at once, as one document."""
    words = (
        "choose --today well --for rest --firm light --dressed --no-warmth --no-scent --stretch --minutes 60"
    )
    found = document(None, *words.split(), "--avoid", "oil, face down", "--health", "allergy")
    assert ("well", "styles") == (found["today"], found["answer"])
    assert ["chair"] == [one["id"] for one in found["styles"]]
    found = document(None, *words.replace("light", "medium").split(), "--health", "pregnancy, allergy")
    assert "styles" == found["answer"]
    assert ["thai", "chair"] == [one["id"] for one in found["styles"]]
    assert ["pregnancy"] == found["ask_a_clinician"] and ["allergy"] == found["tell_the_therapist"]
    assert all(one["reasons"] and one["expect"] and one["cautions"] for one in found["styles"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--for", "rst"), "Rest is near."),
        (("--firm", "hard"), 'There\'s no firmness called "hard".'),
        (("--avoid", "oyl"), "There are: undressing, oil, face-down"),
        (("--health", "pregnant"), "Pregnancy is near."),
        (("--today", "meh"), 'There\'s no answer called "meh".'),
        (("tahi",), "Thai is near."),
        (("--minutes", "3"), "5"),
        (("thai", "--for", "rest"), "One kind is shown by itself"),
        (("--for", HOSTILE), "There's no purpose called"),
    ],
)
def test_a_word_that_is_no_answer_is_refused(words: tuple[str, ...], expected: str) -> None:
    """In a sentence, with what is near or what there is."""
    code, out, err = said(None, "choose", *words, terminal=False)
    assert (2, "") == (code, out)
    assert expected in err
    assert "\x1b" not in err and "\u202e" not in err


def test_nobody_is_waited_for_on_a_pipe_or_with_no_ask() -> None:
    """What isn't said is left open."""
    code, out, _ = said(None, "choose", terminal=False)
    assert 0 == code and "You left it open." in out
    code, out, script = asked(words=("--no-ask", "--for", "tight-places"))
    assert (0, []) == (code, script.asked)
    assert "Deep tissue." in out


def test_it_asks_one_thing_after_the_other_and_takes_the_answers() -> None:
    """Ten questions; what is given is not asked."""
    code, out, script = asked("nothing new", "to rest", "light", "stay dressed")
    assert 0 == code
    assert 10 == len([one for one in script.asked if one.endswith("?")])
    assert "You'd like to stay dressed, and you do." in out
    _, _, script = asked(words=("--for", "rest", "--minutes", "60", "--health", "joints"))
    assert 7 == len([one for one in script.asked if one.endswith("?")])


def test_conditions_are_asked_about_only_where_there_is_something_to_mind() -> None:
    """In three screens of four; whoever says no, or leaves it open, is asked about none."""
    for answer, screens in ((1, 3), (0, 0), (None, 0)):
        _, _, script = asked(*[None] * 9, answer)
        assert screens == script.asked.count("Is any of this true of you?")


@pytest.mark.parametrize(
    ("word", "condition"),
    [
        ("glaucoma", "eyes"),
        ("osteoporosis", "thin-bones"),
        ("Blood thinners", "blood-thinners"),
        ("a past clot", "blood-thinners"),
        ("diabetes", "numb-skin"),
        ("heart disease", "heart"),
        ("migraine", "asthma"),
        ("fillers", "fragile-skin"),
    ],
)
def test_a_condition_is_known_by_its_words(word: str, condition: str) -> None:
    """Not only by the one that stands first."""
    assert [condition] == read_conditions(word)


def test_where_it_is_no_day_for_it_nothing_more_is_asked() -> None:
    """The first answer is enough."""
    for answer, expected in (
        ("fever, feeling ill, or something catching", SAFETY_LIST[0][0]),
        ("I'd rather not be touched", "Not wanting it is reason enough."),
    ):
        code, out, script = asked(answer)
        assert (0, 1) == (code, len([one for one in script.asked if one.endswith("?")]))
        assert expected in out


def test_a_typed_answer_that_cannot_be_is_asked_again() -> None:
    """With a sentence that says what there is."""
    answers = [*[None] * 8, "oyl", "oil, face-down", 1, "pregnant", "pregnancy", None, "glaucoma"]
    _, out, script = asked(*answers)
    assert any('"oyl"' in one for one in script.asked)
    assert any('"pregnant"' in one for one in script.asked)
    assert "ask a clinician about pregnancy; glaucoma or recent eye surgery." in " ".join(out.split())
    assert "No kind in the list" in out


def test_going_back_from_the_first_ends_it() -> None:
    """Nothing is printed, and it's no failure."""
    from massage_mind.errors import Leave

    code, out, _ = asked(Leave())
    assert (0, "") == (code, out)


@pytest.mark.parametrize("style", shipped_styles())
def test_one_kind_has_its_tradition_apart_from_its_evidence(style: str) -> None:
    """The evidence is that of its topic, with the verdict; the one of which nothing is supposed has none."""
    found = document(None, "choose", style)
    if style == "other":
        assert found["evidence"] is None
        return
    topic = read_topic(f"style-{style}")
    assert (topic.entry.verdict, topic.evidence) == (found["evidence"]["verdict"], found["evidence"]["found"])
    assert topic.tradition == found["tradition"]
    assert found["sore"] and found["minutes"] and found["cautions"]
    _, out, _ = said(None, "choose", style, terminal=False)
    assert topic.entry.verdict.capitalize() in out and topic.evidence in out


def test_a_style_of_ones_own_is_shown_and_can_be_named(tmp_path: Path) -> None:
    """From its file alone, with what it says there; without a topic there is no evidence to show."""
    folder = tmp_path / "scripts" / "styles"
    folder.mkdir(parents=True)
    (folder / "foot.yaml").write_text(
        "title: Foot\nabout: Feet only.\nminutes: [20, 30]\npositions: [supine]\nclothed: true\n"
        "purposes: [a-pause]\nfirmness: [firm]\noil: false\nwarm: false\nscent: false\nstretches: false\n"
        "expect: [Shoes off.]\ncautions: [Tickles.]\nregions: [{name: feet, share: 100}]\n",
        encoding="utf-8",
    )
    found = document(tmp_path, "choose", "foot")
    assert ("", None, ["firm"]) == (found["tradition"], found["evidence"], found["firmness"])
    found = document(tmp_path, "choose", "--for", "a-pause", "--firm", "firm", "--minutes", "20", "--dressed")
    assert "foot" == found["styles"][0]["id"]


def test_nothing_of_it_is_kept(tmp_path: Path) -> None:
    """Answers hold conditions: no file is made."""
    said(tmp_path, "choose", "--health", "pregnancy", "--for", "rest")
    assert [] == list(tmp_path.iterdir())


# ---------------------------------------------------------------- first-time, support


def test_the_first_time_and_its_card_as_json() -> None:
    """Each part with its title; the card alone with --card."""
    whole, card = document(None, "first-time"), document(None, "first-time", "--card")
    assert [title for title, _ in FIRST_TIME] == [one["title"] for one in whole["parts"]]
    assert list(CARD) == whole["card"] == card["card"]
    assert [] == card["parts"]
    assert max(map(len, CARD)) <= 36


@pytest.mark.parametrize("country", ["", *COUNTRIES])
def test_support_is_by_country(tmp_path: Path, country: str) -> None:
    """An emergency first; the lines of the country, or all of them, and always the directory; each with its day."""
    assert 0 == said(tmp_path, "config", "set", "country", country)[0]
    found = document(tmp_path, "support")
    expected = [one for one in EMERGENCY if not country or country in one.countries]
    assert [one.how for one in expected] == [one["how"] for one in found["emergency"]]
    talk = [one for one in TO_TALK if not country or country in one.countries]
    assert [one.who for one in (*talk, ANYWHERE)] == [one["who"] for one in found["talk"]]
    assert all(one["checked"].startswith("2026-11-2") for one in (*found["emergency"], *found["talk"]))
    _, out, _ = said(tmp_path, "support", terminal=False)
    assert out.startswith("In an emergency\n")
    assert out.index("In an emergency") < out.index("Somebody to talk to") < out.index("massage-mind ground")
    for one in (*EMERGENCY, *TO_TALK):
        assert (f"{one.where}: " in out) == (one in expected or one in talk or one.where in {each.where for each in (*expected, *talk)})  # fmt: skip
    assert ("Anywhere else" in out) == (country in ("", "elsewhere"))


def test_every_country_has_an_emergency_number_or_is_told_to_look() -> None:
    """But for elsewhere, each has one; no line is of a country that can't be set."""
    assert {one for line in EMERGENCY for one in line.countries} == set(COUNTRIES) - {"elsewhere"}
    assert {one for line in TO_TALK for one in line.countries} <= set(COUNTRIES)


def test_numbers_of_ones_own_are_text(tmp_path: Path) -> None:
    """They stand below the emergency, and nothing in them acts on a terminal."""
    said(tmp_path, "config", "set", "own_numbers", f"my sister 01234 567890, {HOSTILE} 5")
    assert 2 == len(document(tmp_path, "support")["own"])
    for terminal in (True, False):
        _, out, _ = said(tmp_path, "support", terminal=terminal)
        assert "my sister 01234 567890" in out
        assert "\x1b" not in out and "\u202e" not in out
        assert "config set own_numbers" not in out


def test_a_fault_in_the_settings_keeps_nobody_from_the_numbers(tmp_path: Path) -> None:
    """It is said, and all lines are shown."""
    (tmp_path / "config.toml").write_text("country = 5\n", encoding="utf-8")
    code, out, err = said(tmp_path, "support", terminal=False)
    assert 0 == code
    assert "country needs" in err
    assert all(one.how in out for one in (*EMERGENCY, *TO_TALK))


def test_the_help_of_a_session_knows_the_country_the_numbers_and_the_style(tmp_path: Path) -> None:
    """By the settings and the style's file; where that was spoiled meanwhile, the rest of the help stays."""
    said(tmp_path, "config", "set", "country", "australia")
    said(tmp_path, "config", "set", "own_numbers", "Kim 5")
    folder = tmp_path / "scripts" / "styles"
    folder.mkdir(parents=True)
    (folder / "spoiled.yaml").write_text("title: [", encoding="utf-8")
    world = manual_world(tmp_path)
    found = help_at_hand(world)
    assert ["Australia: 000", "Kim 5"] == list(found.lines[:2])
    assert world.library().style("thai").cautions == found.cautions_of("thai")
    assert () == found.cautions_of("") == found.cautions_of("spoiled") == found.cautions_of("gone")


@pytest.mark.parametrize("words", [("--for", "rest"), ("--avoid", "face-down", "--health", "eyes")])
def test_what_was_not_asked_about_is_said_with_any_kind(words: tuple[str, ...]) -> None:
    """The questions name some conditions only; the list of those a clinician is asked about stands on the page."""
    title, text = SAFETY_LIST[2]
    _, out, _ = said(None, "choose", *words, terminal=False)
    assert f"{title}\n  {text}" in out
