"""What a sound file says about itself, as values: a title and chapters, in texts that every format can hold."""

from __future__ import annotations

import struct
import unicodedata

from massage_mind.values import dataclass

MOST_CHAPTERS = 255
"""An MP3 counts its chapters in one byte; the other formats follow, so that a session fits all or none."""
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
            raise ValueError(f"a chapter can't run from {self.at_ms} to {self.end_ms} ms")


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file says about itself. Texts may hold anything: each is made one line of a sensible length."""

    title: str
    artist: str = "massage-mind"
    album: str = ""
    comment: str = ""
    chapters: tuple[Chapter, ...] = ()


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
    """The same with texts that every format can hold; a chapter without a title gets its number."""
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


def comments_of(tags: Tags) -> bytes:
    """The tags as Vorbis comments, in which FLAC, Ogg Vorbis and Opus keep them, without the encoder's name in front.

    https://xiph.org/vorbis/doc/v-comment.html and, for the chapters, https://wiki.xiph.org/Chapter_Extension
    """
    texts = {"TITLE": tags.title, "ARTIST": tags.artist, "ALBUM": tags.album, "COMMENT": tags.comment}
    lines = [f"{key}={text}" for key, text in texts.items() if text]
    for number, chapter in enumerate(tags.chapters, 1):
        seconds, ms = divmod(chapter.at_ms, 1000)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{ms:03d}"
        lines += [f"CHAPTER{number:03d}={clock}", f"CHAPTER{number:03d}NAME={chapter.title}"]
    coded = [line.encode() for line in lines]
    return struct.pack("<I", len(coded)) + b"".join(struct.pack("<I", len(line)) + line for line in coded)
