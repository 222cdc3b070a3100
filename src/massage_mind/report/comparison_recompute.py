"""A short program, for anybody with Python, that works a comparison's order and ending out anew from its plan and its weeks."""

from __future__ import annotations

from collections.abc import Sequence

_PROGRAM = """\
from collections import Counter
from fractions import Fraction
from hashlib import sha256
from statistics import median
PLAN = (
{plan}
)
WEEKS = {weeks}  # massage less quiet hour, in the easier direction; None: missing
NAMED = Fraction("{named}")
RARER = {rarer}  # 2 where it was stopped for a reason from outside
digest = sha256(PLAN.encode()).hexdigest()
bits = f"{{int(sha256((digest + ' 0').encode()).hexdigest(), 16):0256b}}"[:{count}]
print(digest, bits.replace("1", "m").replace("0", "q"))

def shares(extra, weeks):  # of all patterns of signs: how many have a sum as high, and as low
    left, sums = [one - extra for one in weeks], Counter({{0: 1}})
    for one in left:
        turned = (Counter({{total + sign * one: many for total, many in sums.items()}}) for sign in (1, -1))
        sums = sum(turned, Counter())
    ways = ([many for total, many in sums.items() if way * total >= way * sum(left)] for way in (1, -1))
    return [Fraction(sum(found), 2 ** len(left)) for found in ways]

def ending(weeks):  # the first that holds
    (high, low), (high0, low0) = shares(NAMED, weeks), shares(0, weeks)
    one_sided, each_side = Fraction(1, 20 * RARER), Fraction(1, 40 * RARER)
    found = [(high <= one_sided, "more-by-it"), (high0 <= each_side and low <= one_sided, "more-below-it"),
             (high0 <= each_side, "more"), (low0 <= each_side, "quiet-more"), (low <= one_sided, "below-it")]
    return next((name for holds, name in found if holds), "untold")

counted = ending([one or 0 for one in WEEKS])
size = max(1, Fraction(median(abs(one) for one in WEEKS if one is not None)))
fills = {{"more-below-it": [-size, 2 * NAMED + size], "quiet-more": [size], "below-it": [2 * NAMED + size]}}
filled = [[fill if one is None else one for one in WEEKS] for fill in fills.get(counted, [-size])]
print(counted if all(ending(one) == counted for one in filled) else "untold")
"""


def recomputing(text: str, differences: Sequence[int | None], named: str, *, rarer: bool) -> str:
    """The program for a plan's text and its weeks; it prints the digest and the order, then the ending."""
    plan = "\n".join(f"    {line + chr(10)!r}" for line in text.removesuffix("\n").split("\n"))
    return _PROGRAM.format(
        plan=plan, weeks=list(differences), named=named, rarer=2 if rarer else 1, count=len(differences)
    )
