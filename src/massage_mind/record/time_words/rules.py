"""The grammar: which atoms in a row make which pieces. Words are told by their kind, so that it holds for other words as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from massage_mind.record.time_words.atom import IN_TWO_WAYS, NO_TIME, Atom, NotRead
from massage_mind.record.time_words.english import HINTS, refusal
from massage_mind.record.time_words.pieces import (
    Away,
    CalendarWeek,
    Dated,
    DayOfMonth,
    Dotted,
    LastNight,
    Now,
    Part,
    Period,
    PeriodAway,
    Piece,
    Time,
    Weekday,
    WeeksOn,
)
from massage_mind.words.near import quoted

Found: TypeAlias = dict[str, Atom]

_FIRST_YEAR, _LAST_YEAR = 1900, 9999
_NIGHT = 3


class Spot(NamedTuple):
    """One place of a pattern: the kinds that may stand there, under which name ("" for that of the kind), and whether it
    may be left out, may not be there at all, or has to come next and belongs to what comes next."""

    name: str
    kinds: tuple[str, ...]
    optional: bool
    barred: bool
    ahead: bool


class Rule(NamedTuple):
    """A row of elements, and what is made of the atoms in them."""

    elements: tuple[Spot, ...]
    make: Callable[[Found], tuple[Piece, ...]]


def rule(pattern: str, make: Callable[[Found], tuple[Piece, ...]]) -> Rule:
    """`at? h=small !month`: kinds in a row, `?` for one that may be left out, `!` for one that may not follow, `&` for
    one that has to."""
    elements = []
    for word in pattern.split():
        name, _, kinds = word.strip("?!&").rpartition("=")
        elements.append(
            Spot(
                name, tuple(kinds.split("|")), word.endswith("?"), word.startswith("!"), word.startswith("&")
            )
        )
    return Rule(tuple(elements), make)


def nothing(_: Found) -> tuple[Piece, ...]:
    """What is made where only the match matters."""
    return ()


def match(one: Rule, atoms: Sequence[Atom], start: int) -> tuple[Found, int] | None:
    """The atoms of the rule by name and where it ends; None where it does not fit here."""
    found: Found = {}
    at = start
    for element in one.elements:
        here = "" if at == len(atoms) else next((kind for kind in element.kinds if _is(kind, atoms[at])), "")
        if element.barred:
            if here:
                return None
        elif here and element.ahead:
            continue
        elif here:
            found[element.name or here] = atoms[at]
            at += 1
        elif not element.optional:
            return None
    return found, at


def _is(kind: str, atom: Atom) -> bool:
    """Whether an atom is of this kind; a number can be one of several by its size and how it is written."""
    if atom.kind != "number":
        return atom.kind == kind
    number, digits = atom.numbers
    match kind:
        case "number":
            return True
        case "small":  # An hour, or the day of a month.
            return digits <= 2
        case "hhmm" | "year":
            return digits == 4 and (kind == "hhmm" or _FIRST_YEAR <= number <= _LAST_YEAR)
        case _:
            return False


# ---------------------------------------------------------------- times of the day


def timed(hour: int, minute: int, second: int, clock: str, meridiem: Atom | None) -> Time:
    """A time of day that there is. Raises `NotRead`."""
    if minute > 59 or second > 59 or hour > 23:
        if (hour, minute, second) == (24, 0, 0):
            raise NotRead(f"{NO_TIME}: 24:00 is 00:00 of the day after.")
        raise NotRead(f"{NO_TIME}: there is no {hour}:{minute:02}.")
    if meridiem is None:
        return Time(hour, minute, second, "colon" if clock == "colon" else "loose")
    if not 1 <= hour <= 12:
        raise NotRead(f"{NO_TIME}: there is no {hour}{f':{minute:02}' * bool(minute)}{meridiem.text}.")
    return Time(hour % 12 + meridiem.numbers[0], minute, second)


def _clock(found: Found) -> tuple[Piece, ...]:
    hour, minute, second, padded = found["clock"].numbers
    if padded and found.get("meridiem") is None:
        return (_formal(timed(hour, minute, second, "colon", None)),)
    return (timed(hour, minute, second, "colon", found.get("meridiem")),)


def _formal(time: Time) -> Time:
    return Time(time.hour, time.minute, time.second)


def _counted(found: Found) -> tuple[Piece, ...]:
    """2:30 hours: a time of day only where something else says so."""
    hour, minute, second, _ = found["clock"].numbers
    time = timed(hour, minute, second, "colon", None)
    text = "" if "at" in found else f"{found['clock'].text} {found['hours'].text}"
    return (Time(time.hour, time.minute, time.second, time.clock, text),)


def _hmark(found: Found) -> tuple[Piece, ...]:
    """15h, 15h30. With an hour of the morning, alone, it could be an amount."""
    hour, minute = found["hmark"].numbers
    sure = "at" in found or hour > 12
    time = timed(hour, max(0, minute), 0, "colon", None)
    return (Time(time.hour, time.minute, 0, "formal", "" if sure else found["hmark"].text),)


def _hhmm(found: Found) -> tuple[Piece, ...]:
    hour, minute = divmod(found["hhmm"].numbers[0], 100)
    return (_formal(timed(hour, minute, 0, "colon", None)),)


def _hour(found: Found) -> tuple[Piece, ...]:
    """3pm, at 8, 8 o'clock."""
    return (timed(found["small"].numbers[0], 0, 0, "loose", found.get("meridiem")),)


