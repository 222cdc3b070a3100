"""Charts as drawings of a page: the same signs as in a terminal, so that shape tells before from after, and no colour has to.

As wide as a narrow telephone in its own units, so that its words stay readable there; a wider page draws it larger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from massage_mind.report.drawn_dots import CELL_HIGH, CELL_WIDE, DrawnOnce, drawn_cells
from massage_mind.report.markup import Markup, MarkupNode, tag
from massage_mind.screen.show.chart_values import (
    BodyMaps,
    PairedChart,
    RatedPair,
    RatedWeek,
    WeeksChart,
    chart_title,
    last_rows,
)
from massage_mind.screen.show.figure import HEIGHT, SIDES, WIDTH, Marks, ViewSide, figure_rows, seen_from
from massage_mind.screen.text import cut, safe_text, width

_WIDE = 340
_ROW = 20
_TOP = 26
_RIGHT = 12
_RADIUS = 5.5
_LETTER = 7.3
"""As wide as a letter is in a wide font."""
_MOST_LABEL = 16
_FIGURE_GAP = 30


def drawn(name: str, title: str, words: str, wide: float, high: float, *inside: MarkupNode) -> Markup:
    """A drawing with its name and the words that say the same. `name`: an id, the only one of the page."""
    about = (tag("title", title, id=f"{name}-t"), tag("desc", words, id=f"{name}-d"))
    return tag(
        "svg", *about, *inside,
        viewBox=f"0 0 {wide:g} {high:g}", role="img", aria_labelledby=f"{name}-t {name}-d",
    )  # fmt: skip


def svg_paired(chart: PairedChart, name: str, words: str) -> Markup:
    """Before and after, a row each, joined where both are there."""
    pairs = last_rows(chart.pairs)

    def row(pair: RatedPair, at: Callable[[float], float], y: float) -> list[MarkupNode]:
        found: list[MarkupNode] = []
        if pair.before is not None and pair.after is not None and pair.before != pair.after:
            found.append(_joined(at(pair.before), at(pair.after), y))
        if pair.before is not None:
            found.append(_ring(at(pair.before), y))
        if pair.after is not None:
            same = pair.before == pair.after
            found.append(_disc(at(pair.after), y, _RADIUS / 2 if same else _RADIUS))
        return found

    return _scaled(chart, name, words, [(pair.label, pair) for pair in pairs], row)


def svg_weeks(chart: WeeksChart, name: str, words: str) -> Markup:
    """A week a row: rings before a massage, crosses on ordinary days, and nothing where nothing was rated."""

    def row(week: RatedWeek, at: Callable[[float], float], y: float) -> list[MarkupNode]:
        crosses = [_cross(at(value), y) for value in dict.fromkeys(week.ordinary)]
        return [*crosses, *(_ring(at(value), y) for value in dict.fromkeys(week.before))]

    return _scaled(chart, name, words, [(week.label, week) for week in last_rows(chart.weeks)], row)


def _scaled(chart: PairedChart | WeeksChart, name: str, words: str, rows: Sequence[tuple[str, object]], draw: Callable[..., list[MarkupNode]]) -> Markup:  # fmt: skip
    """Labels on the left, the scale above, thin lines down from its numbers, and the rows."""
    labels = [cut(safe_text(label), _MOST_LABEL) for label, _ in rows]
    left = max(map(width, labels), default=0) * _LETTER + 14
    high = _TOP + _ROW * len(rows) + 4

    def at(value: float) -> float:
        return left + (_WIDE - _RIGHT - left) * value / chart.most

    inside: list[MarkupNode] = []
    for number in range(chart.most + 1):
        x = at(number)
        inside.append(tag("line", class_="grid", x1=_n(x), x2=_n(x), y1=_n(_TOP - 4), y2=_n(high - 2)))
        inside.append(tag("text", str(number), class_="number", x=_n(x), y="14"))
    for place, (label, (_, value)) in enumerate(zip(labels, rows, strict=True)):
        y = _TOP + _ROW * (place + 0.5)
        inside.append(tag("text", label, class_="label", x=_n(left - 14), y=_n(y + 4)))
        inside += draw(value, at, y)
    return drawn(name, chart_title(chart), words, _WIDE, high, *inside)


def svg_body(maps: BodyMaps, name: str, words: str, once: DrawnOnce) -> Markup:
    """The body before and after: every view that a mark is on, before left of after; on a telephone as well."""
    views = [view for view in SIDES if _seen(maps.before, view) or _seen(maps.after, view)] or list(SIDES[:1])
    wide, high = WIDTH["big"] * CELL_WIDE, HEIGHT["big"] * CELL_HIGH
    inside: list[MarkupNode] = []
    for down, view in enumerate(views):
        y = down * (high + _FIGURE_GAP)
        for across, (said, levels) in enumerate((("before", maps.before), ("after", maps.after))):
            x = across * (wide + _FIGURE_GAP // 2)
            rows = figure_rows(levels, view, "big")
            note = tag("text", f"{said}, {view}", class_="note", x="0", y="12")
            figure = tag("g", *drawn_cells(rows, once), transform="translate(0 18)")
            inside.append(tag("g", note, figure, transform=f"translate({x} {y})"))
    whole = len(views) * (high + _FIGURE_GAP) - _FIGURE_GAP + 20
    return drawn(name, chart_title(maps), words, 2 * wide + _FIGURE_GAP // 2, whole, *inside)


def _seen(levels: Marks, view: ViewSide) -> bool:
    return any(level and region in seen_from(view) for region, level in levels.items())


def _n(value: float) -> str:
    """A number as short as it can be written."""
    return f"{round(value, 1):g}"


def _ring(x: float, y: float) -> Markup:
    return tag("circle", class_="before", cx=_n(x), cy=_n(y), r=_n(_RADIUS))


def _disc(x: float, y: float, radius: float) -> Markup:
    return tag("circle", class_="after", cx=_n(x), cy=_n(y), r=_n(radius))


def _cross(x: float, y: float) -> Markup:
    arm = _RADIUS - 1
    return tag(
        "path",
        class_="ordinary",
        d=f"M{_n(x - arm)} {_n(y)}h{_n(2 * arm)}M{_n(x)} {_n(y - arm)}v{_n(2 * arm)}",
    )


def _joined(one: float, other: float, y: float) -> Markup:
    low, high = sorted((one, other))
    return tag("line", class_="joined", x1=_n(low + _RADIUS), x2=_n(high - _RADIUS), y1=_n(y), y2=_n(y))
