"""Before and after side by side: the check-ins around a session, or around the appointment it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.perform.asker import Asker
    from massage_mind.record.checkin import CheckIn
    from massage_mind.record.head import Record
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def say_what_changed(world: World, prepared: Prepared, asker: Asker, session_id: str) -> None:
    """The ratings of before and after, where there are both; the numbers, and nothing on what they mean."""
    from massage_mind.screen.show.show_ratings import ratings_lines

    phases: dict[str, dict[str, int]] = {}
    checkins, left_out = _checkins(world, prepared, session_id, called=True)
    for checkin in checkins:
        phases.setdefault(checkin.phase, {}).update(checkin.ratings)
    if phases.get("before") and phases.get("after"):
        both = {phase: phases[phase] for phase in ("before", "after")}
        for line in ratings_lines(both, aloud=world.accessible()):
            asker.tell(line)
    if left_out and "after" in phases:
        asker.tell(left_out)


def marks_before(world: World, prepared: Prepared) -> dict[str, int]:
    """The marks of the body map before, 1 to 3 by region, to begin from: most stay where they are."""
    maps = [
        dict(checkin.body)
        for checkin in _checkins(world, prepared)[0]
        if checkin.phase == "before" and checkin.body
    ]
    return maps[-1] if maps else {}


def _checkins(
    world: World, prepared: Prepared, session_id: str = "", *, called: bool = False
) -> tuple[list[CheckIn], str]:
    """The check-ins around it, the earliest first; none where the journal cannot be read.

    `called`: as a person reads them, and what is to be said of what is left out then.
    """
    from massage_mind.diary.measure_names import shown_records
    from massage_mind.record.checkin import CheckIn

    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            records = _records(store, prepared, session_id, world.wall_ms())
    except StoreError:
        return [], ""
    left_out = ""
    if called:
        records, left_out = shown_records(world, records)
    return [one.details for one in records if isinstance(one.details, CheckIn)], left_out


def _records(store: Store, prepared: Prepared, session_id: str, now: int) -> list[Record]:
    """What hangs on the appointment, or on the parts of this journey, the earliest first."""
    if prepared.appointment is not None:
        return store.records.belonging_to(prepared.appointment.id)
    ids = [session_id] if session_id else []
    journey = prepared.request.journey
    if journey:
        ids = [one.id for one in store.sessions(6, bare=True) if one.journey == journey]
    return [one for part in ids for one in store.records.around_session(part)]
