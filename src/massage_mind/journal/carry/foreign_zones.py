"""Time zones as other programs write them, read only where there is one reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-\u2212])\s*([0-9]{1,2})(?::?([0-5][0-9]))?")
_MOST_HOURS = 14
"""No clock is further from UTC."""
_UTC = ("utc", "z", "gmt", "zulu", "utc+0", "gmt+0")
_NO_PLACES = ("localtime", "factory", "posixrules")
"""Names of the zone database that say nothing."""


def exact_zone(text: str) -> str:
    """An IANA name or an offset such as +12:00; empty where this is none, or could be several."""
    name = text.strip()
    if name.casefold() in _UTC:
        return "UTC"
    if offset := _OFFSET.fullmatch(name.upper()):
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours * 60 + minutes > _MOST_HOURS * 60:
            return ""
        sign = "+" if offset[1] == "+" else "-"
        return f"{sign}{hours:02d}:{minutes:02d}" if hours or minutes else "UTC"
    return _places().get(name.casefold()) or _letters().get(name) or _windows().get(name.casefold(), "")


@cache
def _places() -> Mapping[str, str]:
    """Every name of the zone database, by that name in small letters."""
    from zoneinfo import available_timezones

    return {name.casefold(): name for name in available_timezones() if name.casefold() not in _NO_PLACES}


@cache
def _windows() -> Mapping[str, str]:
    """The place that Unicode's CLDR gives for each name of Windows."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {
        name.casefold(): place for name, place in WINDOWS_TO_OLSON.items() if place.casefold() in _places()
    }


@cache
def _letters() -> Mapping[str, str]:
    """The offset behind letters such as CEST: only where all places that use them mean the same one."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    found: dict[str, set[str]] = {}
    for place in _places().values():
        zone = ZoneInfo(place)
        for month in (1, 7):
            moment = datetime(2024, month, 15, tzinfo=zone)
            letters = moment.tzname() or ""
            if letters.isalpha():
                found.setdefault(letters, set()).add(moment.isoformat()[-6:])
    return {letters: offsets.pop() for letters, offsets in found.items() if len(offsets) == 1}
