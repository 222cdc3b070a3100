"""The weeks of a comparison: when each hour is, what was drawn for it, and which is shown. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, NamedTuple, TypeAlias

from massage_mind.record.comparison import Comparison
from massage_mind.record.instants import DAY_MS, HOUR_MS, local, zone_named

SHOWN_DAYS = 7
"""So many days ahead it is shown which hour is next."""
NEAR_MS = 36 * HOUR_MS
"""So far from its time an hour still counts as the one that was planned: half of the least that two lie apart."""
ComparedHour: TypeAlias = Literal["massage", "quiet hour"]


class PlannedHour(NamedTuple):
    """One hour of the plan. `week` from 1; `first`: the first of its week; `hour`: what was drawn for it."""

    week: int
    first: bool
    at: int
    hour: ComparedHour


def planned_hours(comparison: Comparison) -> tuple[PlannedHour, ...]:
    """All hours in the order of time, each week at the same time on the person's clock."""
    found: list[PlannedHour] = []
    # A record from elsewhere may hold less than it says; `what_differs` tells of it.
    for number, drawn in enumerate(comparison.order.ljust(comparison.weeks, "q")[: comparison.weeks]):
        for first in (True, False):
            at = comparison.first_at if first else comparison.second_at
            hour: ComparedHour = "massage" if (drawn == "m") == first else "quiet hour"
            found.append(PlannedHour(number + 1, first, _weeks_on(at, number, comparison.clock_zone), hour))
    return tuple(found)


def _weeks_on(at_ms: int, weeks: int, zone: str) -> int:
    """The same time of day so many weeks later; where the clocks leap over it, an hour beside it."""
    moment = local(at_ms, zone).replace(tzinfo=None) + timedelta(weeks=weeks)
    return round(moment.replace(tzinfo=zone_named(zone)).timestamp() * 1000)


def over_at(comparison: Comparison) -> int:
    """When the last week is over and the result can be seen: two days after the last hour, for the ratings of next day."""
    return planned_hours(comparison)[-1].at + 2 * DAY_MS


def has_weeks_left(comparison: Comparison, now_ms: int) -> bool:
    """Whether it runs and its last week isn't over: until then it keeps back what goes by the same numbers."""
    return comparison.state == "running" and now_ms < over_at(comparison)


def is_locked(comparison: Comparison) -> bool:
    """Whether the main measure is left out of what a person sees: until the result was seen, or it was stopped.

    Whatever the clock says: one that is set back or on opens nothing.
    """
    return comparison.state == "running"


def is_shown(hour: PlannedHour, now_ms: int) -> bool:
    """Whether it is near enough to be said which one it is."""
    return hour.at - now_ms <= SHOWN_DAYS * DAY_MS


def hour_words(hour: PlannedHour, now_ms: int) -> str:
    """Which one it is, or that it is either."""
    return hour.hour if is_shown(hour, now_ms) else "massage or quiet hour"


def begun_hour(hour: PlannedHour) -> str:
    """What it is, as a title: "Massage", "Quiet hour"."""
    return hour.hour[:1].upper() + hour.hour[1:]


def next_hour(comparison: Comparison, now_ms: int) -> PlannedHour | None:
    """The next that is still to come, or is just now; None after the last."""
    return next((one for one in planned_hours(comparison) if one.at + HOUR_MS > now_ms), None)
