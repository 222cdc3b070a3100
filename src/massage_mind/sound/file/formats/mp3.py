"""MP3, with the title and the chapters in an ID3 tag: https://id3.org/id3v2.3.0, https://id3.org/id3v2-chapters-1.0."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from pathlib import Path

from massage_mind.sound.file.lame import Lame
from massage_mind.sound.file.sndfile import SndfileWriter, sixteen_bits
from massage_mind.sound.file.tagging import Tags
from massage_mind.sound.file.writer import FileWriter, SoundFormat
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples

LEVELS = (0.9, 0.6, 0.0)
"""How coarse it is at quality 0, by default, and at 1, as a part of the ten of LAME's V. The usual level is for speech,
bells and a quiet bed of noise: for a mix of all three 108 kbit/s (V6, joint stereo)."""
_ROOM = 16
"""How many bytes more than the tag are left free for it: how long the sound is stands in it, and is known last."""


class Mp3Writer:
    """Encoded by LAME, in pieces beside one another."""

    def __init__(self, new_file: Callable[[], Path], tags: Tags, quality: float | None) -> None:
        coarsest, usual, finest = LEVELS
        level = usual if quality is None else coarsest + (finest - coarsest) * quality
        self._tags = tags
        self._path = new_file()
        self._lame = Lame(self._path, 10 * level, len(id3(tags, 0)) + _ROOM)

    def write(self, chunk: Samples) -> None:
        self._lame.add(sixteen_bits(chunk))

    def finish(self, frames: int) -> Path:
        self._lame.finish(lambda size: id3(self._tags, frames * 1000 // RATE, size), frames)
        return self._path

    def close(self) -> None:
        self._lame.close()


class SndfileMp3Writer(SndfileWriter):
    """The same by LAME within libsndfile, for systems that lameenc has no wheels for: it takes three times as long."""

    container, subtype, bitrate_mode = "MP3", "MPEG_LAYER_III", "VARIABLE"
    levels = LEVELS

    def _tagged(self, frames: int) -> Path:
        whole = self._new_file()
        with open(self._path, "rb") as sound, open(whole, "wb") as file:
            file.write(id3(self._tags, frames * 1000 // RATE))
            shutil.copyfileobj(sound, file, 2**20)
        return whole


def _writer(new_file: Callable[[], Path], tags: Tags, quality: float | None) -> FileWriter:
    try:
        import lameenc  # noqa: F401 - whether it loads
    except ImportError:
        return SndfileMp3Writer(new_file, tags, quality)
    return Mp3Writer(new_file, tags, quality)


FORMAT = SoundFormat(10, (".mp3",), _writer)


def id3(tags: Tags, total_ms: int, whole_size: int = 0) -> bytes:
    """An ID3v2.3 tag with title, length and chapters, to stand before the sound, filled up to this size."""
    texts = {b"TIT2": tags.title, b"TPE1": tags.artist, b"TALB": tags.album, b"TLEN": str(total_ms)}
    frames = [_id3_text(name, text) for name, text in texts.items() if text]
    if tags.comment:
        code, encode = _id3_code(tags.comment)
        # Its language (unknown), an empty description with its end, and the comment.
        frames.append(_id3_frame(b"COMM", code + b"und" + encode("\0") + encode(tags.comment)))
    if tags.chapters:
        names = [b"ch%03d\0" % number for number in range(1, len(tags.chapters) + 1)]
        # Flags: the topmost table of contents, and in order.
        frames.append(_id3_frame(b"CTOC", b"toc\0" + bytes([0b11, len(names)]) + b"".join(names)))
        for name, chapter in zip(names, tags.chapters, strict=True):
            # Times count, not places in the file, which are left out by setting all their bits.
            times = struct.pack(">4I", chapter.at_ms, chapter.end_ms, 0xFFFFFFFF, 0xFFFFFFFF)
            frames.append(_id3_frame(b"CHAP", name + times + _id3_text(b"TIT2", chapter.title)))
    body = b"".join(frames).ljust(whole_size - 10, b"\0")
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _id3_frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">IH", len(body), 0) + body


def _id3_text(name: bytes, text: str) -> bytes:
    code, encode = _id3_code(text)
    return _id3_frame(name, code + encode(text))


def _id3_code(text: str) -> tuple[bytes, Callable[[str], bytes]]:
    """Latin-1 if that will do, else UTF-16 with a byte order mark: version 2.3 knows no other."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return b"\x01", lambda part: b"\xff\xfe" + part.encode("utf-16-le")
    return b"\x00", lambda part: part.encode("latin-1")
