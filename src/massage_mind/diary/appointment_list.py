"""Which appointments are listed, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.diary.opened import opened
from massage_mind.record.appointment import STATES
from massage_mind.record.appointment_thread import appointment_of, still_to_come
from massage_mind.record.instants import DAY_MS
from massage_mind.record.query import Query
from massage_mind.values import dataclass
from massage_mind.words.near import unknown

if TYPE_CHECKING:
    from massage_mind.record.head import Record
    from massage_mind.world import World

LATELY_MS = 28 * DAY_MS
"""How far back the list goes by itself."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The appointments to show, and how many there would be without a limit."""

    shown: tuple[Record, ...]
    total: int


def list_appointments(world: World, *, everything: bool, state: str, limit: int) -> Listed:
    """What is coming, the next first, then what was in the last four weeks, the latest first.

    `everything` goes back to the first; `state` takes those of one state, whenever they were; `limit` 0 is none.
    Raises `UsageError` for a state that there is not.
    """
    if state and state not in STATES:
        raise unknown("state", state, STATES)
    now = world.wall_ms()
    since = None if everything or state else now - LATELY_MS
    with opened(world, writing=False) as store:
        found = store.records.find(Query(("appointment",), since_ms=since))
    if state:
        found = [one for one in found if appointment_of(one).state == state]
    coming = [one for one in reversed(found) if still_to_come(one, now)]
    ordered = (*coming, *(one for one in found if not still_to_come(one, now)))
    return Listed(ordered[:limit] if limit else ordered, len(ordered))
