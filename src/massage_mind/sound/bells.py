"""The bells on disk: from a WAV file to samples that can be mixed."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from massage_mind.errors import MassageMindError
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples

_HINT = "Reinstall massage-mind, or make the bells again with audio/make_sounds.py."


def load_bell(folder: Path, name: str) -> Samples:
    """The bell as mono samples from -1 to 1 at 48 kHz.

    Raises MassageMindError if the file is missing, is no WAV file, or is anything but mono, 16 bits, 48 kHz.
    """
    path = folder / f"{name}.wav"
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except FileNotFoundError:
        raise MassageMindError(f'The bell "{name}" is missing: there\'s no file {path}.', _HINT) from None
    except (wave.Error, EOFError, OSError) as error:
        raise MassageMindError(f'The bell "{name}" can\'t be read from {path}: {error}.', _HINT) from error
    if form != (1, 2, RATE) or not data:
        raise MassageMindError(
            f'The bell "{name}" isn\'t what it should be: {path} has to be mono, 16 bits, {RATE} Hz, not empty.',
            _HINT,
        )
    whole = data[: len(data) // 2 * 2]
    return np.frombuffer(whole, dtype="<i2").astype(np.float32) / np.float32(32768)
