"""Parked thoughts: putting one down with when and where it will be dealt with, looking at them, settling them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from massage_mind.diary.belonging import appointment_for, meant
from massage_mind.diary.opened import opened
from massage_mind.diary.thread import open_parked
from massage_mind.errors import UsageError
from massage_mind.record.head import NewRecord
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.record.texts import storable
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.stated import Stated
    from massage_mind.record.head import Record
    from massage_mind.record.parked import ParkState
    from massage_mind.world import World

_JUST_PASSED_MS = 60_000
"""A time given to the minute may have begun already."""


class Due(NamedTuple):
    """When a thought will be dealt with: UTC milliseconds; or None for no time, and the words for it, if there are any.

    `why_words` says why the words are no time.
    """

    at_ms: int | None = None
    words: str = ""
    why_words: str = ""


@dataclass(frozen=True, slots=True)
class ParkedEdit:
    """What is to be different of a thought. None: nothing was said of it."""

    text: str | None = None
    due: Due | None = None
    place: str | None = None

    def applied(self, old: Parked) -> Parked:
        """The thought with what was said of it."""
        return replace(
            old,
            text=old.text if self.text is None else storable(self.text.strip()),
            due_at=old.due_at if self.due is None else self.due.at_ms,
            due_words=old.due_words if self.due is None else self.due.words,
            place=old.place if self.place is None else storable(self.place.strip()),
        )


@dataclass(frozen=True, slots=True)
class PutDown:
    """A thought that was put down, and the appointment it goes with, if there is one."""

    record: Record
    appointment: Record | None


def read_due(world: World, when: str) -> Due:
    """When it will be dealt with, as typed: words that are no time stay as they are. Raises `UsageError` for what has passed."""
    from massage_mind.record.instants import local
    from massage_mind.record.typed_times import read_when
    from massage_mind.words.times import dated_words

    if not when.strip():
        return Due()
    now = world.wall_ms()
    try:
        at = read_when(when, now, world.zone)
    except UsageError as no_time:
        return Due(None, storable(when.strip()), no_time.sentence)
    if at < now - _JUST_PASSED_MS:
        passed = dated_words(local(at, world.zone), local(now, world.zone))
        raise UsageError(
            f"{passed} has passed. When will you deal with it?", "Such as tomorrow 9:00, or after dinner."
        )
    return Due(at)


def put_down(world: World, text: str, due: Due, place: str, stated: Stated) -> PutDown:
    """Put one thought down. Raises `StoreError`, also for an appointment that was named and is not there."""
    now = world.wall_ms()
    moment = stated.moment_ms(now)
    parked = Parked(storable(text.strip()), due.at_ms, storable(place.strip()), due_words=due.words)
    with opened(world, writing=True) as store:
        home = appointment_for(world, store, stated.appointment, moment, forward=stated.forward)
        new = NewRecord(parked, moment, world.zone, home.id if home else "", tags=stated.tags)
        return PutDown(store.records.add(new), home)


def list_parked(world: World, ids: Sequence[str] = (), *, everything: bool = False) -> list[Record]:
    """Those of these ids; or all there ever were, the latest first; or else what still waits, the earliest first."""
    with opened(world, writing=False) as store:
        if ids:
            return [meant(world, store, one, kinds=("parked",)) for one in ids]
        if everything:
            return store.records.find(Query(("parked",)))
        return open_parked(store)


def edit_parked(world: World, typed: str, edit: ParkedEdit) -> Record:
    """Say when and where, or put it in other words. Raises `StoreError`."""
    with opened(world, writing=True) as store:
        found = meant(world, store, typed, kinds=("parked",))
        return store.records.change(found.id, details=_on_parked(edit.applied))


def settle_parked(world: World, ids: Sequence[str], state: ParkState) -> list[Record]:
    """These are done, or dropped: all of them, or none where one is not there. What is so already stays as it is."""
    now = world.wall_ms()

    def settled(old: Parked) -> Parked:
        return old if old.state == state else replace(old, state=state, settled_at=now)

    with opened(world, writing=True) as store:
        found = dict.fromkeys(meant(world, store, one, kinds=("parked",)).id for one in ids)
        store.records.change_all({one: (_on_parked(settled), None) for one in found})
        return [store.records.get(one) for one in found]


def _on_parked(change: Callable[[Parked], Parked]) -> Callable[[object], Parked]:
    """A change of a thought as the store takes it, whose records are of any kind."""
    return lambda old: change(cast(Parked, old))
