"""Bytes as text: in UTF-8, or as the mark before them says; never by a guess, and never with anything replaced."""

from __future__ import annotations

import codecs

from massage_mind.errors import UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""What a file begins with that says how its letters are written."""


class NoText(UsageError):
    """Bytes that are no text: the first of them, its place and its line, which count from 1; line 0 is not known."""

    def __init__(self, what: str, name: str, place: int, line: int, byte: int) -> None:
        super().__init__(
            f"{what} isn't {name} text: byte {place:,}{f', in line {line:,},' * (line > 0)} is 0x{byte:02X}.",
            "Save it as UTF-8, or convert it first, with iconv for example.",
        )
        self.place = place
        self.line = line
        self.byte = byte


def text_of(data: bytes, what: str, *, nul: bool = False) -> str:
    """The text that these bytes are: in UTF-8, or as the mark before them says. Nothing is ever replaced.

    Raises `NoText`, which names `what` they are of and the first byte that is no text. A NUL is none, but with
    `nul` it may be one; not where the whole looks like UTF-16 that has lost its mark.
    """
    mark, codec, name = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8", "UTF-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(codec)
        bad = text.find("\0")
        if not mark and (bad >= 0 or not nul) and _is_unmarked(data):
            bad = next(place for place, char in enumerate(text) if ord(char) < _HIGHEST)
        elif nul or bad < 0:
            return text
        at = len(text[:bad].encode(codec))
        lines = text.count("\n", 0, bad)
    except UnicodeDecodeError as exc:
        at = exc.start
        lines = body[:at].decode(codec, "replace").count("\n")
    place = len(mark) + at
    raise NoText(what, name, place + 1, lines + 1, data[place]) from None


def codec_of(begin: bytes) -> str:
    """The codec that reads, in pieces, what begins so, and passes over its mark: UTF-8 where there is none."""
    name = next((name for mark, _, name in _MARKS if begin.startswith(mark)), "UTF-8")
    return "utf-8-sig" if name == "UTF-8" else name.lower()


def bytes_of(text: str) -> bytes:
    """The bytes that a text came from: halves of characters, which Python made of what was no text, are those again."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # Halves of UTF-16, as Windows hands them over.
        return text.encode("utf-8", "surrogatepass")


def _is_unmarked(data: bytes) -> bool:
    """Whether it looks like UTF-16 without its mark: pairs, half of which begin or end as those of letters do."""
    pairs = len(data) // 2
    if len(data) % 2 or pairs < 2:
        return False
    low = bytes(range(_HIGHEST))
    sides = (data[0::2], data[1::2])
    return any(2 * (len(side) - len(side.translate(None, low))) >= pairs for side in sides)


_HIGHEST = 0x09
"""Beneath this lie the high bytes of European and near Asian letters in UTF-16, and no text in UTF-8."""
