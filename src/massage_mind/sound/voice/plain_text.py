"""A text as an engine may be given it: words, and nothing that is an order to anybody."""

from __future__ import annotations

import re
import unicodedata

_UNSAYABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Control characters (NUL and the escape among them), lone surrogates, line and paragraph separators."""
_DOUBLE_BRACKETS = re.compile(r"([\[\]])(?=\1)")


def plain(text: str) -> str:
    """The text as words on one line: what is not meant to be heard is a space, and nothing in it is a command.

    `[[slnc 300]]` is an order to macOS, phonemes to espeak-ng and to piper: double brackets are broken up.
    """
    spaced = "".join(" " if unicodedata.category(letter) in _UNSAYABLE else letter for letter in text)
    return _DOUBLE_BRACKETS.sub(r"\1 ", " ".join(spaced.split()))


def has_words(text: str) -> bool:
    """Whether there is anything to say: a letter or a digit of any writing. Emoji and punctuation are not."""
    return any(letter.isalnum() for letter in text)


def reason(error: BaseException) -> str:
    """Why something failed, as a part of a sentence: what the system or a library says, plain, without a full stop."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return plain(text or type(error).__name__).rstrip(".")
