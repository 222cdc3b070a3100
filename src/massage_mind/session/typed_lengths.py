"""Lengths and clock times as a person types them, read into milliseconds."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from massage_mind.errors import UsageError
from massage_mind.fit.extra_bells import LONGEST_DELAY_MS
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of the clock, to the minute; `typed` is how it was written, for saying it back."""

    hour: int
    minute: int
    typed: str

    def ms_after(self, now: datetime) -> int:
        """How long it is from now until the next time the clock shows this, in milliseconds; above 0."""
        # Without a zone and then through the zone of this machine: a change of the clocks in between is no time.
        local = now.replace(tzinfo=None)
        target = local.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        if target <= local:
            target += timedelta(days=1)
        return round((target.timestamp() - now.timestamp()) * 1000)


def minutes_ms(text: str, option: str = "--minutes") -> int:
    """An option such as `--minutes` as whole milliseconds: a plain decimal number above 0. Raises `UsageError`."""
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,30})?|\.[0-9]{1,30}", text.strip()):
        comma = re.fullmatch(r"[0-9]+,[0-9]{1,2}", text.strip()) is not None
        right = text.replace(",", ".")
        raise UsageError(
            f"{option} takes a number of minutes; {quoted(text)} isn't one.",
            f"Write {right}." if comma else "Such as 20 or 7.5.",
            instead=(text, right) if comma else None,
        )
    value = round(float(text) * 60_000)
    if not 0 < value <= MOST_MINUTES * 60_000:
        bound = "more than 0" if not value else f"at most {MOST_MINUTES}"
        raise UsageError(f"{option} takes {bound} minutes; {text} can't be.", "Such as 20 or 7.5.")
    return value


def part_ms(text: str, option: str) -> int:
    """The same for a part that may be left out: 0, however it is written, is 0. Raises `UsageError`."""
    left_out = bool(text) and not text.strip("0.")
    return 0 if left_out else minutes_ms(text, option)


def clock_time(text: str) -> ClockTime:
    """What `--until` takes: HH:MM. Raises `UsageError`."""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if not match:
        raise UsageError(f"--until takes a clock time such as 15:50; {quoted(text)} isn't one.")
    return ClockTime(int(match[1]), int(match[2]), text)


def delay_ms(text: str) -> int:
    """What `--delay` takes: seconds, as milliseconds from 0 to ten minutes. Raises `UsageError`."""
    plain = re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,30})?|\.[0-9]{1,30}", text.strip())
    delay = round(float(text) * 1000) if plain else -1
    if not 0 <= delay <= LONGEST_DELAY_MS:
        raise UsageError(
            f"--delay takes seconds, 0 to {LONGEST_DELAY_MS // 1000}; {quoted(text)} can't be.", "Such as 30."
        )
    return delay
