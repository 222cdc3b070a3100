"""The one sentence of probability of a comparison: for showing only, never for deciding.

The starting assumption is cautious: no difference, worth one week of data, with a spread fixed before the first hour.
theta given sigma^2 is normal around 0 with variance sigma^2 / k0, sigma^2 inverse gamma (v0/2, v0 s0^2/2).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from massage_mind.insight.student_t import t_below

_WEEKS_WORTH = 1
_SPREAD_WORTH = 3


def chance_of_at_least(differences: Sequence[float], extra: float, spread: float) -> float:
    """How probable it is that the average extra is at least `extra`, 0 to 1. `spread`: of the differences, as planned, above 0."""
    n = len(differences)
    if not n:
        mean, apart = 0.0, 0.0
    else:
        mean = sum(differences) / n
        apart = sum((one - mean) ** 2 for one in differences)
    known = n + _WEEKS_WORTH
    centre = n * mean / known
    freedom = n + _SPREAD_WORTH
    wide = _SPREAD_WORTH * spread**2 + apart + _WEEKS_WORTH * n * mean**2 / known
    return 1 - t_below((extra - centre) / math.sqrt(wide / (freedom * known)), freedom)


def in_ten_words(chance: float) -> str:
    """A probability as people say it: "about 7 in 10"; at the ends "less than 1 in 20", "more than 19 in 20"."""
    if not 0 <= chance <= 1:
        raise ValueError("a chance lies from 0 to 1")
    if chance < 0.05:
        return "less than 1 in 20"
    if chance > 0.95:
        return "more than 19 in 20"
    return f"about {min(max(math.floor(chance * 10 + 0.5), 1), 9)} in 10"
