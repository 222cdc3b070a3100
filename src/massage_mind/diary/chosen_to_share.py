"""What a clinician is shown: only the fields that were chosen, of the time that was chosen, and entries only by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from massage_mind.diary.comparison_lock import locked_measures
from massage_mind.diary.opened import opened
from massage_mind.diary.own_measures import all_measures_of
from massage_mind.diary.trends import look_at_trends
from massage_mind.errors import UsageError
from massage_mind.insight.shared_page import (
    SHARED_BESIDE,
    SHARED_TITLES,
    SharedEntry,
    SharedMassage,
    SharedPage,
    SharedTag,
    day_of,
)
from massage_mind.record.appointment_thread import appointment_of
from massage_mind.record.entry import Entry
from massage_mind.record.instants import local
from massage_mind.record.kinds import KINDS
from massage_mind.record.measures import ITEM_BY_KEY
from massage_mind.record.own_measure import key_of
from massage_mind.record.query import Query
from massage_mind.values import dataclass
from massage_mind.words.near import unknown

if TYPE_CHECKING:
    from massage_mind.insight.measure_facts import MeasureFacts
    from massage_mind.insight.trends_page import TrendsPage
    from massage_mind.journal.store import Store
    from massage_mind.world import World

EXAMPLE = "massage-mind share --field stress --field pain --since 12w --html share.html"
_CONTEXTS = {"symptoms": "symptom", "care": "care", "week": "week"}
"""Which tags each field takes."""


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """The fields and ids of entries that were chosen, and which check-ins lie within the time."""

    fields: tuple[str, ...]
    query: Query
    entries: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.fields or self.entries)


class Shareable(NamedTuple):
    """A field that can be chosen, and what it is called."""

    key: str
    title: str


def shareable(world: World, query: Query) -> list[Shareable]:
    """What there is to choose: every measure that was rated in this time, and all else there can be. Raises `StoreError`."""
    page = look_at_trends(world, query)
    seen = [one.item for one in page.measures if one.item.key not in page.locked]
    measures = [Shareable(one.key, one.title.partition(",")[0]) for one in seen]
    return [*measures, *(Shareable(key, SHARED_TITLES[key]) for key in SHARED_BESIDE)]


def share_page(world: World, request: ShareRequest) -> SharedPage:
    """What was chosen, and no more. Raises `UsageError` for a field there is not, `StoreError` for an entry there is not."""
    if request.says_nothing:
        raise UsageError("Nothing was chosen to share.", "Such as:", command=EXAMPLE)
    query = request.query
    with opened(world, writing=False) as store:
        chosen = _meant(store, request.fields)
        _refuse_locked(store, chosen)
        tags = _tags(store, query, chosen)
        massages = _massages(store, query, chosen)
        entries = tuple(_entry(store, one) for one in request.entries)
    rated = set(chosen) - set(SHARED_BESIDE)
    counted = look_at_trends(world, query) if rated or {"body", "cost"} & set(chosen) else None
    return SharedPage(
        chosen,
        day_of(world.wall_ms(), world.zone),
        *_bounds(world, query),
        measures=_measures(counted, chosen),
        body=counted.body if counted and "body" in chosen else None,
        massages=massages,
        tags=tags,
        cost=counted.costs if counted and "cost" in chosen else None,
        entries=entries,
    )


def _refuse_locked(store: Store, chosen: Sequence[str]) -> None:
    """Raise `UsageError` for the main measure of a comparison that runs: the person would read it on the page."""
    locked = locked_measures(store)
    for item in all_measures_of(store):
        if item.key in chosen and item.key in locked:
            name = item.title.partition(",")[0]
            raise UsageError(
                f"{name} is left out of pages while the comparison runs.",
                "Leave it out here as well; what was rated is all in an export:",
                command="massage-mind journal export",
            )


def _measures(counted: TrendsPage | None, chosen: Sequence[str]) -> tuple[MeasureFacts, ...]:
    if counted is None:
        return ()
    there = {one.item.key: one for one in counted.measures}
    return tuple(there[key] for key in chosen if key in there)


def _meant(store: Store, typed: Iterable[str]) -> tuple[str, ...]:
    """The keys of the fields that were typed, each once; commas part several. Raises `UsageError`."""
    items = all_measures_of(store)
    keys = {key: key for key in SHARED_BESIDE} | {key_of(one.title): one.key for one in items}
    keys |= {one.key: one.key for one in items}
    found: dict[str, None] = {}
    for word in (part.strip() for text in typed for part in text.split(",")):
        if not word:
            continue
        key = keys.get(word) or keys.get(key_of(word))
        if key is None:
            known = (*ITEM_BY_KEY, *SHARED_BESIDE)
            raise unknown("field", word, known, alike=key_of(word))
        found[key] = None
    return tuple(found)


def _bounds(world: World, query: Query) -> tuple[date | None, date | None]:
    """The days of the time that was asked for."""
    zone = world.zone
    first = query.since_day or (None if query.since_ms is None else day_of(query.since_ms, zone))
    last = query.until_day or (None if query.until_ms is None else day_of(query.until_ms, zone))
    return first, last


def _massages(store: Store, query: Query, chosen: Sequence[str]) -> tuple[SharedMassage, ...]:
    if not {"massages", "styles"} & set(chosen):
        return ()
    found = store.records.find(replace(query, kinds=("appointment",)))[::-1]
    took_place = [(one, appointment_of(one)) for one in found if appointment_of(one).state == "done"]
    return tuple(
        SharedMassage(
            one.head.when.date(),
            details.minutes if "massages" in chosen else None,
            details.style if "styles" in chosen else "",
        )
        for one, details in took_place
    )


def _tags(store: Store, query: Query, chosen: Sequence[str]) -> tuple[tuple[str, tuple[SharedTag, ...]], ...]:
    """The words noted, by field. Check-ins are asked for by themselves: those around sessions are left out beside others."""
    wanted = [key for key in chosen if key in _CONTEXTS]
    if not wanted:
        return ()
    others = tuple(kind for kind in KINDS if kind != "checkin")
    records = [
        one for kinds in (("checkin",), others) for one in store.records.find(replace(query, kinds=kinds))
    ]
    records.sort(key=lambda one: one.head.at)
    found = []
    for key in wanted:
        begin = f"{_CONTEXTS[key]}/"
        tags = [
            SharedTag(local(one.head.at, one.head.zone).date(), tag.removeprefix(begin))
            for one in records
            for tag in one.head.tags
            if tag.startswith(begin)
        ]
        found.append((key, tuple(dict.fromkeys(tags))))
    return tuple(found)


def _entry(store: Store, typed: str) -> SharedEntry:
    record = store.records.get(typed, kinds=("entry",))
    assert isinstance(record.details, Entry)
    return SharedEntry(record.head.when.date(), record.details.text)
