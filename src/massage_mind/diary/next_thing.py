"""Where a person stands, and the one next thing for them to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from massage_mind.diary import thread
from massage_mind.diary.drafts import draft_of_new
from massage_mind.diary.opened import opened
from massage_mind.errors import StoreError
from massage_mind.record.appointment_thread import (
    AHEAD_MS,
    Massage,
    Stage,
    appointment_of,
    end_ms,
    intention_of,
)
from massage_mind.record.checkin import CheckIn
from massage_mind.record.instants import DAY_MS, HOUR_MS
from massage_mind.record.session import SessionRecord
from massage_mind.values import dataclass
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from collections.abc import Set

    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World

SOON_MS = HOUR_MS // 6
"""So long before an appointment there is no time left for a part before it."""

NextThing: TypeAlias = Literal[
    "set-intention",
    "before",
    "before-waiting",
    "during",
    "during-when-it-begins",
    "after-when-over",
    "after-when-ready",
    "write",
    "nothing",
    "follow-up",
    "follow-up-soreness",
]
"""`before-waiting`: in the waiting room. `during`: it has begun. `nothing`: all is kept."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands at this instant (UTC milliseconds), and what comes next.

    `coming`: the appointment that is next or now. `waiting`: how many parked thoughts can be had back. `due`: a
    follow-up to be offered, and of which massage. `unfinished`: something was written and not kept yet.
    """

    now_ms: int
    coming: Record | None
    intention: str
    last: SessionRecord | None
    unfinished: bool
    waiting: int
    due: tuple[Massage, Stage] | None
    next: NextThing


def where_you_are(world: World) -> Standing:
    """Look it all up. Raises `StoreError`, `SettingsError`."""
    now = world.wall_ms()
    with opened(world, writing=False) as store:
        near = thread.nearest_appointment(store.records, now)
        ahead = thread.upcoming_appointment(store.records, now)
        found = thread.current_intention(store, now, ahead.id if ahead else "")
        wanted = intention_of(found).text if found else ""
        last = next(iter(store.sessions(1, bare=True)), None)
        due = thread.due_follow_up(store, now)
        coming = thread.coming_appointments(store.records, since_ms=now - DAY_MS, now_ms=now)
        return Standing(
            now,
            coming[0] if coming else None,
            wanted,
            last,
            draft_of_new(world).path.exists(),
            _waiting(world, store, near, now),
            due,
            _follow_up(due[1]) if due else _next(store, last, bool(wanted), near, now),
        )


def keep_offered(world: World, standing: Standing) -> None:
    """A follow-up is offered once. A journal that cannot be written is no reason to say more."""
    if standing.due is None:
        return
    massage, stage = standing.due
    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            thread.offered(store, massage, stage)
    except StoreError:
        return


def _waiting(world: World, store: Store, near: Record | None, now_ms: int) -> int:
    """How many thoughts wait to be had back. None are counted while somebody is still coming back from the table."""
    massage = thread.last_massage(store, now_ms)
    if near is not None and appointment_of(near).state != "done" and end_ms(near) > now_ms:
        return 0
    if massage is not None and now_ms < massage.end_ms + world.settings().reentry_minutes * 60_000:
        return 0
    return len(thread.open_parked(store))


def _follow_up(stage: Stage) -> NextThing:
    match stage:
        case "next-day":
            return "follow-up"
        case "two-days":
            return "follow-up-soreness"
        case _:
            assert_never(stage)


def _next(
    store: Store, last: SessionRecord | None, intended: bool, near: Record | None, now_ms: int
) -> NextThing:
    """What the appointment at hand asks for, or else what follows the last session."""
    if near is not None and now_ms - end_ms(near) < AHEAD_MS:
        return _next_of(near, store.records.belonging_to(near.id), intended, now_ms)
    if last is not None and now_ms - last.started_at <= AHEAD_MS:
        if last.moment == "before":
            return "during-when-it-begins"
        # A quiet hour is a session on the table as well, but nothing comes after it.
        if last.moment == "during" and store.records.get(last.id).kind == "session":
            return "after-when-over"
    return "before" if intended else "set-intention"


def _next_of(near: Record, belonging: list[Record], intended: bool, now_ms: int) -> NextThing:
    """What an appointment at hand asks for, by what belongs to it already."""
    moments = {one.details.moment for one in belonging if isinstance(one.details, SessionRecord)}
    checked_in = any(isinstance(one.details, CheckIn) and one.details.phase == "after" for one in belonging)
    if "after" in moments or checked_in:
        return "nothing" if any(one.kind == "entry" for one in belonging) else "write"
    if appointment_of(near).state == "done" or end_ms(near) <= now_ms or "during" in moments:
        return "after-when-ready"
    if near.head.at <= now_ms:
        return "during"
    return _ahead_of(near, moments, intended, now_ms)


def _ahead_of(near: Record, moments: Set[str], intended: bool, now_ms: int) -> NextThing:
    """What is left to do before an appointment begins, by the parts that were taken already."""
    if not intended:
        return "set-intention"
    if "before" in moments or near.head.at - now_ms < SOON_MS:
        return "during-when-it-begins"
    return "before-waiting"
