"""A session as a file to listen to, in one of the `formats`.

The file grows under a passing name (`whole_files`) and takes its own when it is whole. So whatever goes wrong, an
earlier file of that name stays as it was, and nothing half-made is left behind.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.sound.file.formats import format_of, suffixes
from massage_mind.sound.file.tagging import MOST_CHAPTERS, Tags, tidy
from massage_mind.sound.file.writer import FileWriter, SoundFormat
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples, block_fault
from massage_mind.whole_files import drop_passing, make_passing, passing_name, sync_file, take_name
from massage_mind.words.near import quoted
from massage_mind.words.reasons import reason_words

SUFFIXES: tuple[str, ...] = suffixes()
"""What the name of a file may end in, which decides its format."""

_CHUNK = RATE
"""How many frames are handed on at once: libsndfile's Vorbis brings the interpreter down if given a minute."""


def check_format(path: Path) -> SoundFormat:
    """The format of a sound file of this name.

    Raises UsageError if none can be written to this path: said before an hour of work rather than after.
    """
    wanted = format_of(path)
    if wanted is None:
        if path.is_dir():
            raise UsageError(f"{path} is a folder.", "Name the file that is to be written in it.")
        raise UsageError(
            f"The name {quoted(path.name)} doesn't say what kind of sound file it is to be.",
            f"Let it end in one of {', '.join(SUFFIXES)}.",
            instead=(str(path), str(path.with_suffix(".mp3"))) if path.name else None,
        )
    wanted.check()
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except (OSError, ValueError) as error:
        raise UsageError(f"There can be no sound file {path}: {_reason(error)}.") from error
    if stat.S_ISDIR(mode):
        raise UsageError(f"{path} is a folder.", "Name the file that is to be written in it.")
    if not stat.S_ISREG(mode):
        raise UsageError(f"{path} isn't a file that can be replaced.", "Give another name.")
    if not path.parent.is_dir():
        raise UsageError(f"There's no folder {path.parent}.", "Make it first, or name another.")
    effective = os.access in os.supports_effective_ids
    if not os.access(path.parent, os.W_OK | os.X_OK, effective_ids=effective):
        raise UsageError(f"The folder {path.parent} can't be written to.", "Name another folder.")
    return wanted


class Encoder:
    """Writes blocks of 48 kHz stereo to a sound file; its suffix says which kind.

    A context manager. On a clean exit the file stands under its name, readable by its owner alone; on any exception
    nothing is left of it. `quality` runs from 0 (smallest) to 1 (best); FLAC and WAV lose nothing and ignore it.
    Raises UsageError for a path that will not do (see `check_format`), MassageMindError for what fails later, such
    as a full disk.
    """

    def __init__(self, path: Path, tags: Tags, *, quality: float | None = None) -> None:
        self._format = check_format(path)
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
        self._writer: FileWriter | None = None
        self._frames = 0

    def __enter__(self) -> Self:
        try:
            with _said(self._path):
                self._writer = self._format.open(self._part, self._tags, self._quality)
        except BaseException:
            self._discard()
            raise
        return self

    def write(self, block: Samples) -> None:
        """Add these frames, shaped (frames, 2), any number of them.

        Nothing is made softer or louder: keep within -1 to 1, beyond which WAV, FLAC and MP3 are cut off and the
        other kinds are left to the player.
        """
        if self._writer is None:
            raise ValueError("an Encoder writes within its `with` block")
        if fault := block_fault(block):
            raise ValueError(fault)
        with _said(self._path):
            for start in range(0, len(block), _CHUNK):
                self._writer.write(np.ascontiguousarray(block[start : start + _CHUNK]))
        self._frames += len(block)

    @property
    def frames(self) -> int:
        """How many frames it was given so far."""
        return self._frames

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
        part = passing_name(self._path)
        self._parts.append(part)
        make_passing(part)
        return part

    def _finish(self) -> None:
        if self._writer is None or not self._frames:
            raise MassageMindError(f"There's no sound to write to {self._path}.")
        whole = self._writer.finish(self._frames)
        sync_file(whole)
        take_name(whole, self._path, over=True)
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
                drop_passing(part)
            self._parts.clear()


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what the disk or a library says into a sentence about this file."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, OSError) and not _of_a_library(error):
            raise
        raise MassageMindError(
            f"The sound file {path} can't be written: {_reason(error)}.", "Is there room on that disk?"
        ) from error


def _of_a_library(error: Exception) -> bool:
    """Whether libsndfile or PyAV raised it; neither can be named here, for neither need be installed."""
    return type(error).__module__.partition(".")[0] in ("soundfile", "av")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason_words(error)
    # libsndfile says "System error" of a full disk, and names the file by the name it has for now.
    return "the disk may be full, or gone" if _of_a_library(error) else str(error)
