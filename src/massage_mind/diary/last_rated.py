"""The last massage that was rated before and after: the pair of numbers, and nothing on what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from massage_mind.diary.comparison_lock import left_out_words, locked_measures
from massage_mind.record.checkin import CheckIn
from massage_mind.record.measures import ITEM_BY_KEY
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record

_LOOKED_AT = 8
"""So many appointments, and so many sessions, are looked through, the latest first."""


@dataclass(frozen=True, slots=True)
class LastRated:
    """When it was (UTC milliseconds) and on whose clock; each item, as a person calls it, with both numbers, in the order
    they are asked. `left_out`: what is to be said of what a comparison that runs keeps back; empty where nothing is.
    """

    at_ms: int
    zone: str
    pairs: tuple[tuple[str, int, int], ...]
    left_out: str = ""


def last_rated(store: Store, now_ms: int) -> LastRated | None:
    """The latest with a pair of numbers; None where there is none among the last few."""
    for one in _latest(store, now_ms):
        if pairs := _pairs(_around(store, one)):
            locked = locked_measures(store)
            kept = tuple(pair for pair in pairs if pair[0] not in locked)
            left_out = _named(store, tuple(pair for pair in pairs if pair[0] in locked))
            words = left_out_words([name for name, *_ in left_out])
            return LastRated(one.head.at, one.head.zone, _named(store, kept), words)
    return None


def _latest(store: Store, now_ms: int) -> list[Record]:
    """The last appointments, and sessions that belong to none, the latest first."""
    appointments = store.records.find(Query(("appointment",), until_ms=now_ms, limit=_LOOKED_AT))
    sessions = store.records.find(Query(("session",), until_ms=now_ms, limit=_LOOKED_AT), bare=True)
    alone = [one for one in sessions if not one.head.appointment]
    return sorted((*appointments, *alone), key=lambda one: one.head.at, reverse=True)


def _around(store: Store, one: Record) -> Iterable[Record]:
    """What was given around it: all that hangs on an appointment, or on the parts of a journey."""
    if isinstance(one.details, SessionRecord):
        return (
            given for part in store.journey(one.details) for given in store.records.around_session(part.id)
        )
    return store.records.belonging_to(one.id)


def _pairs(belonging: Iterable[Record]) -> tuple[tuple[str, int, int], ...]:
    """What was rated both times; of several numbers at one time the last."""
    given: dict[str, dict[str, int]] = {"before": {}, "after": {}}
    for one in belonging:
        if isinstance(one.details, CheckIn) and one.details.phase in given:
            given[one.details.phase].update(one.details.ratings)
    before, after = given["before"], given["after"]
    keys = dict.fromkeys((*ITEM_BY_KEY, *before))
    return tuple((key, before[key], after[key]) for key in keys if key in before and key in after)


def _named(store: Store, pairs: tuple[tuple[str, int, int], ...]) -> tuple[tuple[str, int, int], ...]:
    if all(key in ITEM_BY_KEY for key, *_ in pairs):
        return pairs
    from massage_mind.diary.own_measures import names_by_key

    names = names_by_key(store)
    return tuple((names.get(key, key), before, after) for key, before, after in pairs)
