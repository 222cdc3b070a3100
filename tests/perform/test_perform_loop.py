"""The loop in virtual time: every cue at its millisecond, whatever the hands do."""

from __future__ import annotations

import signal
from dataclasses import replace
from itertools import pairwise

import pytest

from massage_mind.fit.fitting import Fitting
from massage_mind.perform.loop import HEARTBEAT_MS, Performance
from massage_mind.perform.ports import Key, Outcome
from massage_mind.reading.library import Library
from massage_mind.record.line_number import line_number
from massage_mind.script.person import Person
from massage_mind.testing import ManualClock, MemoryRecorder, RecordingSpeaker, RecordingStage, ScriptedKeys

MINUTE = 60_000
LIBRARY = Library(None)


class Rig:
    """A performance with stand-ins all round."""

    def __init__(
        self,
        presses: list[tuple[int, Key | int]] = [],  # noqa: B006 - never changed
        *,
        script: str = "following-the-touch",
        minutes: float = 60,
        frame: int = 0,
        live: bool = True,
        refuse: int = 0,
        start_ms: int = 0,
        trouble: str = "",
        style: str = "swedish",
    ) -> None:
        self.plan = Fitting(
            LIBRARY.script(script), style=LIBRARY.style(style), person=Person(intention="rest")
        )
        self.timeline = self.plan.fit(round(minutes * MINUTE))
        self.clock = ManualClock()
        self.began = self.clock.now()
        self.keys = ScriptedKeys(self.clock, presses, live=live)
        self.stage = RecordingStage(self.clock, frame=frame)
        self.speaker = RecordingSpeaker(trouble)
        self.recorder = MemoryRecorder(refuse)
        self.performance = Performance(
            self.timeline,
            fitter=self.plan,
            clock=self.clock,
            keys=self.keys,
            stage=self.stage,
            speaker=self.speaker,
            recorder=self.recorder,
            start_ms=start_ms,
        )

    def run(self) -> Outcome:
        self.outcome = self.performance.run()
        return self.outcome

    @property
    def came(self) -> list[int]:
        """When each cue came, in milliseconds after the start."""
        return [at - self.began for at, _ in self.stage.cues]

    @property
    def took(self) -> int:
        return self.clock.now() - self.began


def test_every_cue_comes_at_its_millisecond() -> None:
    """An hour without a key: each cue exactly on time, all of them, and the end exactly at the end."""
    rig = Rig()
    outcome = rig.run()
    assert [cue.at_ms for cue in rig.timeline.cues] == rig.came
    assert outcome.ending == "finished"
    assert outcome.progress.latest_ms == 0
    assert outcome.progress.played_ms == rig.took == 60 * MINUTE
    assert outcome.progress.cues == len(rig.timeline.cues)
    assert outcome.progress.sections == tuple(span.title for span in rig.timeline.sections)


def test_ninety_minutes_with_a_pause_a_skip_and_five_more() -> None:
    """Pause, skip and `+` in a session of 90 minutes: every later cue still exactly on its new moment."""
    presses: list[tuple[int, Key | int]] = [
        (2 * MINUTE, "right"),
        (10 * MINUTE, " "),
        (12 * MINUTE, " "),
        (40 * MINUTE, "+"),
    ]
    rig = Rig(presses, minutes=90)
    outcome = rig.run()
    assert outcome.ending == "finished"
    assert outcome.progress.latest_ms == 0
    assert outcome.progress.paused_ms == 2 * MINUTE
    assert rig.came[-1] == rig.took - rig.stage.cues[-1][1].length_ms
    assert outcome.progress.total_ms == 95 * MINUTE
    assert outcome.progress.planned_ms == 90 * MINUTE
    assert outcome.progress.played_ms + outcome.progress.paused_ms == rig.took


def test_a_pause_stops_the_time() -> None:
    """A pause of seven minutes moves everything after it by seven minutes and costs nothing."""
    rig = Rig([(20 * MINUTE, " "), (27 * MINUTE, " ")])
    outcome = rig.run()
    expected = [
        at if at <= 20 * MINUTE else at + 7 * MINUTE for at in (cue.at_ms for cue in rig.timeline.cues)
    ]
    assert expected == rig.came
    assert outcome.progress.paused_ms == 7 * MINUTE
    assert outcome.progress.played_ms == 60 * MINUTE
    assert rig.speaker.hushed == 1


