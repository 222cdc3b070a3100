"""The body map drawn: front as in a mirror, back as seen from behind, so that left is your left in both.

One outline in the dots of the breath; a region that is marked has its dots in one of three densities, and its level as a
digit. What is not marked shows nothing. Without Braille the outline is ASCII, and the densities are shades or signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, TypeAlias, get_args

from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.page.page_parts import Styled
from massage_mind.screen.show import figure_data as data
from massage_mind.script.body import MOST, REGIONS
from massage_mind.values import dataclass

ViewSide: TypeAlias = Literal["front", "back"]
SIDES: tuple[ViewSide, ...] = get_args(ViewSide)
FigureSize: TypeAlias = Literal["big", "small"]
FigureRow: TypeAlias = list[Styled]
Marks: TypeAlias = Mapping[str, int]

WIDTH: dict[FigureSize, int] = {"big": 26, "small": 18}
HEIGHT: dict[FigureSize, int] = {"big": 22, "small": 15}
BIG_FROM, SMALL_FROM = 62, 38
"""Columns from which two figures of a size stand side by side."""

_BLANK = 0x2800
_FULL = 0xFF
_MOST_DOTS = 6
_BETWEEN: dict[FigureSize, int] = {"big": 4, "small": 2}
_SHADES: dict[Glyphs, str] = {"block": "░▒▓", "ascii": ".:#"}
# A dot every third row of dots, from between the shoulders down to where the legs part.
_SPINE: dict[FigureSize, tuple[tuple[int, int, str], ...]] = {
    "big": tuple((4 + row, 13, dots) for row, dots in enumerate("⡀⠄⠂⡁⠄⠂⡁⠄")),
    "small": tuple((3 + row, 9, dots) for row, dots in enumerate("⠂⡁⠄⠂⡁")),
}
_SPINE_LINES: dict[FigureSize, tuple[tuple[int, int, str], ...]] = {
    "big": ((5, 12, "."), (7, 12, "."), (9, 12, ".")),
    "small": (),
}
_NAVEL: dict[FigureSize, tuple[tuple[int, int, str], ...]] = {
    "big": ((9, 12, "⠐"), (9, 13, "⠂")),
    "small": ((6, 8, "⠐"), (6, 9, "⠂")),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One view in one size: what is drawn without marks, the region of each cell, and where its digit stands."""

    outline: tuple[str, ...]
    inside: tuple[str, ...]
    """In Braille, what lies inside of the outline; in ASCII a full cell where a sign can stand."""
    regions: tuple[tuple[str, ...], ...]
    digits: Mapping[str, tuple[int, int]]
    detail: Mapping[tuple[int, int], str]
    """Navel or spine: shown where nothing is marked."""


def _rows(text: str, size: FigureSize) -> tuple[str, ...]:
    return tuple(row.ljust(WIDTH[size]) for row in text.splitlines())


_MAPS: dict[tuple[bool, FigureSize, ViewSide], str] = {
    (True, "big", "front"): data.BIG_FRONT,
    (True, "big", "back"): data.BIG_BACK,
    (True, "small", "front"): data.SMALL_FRONT,
    (True, "small", "back"): data.SMALL_BACK,
    (False, "big", "front"): data.BIG_FRONT,
    (False, "big", "back"): data.BIG_BACK,
    (False, "small", "front"): data.SMALL_LINES_FRONT,
    (False, "small", "back"): data.SMALL_LINES_BACK,
}
_OUTLINES: dict[tuple[bool, FigureSize], str] = {
    (True, "big"): data.BIG_OUTLINE,
    (True, "small"): data.SMALL_OUTLINE,
    (False, "big"): data.BIG_LINES,
    (False, "small"): data.SMALL_LINES,
}


