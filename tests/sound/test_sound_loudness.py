"""The loudness meter: the standard's own test signals, a second meter, and any blocks."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from massage_mind.sound.bells import load_bell
from massage_mind.sound.file.loudness import Meter, loudness
from massage_mind.sound.file.weighting import Weighting, _state_space, silence

RATE = 48_000
Samples = NDArray[np.float32]


def sine(level: float, seconds: float, hertz: float = 1_000, degrees: float = 0, rate: int = RATE) -> Samples:
    """A mono sine with its peaks at this level in dB of full scale."""
    angles = 2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate + np.radians(degrees)
    return (10 ** (level / 20) * np.sin(angles)).astype(np.float32)


def both(mono: Samples) -> Samples:
    """The same in both channels."""
    return np.repeat(mono[:, np.newaxis], 2, axis=1)


def measured(samples: Samples, block: int = RATE) -> Meter:
    """A meter that has been given all of it."""
    meter = Meter()
    for start in range(0, len(samples), block):
        meter.add(samples[start : start + block])
    return meter


@cache
def noise(frames: int, slope: float) -> Samples:
    """Stereo noise whose spectrum falls with this power of the frequency (0 white, 1 brown), at most 0.25."""
    chance = np.random.default_rng(3)
    frequencies = np.fft.rfftfreq(frames, 1 / RATE)
    shape = np.zeros(len(frequencies))
    shape[frequencies > 15] = frequencies[frequencies > 15] ** -slope
    sides = [np.fft.irfft(shape * np.exp(2j * np.pi * chance.random(len(shape))), frames) for _ in range(2)]
    stereo = np.stack(sides, axis=1)
    return (0.25 * stereo / np.abs(stereo).max()).astype(np.float32)


@cache
def speech(frames: int) -> Samples:
    """What speech is to a meter: pulses at 110 Hz through a few resonances, in syllables, with pauses between."""
    times = np.arange(frames) / RATE
    voice = sum(
        np.sin(2 * np.pi * 110 * harmonic * times) / (1 + ((110 * harmonic - formant) / 120) ** 2)
        for harmonic in range(1, 40)
        for formant in (500, 1_400, 2_600)
    )
    shape = np.clip(np.sin(2 * np.pi * 2.1 * times), 0, 1) * (np.sin(2 * np.pi * times / 5) > -0.2)
    loud = np.asarray(voice * shape)
    return both((0.5 * loud / np.abs(loud).max()).astype(np.float32))


# EBU Tech 3341, test signals for a meter: (seconds, level) after one another, all to read -23.0 or -33.0 LUFS
TECH_3341 = {
    1: (-23.0, [(20, -23)]),
    2: (-33.0, [(20, -33)]),
    3: (-23.0, [(10, -36), (60, -23), (10, -36)]),
    4: (-23.0, [(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)]),
    5: (-23.0, [(20, -26), (20.1, -20), (20, -26)]),
}


@pytest.mark.parametrize("number", TECH_3341)
def test_the_standards_own_signals(number: int) -> None:
    """Both gates work: EBU Tech 3341 allows 0.1 LU, and we are well within."""
    expected, parts = TECH_3341[number]
    meter = measured(both(np.concatenate([sine(level, seconds) for seconds, level in parts])))
    assert meter.integrated == pytest.approx(expected, abs=0.05)


def test_one_channel_is_half_of_two() -> None:
    """BS.1770: a 997 Hz sine at full scale in one channel reads -3.01 LUFS; in both it reads 3 LU more."""
    one = both(sine(0, 5, 997)) * np.float32([1, 0])
    assert measured(one).integrated == pytest.approx(-3.01, abs=0.01)
    assert measured(both(sine(0, 5, 997))).integrated == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize(
    ("hertz", "degrees"), [(RATE / 4, 0), (RATE / 4, 45), (RATE / 6, 60), (RATE / 8, 67.5), (997, 10)]
)
def test_the_peak_between_the_frames(hertz: float, degrees: float) -> None:
    """EBU Tech 3341, signals 15 to 18: peaks at -6 dB are found also where no frame falls on them."""
    swell = np.minimum(1, 2 * np.hanning(2 * RATE)).astype(
        np.float32
    )  # a tone that breaks off has a higher peak
    assert measured(both(sine(-6, 2, hertz, degrees) * swell)).true_peak == pytest.approx(-6, abs=0.1)


def test_one_peak_in_one_channel_at_any_place() -> None:
    """The highest moment is found wherever it falls: on a seam, at the very start, at the very end."""
    crest = sine(-3, 0.01, 2_345)
    for at in (0, 4_799, 43_190, 43_200, 47_990, 60_000 - len(crest)):
        samples = both(sine(-20, 60_000 / RATE))
        samples[at : at + len(crest), 1] = crest
        assert measured(samples).true_peak == pytest.approx(-3, abs=0.15), at


def _standard(samples: Samples) -> float:
    """The loudness of one block after the letter of BS.1770-4: its two filters, with its table of coefficients."""
    shelf = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
    low_cut = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
    energy = 0.0
    for channel in samples.T.astype(np.float64):
        signal = channel.tolist()
        for b0, b1, b2, a1, a2 in (shelf, low_cut):
            filtered = []
            first = second = 0.0
            for value in signal:
                out = b0 * value + first
                first, second = b1 * value - a1 * out + second, b2 * value - a2 * out
                filtered.append(out)
            signal = filtered
        energy += sum(value * value for value in signal) / len(signal)
    return -0.691 + 10 * math.log10(energy)


@pytest.mark.parametrize("slope", [0, 0.5, 1])
def test_the_weighting_is_the_standards(slope: float) -> None:
    """Not an estimate: the same as its recursive filters, for noise with much bass as well."""
    samples = noise(19_200, slope)
    assert measured(samples, 777).integrated == pytest.approx(_standard(samples), abs=0.001)


@cache
def whole_noise() -> Meter:
    return measured(noise(150_000, 0.5))


@given(st.lists(st.integers(0, 60_000), min_size=1, max_size=6))
def test_the_size_of_the_blocks_does_not_matter(sizes: list[int]) -> None:
    """And reading it on the way does not disturb it."""
    samples = noise(150_000, 0.5)
    meter, start = Meter(), 0
    for size in [*sizes, len(samples)]:
        meter.add(samples[start : start + size])
        start += size
        assert meter.integrated < 0 and meter.true_peak <= 0
    whole = whole_noise()
    assert meter.integrated == pytest.approx(whole.integrated, abs=1e-4)
    assert meter.true_peak == pytest.approx(whole.true_peak, abs=0.02)


def test_silence_has_no_loudness() -> None:
    """Nothing at all, digital silence and what is too short to measure read minus infinity."""
    for samples in (np.zeros((0, 2)), np.zeros((3 * RATE, 2)), both(sine(-20, 0.39))):
        assert -math.inf == measured(samples.astype(np.float32)).integrated
    assert -math.inf == measured(np.zeros((3 * RATE, 2), dtype=np.float32)).true_peak


def test_silence_around_does_not_count() -> None:
    """A session is as loud as what is heard in it, however long it is silent."""
    samples = speech(10 * RATE)
    quiet = np.zeros((60 * RATE, 2), dtype=np.float32)
    alone = measured(samples)
    among = measured(np.concatenate([quiet, samples, quiet]))
    assert among.integrated == pytest.approx(alone.integrated, abs=0.1)
    assert among.true_peak == pytest.approx(alone.true_peak, abs=0.001)


def _ffmpeg(path: Path, samples: Samples) -> tuple[float, float]:
    """Loudness and true peak as FFmpeg's ebur128 has them, to a tenth."""
    soundfile = pytest.importorskip("soundfile")
    soundfile.write(path, samples, RATE, subtype="FLOAT")
    command = ["ffmpeg", "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr.rpartition("Summary")[2]
    found = re.search(r"I:\s+(\S+) LUFS.*Peak:\s+(\S+) dBFS", said, re.DOTALL)
    assert found
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("material", ["bell", "bowl", "gong", "speech", "white", "brown", "mix"])
def test_ffmpeg_agrees(tmp_path: Path, bells_folder: Path, material: str) -> None:
    """Within the tenth of a decibel that it prints, for loudness and for true peak."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed (Debian: ffmpeg)")
    frames = 12 * RATE
    if material in ("white", "brown"):
        samples = noise(frames, 1.0 if material == "brown" else 0.0)
    elif material == "speech":
        samples = speech(frames)
    elif material == "mix":
        samples = speech(frames) * np.float32(0.5) + noise(frames, 0.5) * np.float32(0.05)
        bell = load_bell(bells_folder, "bowl")[: 8 * RATE]
        samples[RATE : RATE + len(bell)] += both(bell) * np.float32(0.5)
    else:
        samples = both(load_bell(bells_folder, material))
    expected = _ffmpeg(tmp_path / "a.wav", samples)
    meter = measured(samples)
    assert (meter.integrated, meter.true_peak) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_a_clip_at_any_rate(rate: int) -> None:
    """A voice comes at its own rate: the same tone is as loud at each."""
    assert loudness(sine(-20, 1, 1_000, rate=rate), rate) == pytest.approx(-20, abs=0.05)


def test_a_mono_clip_counts_as_both_channels() -> None:
    """Flat, in one column or in two: as it will be heard."""
    tone = sine(-20, 1)
    assert loudness(tone) == loudness(tone[:, np.newaxis]) == loudness(both(tone))


@pytest.mark.parametrize("ms", [100, 200, 399])
def test_a_short_clip_is_measured_with_silence_after_it(ms: int) -> None:
    """Shorter than the 400 ms of a block: softer by as much of the block as it leaves empty."""
    expected = -20 + 10 * math.log10(ms / 400)
    assert loudness(sine(-20, ms / 1000)) == pytest.approx(expected, abs=0.1)


def test_a_clip_without_sound() -> None:
    """Empty or silent: minus infinity, and no warning."""
    assert -math.inf == loudness(np.zeros(0, dtype=np.float32)) == loudness(np.zeros(RATE, dtype=np.float32))


def test_misuse_is_loud() -> None:
    """Blocks and clips of another shape are refused."""
    with pytest.raises(ValueError, match="shaped"):
        Meter().add(np.zeros(4, dtype=np.float32))
    with pytest.raises(ValueError, match="shaped"):
        loudness(np.zeros((4, 3), dtype=np.float32))


@pytest.mark.parametrize(("hop", "rate"), [(4_800, RATE), (2_205, 22_050), (800, 8_000), (1_103, 11_025)])
def test_the_filter_is_the_one_that_goes_frame_by_frame(hop: int, rate: int) -> None:
    """Also where a hop is a prime number of frames, after silence, and whatever it remembers from before."""
    step, enter, leave, direct = _state_space(rate)
    sound = np.random.default_rng(2).standard_normal((5 * hop, 2)).astype(np.float32) * np.float32(0.2)
    sound[hop : 2 * hop] = 0
    expected = []
    memory = np.zeros((2, 4))
    for at in range(5):
        total = 0.0
        for frame in sound[at * hop : (at + 1) * hop].astype(np.float64):
            total += float(((memory @ leave + direct * frame) ** 2).sum())
            memory = memory @ step.T + frame[:, np.newaxis] * enter
        expected.append(total / hop)
    filtered, remembered = Weighting(hop, rate), silence()
    found = []
    for start, stop in ((0, 2), (2, 3), (3, 5)):
        energies, remembered = filtered.energies(sound[start * hop : stop * hop], remembered)
        found += energies.tolist()
    assert found == pytest.approx(expected, rel=1e-4)


def test_the_filter_forgets() -> None:
    """After a second of silence it remembers nothing at all, so that silence costs nothing."""
    filtered = Weighting(4_800, RATE)
    _, remembered = filtered.energies(noise(48_000, 0.5), silence())
    assert remembered.any()
    _, remembered = filtered.energies(np.zeros((96_000, 2), dtype=np.float32), remembered)
    assert not remembered.any()
