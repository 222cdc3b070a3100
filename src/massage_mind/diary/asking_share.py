"""What to share, asked one thing after the other: the time, then each field; nothing is in it unless it was picked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.chosen_to_share import Shareable, ShareRequest, shareable
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, FirstScreen
from massage_mind.record.instants import DAY_MS

if TYPE_CHECKING:
    from massage_mind.perform.asker import Asker
    from massage_mind.world import World

_SPANS = (
    ("the last four weeks", 28),
    ("the last twelve weeks", 84),
    ("the last year", 365),
    ("all of it", 0),
)
_FIRST = (
    "For a clinician. Nothing is on the page unless you put it there; you see all of it before it's written."
)


def ask_share(world: World, asker: Asker, request: ShareRequest) -> ShareRequest:
    """The request as it was answered. Where a time was typed none is asked. Raises `NoMoreAnswers`, `Leave`, `StoreError`."""
    answers = _Sharing(world, request)
    asker.questions(answers.questions(), FirstScreen(_FIRST))
    return answers.request


class _Sharing:
    """What was picked by now."""

    def __init__(self, world: World, request: ShareRequest) -> None:
        self._world = world
        self.request = request

    def questions(self) -> list[AskedOrNot]:
        """The time, then each field there is something of."""
        query = self.request.query
        bounded = any((query.since_ms, query.until_ms, query.since_day, query.until_day))
        fields: list[AskedOrNot] = [self._field(one) for one in shareable(self._world, query)]
        return fields if bounded else [self._span(), *fields]

    def _span(self) -> ChoiceAsked:
        def keep(chosen: int | None) -> None:
            days = 0 if chosen is None else _SPANS[chosen][1]
            since = self._world.wall_ms() - days * DAY_MS if days else None
            self.request = replace(self.request, query=replace(self.request.query, since_ms=since))

        return ChoiceAsked("From which time?", [words for words, _ in _SPANS], keep, chosen=1)

    def _field(self, one: Shareable) -> ChoiceAsked:
        def keep(chosen: int | None) -> None:
            fields = tuple(key for key in self.request.fields if key != one.key)
            self.request = replace(self.request, fields=(*fields, one.key) if chosen == 1 else fields)

        return ChoiceAsked(one.title, ("leave it out", "put it in"), keep, chosen=0)
