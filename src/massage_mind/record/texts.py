"""What text may be: letters that can be stored, and letters of scripts that put no space between words."""

from __future__ import annotations

import re


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


_UNSPACED = (
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
)
"""Letters of scripts that put no space between words: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese; and Korean,
whose particles have none before them."""


def has_unspaced(text: str) -> bool:
    """Whether it holds letters of a script without spaces between words."""
    return not text.isascii() and re.search(_UNSPACED, text) is not None
