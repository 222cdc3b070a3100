"""What a screen shows, on a page to keep: headings, paragraphs, tables, and pictures as drawings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from massage_mind.report.drawn_dots import CELL_HIGH, CELL_WIDE, DrawnOnce, drawn_cells, is_drawn
from massage_mind.report.markup import Markup, MarkupNode, tag
from massage_mind.report.svg_charts import drawn
from massage_mind.screen.page.page_parts import (
    SAID,
    UNDER,
    WIDEST,
    Block,
    Drawing,
    Foot,
    PageLine,
    PageTable,
    Part,
    Picture,
    Whole,
    Words,
    runs_of,
    text_of,
)
from massage_mind.screen.text import width

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def part_nodes(parts: Sequence[Part], level: int, name: str, once: DrawnOnce) -> list[MarkupNode]:
    """These parts, the first heading of them at this level (1 to 6), all others below it. `name`: begins ids within.

    `once`: what has been drawn on this page.
    """
    found: list[MarkupNode] = []
    for number, part in enumerate(parts):
        deeper = min(level + bool(number), len(_HEADINGS))
        for place, block in enumerate(part):
            found += _nodes(block, deeper, f"{name}-{number}-{place}", once)
    return found


def _nodes(block: Block, level: int, name: str, once: DrawnOnce) -> Iterator[MarkupNode]:
    match block:
        case PageLine():
            yield from _line(block, level)
        case Whole():
            yield tag("p", tag("code", block.text))
        case PageTable():
            yield table_of(block)
        case Picture():
            yield from _picture(block, name, once)
        case Drawing():
            for number, one in enumerate(block.draw(WIDEST, "braille")):
                yield from _nodes(one, level, f"{name}-{number}", once)
        case Foot():
            return
        case _:
            assert_never(block)


def _line(line: PageLine, level: int) -> Iterator[MarkupNode]:
    words = [*_runs(line.lead), *_runs(line.words)]
    aside = [tag("span", line.aside, class_="id")] if line.aside else []
    if line.heading:
        yield tag(_HEADINGS[level - 1], tag("span", text_of(line.words), dir="auto"), *aside)
    elif words or aside:
        depth = "deeper" if line.column > UNDER else "under" if line.column > SAID else None
        yield tag("p", *words, *aside, class_=f"under {depth}" if depth == "deeper" else depth, dir="auto")


def _runs(words: Words) -> Iterator[MarkupNode]:
    for text, style in runs_of(words):
        match style:
            case "bold":
                yield tag("strong", text)
            case "dim":
                yield tag("span", text, class_="dim")
            case _:
                yield text


def table_of(table: PageTable) -> Markup:
    """A table of a screen: heads where there are any, the first cell of each row its name."""
    rows = [
        tag(
            "tr",
            tag("th", row[0], scope="row", dir="auto"),
            *(_cell(cell, number in table.figures) for number, cell in enumerate(row[1:], 1)),
        )
        for row in table.rows
    ]
    heads: list[MarkupNode] = []
    if any(table.heads):
        first = tag("td", table.heads[0])
        rest = [
            tag("th", head, scope="col", class_="figure" if number in table.figures else None)
            for number, head in enumerate(table.heads[1:], 1)
        ]
        heads = [tag("thead", tag("tr", first, *rest))]
    return tag("div", tag("table", *heads, tag("tbody", *rows)), class_="table")


def _cell(text: str, is_figure: bool) -> Markup:
    return tag("td", text, class_="figure" if is_figure else None, dir=None if is_figure else "auto")


def _picture(picture: Picture, name: str, once: DrawnOnce) -> Iterator[MarkupNode]:
    """What is drawn. Without words of its own it says what stands below it: a reader aloud passes it over."""
    rows = [runs_of(row) for row in picture.rows]
    wide = max((sum(width(run.text) for run in row) for row in rows), default=0)
    if not wide:
        return
    if not any(is_drawn(run.text) for row in rows for run in row):
        text = "\n".join("".join(run.text for run in row) for row in rows)
        yield tag("p", text, class_="pre under")
        return
    size = (wide * CELL_WIDE, len(rows) * CELL_HIGH)
    inside = drawn_cells(rows, once)
    if picture.words:
        yield tag("figure", drawn(name, "Picture", picture.words, *size, *inside), class_="body")
    else:
        svg = tag("svg", *inside, viewBox=f"0 0 {size[0]} {size[1]}", aria_hidden="true")
        yield tag("figure", svg, class_="body")
