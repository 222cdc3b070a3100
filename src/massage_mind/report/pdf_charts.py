"""Charts in a PDF: the signs of the screen and of the page, a ring before, a disc after, a cross on ordinary days."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from massage_mind.screen.show.chart_values import (
    BodyMaps,
    PairedChart,
    RatedPair,
    RatedWeek,
    WeeksChart,
    chart_title,
    last_rows,
    region_pairs,
)

if TYPE_CHECKING:
    from fpdf import FPDF

_LEFT_MM, _RIGHT_MM, _ROW_MM = 45.0, 10.0, 5.5
_RADIUS_MM = 1.5
_LABEL = 24
"""Characters of a label, which stand in full in the table below."""


def draw_chart(pdf: FPDF, chart: PairedChart | WeeksChart | BodyMaps, shown: Callable[[str], str]) -> None:
    """Draw it from where the page has come to, in the font that is set; `shown` makes a text of letters that it has."""
    if isinstance(chart, BodyMaps):
        chart = region_pairs(chart)
    rows = last_rows(chart.pairs) if isinstance(chart, PairedChart) else last_rows(chart.weeks)
    if not rows:
        return
    if pdf.will_page_break(_ROW_MM * (len(rows) + 4)):
        pdf.add_page()
    signs = (
        "ring: before; disc: after"
        if isinstance(chart, PairedChart)
        else "ring: before a massage; cross: an ordinary day"
    )
    pdf.cell(0, _ROW_MM, shown(f"{chart_title(chart)} ({signs})"), new_x="LMARGIN", new_y="NEXT")
    left = pdf.l_margin + _LEFT_MM
    wide = pdf.epw - _LEFT_MM - _RIGHT_MM

    def at(value: float) -> float:
        return left + wide * value / chart.most

    _scale(pdf, chart.most, at, len(rows))
    for row in rows:
        y = pdf.get_y() + _ROW_MM / 2
        pdf.cell(_LEFT_MM, _ROW_MM, shown(row.label[:_LABEL]), new_x="LMARGIN", new_y="NEXT")
        pdf.set_draw_color(0)
        if isinstance(row, RatedPair):
            _pair(pdf, row, at, y)
        else:
            _week(pdf, row, at, y)
    pdf.ln(_ROW_MM / 2)


def _scale(pdf: FPDF, most: int, at: Callable[[float], float], rows: int) -> None:
    """The numbers above, and thin lines down from them."""
    y = pdf.get_y()
    pdf.set_draw_color(200)
    for value in range(most + 1):
        pdf.set_xy(at(value) - 4, y)
        pdf.cell(8, _ROW_MM, str(value), align="C")
        pdf.line(at(value), y + _ROW_MM, at(value), y + _ROW_MM * (rows + 1))
    pdf.set_xy(pdf.l_margin, y + _ROW_MM)


def _pair(pdf: FPDF, row: RatedPair, at: Callable[[float], float], y: float) -> None:
    if row.before is not None and row.after is not None and row.before != row.after:
        pdf.line(at(row.before), y, at(row.after), y)
    if row.before is not None:
        pdf.set_fill_color(255)
        pdf.circle(at(row.before), y, _RADIUS_MM, style="DF")
    if row.after is not None:
        pdf.set_fill_color(0)
        pdf.circle(at(row.after), y, _RADIUS_MM / (2 if row.before == row.after else 1), style="F")


def _week(pdf: FPDF, row: RatedWeek, at: Callable[[float], float], y: float) -> None:
    for value in row.ordinary:
        x = at(value)
        pdf.line(x - _RADIUS_MM, y, x + _RADIUS_MM, y)
        pdf.line(x, y - _RADIUS_MM, x, y + _RADIUS_MM)
    pdf.set_fill_color(255)
    for value in row.before:
        pdf.circle(at(value), y, _RADIUS_MM, style="D")
