"""The loops of ambience we ship: they go round without a click, lie quietly under a voice, and startle nobody.

Loudness is measured here by ITU-R BS.1770-4 in its own way (the filters as impulse responses), so that the script that
set the levels is not its own judge; and that measure is held against a calibration tone and against ffmpeg.
"""

from __future__ import annotations

import math
import re
import runpy
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

soundfile = pytest.importorskip("soundfile")

Sound = NDArray[np.float64]

RATE = 48_000
HOP = RATE // 10
NAMES = ("brown-noise", "ocean", "rain")
LENGTH_S = {1: 37, 2: 41}
LOOPS = [(name, number) for name in NAMES for number in LENGTH_S]
MOST_LU = {"brown-noise": 2.0, "ocean": 8.0, "rain": 2.0}


@pytest.fixture(scope="module")
def folder(bells_folder: Path) -> Path:
    """Where the loops are."""
    return bells_folder / "ambience"


@pytest.fixture(scope="module")
def maker(bells_folder: Path) -> dict[str, Any]:
    """What audio/loops.py defines."""
    return runpy.run_path(str(bells_folder / "loops.py"))


@cache
def load(path: Path) -> Sound:
    """A loop as it is decoded, frames by channels. Read once for all tests, so not to be written into."""
    sound, _rate = soundfile.read(path, always_2d=True)
    sound.flags.writeable = False
    return sound


def pair(folder: Path, name: str) -> tuple[Sound, Sound]:
    """Both loops of a name."""
    return load(folder / f"{name}-1.ogg"), load(folder / f"{name}-2.ogg")


def click_score(sound: Sound) -> float:
    """The sharpest corner at the seam over the 99.9th percentile of all corners; of the worse channel."""
    corners = np.abs(np.diff(sound, 2, axis=0))
    at_seam = np.abs(np.diff(np.concatenate((sound[-4:], sound[:4])), 2, axis=0))
    return float(np.max(np.max(at_seam, axis=0) / np.quantile(corners, 0.999, axis=0)))


@cache
def k_filter() -> NDArray[np.float64]:
    """The impulse response of the two filters of BS.1770-4 at 48 kHz; after 0.2 s nothing is left of it."""
    response = [1.0] + [0.0] * (RATE // 5 - 1)
    for forward, back in (
        ((1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585)),
        ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621)),
    ):
        filtered: list[float] = []
        for now in range(len(response)):
            value = sum(by * response[now - ago] for ago, by in enumerate(forward) if now >= ago)
            value -= sum(by * filtered[now - ago] for ago, by in enumerate(back, start=1) if now >= ago)
            filtered.append(value)
        response = filtered
    return np.array(response)


def weighted_hops(sound: Sound) -> Sound:
    """The K-weighted loop in rows of 100 ms, both channels side by side."""
    spectrum = np.fft.rfft(sound, axis=0) * np.fft.rfft(k_filter(), len(sound))[:, np.newaxis]
    return np.fft.irfft(spectrum, len(sound), axis=0).reshape(-1, 2 * HOP)


def power(sound: Sound) -> NDArray[np.float64]:
    """The K-weighted power of each 100 ms of a loop, channels added."""
    return np.sum(weighted_hops(sound) ** 2, axis=1) / HOP


@cache
def power_alone(path: Path) -> NDArray[np.float64]:
    """The K-weighted power of each 100 ms of a shipped loop."""
    return power(load(path))


@cache
def power_together(folder: Path, name: str) -> NDArray[np.float64]:
    """The K-weighted power of each 100 ms of both loops together, over all 25 minutes.

    |a + b|^2 = |a|^2 + |b|^2 + 2ab, and every 100 ms is one of the first loop with one of the second: so the products
    of all with all say it, without 25 minutes of sound.
    """
    one, other = (weighted_hops(sound) for sound in pair(folder, name))
    products = one @ other.T / HOP
    hop = np.arange(math.lcm(len(one), len(other)))
    first, second = hop % len(one), hop % len(other)
    alone = [np.sum(hops**2, axis=1) / HOP for hops in (one, other)]
    return alone[0][first] + alone[1][second] + 2 * products[first, second]


def loudness_over_time(hops: NDArray[np.float64], seconds: float) -> NDArray[np.float64]:
    """LUFS in a window of this length, every 100 ms, for ever round: momentary 0.4 s, short-term 3 s."""
    width = round(seconds * 10)
    padded = np.concatenate((hops, hops[: width - 1]))
    return -0.691 + 10 * np.log10(
        np.maximum(np.convolve(padded, np.ones(width) / width, mode="valid"), 1e-20)
    )


