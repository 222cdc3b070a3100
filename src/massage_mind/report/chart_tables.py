"""The numbers of a chart as a table, for whoever reads rather than looks."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.report.report_values import DataTable
from massage_mind.screen.show.chart_values import (
    BodyMaps,
    PairedChart,
    WeeksChart,
    chart_title,
    ends_sentence,
    last_rows,
    left_out_sentence,
    number_words,
    region_pairs,
)


def chart_numbers(chart: PairedChart | WeeksChart | BodyMaps) -> tuple[DataTable, tuple[str, ...]]:
    """The numbers of a chart as a table, those that are drawn, and what is said below: both ends, what is left out."""
    if isinstance(chart, BodyMaps):
        chart = region_pairs(chart)
    if isinstance(chart, PairedChart):
        left_out = left_out_sentence(chart.pairs, chart.counted[1])
    else:
        left_out = left_out_sentence(chart.weeks, "weeks")
    return chart_table(chart), tuple(filter(None, (ends_sentence(chart), left_out)))


def chart_table(chart: PairedChart | WeeksChart, *, every: bool = False) -> DataTable:
    """The numbers of a chart as a table: those that are drawn, or with `every` all there are."""
    heads: tuple[str, ...]
    if isinstance(chart, PairedChart):
        heads = ("", "before", "after")
        rows = [
            (one.spoken or one.label, _number(one.before), _number(one.after))
            for one in (chart.pairs if every else last_rows(chart.pairs))
        ]
    else:
        heads = ("", "before a massage", "on ordinary days")
        rows = [
            (one.spoken or one.label, _numbers(one.before), _numbers(one.ordinary))
            for one in (chart.weeks if every else last_rows(chart.weeks))
        ]
    return DataTable(chart_title(chart), heads, rows, frozenset({1, 2}))


def _number(value: float | None) -> str:
    return "" if value is None else number_words(value)


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(map(number_words, values))
