"""What sound costs: `python benchmarks/sound.py [--minutes N] [--runs N] [first|cpu|check|own|render|memory ...]`.

- `first`: from Enter (and from the start of the whole process) to the first sound, in a recording of a null sink of a
  private PulseAudio. The recorder lags by up to 40 ms, so the figures are no finer than that. Bar: 400 ms after Enter.
- `cpu`: the share of a core of a live session with voice, ambience and bells, after it has begun. Bar: 3 %.
- `check`: what looking at every block costs, at the two ends of its way, against mixing it with one bed of rain alone,
  the least there is to mix. Bars: 1 % of it in the long blocks of a file; 0.05 % of the time a device's block lasts.
- `own`: how long five minutes of a person's own ambience take to be there, in its process apart. Bar: 1 s.
- `render`: a session with voice, rain and bells as a file, beside what one would use instead, `ffmpeg` on the finished
  WAV (`-q:a 4` for MP3), one after the other, `--runs` times; best and median. The voice is kept from before, for
  ffmpeg need not speak. Bars, of its time: MP3 0.7, FLAC 1.5; and a WAV 400 times faster than it plays. The time of the
  processor stands beside, for others work on the machine too.
- `memory`: the most memory for a file of 180 minutes against 30. Bar: 10 % more.
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
OWN_BAR_S = 1.0
RENDER_BARS = {".mp3": 0.7, ".flac": 1.5}
WAV_BAR = 400
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


def new_home(home: Path) -> dict[str, str]:
    """Surroundings in which nobody has read the line of the day yet, and nothing else is asked."""
    surroundings = {**os.environ, "MASSAGE_MIND_HOME": str(home)}
    for key in ("ratings", "body_map", "park"):
        subprocess.run(
            [*COMMAND, "config", "set", key, "false"], env=surroundings, check=True, capture_output=True
        )
    return surroundings


def from_enter(recording: Path, surroundings: dict[str, str]) -> float:
    """A session in a terminal of its own: Enter at the last question, then how long until the bell."""
    pid, terminal = pty.fork()
    if not pid:
        os.execve(sys.executable, [*COMMAND, "before", "--minutes", "1", "--plain"], surroundings)
    shown = b""
    try:
        while b"Enter begins" not in shown:
            if not select.select([terminal], [], [], 20)[0]:
                sys.exit(f"it never asked: {shown!r}")
            try:
                shown += os.read(terminal, 4096)
            except OSError:
                sys.exit(f"it ended before it began: {shown!r}")
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


def from_start(recording: Path, surroundings: dict[str, str]) -> float:
    since = frames_in(recording)
    process = subprocess.Popen(
        [*COMMAND, "before", "--minutes", "1", "--no-ask"],
        env=surroundings,
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
    with tempfile.TemporaryDirectory() as name, null_sink(Path(name)) as recording:
        figures = {}
        for what, measure in (("Enter", from_enter), ("the start of the process", from_start)):
            times = []
            for _ in range(runs):
                with tempfile.TemporaryDirectory() as home:
                    times.append(measure(recording, new_home(Path(home))))
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


def measured(command: list[str]) -> tuple[float, float, int]:
    """Seconds, seconds of the processor and peak memory in KiB of a command."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[:4]} ended with {status}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def rendered(path: Path, minutes: float) -> tuple[float, float, int]:
    """The same of writing so long a session to this file."""
    words = ["render", "during", "--minutes", f"{minutes:g}", "--ambience", "rain", "--bells", "every 10"]
    return measured([*COMMAND, *words, "--yes", "--out", str(path)])


