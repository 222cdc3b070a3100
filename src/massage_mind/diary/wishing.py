"""Do I want one? A few questions before an appointment is made without a plan. Kept, and nothing is made of them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from massage_mind.diary.opened import opened
from massage_mind.errors import Leave, UsageError
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, FirstScreen, WordsAsked
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.texts import storable
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.record.head import Record
    from massage_mind.world import World

Leaning: TypeAlias = Literal["yes", "no", "unsure"]
LEANINGS: tuple[Leaning, ...] = get_args(Leaning)
_WORDS: dict[Leaning, str] = {"yes": "yes", "no": "no", "unsure": "I couldn't say"}
_TITLE = "A moment before you book."
_QUESTION = "Do I want one?"
_REST = "Would an hour of rest do as well?"


@dataclass(frozen=True, slots=True)
class Wishing:
    """What was said: whether one is wanted, what for, whether an hour of rest would do as well."""

    wanted: Leaning | None = None
    purpose: str = ""
    rest: Leaning | None = None

    def text(self) -> str:
        """As an entry of the journal; empty where nothing was said."""
        lines = [f"{_QUESTION} {_WORDS[self.wanted]}."] if self.wanted else []
        lines += [f"What for: {self.purpose.strip()}"] if self.purpose.strip() else []
        lines += [f"{_REST} {_WORDS[self.rest]}."] if self.rest else []
        return storable("\n".join(lines))


def wish_for_one(world: World, said: Wishing, *, ask: bool) -> Record | None:
    """Keep what is said, or answered at a terminal; None where nothing is. Raises `UsageError` where nobody can answer."""
    if not said.text():
        asker = world.asker_at_hand() if ask else None
        if asker is None:
            raise UsageError(
                "Nothing was said.",
                "Such as:",
                command='massage-mind course wish --want yes --for "a quiet hour"',
            )
        answers = _Answering()
        with suppress(Leave, NoMoreAnswers):  # What was answered by then is kept.
            asker.questions(answers.questions(), FirstScreen(_TITLE))
        said = answers.said()
    if not said.text():
        return None
    with opened(world, writing=True) as store:
        new = NewRecord(Entry(said.text(), _TITLE), world.wall_ms(), world.zone, tags=("course/wish",))
        return store.records.add(new)


class _Answering:
    """What was said by now."""

    def __init__(self) -> None:
        self._leanings: dict[str, Leaning | None] = {}
        self._purpose = ""

    def questions(self) -> list[AskedOrNot]:
        """Three, each of which may be left out."""
        return [
            self._leaning("wanted", "Do you want one?"),
            WordsAsked("What for?", self._keep_purpose),
            self._leaning("rest", _REST),
        ]

    def said(self) -> Wishing:
        """All of it."""
        return Wishing(self._leanings.get("wanted"), self._purpose, self._leanings.get("rest"))

    def _keep_purpose(self, words: str) -> None:
        self._purpose = words

    def _leaning(self, key: str, question: str) -> ChoiceAsked:
        def keep(chosen: int | None) -> None:
            self._leanings[key] = None if chosen is None else LEANINGS[chosen]

        return ChoiceAsked(question, [_WORDS[one] for one in LEANINGS], keep)
