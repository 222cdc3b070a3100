"""Two tracks in virtual time: the page turns at its millisecond, and a pause, a skip or another length moves both."""

from __future__ import annotations

import pytest

from massage_mind.fit.fitting import Fitting
from massage_mind.fit.giver_track import page_at
from massage_mind.names import FOR_TWO
from massage_mind.perform.loop import Performance
from massage_mind.perform.ports import Key, Outcome, View
from massage_mind.reading.library import Library
from massage_mind.testing import ManualClock, MemoryRecorder, RecordingSpeaker, RecordingStage, ScriptedKeys

MINUTE = 60_000


class Watched(RecordingStage):
    """A stage that notes when the giver's page became another, and what was heard then."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.time = clock
        self.turned: list[tuple[int, str, int]] = []

    def cue(self, view: View) -> None:
        super().cue(view)
        self.look(view)

    def draw(self, view: View) -> None:
        super().draw(view)
        self.look(view)

    def look(self, view: View) -> None:
        """Note the page, if it is another than before."""
        page = page_at(view.timeline.giver, view.position_ms)
        assert page is not None
        if not self.turned or (page.text, page.at_ms) != self.turned[-1][1:]:
            self.turned.append((self.time.now(), page.text, page.at_ms))


def taken(*presses: tuple[int, Key | int], start_ms: int = 0) -> tuple[Watched, Outcome, int, Performance]:
    """A session of twenty minutes with these keys; what its stage saw, how it ended, when it began."""
    plan = Fitting(Library(None).script(FOR_TWO))
    clock = ManualClock()
    stage, began = Watched(clock), clock.now()
    performance = Performance(
        plan.fit(20 * MINUTE),
        fitter=plan,
        clock=clock,
        keys=ScriptedKeys(clock, presses),
        stage=stage,
        speaker=RecordingSpeaker(),
        recorder=MemoryRecorder(),
        start_ms=start_ms,
    )
    return stage, performance.run(), began, performance


def test_every_page_turns_by_itself_at_its_millisecond() -> None:
    """Nobody presses a key, and each turns when it is due, with the cue that starts then."""
    stage, outcome, began, performance = taken()
    assert ("finished", 0) == (outcome.ending, outcome.progress.latest_ms)
    assert [
        (began + page.at_ms, page.text, page.at_ms) for page in performance.timeline.giver
    ] == stage.turned


def test_a_pause_holds_both_tracks_and_they_go_on_together() -> None:
    """Three minutes' pause in the middle of a page: every later page is three minutes later, as every cue is."""
    stage, _, began, performance = taken((5 * MINUTE, " "), (8 * MINUTE, " "))
    moved = [
        (began + page.at_ms + (3 * MINUTE if page.at_ms > 5 * MINUTE else 0), page.text, page.at_ms)
        for page in performance.timeline.giver
    ]
    assert moved == stage.turned


@pytest.mark.parametrize("key", ["+", "-", "e"])
def test_another_length_moves_both(key: Key) -> None:
    """More, fewer, or ending now: what turns from then on turns where the new timeline has it, to the millisecond."""
    stage, outcome, began, performance = taken((6 * MINUTE + 7, key))
    assert outcome.ending == "finished"
    assert performance.timeline.total_ms != 20 * MINUTE
    assert [
        (began + page.at_ms, page.text, page.at_ms) for page in performance.timeline.giver
    ] == stage.turned
    assert stage.turned[-1][1].startswith("Slower now")


def test_an_arrow_takes_both_to_the_next_place() -> None:
    """The page of the section that begins is there at once."""
    stage, _, began, performance = taken((10_000, "right"))
    span = performance.timeline.sections[1]
    assert (began + 10_000, span.at_ms) == (stage.turned[1][0], stage.turned[1][2])
    assert "palms on their upper back" in stage.turned[1][1]


def test_what_was_cut_short_goes_on_with_its_page() -> None:
    """In the middle of a silence: the page that stood there stands again."""
    stage, _, _, performance = taken(start_ms=4 * MINUTE)
    page = page_at(performance.timeline.giver, 4 * MINUTE)
    assert page is not None
    assert page.text == stage.turned[0][1]