def others() -> str:
    """How busy the machine was."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def best_and_median(figures: list[float]) -> str:
    return f"best {min(figures):.2f}, median {np.median(figures):.2f}"


def noise(path: Path, rate: int) -> None:
    """Five minutes of it into this file, by a process of its own: what this one has held counts for each that it starts."""
    code = (
        "import numpy, soundfile, sys; path, rate = sys.argv[1], int(sys.argv[2]); "
        "loud = numpy.random.default_rng(1).normal(0, 0.05, (300 * rate, 2)).clip(-0.9, 0.9); "
        "soundfile.write(path, loud, rate)"
    )
    subprocess.run([sys.executable, "-c", code, str(path), str(rate)], check=True)


def own(runs: int) -> bool:
    kept = True
    with tempfile.TemporaryDirectory() as name:
        for rate, suffix in ((48_000, ".wav"), (44_100, ".mp3")):
            path = Path(name) / f"own{suffix}"
            noise(path, rate)
            code = f"from massage_mind.sound.ambience import load_ambience as load; load({str(path)!r}, None)"
            nothing = [sys.executable, "-c", "import massage_mind.sound.ambience"]
            times, processor = [], []
            for _ in range(runs):
                whole, empty = measured([sys.executable, "-c", code]), measured(nothing)
                times.append(whole[0] - empty[0])
                processor.append(whole[1] - empty[1])
            print(
                f"own ambience, {suffix} at {rate} Hz: {best_and_median(times)} s, "
                f"of the processor {best_and_median(processor)} s, {others()}"
            )
            kept = kept and min(times) <= OWN_BAR_S
    print(f"bar: {OWN_BAR_S} s: {'kept' if kept else 'MISSED'}")
    return kept


def render(minutes: float, runs: int) -> bool:
    kept = True
    ffmpeg = shutil.which("ffmpeg")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, _, _ = rendered(folder / "session.wav", minutes)
        times = []
        for _ in range(runs):
            seconds, processor, memory = rendered(folder / "session.wav", minutes)
            times.append(minutes * 60 / seconds)
            print(
                f".wav  {seconds:6.1f} s, of the processor {processor:.1f} s, {memory // 1024} MiB, {others()}"
            )
        good = max(times) >= WAV_BAR
        print(
            f".wav  best {max(times):.0f}, median {np.median(times):.0f} times real time; "
            f"with the voice to be made {minutes * 60 / first:.0f}; bar {WAV_BAR}: {'kept' if good else 'MISSED'}"
        )
        kept = good
        for suffix, bar in RENDER_BARS.items():
            if ffmpeg is None:
                print(f"{suffix} skipped: ffmpeg is not installed")
                continue
            ratios, of_processor = [], []
            quality = ["-q:a", "4"] if suffix == ".mp3" else []
            theirs = [ffmpeg, "-v", "error", "-y", "-i", str(folder / "session.wav"), *quality]
            for _ in range(runs):
                ours = rendered(folder / f"ours{suffix}", minutes)
                other = measured([*theirs, str(folder / f"theirs{suffix}")])
                ratios.append(ours[0] / other[0])
                of_processor.append(ours[1] / other[1])
                print(
                    f"{suffix:<5} {ours[0]:6.1f} s, ffmpeg {other[0]:.1f} s; "
                    f"of the processor {ours[1]:.1f} s and {other[1]:.1f} s; {ours[2] // 1024} MiB, {others()}"
                )
            good = min(ratios) <= bar
            print(
                f"{suffix:<5} of ffmpeg's time: {best_and_median(ratios)}; of the processor's: "
                f"{best_and_median(of_processor)}; bar {bar}: {'kept' if good else 'MISSED'}"
            )
            kept = kept and good
        for suffix in (".opus", ".ogg"):
            seconds, processor, _ = rendered(folder / f"ours{suffix}", minutes)
            print(
                f"{suffix:<5} {minutes * 60 / seconds:6.0f} times real time, of the processor {processor:.1f} s"
            )
    return kept


def memory(short: float = 30, long: float = 180) -> bool:
    kept = True
    with tempfile.TemporaryDirectory() as name:
        for suffix in (".flac", ".mp3"):
            path = Path(name) / f"session{suffix}"
            (_, _, less), (_, _, more) = rendered(path, short), rendered(path, long)
            good = more <= less * MEMORY_BAR
            kept = kept and good
            print(
                f"{suffix:<5} memory of {long:g} minutes against {short:g}: {more / less:.2f} "
                f"({less // 1024} and {more // 1024} MiB); bar {MEMORY_BAR}: {'kept' if good else 'MISSED'}"
            )
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description="What sound costs.")
    parser.add_argument("what", nargs="*", default=["first", "cpu", "check", "own", "render", "memory"])
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
        kept = ("own" not in options.what or own(options.runs)) and kept
        kept = ("render" not in options.what or render(options.length, options.runs)) and kept
        kept = ("memory" not in options.what or memory()) and kept
    finally:
        shutil.rmtree(home)
    sys.exit(not kept)


if __name__ == "__main__":
    main()
