"""Before and after a massage it is calm: room after each line, no two silences alike, and nobody nervous left alone for long."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from massage_mind.errors import LengthError
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import CALM_FROM_MS, CALM_MS
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.testing import manual_world

LIBRARY = manual_world(Path("nowhere")).library()
AROUND = [
    one for found in LIBRARY.found() if (one := LIBRARY.script(found.name)).moment in ("before", "after")
]
NERVES = ("settling-nerves", "settling-nerves-anxious", "settling-nerves-touch")
MINUTES = (1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30)


def spoken(timeline: Timeline) -> list[Cue]:
    """What is said, in order."""
    return [cue for cue in timeline.cues if cue.kind == "say"]


def timelines(name: str) -> list[Timeline]:
    """The script in every guidance, at every length it can be."""
    script = LIBRARY.script(name)
    found = []
    for guidance in script.guidances:
        for minutes in MINUTES:
            total_ms = round(minutes * 60_000)
            if script.least_ms <= total_ms <= script.most_ms:
                try:
                    found.append(Fitting(script, guidance=guidance).fit(total_ms))
                except LengthError:
                    continue
    assert found
    return found


@pytest.mark.parametrize("name", [one.name for one in AROUND])
def test_there_is_room_after_every_line(name: str) -> None:
    """Seven seconds, unless it leads straight into a breath; below two minutes so much less as there is less time."""
    for timeline in timelines(name):
        least = min(CALM_MS, CALM_MS * timeline.total_ms // CALM_FROM_MS)
        for line, following in pairwise([cue for cue in timeline.cues if cue.kind != "rest"]):
            if line.kind == "say" and following.kind != "breathe":
                assert following.at_ms - line.end_ms >= least, (timeline.total_ms, line)


@pytest.mark.parametrize("name", [one.name for one in AROUND])
def test_a_longer_session_says_no_more_a_minute(name: str) -> None:
    """Four minutes of it are as calm as two. Time that is over is silence, but where nerves are: there it goes round again."""
    shown = [one for one in timelines(name) if one.total_ms >= 2 * 60_000]
    paces = {
        one.total_ms: sum(len(cue.text.split()) for cue in spoken(one)) * 60_000 / one.total_ms
        for one in shown
    }
    assert max(paces.values()) <= 60, paces
    late = [pace for total_ms, pace in paces.items() if total_ms >= 10 * 60_000]
    most = 1.0 if name in NERVES else 0.8
    assert all(pace <= most * max(paces.values()) for pace in late)


@pytest.mark.parametrize("name", NERVES)
def test_nerves_are_not_slowed_down(name: str) -> None:
    """Longer means going round again: at no length is a silence longer than 20 seconds, and none is shorter than 7."""
    script = LIBRARY.script(name)
    for total_ms in range(script.least_ms, script.most_ms + 1, 17_000):
        timeline = Fitting(script, guidance="dense").fit(total_ms)
        for line, following in pairwise(spoken(timeline)):
            assert CALM_MS <= following.at_ms - line.end_ms <= 20_000, (total_ms, line)


def test_no_two_silences_are_alike() -> None:
    """They vary around their usual length, the same ones each time; so nobody begins to wait for the next line."""
    timeline = Fitting(LIBRARY.script("settling-nerves"), guidance="dense").fit(9 * 60_000)
    silences = [
        after.at_ms - before.end_ms
        for before, after in pairwise([cue for cue in timeline.cues if cue.kind != "rest"])
        if before.kind == after.kind == "say"
    ]
    assert len(silences) >= 10
    assert len({round(silence / 1000) for silence in silences}) >= 4


@pytest.mark.parametrize("name", NERVES)
def test_somebody_nervous_is_not_left_alone_for_three_minutes(name: str) -> None:
    """Breathing counts as being alone: at no length and in no guidance is it longer without a word."""
    for timeline in timelines(name):
        lines = spoken(timeline)
        ends, begins = [0, *(one.end_ms for one in lines)], [*(one.at_ms for one in lines), timeline.total_ms]
        assert max(begin - end for end, begin in zip(ends, begins, strict=True)) <= 3 * 60_000
