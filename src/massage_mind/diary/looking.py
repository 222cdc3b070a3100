"""Looking back: the list, one record with what belongs to it, its history, a search, the tags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from massage_mind.diary.opened import opened
from massage_mind.errors import StoreError
from massage_mind.record.session import SESSIONS, SessionRecord
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record, Version
    from massage_mind.record.query import Query
    from massage_mind.record.search import Hit, Term
    from massage_mind.world import World

_One = TypeVar("_One")


# ---------------------------------------------------------------- a list, a search, the tags


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest records that were asked for; whether there are `more` than the limit let through."""

    records: tuple[Record, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, each with the sentence it was found in; whether there are `more`."""

    found: tuple[tuple[Record, Hit], ...]
    more: bool


def latest_records(world: World, query: Query, *, appointment: str | None, bare: bool) -> Latest:
    """The latest records of this query; `appointment`: only what belongs to this one, by its id or how that begins.

    `bare`: sessions without what lies in other tables, for a list that shows none of it. Raises `StoreError`.
    """
    with opened(world, writing=False) as store:
        if appointment:
            found = store.records.get(appointment, kinds=("appointment",))
            query = replace(query, appointment=found.id)
        records = store.records.find(_one_more(query), bare=bare)
    return Latest(*_limited(records, query))


def search_records(world: World, terms: Sequence[Term], query: Query) -> Hits:
    """The records of this query in which all these terms stand, what was written last first. Raises `StoreError`."""
    from massage_mind.record.kinds import search_text
    from massage_mind.record.search import find_hit

    terms = tuple(terms)
    with opened(world, writing=False) as store:
        records = store.records.search(terms, _one_more(query))
    shown, more = _limited(records, query)
    return Hits(tuple((one, find_hit(search_text(one.head, one.details), terms)) for one in shown), more)


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
    """Only the record itself; None for the latest appointment or session. Raises `StoreError`, as the next two do."""
    with opened(world, writing=False) as store:
        return Alone(_found(store, record_id, world.wall_ms()))


def record_with_history(world: World, record_id: str | None) -> WithHistory:
    """The record and how it stood before each change."""
    with opened(world, writing=False) as store:
        record = _found(store, record_id, world.wall_ms())
        return WithHistory(record, tuple(store.records.versions(record.id)))


def record_whole(world: World, record_id: str | None) -> Whole:
    """The record with all that belongs to it."""
    with opened(world, writing=False) as store:
        return with_what_belongs(store, _found(store, record_id, world.wall_ms()))


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


def _found(store: Store, record_id: str | None, now_ms: int) -> Record:
    """The one named, from the bin too; else the latest appointment or session, or whatever there is."""
    from massage_mind.diary.deleting import found_anywhere
    from massage_mind.record.query import Query

    if record_id:
        return found_anywhere(store, record_id)
    latest = store.records.find(Query(("appointment", *SESSIONS), until_ms=now_ms + 1, limit=1))
    latest = latest or store.records.find(Query((), limit=1))
    if not latest:
        raise StoreError("There is nothing to show yet.", "`massage-mind before` is a way to begin.")
    belongs_to = latest[0].head.appointment
    return (store.records.there(belongs_to) if belongs_to else None) or latest[0]
