"""Whether weekly differences are more than a draw of the order gives: the sign-flip test, exact, and its inversion.

Valid by design where each sign was drawn: no distribution is supposed. Differences are whole numbers of any one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

MOST_SIGNS = 60
"""More differences than this are refused: the counts stay exact, and nobody compares for longer than a year."""


class FlipCounts(NamedTuple):
    """Of all `whole` patterns of signs, the observed one counted: how many have a sum as high, and as low, as was observed."""

    as_high: int
    as_low: int
    whole: int

    def high_within(self, share: Fraction) -> bool:
        """Whether at most this share have a sum as high."""
        return self.as_high * share.denominator <= share.numerator * self.whole

    def low_within(self, share: Fraction) -> bool:
        """Whether at most this share have a sum as low."""
        return self.as_low * share.denominator <= share.numerator * self.whole


def flip_counts(differences: Sequence[int]) -> FlipCounts:
    """The counts for these. Raises `ValueError` for more than sixty.

    Flipping the signs of some lowers the sum by twice what those sum to; so a pattern is as high where they sum to no
    more than 0. All sums of some are counted at once, as one long number with a count in every so many bits.
    """
    n = len(differences)
    if n > MOST_SIGNS:
        raise ValueError(f"{n} differences are more than {MOST_SIGNS}")
    bits, packed, negative = n + 2, 1, 0
    for one in differences:
        packed += packed << (abs(one) * bits)
        negative -= min(one, 0)
    below = (negative + 1) * bits
    # Each count is below 2**bits - 1, and so is their sum: the rest of the division by it is that sum.
    ones = (1 << bits) - 1
    as_high = (packed & ((1 << below) - 1)) % ones
    as_low = (packed >> (negative * bits)) % ones
    return FlipCounts(as_high, as_low, 1 << n)


def against(differences: Sequence[Fraction | int], extra: Fraction | int) -> FlipCounts:
    """The counts of what is left when this extra is taken away: `as_high` tests "at most", `as_low` "at least"."""
    left = [Fraction(one) - extra for one in differences]
    common = lcm(*(rest.denominator for rest in left))
    return flip_counts([int(one * common) for one in left])


class ExtraRange(NamedTuple):
    """All extras that the test at `each_side` a side does not rule out, ends counted in. None: no end on that side."""

    low: Fraction | None
    high: Fraction | None
    each_side: Fraction


def extra_range(differences: Sequence[int], each_side: Fraction = Fraction(1, 40)) -> ExtraRange:
    """The test turned around. The ends are means of some of the differences, so they are found exactly."""
    if not differences or each_side.denominator > each_side.numerator << len(differences):
        return ExtraRange(None, None, each_side)
    low = _lowest_kept(differences, each_side)
    high = -_lowest_kept([-one for one in differences], each_side)
    return ExtraRange(low, high, each_side)


def _lowest_kept(differences: Sequence[int], share: Fraction) -> Fraction:
    """The least extra that is not ruled out as too low.

    First between which whole numbers it lies; then among the fractions there with no larger denominator than there are
    differences, since what is counted changes only at a mean of some of them.
    """
    n, below, kept = len(differences), min(differences) - 1, max(differences)
    while kept - below > 1:
        half = (below + kept) // 2
        if against(differences, half).high_within(share):
            below = half
        else:
            kept = half
    between = sorted({below + Fraction(part, of) for of in range(1, n + 1) for part in range(1, of + 1)})
    first, last = 0, len(between) - 1
    while first < last:
        middle = (first + last) // 2
        if against(differences, between[middle]).high_within(share):
            first = middle + 1
        else:
            last = middle
    return between[first]
