"""Instants and zones: UTC milliseconds since 1970, on the clock of a person, and as ISO 8601 text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any

from massage_mind.errors import NonsenseError

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LATEST_MS = 253_370_764_800_000
"""The year 9999 begins: no instant is later."""
_OFFSET = r"(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})"


def local(at_ms: int, zone: str) -> datetime:
    """An instant on the clock of this zone; UTC where the zone is not known here. Out of reach: the nearest there is."""
    seconds, ms = divmod(min(max(at_ms, 0), LATEST_MS), 1000)
    # Not as a fraction: that would be off by a microsecond now and then, and print as a millisecond less.
    found = datetime.fromtimestamp(seconds, tz=zone_named(zone))
    return found.replace(microsecond=ms * 1000) if ms else found


def zone_named(zone: str) -> tzinfo:
    """The zone with this IANA name, or with this offset (+02:00); UTC where it is neither."""
    return _zone(zone) or UTC


def zone_is_known(zone: str) -> bool:
    """Whether this is an IANA name that is known here, an offset, or empty."""
    return _zone(zone) is not None


@lru_cache(maxsize=64)
def _zone(zone: str) -> tzinfo | None:
    if zone in ("", "UTC"):
        return UTC
    if offset := re.fullmatch(_OFFSET, zone):
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        if span < timedelta(hours=24):
            return timezone(-span if offset[1] == "-" else span)
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(zone)
    except (
        KeyError,
        ValueError,
        OSError,
    ):  # Unknown here, not a name at all, or a folder of the zone database.
        return None


def instant_text(at_ms: int, zone: str) -> str:
    """ISO 8601 to the millisecond, on the clock of this zone with its offset."""
    return local(at_ms, zone).isoformat(timespec="milliseconds")


def read_instant(key: str, raw: Any) -> int:
    """UTC milliseconds from an ISO 8601 text with an offset. Raises `NonsenseError`."""
    if not isinstance(raw, str) or not re.match(r"\d{4}-\d\d-\d\d[T ]\d", raw):
        raise NonsenseError(f"{key} is no time such as 2026-12-04T15:00:00.000+01:00")
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError as exc:
        raise NonsenseError(f"{key} is no time: {raw[:40]!r}") from exc
    if moment.tzinfo is None:
        raise NonsenseError(f"{key} has no offset: {raw[:40]!r}")
    try:
        at_ms = round(moment.timestamp() * 1000)
    except OverflowError as exc:
        raise NonsenseError(f"{key} is out of reach: {raw[:40]!r}") from exc
    if not 0 <= at_ms <= LATEST_MS:
        raise NonsenseError(f"{key} is out of reach: {raw[:40]!r}")
    return at_ms
