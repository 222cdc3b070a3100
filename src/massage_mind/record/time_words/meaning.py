"""What a typed time means, here and now: an instant, or for a bound the days it names."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from massage_mind.record.instants import LATEST_MS, local
from massage_mind.record.time_words.atom import NO_TIME, NotRead
from massage_mind.record.time_words.english import refusal
from massage_mind.record.time_words.on_the_clock import instant_of, rough_ms, time_meant, time_of_last_night
from massage_mind.record.time_words.pieces import (
    Amount,
    CalendarWeek,
    Dated,
    Now,
    Period,
    PeriodAway,
    Time,
    Weekday,
)
from massage_mind.record.time_words.saying import Saying, saying_of
from massage_mind.record.time_words.which_day import Days, Here, Toward, bare_day, dated, period, the_day

_ISO_DAY = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})|([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", re.IGNORECASE
)
_ISO_TIME = re.compile(
    r"([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]{1,6}))?)?)?(?:( ?)(Z|[+-][0-9]{2}(?::?[0-9]{2})?))?",
    re.IGNORECASE,
)
_FARTHEST = {"-": 12, "+": 14}
"""Hours by which a clock can be behind UTC, or before it."""


def here_now(now_ms: int, zone: str, toward: Toward) -> Here:
    """This instant in this zone, for reading what looks forward or back from it."""
    return Here(now_ms, zone, local(now_ms, zone).replace(tzinfo=None), toward)


def instant_meant(text: str, here: Here) -> int:
    """The instant, in UTC milliseconds. Raises `NotRead`, and `UsageError` for one that there is not."""
    meant = _meant(text, here, bound=False)
    assert not isinstance(meant, Days)
    return meant


def bound_meant(text: str, here: Here) -> int | Days:
    """The instant; or where no time of day was said the days. Raises as `instant_meant` does."""
    return _meant(text, here, bound=True)


def _meant(text: str, here: Here, *, bound: bool) -> int | Days:
    try:
        if (written := _iso(" ".join(text.split()))) is not None:
            return _of_iso(written, here, bound=bound)
        saying = saying_of(text)
        if saying.instant is not None:
            return _instant(saying.instant, here)
        if saying.time is None:
            if bound and not saying.parts and not saying.last_night:
                return _days(saying, here)
            raise refusal("no time")
        return instant_of(_moment(saying, saying.time, here), here.zone)
    except (OverflowError, ValueError) as exc:  # A year that no calendar here has.
        raise NotRead(f"{NO_TIME}: that is out of reach.", "From 1970 to 9998.") from exc


def _moment(saying: Saying, said: Time, here: Here) -> datetime:
    """Date and time of day on the person's clock."""
    if saying.last_night:
        if saying.days or saying.parts:
            raise refusal("days")
        at, away = time_of_last_night(said)
        return datetime.combine(here.today + timedelta(away), at)
    at = time_meant(said, saying.parts, here.now.time())
    day = the_day(saying.days, at, here) if saying.days else bare_day(at, here)
    if said.dotted and _could_be_a_date(saying, said, day):
        raise refusal("dots")
    return datetime.combine(day, at)


def _could_be_a_date(saying: Saying, said: Time, day: date) -> bool:
    """Whether 10.12 beside a weekday could be the 10 December as well, since that is such a day."""
    if not any(isinstance(one, Weekday) for one in saying.days):
        return False
    try:
        return dated(Dated(day.year, said.minute, said.hour)).weekday() == day.weekday()
    except NotRead:
        return False


def _instant(one: Now | Amount, here: Here) -> int:
    """Now, or so much from it: months and days on the calendar, hours and minutes on the instant."""
    if isinstance(one, Now):
        return here.now_ms
    at_ms = here.now_ms
    if one.months or one.days:
        days = Amount(one.months, one.days, 0, one.sign)
        at_ms = instant_of(
            datetime.combine(the_day([days], here.now.time(), here), here.now.time()), here.zone
        )
    at_ms += one.sign * one.ms
    if not 0 <= at_ms < LATEST_MS:
        raise NotRead(f"{NO_TIME}: that is out of reach.", "From 1970 to 9998.")
    return at_ms


def _days(saying: Saying, here: Here) -> Days:
    """The days of a bound without a time of day: one, or those of a month or a year. Last week is seven days back."""
    if len(saying.days) == 1:
        match saying.days[0]:
            case Period() | PeriodAway() as one:
                return period(one, here)
            case CalendarWeek(weeks=-1):
                return Days(here.today - timedelta(7), here.today - timedelta(7))
            case _:
                pass
    day = the_day(saying.days, time(), here)
    return Days(day, day)


# ---------------------------------------------------------------- written the ISO way


def _iso(word: str) -> Days | datetime | None:
    """The days, or the moment where there is a time; None for what is not written so. Raises `NotRead`."""
    day = _ISO_DAY.match(word)
    if day is None:
        return None
    rest = word[day.end() :]
    if not rest:
        return _iso_days(day)
    clock = _ISO_TIME.fullmatch(rest[1:]) if rest[0] in "Tt " else None
    if clock is None or (rest[0] == " " and clock[2] is None):
        return None
    return _iso_moment(_iso_days(day).first, clock, bare=rest[0] == " ")


def _iso_days(day: re.Match[str]) -> Days:
    """A day, or the days of a week."""
    if day[1]:
        first = last = dated(Dated(int(day[1]), int(day[2]), int(day[3])))
    else:
        first = date.fromisocalendar(int(day[4]), int(day[5]), int(day[6] or 1))
        last = first if day[6] else first + timedelta(6)
    return Days(first, last)


def _iso_moment(day: date, clock: re.Match[str], *, bare: bool) -> datetime:
    """The moment; `bare`: its day stands apart, as a person writes it, to whom 15:00-16:00 is a span."""
    hour, minute, second = (int(one or 0) for one in clock.group(1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        raise NotRead(f"{NO_TIME}: there's no {hour:02}:{minute:02}.")
    at = time(hour, minute, second, int((clock[4] or "0").ljust(6, "0")))
    moment = datetime.combine(day, at)
    if not clock[6]:
        return moment
    offset = clock[6].upper()
    if offset != "Z":
        _refuse_span(at, offset, bare=bare and not clock[3], apart=bool(clock[5]))
    return datetime.fromisoformat(moment.isoformat() + offset)


def _refuse_span(at: time, offset: str, *, bare: bool, apart: bool) -> None:
    """Raise `NotRead` where what stands behind a time, or `apart` from it, is when it ends, or may be: no distance from UTC."""
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    behind = offset[0] == "-"
    if behind and bare and (apart or (hours, minutes) > (at.hour, at.minute)):
        raise refusal("span")
    if (hours, minutes) > (_FARTHEST[offset[0]], 0) or minutes > 59:
        raise refusal("span") if behind else NotRead(f"{NO_TIME}: no clock is {offset} from UTC.")


def _of_iso(written: Days | datetime, here: Here, *, bound: bool) -> int | Days:
    if isinstance(written, datetime):
        return instant_of(written, here.zone)
    if bound:
        return written
    raise refusal("no time")


def begin_of(day: date, zone: str) -> int:
    """UTC milliseconds of the first instant of a day, which is not midnight where the clocks leap over that."""
    if day.year < 1970:
        return 0
    if day.year >= 9999:
        return LATEST_MS
    midnight = datetime.combine(day, time())
    return min(max(rough_ms(midnight, zone), 0), LATEST_MS)
