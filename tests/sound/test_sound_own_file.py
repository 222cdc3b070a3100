"""A sound file of a person's own is a stranger's file: bounded, quiet, mixed by its layout, and no crash of ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from massage_mind.errors import MassageMindError
from massage_mind.sound import own_apart, own_child, own_file
from massage_mind.sound.own_file import LONGEST_S, RATES, check_own, load_own
from massage_mind.sound.own_layout import ears
from massage_mind.sound.rate import RATE
from massage_mind.sound.voice.engine import EngineError
from massage_mind.sound.voice.processes import TookTooLong

LUFS = -30.0
LEFT, RIGHT, BOTH, NOBODY = (1, 0), (0, 1), (1, 1), (0, 0)
SIDES = {
    **dict.fromkeys(("FL", "BL", "SL", "TFL", "TBL"), LEFT),
    **dict.fromkeys(("FR", "BR", "SR", "TFR", "TBR"), RIGHT),
    **dict.fromkeys(("FC", "BC", "TC"), BOTH),
    "LFE": NOBODY,
}
"""Where each place is heard."""

ORDERS = [
    # What it is, how soundfile is told to write it, and where its channels belong.
    ("mono.wav", {}, "FC"),
    ("mono.opus", {"format": "OGG", "subtype": "OPUS"}, "FC"),
    ("stereo.flac", {}, "FL FR"),
    ("quad.wav", {}, "FL FR BL BR"),
    ("quad.ogg", {}, "FL FR BL BR"),
    ("quad.aiff", {}, "FL FR BL BR"),
    ("quad.opus", {"format": "OGG", "subtype": "OPUS"}, "FL FR BL BR"),
    ("three.flac", {}, "FL FR FC"),
    ("three.ogg", {}, "FL FC FR"),
    ("five.ogg", {}, "FL FC FR BL BR"),
    ("five.flac", {}, "FL FR FC BL BR"),
    ("5.1.wav", {}, "FL FR FC LFE BL BR"),
    ("5.1-ex.wav", {"format": "WAVEX"}, "FL FR FC LFE BL BR"),
    ("5.1-64.wav", {"format": "RF64"}, "FL FR FC LFE BL BR"),
    ("5.1.flac", {}, "FL FR FC LFE BL BR"),
    ("5.1.aiff", {}, "FL FR FC LFE BL BR"),
    ("5.1.ogg", {}, "FL FC FR BL BR LFE"),
    ("5.1.opus", {"format": "OGG", "subtype": "OPUS"}, "FL FC FR BL BR LFE"),
    ("5.1.caf", {"subtype": "ALAC_16"}, "FC FL FR BL BR LFE"),
    ("6.1.ogg", {}, "FL FC FR SL SR BC LFE"),
    ("6.1.flac", {}, "FL FR FC LFE BC SL SR"),
    ("7.1.wav", {}, "FL FR FC LFE BL BR SL SR"),
    ("7.1.flac", {}, "FL FR FC LFE BL BR SL SR"),
    ("7.1.ogg", {}, "FL FC FR SL SR BL BR LFE"),
    ("7.1.opus", {"format": "OGG", "subtype": "OPUS"}, "FL FC FR SL SR BL BR LFE"),
]


def tone(seconds: float = 2.0, rate: int = RATE, hertz: float = 440.0) -> np.ndarray:
    """A tone at a fifth of full scale."""
    return 0.2 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def heard(path: Path) -> tuple[float, float]:
    """How strong a file is in each ear before it is brought to one loudness."""
    with own_file._opened(path) as file:
        sound = np.concatenate(list(own_file._stereo(path, file)))
    left, right = np.sqrt(np.mean(np.square(sound, dtype=np.float64), axis=0))
    return float(left), float(right)


@pytest.mark.parametrize(("name", "written", "places"), ORDERS, ids=[order[0] for order in ORDERS])
def test_each_channel_is_heard_where_it_belongs(
    tmp_path: Path, name: str, written: dict[str, Any], places: str
) -> None:
    """One channel sounds at a time: in its ear or in both, never in the other; deep effects not at all."""
    order = places.split()
    for channel, place in enumerate(order):
        sound = np.zeros((2 * RATE, len(order)))
        # Deep effects are carried by a channel that has nothing above 120 Hz.
        sound[:, channel] = tone(hertz=80 if place == "LFE" else 440)
        with soundfile.SoundFile(tmp_path / name, "w", RATE, len(order), **written) as file:
            for start in range(0, len(sound), 4_800):
                file.write(sound[start : start + 4_800])
        found = [level > 0.05 for level in heard(tmp_path / name)]
        assert list(map(bool, SIDES[place])) == found, place


@pytest.mark.parametrize(
    ("layout", "suffix", "codec"),
    [
        (layout, suffix, codec)
        for suffix, codec, layouts in (
            ("wav", [], "3.0 3.0(back) quad 4.0 5.0 5.0(side) 5.1 5.1(side) 6.1 7.1 7.1(wide)"),
            ("flac", [], "3.0 quad 5.0 5.0(side) 5.1 5.1(side) 6.1 7.1"),
            ("ogg", ["-c:a", "libvorbis"], "3.0 quad 5.0 5.1 6.1 7.1"),
            ("opus", ["-c:a", "libopus", "-mapping_family", "1"], "3.0 quad 5.0 5.1 6.1 7.1"),
            ("aiff", [], "3.0 quad 4.0 5.0 5.1"),
            ("caf", ["-c:a", "pcm_s16be"], "3.0 quad 4.0 5.0 5.1 7.1(wide)"),
        )
        for layout in layouts.split()
    ],
)
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_another_program_writes_the_same_layouts(
    tmp_path: Path, layout: str, suffix: str, codec: list[str]
) -> None:
    """ffmpeg knows by name where each channel belongs; what it writes is heard there."""
    places = PLACES[layout].split()
    for place in places:
        path = tmp_path / f"{place}.{suffix}"
        hertz = 80 if place == "LFE" else 440
        tones = "|".join(f"{0.2 * (one == place)}*sin(2*PI*{hertz}*t)" for one in places)
        source = f"aevalsrc=exprs='{tones}':c={layout}:s=48000:d=2"
        command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, *codec, str(path)]
        subprocess.run(command, check=True, timeout=120, stdin=subprocess.DEVNULL)
        left, right = heard(path)
        louder, softer = max(left, right), min(left, right)
        match place:
            case "LFE":
                assert louder < 0.02
            case "FLC" | "FRC":
                assert (left > right) == (place == "FLC")
            case _:
                assert list(map(bool, SIDES[place])) == [left > 0.05, right > 0.05], place
                assert softer < 0.02 or abs(left - right) < 0.01


PLACES = {
    "3.0": "FL FR FC",
    "3.0(back)": "FL FR BC",
    "quad": "FL FR BL BR",
    "4.0": "FL FR FC BC",
    "5.0": "FL FR FC BL BR",
    "5.0(side)": "FL FR FC SL SR",
    "5.1": "FL FR FC LFE BL BR",
    "5.1(side)": "FL FR FC LFE SL SR",
    "6.1": "FL FR FC LFE BC SL SR",
    "7.1": "FL FR FC LFE BL BR SL SR",
    "7.1(wide)": "FL FR FC LFE BL BR FLC FRC",
}
"""The layouts as ffmpeg names them."""


def test_a_mask_of_a_wav_says_where_its_channels_belong(tmp_path: Path) -> None:
    """Also where it is not the usual order; channels it leaves out are on both sides."""
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros((10, 4)), RATE, format="WAVEX")
    data = path.read_bytes()

    def by(mask: int) -> list[list[float]]:
        path.write_bytes(data[:40] + mask.to_bytes(4, "little") + data[44:])
        return [[round(float(ear), 2) for ear in channel] for channel in ears(path, "WAVEX", "PCM_16", 4)]

    assert [[1, 0], [0, 1], [0.71, 0], [0, 0.71]] == by(0x0603)
    assert [[0.71, 0.71], [0, 0], [0.5, 0.5], [0.5, 0.5]] == by(0x000C)
    assert [[0, 0], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]] == by(0x0008)


def test_everything_at_once_does_not_clip(tmp_path: Path) -> None:
    """Eight channels at full scale, all the same, become a loop at its loudness and far below full scale."""
    soundfile.write(tmp_path / "a.wav", np.repeat(5 * tone(3)[:, np.newaxis], 8, axis=1), RATE)
    assert np.abs(load_own(tmp_path / "a.wav", LUFS).astype(int)).max() < 5_000


@pytest.mark.parametrize("nonsense", [np.nan, np.inf, -np.inf, 1e38, -3e38, 1e12])
def test_what_is_no_sound_is_silence_before_it_is_measured(tmp_path: Path, nonsense: float) -> None:
    """A file with such numbers in it sounds as the same file with zeros there."""
    sound = np.stack([tone(3), tone(3)], axis=1).astype(np.float32)
    sound[1_000:1_010] = 0
    soundfile.write(tmp_path / "whole.wav", sound, RATE, subtype="FLOAT")
    sound[1_000:1_010] = nonsense
    soundfile.write(tmp_path / "nonsense.wav", sound, RATE, subtype="FLOAT")
    whole, other = (load_own(tmp_path / f"{name}.wav", LUFS) for name in ("whole", "nonsense"))
    assert whole.any()
    np.testing.assert_array_equal(whole, other)


@pytest.mark.parametrize("rate", [RATE, 44_100])
@pytest.mark.parametrize("what", [0.0, np.nan, np.inf, 1e38, 1e-5, "hiss"])
def test_nothing_but_silence_or_nonsense_is_refused(tmp_path: Path, what: float | str, rate: int) -> None:
    """At once when it is named, and when it is read: nobody would hear it, however long they wait."""
    sound = np.full((9 * rate, 2), what if isinstance(what, float) else 0, np.float32)
    if what == "hiss":  # what an empty recording of 16 bits holds
        sound += np.random.default_rng(1).integers(-1, 2, sound.shape, dtype=np.int16) / np.float32(32768)
    soundfile.write(tmp_path / "a.wav", sound, rate, subtype="FLOAT")
    for use in (check_own, lambda path: load_own(path, LUFS)):
        with pytest.raises(MassageMindError, match="a.wav is silent"):
            use(tmp_path / "a.wav")


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
def test_a_long_silence_before_the_sound_is_no_fault(tmp_path: Path, suffix: str) -> None:
    """It is looked for as far as the file is used."""
    sound = np.concatenate([np.zeros(40 * RATE), tone(3)])
    soundfile.write(tmp_path / f"a.{suffix}", sound, RATE)
    check_own(tmp_path / f"a.{suffix}")
    assert load_own(tmp_path / f"a.{suffix}", LUFS).any()


def told(path: Path, at: int, value: int, size: int = 4) -> Path:
    """The same WAV file with another number at this place of its head."""
    data = bytearray(path.read_bytes())
    data[at : at + size] = value.to_bytes(size, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("rate", [1, 100, 7_999, 768_001, 1_000_000, 2**31 - 1])
def test_a_rate_that_no_sound_has_is_refused(tmp_path: Path, rate: int) -> None:
    """What is asked of the machine is not what a head says: the rates of sound, and no other."""
    soundfile.write(tmp_path / "a.wav", tone(), RATE)
    for use in (check_own, lambda path: load_own(path, LUFS)):
        with pytest.raises(MassageMindError, match=f"says that it has {rate} frames a second"):
            use(told(tmp_path / "a.wav", 24, rate))


@pytest.mark.parametrize("rate", [RATES[0], 11_127, 44_056, 192_000, RATES[1]])
def test_a_rate_that_sound_has_is_taken(tmp_path: Path, rate: int) -> None:
    """From telephones to the measuring of bats, and what lies awkwardly between: as long, as loud, as high."""
    soundfile.write(tmp_path / "a.wav", tone(9, rate), rate)
    loop = load_own(tmp_path / "a.wav", LUFS)
    assert abs(len(loop) - 6.75 * RATE) <= 5
    spectrum = np.abs(np.fft.rfft(loop[: 4 * RATE, 0]))
    assert abs(int(np.argmax(spectrum)) / 4 - 440) < 1


def test_more_channels_than_rooms_have_are_refused(tmp_path: Path) -> None:
    """And as many as the largest rooms have are mixed."""
    soundfile.write(tmp_path / "a.wav", np.repeat(tone()[:, np.newaxis], 24, axis=1), RATE)
    assert load_own(tmp_path / "a.wav", LUFS).any()
    soundfile.write(tmp_path / "b.wav", np.zeros((2 * RATE, 200)), RATE)
    with pytest.raises(MassageMindError, match="says that it has 200 channels"):
        check_own(tmp_path / "b.wav")


@pytest.mark.parametrize("size", [2**31 - 1, 2**32 - 1])
def test_a_file_whose_program_never_learned_its_length_is_played(tmp_path: Path, size: int) -> None:
    """As it comes out of a pipe, or of a recorder that was switched off: the sound that is there is used."""
    soundfile.write(tmp_path / "a.wav", tone(4), RATE)
    told(told(tmp_path / "a.wav", 4, size), 40, size)
    check_own(tmp_path / "a.wav")
    assert abs(len(load_own(tmp_path / "a.wav", LUFS)) - 3 * RATE) < 10


def test_a_flac_that_promises_a_year_is_refused(tmp_path: Path) -> None:
    """By its last second, without room being made for the year."""
    soundfile.write(tmp_path / "a.flac", tone(4), RATE)
    data = bytearray((tmp_path / "a.flac").read_bytes())
    data[21] |= 0x0F
    data[22:26] = b"\xff" * 4
    (tmp_path / "a.flac").write_bytes(data)
    with pytest.raises(MassageMindError, match="breaks off"):
        check_own(tmp_path / "a.flac")


def test_only_the_first_five_minutes_are_read(tmp_path: Path) -> None:
    """However long a file is: a break after them is nobody's loss."""
    noise = np.random.default_rng(1).uniform(-0.1, 0.1, 8_000)
    with soundfile.SoundFile(tmp_path / "a.wav", "w", 8_000, 1) as file:
        for _ in range(LONGEST_S + 30):
            file.write(noise)
    assert (LONGEST_S - 3) * RATE == len(load_own(tmp_path / "a.wav", LUFS))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_has_no_end_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe, a device, a folder: refused at once, by what they are."""
    os.mkfifo(tmp_path / "a.wav")
    for path in (tmp_path / "a.wav", Path("/dev/zero"), tmp_path):
        with pytest.raises(MassageMindError, match="it is (no regular file|a folder)"):
            check_own(path)


# -- in a process apart ------------------------------------------------------------------------------------------------


def test_a_file_read_apart_is_the_same(tmp_path: Path) -> None:
    """Sample for sample, also where its name is no text and begins with a dash; the second time it is there."""
    path = tmp_path / os.fsdecode(b"-\xff ' sea.wav")
    sound = np.stack([tone(3), tone(3, hertz=300)], axis=1)
    try:
        soundfile.write(path, sound, RATE)
    except (OSError, UnicodeEncodeError):  # a file system that takes text only
        path = tmp_path / "- ' sea.wav"
        soundfile.write(path, sound, RATE)
    own_apart.check_own(path)
    loop = own_apart.load_own(path, LUFS)
    np.testing.assert_array_equal(load_own(path, LUFS), loop)
    assert loop is own_apart.load_own(path, LUFS)


def test_what_the_libraries_say_reaches_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An MP3 with a hole in it, one cut short, and a WAV half of no numbers: nothing on either stream."""
    noise = np.random.default_rng(1).uniform(-0.1, 0.1, (10 * RATE, 2))
    soundfile.write(tmp_path / "a.mp3", noise, RATE)
    data = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "cut.mp3").write_bytes(data[: len(data) * 2 // 3])
    middle = len(data) // 2
    (tmp_path / "hole.mp3").write_bytes(data[:middle] + bytes(9_000) + data[middle + 9_001 :])
    half = noise[: 3 * RATE].astype(np.float32)
    half[: 2 * RATE] = np.nan
    soundfile.write(tmp_path / "nan.wav", half, RATE, subtype="FLOAT")
    for name in ("cut.mp3", "nan.wav"):
        own_apart.check_own(tmp_path / name)
        assert len(own_apart.load_own(tmp_path / name, LUFS)) > 2 * RATE
    with pytest.raises(MassageMindError, match="or is damaged"):
        own_apart.load_own(tmp_path / "hole.mp3", LUFS)
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (EngineError("python failed (-11)."), "what decodes it failed on it"),
        (TookTooLong("python did not finish within 3 seconds, and was ended."), "takes too long to read"),
    ],
)
def test_a_decoder_that_crashes_or_hangs_is_a_sentence(
    tmp_path: Path, failure: Exception, sentence: str
) -> None:
    """It takes no session along."""
    soundfile.write(tmp_path / "a.wav", tone(), RATE)

    def run(args: Sequence[str], text: str, **_: Any) -> str:
        raise failure

    with pytest.raises(MassageMindError, match=sentence):
        own_apart.check_own(tmp_path / "a.wav", run=run)


