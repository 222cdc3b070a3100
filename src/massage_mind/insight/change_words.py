"""Changes in words: "2 lower", "no change", "from 3 lower to 1 lower". No sign, no arrow, no percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.words.lengths import count_word

if TYPE_CHECKING:
    from fractions import Fraction


def figure(value: Fraction | int) -> str:
    """A number of ratings as a person reads it: "2", "1.5"; to one decimal."""
    return f"{float(value):.1f}".removesuffix(".0")


def change_words(change: Fraction | int) -> str:
    """A change, by which way it went: "2 lower", "1.5 higher", "no change"."""
    if not change:
        return "no change"
    return f"{figure(change if change > 0 else -change)} {way_words(change)}"


def way_words(change: Fraction | int) -> str:
    """Which way: "lower" or "higher"."""
    return "lower" if change < 0 else "higher"


def range_words(low: int, high: int) -> str:
    """From one change to another: "from 3 lower to 1 lower"; "2 lower" where both are one."""
    if low == high:
        return change_words(low)
    return f"from {change_words(low)} to {change_words(high)}"


def many_words(count: int, one: str) -> str:
    """What is counted, in words to twelve: "one week", "eleven massages", "30 numbers"."""
    return f"{count_word(count)} {one}{'s' * (count != 1)}"


def begun_words(count: int, one: str) -> str:
    """What is counted, at the beginning of a sentence: "One massage", "Twelve massages", "No quiet hours"."""
    words = many_words(count, one)
    return words[:1].upper() + words[1:]


def points(value: Fraction | int) -> str:
    """So many points: "1 point", "0.5 points"."""
    return f"{figure(value)} point{'s' * (value != 1)}"
