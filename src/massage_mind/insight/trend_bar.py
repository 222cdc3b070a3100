"""How rarely chance must give a trend before one is announced, by how many weeks there are.

Weeks hang together: at .05 one in six records whose weekly numbers are correlated at .4 would show a trend that is none.
The table is settled by `benchmarks/insight.py --table`, so that it is one in twenty at most; at a correlation of .6 it
fails, and the sentence says so.
"""

from __future__ import annotations

from fractions import Fraction

FEWEST_WEEKS = 8
_BARS = ((10, Fraction(1, 100)), (15, Fraction(1, 200)), (30, Fraction(1, 400)))
_ABOVE = Fraction(1, 800)


def trend_bar(weeks: int) -> Fraction | None:
    """What p may be at most; None for fewer than eight weeks, of which no trend is told."""
    if weeks < FEWEST_WEEKS:
        return None
    return next((bar for most, bar in _BARS if weeks <= most), _ABOVE)
