"""Whether numbers in time go one way: Mann and Kendall's test, exact, with ties.

The score is how many pairs rise less how many fall. Were the order in time mere chance, every arrangement of these
numbers, ties and all, would be as likely; how many arrangements have how many falling pairs is a q-multinomial, whose
coefficients are counted here in whole numbers (in floats the count breaks at 24 numbers). At most `MOST` numbers;
nothing is approximated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import factorial, prod

from massage_mind.insight.packed import bits_for, counts_of
from massage_mind.values import dataclass

MOST = 60
"""Numbers at most: a weekly one for a good year."""


@dataclass(frozen=True, slots=True)
class Kendall:
    """The score of `n` numbers, and how often chance alone gives one at least as far from 0, either way."""

    n: int
    score: int
    p: Fraction


def mann_kendall(values: Sequence[int]) -> Kendall:
    """The exact two-sided test of numbers in the order of time. Raises `ValueError` for more than `MOST`."""
    n = len(values)
    if n > MOST:
        raise ValueError(f"{n} numbers are more than are counted exactly")
    score = sum(
        (later > earlier) - (later < earlier)
        for at, earlier in enumerate(values)
        for later in values[at + 1 :]
    )
    ties = list(Counter(values).values())
    unequal = (n * (n - 1) - sum(size * (size - 1) for size in ties)) // 2
    if not score:
        return Kendall(n, 0, Fraction(1))
    # Turned round in time, an arrangement has the opposite score: both tails are alike.
    tail = sum(_falling(ties, (unequal - abs(score)) // 2))
    return Kendall(n, score, Fraction(2 * tail, _arrangements(ties)))


def _arrangements(ties: Sequence[int]) -> int:
    return factorial(sum(ties)) // prod(map(factorial, ties))


def _falling(ties: Sequence[int], most: int) -> list[int]:
    """How many arrangements have 0, 1, ... `most` falling pairs: the product of 1 - q^k for k to n, over those of the ties.

    All of it modulo q^(most + 1): 1 / (1 - q^k) is (1 + q^k)(1 + q^2k)(1 + q^4k) ... as far as that reaches.
    """
    bits = bits_for(_arrangements(ties))
    mask = (1 << bits * (most + 1)) - 1
    powers = Counter(range(1, sum(ties) + 1))
    for size in ties:
        powers.subtract(range(1, size + 1))
    row = 1
    for k, times in powers.items():
        for _ in range(times):
            row = row - (row << bits * k) & mask
        for _ in range(-times):
            step = k
            while step <= most:
                row = row + (row << bits * step) & mask
                step *= 2
    return list(counts_of(row, bits, most + 1))
