"""The real players against a real sound server: what was heard, and what happens when the server lets us down.

Every session here is a process of its own and has to end by itself, on time.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sound_server import SoundServer

from massage_mind.sound.bells import load_bell
from massage_mind.sound.play.output_stream import LEAD_MS

pytestmark = pytest.mark.sound

RATE = 48_000
FRAMES_A_MS = RATE // 1000
SLACK_MS = 20
"""How exactly a key is pressed and the sound recorded."""
ENDED_WITHIN_S = 4.0


def onsets(recording: Path, folder: Path, name: str = "tick") -> list[int]:
    """The frames at which this sound starts in the recording, in order."""
    heard = np.fromfile(recording, dtype="<f4").reshape(-1, 2)[:, 0].astype(np.float64)
    head = load_bell(folder, name)[: RATE // 10].astype(np.float64)
    size = 1 << (len(heard) + len(head)).bit_length()
    match = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(head, size)), size)[: len(heard)]
    found: list[int] = []
    # A bell is played at half the strength of its file.
    while match[best := int(np.argmax(match))] > 0.25 * np.dot(head, head):
        found.append(best)
        match[max(0, best - len(head)) : best + len(head)] = 0
    return sorted(found)


def start_of(recording: Path) -> int:
    """The frame at which anything is heard first."""
    return int(np.argmax(np.abs(np.fromfile(recording, dtype="<f4").reshape(-1, 2)[:, 0]) > 1e-3))


def between(recording: Path, start_ms: int, stop_ms: int) -> float:
    """The loudest sample between two times, counted from the first sound in the recording."""
    heard = np.fromfile(recording, dtype="<f4").reshape(-1, 2)
    start = start_of(recording)
    return float(
        np.max(np.abs(heard[start + start_ms * FRAMES_A_MS : start + stop_ms * FRAMES_A_MS]), initial=0.0)
    )


def clicks(recording: Path) -> float:
    """The sharpest corner in the recording: its largest second difference."""
    heard = np.fromfile(recording, dtype="<f4").reshape(-1, 2)[:, 0]
    return float(np.max(np.abs(np.diff(heard, 2)), initial=0.0))


def test_bells_sound_when_the_timeline_says(server: SoundServer, perform: Any, ticks: Path) -> None:
    """Recorded onsets, the bell at 0 included, lie within a millisecond of one another's times; no trouble."""
    recording = server.record()
    at_ms = [0, 1_237, 2_001, 3_500, 5_013]
    report = perform(
        server, folder=ticks, bells=[[at, "tick"] for at in at_ms], total_ms=6_500, warm=True
    ).end(ENDED_WITHIN_S)
    server.stop()
    found = onsets(recording, ticks)
    assert len(at_ms) == len(found)
    errors = [(frame - found[0]) / RATE * 1000 - at for frame, at in zip(found, at_ms, strict=True)]
    assert max(abs(error) for error in errors) < 1.0
    assert [] == report["troubles"]
    assert "" == report["stderr"]


def test_the_start_does_not_wait_for_the_device(server: SoundServer, perform: Any, ticks: Path) -> None:
    """A session that starts while the device opens loses no time and still hears its first bell."""
    recording = server.record()
    performance = perform(server, folder=ticks, bells=[[0, "tick"], [1_500, "tick"]], total_ms=2_500)
    assert performance.until("started")["held_ms"] < 100
    report = performance.end(ENDED_WITHIN_S)
    server.stop()
    assert 2 == len(onsets(recording, ticks))
    assert [] == report["troubles"]


def test_a_hush_and_a_mute_make_no_click(server: SoundServer, perform: Any, bells_folder: Path) -> None:
    """Ringing bells that are muted, unmuted and hushed end in silence without a corner in the sound.

    A bell is heard LEAD_MS after its moment, always; a key works on what goes to the device next, and so is heard up
    to LEAD_MS earlier than a bell of the same moment.
    """
    recording = server.record()
    bells = [[0, "bowl"], [3_000, "bowl"]]
    keys = [[700, "mute"], [1_400, "unmute"], [2_000, "hush"]]
    report = perform(server, bells=bells, keys=keys, total_ms=4_500, warm=True).end(ENDED_WITHIN_S)
    server.stop()
    bowl = load_bell(bells_folder, "bowl")
    assert between(recording, 1_000, 1_400 - LEAD_MS - SLACK_MS) < 1e-4
    assert between(recording, 1_600, 2_000 - LEAD_MS - SLACK_MS) > 0.1
    assert between(recording, 2_300, 6_000) < 1e-4
    assert clicks(recording) < 2 * float(np.max(np.abs(np.diff(bowl, 2))))
    assert [] == report["troubles"]


def test_ending_while_a_bell_rings_fades(server: SoundServer, perform: Any, bells_folder: Path) -> None:
    """Closing in the middle of a bell fades it out and does not cut it."""
    recording = server.record()
    report = perform(server, bells=[[0, "bowl"]], total_ms=900, warm=True).end(ENDED_WITHIN_S)
    server.stop()
    bowl = load_bell(bells_folder, "bowl")
    assert clicks(recording) < 2 * float(np.max(np.abs(np.diff(bowl, 2))))
    assert report["closing_ms"] < 1_500


