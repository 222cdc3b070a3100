"""When bells are heard, against when the timeline says: `python benchmarks/bell_onsets.py [--minutes N] [--load]`.

Plays bells through the real speaker into a null sink of a private PulseAudio (Debian: pulseaudio, pulseaudio-utils),
records what comes out, and compares the onsets with the timeline, relative to one another. `--load` adds a thread
that keeps the interpreter busy and a process on each core. Bars: the 99th percentile of the error under 1 ms, drift
under 1 ppm.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.sound.bells import load_bell
from massage_mind.sound.play.players import open_speaker
from massage_mind.sound.score import BELL_GAIN
from massage_mind.sound.sounds import Sounds

RATE = 48_000
BAR_MS = 1.0
DRIFT_BAR_PPM = 1.0
EVERY_MS = 2_003
"""Not a whole number of buffers, so that onsets fall anywhere within one."""
AUDIO = Path(__file__).parents[1] / "audio"


def now() -> int:
    return time.monotonic_ns() // 1_000_000


@contextmanager
def null_sink(folder: Path) -> Iterator[Path]:
    """A private sound server; gives the file that what it plays is recorded into."""
    os.environ["PULSE_RUNTIME_PATH"] = str(folder / "run")
    os.environ["PULSE_STATE_PATH"] = str(folder / "state")
    os.environ.pop("PULSE_SERVER", None)
    server = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            *("--realtime=no", "--high-priority=no", f"--log-target=file:{folder / 'log'}"),
            *("-L", f"module-native-protocol-unix socket={folder / 'native'} auth-anonymous=1"),
            *("-L", "module-null-sink sink_name=bench rate=48000 channels=2 format=float32le"),
        ],
        stderr=subprocess.DEVNULL,
    )
    os.environ["PULSE_SERVER"] = f"unix:{folder / 'native'}"
    recording = folder / "recording.raw"
    recorder = None
    try:
        while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode:
            if server.poll() is not None:
                sys.exit("pulseaudio did not start")
            time.sleep(0.1)
        with recording.open("wb") as file:
            recorder = subprocess.Popen(
                [
                    *("parec", "--raw", "--device=bench.monitor", "--format=float32le"),
                    *("--rate=48000", "--channels=2", "--latency-msec=20"),
                ],
                stdout=file,
            )
        time.sleep(3)  # without a settled recorder the null sink works in chunks of up to 2 s
        yield recording
    finally:
        for process in (recorder, server):
            if process is not None:
                process.kill()
                process.wait()


def play(bells: int) -> Timeline:
    """Play so many bells; the timeline they were played from."""
    cues = [Cue(index * EVERY_MS, EVERY_MS, "bell", "bell", "") for index in range(bells)]
    cues.append(Cue(bells * EVERY_MS, 1, "say", "The bell at the end would swell.", ""))
    timeline = Timeline("bench", "Bench", "during", "", "guided", bells * EVERY_MS, tuple(cues), ())
    speaker = open_speaker("miniaudio", sounds=Sounds(AUDIO), now=now)
    time.sleep(2)  # so that the first bell, too, is measured with the device open
    speaker.follow(timeline, now(), 0)
    time.sleep(timeline.total_ms / 1000 + 0.5)
    speaker.close()
    if sentence := speaker.trouble():
        sys.exit(sentence)
    return timeline


def onsets(recording: Path) -> NDArray[np.int64]:
    """The frames at which bells start; each found is taken out, so that its ringing does not hide the next."""
    left = np.fromfile(recording, dtype="<f4").reshape(-1, 2)[:, 0].astype(np.float64)
    bell = load_bell(AUDIO, "bell").astype(np.float64) * BELL_GAIN
    head = bell[: RATE // 10]
    found: list[int] = []
    at = 0
    while at < len(left) - 2 * len(head):
        window = left[at : at + RATE]
        loud = np.flatnonzero(np.abs(window) > 0.01)
        if not len(loud):
            at += RATE
            continue
        about = max(0, at + int(loud[0]) - RATE // 50)
        near = left[about : about + RATE // 25 + len(head)]
        start = about + int(np.argmax(np.correlate(near, head)))
        whole = bell[: len(left) - start]
        left[start : start + len(whole)] -= whole
        found.append(start)
        at = start + len(head)
    return np.array(found)


def main() -> None:
    parser = argparse.ArgumentParser(description="Bell onsets against the timeline.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--load", action="store_true", help="keep the interpreter busy meanwhile")
    options = parser.parse_args()
    if shutil.which("pulseaudio") is None or shutil.which("parec") is None:
        sys.exit("skipped: pulseaudio and pulseaudio-utils are not installed")
    done = threading.Event()

    def spin() -> None:
        while not done.is_set():
            sum(range(1_000))

    burners = []
    if options.load:
        threading.Thread(target=spin, daemon=True).start()
        burners = [
            subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)
        ]
    with tempfile.TemporaryDirectory() as name, null_sink(Path(name)) as recording:
        timeline = play(max(2, round(options.minutes * 60_000 / EVERY_MS)))
        done.set()
        for burner in burners:
            burner.kill()
            burner.wait()
        found = onsets(recording)
    due = np.array([cue.at_ms for cue in timeline.cues if cue.kind == "bell"], dtype=np.float64)
    if len(found) != len(due):
        sys.exit(f"{len(found)} of {len(due)} bells were found in the recording")
    late = found / RATE * 1000 - due
    late -= np.median(late)
    errors = np.abs(late)
    drift_ppm = np.polyfit(due, late, 1)[0] * 1e6
    p50, p99, worst = np.quantile(errors, 0.5), np.quantile(errors, 0.99), np.max(errors)
    print(
        f"bells {len(found)}, over {due[-1] / 1000:.0f} s{', interpreter and all cores busy' if options.load else ''}"
    )
    print(f"error of onsets, ms: p50 {p50:.3f}, p99 {p99:.3f}, max {worst:.3f}; drift {drift_ppm:+.2f} ppm")
    kept = p99 < BAR_MS and abs(drift_ppm) < DRIFT_BAR_PPM
    print(f"bars: p99 under {BAR_MS} ms, drift under {DRIFT_BAR_PPM} ppm: {'kept' if kept else 'MISSED'}")
    sys.exit(not kept)


if __name__ == "__main__":
    main()
