"""Dates and times as a person types them: `friday 15:00`, `tomorrow 9am`, `in 2 hours`, `2026-12-04 15:00`, `2w`.

What is written the ISO way is read here; words are read by dateparser, in English, and only what can be read in one way.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from massage_mind.errors import UsageError
from massage_mind.journal.model import LATEST_MS, local, zone_named

Toward: TypeAlias = Literal["future", "past"]

_BACK = re.compile(r"([0-9]{1,4})\s*(h|d|w)", re.IGNORECASE)
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_SLASHED = re.compile(r"\b([0-9]{1,2})/([0-9]{1,2})/[0-9]{2,4}\b")
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
    word = " ".join(text.split())
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
        raise UsageError(f"{text!r} has no time of day.", hint)
    at_ms = _ms(found, zone)
    if named and not re.search(r"\b(next|last)\b", word, re.IGNORECASE):
        # dateparser never takes a weekday for today.
        today = _ms(found + timedelta(days=7 if toward == "past" else -7), zone)
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
        return _ms(midnight - timedelta(days=days), zone)
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
    return _ms(given, zone)


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
    if len(word) > _LONGEST or not word.isprintable() or not re.search(r"[^\W\d_]|:|\d[./-]\d", word):
        raise UsageError(f"{text[:_LONGEST]!r} is no date that I understand.", hint)
    if _BACK.fullmatch(word):
        raise UsageError(f"{text!r} can be read in two ways: in {word}, or {word} ago?", hint)


def _parsed(word: str, now_ms: int, zone: str, toward: Toward) -> tuple[datetime | None, str]:
    """What dateparser makes of it, on the person's clock without a zone, and how exact it is: "time", "day", ..."""
    from dateparser.date import DateDataParser

    base = local(now_ms, zone).replace(tzinfo=None, microsecond=0)
    parser = DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": toward,
            "RETURN_TIME_AS_PERIOD": True,
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    try:
        data = parser.get_date_data(word)
    except (ValueError, OverflowError, RecursionError):
        return None, ""
    found = data.date_obj
    return (None if found is None else found.replace(tzinfo=None)), data.period or ""


def _ms(instant: datetime, zone: str) -> int:
    """UTC milliseconds; before 1970 the beginning of it, and the year 9999 at the latest."""
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=zone_named(zone))
    try:
        return min(max(0, round(instant.timestamp() * 1000)), LATEST_MS)
    except OverflowError:  # The year 1, in a zone ahead of UTC.
        return 0


def ago_text(at_ms: int, now_ms: int) -> str:
    """How far off an instant is, roughly: "in 3 days", "2 hours ago", "now"."""
    away = abs(at_ms - now_ms)
    for unit, length in (
        ("week", 7 * 86_400_000),
        ("day", 86_400_000),
        ("hour", 3_600_000),
        ("minute", 60_000),
    ):
        count = round(away / length)
        if (count >= 2 and away >= length * 1.5) or (count >= 1 and away >= length * 0.95):
            words = f"{count} {unit}{'s' * (count > 1)}"
            return f"in {words}" if at_ms > now_ms else f"{words} ago"
    return "now"


def spoken_when(at_ms: int, zone: str) -> str:
    """A date and time in full, for saying back what was understood: "Friday 4 December 2026, 15:00"."""
    when = local(at_ms, zone)
    return f"{when:%A} {when.day} {when:%B %Y, %H:%M}"
