"""What a sound file says about itself, as bytes: title and chapters for MP3, FLAC, Ogg Vorbis, Opus and WAV.

libsndfile knows titles but no chapters, and what does both is under licences we cannot ship with.
"""

from __future__ import annotations

import os
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from massage_mind.sound.rate import RATE

_TEXT = 200
"""How many characters a title may have."""
_COMMENTS = 40_000
"""How many bytes titles and chapters may take in FLAC and Ogg: libsndfile's Opus breaks somewhere above 50,000."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the session, from `at_ms` up to `end_ms`, under the title that a player shows."""

    at_ms: int
    end_ms: int
    title: str

    def __post_init__(self) -> None:
        if not 0 <= self.at_ms <= self.end_ms < 2**32 - 1:
            raise ValueError(f"a chapter cannot run from {self.at_ms} to {self.end_ms} ms")


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file says about itself. Texts may hold anything: each is made one line of a sensible length."""

    title: str
    artist: str = "massage-mind"
    album: str = ""
    comment: str = ""
    chapters: tuple[Chapter, ...] = ()


# Texts


def _line(text: str, most: int = _TEXT) -> str:
    """One line without control characters or halves of characters, shortened if it is very long."""
    plain = "".join(
        {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\N{REPLACEMENT CHARACTER}"}.get(
            unicodedata.category(sign), sign
        )
        for sign in text
    )
    line = " ".join(plain.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def tidy(tags: Tags) -> Tags:
    """The same with texts that every kind of file can hold; a chapter without a title gets its number."""
    for most in (_TEXT, _TEXT // 2, _TEXT // 10):
        tidied = Tags(
            _line(tags.title),
            _line(tags.artist),
            _line(tags.album),
            _line(tags.comment, _TEXT * 5),
            tuple(
                Chapter(chapter.at_ms, chapter.end_ms, _line(chapter.title, most) or str(number))
                for number, chapter in enumerate(tags.chapters, 1)
            ),
        )
        if len(comments_of(tidied)) <= _COMMENTS:
            break
    return tidied


# FLAC, Ogg Vorbis, Opus: Vorbis comments, https://xiph.org/vorbis/doc/v-comment.html and, for the chapters,
# https://wiki.xiph.org/Chapter_Extension


def comments_of(tags: Tags) -> bytes:
    """How many comments there are, then each with its length; what stands before them is the encoder's name."""
    texts = {"TITLE": tags.title, "ARTIST": tags.artist, "ALBUM": tags.album, "COMMENT": tags.comment}
    lines = [f"{key}={text}" for key, text in texts.items() if text]
    for number, chapter in enumerate(tags.chapters, 1):
        seconds, ms = divmod(chapter.at_ms, 1000)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{ms:03d}"
        lines += [f"CHAPTER{number:03d}={clock}", f"CHAPTER{number:03d}NAME={chapter.title}"]
    coded = [line.encode() for line in lines]
    return struct.pack("<I", len(coded)) + b"".join(struct.pack("<I", len(line)) + line for line in coded)


def _refill(old: bytes, comments: bytes, after: bytes = b"") -> bytes:
    """The same encoder's name with other comments, and what has to stand after them, if there is room."""
    vendor = 4 + int(struct.unpack_from("<I", old)[0])
    new = old[:vendor] + comments + after
    if len(new) > len(old):
        raise OSError("there is no room for its title and chapters")
    return new


def replace_flac_comments(file: BinaryIO, comments: bytes) -> None:
    """Put our comments where libsndfile's are, in the FLAC block made large enough for them."""
    kind, size, last = 0, 0, False
    if file.read(4) != b"fLaC":
        raise OSError("libsndfile wrote something that is no FLAC")
    while kind != 4 and not last:
        file.seek(size, os.SEEK_CUR)
        head = file.read(4)
        kind, size, last = head[0] & 0x7F, int.from_bytes(head[1:], "big"), head[0] >= 0x80
    old = file.read(size)
    if kind != 4:
        raise OSError("libsndfile wrote no comments")
    new = _refill(old, comments)
    # What is left over becomes a block of padding, whose head takes four bytes.
    padding = size - len(new) - 4
    if padding < 0:
        raise OSError("there is no room for its title and chapters")
    file.seek(-size - 4, os.SEEK_CUR)
    file.write(b"\x04" + len(new).to_bytes(3, "big") + new)
    file.write(bytes([0x81 if last else 0x01]) + padding.to_bytes(3, "big") + bytes(padding))


def replace_ogg_comments(file: BinaryIO, comments: bytes) -> None:
    """Put our comments where libsndfile's are: in the first packet of the second page (RFC 3533, RFC 7845)."""
    page = _read_page(file)
    start = file.tell()
    page = _read_page(file)
    body = 27 + page[26]
    laces = list(page[27:body])
    count = next((index for index, lace in enumerate(laces, 1) if lace < 255), 0)
    packet = bytes(page[body : body + sum(laces[:count])])
    magic = next((magic for magic in (b"\x03vorbis", b"OpusTags") if packet.startswith(magic)), b"")
    if not magic:
        raise OSError("libsndfile wrote comments that are not where they should be")
    # Vorbis ends its comments with a set bit. What is left over is filled with zeros, as other programs do.
    new = magic + _refill(packet[len(magic) :], comments, b"\x01" if magic[0] == 3 else b"")
    page[body : body + len(packet)] = new.ljust(len(packet), b"\0")
    page[22:26] = bytes(4)
    page[22:26] = struct.pack("<I", _ogg_crc(page))
    file.seek(start)
    file.write(page)


def _read_page(file: BinaryIO) -> bytearray:
    page = bytearray(file.read(27))
    if len(page) < 27 or page[:4] != b"OggS":
        raise OSError("libsndfile wrote something that is no Ogg")
    page += file.read(page[26])
    page += file.read(sum(page[27:]))
    return page


def _crc_table() -> list[int]:
    table = []
    for value in range(256):
        crc = value << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(crc)
    return table


def _ogg_crc(page: bytes | bytearray) -> int:
    """The checksum of a page whose own is set to zero: CRC-32 unreflected, which zlib does not offer."""
    table, crc = _crc_table(), 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ table[crc >> 24 ^ byte]
    return crc


# WAV: cue points with labels and lengths, and INFO


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


# MP3: https://id3.org/id3v2.3.0 and https://id3.org/id3v2-chapters-1.0


def id3(tags: Tags, total_ms: int) -> bytes:
    """An ID3v2.3 tag with title, length and chapters, to stand before the sound."""
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
    body = b"".join(frames)
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
