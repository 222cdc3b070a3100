"""How things stood, week by week: one number a week of what was rated before massages, or on ordinary days.

What changed within the hours is never followed over time: whoever begins lower has less room to fall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal, TypeAlias

from massage_mind.insight.kendall import mann_kendall
from massage_mind.insight.middles import middle
from massage_mind.insight.slopes import theil_sen
from massage_mind.insight.trend_bar import trend_bar
from massage_mind.record.instants import local
from massage_mind.values import dataclass

MOST_WEEKS = 52
"""The latest weeks with a number that are looked at: a year of them."""
_ENDS = 3
"""So many weeks at either end are set side by side."""
_FARTHER, _RARELY = 2, Fraction(1, 10)
"""Where the ends lie so far apart, and chance alone would seldom make such a course, a question is worth it."""
Seen: TypeAlias = Literal["before", "ordinary-day"]


Level: TypeAlias = tuple[int, str, int]
"""When a number was given (UTC milliseconds, and the zone of that day), and the number."""


@dataclass(frozen=True, slots=True)
class OverWeeks:
    """A year of weeks at most. `points`: the number of each week (counted in weeks since year 1) and twice its middle.

    `slope` is the change in four weeks and `p` how often chance alone would give as clear a trend; None below six weeks.
    """

    seen: Seen
    points: tuple[tuple[int, int], ...]
    given: int
    """How many numbers those weeks are made of."""
    slope: Fraction | None = None
    p: Fraction | None = None
    bar: Fraction | None = None
    """What p may be at most for a trend to be told of; None below eight weeks."""

    @property
    def weeks(self) -> int:
        """How many weeks have a number."""
        return len(self.points)

    @property
    def trend(self) -> int:
        """-1 where a fall is announced, 1 where a rise is, else 0."""
        if self.bar is None or self.p is None or self.slope is None or self.p > self.bar:
            return 0
        return (self.slope > 0) - (self.slope < 0)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The middle of the first three weeks and of the last three; of six weeks or more."""
        values = [value for _, value in self.points]
        return middle(values[:_ENDS]) / 2, middle(values[-_ENDS:]) / 2

    @property
    def perhaps(self) -> int:
        """-1 where it may be falling and 1 where it may be rising, which is far from telling it; else 0."""
        if self.p is None or self.slope is None or self.p > _RARELY:
            return 0
        first, last = self.ends
        apart = last - first
        return 0 if abs(apart) < _FARTHER or apart * self.slope <= 0 else 1 if apart > 0 else -1


def over_weeks(seen: Seen, levels: Sequence[Level]) -> OverWeeks:
    """The weeks of these numbers, which come the earliest first; the first of all is left out: it may be why they began."""
    weeks: dict[int, list[int]] = {}
    for at, zone, value in reversed(levels[1:]):
        week = (local(at, zone).toordinal() - 1) // 7  # From Monday on, on the person's own clock.
        if week not in weeks and len(weeks) == MOST_WEEKS:
            break
        weeks.setdefault(week, []).append(value)
    points = tuple((week, int(2 * middle(weeks[week]))) for week in sorted(weeks))
    given = sum(map(len, weeks.values()))
    if len(points) < 2 * _ENDS:
        return OverWeeks(seen, points, given)
    values = [value for _, value in points]
    slope = theil_sen([week for week, _ in points], values) / 2 * 4
    return OverWeeks(seen, points, given, slope, mann_kendall(values).p, trend_bar(len(points)))


def both_weeks(before: OverWeeks, ordinary: OverWeeks) -> tuple[OverWeeks, OverWeeks]:
    """The two series of one measure: where a trend can be told of either, each has a third of the bar.

    They are two chances; and where weeks hang together, half the bar is passed by more than half as many records.
    """
    if before.bar is None or ordinary.bar is None:
        return before, ordinary
    return replace(before, bar=before.bar / 3), replace(ordinary, bar=ordinary.bar / 3)
