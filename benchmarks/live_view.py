"""What the live view costs: CPU and bytes a second over a real pseudo-terminal (80 x 24), beside the bars.

`python benchmarks/live_view.py [--seconds N]`. POSIX only. Exits 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from massage_mind.fit.timeline import Cue, Span, Timeline
from massage_mind.names import Moment
from massage_mind.perform.clock import SystemClock
from massage_mind.perform.ports import View
from massage_mind.screen.front import open_front
from massage_mind.script.breathing import PATTERNS

WORDS = "Let the shoulders be heavy, as they are. There is nowhere to be for a while, and nothing to do well."
# name: (moment, breathing pattern or none, most CPU %, most bytes a second, most wake-ups a second)
CASES: dict[str, tuple[Moment, str, float, int, float]] = {
    "a breath moves (ease)": ("before", "ease", 1.6, 3000, 10.2),
    "a breath moves (box)": ("before", "box", 1.6, 3000, 10.2),
    "words, nothing moves": ("before", "", 0.3, 200, 1.0),
    "during": ("during", "", 0.3, 200, 1.0),
}


def timeline_for(moment: Moment, pattern: str, length_ms: int) -> Timeline:
    """Words, then the breath, cycle after cycle, or rest."""
    cues = [Cue(0, 1000, "say", WORDS, "Arriving")]
    while cues[-1].end_ms < length_ms:
        at_ms = cues[-1].end_ms
        if pattern:
            breath = PATTERNS[pattern]
            cues.append(Cue(at_ms, breath.cycle_ms, "breathe", breath.cue_text, "Arriving", breath=breath))
        else:
            cues.append(Cue(at_ms, 60_000, "rest", "", "Arriving"))
    total_ms = cues[-1].end_ms
    return Timeline(
        "bench", "Bench", moment, "", "guided", total_ms, tuple(cues), (Span(0, "Arriving", 0, total_ms),)
    )


def child(case: str, seconds: float, report: str) -> None:
    """Draw as the loop does, for so long, and report process time and wake-ups after a second of warming up."""
    moment, pattern, *_ = CASES[case]
    timeline = timeline_for(moment, pattern, round(seconds * 1000) + 600_000)
    clock = SystemClock()
    origin, used, wakes, warm = clock.now(), 0.0, 0, False
    end_ms = origin + 2000 + round(seconds * 1000)
    with open_front(
        plain=False, clock=clock, environ=os.environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr
    ) as front:
        while (now := clock.now()) < end_ms:
            if not warm and now >= origin + 2000:
                warm, used, wakes = True, time.process_time(), 0
            position = now - origin
            cue = timeline.cues[timeline.index_at(position)]
            view = View(timeline, position, cue)
            front.stage.draw(view)
            wakes += 1
            until = min(end_ms, origin + cue.end_ms)
            if not warm:
                until = min(until, origin + 2000)
            frame = front.stage.frame_ms(view)
            front.keys.wait(min(until, now + frame) if frame else until)
        used = time.process_time() - used
    Path(report).write_text(json.dumps({"cpu": used, "wakes": wakes}), encoding="utf-8")


def measure(case: str, seconds: float) -> tuple[float, float, float, int]:
    """CPU in percent of a core, bytes a second, wake-ups a second, and the most bytes in any one second."""
    with tempfile.NamedTemporaryFile() as report:
        pid, master = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            environ = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
            os.execve(
                sys.executable,
                [
                    sys.executable,
                    __file__,
                    "--child",
                    case,
                    "--seconds",
                    str(seconds),
                    "--report",
                    report.name,
                ],
                environ,
            )
        begun = None
        per_second: dict[int, int] = {}
        while True:
            select.select([master], [], [])
            try:
                data = os.read(master, 65536)
            except OSError:
                break
            if not data:
                break
            begun = begun if begun is not None else time.monotonic()
            at = int(time.monotonic() - begun)
            per_second[at] = per_second.get(at, 0) + len(data)
        os.close(master)
        os.waitpid(pid, 0)
        result = json.loads(Path(report.name).read_text(encoding="utf-8"))
    counted = {at: size for at, size in per_second.items() if 2 <= at < 2 + seconds}
    return (
        100 * result["cpu"] / seconds,
        sum(counted.values()) / seconds,
        result["wakes"] / seconds,
        max(counted.values(), default=0),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--child", choices=CASES)
    parser.add_argument("--report")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.seconds, options.report)
        return 0
    missed = False
    print(f"{'':24}{'CPU %':>8}{'bar':>6}{'bytes/s':>9}{'bar':>6}{'worst s':>9}{'wakes/s':>9}{'bar':>6}")
    for case, (_, _, cpu_bar, bytes_bar, wakes_bar) in CASES.items():
        cpu, size, wakes, worst = measure(case, options.seconds)
        print(
            f"{case:24}{cpu:8.2f}{cpu_bar:6.1f}{size:9.0f}{bytes_bar:6}{worst:9}{wakes:9.1f}{wakes_bar:6.1f}"
        )
        missed = missed or cpu > cpu_bar or size > bytes_bar or wakes > wakes_bar
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
