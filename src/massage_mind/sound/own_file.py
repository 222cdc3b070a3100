"""A sound file of a person's own as ambience: looked at, read chunk by chunk, at our rate and loudness, as a loop.

It is a stranger's file, and nothing that stands at its head is believed before it is within bounds. What decodes it is
C that has crashed on broken files: so all this happens in a process apart (`own_apart`), and only tests call it here.
"""

from __future__ import annotations

import shlex
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from massage_mind.errors import MassageMindError
from massage_mind.sound.ahead import ahead
from massage_mind.sound.own_layout import MOST_CHANNELS, ears
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from massage_mind.sound.file.loudness import Meter

LONGEST_S = 300
"""How much of a file is used, in a loop: five minutes are 58 MB in memory."""
SHORTEST_S = 2
SEAM_MS = 3_000
CHUNK_S = 1
MARGIN_S = 0.1
"""How much of its neighbours a chunk is resampled with, so that nothing is heard where two of them meet."""
RATES = (8_000, 768_000)
"""The rates that sound is recorded at, the least and the highest, in Hz. What lies beyond is no sound, or a lie."""
MOST_SAMPLES = 150_000_000
"""How many samples of all channels are read in all: five minutes of ten channels at 48 kHz."""
LOUDEST = float(2**31)
"""No sample is louder than this, which a file of whole numbers may hold by mistake; what is, is damage, and silent."""
STREAMS = ("MP3", "OGG")
"""Containers that go on until they end, and promise nothing."""
UNKNOWN_SIZE = 0x7FFF_0000
"""From here on a size in a header is what a program wrote that did not know it yet."""
ENDLESS = 2**48
"""As many frames are what libsndfile says where it does not know."""
BROKEN = "it breaks off before its end, or is damaged"
UNKNOWN = "it holds no sound of a kind that is known"
KINDS = "WAV, FLAC, Ogg, Opus and MP3 files can be read."


_OTHERS = (
    (4, b"ftyp", "it's an M4A or MP4 file"),
    (0, b"\x1aE\xdf\xa3", "it's a Matroska or WebM file"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "it's a WMA file"),
    (0, b"\xff\xf1", "it's an AAC file"),
    (0, b"\xff\xf9", "it's an AAC file"),
    (0, b"#!AMR", "it's an AMR file"),
    (0, b"MAC ", "it's an APE file"),
    (0, b"wvpk", "it's a WavPack file"),
)
"""Sound that others can read: at which byte of its head stands what."""


def unreadable(path: Path, reason: str) -> MassageMindError:
    """The error of a file that cannot be used, for this reason."""
    return MassageMindError(f"The sound file {path} can't be read: {reason}.", KINDS)


def _of_another_kind(path: Path, kind: str) -> MassageMindError:
    """The error of a file with sound that only others can read, and how it becomes one that can be."""
    into = path.with_suffix(".flac")
    line = f"ffmpeg -i {shlex.quote(str(path))} {shlex.quote(str(into))}"
    return MassageMindError(
        f"The sound file {path} can't be read: {kind}.",
        f"{KINDS} Whatever plays it can likely save it as one of those, and ffmpeg does:",
        command=line,
    )