@cache
def figure_of(view: ViewSide, size: FigureSize, *, dots: bool) -> Figure:
    """The figure in Braille dots or in lines."""
    outline = _rows(_OUTLINES[dots, size], size)
    drawn = _rows(_MAPS[dots, size, view], size)
    letters = {".": "", " ": "", **data.LETTERS}
    regions = tuple(tuple(letters[char.lower()] for char in row) for row in drawn)
    digits = {
        letters[char.lower()]: (at, column)
        for at, row in enumerate(drawn)
        for column, char in enumerate(row)
        if char.isupper()
    }
    if dots:
        inside = _rows(data.BIG_INSIDE if size == "big" else data.SMALL_INSIDE, size)
    else:
        inside = _inside_lines(outline, regions, size)
    details = (_SPINE if dots else _SPINE_LINES)[size] if view == "back" else _NAVEL[size] if dots else ()
    return Figure(outline, inside, regions, digits, {(row, at): char for row, at, char in details})


def _inside_lines(
    outline: Sequence[str], regions: Sequence[Sequence[str]], size: FigureSize
) -> tuple[str, ...]:
    """Where a sign can stand among lines: cells of a region that are blank, and that the dots of the figure fill as well."""
    full = _rows(data.BIG_INSIDE, size) if size == "big" else ("⣿" * WIDTH[size],) * HEIGHT[size]
    return tuple(
        "".join(
            "⣿" if char == " " and regions[row][column] and _filled(full[row][column]) else " "
            for column, char in enumerate(line)
        )
        for row, line in enumerate(outline)
    )


def _filled(char: str) -> bool:
    """Whether most of a cell lies inside."""
    return _dots(char).bit_count() >= _MOST_DOTS


def seen_from(view: ViewSide) -> frozenset[str]:
    """The regions that this view shows."""
    return frozenset(figure_of(view, "big", dots=True).digits)


def figure_rows(
    levels: Marks, view: ViewSide, size: FigureSize = "big", glyphs: Glyphs = "braille", at: str = ""
) -> list[FigureRow]:
    """One figure as rows of runs, each as wide as the figure; `at` is the region somebody is at: `[3]`, `[·]`."""
    dots = glyphs == "braille"
    figure = figure_of(view, size, dots=dots)
    marked = {region for region, level in levels.items() if level} | ({at} if at else set())
    rows = [list(row) for row in _bare_rows(view, size, dots=dots)]
    for row, line in enumerate(figure.outline):
        if marked.isdisjoint(figure.regions[row]):
            continue
        cells = [_cell(figure, row, column, char, levels, glyphs) for column, char in enumerate(line)]
        _digits(figure, row, cells, levels, at, "·" if dots else ".")
        rows[row] = _joined(cells)
    return rows


@cache
def _bare_rows(view: ViewSide, size: FigureSize, *, dots: bool) -> tuple[FigureRow, ...]:
    """The figure where nothing is marked: most rows of most maps."""
    figure = figure_of(view, size, dots=dots)
    return tuple(
        _joined(_bare_cell(figure, row, column, char) for column, char in enumerate(line))
        for row, line in enumerate(figure.outline)
    )


def _digits(figure: Figure, row: int, cells: list[Styled], levels: Marks, at: str, none: str) -> None:
    """The levels of the regions whose digit stands in this row, and where somebody is."""
    for region, (its_row, column) in figure.digits.items():
        if its_row != row:
            continue
        level = levels.get(region)
        if region == at:
            sign = none if level is None else str(level)
            cells[column - 1 : column + 2] = [Styled(char, "bold") for char in f"[{sign}]"]
        elif level and level <= MOST:
            cells[column] = Styled(str(level), "bold")


def _bare_cell(figure: Figure, row: int, column: int, char: str) -> Styled:
    detail = figure.detail.get((row, column), "") if char == " " else ""
    return Styled(detail or char)


