"""What is said of numbers over the weeks, each way with what is missing from it."""

from __future__ import annotations

from massage_mind.insight.change_words import figure, many_words, way_words
from massage_mind.insight.trend_bar import FEWEST_WEEKS
from massage_mind.insight.weeks import MOST_WEEKS, OverWeeks
from massage_mind.words.lengths import count_word


def seen_words(weeks: OverWeeks) -> str:
    """On which days these numbers were given."""
    return "On ordinary days" if weeks.seen == "ordinary-day" else "Before massages"


def _which_weeks(weeks: OverWeeks) -> str:
    """Which numbers, of how many weeks; the first of all is left out."""
    latest = "the latest " if weeks.weeks == MOST_WEEKS else ""
    return f"{seen_words(weeks)}, over {latest}{many_words(weeks.weeks, 'week')} (the first number, which may be why you began, left out)"


def early_words(weeks: OverWeeks) -> str:
    """That it's too early for a trend."""
    return f"{_which_weeks(weeks)}: under {count_word(FEWEST_WEEKS)} it's too early for a trend."


def no_trend_words(weeks: OverWeeks) -> str:
    """That there's no clear trend; where the ends lie far apart, both of them, whichever way it went."""
    if weeks.perhaps:
        first, last = map(figure, weeks.ends)
        return (
            f"{_which_weeks(weeks)}: the middle of the first three is {first}, of the last three {last}. "
            "That may be chance: it's no clear trend."
        )
    return f"{_which_weeks(weeks)}: no clear trend. A slow change is easily missed, and uneven numbers can look like one."


def trend_words(weeks: OverWeeks) -> str:
    """A trend, and what else would look like one."""
    assert weeks.slope is not None
    return (
        f"{_which_weeks(weeks)}: {way_words(weeks.trend)} with time, by about {figure(abs(weeks.slope))} every four weeks. "
        "Slow ups and downs look like trends too, and this doesn't say why it changed."
    )
