"""The body map drawn in characters: front as in a mirror, back as seen from behind, so that left is your left in both.

Each region has a place that shows its level, 0 to 3, or a dot where nothing was marked. 38 columns wide, no colour
needed, nothing outside ASCII but the dot.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from massage_mind.script.body import LEVELS, REGIONS, in_order
from massage_mind.values import dataclass

_FRONT = (
    "      .---.      ",
    "     |  a  |     ",
    "      \\ b /      ",
    "   .---|c|---.   ",
    "   | d     e |   ",
    "  /|    f    |\\  ",
    "  h|         |i  ",
    " / |    g    | \\ ",
    " j |         | m ",
    "   | k     l |   ",
    "   |    |    |   ",
    "   | n  |  o |   ",
    "   |    |    |   ",
    "   | p  |  q |   ",
    "   |    |    |   ",
    "   | r  |  s |   ",
    "   |____|____|   ",
    "    t       u    ",
)
_BACK = tuple(
    row.replace("g", "y").replace("f", "x") if number != 6 else row.replace("h|         |i", "h|    Y    |i")
    for number, row in enumerate(_FRONT)
)
_SLOTS = {
    "a": "head", "b": "jaw", "c": "neck", "d": "left shoulder", "e": "right shoulder", "f": "chest", "g": "belly",
    "h": "left arm", "i": "right arm", "j": "left hand", "m": "right hand", "k": "left hip", "l": "right hip",
    "n": "left thigh", "o": "right thigh", "p": "left knee", "q": "right knee", "r": "left calf", "s": "right calf",
    "t": "left foot", "u": "right foot", "x": "upper back", "Y": "mid back", "y": "low back",
}  # fmt: skip
_NOT_BEHIND = ("jaw",)
Arrow: TypeAlias = Literal["up", "down", "left", "right"]
ARROWS: tuple[Arrow, ...] = get_args(Arrow)
WIDTH = 38
"""Columns of front and back side by side."""
_HALF = 17
_GAP = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a region's level stands: row and column in the picture of both sides."""

    region: str
    row: int
    column: int


def _slots() -> tuple[Slot, ...]:
    found: list[Slot] = []
    for rows, shift in ((_FRONT, 0), (_BACK, _HALF + _GAP)):
        for number, row in enumerate(rows):
            for column, char in enumerate(row):
                region = _SLOTS.get(char)
                if region is not None and not (shift and region in _NOT_BEHIND):
                    found.append(Slot(region, number, column + shift))
    return tuple(found)


SLOTS: tuple[Slot, ...] = _slots()
"""Every place; regions that are seen from both sides have two."""


SPACERS = frozenset(number for number, row in enumerate(_FRONT) if row == "   |    |    |   ")
"""Rows of the legs that hold nothing: left out where there are few lines."""


def picture(levels: Mapping[str, int], *, dot: str = "·", short: bool = False) -> list[str]:
    """Front and back as lines of 38 columns; `short` leaves three lines out."""
    blank = {ord(char): " " for char in _SLOTS}
    lines = [
        list((front.translate(blank) + " " * _GAP + back.translate(blank)).ljust(WIDTH))
        for front, back in zip(_FRONT, _BACK, strict=True)
    ]
    for slot in SLOTS:
        level = levels.get(slot.region)
        lines[slot.row][slot.column] = dot if level is None else str(level)
    front_title, back_title = "front, as a mirror", "back, from behind"
    sides = "left         right"
    return [
        f"{front_title:^18}  {back_title:^18}",
        *("".join(line) for number, line in enumerate(lines) if not (short and number in SPACERS)),
        f"{sides:<18}  {sides:>17}",
    ]


TITLE_ROWS = 1
"""Lines of `picture` above the figure itself."""
LEGEND = "0 none, 1 a little, 2 clear, 3 strong; left is your left."


def side_by_side(
    before: Mapping[str, int], after: Mapping[str, int], columns: int, *, dot: str = "·"
) -> list[str]:
    """The map before and after, beside each other where there is room for it, and what changed."""
    first, second = picture(before, dot=dot), picture(after, dot=dot)
    if columns >= 2 * WIDTH + 3:
        lines = [f"{'before':^{WIDTH}}   {'after':^{WIDTH}}"]
        lines += [f"{left:<{WIDTH}}   {right}".rstrip() for left, right in zip(first, second, strict=True)]
    else:
        lines = ["before", *first, "", "after", *second]
    return [*lines, *change_lines(before, after)]


def change_lines(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Each region that was marked at both times and differs, and what was marked at one time only."""
    names = in_order(dict.fromkeys((*before, *after), 0))
    lines = []
    for region in names:
        was, now = before.get(region), after.get(region)
        if was is not None and now is not None and was != now:
            lines.append(f"{region}: {was} before, {now} after")
        elif was is None and now:
            lines.append(f"{region}: not marked before, {now} after")
        elif now is None and was:
            lines.append(f"{region}: {was} before, not marked after")
    return lines or ["Nothing on the map changed."]


def level_text(level: int | None) -> str:
    """A level in words."""
    return "not marked" if level is None else f"{level} {LEVELS[level]}"


def neighbour(at: int, direction: Arrow) -> int:
    """The place (an index into SLOTS) that an arrow leads to from here; the same where there is none that way."""
    here = SLOTS[at]
    best, nearest = at, 0
    for number, slot in enumerate(SLOTS):
        rows, columns = slot.row - here.row, slot.column - here.column
        along, across = {
            "up": (-rows, abs(columns)),
            "down": (rows, abs(columns)),
            "left": (-columns, abs(rows) * 2),
            "right": (columns, abs(rows) * 2),
        }[direction]
        if along <= 0:
            continue
        # Across counts more, so that an arrow leads straight rather than far; up and down stay on their side.
        far = along + across * (3 if direction in ("left", "right") else 2)
        if direction in ("up", "down") and (slot.column > _HALF + 1) != (here.column > _HALF + 1):
            continue
        if best == at or far < nearest:
            best, nearest = number, far
    return best


assert {slot.region for slot in SLOTS} == set(REGIONS)
