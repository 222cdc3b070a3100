"""Dates and times as a person types them: `friday 15:00`, `tomorrow 9am`, `in 2 hours`, `2026-12-04 15:00`, `2w`.

What is written the ISO way is read here; words are read by dateparser, in English, and only what can be read in one way.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from massage_mind.errors import UsageError
from massage_mind.record.instants import LATEST_MS, local, zone_named

Toward: TypeAlias = Literal["future", "past"]

_BACK = re.compile(r"([0-9]{1,4})\s*(h|d|w)", re.IGNORECASE)
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_SLASHED = re.compile(r"\b([0-9]{1,2})/([0-9]{1,2})(?:/[0-9]{2,4})?\b")
_AT_HOUR = re.compile(r"\bat ([0-9]{1,2})$", re.IGNORECASE)
_WORDS = {"tmrw": "tomorrow", "in half an hour": "in 30 minutes", "in an hour": "in 1 hour"}
_LONGEST = 60
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMED = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\b", re.IGNORECASE
)
_EXAMPLES = "Such as 2026-12-04 15:00, friday 15:00, tomorrow 9am or in 2 hours."
_PAST_EXAMPLES = "Such as 2026-12-04 15:00, yesterday 16:00 or 3 hours ago."


def read_when(text: str, now_ms: int, zone: str, *, toward: Toward = "future") -> int:
    """The instant, in UTC milliseconds, that this means to a person in this zone. It has to say the time of day.

    `toward` decides what a bare time or weekday means: the next one, or the latest. Raises `UsageError`.
    """
    hint = _EXAMPLES if toward == "future" else _PAST_EXAMPLES
    word = _plainer(" ".join(text.split()), text, hint)
    if word.lower() == "now":
        return now_ms
    given = _iso(word)
    if given is not None:
        if re.fullmatch(r"\d{4}-?\d\d-?\d\d|\d{4}-?W\d\d(-?\d)?", word, re.IGNORECASE):
            raise UsageError(f"{text!r} has no time of day.", hint)
        return _ms(given, zone)
    _refuse_unclear(text, word, hint)
    found, period = _parsed(word, now_ms, zone, toward)
    if found is None:
        raise UsageError(f"{text!r} is no date and time that I understand.", hint)
    named = _DAY_NAMED.search(word)
    if named and _DAYS[found.weekday()] != named[1].lower():
        raise UsageError(f"{text!r} is no date and time that I understand.", hint)
    if period != "time":
        raise UsageError(f"{text!r} has no time of day that I understand.", hint)
    at_ms = _ms(found, zone)
    if named and not re.search(r"\b(next|last)\b", word, re.IGNORECASE):
        # dateparser never takes a weekday for today.
        try:
            today = _ms(found + timedelta(days=7 if toward == "past" else -7), zone)
        except OverflowError:
            return at_ms
        if local(today, zone).date() == local(now_ms, zone).date() and (today <= now_ms) == (
            toward == "past"
        ):
            return today
    return at_ms


def read_past(text: str, now_ms: int, zone: str) -> int:
    """`read_when` for what has happened: the latest such time. Raises `UsageError` for one that is still to come."""
    at_ms = read_when(text, now_ms, zone, toward="past")
    if at_ms > now_ms + 60_000:
        raise UsageError(f"{spoken_when(at_ms, zone)} is still to come.", _PAST_EXAMPLES)
    return at_ms


def since_ms(text: str, now_ms: int, zone: str) -> int:
    """The instant, in UTC milliseconds, from which on (or until which) something is wanted.

    A date (its midnight), a date with a time, `today`, `yesterday`, so far back from now (12h, 7d, 2w), or whatever
    `read_when` takes, toward the past. Raises `UsageError` for anything else.
    """
    word = " ".join(text.split())
    now = local(now_ms, zone)
    if back := _BACK.fullmatch(word):
        span = timedelta(**{_UNITS[back[2].lower()]: int(back[1])})
        return max(0, now_ms - int(span.total_seconds()) * 1000)
    days = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(word.lower())
    if days is not None:
        midnight = datetime(now.year, now.month, now.day)  # noqa: DTZ001
        return _around(midnight - timedelta(days=days), zone)
    given = _iso(word)
    if given is None:
        hint = "Try 2026-12-04, '2026-12-04 15:00', today, yesterday, monday, 12h, 7d or 2w."
        _refuse_unclear(text, word, hint)
        given, period = _parsed(word, now_ms, zone, "past")
        if given is None:
            raise UsageError(f"{text!r} is no date that I understand.", hint)
        if period in ("month", "year"):
            given = given.replace(day=1)
        if period != "time":
            given = given.replace(hour=0, minute=0, second=0, microsecond=0)
    return _around(given, zone)


def _plainer(word: str, text: str, hint: str) -> str:
    """A few ways of saying it that dateparser does not know. Raises `UsageError` where it could mean two hours."""
    word = _WORDS.get(word.lower(), word)
    hour = _AT_HOUR.search(word)
    if hour is None or int(hour[1]) > 23:
        return word
    if int(hour[1]) < 7:
        raise UsageError(f"{text!r}: is {int(hour[1])}:00 meant, or {int(hour[1]) + 12}:00?", hint)
    return f"{word[: hour.start()]}{hour[1]}:00"


def _iso(word: str) -> datetime | None:
    """A date or time written the ISO way, from the year on; None for anything else."""
    if not re.match(r"\d{4}-?(\d\d|W)", word):
        return None
    try:
        return datetime.fromisoformat(word.upper())
    except ValueError:
        return None


def _refuse_unclear(text: str, word: str, hint: str) -> None:
    slashed = _SLASHED.search(word)
    if slashed and int(slashed[1]) <= 12 and int(slashed[2]) <= 12 and slashed[1] != slashed[2]:
        raise UsageError(
            f"{text!r} can be read in two ways: which is the day?", "Write 2026-12-04, or 4 December."
        )
    shaped = re.search(r"[^\W\d_]|:|\d[./-]\d", word) and not re.search(r"(^|\s)-\d", word)
    if len(word) > _LONGEST or not word.isprintable() or not shaped:
        raise UsageError(f"{text[:_LONGEST]!r} is no date that I understand.", hint)
    if _BACK.fullmatch(word):
        raise UsageError(f"{text!r} can be read in two ways: in {word}, or {word} ago?", hint)


def _parsed(word: str, now_ms: int, zone: str, toward: Toward) -> tuple[datetime | None, str]:
    """What dateparser makes of it, on the person's clock without a zone, and how exact it is: "time", "day", ..."""
    from dateparser.date import DateDataParser
    from dateparser.timezone_parser import pop_tz_offset_from_string

    if pop_tz_offset_from_string(word)[1] is not None:
        raise UsageError(
            f"{word!r} names another clock than yours.", "Say it on your own, or as 2026-12-04T15:00+01:00."
        )
    base = local(now_ms, zone).replace(tzinfo=None, microsecond=0)
    parser = DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": toward,
            "RETURN_TIME_AS_PERIOD": True,
            # Said, so that it is not asked of the system, whose answer may be none.
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    try:
        data = parser.get_date_data(word)
    except (ValueError, OverflowError, RecursionError, LookupError, OSError):
        return None, ""
    found = data.date_obj
    return (None if found is None else found.replace(tzinfo=None)), data.period or ""


