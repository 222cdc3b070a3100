"""Putting records into the bin, out of it again, and deleting them for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.diary.belonging import meant
from massage_mind.diary.opened import opened
from massage_mind.errors import StoreError
from massage_mind.record.session import SessionRecord
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World

Agreed: TypeAlias = "Callable[[Sequence[Record]], bool]"
"""Shows the person what is about to go, and asks."""


@dataclass(frozen=True, slots=True)
class Binned:
    """These records, as they were named, lie in the bin now."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """These are deleted for good, with what went along; so many `copies` of the journal made before still hold them."""

    ids: tuple[str, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """The person did not agree; so many records stay."""

    count: int


Deletion: TypeAlias = Binned | Forgotten | LeftAlone


def delete_records(world: World, ids: Iterable[str], *, forever: bool, agreed: Agreed) -> Deletion:
    """Put records into the bin or, `forever`, delete them for good; all of them or none, and only if `agreed`.

    What was spoken of them before is forgotten with them. `ids` may be beginnings of ids; of what is in the bin
    already only for good. Raises `StoreError`, also for a session that runs just now.
    """
    with world.open_store(writing=False) as store:
        found = [_named(world, store, one, binned_too=forever) for one in dict.fromkeys(ids)]
    _refuse_running(found)
    if not agreed(found):
        return LeftAlone(len(found))
    named = tuple(record.id for record in found)
    with opened(world, writing=True) as store:
        if not forever:
            store.records.bin(named)
            return Binned(named)
        from massage_mind.journal.file.backup import backups

        gone = store.records.forget(named)
        world.forget_spoken()
        return Forgotten(tuple(gone), len(backups(store.path)))


def _refuse_running(found: Sequence[Record]) -> None:
    """What is still to come of a session would be where nobody looks for it."""
    for record in found:
        if isinstance(record.details, SessionRecord) and record.details.ending is None:
            raise StoreError(
                f"A session is running now: {record.details.title}.",
                "End it first; then it can be deleted. Nothing was changed.",
            )


def restore_records(world: World, ids: Iterable[str]) -> tuple[str, ...]:
    """Take records out of the bin, all or none; the ids of what is back. `last` is what was put there last. Raises `StoreError`."""
    with opened(world, writing=True) as store:
        found = dict.fromkeys(_in_bin(store, one) for one in ids)
        return tuple(store.records.restore(list(found)))


def _in_bin(store: Store, typed: str) -> str:
    """The id of what is meant of all that is in the bin. Raises `StoreError`."""
    if typed.strip().lower() != "last":
        return store.records.get(typed, binned=True).id
    from massage_mind.record.kinds import KINDS
    from massage_mind.record.query import Query

    found = store.records.find(Query(KINDS, binned=True), bare=True)
    if not found:
        raise StoreError("The bin is empty.", "All there is:", command="massage-mind journal list -n 0")
    return max(found, key=lambda one: one.head.deleted_at or 0).id


def _named(world: World, store: Store, typed: str, *, binned_too: bool) -> Record:
    return found_anywhere(world, store, typed) if binned_too else meant(world, store, typed)


def found_anywhere(world: World, store: Store, record_id: str) -> Record:
    """The record of this id or name, from the bin where it is nowhere else. Raises `StoreError` as if there were no bin."""
    try:
        return meant(world, store, record_id)
    except StoreError as missing:
        try:
            return meant(world, store, record_id, binned=True)
        except StoreError:
            raise missing from None
