"""Fixtures: the bells we ship, a sound whose start is exact, a sound server, and sessions of bells."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sound_server import PERFORM, Performance, SoundServer


@pytest.fixture
def no_server(tmp_path: Path) -> SoundServer:
    """An address at which no sound server answers."""
    return SoundServer(tmp_path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    """A running sound server with a null sink."""
    for program in ("pulseaudio", "pactl", "parec"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed (Debian: pulseaudio, pulseaudio-utils)")
    sound_server = SoundServer(tmp_path)
    try:
        sound_server.start()
        yield sound_server
    finally:
        sound_server.stop()


@pytest.fixture
def perform(bells_folder: Path) -> Iterator[Any]:
    """Starts sessions of bells: perform(server, bells=[[at_ms, name], ...], total_ms=...) -> Performance."""
    running: list[subprocess.Popen[str]] = []

    def start(sound_server: SoundServer, **plan: Any) -> Performance:
        plan = {
            "kind": "miniaudio",
            "folder": bells_folder,
            "keys": [],
            "warm": False,
            "forget": False,
            **plan,
        }
        plan["folder"] = str(plan["folder"])
        process = subprocess.Popen(
            [sys.executable, "-X", "dev", "-W", "error", str(PERFORM), json.dumps(plan)],
            env=sound_server.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return Performance(process, time.monotonic())

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def bells_folder() -> Path:
    """The bells we ship."""
    return Path(__file__).parents[2] / "audio"


@pytest.fixture
def ticks(tmp_path: Path) -> Path:
    """A folder with one sound, `tick`: 100 ms of noise, whose start can be found in a recording to the frame."""
    folder = tmp_path / "ticks"
    folder.mkdir()
    chance = random.Random(1)
    samples = array("h", (round(chance.uniform(-9_000, 9_000)) for _ in range(4_800)))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(folder / "tick.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(samples.tobytes())
    return folder
