"""A hand-made timeline and the smallest loop over the real screen, run as a child in a terminal of its own.

`python screen_driver.py TIMELINE [--plain] [--fail-ms N] [--report FILE]`: the report is JSON, written at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from massage_mind.errors import Stopped
from massage_mind.fit.timeline import Cue, Span, Timeline
from massage_mind.names import CueKind, Moment
from massage_mind.perform.clock import SystemClock
from massage_mind.perform.ports import Keys, Stage, View
from massage_mind.screen.front import open_front
from massage_mind.script.breathing import PATTERNS

WORDS = "Let the shoulders be heavy, as they are. There is nowhere to be for a while, and nothing to do well."


def timeline_of(
    *parts: tuple[CueKind, int, str], moment: Moment = "before", breath: str = "ease"
) -> Timeline:
    """A timeline of one section from (kind, length, text); breathing cues take the named pattern."""
    cues, at_ms = [], 0
    for kind, length_ms, text in parts:
        pattern = PATTERNS[breath] if kind == "breathe" else None
        choices = ("often", "sometimes", "hardly") if kind == "ask" else ()
        cues.append(Cue(at_ms, length_ms, kind, text, "Arriving", breath=pattern, choices=choices))
        at_ms += length_ms
    return Timeline(
        "driver",
        "Arriving",
        moment,
        "swedish",
        "guided",
        at_ms,
        tuple(cues),
        (Span(0, "Arriving", 0, at_ms),),
    )


TIMELINES = {
    "words": timeline_of(("say", 4_000, WORDS), ("rest", 296_000, "")),
    "breath": timeline_of(("say", 2_000, WORDS), *[("breathe", 10_000, "")] * 30),
    "breath-now": timeline_of(*[("breathe", 10_000, "")] * 30),
    "short": timeline_of(("say", 200, "Now."), ("bell", 100, "bowl"), ("rest", 200, "")),
    "ask": timeline_of(("ask", 300_000, "How often did your attention wander?")),
    "during": timeline_of(("say", 4_000, WORDS), ("rest", 1_196_000, ""), moment="during"),
}


class Loop:
    """Cues at their moment, keys at once, frames when there is time."""

    def __init__(self, stage: Stage, keys: Keys, timeline: Timeline, fail_ms: int) -> None:
        self.stage, self.keys, self.timeline, self.fail_ms = stage, keys, timeline, fail_ms
        self.clock = SystemClock()
        self.origin = self.clock.now()
        self.paused_at: int | None = None
        self.help = False
        self.seen: list[str] = []
        self.longest_draw_ms = 0
        self.latest_cue_ms = 0

    def view(self) -> View:
        now = self.clock.now() if self.paused_at is None else self.paused_at
        position = min(now - self.origin, self.timeline.total_ms)
        cue = self.timeline.cues[self.timeline.index_at(position)]
        return View(self.timeline, position, cue, paused=self.paused_at is not None, help=self.help)

    def run(self) -> None:
        self.stage.open(self.view())
        shown = -1
        while True:
            view = self.view()
            if self.fail_ms and view.position_ms >= self.fail_ms:
                raise RuntimeError("a fault in the session")
            if view.position_ms >= self.timeline.total_ms:
                return
            index = self.timeline.index_at(view.position_ms)
            begun = self.clock.now()
            if index != shown:
                self.latest_cue_ms = max(self.latest_cue_ms, view.position_ms - view.cue.at_ms)
                self.stage.cue(view)
                shown = index
            else:
                self.stage.draw(view)
            self.longest_draw_ms = max(self.longest_draw_ms, self.clock.now() - begun)
            frame = self.stage.frame_ms(view)
            until = begun + frame if frame else begun + 3_600_000
            if not view.paused:
                until = min(until, self.origin + view.cue.end_ms)
            if self.fail_ms:
                until = min(until, self.origin + self.fail_ms)
            key = self.keys.wait(until)
            if key is not None:
                self.seen.append(key)
                if self.on_key(key):
                    return

    def on_key(self, key: str) -> bool:
        if key == "q":
            return True
        if key == "?":
            self.help = not self.help
        elif key == "suspend":
            self.paused_at = self.clock.now()
            self.stage.suspend()
            self.origin += self.clock.now() - self.paused_at
            self.paused_at = None
        elif key == " ":
            if self.paused_at is None:
                self.paused_at = self.clock.now()
            else:
                self.origin += self.clock.now() - self.paused_at
                self.paused_at = None
        elif key == "s":
            self.stage.say(self.view(), "Sound is off.")
        return False


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("timeline", choices=TIMELINES)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--fail-ms", type=int, default=0)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    report: dict[str, object] = {}
    loop = None
    try:
        with open_front(
            plain=options.plain, clock=SystemClock(), environ=os.environ,
            stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr,
        ) as front:  # fmt: skip
            report["live"] = front.keys.live
            loop = Loop(front.stage, front.keys, TIMELINES[options.timeline], options.fail_ms)
            loop.run()
    except Stopped as stopped:
        report["signum"] = stopped.signum
        return 128 + stopped.signum
    except RuntimeError as error:
        print(f"failed: {error}", file=sys.stderr)
        return 1
    finally:
        if loop is not None:
            report |= {
                "keys": loop.seen, "draw_ms": loop.longest_draw_ms, "late_ms": loop.latest_cue_ms,
            }  # fmt: skip
        if options.report:
            options.report.write_text(json.dumps(report), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
