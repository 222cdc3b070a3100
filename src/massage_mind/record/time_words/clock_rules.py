"""The grammar of the times of a day: a quarter to noon, nine thirty, 330pm, 8 in the evening."""

from __future__ import annotations

from dataclasses import replace

from massage_mind.record.time_words.atom import IN_TWO_WAYS, NO_TIME, Atom, NotRead
from massage_mind.record.time_words.english import HINTS, NIGHT, UNITS, refusal
from massage_mind.record.time_words.pieces import Dotted, Now, Part, Piece, Time
from massage_mind.record.time_words.rules import Found, always, refuse, rule
from massage_mind.words.near import quoted

_UNITS = "|".join(UNITS)


def timed(hour: int, minute: int, second: int, clock: str, meridiem: Atom | None) -> Time:
    """A time of day that there is. Raises `NotRead`."""
    if minute > 59 or second > 59 or hour > 23:
        if (hour, minute, second) == (24, 0, 0):
            raise NotRead(f"{NO_TIME}: 24:00 is 00:00 of the day after.")
        raise NotRead(f"{NO_TIME}: there's no {hour}:{minute:02}.")
    if meridiem is None:
        return Time(hour, minute, second, "colon" if clock == "colon" else "loose")
    if not 1 <= hour <= 12:
        raise NotRead(f"{NO_TIME}: there's no {hour}{f':{minute:02}' * bool(minute)}{meridiem.text}.")
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


def _run_together(found: Found) -> tuple[Piece, ...]:
    """330pm."""
    hour, minute = divmod(found["hmm"].numbers[0], 100)
    return (timed(hour, minute, 0, "colon", found["meridiem"]),)


def _spoken(found: Found) -> tuple[Piece, ...]:
    """Nine thirty, three forty five pm."""
    hour, minute = found["h"].numbers[0], found["m"].numbers[0]
    if "more" in found:
        more = found["more"].numbers[0]
        if minute < 20 or minute % 10 or more > 9:
            raise NotRead(f"{NO_TIME}: what is {found['more'].text}?")
        minute += more
    if minute < 10:  # Twenty five.
        raise NotRead(f"{NO_TIME}: what is {found['m'].text}? A minute is 20:05.")
    return (timed(hour, minute, 0, "loose", found.get("meridiem")),)


def _part_and_hour(found: Found) -> tuple[Piece, ...]:
    """Saturday morning 9."""
    return *hour_said(found), Part(found["part"].numbers[0])


def hour_said(found: Found) -> tuple[Piece, ...]:
    """3pm, at 8, 8 o'clock."""
    return (timed(found["small"].numbers[0], 0, 0, "loose", found.get("meridiem")),)


def _hour_of_part(found: Found) -> tuple[Piece, ...]:
    """8 in the evening, 10 at night."""
    place = found["part"].numbers[0]
    if "by" in found and place != NIGHT:
        raise NotRead(f"{NO_TIME}: what is {quoted(found['part'].text)}?")
    return *hour_said(found), Part(place)


def _clocked(hour: Atom, minute: int, meridiem: Atom | None) -> tuple[Piece, ...]:
    """A minute past an hour, or below 0 so many to it; hours of the twelve only, or noon."""
    if hour.kind == "noon":
        return (Time(12, minute) if minute >= 0 else Time(11, 60 + minute),)
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
    before = (hour - 1) or 12
    raise NotRead(
        f"{IN_TWO_WAYS}: is {hour}:30 meant, or {before}:30?",
        f"Write half past {hour}, or half past {before}.",
    )


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


def _noon(found: Found) -> tuple[Piece, ...]:
    if "small" in found and found["small"].numbers[0] != 12:
        raise refusal("twice")
    return (Time(12),)


_NOW = Time(0, clock="now")

TIMES = (
    rule("right? now", always(Now())),
    rule("at? the? small? midnight", refuse("midnight")),
    rule("at? small? noon", _noon),
    rule("at? the? this|same time", always(_NOW)),
    rule("at? a? half|quarter|small minutes? past|after|to|before|till|of midnight", refuse("midnight")),
    rule("at? half past|after h=noon", _minutes_past),
    rule("at? a? quarter past|after h=noon", _minutes_past),
    rule("at? a? quarter to|before|till|of h=noon", _minutes_to),
    rule("at? m=small minutes? past|after h=noon", _minutes_past),
    rule("at? m=small minutes? to|till|before h=noon", _minutes_to),
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
    rule(f"hhmm=noyear !{_UNITS}|meridiem|past|to|after|before", _hhmm),
    rule("at? hmm meridiem", _run_together),
    rule(f"at? h=spoken m=spoken more=spoken? meridiem? !{_UNITS}|past|to|after|before|month|of", _spoken),
    rule(f"part small !{_UNITS}|oclock|meridiem|past|to|after|before|month|ordinal|in|at|of", _part_and_hour),
    rule("at? small oclock? meridiem", hour_said),
    rule("at? small oclock? in the part", _hour_of_part),
    rule("at? small oclock? by=at part", _hour_of_part),
    rule("at? small oclock", hour_said),
    rule("at small !month|ordinal|minutes|hours|days|weeks|months", hour_said),
    rule("at? dotted oclock? meridiem", _dotted_time),
    rule("at dotted", _dotted_time),
    rule("at? dotted hours !ago|from", _dotted_counted),
    rule("at small hours !ago|from", _hour_counted),
    rule("dotted !seconds|minutes|hours|days|weeks|months|years", _dotted),
)