def check_own(path: Path) -> None:
    """Whether the file can be used, as far as tell its beginning, up to where it is heard, and its end: mostly cheap.

    Raises MassageMindError.
    """
    from massage_mind.sound.file.loudness import Meter

    meter, frames = Meter(), 0
    with _opened(path) as file:
        for chunk in _resampled(_stereo(path, file), file.samplerate):
            meter.add(chunk)
            frames += len(chunk)
            if frames >= SHORTEST_S * RATE and np.isfinite(meter.integrated):
                break
        _check_heard(path, frames, meter)
        used, looked_at = min(_promised(file), _most(file)), file.tell()
        if used > looked_at:
            last = max(1, min(used - looked_at, file.samplerate // 10))
            file.seek(used - last)
            if _counted(file, last) < last:
                raise unreadable(path, BROKEN)


def load_own(path: Path, lufs: float) -> NDArray[np.int16]:
    """The file as stereo samples of 16 bits at 48 kHz, at this loudness; its end goes over into its beginning.

    Takes a second or two for a long file. Raises MassageMindError.
    """
    from massage_mind.sound.file.loudness import Meter
    from massage_mind.sound.voice.shape import soft_clipped

    meter = Meter()
    chunks: list[Samples] = []
    with _opened(path) as file:
        for chunk in ahead(_resampled(ahead(_stereo(path, file)), file.samplerate)):
            meter.add(chunk)
            chunks.append(chunk)
    frames = sum(map(len, chunks))
    _check_heard(path, frames, meter)
    gain = np.float32(10 ** ((lufs - meter.integrated) / 20))
    sound = np.empty((frames, 2), dtype=np.int16)
    at = 0
    for number, chunk in enumerate(chunks):
        chunk *= gain
        clipped = soft_clipped(chunk)
        clipped *= np.float32(32767)
        sound[at : at + len(chunk)] = np.rint(clipped, out=clipped)
        at += len(chunk)
        chunks[number] = chunk[:0]  # let go
    return _closed(sound)


def _check_heard(path: Path, frames: int, meter: Meter) -> None:
    """Whether so many frames with this loudness can be heard, however loud they are made."""
    if frames < SHORTEST_S * RATE:
        raise MassageMindError(
            f"The sound file {path} is shorter than {SHORTEST_S} seconds.", "Take a longer one."
        )
    if not np.isfinite(meter.integrated):
        raise MassageMindError(f"The sound file {path} is silent.", "Take another one, or leave it out.")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file, opened, with what its head says within bounds. Whatever goes wrong in here is a MassageMindError."""
    import soundfile

    _check_file(path)
    reason = UNKNOWN
    try:
        with soundfile.SoundFile(str(path)) as file:
            _check_head(path, file)
            reason = BROKEN
            yield file
    except MemoryError as error:
        raise unreadable(path, "it needs more memory than there is") from error
    except (OSError, RuntimeError, ValueError, TypeError, OverflowError) as error:
        raise unreadable(path, reason_words(error) if getattr(error, "strerror", None) else reason) from error


def _check_file(path: Path) -> None:
    """Only a regular file has an end: a pipe or a device would be waited for."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise unreadable(
                path, "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is no regular file"
            )
        with path.open("rb") as file:
            head = file.read(12)
    except (OSError, ValueError) as error:
        reason = (
            "it may not be read"
            if isinstance(error, PermissionError)
            else reason_words(error)
            if getattr(error, "strerror", None)
            else UNKNOWN
        )
        raise unreadable(path, reason) from error
    if not head:
        raise unreadable(path, "it is empty")
    for at, mark, kind in _OTHERS:
        if head[at:].startswith(mark):
            raise _of_another_kind(path, kind)
    if head[:4] in (b"RIFF", b"FORM"):
        said = int.from_bytes(head[4:8], "little" if head[:4] == b"RIFF" else "big")
        # A byte less than it says is a pad byte that somebody forgot.
        if status.st_size + 1 < said + 8 and said < UNKNOWN_SIZE:
            raise unreadable(path, BROKEN)


def _check_head(path: Path, file: Any) -> None:
    least, most = RATES
    if not least <= file.samplerate <= most:
        raise unreadable(path, f"it says that it has {file.samplerate} frames a second")
    if not 1 <= file.channels <= MOST_CHANNELS:
        raise unreadable(path, f"it says that it has {file.channels} channels")


def _most(file: Any) -> int:
    """How many frames of this file are used."""
    return int(min(LONGEST_S * file.samplerate, MOST_SAMPLES // file.channels))


def _promised(file: Any) -> int:
    """How many frames its head promises; 0 where it does not, as in what was written to a pipe."""
    return 0 if file.format in STREAMS or not 0 < file.frames < ENDLESS else int(file.frames)


def _counted(file: Any, frames: int) -> int:
    """How many of the next frames are there."""
    count = 0
    while count < frames:
        step = len(file.read(min(frames - count, file.samplerate), dtype="float32", always_2d=True))
        if not step:
            break
        count += step
    return count


def _stereo(path: Path, file: Any) -> Iterator[Samples]:
    """The part of the file that is used in chunks of two sides, at its own rate; no sample is anything but a number."""
    weights = ears(path, file.format, file.subtype, file.channels)
    plain = np.array_equal(weights, np.eye(2))
    promised = _promised(file)
    left = min(_most(file), promised or _most(file))
    while left:
        pieces: list[Samples] = []
        wanted = min(left, CHUNK_S * file.samplerate)
        while wanted:
            piece = _read(file, min(wanted, file.samplerate))
            if not len(piece):
                break
            wanted -= len(piece)
            left -= len(piece)
            pieces.append(piece if plain else piece @ weights)
        if pieces:
            yield np.concatenate(pieces)
        if wanted:
            if promised:
                raise unreadable(path, BROKEN)
            return


def _read(file: Any, frames: int) -> Samples:
    """The next frames. What is not a number, or louder than any sound, is damage: silence in its place."""
    samples: Samples = file.read(frames, dtype="float32", always_2d=True)
    samples[~(np.abs(samples) <= LOUDEST)] = 0
    return samples


def _resampled(chunks: Iterator[Samples], rate: int) -> Iterator[Samples]:
    """The same at 48 kHz: each chunk with a little of its neighbours."""
    if rate == RATE:
        yield from chunks
        return
    # As much of the chunk before as is a whole number of frames at both rates, or as near as can be.
    margin = round(MARGIN_S * rate)
    skip = margin * RATE // rate
    before = np.zeros((margin, 2), dtype=np.float32)
    chunk = next(chunks, before[:0])
    while len(chunk):
        coming = next(chunks, before[:0])
        around = np.concatenate([before, chunk, coming[:margin]])
        yield _at_our_rate(around, rate)[skip : skip + -(-len(chunk) * RATE // rate)]
        before = np.concatenate([before, chunk])[-margin:]
        chunk = coming


def _at_our_rate(samples: Samples, rate: int) -> Samples:
    """The same at 48 kHz, through its spectrum; what is at its very ends runs into one another."""
    # A whole number of tenths of a second: exact at both rates where the rate is one of the usual, and quick to transform.
    tenths = -(-len(samples) * 10 // rate)
    given, wanted = tenths * rate // 10, tenths * RATE // 10
    sides = np.zeros((2, given), dtype=np.float32)
    count = min(given, len(samples))
    sides[:, :count] = samples[:count].T
    spectrum = np.fft.rfft(sides)
    keep = min(given, wanted) // 2
    wide = np.zeros((2, wanted // 2 + 1), dtype=np.complex64)
    wide[:, :keep] = spectrum[:, :keep] * np.float32(wanted / given)
    return np.fft.irfft(wide, wanted).T.astype(np.float32)


def _closed(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    """The sound with its end laid over its beginning, at equal power, so that it can go round without a seam."""
    frames = min(SEAM_MS * RATE // 1000, len(sound) // 4)
    turn = np.linspace(0, np.pi / 2, frames, dtype=np.float32)[:, np.newaxis]
    head = sound[:frames] * np.sin(turn) + sound[-frames:] * np.cos(turn)
    sound[:frames] = np.clip(np.round(head), -32768, 32767)
    return sound[:-frames]