def test_a_skip_goes_to_the_next_section_at_once() -> None:
    """The right arrow: the next section's first cue comes at the press, not later."""
    rig = Rig([(MINUTE, "right")])
    rig.run()
    second = rig.timeline.sections[1]
    came = next(at for at, cue in rig.stage.cues if cue.section_index == second.index)
    assert came - rig.began == MINUTE
    timeline, origin, position = rig.speaker.followed[-1]
    assert (timeline, position) == (rig.timeline, second.at_ms)
    assert origin + position == rig.began + MINUTE


def test_back_goes_to_the_start_of_the_section_and_then_before_it() -> None:
    """The left arrow well into a section begins it again; right after, it goes to the one before."""
    rig = Rig([(20 * MINUTE, "left"), (20 * MINUTE + 1_000, "left"), (20 * MINUTE + 2_000, "q")])
    rig.run()
    titles = [cue.section_index for _, cue in rig.stage.cues][-2:]
    assert titles[-1] == 0
    assert rig.performance.position(rig.clock.now()) == 1_000


def test_next_in_the_last_section_stays() -> None:
    """There is nothing after the closing to skip to."""
    rig = Rig([(59 * MINUTE, "right")])
    assert rig.run().ending == "finished"
    assert rig.took == 60 * MINUTE
    assert "This is the last section." in rig.stage.said


@pytest.mark.parametrize(("key", "change"), [("+", 5), ("-", -5)])
def test_five_minutes_more_or_less(key: str, change: int) -> None:
    """What remains is fitted anew, what was performed stays, and the end is exactly five minutes off."""
    rig = Rig([(25 * MINUTE + 137, key)])
    outcome = rig.run()
    assert outcome.progress.total_ms == rig.took == (60 + change) * MINUTE
    assert outcome.progress.latest_ms == 0
    before = [cue for cue in rig.timeline.cues if cue.at_ms <= 25 * MINUTE]
    assert [cue.text for cue in before] == [cue.text for _, cue in rig.stage.cues][: len(before)]


def test_less_than_possible_goes_as_short_as_it_can() -> None:
    """`-` again and again ends at the shortest that is left, and says so."""
    rig = Rig([(MINUTE + n * 100, "-") for n in range(20)], minutes=30)
    outcome = rig.run()
    assert outcome.ending == "finished"
    assert outcome.progress.total_ms < 8 * MINUTE
    assert any("as short as" in text for text in rig.stage.said)


def test_more_than_the_script_takes_is_said() -> None:
    """`+` stops at the longest the script is made for."""
    rig = Rig([(MINUTE + n * 100, "+") for n in range(3)], script="chair", minutes=28, style="chair")
    outcome = rig.run()
    assert outcome.progress.total_ms == 30 * MINUTE
    assert any("as long as" in text for text in rig.stage.said)


def test_the_massage_is_ending() -> None:
    """`e` goes to the closing within seconds; the session counts as finished once it was played."""
    rig = Rig([(30 * MINUTE, "e")])
    outcome = rig.run()
    assert outcome.ending == "finished"
    closing = rig.timeline.sections[-1].index
    first = next(at for at, cue in rig.stage.cues if cue.section_index == closing) - rig.began
    assert 30 * MINUTE <= first <= 31 * MINUTE + 30_000
    assert rig.took <= 34 * MINUTE
    assert rig.stage.cues[-1][1].kind == "bell"


def test_the_closing_cannot_be_begun_twice() -> None:
    """`e` in the closing says that it is here, and changes nothing."""
    rig = Rig([(59 * MINUTE, "e")])
    rig.run()
    assert rig.took == 60 * MINUTE
    assert "The closing is already here." in rig.stage.said


def test_marks_hold_the_time_and_the_section_and_are_written_at_once() -> None:
    """A mark is in the record before the next heartbeat."""
    rig = Rig([(7 * MINUTE + 1_234, "m")])
    outcome = rig.run()
    (mark,) = outcome.progress.marks
    assert mark.at_ms == 7 * MINUTE + 1_234
    assert mark.section == "Following the touch"
    kept = next(progress for progress in rig.recorder.kept if progress.marks)
    assert kept.position_ms - mark.at_ms < HEARTBEAT_MS


def test_the_record_is_kept_every_five_seconds() -> None:
    """A session killed at any instant misses at most five seconds and the gap of a cue."""
    rig = Rig(minutes=10)
    rig.run()
    positions = [0, *(progress.position_ms for progress in rig.recorder.kept), 10 * MINUTE]
    assert max(after - before for before, after in pairwise(positions)) <= HEARTBEAT_MS + 1_000


