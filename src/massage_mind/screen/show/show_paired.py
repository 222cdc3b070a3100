"""Ratings before and after, a row each, joined where both are there: shape tells one from the other, and nothing a good direction."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.page.page_parts import Block, Drawing, Styled
from massage_mind.screen.show.chart_values import (
    BEFORE_AND_AFTER,
    BodyMaps,
    PairedChart,
    RatedPair,
    last_rows,
    left_out_sentence,
    pair_sentence,
    region_pairs,
)
from massage_mind.screen.show.scale_rows import ScaleRow, scale_blocks, signs_for


def paired_block(chart: PairedChart) -> Drawing:
    """The chart with its title; of more than fifteen rows the last twelve, and it is said. Under 60 columns sentences."""
    return Drawing(lambda columns, glyphs: paired_blocks(chart, columns=columns, glyphs=glyphs))


def paired_blocks(chart: PairedChart, *, columns: int, glyphs: Glyphs) -> Sequence[Block]:
    """The same for so many columns, drawn with these."""
    signs = signs_for(glyphs)
    rows = [_row(pair, chart.missing, glyphs) for pair in last_rows(chart.pairs)]
    alike = any(pair.before is not None and pair.before == pair.after for pair in last_rows(chart.pairs))
    both = f", {signs.both} the same" if alike else ""
    key = (f"before {signs.before} and after {signs.after}{both}", BEFORE_AND_AFTER)
    left_out = left_out_sentence(chart.pairs, chart.counted[1])
    return scale_blocks(chart.title, key, rows, left_out, most=chart.most, columns=columns, glyphs=glyphs)


def regions_block(maps: BodyMaps) -> Drawing:
    """The body map's change by region: the same rows on a scale from 0 to 3, the tightest first."""
    return paired_block(region_pairs(maps))


def _row(pair: RatedPair, missing: str, glyphs: Glyphs) -> ScaleRow:
    signs = signs_for(glyphs)
    found: dict[float, Styled] = {}
    if pair.before is not None:
        found[pair.before] = Styled(signs.before, "dim")
    if pair.after is not None:
        found[pair.after] = Styled(signs.both if pair.after == pair.before else signs.after, "accent")
    return ScaleRow(pair.label, found, True, pair_sentence(pair, missing))
