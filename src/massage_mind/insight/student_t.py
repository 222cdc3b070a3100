"""The distribution of Student's t, by the incomplete beta function as a continued fraction. Standard library only."""

from __future__ import annotations

import math

_TINY = 1e-300
_ENOUGH = 1e-15
_MOST_TERMS = 10_000


def t_below(t: float, freedom: float) -> float:
    """The probability of a value of at most `t` with so many degrees of freedom (above 0). Accurate to about 1e-12."""
    if freedom <= 0:
        raise ValueError("degrees of freedom are more than 0")
    square = t * t
    if square < freedom:  # Near the middle the other tail of the same function keeps its digits.
        half = 0.5 * beta_share(0.5, freedom / 2, square / (freedom + square))
        return 0.5 + half if t > 0 else 0.5 - half
    beyond = 0.5 * beta_share(freedom / 2, 0.5, freedom / (freedom + square))
    return 1 - beyond if t > 0 else beyond


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a and b above 0 and x from 0 to 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, term by term after Lentz."""
    above, below = 1.0, _not_zero(1 - (a + b) * x / (a + 1))
    below = 1 / below
    value = below
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            below = 1 / _not_zero(1 + term * below)
            above = _not_zero(1 + term / above)
            value *= above * below
        if abs(above * below - 1) < _ENOUGH:
            return value
    raise ArithmeticError("the continued fraction did not settle")


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
