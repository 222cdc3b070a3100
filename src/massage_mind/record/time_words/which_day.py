"""On which day a saying is: every piece that names a day is found on the calendar, and all of them have to agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypeAlias, assert_never

from massage_mind.record.time_words.atom import IN_TWO_WAYS, NO_TIME, NotRead
from massage_mind.record.time_words.english import DAY_NAMES, MONTH_NAMES, refusal
from massage_mind.record.time_words.on_the_clock import instants_of
from massage_mind.record.time_words.pieces import (
    Amount,
    Away,
    CalendarWeek,
    Dated,
    Day,
    DayOfMonth,
    Period,
    PeriodAway,
    Weekday,
    WeeksOn,
)
from massage_mind.values import dataclass

Toward: TypeAlias = Literal["future", "past"]

NEAR_DAYS = 60
"""A date without a year that lies so near on the other side of today could be that one."""
_LEAP_YEAR = 2000
"""A year that has every day there is."""
_LEAP_YEARS = 9
"""So many years on there is a 29 February at the latest."""


@dataclass(frozen=True, slots=True)
class Here:
    """When and where something is read, on the person's clock, and whether what is meant is to come or has been."""

    now_ms: int
    zone: str
    now: datetime
    toward: Toward

    @property
    def today(self) -> date:
        """The date here."""
        return self.now.date()

    def right_side(self, day: date, at: time) -> bool:
        """Whether this is still to come, or has been; the minute that runs is both. Where it comes twice: one of the two."""
        instants = instants_of(datetime.combine(day, at), self.zone)
        if self.toward == "past":
            return instants[0] <= self.now_ms
        return instants[-1] >= self.now_ms // 60_000 * 60_000


class Days(NamedTuple):
    """From the first day to the last."""

    first: date
    last: date


def date_in_full(day: date) -> str:
    """`Friday 4 December 2026`."""
    return f"{DAY_NAMES[day.weekday()]} {_in_full(day)}"


