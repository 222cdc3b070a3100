"""What `choose` asks: how it is today, what somebody would like, what they leave out. One screen each, all may be left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from massage_mind.cli.style_options import read_conditions, read_left_out
from massage_mind.errors import UsageError
from massage_mind.learn.which_style import LEFT_OUTS, PURPOSE_WORDS, TODAYS, StyleAnswers
from massage_mind.perform.asked_in_turn import Asked, AskedOrNot, ChoiceAsked, WordsAsked
from massage_mind.script.style_facts import CONDITION_WORDS, CONDITIONS, FIRMNESSES, PURPOSES

if TYPE_CHECKING:
    from massage_mind.script.style_facts import Condition
    from massage_mind.world import World

_TODAYS = (
    "nothing new",
    "fever, feeling ill, or something catching",
    "a new injury, pain, lump or swollen calf",
    "alcohol or drugs today",
    "I'd rather not be touched",
)
_YES_OR_NOT = ("yes", "rather not", "either is fine")
_YES_OR_NOT_MEAN = (True, False, None)
_LENGTHS = (15, 30, 60, 90)
_A_SCREEN = 4
"""So many conditions are asked about at a time."""


def ask_which(world: World, given: StyleAnswers, said: frozenset[str]) -> StyleAnswers:
    """The answers of whoever sits there, besides those that are given (`said` are their names). Nothing of it is kept.

    Ends the command where somebody goes back from the first question; with nobody there the rest is left open.
    """
    from massage_mind.perform.asker import Leave, NoMoreAnswers

    asker = world.asker_at_hand()
    if asker is None:
        return given
    answers = _AnswersSoFar(given)
    try:
        asker.questions(answers.questions(said))
    except Leave:
        raise typer.Exit from None
    except NoMoreAnswers:
        pass
    return answers.answers


class _AnswersSoFar:
    """What was said by now. Where there will be no massage today nothing more is asked."""

    def __init__(self, given: StyleAnswers) -> None:
        self.answers = given
        self._asks_conditions = False
        self._conditions: dict[int, frozenset[Condition]] = {}
        """By the screen on which they were named: whoever goes back there names them anew."""

    def questions(self, said: frozenset[str]) -> list[AskedOrNot]:
        """What was not said yet."""
        rows: tuple[tuple[str, Callable[[], Asked]], ...] = (
            ("purpose", self._purpose),
            ("firm", self._firmness),
            ("dressed", self._dressed),
            ("warmth", lambda: self._wish("Would you like warmth, such as warm stones?", "warm")),
            ("scent", lambda: self._wish("Would you like a scent?", "scent")),
            ("stretching", lambda: self._wish("Would you like to be stretched?", "stretches")),
            ("minutes", self._minutes),
            ("avoid", self._left_out),
            ("health", self._anything_to_mind),
        )
        first: list[AskedOrNot] = [] if "today" in said else [self._today()]
        first += [self._unless_over(ask) for name, ask in rows if name not in said]
        few = [] if "health" in said else list(range(0, len(CONDITIONS), _A_SCREEN))
        return first + [partial(self._some_conditions, at) for at in few]

    def _unless_over(self, ask: Callable[[], Asked]) -> Callable[[], Asked | None]:
        return lambda: ask() if self.answers.today == "well" else None

    def _change(self, **values: Any) -> None:
        self.answers = replace(self.answers, **values)

    def _today(self) -> ChoiceAsked:
        return ChoiceAsked(
            "Is anything different today?",
            _TODAYS,
            lambda at: self._change(today=TODAYS[at or 0]),
            said="A few questions; each may be left open, and nothing of it is kept.",
            chosen=0,
        )

    def _choice(
        self, question: str, words: Sequence[str], means: Sequence[object], key: str, said: str = ""
    ) -> ChoiceAsked:
        def keep(at: int | None) -> None:
            self._change(**{key: None if at is None else means[at]})

        return ChoiceAsked(question, words, keep, said)

    def _purpose(self) -> ChoiceAsked:
        words = [*PURPOSE_WORDS.values(), "I don't know yet"]
        return self._choice("What would you like it for?", words, (*PURPOSES, None), "purpose")

    def _firmness(self) -> ChoiceAsked:
        return self._choice(
            "How firm?",
            (*FIRMNESSES, "either is fine"),
            (*FIRMNESSES, None),
            "firmness",
            "You can ask for less, or more, at any time.",
        )

    def _dressed(self) -> ChoiceAsked:
        words = ("stay dressed", "undressing, as far as I like, is fine", "either is fine")
        return self._choice("In clothes, or not?", words, (True, False, None), "dressed")

    def _wish(self, question: str, key: str) -> ChoiceAsked:
        return self._choice(question, _YES_OR_NOT, _YES_OR_NOT_MEAN, key)

    def _minutes(self) -> ChoiceAsked:
        words = [*(f"{one} minutes" for one in _LENGTHS), "I don't know yet"]
        return self._choice("How long do you have?", words, (*_LENGTHS, None), "minutes")

    def _left_out(self) -> WordsAsked:
        return WordsAsked(
            "What would you like to leave out?",
            lambda text: self._change(left_out=frozenset(read_left_out(text))),
            wrong=lambda text: _wrong(read_left_out, text),
            about=("Any of these, with commas between:", ", ".join(LEFT_OUTS)),
            empty="Enter: nothing",
        )

    def _anything_to_mind(self) -> ChoiceAsked:
        def keep(at: int | None) -> None:
            self._asks_conditions = at == 1
            if not self._asks_conditions:
                self._conditions.clear()
                self._change(conditions=frozenset())

        words = ("no", "yes, or I'm not sure")
        return ChoiceAsked("Is there anything about your health to mind?", words, keep)

    def _some_conditions(self, first: int) -> WordsAsked | None:
        """Whether any of a few is true of somebody who has something to mind; so few that a small window has them."""
        if self.answers.today != "well" or not self._asks_conditions:
            return None

        def keep(text: str) -> None:
            self._conditions[first] = frozenset(read_conditions(text))
            self._change(conditions=frozenset().union(*self._conditions.values()))

        some = CONDITIONS[first : first + _A_SCREEN]
        rows = [key if key == CONDITION_WORDS[key] else f"{key}: {CONDITION_WORDS[key]}" for key in some]
        return WordsAsked(
            "Is any of this true of you?",
            keep,
            wrong=lambda text: _wrong(read_conditions, text),
            about=("The first word of any, with commas between:", *rows),
            empty="Enter: none",
        )


def _wrong(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except UsageError as error:
        return f"{error.sentence} {error.hint if not error.command else ''}".strip()
    return ""
