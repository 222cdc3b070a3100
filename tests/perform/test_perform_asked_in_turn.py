"""A sequence of questions: on, back, out; and what is remembered where somebody comes back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import Leave
from massage_mind.perform.asked_in_turn import (
    Answered,
    Asked,
    AskedOrNot,
    FirstScreen,
    Turn,
    WordsAsked,
    walk,
)

ABOVE = FirstScreen("Arriving, 4 minutes.", begins=True)


def words(question: str) -> WordsAsked:
    return WordsAsked(question, lambda _: None)


class Scripted:
    """Goes where it is told; remembers what was asked, and when."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, Turn]] = []

    def __call__(self, asked: Asked, turn: Turn) -> Answered:
        assert isinstance(asked, WordsAsked)
        self.asked.append((asked.question, turn))
        return Answered(*self.answers.pop(0))

    @property
    def names(self) -> str:
        return "".join(name for name, _ in self.asked)


def test_back_leads_to_the_one_before_with_what_was_said_there() -> None:
    """And on from there; what stands above the first is there on the first alone, each time."""
    person = Scripted(("on", "one"), ("back", "half"), ("on", "two"), ("on", "three"))
    walk([words("a"), words("b")], person, ABOVE)
    assert "abab" == person.names
    assert [None, None, "one", "half"] == [turn.given for _, turn in person.asked]
    assert [ABOVE, None, ABOVE, None] == [turn.first for _, turn in person.asked]
    assert [(1, 2), (2, 2)] * 2 == [(turn.number, turn.of) for _, turn in person.asked]


def test_back_from_the_first_leaves() -> None:
    """Also where those before it were not asked."""
    for asked in ([words("a")], [lambda: None, words("a")]):
        with pytest.raises(Leave):
            walk(asked, Scripted(("back",)), ABOVE)


def test_out_leaves_all_out() -> None:
    """Those that are left are not asked any more."""
    person = Scripted(("on",), ("out",))
    walk([words(name) for name in "abc"], person)
    assert "ab" == person.names


def test_whether_a_question_is_asked_is_found_out_when_its_turn_comes() -> None:
    """One that is not is passed in both directions."""
    said: list[str] = []

    def only_then() -> WordsAsked | None:
        return words("b") if said else None

    person = Scripted(("on",), ("back",), ("on",), ("on",), ("on",))
    asked: Sequence[AskedOrNot] = [words("a"), only_then, words("c")]
    walk(asked, person, ABOVE)
    assert "acac" == person.names[:4]


@given(st.lists(st.sampled_from(["on", "back", "out"]), max_size=40), st.lists(st.booleans(), max_size=6))
def test_whichever_way_somebody_goes_it_ends(ways: list[str], there: list[bool]) -> None:
    """By itself, by leaving, or where nobody answers any more; no question is asked out of its turn."""
    person = Scripted(*[(way,) for way in ways])
    asked = [words(str(at)) if one else (lambda: None) for at, one in enumerate(there)]
    with suppress(Leave, IndexError):
        walk(asked, person)
    for name, turn in person.asked:
        assert name == str(turn.number - 1) and turn.of == len(there)