def test_a_locked_record_is_tried_again_and_never_delays_a_cue() -> None:
    """Ten refusals in a row: written a little later, every cue on time."""
    rig = Rig(minutes=10, refuse=10)
    outcome = rig.run()
    assert outcome.progress.latest_ms == 0
    assert rig.recorder.kept


def test_q_ends_at_once_and_keeps() -> None:
    """No confirmation; what was played counts."""
    rig = Rig([(12 * MINUTE, "q")])
    outcome = rig.run()
    assert outcome.ending == "early"
    assert outcome.progress.played_ms == rig.took == 12 * MINUTE


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, 1])
def test_a_signal_interrupts_and_everything_is_closed(signum: int) -> None:
    """Stage and speaker are closed, and the signal is in the outcome."""
    rig = Rig([(3 * MINUTE, int(signum))])
    outcome = rig.run()
    assert (outcome.ending, outcome.signum) == ("interrupted", signum)
    assert outcome.progress.played_ms == 3 * MINUTE
    assert rig.stage.closed and rig.speaker.closed


def test_an_error_of_the_stage_still_closes_everything() -> None:
    """What goes wrong surfaces, after terminal and device were given back."""
    rig = Rig()

    def broken(view: object) -> None:
        raise BrokenPipeError

    rig.stage.cue = broken  # type: ignore[assignment]
    with pytest.raises(BrokenPipeError):
        rig.run()
    assert rig.stage.closed and rig.speaker.closed


def test_ctrl_z_pauses_while_stopped_and_after() -> None:
    """Stopped for an hour: no time passes in the session, and it waits for space."""
    rig = Rig([(5 * MINUTE, "suspend"), (66 * MINUTE, " ")])
    rig.stage.away_ms = 60 * MINUTE
    outcome = rig.run()
    assert outcome.progress.paused_ms == 61 * MINUTE
    assert outcome.progress.played_ms == 60 * MINUTE
    assert outcome.progress.latest_ms == 0


def test_without_hands_ctrl_z_goes_on_by_itself() -> None:
    """Nobody can press space where there is no terminal."""
    rig = Rig([(5 * MINUTE, "suspend")], live=False)
    rig.stage.away_ms = 10 * MINUTE
    outcome = rig.run()
    assert outcome.ending == "finished"
    assert outcome.progress.paused_ms == 10 * MINUTE


class SleepyKeys(ScriptedKeys):
    """The machine goes to sleep once, while waiting. `seen`: whether monotonic time goes on meanwhile."""

    def __init__(self, clock: ManualClock, at: int, length: int, *, seen: bool, live: bool, presses: list[tuple[int, Key | int]]) -> None:  # fmt: skip
        super().__init__(clock, presses, live=live)
        self.at = clock.now() + at
        self.length = length
        self.seen = seen

    def wait(self, until_ms: int) -> Key | None:
        key = super().wait(until_ms)
        if self.length and self.clock.now() >= self.at:
            length, self.length = self.length, 0
            self.clock.advance(length) if self.seen else self.clock.suspend(length)
        return key


@pytest.mark.parametrize("seen", [True, False])
def test_a_machine_that_slept_pauses_and_asks(seen: bool) -> None:
    """A lid closed for an hour: the session waits for space and goes on from where it was."""
    rig = Rig(minutes=30)
    keys = SleepyKeys(rig.clock, 10 * MINUTE, 60 * MINUTE, seen=seen, live=True, presses=[(80 * MINUTE, " ")])
    rig.performance.keys = keys
    outcome = rig.run()
    assert outcome.ending == "finished"
    assert abs(outcome.progress.played_ms - 30 * MINUTE) <= HEARTBEAT_MS
    assert any("asleep" in text for text in rig.stage.said)
    assert [cue.text for _, cue in rig.stage.cues] == [cue.text for cue in rig.timeline.cues]


@pytest.mark.parametrize("seen", [True, False])
def test_without_hands_a_session_goes_on_after_sleep(seen: bool) -> None:
    """Nobody there to ask: on from where it was, no burst of missed cues."""
    rig = Rig(minutes=30)
    rig.performance.keys = SleepyKeys(rig.clock, 10 * MINUTE, 60 * MINUTE, seen=seen, live=False, presses=[])
    outcome = rig.run()
    assert outcome.ending == "finished"
    assert outcome.progress.paused_ms == pytest.approx(60 * MINUTE, abs=HEARTBEAT_MS)
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(rig.stage.cues)]
    assert min(gaps) >= min(cue.length_ms for cue in rig.timeline.cues[:-1]) - 1


