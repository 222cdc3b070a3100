"""The one loop that performs a timeline.

Scheduling is absolute: every cue has its moment on the monotonic clock, counted from one origin, so lateness never adds
up. Waiting for a key until the next thing is due is the only sleep. Cues come first, then the record (only where there
is room before the next cue), then the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from massage_mind.errors import Stopped
from massage_mind.fit.timeline import Cue, Fitter, Timeline, check_timeline
from massage_mind.perform.lengthen import fit_to
from massage_mind.perform.ports import Clock, Key, Keys, Outcome, Recorder, Speaker, Stage, View
from massage_mind.perform.skipping import span_from
from massage_mind.perform.step_aside import Ground, Grounding, step_aside
from massage_mind.record.line_number import line_number
from massage_mind.record.progress import Ending, Mark, Progress
from massage_mind.words.lengths import about, minutes_and_seconds

HEARTBEAT_MS = 5_000
ROOM_MS = 250
"""The record is written only when at least this long is left until the next cue."""
RETRY_MS = 1_000
READY_MS = 2
"""The loop wakes so long before a cue and goes round once: what the cue needs is then at hand, and the processor ours."""
JUMP_MS = 2_000
"""Waking so late after a deadline means the process or the machine stood still, not that it was busy."""
SLEPT_MS = 10_000
NOTICE_MS = 4_000
FIVE_MINUTES_MS = 300_000
PAUSED = "Paused. Space goes on."
GO_ON = "Space goes on"


class Performance:
    """Performs one timeline, once. `start_ms` is where in it to begin, for a session that is resumed.

    `ended` is told how it ended before anything is closed: closing may take a while, and may be cut short. `ground` is
    what g begins in the middle of it; `leaves` the keys that leave it, `left_with` the one that did. Raises
    `TimelineFault` for what is no timeline, before anything is opened.
    """

    def __init__(
        self,
        timeline: Timeline,
        *,
        fitter: Fitter,
        clock: Clock,
        keys: Keys,
        stage: Stage,
        speaker: Speaker,
        recorder: Recorder,
        start_ms: int = 0,
        ended: Callable[[Outcome], object] = lambda _: None,
        ground: Ground | None = None,
        leaves: frozenset[Key] = frozenset("q"),
        muted: bool = False,
        grounding: Grounding = "none",
    ) -> None:
        self.timeline = check_timeline(timeline)
        self.fitter = fitter
        self.clock = clock
        self.keys = keys
        self.stage = stage
        self.speaker = speaker
        self.recorder = recorder
        self.ended = ended
        self.start_ms = min(max(0, start_ms), timeline.total_ms)
        self.planned_ms = timeline.total_ms
        self.origin = self.next = 0
        self.current: Cue = timeline.cues[0]
        self.paused_at: int | None = None
        self.pause_began = self.paused_ms = self.played_ms = self.playing_since = self.slept = 0
        self.muted = muted
        self.ground = ground
        self.grounding: Grounding = "here" if ground is not None else grounding
        self.leaves = leaves
        self.left_with: Key = ""
        self.help = self.notice_until = 0
        self.notice = ""
        self.frame_due = self.keep_due = 0
        self.sections: list[str] = []
        self.heard: dict[int, None] = {}
        self.marks: list[Mark] = []
        self.answers: dict[str, str] = {}
        self.cues = self.latest_ms = 0

    # -- the loop --------------------------------------------------------------------------------------------------

    def run(self) -> Outcome:
        """Perform to the end, to `q`, or to a signal. Stage and speaker are closed when it returns or raises."""
        with closing(self.stage), closing(self.speaker):
            ending, signum = self.perform()
            outcome = Outcome(self.settle(), ending, signum)
            self.ended(outcome)
        return outcome

    def perform(self) -> tuple[Ending, int]:
        """The loop itself: how it ended, and by which signal (0: none)."""
        try:
            now = self.begin()
            while self.paused_at is not None or self.position(now) < self.timeline.total_ms:
                self.tell_trouble(now)
                self.keep(now)
                self.draw(now)
                deadline = self.deadline(now)
                key = self.keys.wait(deadline)
                now = self.clock.now()
                self.mind_the_gap(now, deadline)
                self.fire(now)
                if key == "g" and self.ground is not None:
                    key = step_aside(self, self.ground, now)
                    now = self.clock.now()
                if key in self.leaves and not (key == "esc" and self.help):
                    self.left_with = key or ""
                    return "early", 0
                if key is not None:
                    self.handle(key, now)
                    now = self.clock.now()
                    self.fire(now)
        except Stopped as stopped:
            return "interrupted", stopped.signum
        return "finished", 0

    def begin(self) -> int:
        now = self.clock.now()
        self.slept = self.clock.asleep()
        index = self.timeline.index_at(self.start_ms)
        cue = self.timeline.cues[index]
        position = self.start_ms if cue.kind == "rest" else cue.at_ms
        self.origin = now - position
        self.playing_since = now
        self.next = index
        self.current = cue
        self.keep_due, self.frame_due = now + HEARTBEAT_MS, now
        self.stage.open(self.view(now))
        self.speaker.follow(self.timeline, self.origin, position)
        self.fire(now)
        self.latest_ms = 0  # A silence that is gone on with in its middle is not late.
        return now

    def deadline(self, now: int) -> int:
        """When the next thing is due: a cue or the end, a frame, a heartbeat."""
        due = []
        if self.paused_at is None:
            cue = self.next_cue_at()
            due.append(cue - READY_MS if cue - READY_MS > now else cue)
        if self.stage.frame_ms(self.view(now)):
            due.append(self.frame_due)
        due.append(self.keep_due if self.keep_due > now else now + RETRY_MS)
        return max(now, min(due))

    def next_cue_at(self) -> int:
        return self.origin + self.timeline.starts_at(self.next)

    def fire(self, now: int) -> None:
        """Start every cue that is due. Only one is, unless two share a moment."""
        while self.paused_at is None and self.next < len(self.timeline.cues):
            due = self.next_cue_at()
            if due > now:
                return
            self.current = self.timeline.cues[self.next]
            self.next += 1
            self.cues += 1
            if now - due < JUMP_MS:
                self.latest_ms = max(self.latest_ms, now - due)
            if self.current.section not in self.sections:
                self.sections.append(self.current.section)
            if self.current.kind == "say" and self.current.source:
                self.heard[line_number(self.current.source)] = None
            self.speaker.strike(self.current)
            self.stage.cue(self.view(now))
            self.frame_due = now + self.stage.frame_ms(self.view(now))

    def draw(self, now: int) -> None:
        if self.notice and now >= self.notice_until:
            self.notice = ""
        every = self.stage.frame_ms(self.view(now))
        if every and now >= self.frame_due:
            self.stage.draw(self.view(now))
            self.frame_due = now + every

    def keep(self, now: int) -> None:
        """Write the record if it is due and there is room before the next cue. No cue waits for a disk."""
        if now < self.keep_due:
            return
        if self.paused_at is None and self.next_cue_at() - now < ROOM_MS:
            return
        kept = self.recorder.keep(self.progress(now))
        self.keep_due = now + (HEARTBEAT_MS if kept else RETRY_MS)

    def mind_the_gap(self, now: int, deadline: int) -> None:
        """Notice a machine that slept or a process that stood still, and go on from where it was."""
        slept = self.sleep_counted()
        lost = now - deadline if now - deadline > JUMP_MS else 0
        if self.paused_at is None and lost:
            self.played_ms -= lost
            self.origin += lost
            self.paused_ms += lost
        away = lost + slept
        if self.paused_at is not None or away <= JUMP_MS:
            return
        self.speaker.follow(self.timeline, self.origin, self.position(now))
        if (away >= SLEPT_MS or slept > JUMP_MS) and self.keys.live:
            slept_words = f"The machine was asleep for {minutes_and_seconds(away)}."
            self.pause(now, f"{slept_words} Paused; space goes on from here.")
        else:
            self.tell(now, f"Away for {minutes_and_seconds(away)}; going on from where it was.")

    def settle(self) -> Progress:
        """Close the books, as of now: what comes after the end of the timeline was not played."""
        now = self.clock.now()
        if self.paused_at is None and self.playing_since:
            end = self.origin + self.timeline.total_ms
            self.played_ms += max(0, min(now, max(end, self.playing_since)) - self.playing_since)
            self.playing_since = now
        return self.progress(now)

    def sleep_counted(self) -> int:
        """How long the machine has slept since this was last asked. It counts as paused, whatever it slept through."""
        asleep = self.clock.asleep()
        slept, self.slept = max(0, asleep - self.slept), asleep
        self.paused_ms += slept
        return slept

    # -- where it is -----------------------------------------------------------------------------------------------

    def position(self, now: int) -> int:
        """The time within the timeline, in milliseconds."""
        if self.paused_at is not None:
            return self.paused_at
        return min(self.timeline.total_ms, max(0, now - self.origin))

    def view(self, now: int) -> View:
        return View(
            timeline=self.timeline,
            position_ms=self.position(now),
            cue=self.current,
            paused=self.paused_at is not None,
            muted=self.muted,
            help=self.help,
            grounding=self.grounding,
            notice=self.notice,
            marks=len(self.marks),
        )

    def progress(self, now: int) -> Progress:
        playing = max(0, now - self.playing_since) if self.paused_at is None else 0
        pausing = max(0, now - self.pause_began) if self.paused_at is not None else 0
        return Progress(
            planned_ms=self.planned_ms,
            position_ms=self.position(now),
            played_ms=max(0, self.played_ms + playing),
            paused_ms=self.paused_ms + pausing,
            total_ms=self.timeline.total_ms,
            sections=tuple(self.sections),
            marks=tuple(self.marks),
            answers=tuple(self.answers.items()),
            cues=self.cues,
            latest_ms=self.latest_ms,
            heard=tuple(self.heard),
        )

    # -- keys ------------------------------------------------------------------------------------------------------

    def handle(self, key: Key, now: int) -> None:
        match key:
            case " ":
                if self.paused_at is None:
                    self.pause(now, PAUSED)
                else:
                    self.go_on(now)
            case "right" | "left":
                self.skip(now, key)
            case "+" | "=":
                self.fit(now, self.timeline.total_ms + FIVE_MINUTES_MS)
            case "-" | "_":
                self.fit(now, self.timeline.total_ms - FIVE_MINUTES_MS)
            case "e":
                self.end(now)
            case "m":
                self.marks.append(Mark(self.position(now), self.current.section))
                self.keep_due = now
                self.tell(now, "Marked.")
            case "s":
                self.muted = not self.muted
                self.speaker.mute(self.muted)
                self.tell(now, "Sound is off." if self.muted else "Sound is on.")
            case "?":
                self.help = self.help + 1 if self.help < self.stage.help_pages(self.view(now)) else 0
            case "esc" | "enter":
                self.help = 0
            case "suspend":
                self.suspend(now)
            case _ if key.isdecimal() and self.current.kind == "ask":
                self.answer(now, int(key))
            case _:
                pass  # A key may be any character there is; one that means nothing changes nothing.
        now = self.clock.now()
        self.stage.draw(self.view(now))
        self.frame_due = now + self.stage.frame_ms(self.view(now))

    def pause(self, now: int, text: str) -> None:
        if self.paused_at is None:
            self.paused_at = self.position(now)
            self.pause_began = now
            self.played_ms += now - self.playing_since
            self.speaker.hush()
        self.tell(now, text, GO_ON if text == PAUSED else None)

    def go_on(self, now: int) -> None:
        if self.paused_at is None:
            return
        self.paused_ms += now - self.pause_began
        self.origin = now - self.paused_at
        self.paused_at = None
        self.playing_since = now
        self.speaker.follow(self.timeline, self.origin, self.position(now))
        self.tell(now, "Going on.")

    def skip(self, now: int, key: Key) -> None:
        """To the start of the next section, of this one, or of the one before."""
        span = span_from(self.timeline, self.position(now), key)
        if span is None:
            self.tell(now, "This is the last section.")
            return
        self.go_to(now, span.at_ms)
        self.tell(now, f"{span.title}.")

    def go_to(self, now: int, position: int) -> None:
        self.next = self.timeline.index_at(position)
        self.current = self.timeline.cues[self.next]
        if self.paused_at is not None:
            self.paused_at = position
            return
        self.origin = now - position
        self.speaker.follow(self.timeline, self.origin, position)

    def fit(self, now: int, total: int) -> None:
        """Fit what remains to another total; where that cannot be, to the nearest that can."""
        if len(self.timeline.sections) > 1 and self.current.section_index == self.timeline.sections[-1].index:
            self.tell(now, "The closing is already here; space waits.")
            return
        fitted, said = fit_to(self.fitter, self.timeline, self.position(now), total)
        if fitted is not None:
            self.take(now, fitted)
        self.tell(now, said)

    def end(self, now: int) -> None:
        fitted = self.fitter.close(self.timeline, self.position(now))
        if fitted is None:
            self.tell(now, "The closing is already here.")
            return
        self.take(now, fitted)
        self.go_on(now)
        self.tell(now, f"On to the closing; {about(fitted.total_ms - self.position(now))} left.")

    def take(self, now: int, fitted: Timeline) -> None:
        """Go on with another timeline that is the same up to now."""
        position = self.position(now)
        self.timeline = check_timeline(fitted)
        index = fitted.index_at(position)
        self.current = fitted.cues[index]
        self.next = index + 1
        if self.paused_at is None:
            self.speaker.follow(fitted, self.origin, position)

    def answer(self, now: int, number: int) -> None:
        if 1 <= number <= len(self.current.choices):
            self.answers[self.current.text] = self.current.choices[number - 1]
            self.tell(now, f"{self.current.choices[number - 1]}.")

    def suspend(self, now: int) -> None:
        """Ctrl-Z: paused while stopped, and still paused afterwards where somebody can press space."""
        self.pause(now, "")
        self.recorder.keep(self.progress(now))
        self.stage.suspend()
        back = self.clock.now()
        self.sleep_counted()
        if self.keys.live:
            self.tell(back, PAUSED, GO_ON)
        else:
            self.go_on(back)

    # -- words about the session -----------------------------------------------------------------------------------

    def tell(self, now: int, text: str, notice: str | None = None) -> None:
        """Say something about the session: `text` in a line of its own, `notice` where the picture says the rest."""
        self.notice = text if notice is None else notice
        self.notice_until = now + NOTICE_MS
        if text:
            self.stage.say(self.view(now), text)

    def tell_trouble(self, now: int) -> None:
        if trouble := self.speaker.trouble():
            self.tell(now, trouble)
