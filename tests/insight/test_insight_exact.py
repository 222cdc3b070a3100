"""The tests are exact: set beside every arrangement there is, and beside figures of printed tables."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.insight.kendall import MOST, mann_kendall
from massage_mind.insight.middles import median_interval, middle
from massage_mind.insight.midranks import MOST_EACH, chance_as_low
from massage_mind.insight.slopes import theil_sen
from massage_mind.insight.trend_bar import trend_bar

NUMBERS = st.lists(st.integers(0, 10), min_size=1, max_size=7)


def score(values: tuple[int, ...]) -> int:
    """Rising pairs less falling ones, pair by pair."""
    return sum((two > one) - (two < one) for one, two in combinations(values, 2))


@given(values=NUMBERS)
def test_a_trend_is_as_rare_as_counting_every_order_says(values: list[int]) -> None:
    """With ties or without: the share of all orders whose score is at least as far from 0."""
    found = mann_kendall(values)
    orders = list(permutations(values))
    as_far = sum(abs(score(one)) >= abs(score(tuple(values))) for one in orders)
    assert (len(values), score(tuple(values))) == (found.n, found.score)
    assert Fraction(as_far, len(orders)) == found.p


@pytest.mark.parametrize(
    ("n", "wanted", "p"),
    [(4, 6, 0.042), (5, 8, 0.042), (6, 11, 0.028), (7, 15, 0.015), (8, 16, 0.031), (8, 20, 0.0071), (9, 20, 0.022), (10, 21, 0.036), (10, 27, 0.0083)],
)  # fmt: skip
def test_a_trend_is_as_rare_as_the_printed_table_says(n: int, wanted: int, p: float) -> None:
    """Kendall's one-sided table of the score, in most textbooks on ranks, to its two figures."""
    values = list(range(n))
    falling = (n * (n - 1) // 2 - wanted) // 2
    for _ in range(falling):  # Each swap of neighbours makes one more falling pair.
        at = next(at for at in range(n - 1) if values[at] < values[at + 1])
        values[at], values[at + 1] = values[at + 1], values[at]
    found = mann_kendall(values)
    assert wanted == found.score
    assert float(found.p / 2) == pytest.approx(p, rel=0.08)


@pytest.mark.parametrize("n", [24, 52, MOST])
def test_long_trends_are_counted_whole(n: int) -> None:
    """At 24 numbers and beyond, where floats break: the least p there is, and 1 where nothing rises or falls."""
    from math import factorial

    assert Fraction(2, factorial(n)) == mann_kendall(range(n)).p
    assert 1 == mann_kendall([3] * n).p
    two = [1] * (n // 2) + [2] * (n - n // 2)
    assert Fraction(2, comb(n, n // 2)) == mann_kendall(two).p


def test_more_numbers_than_are_counted_are_refused() -> None:
    """Nothing is approximated in their place."""
    with pytest.raises(ValueError, match="more than are counted"):
        mann_kendall(range(MOST + 1))
    with pytest.raises(ValueError, match="more than"):
        chance_as_low([1] * (MOST_EACH + 1), [1])
    with pytest.raises(ValueError, match="either kind"):
        chance_as_low([], [1])
    with pytest.raises(ValueError, match="no middle"):
        middle([])
    with pytest.raises(ValueError, match="no slope"):
        theil_sen([4], [1])


@given(
    some=st.lists(st.integers(0, 6), min_size=1, max_size=5),
    others=st.lists(st.integers(0, 6), min_size=1, max_size=5),
)
def test_lower_numbers_are_as_rare_as_counting_every_parting_says(some: list[int], others: list[int]) -> None:
    """Midranks summed, over all ways to choose as many."""
    every = some + others
    rank = {one: Fraction(sum(x < one for x in every) * 2 + every.count(one) + 1, 2) for one in every}
    reached = sum(rank[one] for one in some)
    sums = [sum(rank[every[at]] for at in part) for part in combinations(range(len(every)), len(some))]
    assert Fraction(sum(one <= reached for one in sums), len(sums)) == chance_as_low(some, others)


@pytest.mark.parametrize(("m", "n", "u", "p"), [(4, 4, 0, 0.014), (4, 4, 1, 0.029), (5, 5, 2, 0.016), (5, 5, 4, 0.048), (6, 6, 5, 0.021), (3, 6, 2, 0.048)])  # fmt: skip
def test_lower_numbers_are_as_rare_as_the_printed_table_says(m: int, n: int, u: int, p: float) -> None:
    """Mann and Whitney's one-sided table, to its two figures: `u` of all pairs stand the other way round."""
    above = [0] * m
    for at in range(u):
        above[m - 1 - at % m] += 1
    others = [100 * (at + 1) for at in range(n)]
    some = [100 * many + 50 for many in sorted(above)]
    assert float(chance_as_low([one + at for at, one in enumerate(some)], others)) == pytest.approx(
        p, rel=0.05
    )


@given(values=st.lists(st.integers(-10, 10), min_size=1, max_size=40))
def test_the_middle_is_the_median(values: list[int]) -> None:
    """As the standard library has it, and exact."""
    assert Fraction(median(map(Fraction, values))) == middle(values)


@pytest.mark.parametrize(("n", "out", "percent"), [(6, 0, 96.9), (8, 0, 99.2), (9, 1, 96.1), (12, 2, 96.1), (15, 3, 96.5), (16, 3, 97.9)])  # fmt: skip
def test_the_interval_leaves_out_as_many_as_it_may(n: int, out: int, percent: float) -> None:
    """The figures of the table for the median."""
    found = median_interval(list(range(n)))
    assert found is not None
    assert (out, out, n - 1 - out) == (found.left_out, found.low, found.high)
    assert float(found.coverage * 100) == pytest.approx(percent, abs=0.06)


def test_the_interval_covers_the_median_in_every_sample_there_is() -> None:
    """All 4,096 samples of six from four numbers, ties and all, weighted: the true middle lies within in 19 of 20."""
    assert median_interval([1] * 5) is None
    for weights in ((1, 1, 1, 1), (5, 2, 2, 1), (1, 4, 4, 1), (9, 1, 1, 1)):
        whole = sum(weights)
        # A median: at least half lies at or below it, and at least half at or above.
        true = next(one for one in range(4) if 2 * sum(weights[: one + 1]) >= whole)
        covered = 0
        for sample in product(range(4), repeat=6):
            found = median_interval(sample)
            assert found is not None
            times = 1
            for one in sample:
                times *= weights[one]
            covered += times * (found.low <= true <= found.high)
        assert Fraction(covered, whole**6) >= Fraction(19, 20)


@given(values=st.lists(st.integers(0, 20), min_size=2, max_size=12), seed=st.integers(0, 99))
def test_a_slope_is_the_middle_of_all_slopes(values: list[int], seed: int) -> None:
    """Exact, with gaps between the weeks."""
    chance = random.Random(seed)
    times = sorted(chance.sample(range(60), len(values)))
    every = [
        Fraction(values[two] - values[one], times[two] - times[one])
        for one, two in combinations(range(len(values)), 2)
    ]
    assert median(every) == theil_sen(times, values)


def test_the_bar_rises_with_the_weeks() -> None:
    """None below eight; then a hundredth, and half of that from 11, 16 and 31 weeks on."""
    found = [trend_bar(n) for n in (7, 8, 10, 11, 15, 16, 30, 31, 52)]
    assert [None, *(Fraction(1, one) for one in (100, 100, 200, 200, 400, 400, 800, 800))] == found
