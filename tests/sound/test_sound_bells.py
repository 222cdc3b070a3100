"""The bells we ship: made by the script beside them, calm, and readable; and what a person hears of if they are not."""

from __future__ import annotations

import runpy
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from massage_mind.errors import MassageMindError
from massage_mind.places import bells_in
from massage_mind.sound.bells import load_bell
from massage_mind.sound.rate import RATE

NAMES = ("bell", "bowl", "gong")
LENGTH_MS = {"bowl": 9_000, "bell": 4_000, "gong": 12_000}
PEAK_DB = {"bowl": -6.0, "bell": -9.0, "gong": -6.0}
PARTIALS_HZ = {
    "bowl": [174.6 * ratio for ratio in (1, 2.662, 4.838, 7.516)],
    "bell": [2_200.0 * ratio for ratio in (1, 1.73, 2.33)],
    "gong": [96.0],
}


@pytest.fixture(scope="module")
def maker(bells_folder: Path) -> dict[str, Any]:
    """What audio/make_sounds.py defines."""
    return runpy.run_path(str(bells_folder / "make_sounds.py"))


def test_the_folder_holds_the_three_bells(bells_folder: Path) -> None:
    """Bowl, bell and gong, and with their licence under three megabytes in all."""
    assert sorted(NAMES) == sorted(bells_in(bells_folder))
    assert "CC0-1.0" in (bells_folder / "LICENCE.md").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in bells_folder.iterdir() if path.is_file()) < 3_000_000


@pytest.mark.parametrize("name", ["bowl", "bell", pytest.param("gong", marks=pytest.mark.slow)])
def test_the_script_makes_the_shipped_file_again(
    name: str, bells_folder: Path, maker: dict[str, Any]
) -> None:
    """Sample for sample, to within one step of 16 bits."""
    made = maker["synthesise"](maker["RECIPES"][name]()).astype(np.int32)
    shipped = np.round(load_bell(bells_folder, name) * 32_768).astype(np.int32)
    assert len(shipped) == len(made)
    assert int(np.max(np.abs(made - shipped))) <= 1


