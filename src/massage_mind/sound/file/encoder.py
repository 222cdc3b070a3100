"""A session as a file to listen to: MP3, FLAC, WAV, Ogg Vorbis, Opus, or M4B with the extra package `av`.

libsndfile encodes; the title and the chapters are written here, for it knows no chapters. The file grows under another
name in the same folder, for its owner's eyes only, and takes its own name when it is whole. So whatever goes wrong,
an earlier file of that name stays as it was, and nothing half-made is left behind.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.sound.file.tagging import (
    Tags,
    append_wav_chunks,
    comments_of,
    id3,
    replace_flac_comments,
    replace_ogg_comments,
    tidy,
)
from massage_mind.sound.rate import CHANNELS, RATE
from massage_mind.sound.samples import Samples

MOST_CHAPTERS = 255
"""An MP3 counts its chapters in one byte; the other kinds follow, so that a session fits all or none."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of file, as libsndfile calls it, with its compression level at quality 0, by default, and at 1."""

    format: str
    subtype: str
    levels: tuple[float, float, float]
    bitrate_mode: str | None = None
    whole_numbers: bool = False

    def level(self, quality: float | None) -> float | None:
        coarsest, usual, finest = self.levels
        return usual if quality is None else coarsest + (finest - coarsest) * quality


# The usual levels are for speech, bells and a quiet bed of noise. In kbit/s, measured for a mix of all three: MP3 118
# (LAME's V6, joint stereo), Vorbis 129, Opus 83. FLAC's is the usual 5 of 8: at 8 the file is no smaller, and takes
# twice as long to make.
_KINDS = {
    ".mp3": _Kind("MP3", "MPEG_LAYER_III", (0.9, 0.6, 0.0), bitrate_mode="VARIABLE"),
    ".flac": _Kind("FLAC", "PCM_16", (0.625, 0.625, 0.625), whole_numbers=True),
    ".wav": _Kind("WAV", "PCM_16", (0.0, 0.0, 0.0), whole_numbers=True),
    ".ogg": _Kind("OGG", "VORBIS", (1.0, 0.6, 0.2)),
    ".opus": _Kind("OGG", "OPUS", (0.9, 0.86, 0.5)),
}
_M4B = (".m4b", ".m4a")
_M4B_BITRATES = (64_000, 96_000, 192_000)

SUFFIXES: tuple[str, ...] = (*_KINDS, *_M4B)
"""What the name of a file may end in, which decides its kind."""

_PIECE = RATE
"""How many frames are handed on at once: libsndfile's Vorbis brings the interpreter down if given a minute."""
_WAV_FRAMES = (2**32 - 2**20) // 4
"""A WAV file counts its bytes in 32 bits; some are left for the chapters."""


