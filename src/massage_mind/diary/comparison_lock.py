"""The lock of a comparison: while it runs, what a person sees leaves its main measure out. Read by many views, so it loads little.

`--json`, CSV and exports keep everything: they are the person's own, and for programs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Record
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.comparison_weeks import PlannedHour


def locked_measures(store: Store) -> frozenset[str]:
    """The keys of the main measures of comparisons that run: one, or several where journals were merged."""
    found = store.records.find(Query(("comparison",)))
    if not found:
        return frozenset()
    from massage_mind.record.comparison import Comparison
    from massage_mind.record.comparison_weeks import is_locked

    return frozenset(
        one.details.measure for one in found if isinstance(one.details, Comparison) and is_locked(one.details)
    )


def hour_to_show(store: Store, now_ms: int) -> PlannedHour | None:
    """The next hour of the comparison that runs, where it is near enough that it is said which one it is."""
    found = store.records.find(Query(("comparison",)))
    if not found:
        return None
    from massage_mind.record.comparison import Comparison
    from massage_mind.record.comparison_weeks import is_locked, is_shown, next_hour

    running = (one.details for one in found if isinstance(one.details, Comparison) and is_locked(one.details))
    hours = (hour for plan in running if (hour := next_hour(plan, now_ms)))
    hour = next(hours, None)
    return hour if hour and is_shown(hour, now_ms) else None


def without_measures(record: Record, keys: Collection[str]) -> Record:
    """The record without what was rated by these measures."""
    details = record.details
    if isinstance(details, CheckIn) and not details.ratings.keys().isdisjoint(keys):
        ratings = {key: value for key, value in details.ratings.items() if key not in keys}
        return Record(record.head, replace(details, ratings=ratings))
    if isinstance(details, SessionRecord) and any(one.item in keys for one in details.ratings):
        kept = tuple(one for one in details.ratings if one.item not in keys)
        return Record(record.head, replace(details, ratings=kept))
    return record


def keys_rated(record: Record) -> Iterable[str]:
    """The keys of everything that was rated in it."""
    if isinstance(record.details, CheckIn):
        return record.details.ratings
    return (one.item for one in record.details.ratings) if isinstance(record.details, SessionRecord) else ()


def left_out_words(names: Sequence[str]) -> str:
    """What is said where something is left out: "Stress is left out here while the comparison runs."; empty for nothing."""
    if not names:
        return ""
    told = " and ".join(name.split(",")[0].strip() for name in names)
    return f"{told[:1].upper()}{told[1:]} {'is' if len(names) == 1 else 'are'} left out here while the comparison runs."
