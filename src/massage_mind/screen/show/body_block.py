"""The body map on a page that is read: drawn, and below it what is marked, or what was marked before and after.

Before and after lie so that the eye sees the change: one view, large, if it shows every mark of both; otherwise front and
back of both, small, in a row or below each other. A change is two figures, never judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.page.page_parts import SAID, UNDER, Block, Drawing, PageTable, Picture, Styled
from massage_mind.screen.page.setting import FOLDS
from massage_mind.screen.show.figure import (
    BIG_FROM,
    SIDES,
    SMALL_FROM,
    FigureRow,
    FigureSize,
    Marks,
    ViewSide,
    beside,
    both_sides,
    figure_rows,
    seen_from,
    titled,
)
from massage_mind.screen.text import safe_text
from massage_mind.script.body import LEVELS, in_order

Kinds: TypeAlias = Mapping[str, str]
"""What it is like at some regions: "burning"."""
BEFORE, AFTER = "before", "after"
_ROW_FROM = 76
"""Columns for four small figures in a row, each one column from the next."""
_FAR, _NEAR = 6, 2
"""Columns between before and after, large and small."""


def body_block(before: Marks, after: Marks | None = None, *, kinds: Sequence[Kinds] = ()) -> Drawing:
    """What stands under the heading "Body": one map, or two and what changed; below 38 columns words only.

    `kinds`: for each of the maps what it is like at some regions.
    """
    return Drawing(
        lambda columns, glyphs: body_blocks(before, after, columns=columns, glyphs=glyphs, kinds=kinds)
    )


def body_blocks(
    before: Marks,
    after: Marks | None = None,
    *,
    columns: int,
    glyphs: Glyphs,
    kinds: Sequence[Kinds] = (),
) -> Sequence[Block]:
    """The same for so many columns, drawn with these."""
    first, second = (*kinds, {}, {})[:2]
    if after is None:
        return _block(_one(before, columns, glyphs), _marked(before, first), columns)
    return _block(_two(before, after, columns, glyphs), changes(before, after, (first, second)), columns)


def changes(before: Marks, after: Marks, kinds: tuple[Kinds, Kinds] = ({}, {})) -> list[tuple[str, str]]:
    """Each region that was marked at one of the two times, with both its levels and what it was like; the tightest first."""
    found = in_order(dict.fromkeys((*before, *after), 0))
    marked = [region for region in found if _tightest(region, before, after)]
    marked.sort(key=lambda region: -_tightest(region, before, after))
    first, second = kinds
    return [
        (
            region,
            f"{_level(before.get(region), first.get(region))}, then {_level(after.get(region), second.get(region))}",
        )
        for region in marked
    ]


def _tightest(region: str, before: Marks, after: Marks) -> int:
    return max(before.get(region, 0), after.get(region, 0))


def _level(level: int | None, kind: str | None) -> str:
    if level is None:
        return "not marked"
    return f"{level} {safe_text(kind)}" if kind else str(level)


def _marked(levels: Marks, kinds: Kinds) -> list[tuple[str, str]]:
    """Each region that is marked, with its level in words, and what it is like."""
    return [
        (
            region,
            (f"{level} {LEVELS[level]}" if level < len(LEVELS) else str(level))
            + (f", {safe_text(kinds[region])}" if kinds.get(region) else ""),
        )
        for region, level in in_order(levels).items()
        if level
    ]


def _block(pictures: Sequence[Picture], rows: Sequence[tuple[str, str]], columns: int) -> Sequence[Block]:
    """Pictures and the words below them, with a line of air between."""
    words = PageTable(("", ""), rows or (("nothing", "marked"),), sentences=_sentences(rows))
    return (*pictures, *([Picture([[]])] if pictures else []), words)


def _sentences(rows: Sequence[tuple[str, str]]) -> list[str]:
    if not rows:
        return ["Nothing is marked."]
    return [
        f"{region[:1].upper()}{region[1:]}: {said if ', then ' in said else said.replace(' ', ', ', 1)}."
        for region, said in rows
    ]


def _one(levels: Marks, columns: int, glyphs: Glyphs) -> list[Picture]:
    """Front and back of one map."""
    if columns < SMALL_FROM or not any(levels.values()):
        return []
    if columns >= BIG_FROM:
        return [_picture(both_sides(levels, "big", glyphs), columns)]
    return [_picture(both_sides(levels, "small", glyphs, between=_between(columns)), columns)]


def _two(before: Marks, after: Marks, columns: int, glyphs: Glyphs) -> list[Picture]:
    """Both maps, so that what is compared lies beside or below each other."""
    named = {BEFORE: before, AFTER: after}
    if columns < SMALL_FROM or not any((*before.values(), *after.values())):
        return []
    view = view_of_all(before, after)
    if view is not None:
        size: FigureSize = "big" if columns >= BIG_FROM else "small"
        return [_picture(_side_by_side(named, (view,), size, glyphs, columns), columns)]
    if columns >= _ROW_FROM:
        return [Picture(_side_by_side(named, SIDES, "small", glyphs, columns), column=SAID - 1)]
    pairs = [_side_by_side({name: levels}, SIDES, "small", glyphs, columns) for name, levels in named.items()]
    return [_picture([*pairs[0], [], *pairs[1]], columns)]


def view_of_all(before: Marks, after: Marks) -> ViewSide | None:
    """The view that shows every mark of both; the front where either does, None where neither does."""
    marked = {region for levels in (before, after) for region, level in levels.items() if level}
    known = marked & (seen_from("front") | seen_from("back"))
    return next((view for view in SIDES if known <= seen_from(view)), None)


def _side_by_side(
    named: Mapping[str, Marks], views: Sequence[ViewSide], size: FigureSize, glyphs: Glyphs, columns: int
) -> list[FigureRow]:
    figures = [
        titled(figure_rows(levels, view, size, glyphs), name, view)
        for name, levels in named.items()
        for view in views
    ]
    between = _FAR if size == "big" else 1 if len(figures) > len(SIDES) else _between(columns)
    return beside(figures, between)


def _between(columns: int) -> int:
    """Columns between two small figures."""
    return _NEAR if columns > SMALL_FROM else 1


def _picture(rows: Sequence[Sequence[Styled]], columns: int) -> Picture:
    return Picture(rows, column=UNDER if columns >= FOLDS else SAID)
