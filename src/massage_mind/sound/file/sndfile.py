"""Writing through libsndfile, which encodes most formats; the tags are put in afterwards, by each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from massage_mind.errors import MassageMindError
from massage_mind.sound.file.tagging import Tags, comments_of
from massage_mind.sound.rate import CHANNELS, RATE
from massage_mind.sound.samples import Samples

_TAIL = RATE // 10
"""How many frames are read back once the file is closed."""


class SndfileWriter:
    """A `FileWriter` over libsndfile. A format says how libsndfile calls it, and puts the tags in at the end."""

    container: ClassVar[str]
    """What libsndfile calls its format."""
    subtype: ClassVar[str]
    levels: ClassVar[tuple[float, float, float] | None] = None
    """The compression level at quality 0, by default, and at 1; None where there is nothing to choose."""
    bitrate_mode: ClassVar[str | None] = None
    whole_numbers: ClassVar[bool] = False
    """Whether samples are rounded to 16 bits here."""
    comments_in_front: ClassVar[bool] = False
    """Whether comments stand before the sound, where nothing can be inserted later without writing the rest anew (in
    Ogg with new page numbers and checksums throughout). So libsndfile is given one at least as long as ours."""

    def __init__(self, new_file: Callable[[], Path], tags: Tags, quality: float | None) -> None:
        self._sf = _soundfile()
        self._new_file = new_file
        self._tags = tags
        self._path = new_file()
        self._file = self._sf.SoundFile(
            str(self._path),
            "w",
            RATE,
            CHANNELS,
            format=self.container,
            subtype=self.subtype,
            compression_level=self._level(quality),
            bitrate_mode=self.bitrate_mode,
        )
        self._comments = comments_of(tags)
        if self.comments_in_front:
            self._file.comment = "-" * len(self._comments)

    def write(self, chunk: Samples) -> None:
        self._file.write(sixteen_bits(chunk) if self.whole_numbers else chunk)

    def finish(self, frames: int) -> Path:
        self.close()
        self._check(frames)
        return self._tagged(frames)

    def close(self) -> None:
        self._file.close()

    def _tagged(self, frames: int) -> Path:
        """The closed file, which holds so many frames, with its tags in it."""
        raise NotImplementedError

    def _level(self, quality: float | None) -> float | None:
        if self.levels is None:
            return None
        coarsest, usual, finest = self.levels
        return usual if quality is None else coarsest + (finest - coarsest) * quality

    def _check(self, frames: int) -> None:
        """Read the end back: libsndfile does not always say that the last bytes found no room."""
        tail = min(frames, _TAIL)
        with self._sf.SoundFile(str(self._path)) as file:
            if file.frames == frames:
                file.seek(frames - tail)
                if len(file.read(tail, dtype="float32")) == tail:
                    return
        raise OSError("its end is missing; the disk may be full")


def _soundfile() -> Any:
    try:
        import soundfile
    except (ImportError, OSError) as error:
        from massage_mind.sound.adding import how_to_add

        # Its own OSError says that the library within it does not load here.
        raise MassageMindError(
            f"Sound files can't be written here: the package soundfile doesn't load ({error}).",
            f"Install it: {how_to_add('soundfile')}",
        ) from error
    return soundfile


def sixteen_bits(chunk: Samples) -> NDArray[np.int16]:
    """To 16 bits, rounded.

    No dither: ambience is noise enough by itself, silence is to stay silent, and a session without ambience would
    make a FLAC half as large again for a hiss of its own that nobody hears.
    """
    scaled = chunk * np.float32(32768)
    np.rint(scaled, out=scaled)
    whole: NDArray[np.int16] = np.clip(scaled, -32768, 32767, out=scaled).astype(np.int16)
    return whole
