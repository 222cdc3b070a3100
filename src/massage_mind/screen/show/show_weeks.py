"""A measure week by week: what was rated before a massage, and on ordinary days, on one scale; a week without either is a gap."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.page.page_parts import Block, Drawing, Styled
from massage_mind.screen.show.chart_values import (
    BEFORE_AND_ORDINARY,
    RatedWeek,
    WeeksChart,
    last_rows,
    left_out_sentence,
    week_sentence,
)
from massage_mind.screen.show.scale_rows import ScaleRow, scale_blocks, signs_for


def weeks_block(chart: WeeksChart) -> Drawing:
    """The chart with its title; of more than fifteen weeks the last twelve, and it is said. Under 60 columns sentences."""
    return Drawing(lambda columns, glyphs: weeks_blocks(chart, columns=columns, glyphs=glyphs))


def weeks_blocks(chart: WeeksChart, *, columns: int, glyphs: Glyphs) -> Sequence[Block]:
    """The same for so many columns, drawn with these."""
    signs = signs_for(glyphs)
    rows = [_row(week, glyphs) for week in last_rows(chart.weeks)]
    shown = last_rows(chart.weeks)
    alike = any(set(week.before) & set(week.ordinary) for week in shown)
    drawn = [
        f"before a massage {signs.before}" * any(week.before for week in shown),
        f"on ordinary days {signs.ordinary}" * any(week.ordinary for week in shown),
    ]
    both = f", {signs.beside} both" if alike else ""
    # What is not drawn is not explained: it would be looked for.
    key = (f"week by week, {' and '.join(filter(None, drawn))}{both}", BEFORE_AND_ORDINARY)
    left_out = left_out_sentence(chart.weeks, "weeks")
    return scale_blocks(chart.title, key, rows, left_out, most=chart.most, columns=columns, glyphs=glyphs)


def _row(week: RatedWeek, glyphs: Glyphs) -> ScaleRow:
    signs = signs_for(glyphs)
    found = {value: Styled(signs.ordinary) for value in week.ordinary}
    for value in week.before:
        found[value] = Styled(signs.beside if value in found else signs.before, "accent")
    return ScaleRow(week.label, found, False, week_sentence(week))
