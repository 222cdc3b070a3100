"""How a comparison ends: one of six endings, by an exact test, with missing weeks filled in against it.

A difference is (what a massage hour changed) less (what the quiet hour of that week changed), in the easier direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias, get_args

from massage_mind.insight.sign_flip import FlipCounts, flip_counts

ComparisonEnding: TypeAlias = Literal[
    "more-by-it", "more-below-it", "more", "quiet-more", "below-it", "untold"
]
ENDINGS: tuple[ComparisonEnding, ...] = get_args(ComparisonEnding)
"""More than rest by at least the named difference; more, but less than it; more, by how much can't be told;
the quiet hour did better; if anything is added it's less than the difference; can't be told."""
FEWEST_PAIRS = 6
"""With fewer complete weeks there is no ending: the least possible p is too large."""
OUTSIDE_PAIRS = 8
"""So many complete weeks an ending needs where it was stopped for a reason from outside."""

_ONE_SIDED = Fraction(1, 20)
_EACH_SIDE = Fraction(1, 40)


class EndedAs(NamedTuple):
    """The ending, and that before missing weeks were filled in against it; None for both: too few weeks have both hours."""

    ending: ComparisonEnding | None
    as_counted: ComparisonEnding | None

    @property
    def by_missing(self) -> bool:
        """Whether it can't be told because of weeks that are missing."""
        return self.ending != self.as_counted


def ended_by(differences: Sequence[int | None], named: Fraction, *, stricter: bool = False) -> EndedAs:
    """The ending of these weeks, None where one is missing. `named`: the difference that matters, in half points, above 0.

    `stricter` halves all thresholds: for what was stopped for a reason from outside.
    """
    have = [one for one in differences if one is not None]
    if len(have) < (OUTSIDE_PAIRS if stricter else FEWEST_PAIRS):
        return EndedAs(None, None)
    halves, wanted = [None if one is None else 2 * one for one in differences], _in_halves(named)
    counted = _first_that_holds([one or 0 for one in halves], wanted, stricter=stricter)
    for refill in _refills(counted, [2 * one for one in have], wanted):
        filled = [refill if one is None else one for one in halves]
        if _first_that_holds(filled, wanted, stricter=stricter) != counted:
            return EndedAs("untold", counted)
    return EndedAs(counted, counted)


def _in_halves(named: Fraction) -> int:
    if named <= 0 or (2 * named).denominator != 1:
        raise ValueError("the difference is in half points, above 0")
    return int(2 * named)


def first_ending(differences: Sequence[int], named: int) -> ComparisonEnding:
    """The ending of complete weeks, all in one unit, whatever their number: for counting how often each comes."""
    return _first_that_holds(differences, named, stricter=False)


def _first_that_holds(differences: Sequence[int], named: int, *, stricter: bool) -> ComparisonEnding:
    part = Fraction(1, 2) if stricter else Fraction(1)
    one_sided, each_side = _ONE_SIDED * part, _EACH_SIDE * part
    zero: FlipCounts = flip_counts(differences)
    wanted = flip_counts([one - named for one in differences])
    if wanted.high_within(one_sided):
        return "more-by-it"
    if zero.high_within(each_side):
        return "more-below-it" if wanted.low_within(one_sided) else "more"
    if zero.low_within(each_side):
        return "quiet-more"
    return "below-it" if wanted.low_within(one_sided) else "untold"


def _refills(ending: ComparisonEnding, halves: Sequence[int], named: int) -> tuple[int, ...]:
    """What each missing week is filled in with, against the ending: each of these in turn."""
    ordered = sorted(map(abs, halves))
    n = len(ordered)
    middle = (ordered[(n - 1) // 2] + ordered[n // 2]) // 2 if n else 0
    size = max(2, middle)
    low, high = -size, 2 * named + size
    fills: dict[ComparisonEnding, tuple[int, ...]] = {
        "more-by-it": (low,),
        "more-below-it": (low, high),
        "more": (low,),
        "quiet-more": (size,),
        "below-it": (high,),
        "untold": (),
    }
    return fills[ending]
