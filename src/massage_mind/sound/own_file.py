"""A sound file of a person's own as ambience: read chunk by chunk, at our rate and loudness, as a loop."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from massage_mind.errors import MassageMindError
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples

LONGEST_S = 300
"""How much of a file is used, in a loop: five minutes are 58 MB in memory."""
SHORTEST_S = 2
SEAM_MS = 3_000
CHUNK_S = 10
MARGIN_S = 1
"""How much of its neighbours a chunk is resampled with, so that nothing is heard where two of them meet."""


def load_own(path: Path, lufs: float) -> NDArray[np.int16]:
    """The file as stereo samples of 16 bits at 48 kHz, at this loudness; its end goes over into its beginning.

    Takes a second or two for a long file; asked for again, it is there. Raises MassageMindError.
    """
    try:
        stamp = path.stat()
    except OSError as error:
        raise MassageMindError(f"The sound file {path} cannot be read: {error.strerror or error}.") from error
    return _loaded(path, lufs, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=1)
def _loaded(path: Path, lufs: float, _mtime: int, _size: int) -> NDArray[np.int16]:
    from massage_mind.sound.file.loudness import Meter
    from massage_mind.sound.voice.shape import soft_clipped

    meter = Meter()
    frames = 0
    for chunk in _chunks(path):
        meter.add(chunk)
        frames += len(chunk)
    if frames < SHORTEST_S * RATE:
        raise MassageMindError(
            f"The sound file {path} is shorter than {SHORTEST_S} seconds.", "Take a longer one."
        )
    level = meter.integrated
    gain = np.float32(10 ** ((lufs - level) / 20)) if np.isfinite(level) else np.float32(1)
    sound = np.empty((frames, 2), dtype=np.int16)
    at = 0
    for chunk in _chunks(path):
        chunk = chunk[: frames - at]
        sound[at : at + len(chunk)] = np.round(soft_clipped(chunk * gain) * 32767)
        at += len(chunk)
    return _closed(sound)


def _chunks(path: Path) -> Iterator[Samples]:
    """The beginning of the file in chunks, shaped (frames, 2), at 48 kHz."""
    import soundfile

    from massage_mind.sound.play.quiet import HeldBack

    held = HeldBack()  # a library for MP3 says on the terminal what it thinks of a broken file
    held.start()
    try:
        with soundfile.SoundFile(str(path)) as file:
            yield from _resampled(file)
    except (OSError, RuntimeError) as error:
        raise MassageMindError(
            f"The sound file {path} cannot be read: {_reason(path, error)}.",
            "WAV, FLAC, Ogg, Opus and MP3 files can be read.",
        ) from error
    finally:
        held.stop()


def _reason(path: Path, error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "it holds no sound of a kind that is known" if os.access(path, os.R_OK) else "it may not be read"


def _resampled(file: Any) -> Iterator[Samples]:
    from massage_mind.sound.voice.shape import resampled

    rate: int = file.samplerate
    left = LONGEST_S * rate
    before = np.zeros((MARGIN_S * rate, 2), dtype=np.float32)
    chunk = _read(file, min(left, CHUNK_S * rate))
    while len(chunk):
        left -= len(chunk)
        coming = _read(file, min(left, CHUNK_S * rate))
        after = coming[: MARGIN_S * rate]
        if rate == RATE:
            yield chunk
        else:
            around = np.concatenate([before, chunk, after])
            sides = [resampled(np.ascontiguousarray(around[:, side]), rate) for side in (0, 1)]
            start, frames = MARGIN_S * RATE, -(-len(chunk) * RATE // rate)
            yield np.stack(sides, axis=1)[start : start + frames]
        before = np.concatenate([before, chunk])[-MARGIN_S * rate :]
        chunk = coming


def _read(file: Any, frames: int) -> Samples:
    """The next frames as a pair of sides."""
    samples: Samples = file.read(frames, dtype="float32", always_2d=True)
    return samples[:, :2] if samples.shape[1] > 1 else np.repeat(samples, 2, axis=1)


def _closed(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    """The sound with its end laid over its beginning, at equal power, so that it can go round without a seam."""
    frames = min(SEAM_MS * RATE // 1000, len(sound) // 4)
    turn = np.linspace(0, np.pi / 2, frames, dtype=np.float32)[:, np.newaxis]
    head = sound[:frames] * np.sin(turn) + sound[-frames:] * np.cos(turn)
    sound[:frames] = np.clip(np.round(head), -32768, 32767)
    return sound[:-frames]
