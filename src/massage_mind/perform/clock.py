"""The machine's own clock, in whole milliseconds. Beside the composition root the only place that reads time."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.perform.ports import Clock

_NS_PER_MS = 1_000_000


class SystemClock:
    """Monotonic time for scheduling, how long the machine slept, and the date for the record (`ports.Clock`)."""

    def __init__(self) -> None:
        self._slept_before_ns = _slept_ns()

    def now(self) -> int:
        """Monotonic milliseconds, from an arbitrary start. Stands still while a Linux machine is suspended."""
        return time.monotonic_ns() // _NS_PER_MS

    def left_s(self, until_ms: int) -> float:
        """Seconds until `now()` reaches `until_ms`, to the nanosecond; negative once it has passed.

        For those who wait: `now()` rounds down, so a wait reckoned from it would end up to 1 ms late.
        """
        return (until_ms * _NS_PER_MS - time.monotonic_ns()) / 1e9

    def asleep(self) -> int:
        """Milliseconds the machine has been suspended since this clock was made; 0 where that is not known."""
        return max(0, _slept_ns() - self._slept_before_ns) // _NS_PER_MS

    def wall(self) -> int:
        """UTC, milliseconds since 1970."""
        return time.time_ns() // _NS_PER_MS


class SteadyClock:
    """Another clock whose date is its own as this was made, and moves on by what passed since (`ports.Clock`).

    Whoever sets the date of the machine changes nothing here.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = clock.wall() - clock.now() - clock.asleep()

    def now(self) -> int:
        """As the other clock has it."""
        return self._clock.now()

    def asleep(self) -> int:
        """As the other clock has it."""
        return self._clock.asleep()

    def wall(self) -> int:
        """UTC, milliseconds since 1970, as if nobody had set the date."""
        return self._ahead + self._clock.now() + self._clock.asleep()


def _slept_ns() -> int:
    """How far the clock that counts suspended time is ahead of the one that does not (Linux only)."""
    if sys.platform != "linux":
        return 0
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.clock_gettime_ns(time.CLOCK_MONOTONIC)