def _hour_of_part(found: Found) -> tuple[Piece, ...]:
    """8 in the evening, 10 at night."""
    place = found["part"].numbers[0]
    if "by" in found and place != _NIGHT:
        raise NotRead(f"{NO_TIME}: what is {quoted(found['part'].text)}?")
    return *_hour(found), Part(place)


def _clocked(hour: Atom, minute: int, meridiem: Atom | None) -> tuple[Piece, ...]:
    """A minute past an hour, or below 0 so many to it; hours of the twelve only."""
    number = hour.numbers[0]
    if not 1 <= number <= 12:
        raise NotRead(f"{NO_TIME}: what is {quoted(hour.text)} after that?")
    if number == 12 and minute < 0 and meridiem is not None:
        raise NotRead(f"{IN_TWO_WAYS}: before noon, or before midnight?")
    if minute >= 0:
        return (timed(number, minute, 0, "loose", meridiem),)
    if meridiem is None:
        return (timed((number - 1) or 12, 60 + minute, 0, "loose", None),)
    return (Time((number % 12 + meridiem.numbers[0] - 1) % 24, 60 + minute),)


def _minutes_past(found: Found) -> tuple[Piece, ...]:
    if "after" in found and "minutes" not in found and "m" in found and found["m"].text.isdecimal():
        number, hour = found["m"].text, found["h"].text
        raise NotRead(f"{IN_TWO_WAYS}: {number} minutes past {hour}, or some time after {hour}?")
    return _clocked(found["h"], _minutes_said(found), found.get("meridiem"))


def _minutes_to(found: Found) -> tuple[Piece, ...]:
    minutes = _minutes_said(found)
    if "minutes" not in found and minutes <= 12 and "quarter" not in found:
        hour = found["h"].text
        raise NotRead(
            f"{IN_TWO_WAYS}: {minutes} minutes before {hour}, or a span from {minutes} to {hour}?",
            HINTS["span"],
        )
    return _clocked(found["h"], -minutes, found.get("meridiem"))


def _minutes_said(found: Found) -> int:
    minutes = 15 if "quarter" in found else 30 if "half" in found else found["m"].numbers[0]
    if not 1 <= minutes <= 59:
        raise NotRead(f"{NO_TIME}: an hour has no {minutes} minutes.")
    return minutes


def _half_hour(found: Found) -> tuple[Piece, ...]:
    """British and German halves are an hour apart."""
    hour = found["small"].numbers[0]
    raise NotRead(f"{IN_TWO_WAYS}: is {hour}:30 meant, or {(hour - 1) or 12}:30?")


def _dotted_time(found: Found) -> tuple[Piece, ...]:
    hour, minute, digits = found["dotted"].numbers
    if digits != 2:
        raise NotRead(f"{NO_TIME}: what is {quoted(found['dotted'].text)}?")
    time = timed(hour, minute, 0, "colon", found.get("meridiem"))
    return (_formal(time) if found["dotted"].text.startswith("0") else time,)


def _dotted_counted(found: Found) -> tuple[Piece, ...]:
    """15.00h: a time of day only where something else says so."""
    (time,) = _dotted_time(found)
    assert isinstance(time, Time)
    return (replace(time, counted=f"{found['dotted'].text} {found['hours'].text}"),)


def _hour_counted(found: Found) -> tuple[Piece, ...]:
    """At 15 hours; below 13 it could be an amount all the same."""
    hour = found["small"].numbers[0]
    if hour <= 12:
        raise NotRead(f"{NO_TIME}: what is {quoted(found['hours'].text)} there?")
    return (timed(hour, 0, 0, "colon", None),)


