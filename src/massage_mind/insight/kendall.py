"""Whether numbers in time go one way: Mann and Kendall's test, exact, with ties.

The score is how many pairs rise less how many fall. Were the order in time mere chance, every arrangement of these
numbers, ties and all, would be as likely; how many arrangements have how many falling pairs is a q-multinomial, whose
coefficients are counted here in whole numbers (in floats the count breaks at 24 numbers). At most `MOST` numbers;
nothing is approximated.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import factorial, prod

from massage_mind.insight.packed import bits_for
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
    score, seen = 0, list[int]()
    for value in values:
        at, above = bisect_left(seen, value), bisect_right(seen, value)
        score += at - (len(seen) - above)
        seen.insert(at, value)
    ties = list(Counter(values).values())
    unequal = (n * (n - 1) - sum(size * (size - 1) for size in ties)) // 2
    if not score:
        return Kendall(n, 0, Fraction(1))
    # Turned round in time, an arrangement has the opposite score: both tails are alike.
    tail = _falling_at_most(ties, (unequal - abs(score)) // 2)
    return Kendall(n, score, Fraction(2 * tail, _arrangements(ties)))


def _arrangements(ties: Sequence[int]) -> int:
    return factorial(sum(ties)) // prod(map(factorial, ties))


def _falling_at_most(ties: Sequence[int], most: int) -> int:
    """How many arrangements have at most so many falling pairs.

    With how many each has is the product of 1 - q^k for k to n, over those of the ties; over 1 - q once more it is with
    at most how many, of which the last is wanted. All of it modulo q^(most + 1). What is divided by goes with a multiple of
    it, where there is one: (1 - q^ak) / (1 - q^k) is a sum of a terms; without one it has as many as reach so far.
    """
    bits = bits_for(_arrangements(ties))
    mask = (1 << bits * (most + 1)) - 1
    powers = Counter(range(2, sum(ties) + 1))
    for size in ties:
        powers.subtract(range(1, size + 1))
    over = [k for k, times in powers.items() for _ in range(times)]
    row = 1
    for k in sorted((k for k, times in powers.items() for _ in range(-times)), reverse=True):
        multiple = next((one for one in over if one % k == 0), 0)
        if multiple:
            over.remove(multiple)
        row = _summed(row, k, multiple // k or most // k + 1, bits, mask)
    for k in over:
        row = row - (row << bits * k) & mask
    return row >> bits * most


def _summed(row: int, k: int, terms: int, bits: int, mask: int) -> int:
    """The row times 1 + q^k + q^2k + ... of so many terms: doubled, and one more where a digit of `terms` says so."""
    found, have = row, 1
    for digit in f"{terms:b}"[1:]:
        found = found + (found << bits * k * have) & mask
        have *= 2
        if digit == "1":
            found = (found << bits * k) + row & mask
            have += 1
    return found
