"""Questions line by line: what is said of Enter and of the ways out is so, at every question that is asked in turn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from diary_support import NOW, ScriptedPrompts

from massage_mind.diary.appointments import Price
from massage_mind.diary.asking_comparison import PLANS_NOTHING, ask_comparison
from massage_mind.diary.asking_course import ask_course
from massage_mind.diary.asking_measure import ask_measure
from massage_mind.diary.changing_measures import MeasureWords
from massage_mind.diary.comparing import NEEDED, ComparisonSaid
from massage_mind.diary.courses import CourseSaid
from massage_mind.diary.intending import ask_intention
from massage_mind.diary.wishing import _Answering
from massage_mind.errors import Leave
from massage_mind.perform.asked_in_turn import (
    AskedOrNot,
    ChoiceAsked,
    FirstScreen,
    RatingAsked,
    ThoughtsAsked,
    WordsAsked,
)
from massage_mind.record.measures import ITEMS
from massage_mind.world import World


def price(words: str) -> Price:
    return Price(words, "EUR")


FLOWS: dict[str, tuple[list[str], Callable[[World, Any], object]]] = {
    "course": (["", "friday 15:00"], lambda world, asker: ask_course(world, asker, CourseSaid(), price)),
    "measure": (["itch"], lambda world, asker: ask_measure(world, asker, MeasureWords())),
    "compare": (
        ["", "", "", "a", "b", "c", "5", "5", "tuesday 15:00", "friday 15:00"],
        lambda world, asker: ask_comparison(world, asker, ComparisonSaid(), price),
    ),
    "intention": (["1", "", "it wanders"], lambda _, asker: ask_intention(asker, None)),
    "wish": ([], lambda _, asker: asker.questions(_Answering().questions())),
}
"""How each begins, so that all of it is asked; from there on it is Enter alone."""


class Reading(ScriptedPrompts):
    """Enter alone, and no more, after these lines; what was told before each line is kept with it."""

    def __init__(self, *lines: str) -> None:
        super().__init__(lines)
        self.before: list[list[str]] = []

    def read(self, prompt: str) -> str:
        self.before.append(self.told)
        self.told = []
        return self.lines.pop(0) if self.lines else ""  # type: ignore[return-value]


@pytest.mark.parametrize("name", FLOWS)
def test_every_question_says_what_enter_does(world: World, name: str) -> None:
    """There, or, where it leaves the question out, once before; and of nothing that is not left out it says so."""
    lines, walk = FLOWS[name]
    asker = Reading(*lines)
    walk(world, asker)
    known = False
    for told in asker.before:
        said = [line for line in told if "Enter alone" in line]
        assert len(said) <= 1
        known |= any("leaves it out" in line for line in said)
        assert said or known, told
    assert len(asker.before) > len(lines) or name == "wish"


def test_enter_alone_takes_what_it_says(world: World) -> None:
    """What stands behind `Enter alone` at a course, a measure and an intention is what they come to."""
    course = ask_course(world, Reading("", "friday 15:00"), CourseSaid(), price)
    assert course is not None
    made = course.made(NOW)
    asker = Reading("itch")
    measure = ask_measure(world, asker, MeasureWords())
    assert measure is not None
    assert ("weekly", 12, 60, "stress", 1) == (
        made.every,
        made.weeks,
        made.minutes,
        made.measure,
        made.baseline,
    )
    assert ("none", "the most you can imagine", "neither") == (measure.low, measure.high, measure.better)
    assert "Enter alone takes 3." in asker.before[3]
    asker = Reading("2")
    wanted = ask_intention(asker, None)
    said = next(line for line in asker.before[1] if "Enter alone" in line)
    assert wanted is not None and said == f"Enter alone: {wanted.text}."


@pytest.mark.parametrize("at", range(len(NEEDED)))
def test_what_a_plan_cannot_be_without_ends_the_questions(world: World, at: int) -> None:
    """At each of them Enter plans nothing, and nothing more is asked."""
    answers = ["a", "b", "c", "5", "5", "tuesday 15:00", "friday 15:00"]
    asker = Reading("", "", "", *answers[:at], "")
    said = ask_comparison(world, asker, ComparisonSaid(), price)
    assert 4 + at == len(asker.before)
    assert any(PLANS_NOTHING.replace("Enter", "Enter alone") in line for line in asker.before[-1])
    assert 7 - at == sum(getattr(said, name) in (None, "") for name in NEEDED)


# ---------------------------------------------------------------- the ways out


def row() -> tuple[list[AskedOrNot], dict[str, object]]:
    """A number, a choice, a few words, where, a list, a few words; and what is kept of them."""
    kept: dict[str, object] = {}

    def keep(name: str) -> Callable[[object], None]:
        return lambda value: kept.__setitem__(name, value)

    def put_down(text: str) -> str:
        kept["thought"] = text
        return text

    return [
        RatingAsked(ITEMS[0], kept.__setitem__),
        ChoiceAsked("Which?", ("one", "two"), keep("which")),
        WordsAsked("With whom?", keep("whom")),
        WordsAsked("Which places?", keep("places"), places=True),
        ThoughtsAsked("Anything to put down?", put_down, lambda *_: None),
        WordsAsked("And then?", keep("then")),
    ], kept  # type: ignore[return-value]


BEFORE = (["5"], ["1"], ["Kim"], ["feet"], [""])


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("way", ["q", "out", "back", "<", "-", "Out"])
def test_the_ways_that_are_said_are_ways_at_every_question(at: int, way: str) -> None:
    """None of their words is kept as an answer; only where the back is one, it is."""
    questions, kept = row()
    lines = [line for some in BEFORE[:at] for line in some]
    asker = Reading(*lines, way, "q")
    back_is_kept = way == "back" and at == 3
    if way.casefold() in ("out", "-"):
        asker.questions(questions)
        assert len(asker.before) == at + 1
    else:
        with pytest.raises(Leave):
            asker.questions(questions)
    assert (way in kept.values()) == back_is_kept


def test_they_are_said_on_the_first_question_whatever_it_is() -> None:
    """Words, too."""
    for first in row()[0]:
        asker = Reading("q")
        with pytest.raises(Leave):
            asker.questions([first, first])
        assert "Type back, to go back; out, to leave all out; q, to leave." in asker.before[0]


@pytest.mark.parametrize("word", ["back", "out", "q", "?", "list"])
def test_a_word_that_is_a_way_is_an_answer_in_quotes(word: str) -> None:
    """That is said where it matters."""
    questions, kept = row()
    asker = Reading("", "", f'"{word}"')
    asker.questions(questions[:3])
    assert {"whom": word} == kept
    asker = Reading("", "", "back", "q")
    with pytest.raises(Leave):
        asker.questions(row()[0])
    assert 'As an answer it stands in quotes: "back".' in asker.before[3]


def test_a_question_mark_among_words_says_the_ways_again() -> None:
    """And the list, where there is one to be shown."""
    questions, kept = row()
    asker = Reading("", "", "?", "Kim")
    asker.questions(questions[:3])
    assert [
        "Type back, to go back; out, to leave all out; q, to leave.",
        "Question 3 of 3. With whom?",
    ] == asker.before[3]
    assert {"whom": "Kim"} == kept
    shown: list[str] = []
    asker = Reading("", "", "list", "Kim")
    asker._say_list = lambda: shown.append("the list")  # type: ignore[method-assign]
    asker.questions(row()[0][:3], FirstScreen("It begins.", "Fever? Then ask first."))
    assert ["the list"] == shown


@pytest.mark.parametrize("word", ["q", "back", "<"])
def test_yes_or_no_can_be_left_as_on_a_screen(word: str) -> None:
    """As Esc does there."""
    with pytest.raises(Leave):
        Reading(word).yes("Lock it?", otherwise=False)


@pytest.mark.parametrize("way", ["out", "back", "q"])
def test_a_way_out_of_when_is_no_when(way: str) -> None:
    """The thought is kept, without one."""
    kept: list[str] = []
    planned: list[object] = []

    def put_down(text: str) -> str:
        kept.append(text)
        return text

    asker = Reading("call the bank", way)
    with suppress(Leave):
        asker.questions(
            [ThoughtsAsked("Anything to put down?", put_down, lambda *some: planned.append(some))]
        )
    assert (["call the bank"], [], 2) == (kept, planned, len(asker.before))
