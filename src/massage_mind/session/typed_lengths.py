"""Lengths, clock times and seeds as a person types them; lengths and times are read into milliseconds."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from massage_mind.errors import UsageError
from massage_mind.fit.extra_bells import LONGEST_DELAY_MS
from massage_mind.names import LARGEST_SEED
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
        """How long it is from now until the next time the clock shows this, in milliseconds; above 0.

        Raises `UsageError` where it will show that twice, since it goes back.
        """
        # Without a zone and then through the zone of this machine: a change of the clocks in between is no time.
        today = now.replace(tzinfo=None, fold=0, hour=self.hour, minute=self.minute, second=0, microsecond=0)
        first, *second = self._coming(today, now) or self._coming(today + timedelta(days=1), now)
        if second:
            minutes = [-(-ms // 60_000) for ms in (first, *second)]
            raise UsageError(
                f"The clocks go back, and show {self.typed} twice: in {minutes[0]} minutes, and in {minutes[1]}.",
                f"Say --minutes {minutes[0]}, or --minutes {minutes[1]}.",
            )
        return first

    def _coming(self, there: datetime, now: datetime) -> list[int]:
        """How long it is until the clocks show this, as often as they will."""
        first, second = (there.replace(fold=fold).timestamp() for fold in (0, 1))
        # What they leap over has its two the other way round.
        instants = (first, second) if first < second else (first,)
        return [ms for one in instants if (ms := round((one - now.timestamp()) * 1000)) > 0]


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


def seed_typed(text: str) -> int:
    """`--seed`: a whole number. Raises `UsageError`."""
    if re.fullmatch(r"[0-9]{1,30}", text.strip()) and int(text) <= LARGEST_SEED:
        return int(text)
    raise UsageError(f"--seed takes a whole number from 0 to {LARGEST_SEED}; {quoted(text)} isn't one.")