@pytest.mark.parametrize(
    ("at", "length", "presses"),
    [
        (10 * MINUTE, 1_500, []),
        (10 * MINUTE, 60 * MINUTE, [(20 * MINUTE, " ")]),
        (12 * MINUTE, 60 * MINUTE, [(11 * MINUTE, " "), (20 * MINUTE, " ")]),
        (12 * MINUTE, 60 * MINUTE, [(11 * MINUTE, "suspend"), (20 * MINUTE, " ")]),
    ],
)
def test_played_and_paused_are_all_the_time_there_was(
    at: int, length: int, presses: list[tuple[int, Key | int]]
) -> None:
    """However short the machine slept, and in a pause as well: by the clock on the wall nothing is missing."""
    rig = Rig(minutes=30)
    began = rig.clock.wall()
    rig.performance.keys = SleepyKeys(rig.clock, at, length, seen=False, live=True, presses=presses)
    outcome = rig.run()
    assert 30 * MINUTE == outcome.progress.played_ms
    assert rig.clock.wall() - began == outcome.progress.played_ms + outcome.progress.paused_ms


def test_a_silence_that_is_gone_on_with_is_not_late() -> None:
    """A session taken up a second into a silence: no cue of it was late."""
    silence = next(cue for cue in Rig().timeline.cues if cue.kind == "rest" and cue.length_ms > 2_000)
    assert 0 == Rig(start_ms=silence.at_ms + 1_000).run().progress.latest_ms


def test_a_slow_farewell_is_no_part_of_it() -> None:
    """The sound takes three seconds to let its device go: what was played is what was planned."""
    rig = Rig(minutes=30)
    rig.speaker.close = lambda: rig.clock.advance(3_000)  # type: ignore[method-assign]
    outcome = rig.run()
    assert 30 * MINUTE == outcome.progress.played_ms


def test_sleep_while_stopped_counts_as_paused() -> None:
    """Ctrl-Z, and the lid closed meanwhile."""
    rig = Rig([(5 * MINUTE, "suspend"), (66 * MINUTE, " ")])
    rig.stage.suspend = lambda: rig.clock.suspend(60 * MINUTE)  # type: ignore[method-assign]
    outcome = rig.run()
    assert 121 * MINUTE == outcome.progress.paused_ms


def test_frames_come_ten_times_a_second_and_never_move_a_cue() -> None:
    """Drawing happens between cues; a frame is never worth a late cue."""
    rig = Rig(minutes=5, frame=100)
    outcome = rig.run()
    assert outcome.progress.latest_ms == 0
    assert rig.stage.frames <= 5 * 60 * 10 + len(rig.timeline.cues)


def test_help_and_mute_change_the_view_only() -> None:
    """`?` and `s` show and hush, and time goes on."""
    rig = Rig([(MINUTE, "?"), (2 * MINUTE, "s"), (3 * MINUTE, "s"), (4 * MINUTE, "esc")], frame=1_000)
    rig.run()
    assert rig.took == 60 * MINUTE
    assert rig.speaker.muted == [True, False]
    assert any(view.help for view in rig.stage.views)
    assert not rig.stage.views[-1].help


@pytest.mark.parametrize(
    ("keys", "page"), [("?", 1), ("??", 2), ("???", 3), ("????", 0), (["?", "?", "enter"], 0), (["esc"], 0)]
)
def test_the_help_has_pages(keys: list[str], page: int) -> None:
    """`?` goes from the keys to the safety list and to where help is, and back; Esc and Enter close it wherever it is."""
    rig = Rig([(MINUTE + 1000 * at, key) for at, key in enumerate(keys)], frame=1_000)
    rig.run()
    assert rig.stage.views[-1].help == page


def test_a_question_is_answered_with_a_number() -> None:
    """Within its window a digit answers; a number that is not there does not."""
    rig = Rig(script="staying-with-it", minutes=10)
    ask = next(cue for cue in rig.timeline.cues if cue.kind == "ask")
    rig.keys = ScriptedKeys(rig.clock, [(ask.at_ms + 2_000, "9"), (ask.at_ms + 3_000, "3")])
    rig.performance.keys = rig.keys
    outcome = rig.run()
    assert dict(outcome.progress.answers) == {ask.text: ask.choices[2]}


