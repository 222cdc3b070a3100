"""The middle of some whole numbers, and the exact interval for the middle they were drawn from.

The interval is that of order statistics: sorted, and as many left out at each end as can be with a coverage of at
least 19 in 20. It holds for the median, ties included, whatever the distribution, if the numbers do not hang together;
with ties it errs on the wide side.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from massage_mind.values import dataclass

LEAST_COVERAGE = Fraction(19, 20)
FEWEST = 6
"""With fewer numbers even the widest interval, from the least to the most, holds the middle in less than 19 of 20."""


@dataclass(frozen=True, slots=True)
class MedianInterval:
    """From `low` to `high`, both counted in. `coverage` is the least it can be; `left_out` numbers lie beyond each end."""

    low: int
    high: int
    n: int
    left_out: int
    coverage: Fraction

    @property
    def side(self) -> int:
        """-1 where all of it lies below 0, 1 where all lies above, 0 where it holds 0."""
        return -1 if self.high < 0 else 1 if self.low > 0 else 0


def middle(values: Sequence[int]) -> Fraction:
    """The median of at least one number; halfway between the two in the middle where they are an even number."""
    if not values:
        raise ValueError("nothing has no middle")
    ordered = sorted(values)
    half, odd = divmod(len(ordered), 2)
    return Fraction(ordered[half]) if odd else Fraction(ordered[half - 1] + ordered[half], 2)


def median_interval(values: Sequence[int]) -> MedianInterval | None:
    """The interval that holds the true middle at least 19 times in 20; None for fewer than six numbers."""
    n = len(values)
    if n < FEWEST:
        return None
    out, coverage = _left_out(n)
    ordered = sorted(values)
    return MedianInterval(ordered[out], ordered[n - 1 - out], n, out, coverage)


@cache
def _left_out(n: int) -> tuple[int, Fraction]:
    """How many can be left out at each end: the largest k with 1 - 2 P(Bin(n, 1/2) <= k) >= 19/20, and that coverage."""
    whole = 1 << n
    beyond = (1 - LEAST_COVERAGE) / 2 * whole
    k, term, below = 0, 1, 1
    while True:
        term = term * (n - k) // (k + 1)
        if below + term > beyond:
            return k, 1 - Fraction(2 * below, whole)
        below += term
        k += 1
