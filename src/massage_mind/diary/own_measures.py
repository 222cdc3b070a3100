"""The measures of a journal: those that are built in, and a person's own; which is meant, what is asked when, what they are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from massage_mind.errors import StoreError, UsageError
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Record
from massage_mind.record.measures import ITEM_BY_KEY, ITEMS, Item, items_for
from massage_mind.record.own_measure import OwnMeasure, called, item_of, key_of, names_of
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord
from massage_mind.words.near import nearest, unknown
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.phases import Phase
    from massage_mind.world import World

_Given = TypeVar("_Given")


# ---------------------------------------------------------------- which there are


def measures_of(store: Store) -> tuple[Item, ...]:
    """What can be asked: the built-in measures, then the person's own that are in use, in the order they came."""
    return *ITEMS, *(item_of(one) for one in _own(store) if one.state == "used")


def all_measures_of(store: Store) -> tuple[Item, ...]:
    """The same, with those that were in use once: what they were rated stays, and can be given and changed."""
    return *ITEMS, *map(item_of, _own(store))


def own_measures_of(store: Store) -> tuple[OwnMeasure, ...]:
    """A person's own, in use and dropped, in the order they came."""
    return tuple(_own(store))


def _own(store: Store) -> list[OwnMeasure]:
    return [own_of(one) for one in own_records(store)]


def own_records(store: Store) -> list[Record]:
    """One record for each key: of two journals that were merged the one in use, and of those the one changed last."""
    chosen: dict[str, Record] = {}
    for one in every_own_record(store):
        key = own_of(one).key
        other = chosen.get(key)
        if key not in ITEM_BY_KEY:
            chosen[key] = one if other is None else max(other, one, key=_standing)
    return list(chosen.values())


def every_own_record(store: Store) -> list[Record]:
    """All records that are measures, the earliest first; there may be several of one key."""
    return store.records.find(Query(("measure",)))[::-1]


def meanings_of(store: Store) -> dict[str, tuple[Item, ...]]:
    """Measures of one key that mean different things, as two journals that were merged may bring: each, by that key.

    The one that is asked stands first. What both rated stands under the one key, and nothing in it says which was meant.
    """
    found: dict[str, dict[tuple[str, str, str], Item]] = {}
    asked = {one.id for one in own_records(store)}
    for one in sorted(every_own_record(store), key=lambda one: one.id not in asked):
        item = item_of(own_of(one))
        found.setdefault(item.key, {}).setdefault(_meaning(item), item)
    return {
        key: tuple(some.values()) for key, some in found.items() if len(some) > 1 and key not in ITEM_BY_KEY
    }


def _meaning(item: Item) -> tuple[str, str, str]:
    return item.low.casefold(), item.high.casefold(), item.better


def _standing(record: Record) -> tuple[bool, int]:
    return own_of(record).state == "used", record.head.changed_at


def keys_beside(store: Store) -> tuple[str, ...]:
    """What can be rated or was, besides what is built in: a person's own, then what no measure is known of, by its key."""
    keys = dict.fromkeys((*(one.key for one in own_measures_of(store)), *store.records.rated_items()))
    return tuple(key for key in keys if key not in ITEM_BY_KEY)


def own_of(record: Record) -> OwnMeasure:
    """The details of a record that is a measure."""
    return cast(OwnMeasure, record.details)


def items_asked(world: World, phase: Phase, also: Iterable[str]) -> tuple[Item, ...]:
    """What is asked at this time; `also` names the optional ones that the settings want.

    Where the journal cannot be read its own measures are left out: nobody is held up by them, and that nothing can be
    kept is said by those who keep the answers.
    """
    return items_for(phase, also, measures_at_hand(world))


def measures_at_hand(world: World) -> tuple[Item, ...]:
    """What can be asked; where the journal cannot be read, the built-in ones: nobody is held up by their own."""
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            return measures_of(store)
    except StoreError:
        return ITEMS