def _in_full(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def bare_day(at: time, here: Here) -> date:
    """Today, or where that is on the wrong side the day next to it."""
    step = 1 if here.toward == "future" else -1
    return here.today if here.right_side(here.today, at) else here.today + timedelta(step)


def the_day(days: Sequence[Day], at: time, here: Here) -> date:
    """The one day that all of these are. Raises `NotRead`."""
    weekday = _weekday_named(days)
    weeks = [one for one in days if _is_weeks(one, weekday)]
    found = {_found(one, at, here) for one in days if one not in weeks and not _is_plain(one)}
    if weeks:
        found = {_weeks_from(one, weekday, found, here) for one in weeks}
    elif not found and weekday is not None:
        found = {_first(_onward(here, 8, weekday), at, here)}
    if len(found) != 1:
        raise refusal("days" if found else "no day")
    (day,) = found
    return _on_weekday(day, weekday)


def _on_weekday(day: date, weekday: int | None) -> date:
    if weekday is not None and day.weekday() != weekday:
        raise NotRead(f"{NO_TIME}: {_in_full(day)} is a {DAY_NAMES[day.weekday()]}.")
    return day


def _is_plain(one: Day) -> bool:
    return isinstance(one, Weekday) and not one.said


def _weekday_named(days: Sequence[Day]) -> int | None:
    """The weekday that is said plainly, which another day has to be. Raises `NotRead` where there are two."""
    numbers = {one.number for one in days if isinstance(one, Weekday) and _is_plain(one)}
    if len(numbers) > 1:
        raise refusal("days")
    return next(iter(numbers), None)


def _is_weeks(one: Day, weekday: int | None) -> bool:
    """Whether it says in which week the day is that something else names."""
    if isinstance(one, (CalendarWeek, WeeksOn)):
        return True
    return isinstance(one, Amount) and weekday is not None and bool(one.days) and one.days % 7 == 0


def _found(one: Day, at: time, here: Here) -> date:
    """The day of one piece. Raises `NotRead` for what names none."""
    match one:
        case Away():
            return here.today + timedelta(one.days)
        case Amount():
            return _moved(here.today, one.sign * one.months) + timedelta(one.sign * one.days)
        case Dated():
            return dated(one) if one.year else _dated_near(one, at, here)
        case DayOfMonth():
            return _day_of_month(one, at, here)
        case Weekday():
            return _weekday_said(one, at, here)
        case Period() | PeriodAway() | CalendarWeek() | WeeksOn():
            raise refusal("no day")
        case _:
            assert_never(one)


def _first(days: Iterable[date], at: time, here: Here) -> date:
    """The first of these that is on the right side. Raises `NotRead` where none is, as of this friday when it is over."""
    for day in days:
        if here.right_side(day, at):
            return day
    raise refusal("passed" if here.toward == "future" else "to come")


def _onward(here: Here, count: int, weekday: int) -> Iterator[date]:
    """So many days from today on, away from now, that are this weekday."""
    step = 1 if here.toward == "future" else -1
    days = (here.today + timedelta(step * away) for away in range(count))
    return (day for day in days if day.weekday() == weekday)


# ---------------------------------------------------------------- dates


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dated(one: Dated) -> date:
    """A date with its year. Raises `NotRead` where there is none such."""
    return _refuse_no_such_day(one, one.year, f" {one.year}")


def _refuse_no_such_day(one: Dated, year: int, said: str) -> date:
    if not 1 <= one.month <= 12:
        raise NotRead(f"{NO_TIME}: there's no month {one.month}.")
    day = _day_or_none(year, one.month, one.day)
    if day is None:
        raise NotRead(f"{NO_TIME}: {MONTH_NAMES[one.month - 1]}{said} has no day {one.day}.")
    return day


def _dated_near(one: Dated, at: time, here: Here) -> date:
    """The next such date, or the latest. Raises `NotRead` where the one on the other side is near enough to be meant."""
    _refuse_no_such_day(one, _LEAP_YEAR, "")
    years = range(here.today.year - _LEAP_YEARS, here.today.year + _LEAP_YEARS)
    days = [day for year in years if (day := _day_or_none(year, one.month, one.day))]
    right = [day for day in days if here.right_side(day, at)]
    wrong = [day for day in days if day not in right]
    found = (min if here.toward == "future" else max)(right)
    other = (max if here.toward == "future" else min)(wrong)
    if abs(other - here.today).days <= NEAR_DAYS:
        first, second = sorted((found.year, other.year))
        raise NotRead(
            f"{IN_TWO_WAYS}: in {first}, or in {second}?", f"Write the year, such as {_in_full(found)}."
        )
    return found


def _day_of_month(one: DayOfMonth, at: time, here: Here) -> date:
    """The next month that has such a day, or the month that is named. Raises `NotRead`."""
    if one.months is not None:
        first = _moved(here.today.replace(day=1), one.months)
        return dated(Dated(first.year, first.month, one.day))
    step = 1 if here.toward == "future" else -1
    firsts = (_moved(here.today.replace(day=1), step * count) for count in range(4))
    days = (_day_or_none(first.year, first.month, one.day) for first in firsts)
    return _first((day for day in days if day), at, here)


def _moved(day: date, months: int) -> date:
    """The same day of another month. Raises `NotRead` where that month has none."""
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise NotRead(f"{NO_TIME}: that is out of reach.")
    return dated(Dated(year, month + 1, day.day))


# ---------------------------------------------------------------- weeks and weekdays


def _weekday_said(one: Weekday, at: time, here: Here) -> date:
    """Next, last and this friday. Raises `NotRead` where people mean different days by it."""
    step = -1 if one.said == "last" else 1
    if one.said == "this" and here.toward == "future":
        return _first(_onward(here, 7, one.number), at, here)
    if one.said == "this":
        return _first([_agreed(_in_calendar_weeks(0, one.number, here))], at, here)
    beside = next(
        day for away in range(1, 8) if (day := here.today + timedelta(step * away)).weekday() == one.number
    )
    return _agreed([beside, *_in_calendar_weeks(step, one.number, here)])


def _in_calendar_weeks(weeks: int, weekday: int, here: Here) -> list[date]:
    """The weekday of the week so many from this one, where weeks begin on Monday, and where they begin on Sunday."""
    today = here.today
    monday = today - timedelta(today.weekday())
    sunday = today - timedelta((today.weekday() + 1) % 7)
    return [
        monday + timedelta(7 * weeks + weekday),
        sunday + timedelta(7 * weeks + (weekday + 1) % 7),
    ]


def _weeks_from(one: Day, weekday: int | None, found: set[date], here: Here) -> date:
    """The day that a piece with weeks in it names together with a weekday, or with another day. Raises `NotRead`."""
    if isinstance(one, WeeksOn) and len(found) == 1 and weekday is None:
        (day,) = found
        return day + timedelta(7 * one.weeks)
    if weekday is None or found:
        raise refusal("days" if found else "no day")
    match one:
        case CalendarWeek():
            return _agreed(_in_calendar_weeks(one.weeks, weekday, here))
        case WeeksOn():
            away = (weekday - here.today.weekday()) % 7
            beside = [here.today + timedelta(7 * one.weeks + days) for days in {away, away or 7}]
            return _agreed([*beside, *_in_calendar_weeks(one.weeks, weekday, here)])
        case Amount():
            weeks = one.sign * one.days // 7
            away = (
                (weekday - here.today.weekday()) % 7 if weeks > 0 else -((here.today.weekday() - weekday) % 7)
            )
            beside = [here.today + timedelta(7 * weeks + away)]
            return _agreed([*beside, *_in_calendar_weeks(weeks, weekday, here)])
        case _:
            raise AssertionError(one)


def _agreed(days: Iterable[date]) -> date:
    different = sorted(set(days))
    if len(different) > 1:
        names = ", or ".join(map(date_in_full, different))
        raise NotRead(f"{IN_TWO_WAYS}: {names}?", f"Write {different[0]}, or {different[-1]}, with the time.")
    return different[0]


# ---------------------------------------------------------------- months and years, for bounds


def period(one: Period | PeriodAway, here: Here) -> Days:
    """The days of a month or a year. Raises `NotRead` for a month that there is not."""
    first, months = _period_begin(one, here)
    if months == 12:
        return Days(first, date(first.year, 12, 31))
    return Days(first, _moved(first, 1) - timedelta(1))


def _period_begin(one: Period | PeriodAway, here: Here) -> tuple[date, int]:
    month = here.today.replace(day=1)
    match one:
        case PeriodAway():
            return (date(month.year + one.count, 1, 1), 12) if one.years else (_moved(month, one.count), 1)
        case Period(month=0):
            return date(one.year, 1, 1), 12
        case Period():
            year = one.year or month.year - (one.month > month.month)
            return dated(Dated(year, one.month, 1)), 1
        case _:
            assert_never(one)
