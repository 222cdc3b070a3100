"""M4B, the format of audio books: AAC in an MPEG-4 file, with the extra package `av`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from massage_mind.errors import UsageError
from massage_mind.sound.file.tagging import Tags
from massage_mind.sound.file.writer import SoundFormat
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples

BITRATES = (64_000, 96_000, 192_000)
"""Bits a second at quality 0, by default, and at 1."""


class M4bWriter:
    """AAC in an MPEG-4 file, through PyAV, which knows chapters."""

    def __init__(self, new_file: Callable[[], Path], tags: Tags, quality: float | None) -> None:
        self._av = _av()
        self._path = new_file()
        self._container = self._av.open(str(self._path), "w", format="ipod")
        texts = {"title": tags.title, "artist": tags.artist, "album": tags.album, "comment": tags.comment}
        self._container.metadata.update({key: text for key, text in texts.items() if text})
        self._container.set_chapters(
            [
                {
                    "id": number,
                    "start": chapter.at_ms,
                    "end": chapter.end_ms,
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(tags.chapters, 1)
            ]
        )
        self._stream = self._container.add_stream("aac", rate=RATE)
        self._stream.layout = "stereo"
        lowest, usual, highest = BITRATES
        self._stream.bit_rate = usual if quality is None else round(lowest + (highest - lowest) * quality)
        self._frames = 0

    def write(self, chunk: Samples) -> None:
        frame = self._av.AudioFrame.from_ndarray(chunk.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate = RATE
        frame.time_base = Fraction(1, RATE)
        frame.pts = self._frames
        self._frames += len(chunk)
        self._container.mux(self._stream.encode(frame))

    def finish(self, frames: int) -> Path:
        self._container.mux(self._stream.encode(None))
        self.close()
        return self._path

    def close(self) -> None:
        self._container.close()


def _av() -> Any:
    try:
        import av
    except ImportError as error:
        from massage_mind.sound.adding import how_to_add

        raise UsageError(
            f"A file of this kind (.m4b, .m4a) needs the package av: {how_to_add('av')}",
            "Or name an .mp3 file: it has chapters too.",
        ) from error
    return av


def check() -> None:
    """Raises UsageError where what makes such files is not installed."""
    _av()


FORMAT = SoundFormat(60, (".m4b", ".m4a"), M4bWriter, check)