def test_trouble_with_sound_is_one_quiet_line() -> None:
    """The session goes on, on time."""
    rig = Rig(trouble="No sound here.")
    outcome = rig.run()
    assert rig.stage.said.count("No sound here.") == 1
    assert outcome.ending == "finished" and outcome.progress.latest_ms == 0


def test_a_resumed_session_begins_where_it_stopped() -> None:
    """From 25 minutes in, to the end: 35 minutes at the most, beginning with a whole cue."""
    rig = Rig(start_ms=25 * MINUTE)
    outcome = rig.run()
    assert outcome.ending == "finished"
    first = rig.stage.cues[0][1]
    assert first.at_ms <= 25 * MINUTE < first.end_ms
    assert 35 * MINUTE <= rig.took <= 36 * MINUTE


def test_two_hundred_keys_at_once_are_fine() -> None:
    """A cat on the keyboard: the session still ends, exactly."""
    keys = [" ", "m", "?", "s", "+", "-", "right", " ", "left", "resize", "x", "ü", "9"]
    rig = Rig([(5 * MINUTE, keys[n % len(keys)]) for n in range(16 * len(keys))], minutes=30)
    outcome = rig.run()
    assert outcome.ending == "finished"
    assert outcome.progress.latest_ms == 0


def test_a_timeline_is_never_changed() -> None:
    """Fitting anew makes another timeline; the first stays as it was."""
    rig = Rig([(25 * MINUTE, "+")])
    before = replace(rig.timeline)
    rig.run()
    assert before == rig.timeline


class SlowToClose(RecordingSpeaker):
    """A device that takes its time to be let go."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        self._clock = clock

    def close(self) -> None:
        self._clock.advance(3_002)


@pytest.mark.parametrize(
    ("presses", "ending"), [([], "finished"), ([(30_000, "q")], "early"), ([(30_000, 15)], "interrupted")]
)
def test_closing_is_not_playing(presses: list[tuple[int, Key | int]], ending: str) -> None:
    """However long that takes: what was played is known at the end, and told before anything is closed."""
    rig = Rig(presses, script="arriving", minutes=1)
    told: list[tuple[Outcome, int]] = []
    rig.performance.speaker = SlowToClose(rig.clock)
    rig.performance.ended = lambda outcome: told.append((outcome, rig.stage.closed))
    outcome = rig.run()
    played = 30_000 if presses else MINUTE
    assert (ending, played, played) == (
        outcome.ending,
        outcome.progress.played_ms,
        outcome.progress.position_ms,
    )
    assert [(outcome, 0)] == told


def test_what_comes_after_the_end_was_not_played() -> None:
    """Held up over the end: a minute is a minute."""
    rig = Rig(script="arriving", minutes=1)

    class Late(ScriptedKeys):
        def wait(self, until_ms: int) -> Key | None:
            key = super().wait(until_ms)
            if until_ms - rig.began == MINUTE:
                rig.clock.advance(1_500)
            return key

    rig.performance.keys = Late(rig.clock)
    assert MINUTE == rig.run().progress.played_ms


def test_what_cannot_be_kept_still_closes_everything() -> None:
    """The terminal and the device are given back, and the reason is raised."""
    rig = Rig([(1_000, "q")])

    def refuse(_: Outcome) -> None:
        raise ValueError("full")

    rig.performance.ended = refuse
    with pytest.raises(ValueError, match="full"):
        rig.run()
    assert (1, 1) == (rig.stage.closed, rig.speaker.closed)


@pytest.mark.parametrize(
    "presses",
    [
        [],
        [(9 * MINUTE, "right"), (11 * MINUTE, "left")],
        [(12 * MINUTE, "+"), (14 * MINUTE, "e")],
        [(8 * MINUTE, "q")],
        [(8 * MINUTE, signal.SIGTERM)],
    ],
)
def test_what_was_begun_to_be_said_was_heard(presses: list[tuple[int, Key | int]]) -> None:
    """Each line once, in order, as it stands in the script: not what was skipped over, and nothing a person wrote."""
    rig = Rig(presses, minutes=30)
    heard = rig.run().progress.heard
    begun = [cue for _, cue in rig.stage.cues if cue.kind == "say"]
    assert tuple(dict.fromkeys(line_number(cue.source) for cue in begun if cue.source)) == heard
    assert not any("rest" in cue.source.split() for cue in begun if cue.reminds)  # the words of the intention
    for earlier, later in pairwise([one.heard for one in rig.recorder.kept]):
        assert earlier == later[: len(earlier)]
