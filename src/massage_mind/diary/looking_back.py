"""Then and now: this week a month ago; the last time with the same person, of the same style, with the same wish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from massage_mind.diary.opened import opened
from massage_mind.record.appointment_thread import intention_of
from massage_mind.record.instants import local
from massage_mind.record.query import Query
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.insight.rated_rows import VisitRow
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World

_BACK = timedelta(days=28)
_WISHES = 200
"""So many intentions, the latest, are looked through for the same wish."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """A massage that was, with all that hangs on it; `alike`: what it shares with the one at hand, such as "with Kim"."""

    alike: tuple[str, ...]
    appointment: Record
    belonging: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What lies a month back, from `first` to `last` (both whole), and the last times that were alike in something.

    `been`: the massage at hand is the last that was, so that these are times before it. `hanging`: what hangs on the appointments of that week, by their ids. The ids of `times` are those it was asked for by.
    """

    first: date
    last: date
    week: tuple[Record, ...]
    hanging: Mapping[str, Sequence[Record]]
    times: Mapping[str, LastTime | None]
    been: bool = False

    @property
    def different(self) -> tuple[LastTime, ...]:
        """Each last time once, with all that it shares."""
        found: dict[str, LastTime] = {}
        for one in self.times.values():
            if one is None:
                continue
            known = found.get(one.appointment.id)
            alike = (*known.alike, *one.alike) if known else one.alike
            found[one.appointment.id] = LastTime(alike, one.appointment, one.belonging)
        return tuple(found.values())


def look_back(world: World) -> LookedBack:
    """What lies back. The massage at hand is the next to come, else the last that was. Raises `StoreError`."""
    now = world.wall_ms()
    today = local(now, world.zone).date()
    first = today - timedelta(days=today.weekday()) - _BACK
    last = first + timedelta(days=6)
    with opened(world, writing=False) as store:
        query = Query(since_day=first, until_day=last, threads_ms=now)
        week = tuple(store.records.find(query, bare=True))
        hanging = store.records.hanging_on([one.id for one in week if one.kind == "appointment"])
        visits = store.numbers.visits()
        at_hand = _at_hand(visits, now)
        times = (
            _times(store, visits, at_hand) if at_hand else {"therapist": None, "style": None, "wish": None}
        )
    return LookedBack(first, last, week, hanging, times, been=at_hand is not None and at_hand.at < now)


def _at_hand(visits: Sequence[VisitRow], now: int) -> VisitRow | None:
    """The next to come, else the last that took place."""
    coming = next((one for one in visits if one.at >= now and one.state in ("planned", "moved")), None)
    return coming or next((one for one in reversed(visits) if one.state == "done"), None)


def _times(store: Store, visits: Sequence[VisitRow], at_hand: VisitRow) -> dict[str, LastTime | None]:
    def last(alike: str, same: Callable[[VisitRow], bool]) -> LastTime | None:
        before = (one for one in reversed(visits) if one.at < at_hand.at and one.state == "done")
        found = next((one for one in before if same(one)), None)
        record = store.records.there(found.id) if found else None
        if record is None:
            return None
        return LastTime((alike,), record, tuple(store.records.belonging_to(record.id)))

    whom, style = at_hand.therapist.strip().casefold(), at_hand.style
    wish = _same_wish(store, at_hand)
    return {
        "therapist": last(
            f"with {at_hand.therapist.strip()}", lambda one: one.therapist.strip().casefold() == whom
        )
        if whom
        else None,
        "style": last("of this style", lambda one: one.style == style) if style else None,
        "wish": last("with the same wish", lambda one: one.id in wish) if wish else None,
    }


def _same_wish(store: Store, at_hand: VisitRow) -> frozenset[str]:
    """The appointments that were gone to with the same kind of wish as this one."""
    own = store.thread.intention_of(at_hand.id)
    aim = intention_of(own[0]).aim if own else None
    if aim in (None, "none"):
        return frozenset()
    found = store.records.find(Query(("intention",), limit=_WISHES))
    return frozenset(
        one.head.appointment for one in found if intention_of(one).aim == aim and one.head.appointment
    )
