"""Whether some numbers lie lower than others: the permutation test of the sum of midranks, exact and one-sided."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

from massage_mind.insight.packed import bits_for, counts_of

MOST_EACH = 40
"""So many of either kind at most."""


def chance_as_low(some: Sequence[int], others: Sequence[int]) -> Fraction:
    """The share of all ways to part these numbers in which the ranks of the first part sum to at most what they do.

    Equal numbers share the middle of their ranks. Raises `ValueError` where either is empty or longer than `MOST_EACH`.
    """
    if not some or not others:
        raise ValueError("there must be some of either kind")
    if max(len(some), len(others)) > MOST_EACH:
        raise ValueError(f"more than {MOST_EACH} are not counted exactly")
    every = sorted((*some, *others))
    # Twice the midrank is a whole number: one more than how many lie below, and how many lie at or below.
    rank = {one: every.index(one) + 1 + len(every) - every[::-1].index(one) for one in set(every)}
    reached = sum(rank[one] for one in some)
    parts = comb(len(every), len(some))
    bits = bits_for(parts)
    mask = (1 << bits * (reached + 1)) - 1
    rows = [1, *([0] * len(some))]
    """By how many numbers are chosen: how many choices there are of each sum of ranks."""
    for left, one in enumerate(reversed(every)):
        # No more than have been looked at, and no fewer than leave enough of them to come.
        for chosen in range(min(len(some), left + 1), max(0, len(some) - len(every) + left), -1):
            rows[chosen] += rows[chosen - 1] << bits * rank[one] & mask
    return Fraction(sum(counts_of(rows[-1], bits, reached + 1)), parts)