def _ms(instant: datetime, zone: str) -> int:
    """UTC milliseconds. Raises `UsageError` before 1970, from 9999 on, and for a time that the clocks leap over."""
    instant = instant.replace(microsecond=instant.microsecond // 1000 * 1000)
    zoned = instant if instant.tzinfo else instant.replace(tzinfo=zone_named(zone))
    try:
        at_ms = round(zoned.timestamp() * 1000)
    except OverflowError:  # The year 1, in a zone ahead of UTC.
        at_ms = -1
    if not 0 <= at_ms < LATEST_MS:
        raise UsageError(f"The year {instant.year} is out of reach.", "From 1970 to 9998.")
    if instant.tzinfo is None and local(at_ms, zone).replace(tzinfo=None) != instant:
        raise UsageError(
            f"On {instant:%Y-%m-%d} there is no {instant:%H:%M}: the clocks go forward over it.",
            "Take an hour before or after it.",
        )
    return at_ms


def _around(instant: datetime, zone: str) -> int:
    """The same for a bound: whatever is out of reach means the first or the last there is."""
    if instant.year < 1970:
        return 0
    if instant.year >= 9999:
        return LATEST_MS
    try:
        return _ms(instant, zone)
    except UsageError:  # A midnight that the clocks leap over.
        return _ms(instant + timedelta(hours=1), zone)


def ago_text(at_ms: int, now_ms: int) -> str:
    """How far off an instant is, roughly: "in 3 days", "2 hours ago", "now"."""
    minutes = round(abs(at_ms - now_ms) / 60_000)
    for unit, length in (("week", 7 * 1440), ("day", 1440), ("hour", 60), ("minute", 1)):
        count = round(minutes / length)
        # Two of a kind at least, but for minutes: 90 minutes are no 2 hours, and 36 hours no 2 days.
        if minutes >= 2 * length or (count and unit == "minute"):
            words = f"{count} {unit}{'s' * (count > 1)}"
            return f"in {words}" if at_ms > now_ms else f"{words} ago"
    return "now"


def spoken_when(at_ms: int, zone: str) -> str:
    """A date and time in full, for saying back what was understood: "Friday 4 December 2026, 15:00"."""
    when = local(at_ms, zone)
    return f"{when:%A} {when.day} {when:%B %Y, %H:%M}"