def test_a_file_that_needs_too_much_memory_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the process apart, and where its samples are taken over."""

    def too_much(*_: Any, **__: Any) -> Any:
        raise MemoryError

    soundfile.write(tmp_path / "a.wav", tone(), RATE)
    monkeypatch.setattr(np, "fromfile", too_much)
    with pytest.raises(MassageMindError, match="needs more memory than there is"):
        own_apart.load_own(tmp_path / "a.wav", LUFS)
    monkeypatch.setattr(own_file, "_closed", too_much)
    order = {"path": str(tmp_path / "a.wav"), "lufs": LUFS, "out": str(tmp_path / "out")}
    assert "it needs more memory than there is" in own_child.main(json.dumps(order))


def test_without_room_for_its_samples_there_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, or no folder for what is temporary."""
    soundfile.write(tmp_path / "a.wav", tone(), RATE)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(MassageMindError, match="There's no room to read"):
        own_apart.load_own(tmp_path / "a.wav", LUFS)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3", "aiff", "caf", "opus"])
def test_mutated_files_are_used_or_refused(tmp_path: Path, suffix: str, fuzz_seconds: float) -> None:
    """For some seconds a kind: bytes changed, cut out, doubled, cut off; each is a loop of numbers or one sentence.

    In processes apart, as it is with the real ones: libsndfile itself may crash on them.
    """
    written = {"format": "OGG", "subtype": "OPUS"} if suffix == "opus" else {}
    noise = np.random.default_rng(1).uniform(-0.1, 0.1, (3 * RATE, 2))
    with soundfile.SoundFile(tmp_path / f"a.{suffix}", "w", RATE, 2, **written) as file:
        for start in range(0, len(noise), 4_800):
            file.write(noise[start : start + 4_800])
    program = (
        "import sys; from mutated_sounds import fuzz; print(fuzz(sys.argv[1], float(sys.argv[2])), end='')"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])}
    process = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / f"a.{suffix}"), str(fuzz_seconds / 3)],
        capture_output=True,
        text=True,
        env=env,
        timeout=120,
        check=False,
    )
    assert "fine" == process.stdout, process.stderr[-2_000:]
