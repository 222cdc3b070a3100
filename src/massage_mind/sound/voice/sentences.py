"""Taking a text apart into the sentences that are spoken one by one, so that what is fixed can be prepared ahead."""

from __future__ import annotations

import hashlib
import re

_END = re.compile(r"(?<=[.!?…。！？।])[\"'”’)\]]*\s+|(?<=[。！？])")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order, each with its full stop; what holds no letter and no number is left out."""
    parts = (_SPACE.sub(" ", part).strip() for part in _END.split(text))
    return tuple(part for part in parts if _WORD.search(part))


def words_in(sentence: str) -> int:
    """How many words a sentence has: what stands between spaces."""
    return len(sentence.split())


def digest(*parts: str) -> str:
    """A short name for these texts together: for files and look-ups."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
