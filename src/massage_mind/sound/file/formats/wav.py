"""WAV, with the chapters as cue points that have labels and lengths, and the title in INFO."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

from massage_mind.errors import MassageMindError
from massage_mind.sound.file.sndfile import SndfileWriter
from massage_mind.sound.file.tagging import Tags
from massage_mind.sound.file.writer import SoundFormat
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples

MOST_FRAMES = (2**32 - 2**20) // 4
"""A WAV file counts its bytes in 32 bits; some are left for the chapters."""


class WavWriter(SndfileWriter):
    """PCM of 16 bits, up to six hours."""

    container, subtype = "WAV", "PCM_16"
    whole_numbers = True
    _frames = 0

    def write(self, chunk: Samples) -> None:
        self._frames += len(chunk)
        if self._frames > MOST_FRAMES:
            raise MassageMindError(
                "A WAV file holds no more than 6 hours and 12 minutes.",
                "Name a .flac file, which has no such limit.",
            )
        super().write(chunk)

    def _tagged(self, frames: int) -> Path:
        with open(self._path, "rb+") as file:
            append_wav_chunks(file, self._tags)
        return self._path


FORMAT = SoundFormat(30, (".wav",), WavWriter)


def append_wav_chunks(file: BinaryIO, tags: Tags) -> None:
    """Add the title, and the chapters as cue points with their names and lengths, after the sound."""
    info = {b"INAM": tags.title, b"IART": tags.artist, b"IPRD": tags.album, b"ICMT": tags.comment}
    chunks = [
        _chunk(b"LIST", b"INFO" + b"".join(_chunk(key, _z(text)) for key, text in info.items() if text))
    ]
    if tags.chapters:
        cues, labels, lengths = [], [], []
        for number, chapter in enumerate(tags.chapters, 1):
            at, end = (ms * RATE // 1000 for ms in (chapter.at_ms, chapter.end_ms))
            cues.append(struct.pack("<II4sIII", number, at, b"data", 0, 0, at))
            labels.append(_chunk(b"labl", struct.pack("<I", number) + _z(chapter.title)))
            lengths.append(_chunk(b"ltxt", struct.pack("<II4s4H", number, end - at, b"rgn ", 0, 0, 0, 0)))
        chunks.append(_chunk(b"cue ", struct.pack("<I", len(cues)) + b"".join(cues)))
        # The names first: FFmpeg reads none after the first length.
        chunks.append(_chunk(b"LIST", b"adtl" + b"".join(labels + lengths)))
    file.seek(0, os.SEEK_END)
    file.write(b"".join(chunks))
    size = file.tell() - 8
    file.seek(4)
    file.write(struct.pack("<I", size))


def _z(text: str) -> bytes:
    return text.encode() + b"\0"


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
