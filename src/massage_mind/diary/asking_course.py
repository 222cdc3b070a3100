"""A course asked for one thing after the other. All but the time of the first massage may be left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.appointments import Price
from massage_mind.diary.own_measures import measures_at_hand
from massage_mind.diary.why_not import why_not, wrong_whole
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, WordsAsked
from massage_mind.record.course import (
    EVERY_WORDS,
    EVERYS,
    FEWEST_WEEKS,
    MOST_BASELINE,
    MOST_WEEKS,
    USUAL_WEEKS,
    Course,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.diary.courses import CourseSaid
    from massage_mind.perform.asker import Asker
    from massage_mind.world import World

_LONGEST_MINUTES = 1440
_BASELINES = ("none", "one week", "two weeks")


def ask_course(
    world: World, asker: Asker, given: CourseSaid, read_price: Callable[[str], Price]
) -> CourseSaid | None:
    """What was said of it; None where no time is given for the first. What is given is not asked.

    `read_price` reads an amount of money, and raises `UsageError`. Raises `NoMoreAnswers`, and `Leave` for whoever goes
    back from the first question.
    """
    answers = _Planning(world, given, read_price)
    asker.questions(answers.questions())
    return answers.said if answers.planned else None


class _Planning:
    """What was said by now. Without a time for the first nothing else is asked, unless they come as needed."""

    def __init__(self, world: World, given: CourseSaid, read_price: Callable[[str], Price]) -> None:
        self._world = world
        self._read_price = read_price
        self.said = given

    @property
    def planned(self) -> bool:
        """Whether there is enough to plan with."""
        return self.said.first_at is not None or self.said.every == "as-needed"

    def questions(self) -> list[AskedOrNot]:
        """How often, the first, and what was not given."""
        given = self.said
        asked: list[tuple[bool, AskedOrNot]] = [
            (given.every is None, self._every),
            (given.first_at is None, self._first),
            (given.weeks is None, self._weeks),
            (given.minutes is None, self._minutes),
            (given.hands_on is None, self._hands_on),
            (given.style is None, self._style),
            (given.therapist is None, self._text("therapist", "With whom?")),
            (given.place is None, self._text("place", "Where?")),
            (given.price is None, self._money("price", "What does one cost?", 'Such as 80 or "80 EUR".')),
            (given.tip is None, self._money("tip", "And the tip, each time?", "Such as 10.")),
            (given.cap is None, self._money("cap", "How much may it cost in all?", "You'll see it beside what it comes to.")),
            (given.intention is None, self._text("intention", "What would you like from it? In your own words:")),
            (given.measure is None, self._measure),
            (given.baseline is None, self._baseline),
            (given.comes_after is None, self._text("comes_after", "And after it?", "Such as once a month, or nothing.")),
        ]  # fmt: skip
        return [one for wanted, one in asked if wanted]

    def _every(self) -> ChoiceAsked:
        def keep(chosen: int | None) -> None:
            self.said = replace(self.said, every=None if chosen is None else EVERYS[chosen])

        return ChoiceAsked("How often?", [EVERY_WORDS[one] for one in EVERYS], keep, chosen=0)

    def _first(self) -> WordsAsked | None:
        from massage_mind.record.typed_times import read_when

        if self.said.every == "as-needed":
            return None

        def read(words: str) -> int:
            return read_when(words, self._world.wall_ms(), self._world.zone)

        def keep(words: str) -> None:
            self.said = replace(self.said, first_at=read(words) if words else None)

        return WordsAsked(
            "When is the first?",
            keep,
            "Such as friday 15:00. The others are on the same day, at the same time.",
            wrong=why_not(read),
            empty="Enter plans nothing",
        )

    def _weeks(self) -> WordsAsked | None:
        return self._whole(
            "weeks", "Over how many weeks?", "Eight to twelve are usual.", FEWEST_WEEKS, MOST_WEEKS, f"Enter: {USUAL_WEEKS}"
        )  # fmt: skip

    def _minutes(self) -> WordsAsked | None:
        return self._whole(
            "minutes", "How many minutes each?", "Such as 60.", 1, _LONGEST_MINUTES, "Enter: 60"
        )

    def _hands_on(self) -> WordsAsked | None:
        minutes = self.said.minutes or Course(0).minutes or _LONGEST_MINUTES
        question = f"For how many of the {minutes} are hands there?"
        about = "Undressing and talking take some."
        return self._whole("hands_on", question, about, 1, minutes, "Enter leaves it open")

    def _style(self) -> ChoiceAsked | None:
        if not self.planned:
            return None
        library = self._world.library()
        ids = library.style_ids()

        def keep(chosen: int | None) -> None:
            self.said = replace(self.said, style=None if chosen is None else ids[chosen])

        return ChoiceAsked("Which style?", [library.style(one).title for one in ids], keep)

    def _measure(self) -> ChoiceAsked | None:
        if not self.planned:
            return None

        items = measures_at_hand(self._world)

        def keep(chosen: int | None) -> None:
            self.said = replace(self.said, measure=None if chosen is None else items[chosen].key)

        said = "One, chosen now: it says most later on."
        return ChoiceAsked("Which measure is the main one?", [one.title for one in items], keep, said, 0)

    def _baseline(self) -> ChoiceAsked | None:
        if not self.planned:
            return None

        def keep(chosen: int | None) -> None:
            self.said = replace(self.said, baseline=chosen)

        said = "Weeks without a massage before the first, to compare with."
        return ChoiceAsked("How many?", _BASELINES[: MOST_BASELINE + 1], keep, said, Course(0).baseline)

    def _text(self, name: str, question: str, about: str = "") -> AskedOrNot:
        def keep(words: str) -> None:
            self.said = replace(self.said, **{name: words or None})  # type: ignore[arg-type]

        return lambda: WordsAsked(question, keep, about) if self.planned else None

    def _money(self, name: str, question: str, about: str) -> AskedOrNot:
        def keep(words: str) -> None:
            self.said = replace(self.said, **{name: self._read_price(words) if words else None})  # type: ignore[arg-type]

        def asked() -> WordsAsked | None:
            return (
                WordsAsked(question, keep, about, wrong=why_not(self._read_price)) if self.planned else None
            )

        return asked

    def _whole(
        self, name: str, question: str, about: str, least: int, most: int, empty: str
    ) -> WordsAsked | None:
        if not self.planned:
            return None

        def keep(words: str) -> None:
            self.said = replace(self.said, **{name: int(words) if words else None})  # type: ignore[arg-type]

        return WordsAsked(
            question, keep, about, wrong=lambda words: wrong_whole(words, least, most), empty=empty
        )