def _cell(figure: Figure, row: int, column: int, char: str, levels: Marks, glyphs: Glyphs) -> Styled:
    """One cell without its digit: the outline, with the pattern of its region where that is marked."""
    level = min(levels.get(figure.regions[row][column], 0), MOST)
    if not level:
        return _bare_cell(figure, row, column, char)
    inside = figure.inside[row][column]
    if glyphs != "braille":
        return Styled(_SHADES[glyphs][level - 1], "accent") if inside == "⣿" else Styled(char)
    drawn = (_dots(char) | _dots(inside) & _pattern(level, column, len(figure.outline[0]))) + _BLANK
    return Styled(chr(drawn) if drawn > _BLANK else " ", "accent")


def _dots(char: str) -> int:
    return ord(char) - _BLANK if char != " " else 0


def _pattern(level: int, column: int, wide: int) -> int:
    """The dots of a full cell at this level; the right half mirrors the left."""
    left = column < wide // 2
    if level == 1:
        even = (column if left else wide - 1 - column) % 2 == 0
        return _dots(("⠂" if even else "⡀") if left else ("⠐" if even else "⢀"))
    if level == MOST:
        return _FULL
    return _dots("⢕" if left else "⡪")


def _joined(cells: Iterable[Styled]) -> FigureRow:
    """Neighbours of one style as one run."""
    runs: FigureRow = []
    for char, style in cells:
        if runs and runs[-1].style == style:
            runs[-1] = Styled(runs[-1].text + char, style)
        else:
            runs.append(Styled(char, style))
    return runs


_LEFT, _RIGHT = "left", "right"


def titled(rows: Sequence[FigureRow], *titles: str) -> list[FigureRow]:
    """The figure with words beside its head, one a row: front, back, before, after; below them which side is which."""
    found = [list(row) for row in rows]
    for row in found[len(titles) : len(titles) + 1]:
        if row[0].text.startswith(" " * (len(_LEFT) + 1)) and row[-1].text.endswith(" " * (len(_RIGHT) + 1)):
            row[0] = Styled(_LEFT + row[0].text[len(_LEFT) :], row[0].style)
            row[-1] = Styled(row[-1].text[: -len(_RIGHT)] + _RIGHT, row[-1].style)
    for number, title in enumerate(titles):
        first = found[number][0]
        if first.style or len(first.text) <= len(title):
            continue
        found[number] = [
            Styled(title),
            Styled(first.text[len(title) :], first.style),
            *found[number][1:],
        ]
    return found


def beside(figures: Sequence[Sequence[FigureRow]], between: int) -> list[FigureRow]:
    """Figures of one size side by side, so many blank columns between two."""
    gap = Styled(" " * between)
    rows: list[FigureRow] = []
    for parts in zip(*figures, strict=True):
        row: FigureRow = []
        for number, part in enumerate(parts):
            row += [*([gap] if number else []), *part]
        rows.append(_trimmed(_joined(row)))
    return rows


def _trimmed(row: FigureRow) -> FigureRow:
    """Without the blanks at its end."""
    while row and not row[-1].text.strip():
        row = row[:-1]
    return [*row[:-1], Styled(row[-1].text.rstrip(), row[-1].style)] if row else []


def both_sides(
    levels: Marks,
    size: FigureSize,
    glyphs: Glyphs,
    *,
    at: tuple[ViewSide, str] | None = None,
    between: int | None = None,
) -> list[FigureRow]:
    """Front and back side by side, named; `at` is the view and the region somebody is at."""
    return beside(
        [
            titled(figure_rows(levels, view, size, glyphs, at[1] if at and at[0] == view else ""), view)
            for view in SIDES
        ],
        _BETWEEN[size] if between is None else between,
    )


def size_for(columns: int, rows: int = 99) -> FigureSize | None:
    """The size of two figures side by side on so much room, two rows of words below; None: there is only room for words."""
    if columns >= BIG_FROM and rows >= HEIGHT["big"] + 2:
        return "big"
    return "small" if columns >= SMALL_FROM and rows >= HEIGHT["small"] + 2 else None


assert seen_from("front") | seen_from("back") == set(REGIONS)
