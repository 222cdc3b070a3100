"""Charts in a terminal: every number at its place, before told from after by shape, and the same in sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.screen.page.page_parts import Drawing, Page
from massage_mind.screen.page.showing import Look, page_text
from massage_mind.screen.show.chart_values import (
    BodyMaps,
    PairedChart,
    RatedPair,
    RatedWeek,
    WeeksChart,
    ends_sentence,
    last_rows,
    left_out_sentence,
    pair_sentence,
    region_pairs,
    week_sentence,
)
from massage_mind.screen.show.show_paired import paired_block, regions_block
from massage_mind.screen.show.show_weeks import weeks_block

PAIRS = (
    RatedPair("27 Aug", 7, 3, "27 August"),
    RatedPair("3 Sep", 7, 4, "3 September"),
    RatedPair("10 Sep", 5, 5, "10 September"),
    RatedPair("17 Sep", 6, 2, "17 September"),
    RatedPair("24 Sep", 5, 6, "24 September"),
    RatedPair("1 Oct", None, 4, "1 October"),
    RatedPair("8 Oct", 0, None, "8 October"),
    RatedPair("15 Oct", 10, 0, "15 October"),
    RatedPair("22 Oct", spoken="22 October"),
    RatedPair("29 Oct", 6.5, 2.5, "29 October"),
)
WEEKS = (
    RatedWeek("24 Aug", (7,), (6, 5), "Week of 24 August"),
    RatedWeek("31 Aug", (7, 4), (6,), "Week of 31 August"),
    RatedWeek("7 Sep", (5,), (5, 4), "Week of 7 September"),
    RatedWeek("14 Sep", spoken="Week of 14 September"),
    RatedWeek("21 Sep", (), (4, 4, 3), "Week of 21 September"),
    RatedWeek("28 Sep", (10,), (0,), "Week of 28 September"),
)
MAPS = BodyMaps(
    "The body", {"jaw": 2, "left shoulder": 3, "head": 0}, {"jaw": 1, "left shoulder": 1, "belly": 1}
)
PAIRED = PairedChart("Stress", PAIRS, low="none", high="the most you can imagine")
CHARTS = (paired_block(PAIRED), weeks_block(WeeksChart("Stress", WEEKS)), regions_block(MAPS))
LOOKS = {
    "60": Look(columns=60, styled=False),
    "80": Look(styled=False),
    "100": Look(columns=100, styled=False),
    "59": Look(columns=59, styled=False),
    "40": Look(columns=40, styled=False),
    "ascii": Look(styled=False, encoding="ascii", glyphs=False, drawn="ascii"),
    "console": Look(styled=False, glyphs=False, drawn="block"),
    "pipe": Look("pipe", styled=False),
    "aloud": Look("aloud", styled=False, glyphs=False),
}


def shown(*charts: Drawing, look: Look) -> str:
    """Charts below one another."""
    return page_text(Page([(chart,) for chart in charts]), look)


@pytest.mark.parametrize("name", LOOKS)
def test_charts_look_like_this(name: str, as_pictured: Callable[[str, str], None]) -> None:
    """Before and after, the weeks, the body by region: at each width, in ASCII, on a pipe, and aloud."""
    as_pictured(f"charts-{name}", shown(*CHARTS, look=LOOKS[name]) + "\n")


def test_without_styles_nothing_is_lost() -> None:
    """The same letters stand there whether bold, dim and the accent are shown or not."""
    import re

    styled = shown(*CHARTS, look=Look())
    assert "\x1b[" in styled
    assert re.sub(r"\x1b\[[0-9;]*m", "", styled).split() == shown(*CHARTS, look=Look(styled=False)).split()


rating = st.none() | st.integers(0, 10)


@given(before=rating, after=rating)
def test_each_number_is_at_its_place(before: int | None, after: int | None) -> None:
    """Under its figure on the scale, four columns a step, and as wide as the change: neither direction looks better."""
    chart = paired_block(PairedChart("Stress", (RatedPair("1 Oct", before, after),)))
    lines = shown(chart, look=Look(styled=False, glyphs=False, drawn="ascii")).splitlines()
    scale, row = next(
        (one, lines[at + 1]) for at, one in enumerate(lines) if one.lstrip().startswith("0   1")
    )
    zero = scale.index("0")
    places = {"o": before, "x": after} if before != after else {"@": before}
    for sign, value in places.items():
        assert value is None or sign == row[zero + 4 * value]
    both = before is not None and after is not None
    joined = max(0, 4 * abs(before - after) - 1) if both else 0  # type: ignore[operator]
    assert joined == row.count("-")


def test_of_many_the_last_twelve_are_drawn_and_it_is_said() -> None:
    """Fifteen are drawn whole; of sixteen twelve, in a picture and aloud; the weeks as well."""
    pairs = [RatedPair(f"row {n}", 5, 4) for n in range(16)]
    sentence = "These are the last twelve of 16 massages."
    for look in (Look(styled=False), Look(columns=40, styled=False), Look("aloud", styled=False)):
        text = shown(paired_block(PairedChart("Stress", pairs)), look=look)
        assert sentence in " ".join(text.split())
        assert ("ow 4" in text, "ow 3" in text) == (True, False)
        fewer = shown(paired_block(PairedChart("Stress", pairs[:15])), look=look)
        assert "ow 0" in fewer
        assert "last" not in fewer
    assert "These are the last twelve of 20 weeks." == left_out_sentence([None] * 20, "weeks")
    assert list(range(8, 20)) == list(last_rows(range(20)))


def test_sentences_say_what_is_missing() -> None:
    """A number that was not given is said not to be there, never taken for one."""
    assert "27 August: 7 before, 3 after." == pair_sentence(PAIRS[0])
    assert "1 October: not rated before, 4 after." == pair_sentence(PAIRS[5])
    assert "8 October: 0 before, not rated after." == pair_sentence(PAIRS[6])
    assert "22 October: not rated." == pair_sentence(PAIRS[8])
    assert "29 October: 6.5 before, 2.5 after." == pair_sentence(PAIRS[9])
    assert "Week of 14 September: nothing was rated." == week_sentence(WEEKS[3])
    assert "Week of 31 August: 7 and 4 before a massage; 6 on an ordinary day." == week_sentence(WEEKS[1])
    assert "Week of 21 September: 4, 4 and 3 on ordinary days." == week_sentence(WEEKS[4])
    assert "0 is none, 10 is the most you can imagine." == ends_sentence(PAIRED)
    assert "" == ends_sentence(WeeksChart("Stress", WEEKS))


def test_regions_come_from_the_tightest_down() -> None:
    """What was marked at neither time is left out; what was marked at one is not taken for a 0 at the other."""
    rows = [(one.label, one.before, one.after) for one in region_pairs(MAPS).pairs]
    assert [("left shoulder", 3, 1), ("jaw", 2, 1), ("belly", None, 1)] == rows
    assert "Belly: not marked before, 1 after." in shown(regions_block(MAPS), look=Look("aloud"))


@pytest.mark.parametrize("columns", [0, 20, 40, 60, 80, 200])
def test_what_a_person_calls_a_measure_is_harmless(columns: int) -> None:
    """Escape sequences and text that turns lines around, in a title and in labels; and neither is ever too wide."""
    title, label = "\x1b[31mheadache\u202e" + " of mine" * 20, "\u202e\x9b5m" + "long " * 12
    form = "aloud" if columns == 0 else "terminal"
    look = Look(form, columns=columns, styled=False)
    text = shown(
        paired_block(PairedChart(title, (RatedPair(label, 1, 2),))),
        weeks_block(WeeksChart(title, (RatedWeek(label, (1,)),))),
        look=look,
    )
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "headache" in text
    if columns >= 40:
        assert max(map(len, text.splitlines())) <= min(columns, 76)
