"""What text may be: bytes that are text, letters that can be stored, and letters of scripts that put no space between words."""

from __future__ import annotations

import codecs
import re

from massage_mind.errors import UsageError


def storable(text: str) -> str:
    """The text with halves of characters, which come from bytes that are not UTF-8, replaced by U+FFFD."""
    if not has_broken_letters(text):
        return text
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def has_broken_letters(text: str) -> bool:
    """Whether this text came from bytes that are not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""What a file begins with that says how its letters are written."""


def text_of(data: bytes, what: str, *, nul: bool = False) -> str:
    """The text that these bytes are: in UTF-8, or as the mark before them says. Nothing is ever replaced.

    Raises `UsageError`, which names `what` they are of and the first byte that is no text. A NUL is none, but with
    `nul` it may be one; not where the whole looks like UTF-16 that has lost its mark.
    """
    mark, codec, name = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8", "UTF-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(codec)
        bad = text.find("\0")
        if bad < 0 or (nul and (mark or not _is_unmarked(data))):
            return text
        at = len(text[:bad].encode(codec))
        lines = text.count("\n", 0, bad)
    except UnicodeDecodeError as exc:
        at = exc.start
        lines = body[:at].decode(codec, "replace").count("\n")
    place = len(mark) + at
    raise UsageError(
        f"{what} is not {name} text: byte {place + 1:,}, in line {lines + 1:,}, is 0x{data[place]:02X}.",
        "Save it as UTF-8, or convert it first, with iconv for example.",
    ) from None


def _is_unmarked(data: bytes) -> bool:
    """Whether it looks like UTF-16 without its mark: pairs, half of which begin or end as those of letters do."""
    pairs = len(data) // 2
    return not len(data) % 2 and any(
        2 * sum(byte < _HIGHEST for byte in data[side::2]) >= pairs for side in (0, 1)
    )


_HIGHEST = 0x09
"""Beneath this lie the high bytes of European and near Asian letters in UTF-16, and no text in UTF-8."""


_UNSPACED = (
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese."""


def has_unspaced(text: str) -> bool:
    """Whether it holds letters of a script without spaces between words."""
    return not text.isascii() and re.search(_UNSPACED, text) is not None
