"""A timeline is looked at where it is made and where it is performed: what is none is never played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fit_support import script_named

from massage_mind.fit.extra_bells import Belled, read_bells
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline, TimelineFault, check_timeline
from massage_mind.perform.loop import Performance
from massage_mind.places import shipped_bells
from massage_mind.testing import (
    ManualClock,
    MemoryRecorder,
    RecordingSpeaker,
    RecordingStage,
    ScriptedKeys,
)

SOUND = Fitting(script_named("arriving")).fit(300_000)


def late(timeline: Timeline) -> Timeline:
    """With a cue that starts a millisecond late."""
    cues = list(timeline.cues)
    cues[3] = replace(cues[3], at_ms=cues[3].at_ms + 1)
    return replace(timeline, cues=tuple(cues))


def overlapping(timeline: Timeline) -> Timeline:
    """With two spoken cues at once."""
    said = next(number for number, cue in enumerate(timeline.cues) if cue.kind == "say")
    cues = list(timeline.cues)
    cues.insert(said, cues[said])
    return replace(timeline, cues=tuple(cues))


def negative(timeline: Timeline) -> Timeline:
    """With a cue that takes less than no time."""
    first, *cues = timeline.cues
    return replace(timeline, cues=(replace(first, length_ms=-first.length_ms), *cues))


BROKEN: dict[str, Callable[[Timeline], Timeline]] = {
    "a cue that is late": late,
    "two at once": overlapping,
    "a negative length": negative,
    "another total": lambda one: replace(one, total_ms=one.total_ms + 1),
    "no cue at all": lambda one: replace(one, cues=(), sections=(), total_ms=0),
    "a section too few": lambda one: replace(one, sections=one.sections[:-1]),
    "sections out of order": lambda one: replace(
        one, sections=tuple(replace(span, index=-span.index) for span in one.sections)
    ),
    "a cue of no section": lambda one: replace(
        one, cues=(replace(one.cues[0], section_index=99), *one.cues[1:])
    ),
}


class Refitter:
    """Gives a broken timeline whenever it is asked to fit anew."""

    def refit(self, timeline: Timeline, at_ms: int, total_ms: int) -> Timeline:
        return late(timeline)

    def close(self, timeline: Timeline, at_ms: int) -> Timeline | None:
        return late(timeline)


def performance(timeline: Timeline, keys: str, stage: RecordingStage) -> Performance:
    clock = ManualClock()
    return Performance(
        timeline,
        fitter=Refitter(),
        clock=clock,
        keys=ScriptedKeys(clock, [(20_000, key) for key in keys]),
        stage=stage,
        speaker=RecordingSpeaker(),
        recorder=MemoryRecorder(),
    )


def test_a_sound_timeline_is_let_through() -> None:
    """The same value, untouched."""
    assert SOUND is check_timeline(SOUND)


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_timeline_is_refused(name: str) -> None:
    """Each way in which it can be none, before anything of it is played."""
    broken = BROKEN[name](SOUND)
    with pytest.raises(TimelineFault):
        check_timeline(broken)
    if broken.cues:
        with pytest.raises(TimelineFault):
            performance(broken, "", RecordingStage())


@pytest.mark.parametrize("key", ["+", "-", "e"])
def test_a_running_session_does_not_take_a_broken_one(key: str) -> None:
    """And gives the terminal back."""
    stage = RecordingStage()
    with pytest.raises(TimelineFault):
        performance(SOUND, key, stage).run()
    assert stage.closed


def test_the_compiler_looks_at_what_it_made() -> None:
    """A voice that takes less than no time is caught where the timeline is made, with and without bells."""
    backwards = Fitting(script_named("arriving"), voice=lambda text: -3_000)
    with pytest.raises(TimelineFault):
        backwards.fit(300_000)
    with pytest.raises(TimelineFault):
        Belled(backwards, read_bells("every 1", shipped_bells()), shipped_bells()).fit(300_000)
    quiet = Fitting(script_named("quiet-hour"))
    with pytest.raises(TimelineFault):
        Belled(quiet, read_bells("at 10", shipped_bells()), {"bell": -5_000}).fit(3_600_000)
