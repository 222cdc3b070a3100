"""A comparison asked for one thing after the other. Only what a plan can't be without has to be answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.comparing import NEEDED, USUAL_STOPS, ComparisonSaid, can_be_compared, not_said
from massage_mind.diary.own_measures import measures_at_hand
from massage_mind.diary.why_not import why_not, wrong_whole
from massage_mind.errors import UsageError
from massage_mind.perform.asked_in_turn import (
    LEAVES_OUT,
    Asked,
    AskedOrNot,
    ChoiceAsked,
    RatingAsked,
    WordsAsked,
)
from massage_mind.record.comparison import (
    FEWEST_COMPARED,
    MOST_COMPARED,
    USUAL_COMPARED,
    USUAL_DIFFERENCE,
    read_difference,
)
from massage_mind.record.measures import Item

if TYPE_CHECKING:
    from massage_mind.diary.appointments import Price
    from massage_mind.perform.asker import Asker
    from massage_mind.world import World


PLANS_NOTHING = "Enter plans nothing"
"""What Enter does where nothing stands, of what a plan can't be without: the questions are over."""


def ask_comparison(
    world: World, asker: Asker, given: ComparisonSaid, read_price: Callable[[str], Price]
) -> ComparisonSaid:
    """What was said of it; what is given is not asked. Raises `NoMoreAnswers`, and `Leave` for whoever goes back from the first."""
    asking = _AskingPlan(world, given, read_price)
    asker.questions(asking.questions())
    return asking.said


class _AskingPlan:
    """What was said by now."""

    def __init__(self, world: World, given: ComparisonSaid, read_price: Callable[[str], Price]) -> None:
        self._world = world
        self._read_price = read_price
        self.said = given

    def questions(self) -> list[AskedOrNot]:
        """One quiet screen each, for what was not given."""
        given, words = self.said, self._words
        rows: list[tuple[str, AskedOrNot]] = [
            ("question", words("question", "What would you like to know?", ["Does a massage do more for me than an hour of rest?", "Nobody can be kept from knowing which hour it is, so what you expect may count too."], empty="Enter takes that question")),
            ("measure", self._measure()),
            ("difference", words("difference", "How much of a difference would change your mind?", ["In points of 0 to 10, such as 1 or 1.5."], read_difference, f"Enter: {USUAL_DIFFERENCE}")),
            ("if_more", words("if_more", "If a massage does that much more than rest: what will you do?", ["In your own words, before you know."])),
            ("if_less", words("if_less", "And if it doesn't?", ["Such as: I rest at home, and have one when I feel like it."])),
            ("if_untold", words("if_untold", "And if it can't be told?", ["That's a likely end, too."])),
            ("expect_massage", self._expected("expect_massage", "What you expect of the massage hours")),
            ("expect_quiet", self._expected("expect_quiet", "And of the quiet hours")),
            ("first_at", self._slot("first_at", "When is the first hour of each week?", "Such as tuesday 15:00. A draw says whether it's the massage.")),
            ("second_at", self._slot("second_at", "And the second?", "Three days apart at least, at the same time of day, such as friday 15:00.")),
            ("weeks", words("weeks", "Over how many weeks?", [f"{FEWEST_COMPARED} at least, {USUAL_COMPARED} usually."], _weeks, f"Enter: {USUAL_COMPARED}")),
            ("audio", words("audio", "What will you hear, in both?", ["The same in both, such as: the rain."])),
            ("light", words("light", "And what's the room like, in both?", ["Such as: curtains drawn, a blanket."])),
            ("price", words("price", "What does one massage cost?", ['Such as 80 or "80 EUR".'], self._read_price)),
            ("cap", words("cap", "How much may it cost in all?", ["You'll see it beside what it comes to."], self._read_price)),
            ("stop_rules", words("stop_rules", "When will you stop?", [USUAL_STOPS], empty="Enter takes that")),
        ]  # fmt: skip
        names = not_said(given, [name for name, _ in rows])
        asked = [(name, one) for name, one in rows if name in names]
        return [
            self._unless_over(one, [name for name in names[:at] if name in NEEDED])
            for at, (_, one) in enumerate(asked)
        ]

    def _unless_over(self, one: AskedOrNot, needed: Sequence[str]) -> AskedOrNot:
        """Not asked any more where one of these was left out, which a plan can't be without: nothing would come of it."""

        def asked() -> Asked | None:
            return None if not_said(self.said, needed) else one() if callable(one) else one

        return asked

    def _keep(self, name: str, value: object) -> None:
        self.said = replace(self.said, **{name: value})  # type: ignore[arg-type]

    def _words(
        self,
        name: str,
        question: str,
        about: Sequence[str],
        read: Callable[[str], object] | None = None,
        empty: str = LEAVES_OUT,
    ) -> WordsAsked:
        empty = PLANS_NOTHING if name in NEEDED else empty
        kept_read = name in ("price", "cap", "weeks")

        def keep(words: str) -> None:
            nothing = None if kept_read else ""
            self._keep(name, (read(words) if read and kept_read else words) if words else nothing)

        wrong = why_not(read) if read else lambda _: ""
        return WordsAsked(question, keep, wrong=wrong, about=about, empty=empty)

    def _measure(self) -> ChoiceAsked:
        items = [one for one in measures_at_hand(self._world) if can_be_compared(one)]

        def keep(chosen: int | None) -> None:
            self._keep("measure", "" if chosen is None else items[chosen].key)

        said = "One number decides. It's left out of every page until the end."
        return ChoiceAsked("By which measure?", [one.title for one in items], keep, said, 0)

    def _expected(self, name: str, title: str) -> RatingAsked:
        item = Item(name, title, "nothing", "a great deal", "none")
        return RatingAsked(item, self._keep, PLANS_NOTHING)

    def _slot(self, name: str, question: str, about: str) -> WordsAsked:
        from massage_mind.record.typed_times import read_when

        def read(words: str) -> int:
            return read_when(words, self._world.wall_ms(), self._world.zone)

        def keep(words: str) -> None:
            self._keep(name, read(words) if words else None)

        return WordsAsked(question, keep, wrong=why_not(read), about=[about], empty=PLANS_NOTHING)


def _weeks(words: str) -> int:
    if wrong := wrong_whole(words, FEWEST_COMPARED, MOST_COMPARED):
        raise UsageError(wrong)
    return int(words)
