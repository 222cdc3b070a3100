"""What is asked after a session: the ratings again, where attention was, and how the intention showed up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from massage_mind.diary.answers import SessionAnswers
from massage_mind.diary.asking_body import body_asked
from massage_mind.diary.half_lines import half_line
from massage_mind.diary.own_measures import items_asked
from massage_mind.errors import Leave, StoreError
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, RatingAsked, WordsAsked
from massage_mind.perform.asker import quietly
from massage_mind.record.intention import OUTCOMES
from massage_mind.record.measures import (
    ABOUT_THE_MASSAGE,
    HARD,
    HARD_NO,
    HARD_YES,
    WANDERING,
    WANDERING_CHOICES,
    Item,
)
from massage_mind.session.what_changed import marks_before, say_what_changed
from massage_mind.stops import held
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.diary.half_lines import HalfLine
    from massage_mind.perform.asker import Asker
    from massage_mind.record.head import Record
    from massage_mind.session.prepare import Prepared
    from massage_mind.session.take import Ended
    from massage_mind.world import World


def ask_after(world: World, prepared: Prepared, asker: Asker, ended: Ended) -> None:
    """The ratings again, how often attention wandered, the body map, how the intention showed up, whether anything was
    hard; each kept at once.

    Whoever leaves at the first of them leaves all of them out: the session is over already.
    """
    answers = SessionAnswers(world, ended.id, "after")
    asked: list[AskedOrNot] = []
    if ended.id and prepared.settings.ratings:
        asked += _around_the_session(world, prepared, answers)
    outcome = None if prepared.request.quiet_hour else _Outcome(world, prepared.appointment_id)
    hard = _Hard(answers) if ended.id and prepared.settings.asked_hard else None
    try:
        with half_line(world, "outcome", "after") as line:
            asked += outcome.asked(line) if outcome is not None else []
            asked += [hard.asked()] if hard is not None else []
            quietly(asker.questions, asked)
    except Leave:
        pass
    finally:
        answers.finish()
        if outcome is not None and outcome.trouble:
            world.note(f"How it showed up couldn't be kept: {outcome.trouble}")
    say_what_changed(world, prepared, asker, ended.id)
    if hard is not None and hard.yes:
        world.suggest(HARD_LEADS, "massage-mind ground", "massage-mind support")


def _around_the_session(world: World, prepared: Prepared, answers: SessionAnswers) -> list[AskedOrNot]:
    asked: list[AskedOrNot] = [RatingAsked(item, answers.rate) for item in _items_after(world, prepared)]
    if not prepared.request.quiet_hour:
        asked.append(ChoiceAsked(WANDERING, WANDERING_CHOICES, partial(_keep_wandering, answers)))
    if prepared.settings.body_map:
        before, kinds = marks_before(world, prepared), prepared.settings.kinds_of_pain
        asked += body_asked(answers, before, kinds=kinds)
    return asked


def _items_after(world: World, prepared: Prepared) -> tuple[Item, ...]:
    items = items_asked(world, "after", prepared.settings.more_ratings)
    quiet_hour = prepared.request.quiet_hour
    return tuple(item for item in items if not (quiet_hour and item.key in ABOUT_THE_MASSAGE))


def _keep_wandering(answers: SessionAnswers, chosen: int | None) -> None:
    answers.answer(WANDERING, "" if chosen is None else WANDERING_CHOICES[chosen])


HARD_LEADS = "You needn't make anything of it. You might tell the therapist, or somebody near. To steady yourself; and whom to call:"


class _Hard:
    """Whether anything was hard or strange; whoever says yes is shown two ways on, when the questions are over."""

    def __init__(self, answers: SessionAnswers) -> None:
        self._answers = answers
        self.yes = False

    def asked(self) -> ChoiceAsked:
        """The question, which can be left out as every other."""
        return ChoiceAsked(HARD, (HARD_NO, HARD_YES), self._keep)

    def _keep(self, chosen: int | None) -> None:
        self.yes = chosen == 1
        self._answers.answer(HARD, "" if chosen is None else (HARD_NO, HARD_YES)[chosen])


class _Outcome:
    """How the intention showed up, where there is one that has not been asked about."""

    def __init__(self, world: World, appointment: str) -> None:
        self._world = world
        self._found = _open_intention(world, appointment)
        self._chosen: int | None = None
        self.trouble = ""
        """Why it could not be kept, to be said when the questions are over."""

    def asked(self, line: HalfLine) -> list[AskedOrNot]:
        """Two questions, the second only after an answer to the first."""
        from massage_mind.record.intention import Intention

        if self._found is None:
            return []
        wanted = cast(Intention, self._found.details)
        said = f'You wanted "{wanted.text}". However it went is all right.'

        def in_words() -> WordsAsked | None:
            if self._chosen is None:
                return None
            return WordsAsked("In words, if you like", words, begin=line.begin, keep=line.keep)

        def words(text: str) -> None:
            self._keep(self._chosen, text)
            if not self.trouble:
                line.let_go()

        return [ChoiceAsked("How did it show up?", OUTCOMES, self._choose, said), in_words]

    def _choose(self, chosen: int | None) -> None:
        self._chosen = chosen
        self._keep(chosen, "")

    def _keep(self, chosen: int | None, words: str) -> None:
        from massage_mind.diary.thread import keep_outcome

        assert self._found is not None
        try:
            with held(), self._world.open_store(writing=True) as store:
                keep_outcome(store, self._found.id, chosen, words)
            self.trouble = ""
        except StoreError as error:
            self.trouble = error.sentence


def _open_intention(world: World, appointment: str) -> Record | None:
    """The intention to ask about; None where there is none, or it has been asked about."""
    from massage_mind.diary.thread import current_intention
    from massage_mind.record.intention import Intention

    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            found = current_intention(store, world.wall_ms(), appointment)
    except StoreError as error:
        world.note(error.sentence)
        return None
    if found is None or cast(Intention, found.details).outcome is not None:
        return None
    return found
