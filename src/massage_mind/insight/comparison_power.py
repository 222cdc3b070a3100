"""How often a comparison would end in each way, before its first week: simulated for this person, the same each time."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from massage_mind.insight.comparison_ending import ENDINGS, ComparisonEnding, first_ending

USUAL_SPREAD = 1.8
OTHER_SPREADS = (1.2, 2.4)
"""How much weekly differences spread (their standard deviation, in points), where a person's own is not known."""
FEWEST_CHANGES = 4
"""From so many changes within an hour on a person's own spread is counted in."""

_USUAL_WORTH = 6
"""How many degrees of freedom the usual spread is worth beside a person's own."""
_ROUNDED = 1 / 12
"""What rounding to whole points adds to a variance."""
_PARTS = 9
_RUNS_A_PART = 400
_RUNS = 3000
_SEED = 20_011


class Spread(NamedTuple):
    """How much weekly differences are taken to spread. `freedom`: how surely that is known; 0: taken as it is."""

    points: float
    freedom: int = 0


class EndingChance(NamedTuple):
    """How often one ending comes, 0 to 1: on average, and from the 10th to the 90th of 100 spreads it may be."""

    average: float
    low: float
    high: float


class ExtraChances(NamedTuple):
    """The chances of each ending where massage truly adds so much over rest."""

    extra: Fraction
    chances: Mapping[ComparisonEnding, EndingChance]


def spread_of(changes: Sequence[int]) -> Spread | None:
    """The spread of differences, from what single hours changed; None for fewer than four of them.

    A difference of two hours spreads by the root of 2 as much as one hour; drawn towards the usual spread, as few hours
    tell little of it.
    """
    m = len(changes)
    if m < FEWEST_CHANGES:
        return None
    mean = sum(changes) / m
    own = 2 * sum((one - mean) ** 2 for one in changes) / (m - 1)
    freedom = _USUAL_WORTH - 1 + m
    return Spread(math.sqrt((_USUAL_WORTH * USUAL_SPREAD**2 + (m - 1) * own) / freedom), freedom)


def chances_of_endings(weeks: int, named: Fraction, spread: Spread) -> tuple[ExtraChances, ...]:
    """The chances where massage adds nothing, just what was named, and half as much again. `named`: in half points."""
    return tuple(
        _chances(weeks, named, spread, named * part) for part in (Fraction(0), Fraction(1), Fraction(3, 2))
    )


def _chances(weeks: int, named: Fraction, spread: Spread, extra: Fraction) -> ExtraChances:
    runs = _RUNS_A_PART if spread.freedom else _RUNS
    shares = [
        _shares(weeks, int(2 * named), float(extra), points, runs) for points in _possible_spreads(spread)
    ]
    inner = shares[1:-1] or shares  # From the 10th to the 90th of 100: the outermost two lie beyond.
    return ExtraChances(
        extra,
        {
            one: EndingChance(
                sum(share[one] for share in shares) / len(shares),
                min(share[one] for share in inner),
                max(share[one] for share in inner),
            )
            for one in ENDINGS
        },
    )


def _possible_spreads(spread: Spread) -> list[float]:
    """What the spread may be, in equal parts of probability: scaled inverse chi-square, after Wilson and Hilferty."""
    if not spread.freedom:
        return [spread.points]
    from statistics import NormalDist  # Slow to load, and only a plan needs it.

    normal, v = NormalDist(), spread.freedom
    found = []
    for part in range(_PARTS):
        z = normal.inv_cdf((part + 0.5) / _PARTS)
        share = (1 - 2 / (9 * v) + z * math.sqrt(2 / (9 * v))) ** 3
        found.append(spread.points / math.sqrt(share))
    return found


def _shares(
    weeks: int, halves: int, extra: float, points: float, runs: int
) -> Mapping[ComparisonEnding, float]:
    """How often each ending comes in so many runs; the same draws whatever the extra and the spread."""
    drawn = random.Random(_SEED)
    wide = math.sqrt(max(points**2 - _ROUNDED, 0))
    counts = dict.fromkeys(ENDINGS, 0)
    for _ in range(runs):
        differences = [2 * math.floor(drawn.gauss(extra, wide) + 0.5) for _ in range(weeks)]
        counts[first_ending(differences, halves)] += 1
    return {one: many / runs for one, many in counts.items()}
