"""The day after, and what can be told from it: little, where appointments were made on bad days.

Who books when it is bad is better the next day, massage or not: bad days pass. So the day after is set against the
hour before only where a course fixed the appointment long before; else against ordinary days that were rated week by
week, as they came. Only "better" is ever told: "worse" shows up by itself in 14 to 100 of 100 records without any effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from massage_mind.insight.middles import FEWEST, MedianInterval, median_interval
from massage_mind.insight.midranks import MOST_EACH, chance_as_low
from massage_mind.insight.weeks import Level
from massage_mind.record.instants import DAY_MS
from massage_mind.values import dataclass

AS_RARE = Fraction(1, 40)
"""One-sided: so rarely at most would chance part the numbers like that."""
AFTER_MS, BEFORE_MS = 3 * DAY_MS, DAY_MS
"""An ordinary day lies neither within three days after a massage nor on the day before: what is rated hours before one
that was booked because it was bad is the bad day itself."""
_A_WEEK_MS = (5 * DAY_MS, 9 * DAY_MS)
_MISSED_MS = (12 * DAY_MS, 16 * DAY_MS)
Way: TypeAlias = Literal["fixed", "ordinary", ""]
"""What it is set against: the hour before, of fixed appointments; ordinary days; nothing."""


@dataclass(frozen=True, slots=True)
class DayAfter:
    """`numbers`: of the day after, in the order of time. `better`: that it is can be told, in the `way` it was looked at."""

    numbers: tuple[int, ...]
    way: Way = ""
    better: bool = False
    against: int = 0
    """How many pairs, or how many ordinary days."""
    interval: MedianInterval | None = None
    p: Fraction | None = None


def day_after(
    numbers: Sequence[int], fixed: Sequence[tuple[int, int]], ordinary: Sequence[int], better: int
) -> DayAfter:
    """What the day after shows. `fixed`: before and the day after, of fixed appointments; `better`: -1 lower, 1 higher, 0 neither.

    `ordinary`: of days on schedule, away from any massage. The latest 40 of each are looked at.
    """
    own = tuple(numbers)
    if better == 0:
        return DayAfter(own)
    if len(fixed) >= FEWEST:
        interval = median_interval([after - before for before, after in fixed])
        assert interval is not None
        return DayAfter(own, "fixed", interval.side == better, len(fixed), interval)
    if len(own) >= FEWEST and len(ordinary) >= FEWEST:
        some, others = own[-MOST_EACH:], ordinary[-MOST_EACH:]
        p = chance_as_low([-better * one for one in some], [-better * one for one in others])
        return DayAfter(own, "ordinary", p <= AS_RARE, len(others), p=p)
    return DayAfter(own)


def ordinary_days(levels: Sequence[Level], massages: Sequence[int]) -> list[int]:
    """The numbers of ordinary days on schedule that lie away from massages (UTC milliseconds, in order).

    On schedule: in a row of at least six, about a week apart, of which one in between may be missing. What somebody
    rates when it is bad makes no such row. Numbers a day or two apart make none either, so that nobody picks among them.
    """
    chosen = _away(tuple(at for at, _, _ in levels), tuple(massages))
    return [levels[at][2] for at in chosen]


@lru_cache(maxsize=8)
def _away(days: tuple[int, ...], massages: tuple[int, ...]) -> tuple[int, ...]:
    """Which of these days are on schedule and away: the same ones for most measures."""
    chosen: list[int] = []
    near = _near(days, massages)
    for begin, end in _rows(days):
        away = [at for at in range(begin, end) if not near[at]]
        if end - begin >= FEWEST and len(away) >= FEWEST:
            chosen += away
    return tuple(chosen)


def _rows(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each row begins, and where it has ended."""
    begin = 0
    for at, (before, one) in enumerate(pairwise(days), start=1):
        apart = one - before
        if not (_A_WEEK_MS[0] <= apart <= _A_WEEK_MS[1] or _MISSED_MS[0] <= apart <= _MISSED_MS[1]):
            yield begin, at
            begin = at
    yield begin, len(days)


def _near(days: Sequence[int], massages: Sequence[int]) -> list[bool]:
    """Whether a massage was too shortly before, or came too soon after."""
    near, following = [], 0
    for at in days:
        while following < len(massages) and massages[following] <= at:
            following += 1
        before = following > 0 and at - massages[following - 1] <= AFTER_MS
        near.append(before or (following < len(massages) and massages[following] - at <= BEFORE_MS))
    return near
