"""A measure of a person's own asked for one thing after the other: its name, both ends, which way is easier, when it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.changing_measures import is_dropped, is_whole, refuse_taken
from massage_mind.errors import UsageError
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, WordsAsked
from massage_mind.record.own_measure import OWN_DIRECTIONS, OwnMeasure, check_measure, key_of, tidied
from massage_mind.record.phases import PHASES

if TYPE_CHECKING:
    from massage_mind.diary.changing_measures import MeasureWords
    from massage_mind.perform.asker import Asker
    from massage_mind.record.phases import Phase
    from massage_mind.world import World

LOW_UNSAID, HIGH_UNSAID = "none", "the most you can imagine"
"""What the ends mean where somebody leaves them out: the words that stress has."""
_WAYS = ("lower", "higher", "neither, or it depends")
_TIMES: tuple[tuple[str, tuple[Phase, ...]], ...] = (
    ("each time: before, after, the next day, on ordinary days", PHASES),
    ("before and after", ("before", "after")),
    ("before, after and the next day", ("before", "after", "next-day")),
    ("the next day and on ordinary days", ("next-day", "ordinary-day")),
    ("on ordinary days", ("ordinary-day",)),
)
"""What can be chosen; other sets are typed: --when."""


def ask_measure(world: World, asker: Asker, given: MeasureWords) -> MeasureWords | None:
    """What was said of the measure; None where no name is given. What is given is not asked.

    Raises `NoMoreAnswers`, and `Leave` for whoever goes back from the first question.
    """
    answers = _MeasureAnswers(world, given)
    asker.questions(answers.questions())
    if answers.words.name is None:
        return None
    low, high = answers.words.low or LOW_UNSAID, answers.words.high or HIGH_UNSAID
    return answers.words if answers.is_whole() else replace(answers.words, low=low, high=high)


class _MeasureAnswers:
    """What was said by now. Without a name nothing else is asked, and of one that is taken up again nothing either."""

    def __init__(self, world: World, given: MeasureWords) -> None:
        self._world = world
        self._given = given
        self.words = given

    def is_whole(self) -> bool:
        """Whether nothing needs to be asked of it any more."""
        return self.words.name is None or is_whole(self._world, self.words)

    def questions(self) -> list[AskedOrNot]:
        """What was not given."""
        given = self._given
        asked: list[AskedOrNot] = []
        if given.name is None:
            asked.append(self._name())
        if given.low is None:
            asked.append(self._low)
        if given.high is None:
            asked.append(self._high)
        if given.better is None:
            asked.append(self._better)
        if given.asked is None:
            asked.append(self._times)
        return asked

    def _name(self) -> WordsAsked:
        def keep(words: str) -> None:
            self.words = replace(self.words, name=tidied(words) or None)

        said = "Such as headache, or ringing in the ears."
        return WordsAsked(
            "What would you like to rate?", keep, said, wrong=self._wrong_name, empty="Enter adds nothing"
        )

    def _wrong_name(self, words: str) -> str:
        named = replace(self.words, name=words)
        try:
            check_measure(OwnMeasure(tidied(words), key_of(words), LOW_UNSAID, HIGH_UNSAID))
            refuse_taken(self._world, named)
        except UsageError as error:
            return f"{error.sentence} {error.hint if not error.command else ''}".strip()
        return ""

    def _low(self) -> WordsAsked | None:
        def keep(words: str) -> None:
            self.words = replace(self.words, low=tidied(words) or None)

        return self._end("What does 0 mean?", keep, LOW_UNSAID)

    def _high(self) -> WordsAsked | None:
        def keep(words: str) -> None:
            self.words = replace(self.words, high=tidied(words) or None)

        return self._end("And what does 10 mean?", keep, HIGH_UNSAID)

    def _end(self, question: str, keep: Callable[[str], None], unsaid: str) -> WordsAsked | None:
        if self._over():
            return None
        return WordsAsked(question, keep, wrong=_wrong_end, empty=f"Enter: {unsaid}")

    def _better(self) -> ChoiceAsked | None:
        def keep(chosen: int | None) -> None:
            self.words = replace(self.words, better=None if chosen is None else OWN_DIRECTIONS[chosen])

        return (
            None
            if self._over()
            else ChoiceAsked("Which way is easier?", _WAYS, keep, chosen=OWN_DIRECTIONS.index("neither"))
        )

    def _times(self) -> ChoiceAsked | None:
        def keep(chosen: int | None) -> None:
            self.words = replace(self.words, asked=None if chosen is None else _TIMES[chosen][1])

        return (
            None
            if self._over()
            else ChoiceAsked("When is it asked?", [words for words, _ in _TIMES], keep, chosen=0)
        )

    def _over(self) -> bool:
        """Whether there is no name, or one that was there before and is taken up again as it was."""
        return self.words.name is None or is_dropped(self._world, self.words.name)


def _wrong_end(words: str) -> str:
    try:
        check_measure(OwnMeasure("some", "some", tidied(words), HIGH_UNSAID))
    except UsageError as error:
        return error.sentence
    return ""