def integrated(hops: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS, with the absolute gate at -70 and the relative one 10 LU down."""
    momentary = loudness_over_time(hops, 0.4)
    for below in (0.0, 10.0):
        momentary = momentary[momentary > -70]
        mean = 10 * np.log10(np.mean(10 ** (momentary / 10)))
        if below:
            momentary = momentary[momentary > mean - below]
    return float(10 * np.log10(np.mean(10 ** (momentary / 10))))


@cache
def energies(path: Path) -> tuple[Sound, Sound]:
    """Of a loop, added up from 0 Hz to each frequency: the energy of both channels, and that of their sum."""
    spectrum = np.fft.rfft(load(path), axis=0)
    apart = np.sum(np.abs(spectrum) ** 2, axis=1)
    return np.cumsum(apart), np.cumsum(np.abs(np.sum(spectrum, axis=1)) ** 2)


def band_db(energy: Sound, seconds: int, low_hz: float, high_hz: float) -> float:
    """The energy between two frequencies, in decibels; a loop of so many seconds has as many lines a hertz."""
    return float(10 * np.log10(energy[round(high_hz * seconds)] - energy[round(low_hz * seconds)]))


def test_the_folder_holds_two_loops_of_each_name(folder: Path) -> None:
    """Six files and nothing else, each named in the licence, three and a half megabytes in all at most."""
    expected = sorted(f"{name}-{number}.ogg" for name, number in LOOPS)
    assert expected == sorted(path.name for path in folder.iterdir())
    licence = (folder.parent / "LICENCE.md").read_text(encoding="utf-8")
    assert [] == [name for name in expected if name not in licence]
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 3_500_000


@pytest.mark.parametrize(("name", "number"), LOOPS)
def test_a_loop_has_its_exact_length(name: str, number: int, folder: Path) -> None:
    """37 s or 41 s to the frame, stereo, 48 kHz, Ogg Vorbis, in the header and when decoded."""
    path = folder / f"{name}-{number}.ogg"
    info = soundfile.info(str(path))
    assert ("OGG", "VORBIS", RATE, 2) == (info.format, info.subtype, info.samplerate, info.channels)
    assert LENGTH_S[number] * RATE == info.frames
    assert (LENGTH_S[number] * RATE, 2) == load(path).shape


@pytest.mark.parametrize(("name", "number"), LOOPS)
def test_another_decoder_finds_the_same_loop(name: str, number: int, folder: Path) -> None:
    """miniaudio, which reads Vorbis by other code, gives as many frames and the same sound to 16 bits."""
    miniaudio = pytest.importorskip("miniaudio")
    path = folder / f"{name}-{number}.ogg"
    decoded = miniaudio.vorbis_read_file(str(path))
    sound = np.array(decoded.samples, dtype=np.float64).reshape(-1, decoded.nchannels) / 32_768
    assert load(path).shape == sound.shape
    assert np.max(np.abs(sound - load(path))) < 2 / 32_768


def test_the_two_together_do_not_repeat_for_25_minutes(folder: Path) -> None:
    """The lengths share no factor in seconds, so both begin together only after their product."""
    for name in NAMES:
        one, other = pair(folder, name)
        assert math.lcm(len(one), len(other)) / RATE >= 25 * 60


@pytest.mark.parametrize(("name", "number"), LOOPS)
def test_the_seam_does_not_click(name: str, number: int, folder: Path) -> None:
    """After decoding, the end goes over into the beginning with no corner sharper than the usual ones."""
    assert click_score(load(folder / f"{name}-{number}.ogg")) <= 1.0


@pytest.mark.parametrize("name", NAMES)
def test_the_measure_of_seams_notices_a_naive_cut(name: str, folder: Path) -> None:
    """The same noise cut off elsewhere clicks: at 8 of 11 places at least, and at half of them twice over."""
    loop = load(folder / f"{name}-1.ogg")
    scores = [click_score(loop[: -RATE * 2 * cut]) for cut in range(1, 12)]
    assert np.median(scores) > 2
    assert sum(score > 1 for score in scores) >= 8


def test_the_measure_of_loudness_is_calibrated() -> None:
    """A full-scale sine of 997 Hz in one channel is -3.01 LUFS, as BS.1770 says."""
    sine = np.zeros((10 * RATE, 2))
    sine[:, 0] = np.sin(2 * np.pi * 997 * np.arange(len(sine)) / RATE)
    assert -3.01 == pytest.approx(integrated(power(sine)), abs=0.01)


def test_the_measure_of_loudness_leaves_out_silence() -> None:
    """The gates: a tone of 10 s is as loud with 10 s of silence after it, but for its edges (ungated: -6)."""
    sine = np.zeros((20 * RATE, 2))
    sine[: 10 * RATE, 0] = np.sin(2 * np.pi * 997 * np.arange(10 * RATE) / RATE)
    assert -3.01 == pytest.approx(integrated(power(sine)), abs=0.2)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_ffmpeg_measures_the_same_loudness(name: str, folder: Path) -> None:
    """Another program's meter agrees to within 0.2 LU."""
    path = folder / f"{name}-1.ogg"
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stderr
    said = re.findall(r"I:\s+(-[\d.]+) LUFS", told)
    assert float(said[-1]) == pytest.approx(integrated(power_alone(path)), abs=0.2)


@pytest.mark.parametrize("name", NAMES)
def test_both_together_are_as_loud_as_they_should_be(name: str, folder: Path) -> None:
    """-30 LUFS over the 25 minutes, to half a unit; and neither loop is louder than the other."""
    assert -30 == pytest.approx(integrated(power_together(folder, name)), abs=0.5)
    one, other = (integrated(power_alone(folder / f"{name}-{number}.ogg")) for number in LENGTH_S)
    assert one == pytest.approx(other, abs=0.3)


@pytest.mark.parametrize("name", NAMES)
def test_both_together_leave_room_for_what_else_sounds(name: str, folder: Path) -> None:
    """No sample of the 25 minutes reaches -12 dBFS."""
    # In 25 minutes each second of the one meets each second of the other: what counts is the extremes of each frame.
    one, other = (sound.reshape(-1, RATE, 2) for sound in pair(folder, name))
    highest = np.max(one.max(axis=0) + other.max(axis=0))
    lowest = np.min(one.min(axis=0) + other.min(axis=0))
    assert 20 * np.log10(max(highest, -lowest)) < -12


@pytest.mark.parametrize("name", NAMES)
def test_loudness_varies_little(name: str, folder: Path) -> None:
    """Short-term loudness keeps within 2 LU (ocean 8), each loop alone and both together; the ocean does swell."""
    alone = [power_alone(folder / f"{name}-{number}.ogg") for number in LENGTH_S]
    ranges = [np.ptp(loudness_over_time(hops, 3)) for hops in (*alone, power_together(folder, name))]
    assert max(ranges) <= MOST_LU[name]
    if name == "ocean":
        assert min(ranges) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_nothing_startles(name: str, folder: Path) -> None:
    """In 25 minutes momentary loudness never rises by 3 LU within a second, nor 5 LU above the whole."""
    hops = power_together(folder, name)
    momentary = loudness_over_time(hops, 0.4)
    for ago in range(1, 11):
        assert np.max(momentary - np.roll(momentary, ago)) < 3
    assert np.max(momentary) < integrated(hops) + 5


@pytest.mark.parametrize(("name", "number"), LOOPS)
def test_a_single_speaker_loses_nothing(name: str, number: int, folder: Path) -> None:
    """Both channels added lose at most 3 dB against their powers added, as a whole and in every octave."""
    both, mono = energies(folder / f"{name}-{number}.ogg")
    seconds = LENGTH_S[number]
    for low_hz, high_hz in [(20, 20_000), *((hz, 2 * hz) for hz in (63, 125, 250, 500, 1_000, 2_000, 4_000))]:
        assert band_db(both, seconds, low_hz, high_hz) - band_db(mono, seconds, low_hz, high_hz) <= 3


@pytest.mark.parametrize(("name", "number"), LOOPS)
def test_the_channels_are_not_the_same(name: str, number: int, folder: Path) -> None:
    """Left and right go mostly their own way and are as strong as each other."""
    sound = load(folder / f"{name}-{number}.ogg")
    assert abs(np.corrcoef(sound.T)[0, 1]) < 0.5
    left, right = 10 * np.log10(np.mean(sound**2, axis=0))
    assert left == pytest.approx(right, abs=0.5)


@pytest.mark.parametrize("number", LENGTH_S)
def test_brown_noise_is_brown(number: int, folder: Path) -> None:
    """Octave by octave 2 to 4 dB less (6 dB a hertz), from 80 Hz to 5 kHz; and little below 40 Hz."""
    both, _mono = energies(folder / f"brown-noise-{number}.ogg")
    octaves = [band_db(both, LENGTH_S[number], 80 * 2**step, 160 * 2**step) for step in range(6)]
    steps = -np.diff(octaves)
    assert np.min(steps) > 1
    assert np.max(steps) < 4.5
    assert band_db(both, LENGTH_S[number], 1, 28) < octaves[0] - 10


@pytest.mark.parametrize(("name", "number"), LOOPS)
def test_nothing_hisses_sharply(name: str, number: int, folder: Path) -> None:
    """What lies above 8 kHz is at least 18 dB below the whole."""
    both, _mono = energies(folder / f"{name}-{number}.ogg")
    seconds = LENGTH_S[number]
    assert band_db(both, seconds, 8_000, 24_000) < band_db(both, seconds, 20, 24_000) - 18


@pytest.mark.parametrize("number", LENGTH_S)
def test_rain_has_drops(number: int, folder: Path) -> None:
    """Between 600 Hz and 5 kHz it is not even noise (kurtosis 3): there are short things in it, not much louder."""
    sound = load(folder / f"rain-{number}.ogg")[:, 0]
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    band = np.fft.irfft(np.fft.rfft(sound) * ((hertz > 600) & (hertz < 5_000)), len(sound))
    assert 3.5 < np.mean(band**4) / np.mean(band**2) ** 2 < 8


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_script_makes_the_shipped_loop_again(name: str, folder: Path, maker: dict[str, Any]) -> None:
    """The same sound but for what Vorbis takes, wherever it begins; and before Vorbis its seam is no seam."""
    made = maker["synthesise"](name, 37)
    shipped = load(folder / f"{name}-1.ogg")
    assert shipped.shape == made.shape
    # How alike the two are at every turn of the one against the other.
    alike = np.fft.irfft(np.conj(np.fft.rfft(made[:, 0])) * np.fft.rfft(shipped[:, 0]), len(made))
    assert np.max(alike) / np.sqrt(np.sum(made[:, 0] ** 2) * np.sum(shipped[:, 0] ** 2)) > 0.98
    assert click_score(np.roll(made, 12_345, axis=0)) <= 1.0


@pytest.mark.slow
def test_the_script_writes_what_it_promises(tmp_path: Path, maker: dict[str, Any]) -> None:
    """Files written anew, by whichever encoder is here, are as long as they should be and do not click."""
    paths = maker["make"](tmp_path / "new", ["brown-noise"])
    assert ["brown-noise-1.ogg", "brown-noise-2.ogg"] == [path.name for path in paths]
    for path, seconds in zip(paths, LENGTH_S.values(), strict=True):
        assert seconds * RATE == len(load(path))
        assert click_score(load(path)) <= 1.0


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ([], ["ambience", "bell.wav", "bowl.wav", "gong.wav"]),
        (["--only", "bells"], ["bell.wav", "bowl.wav", "gong.wav"]),
        (["--only", "ambience"], ["ambience"]),
    ],
)
def test_the_script_can_make_only_some(
    only: list[str],
    expected: list[str],
    tmp_path: Path,
    bells_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All without being asked, else the bells or the ambience; the ambience goes into a folder of its own."""
    # Half a minute of loops is not made here: a folder says as well that they were asked for. Nor are whole bells.
    asked = SimpleNamespace(make=lambda folder: folder.mkdir(parents=True) or [folder])
    monkeypatch.setitem(sys.modules, "loops", asked)
    monkeypatch.setattr(sys, "argv", ["make_sounds.py", "--out", str(tmp_path), *only])
    script = runpy.run_path(str(bells_folder / "make_sounds.py"))
    short = replace(script["RECIPES"]["bell"](), length_ms=100, fade_ms=50)
    for name in script["RECIPES"]:
        monkeypatch.setitem(script["RECIPES"], name, lambda: short)
    script["main"]()
    assert expected == sorted(path.name for path in tmp_path.iterdir())


def test_the_script_can_be_run(
    tmp_path: Path, bells_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a program; it prints the paths it has written."""
    monkeypatch.setitem(sys.modules, "loops", SimpleNamespace(make=lambda folder: [folder]))
    monkeypatch.setattr(sys, "argv", ["make_sounds.py", "--out", str(tmp_path), "--only", "ambience"])
    runpy.run_path(str(bells_folder / "make_sounds.py"), run_name="__main__")
    assert f"{tmp_path / 'ambience'}\n" == capsys.readouterr().out
