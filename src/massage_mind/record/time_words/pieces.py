"""The pieces of a date and time: what a few atoms mean together, before it is known on which day that is."""

from __future__ import annotations

from typing import Literal, TypeAlias

from massage_mind.values import dataclass

Clock: TypeAlias = Literal["formal", "colon", "loose", "now"]
"""`formal`: one hour only, as with am or pm. `colon`: as written, unless a part of the day says otherwise. `loose`: below
7 it could be either half of the day. `now`: the time of day it is."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day. `counted`: with hours behind it and no "at" before, so that alone it could be an amount. `dotted`:
    written so that it could be a date as well.
    """

    hour: int
    minute: int = 0
    second: int = 0
    clock: Clock = "formal"
    counted: str = ""
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day, by its place in `english.PARTS`."""

    place: int


@dataclass(frozen=True, slots=True)
class LastNight:
    """The evening of yesterday, and the first hours of today."""


@dataclass(frozen=True, slots=True)
class Dotted:
    """Two numbers with a dot between: a day and month, or an hour and minute."""

    first: int
    second: int
    text: str
    minutes: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """So much from now: months and days on the calendar, then milliseconds on the instant. `sign` 1 or -1."""

    months: int
    days: int
    ms: int
    sign: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """So many days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of a month; year 0 is the next such day, or the latest."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 3rd: of the next month that has one, or of the month so many from this one."""

    day: int
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0; the plain one, or that `next`, `last` or `this` was said of."""

    number: int
    said: Literal["", "next", "last", "this"] = ""


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """The week so many from this one, from its first day to its last."""

    weeks: int


@dataclass(frozen=True, slots=True)
class WeeksOn:
    """So many weeks from the day that is said with it: a week on friday."""

    weeks: int


@dataclass(frozen=True, slots=True)
class Period:
    """No day, but a month or a year: `year` 0 is the latest such month, `month` 0 the whole year."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class PeriodAway:
    """The month, or the year where `years`, so many from this one."""

    count: int
    years: bool


@dataclass(frozen=True, slots=True)
class Now:
    """This instant."""


Day: TypeAlias = Away | Dated | DayOfMonth | Weekday | CalendarWeek | WeeksOn | Period | PeriodAway | Amount
Piece: TypeAlias = Day | Time | Part | LastNight | Dotted | Now