def check_format(path: Path) -> None:
    """Raise UsageError if no sound can be written to this path: said before an hour of work rather than after."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f'The name "{path.name}" does not say what kind of sound file it is to be.',
            f"Let it end in one of {', '.join(SUFFIXES)}.",
        )
    if suffix in _M4B:
        _av()
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except (OSError, ValueError) as error:
        raise UsageError(f"There can be no sound file {path}: {_reason(error)}.") from error
    if stat.S_ISDIR(mode):
        raise UsageError(f"{path} is a folder.", "Name the file that is to be written in it.")
    if not stat.S_ISREG(mode):
        raise UsageError(f"{path} is not a file that can be replaced.", "Give another name.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it first, or name another.")
    effective = os.access in os.supports_effective_ids
    if not os.access(path.parent, os.W_OK | os.X_OK, effective_ids=effective):
        raise UsageError(f"The folder {path.parent} cannot be written to.", "Name another folder.")


class Encoder:
    """Writes blocks of 48 kHz stereo to a sound file; its suffix says which kind.

    A context manager. On a clean exit the file stands under its name, readable by its owner alone; on any exception
    nothing is left of it. `quality` runs from 0 (smallest) to 1 (best); FLAC and WAV lose nothing and ignore it.
    Raises UsageError for a path that will not do (see `check_format`), MassageMindError for what fails later, such
    as a full disk.
    """

    def __init__(self, path: Path, tags: Tags, *, quality: float | None = None) -> None:
        check_format(path)
        if quality is not None and not 0 <= quality <= 1:
            raise ValueError(f"quality runs from 0 to 1, not {quality}")
        if len(tags.chapters) > MOST_CHAPTERS:
            raise MassageMindError(
                f"A sound file takes {MOST_CHAPTERS} chapters; this session has {len(tags.chapters)}."
            )
        self._path = path
        self._tags = tidy(tags)
        self._quality = quality
        self._parts: list[Path] = []
        self._writer: _Writer | None = None
        self._frames = 0

    def __enter__(self) -> Self:
        try:
            with _said(self._path):
                suffix = self._path.suffix.lower()
                if suffix in _M4B:
                    self._writer = _AvWriter(self._part(), self._tags, self._quality)
                else:
                    self._writer = _SndWriter(self._part, suffix, self._tags, self._quality)
        except BaseException:
            self._discard()
            raise
        return self

    def write(self, block: Samples) -> None:
        """Add these frames, shaped (frames, 2), any number of them.

        Nothing is made softer or louder: keep within -1 to 1, beyond which WAV and FLAC are cut off and the other
        kinds are left to the player.
        """
        if self._writer is None:
            raise ValueError("an Encoder writes within its `with` block")
        if block.ndim != 2 or block.shape[1] != CHANNELS:
            raise ValueError(f"a block is shaped (frames, {CHANNELS}), not {block.shape}")
        if not np.isfinite(block).all():
            raise ValueError("a block holds numbers that are not finite")
        frames = self._frames + len(block)
        if self._path.suffix.lower() == ".wav" and frames > _WAV_FRAMES:
            raise MassageMindError(
                "A WAV file holds no more than 6 hours and 12 minutes.",
                "Name a .flac file, which has no such limit.",
            )
        with _said(self._path):
            for start in range(0, len(block), _PIECE):
                self._writer.write(np.ascontiguousarray(block[start : start + _PIECE], dtype=np.float32))
        self._frames = frames

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                with _said(self._path):
                    self._finish()
        finally:
            self._discard()

    def _part(self) -> Path:
        """A new empty file beside the one to come, mode 0600; remembered, so that it is cleared away."""
        # A name may take 255 bytes, so a long one is cut here.
        name = self._path.name.encode("utf-8", "surrogateescape")[:200].decode("utf-8", "ignore")
        number, part = tempfile.mkstemp(prefix=f".{name}.part-", dir=self._path.parent)
        self._parts.append(Path(part))
        os.close(number)
        return Path(part)

    def _finish(self) -> None:
        if self._writer is None or not self._frames:
            raise MassageMindError(f"There is no sound to write to {self._path}.")
        whole = self._writer.finish(self._frames)
        with open(whole, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(whole, self._path)
        self._parts.remove(whole)

    def _discard(self) -> None:
        """Close what is open and remove what did not get its name."""
        try:
            if self._writer is not None:
                with suppress(
                    Exception
                ):  # if it fails to close, it has failed before, and that is being said
                    self._writer.close()
        finally:  # a second Ctrl-C while it closes
            self._writer = None
            for part in self._parts:
                with suppress(OSError):
                    part.unlink()
            self._parts.clear()


class _Writer(Protocol):
    """Encodes into a file of its own."""

    def write(self, piece: Samples) -> None:
        """Add these frames."""
        ...

    def finish(self, frames: int) -> Path:
        """Close the file, after so many frames, and return it with its tags in it."""
        ...

    def close(self) -> None:
        """Close what is open; it may be called again."""
        ...


class _SndWriter:
    """Through libsndfile, its tags put in afterwards."""

    def __init__(self, part: Callable[[], Path], suffix: str, tags: Tags, quality: float | None) -> None:
        self._sf = _soundfile()
        self._part = part
        self._suffix = suffix
        self._tags = tags
        self._kind = kind = _KINDS[suffix]
        self._path = part()
        self._file = self._sf.SoundFile(
            str(self._path),
            "w",
            RATE,
            CHANNELS,
            format=kind.format,
            subtype=kind.subtype,
            compression_level=None if suffix == ".wav" else kind.level(quality),
            bitrate_mode=kind.bitrate_mode,
        )
        self._comments = comments_of(tags)
        if suffix in (".flac", ".ogg", ".opus"):
            # These have their comments in front, where nothing can be inserted later without writing the rest anew
            # (in Ogg with new page numbers and checksums throughout). So libsndfile is given one at least as long.
            self._file.comment = "-" * len(self._comments)

    def write(self, piece: Samples) -> None:
        self._file.write(_whole_numbers(piece) if self._kind.whole_numbers else piece)

    def finish(self, frames: int) -> Path:
        self.close()
        self._check(frames)
        if self._suffix == ".mp3":
            return self._with_id3(frames)
        with open(self._path, "rb+") as file:
            if self._suffix == ".wav":
                append_wav_chunks(file, self._tags)
            elif self._suffix == ".flac":
                replace_flac_comments(file, self._comments)
            else:
                replace_ogg_comments(file, self._comments)
        return self._path

    def close(self) -> None:
        self._file.close()

    def _check(self, frames: int) -> None:
        """Read the end back: libsndfile does not always say that the last bytes found no room."""
        tail = min(frames, _PIECE // 10)
        with self._sf.SoundFile(str(self._path)) as file:
            if file.frames == frames:
                file.seek(frames - tail)
                if len(file.read(tail, dtype="float32")) == tail:
                    return
        raise OSError("its end is missing; the disk may be full")

    def _with_id3(self, frames: int) -> Path:
        whole = self._part()
        with open(self._path, "rb") as sound, open(whole, "wb") as file:
            file.write(id3(self._tags, frames * 1000 // RATE))
            shutil.copyfileobj(sound, file, 2**20)
        return whole


class _AvWriter:
    """AAC in an MPEG-4 file, through PyAV, which knows chapters."""

    def __init__(self, path: Path, tags: Tags, quality: float | None) -> None:
        self._av = _av()
        self._path = path
        self._container = self._av.open(str(path), "w", format="ipod")
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
        lowest, usual, highest = _M4B_BITRATES
        self._stream.bit_rate = usual if quality is None else round(lowest + (highest - lowest) * quality)
        self._frames = 0

    def write(self, piece: Samples) -> None:
        frame = self._av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate = RATE
        frame.time_base = Fraction(1, RATE)
        frame.pts = self._frames
        self._frames += len(piece)
        self._container.mux(self._stream.encode(frame))

    def finish(self, frames: int) -> Path:
        self._container.mux(self._stream.encode(None))
        self.close()
        return self._path

    def close(self) -> None:
        self._container.close()


def _soundfile() -> Any:
    try:
        import soundfile
    except (ImportError, OSError) as error:
        # Its own OSError says that the library within it does not load here.
        raise MassageMindError(
            f"Sound files cannot be written here: the package soundfile does not load ({error}).",
            "Install it: pip install soundfile",
        ) from error
    return soundfile


def _av() -> Any:
    try:
        import av
    except ImportError as error:
        raise UsageError(
            'A file of this kind (.m4b, .m4a) needs the extra `m4b`: pip install "massage-mind[m4b]"',
            "Or name an .mp3 file: it has chapters too.",
        ) from error
    return av


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what the disk or a library says into a sentence about this file."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, OSError) and not _of_a_library(error):
            raise
        raise MassageMindError(
            f"The sound file {path} cannot be written: {_reason(error)}.", "Is there room on that disk?"
        ) from error


def _of_a_library(error: Exception) -> bool:
    """Whether libsndfile or PyAV raised it; neither can be named here, for neither need be installed."""
    return type(error).__module__.partition(".")[0] in ("soundfile", "av")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).rstrip(".")
    # libsndfile says "System error" of a full disk, and names the file by the name it has for now.
    return "the disk may be full, or gone" if _of_a_library(error) else str(error)


def _whole_numbers(piece: Samples) -> NDArray[np.int16]:
    """To 16 bits, rounded.

    No dither: ambience is noise enough by itself, silence is to stay silent, and a session without ambience would
    make a FLAC half as large again for a hiss of its own that nobody hears.
    """
    scaled = np.rint(piece * np.float32(32768))
    whole: NDArray[np.int16] = np.clip(scaled, -32768, 32767, out=scaled).astype(np.int16)
    return whole
