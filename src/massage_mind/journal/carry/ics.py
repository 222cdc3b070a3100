"""Calendar files (iCalendar, RFC 5545): thoughts put down, and appointments with what lies around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.record.parked import Parked
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event

_LENGTH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: when it begins (UTC milliseconds, told on the clock of `zone`), and how many minutes it lasts.

    `uid` is the same whenever it is carried out, and `sequence` grows with each change, so that a calendar knows it
    again. `remind_minutes` before it there is a reminder, None for none. `busy`: the time is taken.
    """

    uid: str
    sequence: int
    at_ms: int
    zone: str
    minutes: int
    title: str
    place: str = ""
    note: str = ""
    remind_minutes: int | None = 0
    busy: bool = False
    cancelled: bool = False


def calendar_of(records: Iterable[Record], now_ms: int) -> bytes:
    """One event of 15 minutes for each thought that has a time, with a reminder at its beginning.

    Events rather than to-dos, since most calendars leave those out. Times are UTC, so that no zone table is needed.
    """
    calendar = _new_calendar()
    for record in records:
        parked = cast(Parked, record.details)
        if parked.due_at is None:
            continue
        event = _new_event(f"{record.id}@massage-mind", now_ms, parked.text, parked.place)
        event.add("dtstart", local(parked.due_at, "UTC"))
        event.add("duration", _LENGTH)
        event.add("transp", "TRANSPARENT")
        _remind(event, parked.text, 0)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def calendar_of_events(events: Iterable[CalendarEvent], now_ms: int) -> bytes:
    """These events, on the clocks of their own zones, each of which the file explains (VTIMEZONE)."""
    calendar = _new_calendar()
    calendar.add("method", "PUBLISH")
    years = [local(now_ms, "UTC").year]
    for one in events:
        years.append(local(one.at_ms, one.zone).year)
        event = _new_event(f"{one.uid}@massage-mind", now_ms, one.title, one.place)
        event.add("sequence", one.sequence)
        event.add("dtstart", _zoned(one.at_ms, one.zone))
        event.add("dtend", _zoned(one.at_ms + one.minutes * 60_000, one.zone))
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        event.add("transp", "OPAQUE" if one.busy and not one.cancelled else "TRANSPARENT")
        event.add("class", "PRIVATE")
        if one.note:
            event.add("description", _plain(one.note))
        if one.remind_minutes is not None and not one.cancelled:
            _remind(event, one.title, one.remind_minutes)
        calendar.add_component(event)
    # A year before and after: the clocks of the first event were set in the one, the last ends in the other.
    calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    for table in calendar.walk("VTIMEZONE"):
        _each_change_alone(table)
    # Tables first, by name: the same calendar is the same file.
    calendar.subcomponents.sort(key=lambda one: (one.name != "VTIMEZONE", str(one.get("TZID", ""))))
    return bytes(calendar.to_ical())


def _each_change_alone(table: Component) -> None:
    """Every change of the clocks as a part of its own, its date said twice.

    Of a list of dates some readers take the first alone, and others want one beside where it begins.
    """
    alone: list[Component] = []
    for change in cast("list[Any]", table.subcomponents):
        others = change.pop("RDATE", None)
        for at in [change["DTSTART"].dt, *([] if others is None else [one.dt for one in others.dts])]:
            one = change.copy()
            del one["DTSTART"]
            one.add("dtstart", at)
            one.add("rdate", [at])
            alone.append(one)
    table.subcomponents = alone


def _zoned(at_ms: int, zone: str) -> datetime:
    """On the clock of a zone with a name; UTC for one that is an offset, which no table explains."""
    at = local(at_ms, zone).replace(microsecond=0)
    return at if isinstance(at.tzinfo, ZoneInfo) else local(at_ms, "UTC").replace(microsecond=0)


def _new_calendar() -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//massage-mind//massage-mind//EN")
    calendar.add("version", "2.0")
    return calendar


def _new_event(uid: str, now_ms: int, title: str, place: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", local(now_ms, "UTC").replace(microsecond=0))
    event.add("summary", _plain(title))
    if place:
        event.add("location", _plain(place))
    return event


def _remind(event: Event, title: str, minutes: int) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(title))
    alarm.add("trigger", -timedelta(minutes=minutes))
    event.add_component(alarm)


_NOT_IN_A_CALENDAR = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
"""Control characters, which RFC 5545 leaves out but for the tab, and what turns the order of letters round."""


def _plain(text: str) -> str:
    """As a calendar may hold it; joiners, narrow spaces and whatever else is a part of the words stay."""
    return re.sub(_NOT_IN_A_CALENDAR, "", text.replace("\r\n", "\n").replace("\r", "\n"))