# ---------------------------------------------------------------- which is meant


def measure_meant(world: World, typed: str) -> str:
    """The key of the measure that was typed, built in or in use. Raises `UsageError` for one there is not."""
    if typed in ITEM_BY_KEY:
        return typed
    items = measures_at_hand(world)
    keys = {one.key: one.key for one in items} | {key_of(one.title): one.key for one in items}
    key = keys.get(typed) or keys.get(key_of(typed))
    if key is None:
        raise unknown("measure", typed, tuple(one.key for one in items), command="massage-mind measure list")
    return key


def rated_keys(store: Store, typed: Mapping[str, _Given], known: Iterable[str] = ()) -> dict[str, _Given]:
    """What was rated by the keys of the measures, where `typed` has it by what somebody typed.

    `known`: keys that are allowed besides, since they stand in the record at hand. Raises `UsageError` for a word that
    is no measure, with the near one.
    """
    if all(word in ITEM_BY_KEY for word in typed):
        return dict(typed)
    own = own_measures_of(store)
    keys = {key: key for key in (*known, *ITEM_BY_KEY, *(one.key for one in own))}
    for one in own:
        for name in names_of(one):
            keys.setdefault(name, one.key)  # A name from elsewhere takes nobody's place.
    found = {}
    for word, value in typed.items():
        key = keys.get(word) or keys.get(key_of(word))
        if key is None:
            raise unknown("rating", word, keys, alike=key_of(word))
        found[key] = value
    return found


def own_key(world: World, typed: str, besides: Collection[str] = ()) -> str:
    """The key of the measure of the person's own that is meant, or near; empty where `besides` has one that is nearer.

    Empty as well where the journal can't be read: then what was typed is answered without it.
    """
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            names = {name: one.key for one in own_measures_of(store) for name in names_of(one)}
    except StoreError:
        return ""
    key = key_of(typed)
    if key in names:
        return names[key]
    near = "" if nearest(typed, besides) else nearest(key, names)
    return names.get(near, "")


def named_own(store: Store, name: str) -> Record:
    """The measure of the person's own that is meant. Raises `UsageError` for one there is not, and for a built-in one."""
    key = key_of(name)
    if key in ITEM_BY_KEY:
        raise UsageError(
            f"{ITEM_BY_KEY[key].title.partition(',')[0]} is built in, and stays as it is.",
            "Any question can be left out with Enter. What there is:",
            command="massage-mind measure list",
        )
    there = own_records(store)
    for one in there:
        if key and key in names_of(own_of(one)):
            return one
    if not there:
        raise UsageError(
            "There's no measure of your own yet.",
            "Such as:",
            command=EXAMPLE,
        )
    names = [own_of(one).name for one in there]
    raise unknown("measure of yours", name, names, alike=key, command="massage-mind measure list")


EXAMPLE = 'massage-mind measure add headache --low none --high "the worst I know"'
"""A line that adds one."""


# ---------------------------------------------------------------- how it is shown


def names_by_key(store: Store) -> dict[str, str]:
    """What a person calls each measure of their own, by its key; the key where another is called so already.

    That can only come from elsewhere; two columns of one name would be one.
    """
    own = own_measures_of(store)
    taken = {*ITEM_BY_KEY, *(one.key for one in own)}
    names: dict[str, str] = {}
    for one in own:
        name = called(one)
        names[one.key] = one.key if name in (taken - {one.key}) or name in names.values() else name
    return names


def named(record: Record, names: Mapping[str, str]) -> Record:
    """The record with names in the place of keys, as far as there are any."""
    details = record.details
    if isinstance(details, CheckIn):
        ratings = {names.get(key, key): value for key, value in details.ratings.items()}
        return Record(record.head, replace(details, ratings=ratings))
    if isinstance(details, SessionRecord):
        rated = tuple(one._replace(item=names.get(one.item, one.item)) for one in details.ratings)
        return Record(record.head, replace(details, ratings=rated))
    return record
