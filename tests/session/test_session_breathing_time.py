"""A breathing practice is breathing: it begins at once, and takes most of its time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from massage_mind.cli.main import run
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline
from massage_mind.script.breathing import HOLDS_CAUTION, PATTERNS, pattern_named
from massage_mind.script.person import Person
from massage_mind.session.practice import HOLDS_ASKED, _breathing_script
from massage_mind.testing import manual_world

KEYS = (*PATTERNS, "4-0-6", "3-0-5", "10-0-10", "5-0-5", "6-2-6-2")


def practice(key: str, minutes: float) -> Timeline:
    """The practice in this pattern, so long."""
    script = manual_world(Path("nowhere")).library().script("breathing")
    fitting = Fitting(_breathing_script(script, pattern_named(key)), person=Person(holds=True))
    return fitting.fit(max(round(minutes * 60_000), fitting.shortest_ms()))


@pytest.mark.parametrize("minutes", [1, 1.5, 2, 3, 5, 7.5, 10, 20, 30])
@pytest.mark.parametrize("key", KEYS)
def test_the_first_breath_comes_within_ten_seconds_and_half_of_it_is_breathing(
    key: str, minutes: float
) -> None:
    """In every pattern and at every length; what is left of a bounded one is for the breath as it comes."""
    timeline = practice(key, minutes)
    breaths = [cue for cue in timeline.cues if cue.kind == "breathe"]
    assert breaths[0].at_ms <= 10_000
    assert sum(cue.length_ms for cue in breaths) * 2 >= timeline.total_ms
    assert pattern_named(key) == breaths[0].breath


@pytest.mark.parametrize("key", KEYS)
def test_what_is_to_be_minded_comes_before_the_breath(key: str) -> None:
    """How it goes, and one short line without a list of what could be felt; of holds somebody has read before it begins."""
    timeline = practice(key, 5)
    said = [cue.text for cue in timeline.cues if cue.kind == "say"]
    told = pattern_named(key).told
    assert said[0] == told
    paced = pattern_named(key).paced
    assert paced == bool(re.search(r"(as usual|not hold)", told)) == bool(re.search("You can stop", told))
    assert sum(bool(re.search("as usual|not hold", text)) for text in said) == paced, "once"
    assert HOLDS_CAUTION not in said
    for word in ("dizzy", "tingl", "anxious", "short of breath"):
        assert word not in told


@pytest.mark.parametrize(("key", "told"), [("box", True), ("ease", False)])
def test_who_chose_holds_reads_who_should_leave_them_out(key: str, told: bool, tmp_path: Path) -> None:
    """Each time, before the first breath."""
    world = manual_world(tmp_path)
    assert 0 == run(["breathe", key, "--holds", "--minutes", "2", "--plain", "--no-ask"], lambda: world)
    assert told == (HOLDS_ASKED in " ".join(world.stderr.getvalue().split()))  # type: ignore[union-attr]


@pytest.mark.parametrize("key", [key for key, one in PATTERNS.items() if one.most_cycles])
def test_a_bounded_pattern_has_all_its_breaths_where_no_length_is_said(key: str, tmp_path: Path) -> None:
    """Four of four, seven, eight; of longer ones as many as five minutes hold."""
    world = manual_world(tmp_path)
    assert 0 == run(["breathe", key, "--holds", "--plain", "--no-ask"], lambda: world)
    said = world.out().getvalue().count(f"breathe: {PATTERNS[key].cue_text}")  # type: ignore[attr-defined]
    assert min(PATTERNS[key].most_cycles, 14) <= said <= PATTERNS[key].most_cycles