def test_the_script_makes_the_beginning_of_the_gong_again(bells_folder: Path, maker: dict[str, Any]) -> None:
    """Its 90 modes, half a second of each, are the shipped ones to one step; how loud they are follows from the whole."""
    seconds = np.arange(RATE // 2) / RATE
    made = sum(maker["ring"](partial, seconds) for partial in maker["RECIPES"]["gong"]().partials)
    attack = RATE * maker["ATTACK_MS"] // 1000
    made[:attack] *= maker["rise"](attack)
    shipped = np.round(load_bell(bells_folder, "gong") * 32_768)[: len(made)]
    made *= np.vdot(shipped, made) / np.vdot(made, made)
    assert np.abs(shipped).max() > 10_000
    assert np.max(np.abs(np.round(made) - shipped)) <= 1


def test_the_script_writes_what_can_be_read(
    tmp_path: Path, bells_folder: Path, maker: dict[str, Any]
) -> None:
    """A file written by the script is the shipped file."""
    (path,) = maker["make"](tmp_path / "new", ["bell"])
    with wave.open(str(path), "rb") as new, wave.open(str(bells_folder / "bell.wav"), "rb") as shipped:
        assert shipped.getparams() == new.getparams()


@pytest.mark.parametrize("name", NAMES)
def test_a_bell_is_as_long_and_as_loud_as_it_should_be(name: str, bells_folder: Path) -> None:
    """The length is part of the scripts' arithmetic; the peak leaves room for what else sounds."""
    bell = load_bell(bells_folder, name)
    assert LENGTH_MS[name] * RATE // 1000 == len(bell)
    assert 20 * np.log10(np.max(np.abs(bell))) == pytest.approx(PEAK_DB[name], abs=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_a_bell_begins_softly_and_ends_in_silence(name: str, bells_folder: Path) -> None:
    """It starts from nothing within the attack of 6 ms, and its last 20 ms are near silence."""
    bell = np.abs(load_bell(bells_folder, name))
    assert 0 == bell[0] == bell[-1]
    assert np.max(bell[: RATE // 1000]) < 0.25 * np.max(bell)
    onset = int(np.argmax(bell > 0.02 * np.max(bell)))
    assert onset <= RATE * 6 // 1000
    assert np.max(bell[-RATE * 20 // 1000 :]) < 10 ** (-70 / 20)


@pytest.mark.parametrize("name", NAMES)
def test_a_bell_has_no_click(name: str, bells_folder: Path) -> None:
    """Nowhere a corner sharper than its own ringing: second difference over its 99.9th percentile."""
    corners = np.abs(np.diff(load_bell(bells_folder, name).astype(np.float64), 2))
    assert np.max(corners) / np.quantile(corners, 0.999) < 2.5


def test_the_measure_of_clicks_notices_one(bells_folder: Path) -> None:
    """A bell cut off in the middle scores far above any that is whole."""
    bell = load_bell(bells_folder, "bowl").astype(np.float64)
    bell[RATE + 77 :] = 0
    corners = np.abs(np.diff(bell, 2))
    assert np.max(corners) / np.quantile(corners, 0.999) > 10


@pytest.mark.parametrize("name", NAMES)
def test_the_partials_are_where_they_should_be(name: str, bells_folder: Path) -> None:
    """Each partial of the recipe is a peak of the spectrum, within half a hertz; the first is the strongest."""
    bell = load_bell(bells_folder, name)
    spectrum = np.abs(np.fft.rfft(bell * np.hanning(2 * len(bell))[len(bell) :], 4 * len(bell)))
    hertz = np.fft.rfftfreq(4 * len(bell), 1 / RATE)
    found = []
    for partial in PARTIALS_HZ[name]:
        near = np.flatnonzero(np.abs(hertz - partial) < 12)
        found.append(float(hertz[near[np.argmax(spectrum[near])]]))
    assert found == pytest.approx(PARTIALS_HZ[name], abs=0.5)
    assert found[0] == pytest.approx(float(hertz[np.argmax(spectrum)]), abs=0.5)


def test_the_bowl_beats_slowly(bells_folder: Path) -> None:
    """Its fundamental is a pair 1.36 Hz apart."""
    bowl = load_bell(bells_folder, "bowl")
    spectrum = np.abs(np.fft.rfft(bowl * np.hanning(len(bowl)), 8 * len(bowl)))
    hertz = np.fft.rfftfreq(8 * len(bowl), 1 / RATE)
    twin = np.flatnonzero((hertz > 175.3) & (hertz < 177))
    assert 1.36 == pytest.approx(float(hertz[twin[np.argmax(spectrum[twin])]]) - 174.6, abs=0.1)


def test_a_missing_bell_is_a_sentence(tmp_path: Path) -> None:
    """The bell and the file are named, and what to do."""
    with pytest.raises(
        MassageMindError, match=r'The bell "bowl" is missing: there.s no file .*bowl\.wav'
    ) as caught:
        load_bell(tmp_path, "bowl")
    assert "make_sounds" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all, but long enough to be read as one"])
def test_a_file_that_is_no_sound_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    """Anything that is not a WAV file is refused with a sentence."""
    (tmp_path / "bowl.wav").write_bytes(content)
    with pytest.raises(MassageMindError, match='The bell "bowl" can.t be read'):
        load_bell(tmp_path, "bowl")


@pytest.mark.parametrize(
    ("channels", "width", "rate", "frames"),
    [(2, 2, RATE, 9), (1, 1, RATE, 9), (1, 2, 44_100, 9), (1, 2, RATE, 0)],
)
def test_another_kind_of_wav_is_a_sentence(
    tmp_path: Path, channels: int, width: int, rate: int, frames: int
) -> None:
    """Stereo, another width or rate, or nothing in it: refused, saying what it should be."""
    with wave.open(str(tmp_path / "bowl.wav"), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(channels * width * frames))
    with pytest.raises(MassageMindError, match="has to be mono, 16 bits, 48000 Hz"):
        load_bell(tmp_path, "bowl")


def test_a_folder_that_is_not_there_has_no_bells(tmp_path: Path) -> None:
    """No error: the speakers say which bell is missing when it is wanted."""
    assert () == bells_in(tmp_path / "nowhere")
