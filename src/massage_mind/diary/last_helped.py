"""What a person said helped the last time: their own ticks and words around the last massage, for the next brief. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from massage_mind.diary.belonging import called
from massage_mind.errors import StoreError
from massage_mind.record.brief import LONGEST_BRIEF_LINE
from massage_mind.record.checkin import CheckIn
from massage_mind.record.intention import OUTCOMES, Intention
from massage_mind.record.measures import HIGH, ITEM_BY_KEY, LOW
from massage_mind.record.own_measure import tidied
from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World

SHOWED_UP = 3
"""An intention that showed up mostly (3) or fully (4) is ticked as helpful."""
LIGHT, FIRM = 3, 7
"""Ratings of the pressure: up to the first it was rather light, from the second on rather much; between, about right."""
_TELLS = ("help", "did you good", "want again", "like again", "repeat")
"""A question of a session that has one of these asks what helped; its answer is ticked. Others are offered, where somebody can pick."""


class Helped(NamedTuple):
    """One thing of the last time: under which key it goes, its words, and whether the person ticked it as helpful."""

    key: str
    words: str
    ticked: bool


def last_helped(world: World, store: Store) -> tuple[Helped, ...]:
    """Of the last massage: how the intention showed up, how the pressure was rated, what was answered in its sessions.

    Entries and notes are never among it: those are picked word by word, by whoever wrote them. Raises `StoreError`.
    """
    try:
        last = called(world, store, "last")
    except StoreError:  # No massage has been yet.
        return ()
    around = [last, *store.records.belonging_to(last.id)]
    found = dict.fromkeys(one for one in _helped(around) if one.words)
    return tuple(found)


def _helped(records: Iterable[Record]) -> Iterator[Helped]:
    for one in records:
        match one.details:
            case Intention():
                yield from _intended(one.details)
            case CheckIn():
                yield from _pressed(one.details)
            case SessionRecord():
                yield from _answered(one.details)
            case _:
                continue


def _intended(intention: Intention) -> Iterator[Helped]:
    if intention.text and intention.outcome is not None and intention.cleared_at is None:
        words = _line(intention.text, f": {OUTCOMES[intention.outcome]} so")
        yield Helped("helped", words, intention.outcome >= SHOWED_UP)


def _pressed(checkin: CheckIn) -> Iterator[Helped]:
    rated = checkin.ratings.get("pressure")
    if rated is None or checkin.phase != "after":
        return
    ends = ITEM_BY_KEY["pressure"]
    scale = f"{rated}, where {LOW} is {ends.low} and {HIGH} is {ends.high}"
    if rated <= LIGHT:
        yield Helped("not_again", f"the pressure was rather light: {scale}", True)
    elif rated >= FIRM:
        yield Helped("not_again", f"the pressure was rather much: {scale}", True)
    else:
        yield Helped("again", f"the pressure: {scale}", True)


def _answered(session: SessionRecord) -> Iterator[Helped]:
    for question, answer in session.answers:
        ticked = any(word in question.casefold() for word in _TELLS)
        words = _line(answer, "") if ticked else _line(f"{question} {answer}", "")
        yield Helped("helped", words, ticked)


def _line(text: str, end: str) -> str:
    """Words as one line that fits; what is longer is no line, and left to its person to put shortly."""
    words = tidied(text)
    return f"{words}{end}" if words and len(words) + len(end) <= LONGEST_BRIEF_LINE else ""
