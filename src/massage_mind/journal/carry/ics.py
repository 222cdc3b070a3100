"""Parked thoughts as a calendar file (iCalendar, RFC 5545), for carrying one into a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import cast

from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.record.parked import Parked

_LENGTH = timedelta(minutes=15)


def calendar_of(records: Iterable[Record], now_ms: int) -> bytes:
    """One event of 15 minutes for each that has a time, with a reminder at its beginning.

    Events rather than to-dos, since most calendars leave those out. Times are UTC, so that no zone table is needed.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//massage-mind//massage-mind//EN")
    calendar.add("version", "2.0")
    for record in records:
        parked = cast(Parked, record.details)
        if parked.due_at is None:
            continue
        event = Event()
        event.add("uid", f"{record.id}@massage-mind")
        event.add("dtstamp", local(now_ms, "UTC"))
        event.add("dtstart", local(parked.due_at, "UTC"))
        event.add("duration", _LENGTH)
        event.add("summary", _plain(parked.text))
        if parked.place:
            event.add("location", _plain(parked.place))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _plain(parked.text))
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


_NOT_IN_A_CALENDAR = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
"""Control characters, which RFC 5545 leaves out but for the tab, and what turns the order of letters round."""


def _plain(text: str) -> str:
    """As a calendar may hold it; joiners, narrow spaces and whatever else is a part of the words stay."""
    return re.sub(_NOT_IN_A_CALENDAR, "", text.replace("\r\n", "\n").replace("\r", "\n"))
