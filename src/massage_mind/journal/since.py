"""From when on: what a person types after --since."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from massage_mind.errors import UsageError
from massage_mind.journal.model import local, zone_named

_BACK = re.compile(r"([0-9]{1,4})\s*(h|d|w)", re.IGNORECASE)
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def since_ms(text: str, now_ms: int, zone: str) -> int:
    """The instant, in UTC milliseconds, that this text means to a person in this zone.

    A date (its midnight), a date with a time, `today`, `yesterday`, or so far back from now: 12h, 7d, 2w. Raises
    `UsageError` for anything else.
    """
    word = text.strip().lower()
    now = local(now_ms, zone)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if back := _BACK.fullmatch(word):
        span = timedelta(**{_UNITS[back[2].lower()]: int(back[1])})
        return max(0, now_ms - int(span.total_seconds()) * 1000)
    if word == "today":
        return _ms(midnight)
    if word == "yesterday":
        return _ms(midnight - timedelta(days=1))
    try:
        given = datetime.fromisoformat(word.upper())
    except ValueError:
        raise UsageError(
            f"{text!r} is no date that I understand.",
            "Try 2026-12-04, '2026-12-04 15:00', today, yesterday, 12h, 7d or 2w.",
        ) from None
    return _ms(given if given.tzinfo else given.replace(tzinfo=zone_named(zone)))


def _ms(instant: datetime) -> int:
    try:
        return max(0, int(instant.timestamp() * 1000))
    except OverflowError:  # The year 1, in a zone ahead of UTC.
        return 0
