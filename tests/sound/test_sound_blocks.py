"""A block of a mix is checked where it is mixed and where it is handed on: each end notices, and no end stops the sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Timeline
from massage_mind.sound.file import mixdown
from massage_mind.sound.file.encoder import Encoder
from massage_mind.sound.file.tagging import Tags
from massage_mind.sound.mixer import Clip, Mixer
from massage_mind.sound.play.output_stream import OutputStream
from massage_mind.sound.samples import Samples, block_fault
from massage_mind.sound.score import Score

HALF = np.full((480, 2), 0.5, dtype=np.float32)


def spoilt(value: float, at: tuple[int, int] = (479, 1)) -> Samples:
    block = HALF.copy()
    block[at] = value
    return block


WRONG: dict[str, tuple[Samples, str]] = {
    "mono": (HALF[:, 0], "shaped"),
    "one channel": (HALF[:, :1], "shaped"),
    "three channels": (np.zeros((480, 3), dtype=np.float32), "shaped"),
    "double": (HALF.astype(np.float64), "float32"),
    "whole numbers": (HALF.astype(np.int16), "float32"),
    "no number": (spoilt(np.nan), "not finite"),
    "no number in front": (spoilt(np.nan, (0, 0)), "not finite"),
    "endless": (spoilt(np.inf), "not finite"),
    "endless below": (spoilt(-np.inf, (3, 0)), "not finite"),
}
SHORT = {"short": (HALF[1:], "480 frames was asked for, and has 479"), "empty": (HALF[:0], "and has 0")}


@pytest.mark.parametrize("block", [HALF, HALF * 0, -HALF, spoilt(1.0), spoilt(1e-45), HALF[::2], HALF[:0]])
def test_a_sound_block_has_no_fault(block: Samples) -> None:
    """Silence, full scale, the smallest number there is, a view with gaps, none at all."""
    assert "" == block_fault(block, len(block))
    assert "" == block_fault(block)


@pytest.mark.parametrize(("block", "says"), [*WRONG.values(), *SHORT.values()], ids=[*WRONG, *SHORT])
def test_a_block_at_fault_is_told(block: Samples, says: str) -> None:
    """In a few words."""
    assert says in block_fault(block, 480)


class Spoiling:
    """A source of half strength in which one sample of each block is no number."""

    frames = 48_000

    def __init__(self, value: float) -> None:
        self.value = value

    def read(self, start: int, stop: int) -> Samples:
        block = np.full((stop - start, 2), 0.25, dtype=np.float32)
        block[7, 1] = self.value
        return block


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_where_it_is_mixed_what_is_no_number_is_silence(value: float) -> None:
    """That sample alone: the rest of its source and the other sources sound, and the fault is noted once."""
    mixer = Mixer()
    mixer.schedule(0, Spoiling(value))
    mixer.schedule(0, Clip(np.full(48_000, 0.5, dtype=np.float32)))
    for _ in range(3):
        block = mixer.pull(480)
        assert 0 == block[7, 1]
        block[7, 1] = 0.75
        assert (block == 0.75).all()
    assert ["a block holds numbers that are not finite"] == list(mixer.faults)


def test_a_source_at_fault_makes_no_file(tmp_path: Path) -> None:
    """What a live session plays as well as it can is refused where it would be kept."""
    score = Score({}, ambience=(np.ones((100, 2), dtype=np.int16),))
    score._ambience = (np.full((100, 2), np.nan, dtype=np.float32),)  # type: ignore[assignment]
    with pytest.raises(MassageMindError, match="can.t be mixed: a block holds numbers that are not finite"):
        mixdown.render(score, quiet(1_000), tmp_path / "a.wav")
    assert [] == list(tmp_path.iterdir())


def quiet(total_ms: int) -> Timeline:
    return Timeline("quiet", "Quiet", "anytime", "", "silent", total_ms, (), ())


@pytest.mark.parametrize(("block", "says"), [*WRONG.values(), *SHORT.values()], ids=[*WRONG, *SHORT])
def test_a_device_is_given_silence_in_its_place(
    block: Samples, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as what was asked for; nothing is raised into its callback, the fault is told, and sound goes on after."""
    stream = OutputStream(lambda: 0)
    monkeypatch.setattr(stream._mixer, "pull", lambda _: block)
    assert bytes(480 * 8) == stream.render(480)
    assert says in stream.fault
    monkeypatch.setattr(stream._mixer, "pull", lambda _: HALF)
    assert stream.render(480) is HALF


@pytest.mark.parametrize(("block", "says"), WRONG.values(), ids=list(WRONG))
def test_a_file_is_given_none(tmp_path: Path, block: Samples, says: str) -> None:
    """A programmer's mistake: raised, and nothing is left of the file."""
    with pytest.raises(ValueError, match=says), Encoder(tmp_path / "a.wav", Tags("A")) as encoder:
        encoder.write(HALF)
        encoder.write(block)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("change", [lambda blocks: blocks[:-1], lambda blocks: [*blocks, HALF]])
def test_a_file_holds_as_many_frames_as_were_mixed(
    tmp_path: Path, change: Callable[[list[Samples]], list[Samples]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block lost or doubled on its way is no file."""
    mixed = mixdown.mixed
    monkeypatch.setattr(mixdown, "mixed", lambda *of: iter(change(list(mixed(*of)))))
    bell = np.full(48_000, 0.5, dtype=np.float32)
    with pytest.raises(ValueError, match="96000 frames were to be written"):
        mixdown.render(Score({"bell": bell}), quiet(2_000), tmp_path / "a.wav")
    assert [] == list(tmp_path.iterdir())