def test_a_speaker_that_nobody_closed_does_not_keep_the_process(server: SoundServer, perform: Any) -> None:
    """Ended by an error somewhere else, with the device still playing: the process ends by itself all the same."""
    performance = perform(server, bells=[[0, "bowl"]], total_ms=500, warm=True, forget=True)
    assert "" == performance.end(ENDED_WITHIN_S)["stderr"]
    assert 0 == performance.process.returncode


def test_no_server_is_one_sentence(no_server: SoundServer, perform: Any) -> None:
    """Without a sound server the session runs on time, says so once, and nothing else reaches stderr."""
    report = perform(no_server, bells=[[0, "bowl"]], total_ms=1_500).end(ENDED_WITHIN_S)
    assert ["No sound device answered, so the session goes on in silence."] == report["troubles"]
    assert "" == report["stderr"]
    assert report["latest_ms"] < 100


def test_a_frozen_server_does_not_hold_the_start(server: SoundServer, perform: Any) -> None:
    """A server that never answers: told after five seconds, on time throughout, and the process ends by itself."""
    server.freeze()
    performance = perform(server, bells=[[0, "bowl"], [5_500, "bowl"]], total_ms=6_500)
    assert performance.until("started")["held_ms"] < 100
    trouble = performance.until("trouble")
    assert 4_900 <= trouble["at_ms"] <= 5_500
    report = performance.end(ENDED_WITHIN_S)
    assert ["The sound device doesn't answer, so the session goes on in silence until it does."] == report[
        "troubles"
    ]
    assert report["latest_ms"] < 100
    assert report["closing_ms"] < 2_000


def test_a_short_session_with_a_frozen_server_ends(server: SoundServer, perform: Any) -> None:
    """A session that is over before the device answered ends by itself, within the time closing may take."""
    server.freeze()
    report = perform(server, bells=[[0, "bowl"]], total_ms=500).end(ENDED_WITHIN_S)
    assert report["closing_ms"] < 2_000


def test_a_server_that_thaws_is_heard_from_then_on(server: SoundServer, perform: Any, ticks: Path) -> None:
    """A device that opens late plays what is still to come and nothing that is past."""
    recording = server.record()
    server.freeze()
    bells = [[0, "tick"], [1_000, "tick"], [5_000, "tick"], [6_500, "tick"]]
    performance = perform(server, folder=ticks, bells=bells, total_ms=7_500)
    performance.until("started")
    with pytest.raises(subprocess.TimeoutExpired):
        performance.process.wait(3.0)
    server.thaw()
    report = performance.end(ENDED_WITHIN_S)
    server.stop()
    found = onsets(recording, ticks)
    assert 2 == len(found)
    assert abs((found[1] - found[0]) / RATE * 1000 - 1_500) < 1.0
    assert [] == report["troubles"]


@pytest.mark.parametrize("how", ["kill", "freeze"])
def test_a_server_lost_on_the_way_is_one_sentence(server: SoundServer, perform: Any, how: str) -> None:
    """A server killed or frozen in the middle: told within some seconds; the session ends by itself, on time."""
    performance = perform(server, bells=[[0, "bowl"], [6_000, "bowl"]], total_ms=7_000, warm=True)
    performance.until("started")
    getattr(server, how)()
    trouble = performance.until("trouble")
    assert 3_000 <= trouble["at_ms"] <= 6_500
    report = performance.end(ENDED_WITHIN_S)
    assert ["The sound device stopped answering, so the session goes on in silence."] == report["troubles"]
    assert "" == report["stderr"]
    assert report["latest_ms"] < 100
    assert report["closing_ms"] < 2_000


def test_a_server_that_comes_back_is_heard_again(
    server: SoundServer, perform: Any, ticks: Path, tmp_path: Path
) -> None:
    """Killed and started again in the middle: told of both, and what is due after it comes exactly on time."""
    bells = [[0, "tick"], [16_000, "tick"], [17_003, "tick"], [18_501, "tick"]]
    performance = perform(server, folder=ticks, bells=bells, total_ms=19_500, warm=True)
    performance.until("started")
    server.kill()
    assert "The sound device stopped answering" in performance.until("trouble")["sentence"]
    server.start()
    recording = server.record()
    assert "There is sound again." == performance.until("trouble")["sentence"]
    report = performance.end(ENDED_WITHIN_S)
    server.stop()
    found = onsets(recording, ticks)
    assert 3 == len(found)
    gaps = [(after - before) / RATE * 1000 for before, after in pairwise(found)]
    assert max(abs(gap - due) for gap, due in zip(gaps, [1_003, 1_498], strict=True)) < 1.0
    assert report["latest_ms"] < 100


