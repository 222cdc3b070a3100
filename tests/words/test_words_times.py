"""Time in words: the same everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from massage_mind.words.lengths import count_word, length_words
from massage_mind.words.times import clock_words, dated_words, day_words, nearness, when_words

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 24, 14, 11, tzinfo=ZONE)  # a Tuesday


def _at(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("at", "when", "near"),
    [
        (_at(24, 15), "today at 15:00", "in 49 minutes"),
        (_at(24, 14, 11), "today at 14:11", "now"),
        (_at(24, 14, 12), "today at 14:12", "in 1 minute"),
        (_at(24, 15, 41), "today at 15:41", "in 90 minutes"),
        (_at(24, 17), "today at 17:00", "in 3 hours"),
        (_at(25, 9), "tomorrow at 9:00", "in 19 hours"),
        (_at(25, 20), "tomorrow at 20:00", ""),
        (_at(26, 15), "Thursday at 15:00", "in 2 days"),
        (_at(30, 15), "Monday at 15:00", "in 6 days"),
        (_at(1, 15, month=12), "Tuesday 1 December, 15:00", ""),
        (_at(5, 9, month=1, year=2027), "5 January 2027, 9:00", ""),
        (_at(24, 14, 10), "today at 14:10", "1 minute ago"),
        (_at(24, 13, 59), "today at 13:59", "12 minutes ago"),
        (_at(24, 9, 12), "today at 9:12", ""),
        (_at(23, 15), "yesterday at 15:00", ""),
        (_at(22, 15), "Sunday 22 November, 15:00", ""),
        (_at(19, 15, year=2025), "19 November 2025, 15:00", ""),
    ],
)
def test_when_and_how_far_off(at: datetime, when: str, near: str):
    """Near days by their names, up to six ahead; the past never as "last Thursday"; no ISO date."""
    assert when_words(at, NOW) == when
    assert nearness(at, NOW) == near


def test_just_now_has_been():
    """What was a few seconds ago was just now; what comes in a few seconds is now."""
    assert nearness(NOW - timedelta(seconds=20), NOW) == "just now"
    assert nearness(NOW + timedelta(seconds=20), NOW) == "now"


def test_today_is_decided_on_the_clock_that_the_time_is_told_on():
    """Half past midnight in Tokyo is not today's in Berlin: on its own clock it is tomorrow's by then."""
    tokyo = timezone(timedelta(hours=9))
    assert when_words(datetime(2026, 11, 25, 0, 30, tzinfo=tokyo), NOW) == "tomorrow at 0:30"


def test_days_and_clocks():
    """Headings name today, yesterday and tomorrow; hours have no zero in front."""
    assert [day_words(_at(day, 9).date(), NOW.date()) for day in (23, 24, 25, 19)] == [
        "Yesterday", "Today", "Tomorrow", "Thursday 19 November",
    ]  # fmt: skip
    assert clock_words(_at(24, 9, 5)) == "9:05"
    assert dated_words(_at(24, 15), NOW) == "Tuesday 24 November, 15:00"


@pytest.mark.parametrize(
    ("length_ms", "words"),
    [(1_000, "1 second"), (45_000, "45 seconds"), (60_000, "1 minute"), (240_000, "4 minutes"),
     (150_000, "2 minutes 30"), (3_600_000, "1 hour"), (4_200_000, "1 hour 10"), (7_200_000, "2 hours")],
)  # fmt: skip
def test_lengths(length_ms: int, words: str):
    """Lengths in words, nothing that looks like a clock time."""
    assert length_words(length_ms) == words


def test_counts():
    """What is counted is a word to twelve, figures from then on."""
    assert [count_word(number) for number in (0, 1, 2, 11, 12, 13)] == [
        "no", "one", "two", "eleven", "twelve", "13",
    ]  # fmt: skip
