"""Looking back: the list, one record with what belongs to it, its history, a search, the tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from massage_mind.diary.belonging import at_hand, meant
from massage_mind.diary.opened import opened, say_unknown
from massage_mind.errors import StoreError
from massage_mind.record.instants import local
from massage_mind.record.session import SessionRecord
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.near_words import NearWord
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record, Version
    from massage_mind.record.query import Query
    from massage_mind.record.search import Hit, Term
    from massage_mind.world import World

_One = TypeVar("_One")


# ---------------------------------------------------------------- a list, a search, the tags


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest records that were asked for; whether there are `more` than the limit let through.

    `hanging`: what hangs on the appointments among them, by their ids, where they were asked for with it.
    """

    records: tuple[Record, ...]
    more: bool
    hanging: Mapping[str, Sequence[Record]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, each with the sentence it was found in; whether there are `more`.

    `homes`: the appointments those belong to, by id. `near`: where nothing was found, a word of the journal's own that
    is near one that was looked for, and how many records have it.
    """

    found: tuple[tuple[Record, Hit], ...]
    more: bool
    homes: Mapping[str, Record] = field(default_factory=dict)
    near: NearWord | None = None


def latest_records(world: World, query: Query, *, appointment: str | None, bare: bool) -> Latest:
    """The latest records of this query; `appointment`: only what belongs to this one, by its id or what it is called.

    `bare`: sessions without what lies in other tables, for a list that shows none of it. Raises `StoreError`.
    """
    with opened(world, writing=False) as store:
        if appointment:
            found = meant(world, store, appointment, kinds=("appointment",))
            query = replace(query, appointment=found.id)
        records = store.records.find(_one_more(query), bare=bare)
        say_unknown(world, store, query)
    return Latest(*_limited(records, query))


def latest_threads(world: World, query: Query) -> Latest:
    """The latest appointments, each with what hangs on it, and of the query what hangs on none; up to the end of today.

    Raises `StoreError`.
    """
    tomorrow = local(world.wall_ms(), world.zone).replace(hour=0, minute=0, second=0) + timedelta(days=1)
    query = replace(query, threads_ms=round(tomorrow.timestamp() * 1000))
    with opened(world, writing=False) as store:
        shown, more = _limited(store.records.find(_one_more(query), bare=True), query)
        say_unknown(world, store, query)
        homes = [one.id for one in shown if one.kind == "appointment"]
        return Latest(shown, more, store.records.hanging_on(homes))


def search_records(world: World, terms: Sequence[Term], query: Query) -> Hits:
    """The records of this query in which all these terms stand, what was written last first. Raises `StoreError`."""
    from massage_mind.record.kinds import search_text
    from massage_mind.record.search import find_hit

    terms = tuple(terms)
    with opened(world, writing=False) as store:
        shown, more = _limited(store.records.search(terms, _one_more(query)), query)
        say_unknown(world, store, query)
        near = None if shown else _near_word(store, terms)
        ids = dict.fromkeys(one.head.appointment for one in shown if one.head.appointment)
        homes = {one: home for one in ids if (home := store.records.there(one))}
    hits = tuple((one, find_hit(search_text(one.head, one.details), terms)) for one in shown)
    return Hits(hits, more, homes, near)


def tags_in_use(world: World) -> tuple[tuple[str, int], ...]:
    """Every tag and how many records carry it, the commonest first. Raises `StoreError`."""
    with opened(world, writing=False) as store:
        return tuple(store.records.tags())


def _one_more(query: Query) -> Query:
    """The same with room for one record more, which tells whether there are more."""
    return replace(query, limit=None if query.limit is None else query.limit + 1)


def _limited(found: Sequence[_One], query: Query) -> tuple[tuple[_One, ...], bool]:
    shown = tuple(found[: query.limit])
    return shown, len(found) > len(shown)


# ---------------------------------------------------------------- one record


@dataclass(frozen=True, slots=True)
class Alone:
    """A record by itself."""

    record: Record


@dataclass(frozen=True, slots=True)
class WithBelonging:
    """An appointment with all that hangs on it, the earliest first."""

    appointment: Record
    belonging: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class WithParts:
    """A session, the sessions taken as one with it (`parts`, itself among them), and what was given around those."""

    record: Record
    parts: tuple[Record, ...]
    belonging: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class WithHistory:
    """A record as it stands, and as it stood before each change, the earliest first."""

    record: Record
    versions: tuple[Version, ...]


Whole: TypeAlias = Alone | WithBelonging | WithParts
"""A record with all that belongs to it."""
Shown: TypeAlias = Whole | WithHistory


def record_alone(world: World, record_id: str | None) -> Alone:
    """Only the record itself; None for the one at hand. Raises `StoreError`, as the next two do."""
    with opened(world, writing=False) as store:
        return Alone(_found(world, store, record_id))


def record_with_history(world: World, record_id: str | None) -> WithHistory:
    """The record and how it stood before each change."""
    with opened(world, writing=False) as store:
        record = _found(world, store, record_id)
        return WithHistory(record, tuple(store.records.versions(record.id)))


def record_whole(world: World, record_id: str | None) -> Whole:
    """The record with all that belongs to it."""
    with opened(world, writing=False) as store:
        return with_what_belongs(store, _found(world, store, record_id))


def with_what_belongs(store: Store, record: Record) -> Whole:
    """An appointment with all that hangs on it; a session with those it was taken with; anything else by itself."""
    if record.kind == "appointment":
        return WithBelonging(record, tuple(store.records.belonging_to(record.id)))
    if not isinstance(record.details, SessionRecord):
        return Alone(record)
    parts = tuple(store.records.get(part.id) for part in store.journey(record.details))
    parts = parts or (record,)
    belonging = tuple(one for part in parts for one in store.records.around_session(part.id))
    return WithParts(record, parts, belonging)


def _found(world: World, store: Store, record_id: str | None) -> Record:
    """The one named, from the bin too; else the one at hand: what is now, or was last."""
    from massage_mind.diary.deleting import found_anywhere

    if record_id:
        return found_anywhere(world, store, record_id)
    record = at_hand(world, store)
    if record is None:
        raise StoreError("There's nothing to show yet.", "A way to begin:", command="massage-mind before")
    return record


def _near_word(store: Store, terms: Sequence[Term]) -> NearWord | None:
    from massage_mind.diary.near_words import near_word  # where nothing was found, which is seldom

    return near_word(store, terms)
