"""Hours as they were rated: what was given before, after and the day after one massage, or one quiet hour, together.

An hour is that of an appointment or of a quiet hour. What was given as part of neither goes by time: to a quiet hour
that begins within the hour, or began within three and asked for no numbers itself; else an `after` belongs to the `before` of the twelve hours before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, TypeAlias

from massage_mind.insight.rated_rows import GivenRow, NumbersRead, TakenRow, VisitRow
from massage_mind.record.instants import DAY_MS, HOUR_MS, local

Booked: TypeAlias = Literal["same day", "earlier", "unknown"]
"""Unknown where it was written down afterwards, or moved: then nobody knows when it was decided."""

_ONE_HOUR_MS = 12 * HOUR_MS
"""So far apart at most what is rated before and after lies."""
_SOON_QUIET_MS, _WAS_QUIET_MS = HOUR_MS, 3 * HOUR_MS
"""So long before a quiet hour begins, and so long after that, a number is of it."""
_NEXT_DAY_MS = 2 * DAY_MS
_SURELY_EARLIER_MS = 26 * HOUR_MS
"""So long before it was another day, whatever the clocks did."""


_BEGAN = attrgetter("at")


@dataclass(slots=True)
class RatedHour:
    """One hour, filled while the record is read. Of several numbers at one time the last counts, of the day after the first.

    `took_place`: it is known to have: it is said to be done, or was rated after.
    """

    at: int
    zone: str
    visit: str = ""
    """The id of its appointment; empty where it has none."""
    quiet: bool = False
    style: str = ""
    therapist: str = ""
    minutes: int | None = None
    booked: Booked = "unknown"
    ahead: bool = False
    """Fixed by a course at least seven days before, and not moved since."""
    took_place: bool = False
    before: Mapping[str, int] = field(default_factory=dict)
    after: Mapping[str, int] = field(default_factory=dict)
    next_day: Mapping[str, int] = field(default_factory=dict)
    body_before: Mapping[str, int] = field(default_factory=dict)
    body_after: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class RatedHours:
    """Every rated hour, the earliest first, and what was given on ordinary days."""

    hours: list[RatedHour] = field(default_factory=list)
    ordinary: list[GivenRow] = field(default_factory=list)


def rated_hours(read: NumbersRead, ahead: Container[str] = ()) -> RatedHours:
    """The hours of what was read; `ahead` holds the appointments that a course fixed."""
    pairing = _Pairing(read, ahead)
    for row in read.given:
        pairing.take(row)
    found = pairing.found
    found.hours.sort(key=lambda one: one.at)
    return found


class _Pairing:
    """Puts each number to its hour, in the order of time."""

    def __init__(self, read: NumbersRead, ahead: Container[str]) -> None:
        self._visits = {one.id: one for one in read.visits}
        self._taken = {one.id: one for one in read.taken}
        quiet = {one.id: one.way for one in read.taken if one.quiet}
        self._asked_in = {(quiet[one.session], one.phase) for one in read.given if one.session in quiet}
        self._quiet_hours = sorted((one for one in read.taken if one.quiet and one.stands), key=_BEGAN)
        self._visited = [one.at for one in read.visits if one.state != "skipped"]
        self._ahead = ahead
        self._by_key: dict[str, RatedHour] = {}
        self._loose: RatedHour | None = None
        self._latest: RatedHour | None = None
        self.found = RatedHours()

    def take(self, row: GivenRow) -> None:
        """One check-in more."""
        if row.phase == "ordinary-day":
            self.found.ordinary.append(row)
            return
        hour = self._hour(row)
        if hour is None:
            return
        if row.phase == "before":
            hour.before = {**hour.before, **row.ratings} if hour.before else row.ratings
            hour.body_before = row.body or hour.body_before
        elif row.phase == "after":
            hour.after = {**hour.after, **row.ratings} if hour.after else row.ratings
            hour.body_after = row.body or hour.body_after
            hour.took_place = True
        else:
            hour.next_day = {**row.ratings, **hour.next_day} if hour.next_day else row.ratings
            return
        if not hour.quiet:
            self._latest = hour

    def _hour(self, row: GivenRow) -> RatedHour | None:
        """The hour of a check-in; None where there is none that it could belong to."""
        taken = self._taken.get(row.session or "")
        if taken is not None and taken.quiet:
            return self._quiet(taken.way, row, taken.style)
        visit = self._visits.get(row.appointment or "")
        if visit is not None:
            if row.phase == "next-day" and row.at - visit.at > _NEXT_DAY_MS:
                return None
            return self._of_visit(visit)
        if row.phase == "next-day":
            latest = self._latest
            return latest if latest is not None and row.at - latest.at <= _NEXT_DAY_MS else None
        near = None if taken else self._quiet_near(row)
        if near is not None:
            return self._quiet(near.way, row, near.style)
        return self._by_time(row, taken.style if taken else "")

    def _quiet_near(self, row: GivenRow) -> TakenRow | None:
        """The quiet hour before or after which these numbers were given: one that asked for none itself at that time.

        After it only where no massage began since, and none that was rated before it is still to be rated after.
        """
        at = bisect_left(self._quiet_hours, row.at, key=_BEGAN)
        near = self._quiet_hours[at : at + 1] if row.phase == "before" else self._quiet_hours[:at][-1:]
        if not near or (near[0].way, row.phase) in self._asked_in:
            return None
        (found,) = near
        if row.phase == "before":
            return found if found.at - row.at <= _SOON_QUIET_MS else None
        loose = self._loose
        waits = loose is not None and not loose.took_place and row.at - loose.at <= _ONE_HOUR_MS
        begun = bisect_right(self._visited, row.at) > bisect_left(self._visited, found.at)
        meanwhile = waits or begun or (loose is not None and loose.at > found.at)
        return found if row.at - found.at <= _WAS_QUIET_MS and not meanwhile else None

    def _quiet(self, way: str, row: GivenRow, style: str) -> RatedHour:
        key = f"quiet {way}"
        if key not in self._by_key:
            self._add(key, RatedHour(row.at, row.zone, quiet=True, style=style))
        return self._by_key[key]

    def _of_visit(self, visit: VisitRow) -> RatedHour | None:
        if visit.state == "skipped":
            return None
        if visit.id not in self._by_key:
            hour = RatedHour(
                visit.at, visit.zone, visit.id, style=visit.style, therapist=visit.therapist, minutes=visit.minutes,
                booked=_booked(visit), ahead=visit.id in self._ahead and visit.first_at is None, took_place=visit.state == "done",
            )  # fmt: skip
            self._add(visit.id, hour)
        return self._by_key[visit.id]

    def _by_time(self, row: GivenRow, style: str) -> RatedHour:
        """Where no appointment is known: the hour that was begun within twelve hours, unless that has ended and this begins one."""
        hour = self._loose
        goes_on = hour is not None and row.at - hour.at <= _ONE_HOUR_MS
        if hour is None or not goes_on or (row.phase == "before" and hour.took_place):
            hour = self._loose = RatedHour(row.at, row.zone)
            self.found.hours.append(hour)
        hour.style = hour.style or style
        return hour

    def _add(self, key: str, hour: RatedHour) -> None:
        self._by_key[key] = hour
        self.found.hours.append(hour)


def _booked(visit: VisitRow) -> Booked:
    if visit.first_at is not None or visit.created_at > visit.at:
        return "unknown"
    if visit.at - visit.created_at > _SURELY_EARLIER_MS:
        return "earlier"
    noted, when = local(visit.created_at, visit.zone).date(), local(visit.at, visit.zone).date()
    return "same day" if noted == when else "earlier"
