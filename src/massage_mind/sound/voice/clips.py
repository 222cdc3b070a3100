"""Spoken sentences in files, kept on this machine: how long is this one, and what does it sound like."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from massage_mind.errors import MassageMindError
from massage_mind.sound.rate import RATE
from massage_mind.sound.voice.sentences import digest
from massage_mind.whole_files import sweep
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from massage_mind.sound.samples import Samples

FORM = "2-"
"""What the names of kept sentences begin with; those that do not were made by the voices of before, and are swept."""
CACHE_DAYS = 30
"""How long what was spoken is kept unused: as long as what was deleted lies in the bin."""
CACHE_BYTES = 200 * 1024 * 1024
"""How large the cache of spoken sentences may grow; the longest unused go first."""


class SentenceSource(Protocol):
    """Where spoken sentences come from."""

    @property
    def name(self) -> str:
        """Which voice it is, as `sound voices` names it."""
        ...

    def frames(self, sentence: str) -> int | None:
        """How many frames at 48 kHz this sentence takes; None where it is not here (yet)."""
        ...

    def load(self, sentence: str) -> Samples:
        """The sentence as mono samples at 48 kHz. Raises MassageMindError where it cannot be read."""
        ...

    def can_make(self, sentence: str) -> bool:
        """Whether it could be made, if it is not here."""
        ...

    def make(self, sentence: str) -> None:
        """Make it now; may take seconds. Raises MassageMindError."""
        ...

    @property
    def trouble(self) -> str:
        """A sentence about what did not go as it should; empty if nothing."""
        ...


def decoded(data: bytes) -> Samples:
    """A sound file held in memory, as mono samples at its own rate."""
    import numpy as np
    import soundfile

    samples = np.asarray(
        soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)[0], dtype=np.float32
    )
    return samples[:, 0]


class MadeClips:
    """Sentences an engine has spoken, shaped for guidance and kept in the cache folder as FLAC files.

    `make` is given a sentence and gives samples; `key` names everything the sound depends on besides the sentence.
    """

    def __init__(self, folder: Path, key: str, make: Callable[[str], Samples], name: str = "") -> None:
        self.name = name
        self._folder = folder
        self._key = key
        self._make = make
        self._known: dict[str, int] = {}
        self._unkept: dict[str, Samples] = {}
        self.trouble = ""
        """A sentence, where what was spoken cannot be kept; it is heard all the same."""

    def _path(self, sentence: str) -> Path:
        return self._folder / f"{FORM}{digest(self._key, sentence)}.flac"

    def frames(self, sentence: str) -> int | None:
        if sentence not in self._known:
            path = self._path(sentence)
            if not path.is_file():  # nor is a pipe of that name one
                return None
            import soundfile

            try:
                with soundfile.SoundFile(str(path)) as file:
                    file.seek(file.frames - 1)  # its head alone would not tell that the rest is missing
                    if not len(file.read(1)):
                        return None
                    self._known[sentence] = file.frames
            except (OSError, RuntimeError):
                return None  # half written by a process that was killed: it is made again
            with suppress(OSError):  # only its place in the order of use
                os.utime(path)
        return self._known[sentence]

    def load(self, sentence: str) -> Samples:
        if sentence in self._unkept:
            return self._unkept[sentence]
        try:
            return decoded(self._path(sentence).read_bytes())
        except (OSError, RuntimeError) as error:
            raise MassageMindError(f"A spoken line can't be read from {self._folder}: {error}.") from error

    def can_make(self, sentence: str) -> bool:
        return True

    def make(self, sentence: str) -> None:
        import soundfile

        from massage_mind.home import private_folder, write_private

        samples = self._make(sentence)
        if not len(samples):  # a file of no frames cannot be read again
            import numpy as np

            samples = np.zeros(1, dtype=np.float32)
        file = io.BytesIO()
        soundfile.write(file, samples, RATE, format="FLAC", subtype="PCM_16")
        try:
            private_folder(self._folder)
            write_private(self._path(sentence), file.getvalue())
        except OSError as error:
            self._unkept[sentence] = samples
            self.trouble = f"What was spoken can't be kept in {self._folder}: {reason_words(error)}."
        self._known[sentence] = len(samples)


def bound_cache(folder: Path, *, now_s: float, most: int = CACHE_BYTES) -> list[Path]:
    """Delete what was not used for 30 days or is of an older form, then the longest unused until it is no larger than `most` bytes.

    `now_s` is the time in seconds since 1970. Never raises; returns what could not be deleted.
    """
    files = []
    sweep(folder, now_s=now_s)
    # With the halves that a process of before has left (`.NAME.flac.PID.tmp`); a process that runs writes no longer so.
    for path in (*folder.glob("*.flac"), *folder.glob(".*.flac.[0-9]*.tmp")):
        with suppress(OSError):  # it has gone in the meantime
            used_s = path.stat().st_mtime if path.name.startswith(FORM) else 0.0
            files.append((used_s, path.stat().st_size, path))
    stuck = []
    size = sum(one for _, one, _ in files)
    for used_s, one, path in sorted(files):
        if size <= most and used_s > now_s - CACHE_DAYS * 86_400:
            break
        try:
            path.unlink(missing_ok=True)
            size -= one
        except OSError:  # somebody else has it open
            stuck.append(path)
    return stuck
