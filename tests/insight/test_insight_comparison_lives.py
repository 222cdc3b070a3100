"""Simulated comparisons, by the thousand: rarely a false ending, however weeks hang together, and power as promised."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

_FILE = Path(__file__).parents[2] / "benchmarks" / "compare.py"
RUNS = 1500


def _lives() -> ModuleType:
    """The benchmark, as a module: what is measured there is what is tested here."""
    spec = importlib.util.spec_from_file_location("benchmark_of_comparisons", _FILE)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


LIVES = _lives()


@pytest.mark.slow
@pytest.mark.parametrize("lives", LIVES.ALL_LIVES, ids=lambda lives: lives.name)
def test_false_endings_are_rare(lives: object) -> None:
    """At a true extra of nothing, half of what was named, just that, and twice it: at most 5 of 100, and 2 for chance."""
    for weeks in LIVES.WEEKS:
        for extra in (0.0, 0.5, 1.0, 2.0):
            assert LIVES.false_share(weeks, extra, lives, RUNS) <= LIVES.MOST_FALSE + 0.012


@pytest.mark.slow
def test_each_ending_comes_as_often_as_was_promised() -> None:
    """Within three points, where the spread is the one it was promised with."""
    assert LIVES.far_from_promise(12, RUNS * 2) <= LIVES.MOST_OFF


@pytest.mark.slow
def test_orders_are_uniform() -> None:
    """Over 100,000 plans every order of eight weeks comes as often as every other."""
    assert LIVES.chi_square(LIVES.ORDERS) <= LIVES.MOST_CHI_SQUARE


def test_what_is_false_is_what_the_ending_says() -> None:
    """The measure of the benchmark itself: an ending is false just where the true extra contradicts it."""
    assert LIVES.is_false("more-by-it", 0.9)
    assert not LIVES.is_false("more-by-it", 1.0)
    assert LIVES.is_false("below-it", 1.0)
    assert not LIVES.is_false("below-it", 0.0)
    assert LIVES.is_false("quiet-more", 0.0)
    assert not LIVES.is_false("untold", 2.0)
    assert not LIVES.is_false(None, 2.0)
