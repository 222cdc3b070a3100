"""How late cues are: `python benchmarks/timer.py [--seconds N]` (the full figure is of 120 s).

Ten cues a second through the real loop, with the system's clock, real keys on a pseudo-terminal and plain lines into
nowhere; beside it, in the same seconds, a plain `select` on the same deadlines in Python, and one in C where a
compiler is there. First idle, then with every core busy. POSIX only. Exits 1 if a bar is missed.

Bars: p99 at most 1 ms idle, and at most 1.5 times the C control's under load; no drift. Where a control misses 1 ms
with nothing of ours running, the machine is not idle, and 1.5 times that control is the bar there too.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from massage_mind.fit.timeline import Cue, Span, Timeline
from massage_mind.perform.clock import SystemClock
from massage_mind.perform.loop import Performance
from massage_mind.perform.ports import View
from massage_mind.screen.front import open_front
from massage_mind.sound.play.silent import SilentSpeaker
from massage_mind.testing import MemoryRecorder

EVERY_MS = 100
IDLE_BAR_MS = 1.0
LOAD_BAR = 1.5
DRIFT_BAR_MS = 0.5
"""Less than this between the first and the last tenth is the scatter of a median, not a drift."""
CONTROL = Path(__file__).with_name("timer_control.c")
SETTLING_S = 1.5


class NoFitter:
    """Nobody presses `+` here."""

    def refit(self, timeline: Timeline, at_ms: int, total_ms: int) -> Timeline:
        return timeline

    def close(self, timeline: Timeline, at_ms: int) -> Timeline | None:
        return None


class Watched(SilentSpeaker):
    """Notes how late each cue is: it is told the origin, and told first when a cue starts."""

    def __init__(self) -> None:
        super().__init__("")
        self.origin_ms = 0
        self.late_ns: list[int] = []

    def follow(self, timeline: Timeline, origin_ms: int, position_ms: int) -> None:
        self.origin_ms = origin_ms

    def strike(self, cue: Cue) -> None:
        self.late_ns.append(time.monotonic_ns() - (self.origin_ms + cue.at_ms) * 1_000_000)


class Timed:
    """A stage that also notes when its line is out, after the line itself."""

    def __init__(self, stage: object, speaker: Watched) -> None:
        self._stage = stage
        self._speaker = speaker
        self.shown_ns: list[int] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._stage, name)

    def cue(self, view: View) -> None:
        self._stage.cue(view)  # type: ignore[attr-defined]
        due = (self._speaker.origin_ms + view.cue.at_ms) * 1_000_000
        self.shown_ns.append(time.monotonic_ns() - due)


def perform(seconds: float, report: Path) -> None:
    """The child: a session of so many seconds on its terminal, its lines into nowhere; the lateness in a file."""
    count = round(seconds * 1000 / EVERY_MS)
    cues = tuple(Cue(n * EVERY_MS, EVERY_MS, "say", "Here it is.", "Bench") for n in range(count))
    total = count * EVERY_MS
    timeline = Timeline("bench", "Bench", "during", "", "guided", total, cues, (Span(0, "Bench", 0, total),))
    clock, speaker = SystemClock(), Watched()
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        open_front(
            plain=True, clock=clock, environ=os.environ, stdin=sys.stdin, stdout=nowhere, stderr=nowhere
        ) as front,
    ):
        stage = Timed(front.stage, speaker)
        live = front.keys.live
        outcome = Performance(
            timeline,
            fitter=NoFitter(),
            clock=clock,
            keys=front.keys,
            stage=stage,  # type: ignore[arg-type]
            speaker=speaker,
            recorder=MemoryRecorder(),
        ).run()
    result = {"late": speaker.late_ns, "shown": stage.shown_ns, "ending": outcome.ending, "live": live}
    report.write_text(json.dumps(result), encoding="utf-8")


def control(seconds: float, report: Path) -> None:
    """The child beside it: the same deadlines and nothing else."""
    import select

    count = round(seconds * 1000 / EVERY_MS)
    start, late = time.monotonic_ns(), []
    for number in range(count):
        due = start + number * EVERY_MS * 1_000_000
        while (left := due - time.monotonic_ns()) > 0:
            select.select([], [], [], left / 1e9)
        late.append(time.monotonic_ns() - due)
    report.write_text(json.dumps({"late": late}), encoding="utf-8")


@contextmanager
def load(burners: int) -> Iterator[None]:
    """Keep so many cores busy."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(burners)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def side_by_side(seconds: float, folder: Path, program: Path | None) -> dict[str, list[float]]:
    """All of them at once, so that they meet the same machine; how late each cue was, in ms."""
    master, slave = pty.openpty()
    me = [sys.executable, __file__, "--seconds", str(seconds), "--child"]
    running = [subprocess.Popen([*me, "session", str(folder / "session")], stdin=slave)]
    os.close(slave)
    time.sleep(0.033)  # off one another's beat, so that they do not wake one another
    running.append(subprocess.Popen([*me, "control", str(folder / "control")]))
    late: dict[str, list[float]] = {}
    if program is not None:
        start = time.monotonic_ns() + round(SETTLING_S * 1e9) + 66_000_000
        command = [str(program), str(start), str(EVERY_MS * 1_000_000), str(round(seconds * 1000 / EVERY_MS))]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        late["a C program"] = [int(line) / 1e6 for line in out.split()]
    for process in running:
        if process.wait():
            sys.exit("a child failed")
    os.close(master)
    session = json.loads((folder / "session").read_text(encoding="utf-8"))
    if session["ending"] != "finished" or not session["live"]:
        sys.exit(f"the session did not run as it should: {session['ending']}, keys live {session['live']}")
    plain = json.loads((folder / "control").read_text(encoding="utf-8"))
    return {
        "a session: the cue": [value / 1e6 for value in session["late"]],
        "a session: its line": [value / 1e6 for value in session["shown"]],
        "plain select": [value / 1e6 for value in plain["late"]],
        **late,
    }


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def drift(values: Sequence[float]) -> float:
    """How much later the last tenth is than the first, in ms."""
    tenth = max(1, len(values) // 10)
    return statistics.median(values[-tenth:]) - statistics.median(values[:tenth])


def table(title: str, late: dict[str, list[float]], idle: bool) -> bool:
    """Print it; whether a bar was missed."""
    print(
        f"\n{title:24}{'p50':>8}{'p99':>8}{'max':>8}{'drift':>8}   ms late, {len(late['plain select'])} cues"
    )
    for name, values in late.items():
        row = (quantile(values, 0.5), quantile(values, 0.99), max(values), drift(values))
        print(f"{name:24}" + "".join(f"{value:8.2f}" for value in row))
    controls = [quantile(values, 0.99) for name, values in late.items() if not name.startswith("a session")]
    note = ""
    if not idle:
        against = controls[-1]  # the one in C, where there is one
        bar = max(IDLE_BAR_MS, LOAD_BAR * against)
    elif max(controls) > IDLE_BAR_MS:
        against = max(controls)
        bar, note = LOAD_BAR * against, " (the machine is not idle: 1.5 times the control)"
    else:
        against, bar = max(controls), IDLE_BAR_MS
    cues = late["a session: the cue"]
    missed = quantile(cues, 0.99) > bar or abs(drift(cues)) > max(DRIFT_BAR_MS, against)
    print(f"bar: p99 at most {bar:.2f}{note}, drift 0: {'MISSED' if missed else 'kept'}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description="How late cues are.")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--child", nargs=2, metavar=("WHAT", "REPORT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        {"session": perform, "control": control}[options.child[0]](options.seconds, Path(options.child[1]))
        return 0
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = None
        if compiler := shutil.which("cc") or shutil.which("gcc"):
            program = folder / "timer_control"
            subprocess.run([compiler, "-O2", "-o", str(program), str(CONTROL)], check=True)
        missed = table("idle", side_by_side(options.seconds, folder, program), idle=True)
        with load(cores):
            busy = side_by_side(options.seconds, folder, program)
        return 1 if table(f"{cores} cores busy", busy, idle=False) or missed else 0


if __name__ == "__main__":
    sys.exit(main())
