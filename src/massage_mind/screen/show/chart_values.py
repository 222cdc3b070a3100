"""Charts as values: ratings before and after, and week by week; what is shown of them, and the sentences that say the same.

A terminal draws them with `show_paired` and `show_weeks`, a page to keep as SVG (`report`). Nothing here judges a change:
both directions look alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from massage_mind.record.measures import HIGH
from massage_mind.script.body import LEVELS, MOST, in_order
from massage_mind.values import dataclass
from massage_mind.words.lengths import count_word

MOST_ROWS, LAST_ROWS = 15, 12
"""More rows than the first are too many for one look; then the last so many are drawn, and it is said."""

AnyRow = TypeVar("AnyRow")


@dataclass(frozen=True, slots=True)
class RatedPair:
    """One row: a rating before and one after, 0 to the chart's `most`, whole or half; None: not rated.

    `label` stands beside the row ("27 Aug"); `spoken` is the same for somebody who listens ("27 August"), empty: as the label.
    """

    label: str
    before: float | None = None
    after: float | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class PairedChart:
    """What was rated before and after, the oldest first. `counted`: what a row is, to count rows with (massage, massages)."""

    title: str
    pairs: Sequence[RatedPair]
    most: int = HIGH
    counted: tuple[str, str] = ("massage", "massages")
    missing: str = "not rated"
    """What is said where there is no number."""
    low: str = ""
    """What 0 means, and what `most` means; empty: it isn't said."""
    high: str = ""


@dataclass(frozen=True, slots=True)
class RatedWeek:
    """One week: what was rated before a massage in it, and on its ordinary days; nothing of either is a gap."""

    label: str
    before: Sequence[float] = ()
    ordinary: Sequence[float] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class WeeksChart:
    """A measure week by week, the earliest first, weeks in which nothing was rated among them."""

    title: str
    weeks: Sequence[RatedWeek]
    most: int = HIGH
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class BodyMaps:
    """The body map before and after: tension 0 to 3 by region; a region that is left out was not marked."""

    title: str
    before: Mapping[str, int]
    after: Mapping[str, int]


BEFORE_AND_AFTER, BEFORE_AND_ORDINARY = "before and after", "before a massage and on ordinary days"
"""What the signs of a chart are, in words."""


def chart_title(chart: PairedChart | WeeksChart | BodyMaps) -> str:
    """What a chart is called where its signs are not named in its title: "Stress, before and after"."""
    return f"{chart.title}, {BEFORE_AND_ORDINARY if isinstance(chart, WeeksChart) else BEFORE_AND_AFTER}"


def last_rows(rows: Sequence[AnyRow]) -> Sequence[AnyRow]:
    """The rows that are drawn: all up to fifteen, and the last twelve of more."""
    return rows if len(rows) <= MOST_ROWS else rows[-LAST_ROWS:]


def left_out_sentence(rows: Sequence[object], more: str) -> str:
    """That not all are drawn, where that is so: "These are the last twelve of 31 massages."; else empty."""
    if len(rows) <= MOST_ROWS:
        return ""
    return f"These are the last {count_word(LAST_ROWS)} of {count_word(len(rows))} {more}."


def region_pairs(maps: BodyMaps) -> PairedChart:
    """The same maps as rows by region, the tightest first; regions that were marked at neither time are left out."""
    found = in_order(dict.fromkeys((*maps.before, *maps.after), 0))
    marked = [one for one in found if maps.before.get(one) or maps.after.get(one)]
    marked.sort(key=lambda one: -max(maps.before.get(one, 0), maps.after.get(one, 0)))
    pairs = [RatedPair(one, maps.before.get(one), maps.after.get(one)) for one in marked]
    return PairedChart(maps.title, pairs, MOST, ("region", "regions"), "not marked", LEVELS[0], LEVELS[MOST])


def number_words(value: float) -> str:
    """A rating, or a half between two: "3", "2.5"."""
    return f"{value:g}"


def pair_sentence(pair: RatedPair, missing: str = "not rated") -> str:
    """ "27 August: 7 before, 3 after."; `missing` is said where there is no number."""
    name = _named(pair.spoken or pair.label)
    if pair.before is None and pair.after is None:
        return f"{name}: {missing}."
    before, after = (missing if one is None else number_words(one) for one in (pair.before, pair.after))
    return f"{name}: {before} before, {after} after."


def ends_sentence(chart: PairedChart | WeeksChart) -> str:
    """What both ends of the scale mean: "0 is none, 10 is the most you can imagine."; empty where it isn't said."""
    return f"0 is {chart.low}, {chart.most} is {chart.high}." if chart.low and chart.high else ""


def week_sentence(week: RatedWeek) -> str:
    """ "Week of 27 August: 7 before a massage; 5 and 6 on ordinary days."; a gap is said to be one."""
    name = _named(week.spoken or week.label)
    pieces = []
    if week.before:
        pieces.append(f"{_numbers(week.before)} before a massage")
    if week.ordinary:
        pieces.append(f"{_numbers(week.ordinary)} on {_days(len(week.ordinary))}")
    return f"{name}: {'; '.join(pieces) or 'nothing was rated'}."


def _days(count: int) -> str:
    return "an ordinary day" if count == 1 else "ordinary days"


def _numbers(values: Iterable[float]) -> str:
    *first, last = map(number_words, values)
    return f"{', '.join(first)} and {last}" if first else last


def _named(text: str) -> str:
    return text[:1].upper() + text[1:]
