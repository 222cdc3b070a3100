"""How steeply numbers rise or fall in time, in the middle of all pairs: the estimate of Theil and Sen."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def theil_sen(times: Sequence[int], values: Sequence[int]) -> Fraction:
    """The median of the slopes of all pairs of different times, per unit of time. At least two different times."""
    slopes = sorted(
        [
            (values[later] - value) / (times[later] - time)
            for at, (time, value) in enumerate(zip(times, values, strict=True))
            for later in range(at + 1, len(times))
            if times[later] != time
        ]
    )
    if not slopes:
        raise ValueError("one time has no slope")
    half, odd = divmod(len(slopes), 2)
    upper, lower = _exact(slopes[half], times), _exact(slopes[half - 1], times)
    return upper if odd else (lower + upper) / 2


def _exact(slope: float, times: Sequence[int]) -> Fraction:
    """The quotient of small whole numbers that this float stands for: no other with as small a divisor is as near."""
    return Fraction(slope).limit_denominator(max(times) - min(times))
