"""An appointment asked for one thing after the other: when, with whom, how long, which style. All but the when may be left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.why_not import wrong_whole
from massage_mind.errors import SettingsError, UsageError
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, WordsAsked
from massage_mind.settings import is_set, set_setting, setting_named
from massage_mind.words.lengths import counted

if TYPE_CHECKING:
    from massage_mind.diary.appointments import AppointmentDetails
    from massage_mind.diary.has_been import HasBeen
    from massage_mind.perform.asker import Asker
    from massage_mind.world import World

LONGEST_MINUTES = 1440
WORTH_ASKING_MINUTES = 20
"""In a shorter one nobody undresses."""
MOST_WITHOUT_HANDS = setting_named("without_hands").most


def ask_appointment(
    world: World, asker: Asker, given: AppointmentDetails, said: HasBeen
) -> tuple[int, AppointmentDetails] | None:
    """When it is, in UTC milliseconds, and what was said of it; None where no time is given. What is given is not asked.

    Raises `NoMoreAnswers`, and `Leave` for whoever goes back from the first question.
    """
    answers = _Answers(world, given, said)
    asker.questions(answers.questions())
    if answers.at_ms is None:
        return None
    answers.keep_without_hands()
    return answers.at_ms, answers.details


class _Answers:
    """What was said by now. Without a when nothing else is asked."""

    def __init__(self, world: World, given: AppointmentDetails, said: HasBeen) -> None:
        self._world = world
        self._given = given
        self._said = said
        self.at_ms: int | None = None
        self.details = given
        self.without_hands: int | None = None

    def questions(self) -> list[AskedOrNot]:
        """The when, and what was not given."""
        given = self._given
        asked: list[AskedOrNot] = [self._when]
        if given.therapist is None:
            asked.append(self._whom)
        if given.minutes is None:
            asked.append(self._minutes)
        if given.hands_on is None:
            asked.append(self._hands_on)
        if given.style is None:
            asked.append(self._style)
        return asked

    def _when(self) -> WordsAsked:
        said = "Such as friday 15:00, tomorrow 9am or in 2 hours."
        return WordsAsked(
            "When is it?", self._keep_when, said, wrong=self._wrong_when, empty="Enter notes nothing"
        )

    def _keep_when(self, words: str) -> None:
        self.at_ms = self._said.when(self._world, words) if words else None

    def _wrong_when(self, words: str) -> str:
        try:
            self._said.when(self._world, words)
        except UsageError as error:
            return f"{error.sentence} {error.hint}"
        return ""

    def _whom(self) -> WordsAsked | None:
        def keep(words: str) -> None:
            self.details = replace(self.details, therapist=words or None)

        return None if self.at_ms is None else WordsAsked("With whom?", keep)

    def _minutes(self) -> WordsAsked | None:
        def keep(words: str) -> None:
            self.details = replace(self.details, minutes=int(words) if words else None)

        return (
            None
            if self.at_ms is None
            else WordsAsked("How many minutes?", keep, "Such as 60.", wrong=_wrong_minutes)
        )

    def _hands_on(self) -> WordsAsked | None:
        """Asked once, and kept for the appointments to come: what is not said of one is reckoned by it."""
        minutes = self.details.minutes
        if self.at_ms is None or minutes is None or minutes < WORTH_ASKING_MINUTES or self._is_known():
            return None

        self.without_hands = 0  # Whoever leaves it out is not asked again either.

        def keep(words: str) -> None:
            self.details = replace(self.details, hands_on=int(words) if words else None)
            self.without_hands = min(minutes - int(words), MOST_WITHOUT_HANDS) if words else 0

        return WordsAsked(
            f"For how many of the {minutes} are hands there?",
            keep,
            "Undressing and talking take some. The words go on as long as the hands.",
            wrong=lambda words: wrong_whole(words, 1, minutes),
            empty="Enter: all of them",
        )

    def keep_without_hands(self) -> None:
        """Keep what was said of hands for the next ones too; where the settings cannot be written, it is asked again."""
        if self.without_hands is None:
            return
        try:
            set_setting(self._world.home, "without_hands", str(self.without_hands))
        except SettingsError:
            return
        if self.without_hands:
            self._world.suggest(
                f"{counted(self.without_hands, 'minute')} without hands: so it's reckoned for the next ones too. Otherwise:",
                "massage-mind config set without_hands 0",
            )

    def _is_known(self) -> bool:
        try:
            return is_set(self._world.home, "without_hands")
        except SettingsError:
            return True

    def _style(self) -> ChoiceAsked | None:
        if self.at_ms is None:
            return None
        library = self._world.library()
        ids = library.style_ids()

        def keep(chosen: int | None) -> None:
            self.details = replace(self.details, style=None if chosen is None else ids[chosen])

        return ChoiceAsked("Which style?", [library.style(one).title for one in ids], keep)


def _wrong_minutes(words: str) -> str:
    return wrong_whole(words, 1, LONGEST_MINUTES)
