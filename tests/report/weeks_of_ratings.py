"""A record of twelve weeks: a massage in each, rated before and after, with a body map and a name that is no markup."""

from __future__ import annotations

from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.store import open_store
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import NewRecord

_DAY = 86_400_000
_HOUR = 3_600_000


def twelve_weeks(now_ms: int) -> MemoryJournal:
    """The record, the last massage a week before this instant (UTC milliseconds)."""
    journal = MemoryJournal()
    clock = [now_ms]
    with open_store(journal, writing=True, wall=lambda: clock[0]) as store:
        for week in range(12):
            when = now_ms - (12 - week) * 7 * _DAY
            clock[0] = when - 9 * _DAY
            details = Appointment(
                60, "swedish", "Kim <b>&amp;\u202e", price="80", currency="EUR", state="done"
            )
            home = store.records.add(NewRecord(details, when, "UTC")).id
            for phase, off, value in (("before", 0, 5 + week % 3), ("after", _HOUR, 3 + week % 2)):
                rated = CheckIn(phase, "", {"stress": value, "mood": 6}, {"jaw": min(3, value // 2)})
                clock[0] = when + off
                store.records.add(NewRecord(rated, when + off, "UTC", home))
    return journal
