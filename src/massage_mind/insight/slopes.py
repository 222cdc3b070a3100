"""How steeply numbers rise or fall in time, in the middle of all pairs: the estimate of Theil and Sen."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def theil_sen(times: Sequence[int], values: Sequence[int]) -> Fraction:
    """The median of the slopes of all pairs of different times, per unit of time. At least two different times."""
    slopes = [
        (values[later] - values[at], times[later] - times[at])
        for at in range(len(times))
        for later in range(at + 1, len(times))
        if times[later] != times[at]
    ]
    if not slopes:
        raise ValueError("one time has no slope")
    # A quotient in floats puts small whole numbers into their exact order; only those in the middle are needed exactly.
    slopes.sort(key=lambda one: one[0] / one[1])
    half, odd = divmod(len(slopes), 2)
    upper = Fraction(*slopes[half])
    return upper if odd else (Fraction(*slopes[half - 1]) + upper) / 2
