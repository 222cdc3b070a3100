"""Reading lengths and clock times from the command line."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from massage_mind.errors import UsageError

MOST_MINUTES = 24 * 60


def minutes_ms(text: str, option: str = "--minutes") -> int:
    """An option such as `--minutes` as whole milliseconds: a plain decimal number above 0. Raises `UsageError`."""
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,30})?|\.[0-9]{1,30}", text.strip()):
        hint = (
            f"Write {text.replace(',', '.')}."
            if re.fullmatch(r"[0-9]+,[0-9]+", text.strip())
            else "Such as 20 or 7.5."
        )
        raise UsageError(f"{option} takes a number of minutes; {text!r} is none.", hint)
    value = round(float(text) * 60_000)
    if not 0 < value <= MOST_MINUTES * 60_000:
        bound = "more than 0" if not value else f"at most {MOST_MINUTES}"
        raise UsageError(f"{option} takes {bound} minutes; {text} cannot be.", "Such as 20 or 7.5.")
    return value


def until_ms(text: str, now: datetime) -> int:
    """How long it is from now until the next time the clock shows HH:MM, in milliseconds. Raises `UsageError`."""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if not match:
        raise UsageError(f"--until takes a clock time such as 15:50; {text!r} is none.")
    # Without a zone and then through the zone of this machine: a change of the clocks in between is no time.
    local = now.replace(tzinfo=None)
    target = local.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)
    if target <= local:
        target += timedelta(days=1)
    return round((target.timestamp() - now.timestamp()) * 1000)
