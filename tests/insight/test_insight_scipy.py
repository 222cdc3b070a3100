"""The exact tests beside another program's: SciPy, where it is there."""

from __future__ import annotations

import random

import pytest

from massage_mind.insight.kendall import mann_kendall
from massage_mind.insight.middles import FEWEST, LEAST_COVERAGE, median_interval
from massage_mind.insight.midranks import chance_as_low
from massage_mind.insight.slopes import theil_sen

stats = pytest.importorskip("scipy.stats", reason="scipy isn't installed")


@pytest.mark.parametrize("n", [6, 8, 9, 12, 17, 24, 31, 52])
def test_kendall_is_as_scipy_counts_it(n: int) -> None:
    """Numbers without ties, for which SciPy has an exact count too."""
    chance = random.Random(n)
    for _ in range(20):
        values = chance.sample(range(1_000), n)
        theirs = stats.kendalltau(range(n), values, method="exact")
        ours = mann_kendall(values)
        assert float(ours.p) == pytest.approx(theirs.pvalue, rel=1e-9, abs=1e-12)
        assert ours.score == pytest.approx(theirs.statistic * n * (n - 1) / 2, abs=1e-6)


@pytest.mark.parametrize("n", [6, 8, 9, 12, 15, 20, 30])
def test_the_interval_leaves_out_as_many_as_the_binomial_allows(n: int) -> None:
    """At both ends; one more would be too many."""
    assert n >= FEWEST
    found = median_interval(range(n))
    assert found is not None
    covered = 1 - 2 * stats.binom.cdf(found.left_out, n, 0.5)
    assert covered >= float(LEAST_COVERAGE) and covered == pytest.approx(float(found.coverage))
    assert 1 - 2 * stats.binom.cdf(found.left_out + 1, n, 0.5) < float(LEAST_COVERAGE)


@pytest.mark.parametrize("n", [6, 9, 12, 20])
def test_the_slope_is_theil_and_sens(n: int) -> None:
    """The median of all slopes between two weeks."""
    chance = random.Random(n)
    for _ in range(20):
        weeks = sorted(chance.sample(range(60), n))
        values = [chance.randrange(21) for _ in weeks]
        assert float(theil_sen(weeks, values)) == pytest.approx(
            stats.theilslopes(values, weeks).slope, abs=1e-9
        )


@pytest.mark.parametrize(("some", "others"), [(6, 6), (6, 12), (12, 20)])
def test_days_after_beside_ordinary_days_as_mann_and_whitney(some: int, others: int) -> None:
    """Numbers without ties; one-sided, lower."""
    chance = random.Random(some * 100 + others)
    for _ in range(20):
        values = chance.sample(range(1_000), some + others)
        theirs = stats.mannwhitneyu(values[:some], values[some:], alternative="less", method="exact")
        assert float(chance_as_low(values[:some], values[some:])) == pytest.approx(theirs.pvalue, rel=1e-9)
