"""The WAV file an engine wrote, whatever its form, as samples."""

from __future__ import annotations

import stat
import wave
from pathlib import Path

import numpy as np

from massage_mind.sound.samples import Samples
from massage_mind.sound.voice.engine import EngineError
from massage_mind.sound.voice.plain_text import reason

MOST_BYTES = 100_000_000
"""No text is spoken for so long: ten minutes at the highest rate there is in a voice."""
LEAST_RATE, MOST_RATE = 4_000, 768_000


def read_wav(path: Path, name: str) -> tuple[Samples, int]:
    """The samples of a WAV file (PCM of 8 to 32 bits) as one channel from -1 to 1, and their rate in Hz.

    Raises EngineError, in which `name` is the engine that wrote the file.
    """
    try:
        size = _size(path, name)
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            # Its head may promise more than there is, and room would be made for it.
            data = file.readframes(min(file.getnframes(), size // max(1, channels * width)))
    except (OSError, EOFError, wave.Error) as error:
        raise EngineError(
            f"{name} left no sound that can be read: {reason(error)}.", "Choose another voice."
        ) from error
    if width not in (1, 2, 3, 4) or not LEAST_RATE <= rate <= MOST_RATE:
        raise EngineError(f"{name} left a sound of a form that isn't read here.", "Choose another voice.")
    # Cut off within a frame, where the disk was full: the rest of it is no sample.
    whole = data[: len(data) // (width * channels) * (width * channels)]
    return _as_floats(whole, width).reshape(-1, channels).mean(axis=1, dtype=np.float32), rate


def _size(path: Path, name: str) -> int:
    """How large the file is. Only a regular file has an end: a pipe would be waited for, and a device never ends."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
        raise EngineError(f"{name} left no sound file where it should.", "Choose another voice.")
    return status.st_size


def _as_floats(data: bytes, width: int) -> Samples:
    if width == 1:  # the only one without a sign
        return (np.frombuffer(data, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if width == 3:  # numpy has no integer of three bytes: to the upper three of four
        wide = np.zeros((len(data) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        data, width = wide.tobytes(), 4
    floats: Samples = np.frombuffer(data, f"<i{width}").astype(np.float32)
    return floats / np.float32(2 ** (8 * width - 1))
