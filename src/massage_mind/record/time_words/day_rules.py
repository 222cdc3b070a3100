"""The grammar of days, months and parts of a day: the day after tomorrow, friday week, the 3rd of december."""

from __future__ import annotations

from massage_mind.record.time_words.atom import NO_TIME, NotRead
from massage_mind.record.time_words.clock_rules import hour_said
from massage_mind.record.time_words.english import NIGHT, refusal
from massage_mind.record.time_words.pieces import (
    Away,
    CalendarWeek,
    Dated,
    DayOfMonth,
    LastNight,
    Part,
    Period,
    PeriodAway,
    Piece,
    Weekday,
    WeeksOn,
)
from massage_mind.record.time_words.rules import Found, always, refuse, rule


def _part(found: Found) -> tuple[Piece, ...]:
    return (Part(found["part"].numbers[0]),)


def _last_part(found: Found) -> tuple[Piece, ...]:
    if found["part"].numbers[0] != NIGHT:
        raise NotRead(f"{NO_TIME}: which day is that? Say yesterday {found['part'].text}.")
    return (LastNight(),)


def _on_date(found: Found) -> tuple[Piece, ...]:
    year = found["year"].numbers[0] if "year" in found else 0
    return (Dated(year, found["month"].numbers[0], found["d"].numbers[0]),)


def _date(found: Found) -> tuple[Piece, ...]:
    return (Dated(*found["date"].numbers),)


def _weekday(found: Found) -> tuple[Piece, ...]:
    number = found["weekday"].numbers[0]
    if "next" in found:
        return (Weekday(number, "next"),)
    if "last" in found:
        return (Weekday(number, "last"),)
    return (Weekday(number, "this" if "this" in found or "coming" in found else ""),)


def _which(found: Found) -> int:
    return 1 if "next" in found else -1 if "last" in found else 0


def _hour_today(found: Found) -> tuple[Piece, ...]:
    """7 tonight, 8 this evening."""
    return *hour_said(found), Away(0), *(_part(found) if "part" in found else (Part(NIGHT),))


def _hour_of_day(found: Found) -> tuple[Piece, ...]:
    """9 tomorrow morning, 4 on friday afternoon."""
    day = Away(found["day"].numbers[0]) if "day" in found else Weekday(found["weekday"].numbers[0])
    return *hour_said(found), day, *_part(found)


def _period(found: Found) -> tuple[Piece, ...]:
    year = found["year"].numbers[0] if "year" in found else 0
    return (Period(year, found["month"].numbers[0] if "month" in found else 0),)


def _day_of_other_month(found: Found) -> tuple[Piece, ...]:
    return (DayOfMonth(found["ordinal"].numbers[0], _which(found)),)


def _week_after(found: Found) -> tuple[Piece, ...]:
    """Tomorrow week; but yesterday week is eight days back to some."""
    if found["day"].numbers[0] < 0:
        raise refusal("days")
    return (Away(found["day"].numbers[0]), WeeksOn(1 + ("fortnights" in found)))


DAYS = (
    rule("small later? tonight", _hour_today),
    rule("small later? this part", _hour_today),
    rule("small last part", lambda found: (*hour_said(found), *_last_part(found))),
    rule("small day part", _hour_of_day),
    rule("small on? weekday part", _hour_of_day),
    rule("on? the? days after day", lambda found: (Away(found["day"].numbers[0] + 1),)),
    rule("on? the? days before day", lambda found: (Away(found["day"].numbers[0] - 1),)),
    rule("day weeks|fortnights", _week_after),
    rule("later? on? day", lambda found: (Away(found["day"].numbers[0]),)),
    rule("later? on? tonight", always(Away(0), Part(NIGHT))),
    rule("in the part", _part),
    rule("later? on? this part", lambda found: (Away(0), *_part(found))),
    rule("last part", _last_part),
    rule("at part", _part),
    rule("on? the? part of &the|weekday|day|date|small|ordinal|month|next|last|this", _part),
    rule("on? the? part", _part),
    rule("on? the? d=small|ordinal of? month of? year !hours", _on_date),
    rule("on? the? d=small|ordinal of? month", _on_date),
    rule("on? month the? d=small|ordinal !meridiem|oclock|hours|past|to year !hours", _on_date),
    rule("on? month the? d=small|ordinal !meridiem|oclock|hours|past|to", _on_date),
    rule("in? month of? year !hours", _period),
    rule("in? month", _period),
    rule("on? the? ordinal weekday", refuse("which in a month")),
    rule("on? the? ordinal of this|next|last months", _day_of_other_month),
    rule("on? the? ordinal", lambda found: (DayOfMonth(found["ordinal"].numbers[0]),)),
    rule("on? the? date", _date),
    rule("on? the? weekday weeks", lambda found: (*_weekday(found), WeeksOn(1))),
    rule("on? the? weekday fortnights", lambda found: (*_weekday(found), WeeksOn(2))),
    rule("on? the? weekday", _weekday),
    rule("on? the? this? coming weekday", _weekday),
    rule("on? the? next|last|this weekday", _weekday),
    rule("of|in? next|last|this weeks", lambda found: (CalendarWeek(_which(found)),)),
    rule("in? next|last|this months on? the? ordinal", _day_of_other_month),
    rule("in? next|last|this months", lambda found: (PeriodAway(_which(found), False),)),
    rule("in? next|last|this years", lambda found: (PeriodAway(_which(found), True),)),
    rule("yearmonth", lambda found: (Period(*found["yearmonth"].numbers),)),
    rule("in? year", _period),
)