def test_a_server_that_starts_late_is_heard(no_server: SoundServer, perform: Any, ticks: Path) -> None:
    """No server when the session begins: told; once there is one, sound begins, and that is told too."""
    performance = perform(
        no_server, folder=ticks, bells=[[0, "tick"], [13_000, "tick"], [14_200, "tick"]], total_ms=15_000
    )
    assert "No sound device answered" in performance.until("trouble")["sentence"]
    no_server.start()
    try:
        recording = no_server.record()
        assert "There is sound again." == performance.until("trouble")["sentence"]
        report = performance.end(ENDED_WITHIN_S)
    finally:
        no_server.stop()
    found = onsets(recording, ticks)
    assert 2 == len(found)
    assert abs((found[1] - found[0]) / RATE * 1000 - 1_200) < 1.0
    assert report["latest_ms"] < 100


def test_a_session_sounds_as_its_file_does(server: SoundServer, tmp_path: Path) -> None:
    """Live and rendered are the same samples, but for the volume: what is left of their difference is rounding.

    In a script whose peaks stay under the limit of a file: where one is turned down, that is a difference.
    """
    environ = {**server.environ, "MASSAGE_MIND_HOME": str(tmp_path / "home")}
    words = ["late", "--minutes", "0.8", "--ambience", "rain", "--end-bell", "bell"]
    path = tmp_path / "session.wav"
    command = [sys.executable, "-m", "massage_mind"]
    subprocess.run(
        [*command, "render", *words, "--out", str(path)], env=environ, check=True, capture_output=True
    )
    recording = server.record()
    subprocess.run(
        [*command, "before", *words, "--no-ask"],
        env=environ,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    server.stop()
    with wave.open(str(path)) as file:
        rendered = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768
    heard = np.fromfile(recording, dtype="<f4").reshape(-1, 2)
    size = 1 << (len(heard) + len(rendered)).bit_length()
    match = np.fft.irfft(np.fft.rfft(heard[:, 0], size) * np.conj(np.fft.rfft(rendered[:, 0], size)), size)
    start = int(np.argmax(match[: len(heard) - len(rendered) // 2]))
    live = heard[start : start + len(rendered)].astype(np.float64)
    # The last moments may still have been in the device when it was closed.
    frames = min(len(live), len(rendered)) - RATE // 2
    live, rendered = live[:frames], rendered[:frames]
    gain = (live * rendered).sum() / (rendered**2).sum()
    left = ((live - gain * rendered) ** 2).mean() / ((gain * rendered) ** 2).mean()
    assert 10 * np.log10(left) < -60


needs_simpleaudio = pytest.mark.skipif(
    importlib.util.find_spec("simpleaudio") is None,
    reason="simpleaudio is not installed (extra: simpleaudio)",
)


@needs_simpleaudio
def test_simpleaudio_strikes_each_bell(server: SoundServer, perform: Any, ticks: Path) -> None:
    """The other player sounds every bell, about when it should (within 100 ms), and ends by itself."""
    recording = server.record()
    bells = [[1_500, "tick"], [2_500, "tick"], [3_500, "tick"]]
    report = perform(server, folder=ticks, kind="simpleaudio", bells=bells, total_ms=4_500).end(
        ENDED_WITHIN_S
    )
    server.stop()
    found = onsets(recording, ticks)
    assert 3 == len(found)
    gaps = [(later - earlier) / RATE * 1000 for earlier, later in pairwise(found)]
    assert max(abs(gap - 1_000) for gap in gaps) < 100
    assert [] == report["troubles"]
    assert "" == report["stderr"]


@needs_simpleaudio
def test_simpleaudio_hushes(server: SoundServer, perform: Any) -> None:
    """A hush stops the bell that rings."""
    recording = server.record()
    plan = {"bells": [[500, "bowl"]], "keys": [[1_500, "hush"]], "total_ms": 3_000}
    report = perform(server, kind="simpleaudio", **plan).end(ENDED_WITHIN_S)
    server.stop()
    assert between(recording, 1_800, 6_000) < 1e-4
    assert [] == report["troubles"]


@needs_simpleaudio
def test_simpleaudio_without_a_server_is_one_sentence(no_server: SoundServer, perform: Any) -> None:
    """Without a sound server the session runs on time and says so once."""
    bells = [[0, "bowl"], [700, "bowl"]]
    report = perform(no_server, kind="simpleaudio", bells=bells, total_ms=1_500).end(ENDED_WITHIN_S)
    assert 1 == len(report["troubles"])
    assert report["troubles"][0].startswith("The bell couldn't be played")
    assert "" == report["stderr"]
    assert report["latest_ms"] < 100


@needs_simpleaudio
@pytest.mark.parametrize("how", ["kill", "freeze"])
def test_simpleaudio_with_a_lost_server_holds_nothing_up(server: SoundServer, perform: Any, how: str) -> None:
    """A server killed or frozen under simpleaudio: on time, and the process ends by itself."""
    bells = [[0, "bowl"], [1_000, "bowl"], [2_000, "bell"]]
    performance = perform(server, kind="simpleaudio", bells=bells, total_ms=7_500)
    performance.until("started")
    getattr(server, how)()
    report = performance.end(ENDED_WITHIN_S)
    assert 1 == len(report["troubles"])
    assert report["latest_ms"] < 100
    assert report["closing_ms"] < 2_000
