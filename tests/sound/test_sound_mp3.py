"""An MP3 in pieces: encoded beside one another, they are what LAME would have made in one go, to the sample."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from massage_mind.places import shipped_folder
from massage_mind.sound.ambience import load_ambience
from massage_mind.sound.bells import load_bell
from massage_mind.sound.file.encoder import Encoder
from massage_mind.sound.file.formats import mp3
from massage_mind.sound.file.lame import DELAY, Lame
from massage_mind.sound.file.mpeg_frames import FRAME, FrameTable, frames_in, joined
from massage_mind.sound.file.tagging import Chapter, Tags

soundfile = pytest.importorskip("soundfile")
lameenc = pytest.importorskip("lameenc")

RATE = 48_000
TAGS = Tags("Rest", chapters=(Chapter(0, 1_000, "One"),))
Samples = NDArray[np.float32]


def rain(seconds: int) -> Samples:
    """Rain as in a session, without fades."""
    loops = load_ambience("rain", shipped_folder("audio"))
    rows = np.arange(seconds * RATE)
    return np.asarray(sum(loop[rows % len(loop)] for loop in loops) / np.float32(32768), dtype=np.float32)


def with_bells(seconds: int, every_s: float) -> Samples:
    """Rain with a bell struck so often, such as where pieces meet."""
    sound = rain(seconds)
    bell = load_bell(shipped_folder("audio"), "bell")[: 2 * RATE, np.newaxis]
    for number in range(1, int(seconds / every_s)):
        start = round(number * every_s * RATE)
        sound[start : start + len(bell)] += bell[: len(sound) - start]
    return sound


def noise(seconds: int, level: float = 0.9) -> Samples:
    return np.random.default_rng(5).uniform(-level, level, (seconds * RATE, 2)).astype(np.float32)


def bursts(seconds: int) -> Samples:
    """Digital silence, broken off and begun anew all the time: the hardest to begin early for."""
    return noise(seconds) * (np.arange(seconds * RATE) // 7_001 % 3 == 0)[:, np.newaxis].astype(np.float32)


SOUNDS = {
    "rain": lambda: rain(8),
    "bells": lambda: with_bells(8, 1.919),
    "noise": lambda: noise(8),
    "bursts": lambda: bursts(8),
    "silence": lambda: np.zeros((8 * RATE, 2), dtype=np.float32),
}


def written(path: Path, sound: Samples, quality: float | None = None) -> Samples:
    """What is heard in the file that is written of this."""
    with Encoder(path, TAGS, quality=quality) as sink:
        for start in range(0, len(sound), RATE):
            sink.write(sound[start : start + RATE])
    heard, rate = soundfile.read(path, dtype="float32")
    assert RATE == rate
    return np.asarray(heard, dtype=np.float32)


@pytest.mark.parametrize("quality", [None, 0, 1])
@pytest.mark.parametrize("name", SOUNDS)
def test_pieces_join_to_what_it_is_in_one_go(
    tmp_path: Path, name: str, quality: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decoded, every sample is the same, whatever sounds where they meet and however coarse it is."""
    sound = SOUNDS[name]()
    monkeypatch.setattr("massage_mind.sound.file.lame.PIECE", 80)
    pieces = written(tmp_path / "pieces.mp3", sound, quality)
    monkeypatch.setattr("massage_mind.sound.file.lame.PIECE", 100_000)
    whole = written(tmp_path / "whole.mp3", sound, quality)
    assert len(sound) == len(whole) == len(pieces)
    np.testing.assert_array_equal(whole, pieces)


def test_it_is_what_lame_makes(tmp_path: Path) -> None:
    """Not only like itself: the same sound as from the encoder called once with all of it."""
    sound = with_bells(32, 14.999)
    pieces = written(tmp_path / "pieces.mp3", sound)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(2)
    encoder.set_vbr(4)
    encoder.set_vbr_quality(6.0)
    encoder.set_quality(5)
    rounded = np.clip(np.rint(sound * np.float32(32768)), -32768, 32767).astype(np.int16)
    (tmp_path / "lame.mp3").write_bytes(encoder.encode(rounded.tobytes()) + encoder.flush())
    heard, _ = soundfile.read(tmp_path / "lame.mp3", dtype="float32")
    # Without a table in front nobody knows what was added: LAME's delay, and the decoder's of 529 frames.
    start = next(at for at in (DELAY + 529, DELAY, 0) if np.array_equal(heard[at : at + RATE], pieces[:RATE]))
    np.testing.assert_array_equal(heard[start : start + len(sound)], pieces[: len(heard) - start])


