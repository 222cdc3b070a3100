"""How the body map changed within massages, region by region: what was marked, counted, and nothing concluded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from massage_mind.insight.hours import RatedHour
from massage_mind.insight.middles import middle
from massage_mind.script.body import REGIONS
from massage_mind.values import dataclass

FEWEST_MAPS = 3
"""From so many massages with both maps on, and so many in which a region was marked, it is told of."""


@dataclass(frozen=True, slots=True)
class RegionChange:
    """One region, in the `maps` massages that have both maps and marked it in at least one of the two: 0 to 3."""

    region: str
    maps: int
    lower: int
    same: int
    higher: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class BodyChange:
    """Every region that was marked often enough, in the order of the map; of so many massages with both maps."""

    maps: int
    regions: tuple[RegionChange, ...] = ()


def body_change(hours: Sequence[RatedHour]) -> BodyChange:
    """The change of the map, of these hours. A region that a map leaves out is clear in it."""
    maps = 0
    marked: dict[str, list[tuple[int, int]]] = {}
    for one in hours:
        if one.body_before and one.body_after and not one.quiet:
            maps += 1
            for region in {**one.body_before, **one.body_after}:
                pair = one.body_before.get(region, 0), one.body_after.get(region, 0)
                if any(pair):
                    marked.setdefault(region, []).append(pair)
    enough = (region for region in REGIONS if len(marked.get(region, ())) >= FEWEST_MAPS)
    return BodyChange(maps, tuple(_change(region, marked[region]) for region in enough))


def _change(region: str, pairs: Sequence[tuple[int, int]]) -> RegionChange:
    return RegionChange(
        region,
        len(pairs),
        lower=sum(after < before for before, after in pairs),
        same=sum(after == before for before, after in pairs),
        higher=sum(after > before for before, after in pairs),
        before=middle([before for before, _ in pairs]),
        after=middle([after for _, after in pairs]),
    )
