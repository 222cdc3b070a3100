"""The brief for the therapist: which one is meant, what it says, keeping it. One for each appointment; what it said before stays a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from massage_mind.diary.belonging import appointment_for
from massage_mind.diary.last_helped import last_helped
from massage_mind.diary.opened import opened
from massage_mind.diary.thread import coming_appointments
from massage_mind.errors import UsageError
from massage_mind.record.brief import EVERY_LINE, MOST_OF_A_LINE, Brief, brief_of, has_words
from massage_mind.record.head import NewRecord
from massage_mind.record.query import Query
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.last_helped import Helped
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What was said: words by key, keys to leave off, for which appointment; `last_time`: filled from what helped then."""

    words: Mapping[str, str | tuple[str, ...]]
    without: tuple[str, ...] = ()
    appointment: str = ""
    last_time: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is to be different."""
        return not (self.words or self.without or self.last_time)


@dataclass(frozen=True, slots=True)
class BriefFound:
    """The appointment that a brief is for (None: none is noted), its brief, and the latest of any other.

    `helped` is what was ticked as helpful the last time, where that is asked for.
    """

    appointment: Record | None = None
    own: Record | None = None
    earlier: Record | None = None
    helped: tuple[Helped, ...] = ()

    @property
    def begins_with(self) -> Brief:
        """What a new one begins with: what it says already, what the last one said, or nothing."""
        record = self.own or self.earlier
        return Brief() if record is None else brief_in(record)


def brief_in(record: Record) -> Brief:
    """The details of a record that is a brief."""
    return cast(Brief, record.details)


def find_brief(world: World, request: BriefRequest) -> BriefFound:
    """Which appointment is meant, and which briefs there are. Raises `StoreError`."""
    with opened(world, writing=False) as store:
        now_ms = world.wall_ms()
        home = appointment_for(world, store, request.appointment, now_ms, forward=True)
        if home is None and not request.appointment:  # Written long before as well.
            home = next(iter(coming_appointments(store.records, since_ms=now_ms, now_ms=now_ms)), None)
        briefs = store.records.find(Query(("brief",)))
        wanted = home.id if home else ""
        own = next((one for one in briefs if one.head.appointment == wanted), None)
        earlier = next((one for one in briefs if one is not own), None)
        helped = last_helped(world, store) if request.last_time else ()
    return BriefFound(home, own, earlier, helped)


def every_brief(world: World) -> list[Record]:
    """All there are, the latest first. Raises `StoreError`."""
    with opened(world, writing=False) as store:
        return store.records.find(Query(("brief",)))


def with_said(begun: Brief, request: BriefRequest, helped: tuple[Helped, ...] = ()) -> Brief:
    """The brief with what was typed, and with what was ticked as helpful. Raises `UsageError`."""
    words: dict[str, Any] = {key: getattr(begun, key) for key in EVERY_LINE}
    for one in helped:
        if one.ticked:
            words[one.key] = _with_one(words[one.key], one.words)
    words |= request.words
    for key in request.without:
        words[key] = type(words[key])()
    return brief_of(words)


def _with_one(said: tuple[str, ...], more: str) -> tuple[str, ...]:
    return said if more in said or len(said) >= MOST_OF_A_LINE else (*said, more)


def keep_brief(world: World, found: BriefFound, brief: Brief) -> Record:
    """Keep it for its appointment: a new one, or how that was before becomes a version. Raises `UsageError`, `StoreError`."""
    if not has_words(brief):
        raise UsageError("There's nothing on it.", "A line of it, such as:", command=EXAMPLE)
    with opened(world, writing=True) as store:
        if found.own is not None:
            return store.records.change(found.own.id, details=lambda _: brief)
        return _added(world, store, found, brief)


def _added(world: World, store: Store, found: BriefFound, brief: Brief) -> Record:
    home = found.appointment.id if found.appointment else ""
    return store.records.add(NewRecord(brief, world.wall_ms(), world.zone, home))


EXAMPLE = 'massage-mind brief --goal "softer shoulders" --pressure firm --stop "I raise a hand"'
"""A line that makes one."""