def _dotted(found: Found) -> tuple[Piece, ...]:
    first, second, digits = found["dotted"].numbers
    return (Dotted(first, second, found["dotted"].text, digits == 2),)


def refuse(reason: str) -> Callable[[Found], tuple[Piece, ...]]:
    """What is made of atoms that are no time, for this reason of `english.WHY`."""

    def make(_: Found) -> tuple[Piece, ...]:
        raise refusal(reason)

    return make


def _always(*pieces: Piece) -> Callable[[Found], tuple[Piece, ...]]:
    return lambda _: pieces


def _noon(found: Found) -> tuple[Piece, ...]:
    if "small" in found and found["small"].numbers[0] != 12:
        raise refusal("twice")
    return (Time(12),)


_NOW = Time(0, clock="now")

TIMES = (
    rule("right? now", _always(Now())),
    rule("at? the? small? midnight", refuse("midnight")),
    rule("at? small? noon", _noon),
    rule("at? the? this|same time", _always(_NOW)),
    rule("at? half past|after h=small oclock? meridiem?", _minutes_past),
    rule("at? a? quarter past|after h=small oclock? meridiem?", _minutes_past),
    rule("at? a? quarter to|before|till|of h=small oclock? meridiem?", _minutes_to),
    rule("at? m=small minutes? past|after h=small oclock? meridiem?", _minutes_past),
    rule("at? m=small minutes? to|till|before h=small oclock? meridiem?", _minutes_to),
    rule("at? half small", _half_hour),
    rule("at? clock hours", _counted),
    rule("at? clock oclock? meridiem?", _clock),
    rule("at? hmark", _hmark),
    rule("at? hhmm hours", _hhmm),
    rule("at hhmm", _hhmm),
    rule("at? small oclock? meridiem", _hour),
    rule("at? small oclock? in the part", _hour_of_part),
    rule("at? small oclock? by=at part", _hour_of_part),
    rule("at? small oclock", _hour),
    rule("at small !month|ordinal|minutes|hours|days|weeks|months", _hour),
    rule("at? dotted oclock? meridiem", _dotted_time),
    rule("at dotted", _dotted_time),
    rule("at? dotted hours !ago|from", _dotted_counted),
    rule("at small hours !ago|from", _hour_counted),
    rule("dotted !seconds|minutes|hours|days|weeks|months|years", _dotted),
)


# ---------------------------------------------------------------- days


def _part(found: Found) -> tuple[Piece, ...]:
    return (Part(found["part"].numbers[0]),)


def _last_part(found: Found) -> tuple[Piece, ...]:
    if found["part"].numbers[0] != _NIGHT:
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


def _period(found: Found) -> tuple[Piece, ...]:
    year = found["year"].numbers[0] if "year" in found else 0
    return (Period(year, found["month"].numbers[0] if "month" in found else 0),)


def _day_of_other_month(found: Found) -> tuple[Piece, ...]:
    return (DayOfMonth(found["ordinal"].numbers[0], _which(found)),)


def _week_after(found: Found) -> tuple[Piece, ...]:
    """Tomorrow week; but yesterday week is eight days back to some."""
    if found["day"].numbers[0] < 0:
        raise refusal("days")
    return (Away(found["day"].numbers[0]), WeeksOn(1))


DAYS = (
    rule("on? the? days after day", lambda found: (Away(found["day"].numbers[0] + 1),)),
    rule("on? the? days before day", lambda found: (Away(found["day"].numbers[0] - 1),)),
    rule("day weeks", _week_after),
    rule("day", lambda found: (Away(found["day"].numbers[0]),)),
    rule("tonight", _always(Away(0), Part(_NIGHT))),
    rule("in the part", _part),
    rule("this part", lambda found: (Away(0), *_part(found))),
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
    rule("on? the? weekday", _weekday),
    rule("on? the? this? coming weekday", _weekday),
    rule("on? the? next|last|this weekday", _weekday),
    rule("of|in? next|last|this weeks", lambda found: (CalendarWeek(_which(found)),)),
    rule("in? next|last|this months", lambda found: (PeriodAway(_which(found), False),)),
    rule("in? next|last|this years", lambda found: (PeriodAway(_which(found), True),)),
    rule("yearmonth", lambda found: (Period(*found["yearmonth"].numbers),)),
    rule("in? year", _period),
)
