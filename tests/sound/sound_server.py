"""A real sound server without a sound card, a recorder for what it plays, and sessions run as processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PERFORM = Path(__file__).parent / "perform_bells.py"
SINK = "massage"


@dataclass
class SoundServer:
    """A private PulseAudio with one null sink. `environ` leads a client to it."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None
    others: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "PULSE_RUNTIME_PATH": str(self.folder / "run"),
            "PULSE_STATE_PATH": str(self.folder / "state"),
            "PULSE_SERVER": f"unix:{self.folder / 'native'}",
        }

    def start(self) -> None:
        """Start it, also again after it was killed, and wait until it answers."""
        if self.process is not None:
            self.process.wait()
        environ = {name: value for name, value in self.environ.items() if name != "PULSE_SERVER"}
        command = [
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            *("--realtime=no", "--high-priority=no", f"--log-target=file:{self.folder / 'log'}"),
            *("-L", f"module-native-protocol-unix socket={self.folder / 'native'} auth-anonymous=1"),
            *("-L", f"module-null-sink sink_name={SINK} rate=48000 channels=2 format=float32le"),
        ]
        self.process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while subprocess.run(
            ["pactl", "info"], env=self.environ, capture_output=True, check=False
        ).returncode:
            assert time.monotonic() < deadline, "the sound server does not answer"
            time.sleep(0.05)

    def record(self) -> Path:
        """Record from now on, stereo float32 at 48 kHz; the file. Returns once the recording flows."""
        path = self.folder / "recording.raw"
        format_ = ("--raw", "--format=float32le", "--rate=48000", "--channels=2", "--latency-msec=20")
        with path.open("wb") as file:
            command = ["parec", *format_, f"--device={SINK}.monitor"]
            self.others.append(subprocess.Popen(command, env=self.environ, stdout=file))
        deadline = time.monotonic() + 10
        # Before a recorder has settled the null sink works in chunks of up to 2 s: wait until 2.5 s have come.
        while path.stat().st_size < 2.5 * 48_000 * 8:
            assert time.monotonic() < deadline, "nothing is recorded"
            time.sleep(0.05)
        return path

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def _signal(self, signum: int) -> None:
        assert self.process is not None
        self.process.send_signal(signum)

    def stop(self) -> None:
        for process in [*self.others, *([self.process] if self.process else [])]:
            process.kill()
            process.wait()


@dataclass
class Performance:
    """A session of bells that runs in a process of its own."""

    process: subprocess.Popen[str]
    started: float

    def until(self, event: str) -> dict[str, Any]:
        """Wait until it reports this event; the report."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            report: dict[str, Any] = json.loads(line)
            if report["event"] == event:
                return report
        raise AssertionError(f"the session ended without {event!r}: {self.process.wait()}")

    def end(self, within_s: float) -> dict[str, Any]:
        """Wait for its end by itself; its last report, with `stderr` and `seconds` (of the whole process)."""
        report = self.until("closed")
        _, stderr = self.process.communicate(timeout=within_s)
        return {**report, "stderr": stderr, "seconds": time.monotonic() - self.started}
