"""Where one can be on the body map, and where an arrow leads from there: as the eye expects, from region to region."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias, get_args

from massage_mind.screen.show.figure import SIDES, ViewSide, seen_from
from massage_mind.script.body import REGIONS
from massage_mind.values import dataclass

Arrow: TypeAlias = Literal["up", "down", "left", "right"]
ARROWS: tuple[Arrow, ...] = get_args(Arrow)

_COLUMNS = 5
_MIDDLE = 2
# Rows as they lie to the eye: what is less than one apart can be gone to sideways. A limb is left and right of the middle.
_ROWS: dict[str, tuple[float, int]] = {
    "head": (0, 0), "jaw": (0.6, 0), "neck": (2.1, 0), "shoulder": (3, 2), "chest": (3, 0), "upper back": (3, 0),
    "arm": (4, 2), "belly": (4, 0), "mid back": (4, 0), "low back": (4.6, 0), "hip": (6.5, 1), "hand": (7, 2),
    "thigh": (7, 1), "knee": (8, 1), "calf": (9, 1), "foot": (10, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A region as it is seen from one side, and where that lies in a grid of both views side by side."""

    view: ViewSide
    region: str
    row: float
    column: int


def _places() -> tuple[MapPlace, ...]:
    found = []
    for number, view in enumerate(SIDES):
        for region in REGIONS:
            if region not in seen_from(view):
                continue
            side, _, part = region.partition(" ")
            row, out = _ROWS[part if side in ("left", "right") else region]
            column = _MIDDLE + (-out if side == "left" else out)
            found.append(MapPlace(view, region, row, number * _COLUMNS + column))
    return tuple(found)


PLACES: tuple[MapPlace, ...] = _places()
"""Every place; regions that are seen from both sides have two."""


def place_of(region: str, view: ViewSide = "front") -> MapPlace:
    """The place of a region, on this view if it is seen there."""
    return min((one for one in PLACES if one.region == region), key=lambda one: one.view != view)


def moved(here: MapPlace, arrow: Arrow) -> MapPlace:
    """The place that an arrow leads to; the same where there is none that way."""
    return _up_or_down(here, arrow) if arrow in ("up", "down") else _sideways(here, arrow)


def _up_or_down(here: MapPlace, arrow: Arrow) -> MapPlace:
    """The next in the same column of the same view, else the nearest, straight rather than far, the middle first."""
    sign = 1 if arrow == "down" else -1
    ahead = [one for one in PLACES if one.view == here.view and sign * (one.row - here.row) > 0]
    return _nearest([one for one in ahead if one.column == here.column] or ahead, here)


def _nearest(places: Iterable[MapPlace], here: MapPlace) -> MapPlace:
    def far(one: MapPlace) -> tuple[float, int, int]:
        across = abs(one.column - here.column)
        return abs(one.row - here.row) + 2 * across, across, abs(one.column % _COLUMNS - _MIDDLE)

    return min(places, key=far, default=here)


def _sideways(here: MapPlace, arrow: Arrow) -> MapPlace:
    """The next in this row, else in the one closest to it: on this view, then on the other."""
    sign = 1 if arrow == "right" else -1
    level = [
        one
        for one in PLACES
        if sign * (one.column - here.column) > 0 and abs(one.row - here.row) < 1
    ]  # fmt: skip
    return min(
        level,
        key=lambda one: (
            one.view != here.view,
            one.row != here.row,
            abs(one.row - here.row),
            abs(one.column - here.column),
        ),
        default=here,
    )
