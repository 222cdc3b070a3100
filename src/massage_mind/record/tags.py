"""Tags, as a person types them and as they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from massage_mind.errors import UsageError
from massage_mind.record.texts import storable
from massage_mind.words.near import quoted

CONTEXTS = ("symptom", "care", "week")
"""Tags that say something of the time around it: `symptom/headache`, `care/physiotherapy`, `week/little-sleep`."""

_LONGEST_TAG = 60


def read_tags(given: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: without #, in small letters, words joined by -, each once. Commas part several.

    Raises `UsageError` for one that holds no letter or digit, or is longer than 60.
    """
    found: dict[str, None] = {}
    for text in given:
        for part in storable(text).split(","):
            if part.strip():
                found[_tag(part)] = None
    return tuple(found)


def _tag(text: str) -> str:
    import unicodedata

    tag = "".join(char for char in text.strip() if char.isprintable() and char not in "\"'\\")
    tag = unicodedata.normalize("NFC", unicodedata.normalize("NFC", tag).casefold())
    tag = re.sub(r"\s*/+\s*", "/", tag)
    # Whatever stands before the word last, so that a tag is the same when it is read again.
    tag = re.sub(r"^[#@/-]+|[/-]+$", "", re.sub(r"\s+", "-", tag))
    if not any(char.isalnum() for char in tag):
        raise UsageError(
            f"{quoted(text.strip())} can't be a tag.", "A tag holds at least one letter or digit."
        )
    if len(tag) > _LONGEST_TAG:
        raise UsageError(f"A tag has at most {_LONGEST_TAG} characters; {quoted(tag, 20)} has {len(tag):,}.")
    return tag