def test_a_player_jumps_to_the_right_place(tmp_path: Path) -> None:
    """The table in front names the frames, the bytes, and for each hundredth where it begins, though the rate varies."""
    sound = np.concatenate([np.zeros((40 * RATE, 2), dtype=np.float32), noise(20)])
    path = tmp_path / "a.mp3"
    written(path, sound)
    data = path.read_bytes()
    at = data.index(b"Xing")
    assert 1 == data.count(b"Xing")
    flags, frames, size = struct.unpack_from(">3I", data, at + 4)
    start = at - 36
    assert (0b1111, size) == (flags, len(data) - start)
    stream = frames_in(data[start + FrameTable.SIZE :])
    assert frames == len(stream)
    assert 0 <= frames * FRAME - DELAY - len(sound) < 3 * FRAME
    begins = np.concatenate([[0], np.cumsum([len(frame) for frame in stream])])[:-1] + FrameTable.SIZE
    for percent, share in enumerate(data[at + 16 : at + 116]):
        there = begins[percent * frames // 100] / size
        assert there == pytest.approx(share / 256, abs=0.01), percent


def test_ffmpeg_jumps_to_a_bell(tmp_path: Path) -> None:
    """After rain that is not all of one rate, the bell is heard where it was struck."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed (Debian: ffmpeg)")
    sound = rain(50) * np.float32(0.2)
    bell = load_bell(shipped_folder("audio"), "bell")[:RATE, np.newaxis]
    sound[40 * RATE : 41 * RATE] += bell
    written(tmp_path / "a.mp3", sound)
    command = ["ffmpeg", "-v", "error", "-ss", "39", "-i", str(tmp_path / "a.mp3"), "-f", "f32le", "-"]
    heard = np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, dtype="<f4")[::2]
    first = int(np.flatnonzero(np.abs(heard) > 0.1)[0])
    assert first == pytest.approx(RATE, abs=RATE // 20)


def test_without_lameenc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it has no wheel libsndfile's encoder writes the same file, slower: the same noise, the same length."""
    sound = with_bells(16, 7)
    ours = written(tmp_path / "ours.mp3", sound)
    monkeypatch.setitem(sys.modules, "lameenc", None)
    theirs = written(tmp_path / "theirs.mp3", sound)
    assert len(sound) == len(ours) == len(theirs)
    noises = [float(np.mean(np.square(heard - sound, dtype=np.float64))) for heard in (ours, theirs)]
    assert 10 * np.log10(noises[0] / noises[1]) == pytest.approx(0, abs=0.1)


def test_broken_off_nothing_goes_on(tmp_path: Path) -> None:
    """An error, a full disk or Ctrl-C in the midst of it: no lane is left, and no file."""
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError), Encoder(tmp_path / "a.mp3", TAGS) as sink:
        for _ in range(40):
            sink.write(noise(1))
        raise ZeroDivisionError
    assert before == threading.active_count()
    assert [] == list(tmp_path.iterdir())


def test_what_is_no_mp3_is_not_taken_for_one() -> None:
    """Frames of another rate, or anything else, are refused at their byte."""
    for stream in (b"ID3", b"\xff\xfb\x90\x00", b"\xff\xfb\xf4\x00", b"\xff\xfb\x94"):
        with pytest.raises(ValueError, match="no frame"):
            frames_in(stream)


def test_stretches_without_a_place_to_meet(tmp_path: Path) -> None:
    """A last frame that is as large as one can be has no room for what the next one has lent: that is said."""
    largest = bytes([0xFF, 0xFB, 0xE4, 0x00]) + bytes(956)
    lends = bytes([0xFF, 0xFB, 0xE4, 0x00, 0xFF, 0x80]) + bytes(954)
    full = bytearray(largest)
    # Each of its four parts says that it takes 1,848 bits: all the frame has.
    side = sum(1_848 << (256 - 20 - 59 * part - 12) for part in range(4))
    full[4:36] = side.to_bytes(32, "big")
    with pytest.raises(ValueError, match="no place to meet"):
        joined([bytes(full)] * 20, [lends] * 20, 16, 3)
    place, last = joined([largest] * 20, [lends] * 20, 16, 3)
    assert (16, 960) == (place, len(last))


def test_a_file_shorter_than_a_piece_and_one_of_just_so_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a piece would be all but empty, too."""
    monkeypatch.setattr("massage_mind.sound.file.lame.PIECE", 30)
    for frames in (1, FRAME, 30 * FRAME - 1, 30 * FRAME, 38 * FRAME, 38 * FRAME + 1, 68 * FRAME):
        assert frames == len(written(tmp_path / "a.mp3", rain(2)[:frames]))


def test_misuse_of_lame_is_loud(tmp_path: Path) -> None:
    """A front of another size than was left free would spoil the file."""
    (tmp_path / "a").write_bytes(b"")
    lame = Lame(tmp_path / "a", 6.0, 10)
    lame.add(np.zeros((FRAME, 2), dtype=np.int16))
    with pytest.raises(ValueError, match="10 bytes were left free"):
        lame.finish(lambda size: bytes(size + 1), FRAME)
    lame.close()


def test_a_tag_filled_up_is_as_large_as_it_is_to_be() -> None:
    """Whatever stands in it."""
    for size in (400, 1_000):
        assert size == len(mp3.id3(TAGS, 3_600_000, size))
