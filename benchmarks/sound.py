"""What sound costs: `python benchmarks/sound.py [--minutes N] [--runs N] [first|cpu|check|render ...]`.

- `first`: from Enter (and from the start of the whole process) to the first sound, in a recording of a null sink of a
  private PulseAudio. The recorder lags by up to 40 ms, so the figures are no finer than that. Bar: 400 ms after Enter.
- `cpu`: the share of a core of a live session with voice, ambience and bells, after it has begun. Bar: 3 %.
- `check`: what looking at every block costs, at the two ends of its way, against mixing it with one bed of rain alone,
  the least there is to mix. Bars: 1 % of it in the long blocks of a file; 0.05 % of the time a device's block lasts.
- `render`: how many times faster than it plays a session with voice, ambience and bells is written, and the memory for
  90 minutes against 5. Bars: FLAC 300, MP3 30, memory within 10 %.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from bell_onsets import null_sink

FIRST_BAR_MS = 400
CPU_BAR = 3.0
CHECK_BARS = (1.0, 0.05)
RENDER_BARS = {".flac": 300, ".mp3": 30}
MEMORY_BAR = 1.10
COMMAND = [sys.executable, "-m", "massage_mind"]
FRAME_BYTES = 8


def frames_in(recording: Path) -> int:
    return recording.stat().st_size // FRAME_BYTES


def first_sound(recording: Path, since: int) -> float:
    """Milliseconds from this frame of the recording to the next sound."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        heard = np.fromfile(recording, dtype="<f4", offset=since * FRAME_BYTES)
        loud = np.flatnonzero(np.abs(heard[: len(heard) // 2 * 2 : 2]) > 1e-4)
        if len(loud):
            return float(loud[0]) / 48
        time.sleep(0.05)
    sys.exit("nothing was heard")


def from_enter(recording: Path) -> float:
    """A session in a terminal of its own: Enter at the last question, then how long until the bell."""
    pid, terminal = pty.fork()
    if not pid:
        os.execv(sys.executable, [*COMMAND, "before", "--minutes", "1", "--plain"])
    shown = b""
    try:
        while b"to begin" not in shown:
            if not select.select([terminal], [], [], 20)[0]:
                sys.exit(f"it never asked: {shown!r}")
            shown += os.read(terminal, 4096)
            if b"go on" in shown:
                os.write(terminal, b"\r")
                shown = b""
        time.sleep(2)  # a person reads the checklist
        since = frames_in(recording)
        os.write(terminal, b"\r")
        return first_sound(recording, since)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)


def from_start(recording: Path) -> float:
    since = frames_in(recording)
    process = subprocess.Popen(
        [*COMMAND, "before", "--minutes", "1", "--no-ask"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return first_sound(recording, since)
    finally:
        process.kill()
        process.wait()


def first(runs: int) -> bool:
    for key in ("ratings", "body_map", "park"):
        subprocess.run([*COMMAND, "config", "set", key, "false"], check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as name, null_sink(Path(name)) as recording:
        figures = {}
        for what, measure in (("Enter", from_enter), ("the start of the process", from_start)):
            times = []
            for _ in range(runs):
                times.append(measure(recording))
                time.sleep(1.5)
            figures[what] = sorted(times)
            print(f"from {what}: median {np.median(times):.0f} ms, worst {max(times):.0f} ms, {runs} runs")
    kept = float(np.median(figures["Enter"])) <= FIRST_BAR_MS
    print(f"bar: {FIRST_BAR_MS} ms from Enter: {'kept' if kept else 'MISSED'}")
    return kept


def processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu(minutes: float) -> bool:
    with tempfile.TemporaryDirectory() as name, null_sink(Path(name)):
        process = subprocess.Popen(
            [*COMMAND, "during", "--minutes", "5", "--no-ask", "--ambience", "rain", "--bells", "every 1"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(8)
            before, at = processor_s(process.pid), time.monotonic()
            time.sleep(min(4.5, minutes) * 60)
            share = 100 * (processor_s(process.pid) - before) / (time.monotonic() - at)
        finally:
            process.kill()
            process.wait()
    print(f"a live session: {share:.2f} % of a core over {minutes * 60:.0f} s")
    print(f"bar: {CPU_BAR} %: {'kept' if share <= CPU_BAR else 'MISSED'}")
    return share <= CPU_BAR


def check() -> bool:
    from massage_mind.places import shipped_folder
    from massage_mind.sound.ambience import Ambience, load_ambience
    from massage_mind.sound.mixer import Mixer
    from massage_mind.sound.rate import RATE
    from massage_mind.sound.samples import block_fault

    loops = load_ambience("rain", shipped_folder("audio"))
    shares = []
    for what, frames in (("a file", RATE), ("a device", RATE // 20)):
        mixer = Mixer()
        mixer.schedule(0, Ambience(loops, 600_000, [(at, at + 4_000) for at in range(0, 600_000, 10_000)]))
        mixing, checking = [], []
        while mixer.position < 120 * RATE:
            start = time.perf_counter()
            block = mixer.pull(frames)
            mixed = time.perf_counter()
            block_fault(block, frames)
            checking.append(time.perf_counter() - mixed)
            mixing.append(mixed - start)
        # The lower quartiles, for others work on the machine too.
        check_s, mix_s = (float(np.quantile(times, 0.25)) for times in (checking, mixing))
        of_mixing = 100 * check_s / (mix_s - check_s)  # within `pull` it is done once too
        of_time = 100 * check_s * RATE / frames
        print(f"a look at a block for {what}: {of_mixing:.2f} % of mixing it, {of_time:.4f} % of its length")
        shares.append((of_mixing, of_time))
    kept = shares[0][0] <= CHECK_BARS[0] and shares[1][1] <= CHECK_BARS[1]
    print(
        f"bars: {CHECK_BARS[0]} % of mixing, {CHECK_BARS[1]} % of its length: {'kept' if kept else 'MISSED'}"
    )
    return kept


def rendered(folder: Path, minutes: int, suffix: str) -> tuple[float, int, int]:
    """Seconds, peak memory in KiB and size in bytes of writing so long a session."""
    path = folder / f"session{suffix}"
    words = ["render", "during", "--minutes", str(minutes), "--ambience", "rain", "--bells", "every 10"]
    start = time.monotonic()
    process = subprocess.Popen(
        [*COMMAND, *words, "--yes", "--out", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status:
        sys.exit(f"render ended with {status}")
    return seconds, usage.ru_maxrss, path.stat().st_size


def render(minutes: int) -> bool:
    kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in (".flac", ".mp3", ".opus", ".ogg", ".wav"):
            seconds, memory, size = rendered(folder, minutes, suffix)
            times = minutes * 60 / seconds
            bar = RENDER_BARS.get(suffix)
            verdict = "" if bar is None else f"; bar {bar}: {'kept' if times >= bar else 'MISSED'}"
            print(
                f"{suffix:<5} {times:6.0f} times real time, {memory // 1024} MiB, {size / 1e6:.1f} MB{verdict}"
            )
            kept = kept and (bar is None or times >= bar)
        (_, short, _), (_, long, _) = rendered(folder, 5, ".flac"), rendered(folder, 90, ".flac")
    print(
        f"memory of 90 minutes against 5: {long / short:.2f}; bar {MEMORY_BAR}: {'kept' if long <= short * MEMORY_BAR else 'MISSED'}"
    )
    return kept and long <= short * MEMORY_BAR


def main() -> None:
    parser = argparse.ArgumentParser(description="What sound costs.")
    parser.add_argument("what", nargs="*", default=["first", "cpu", "check", "render"])
    parser.add_argument("--minutes", type=float, default=1.0, help="how long the live session is watched")
    parser.add_argument("--length", type=int, default=60, help="minutes of the session that is written")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.environ["MASSAGE_MIND_HOME"] = home = tempfile.mkdtemp()
    kept = True
    try:
        if {"first", "cpu"} & set(options.what) and (
            shutil.which("pulseaudio") is None or shutil.which("parec") is None
        ):
            print("skipped: pulseaudio and pulseaudio-utils are not installed")
        else:
            kept = ("first" not in options.what or first(options.runs)) and kept
            kept = ("cpu" not in options.what or cpu(options.minutes)) and kept
        kept = ("check" not in options.what or check()) and kept
        kept = ("render" not in options.what or render(options.length)) and kept
    finally:
        shutil.rmtree(home)
    sys.exit(not kept)


if __name__ == "__main__":
    main()
