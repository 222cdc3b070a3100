"""Entries of other programs as entries of ours."""

from __future__ import annotations

import hashlib
from typing import Any

from massage_mind.errors import NonsenseError, UsageError
from massage_mind.journal.carry.remarks import Remarks
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.instants import LATEST_MS
from massage_mind.record.tags import read_tags
from massage_mind.record.texts import has_broken_letters, storable

_DIGEST = 24


def foreign_entry(
    text: str,
    at: int,
    zone: str,
    tags: Any,
    more: list[str],
    source: str,
    remarks: Remarks,
    *,
    changed_at: int | None = None,
) -> Record:
    """An entry of theirs, which has no id of ours. Raises `NonsenseError`.

    `tags` may be anything, `source` names it in their program. `changed_at`: UTC milliseconds; None where it says
    nothing of a change.
    """
    if not text.strip():
        raise NonsenseError("it has no words in it")
    if not 0 <= at < LATEST_MS:
        raise NonsenseError("its date is out of reach")
    if changed_at is None or not 0 <= changed_at < LATEST_MS:
        changed_at = at
    remarks.halves += has_broken_letters(text)
    kept: dict[str, None] = {}
    for tag in [*(tags if isinstance(tags, list) else []), *more]:
        try:
            kept |= dict.fromkeys(read_tags([str(tag)]))
        except UsageError:
            remarks.behind["tag"] += 1  # Nothing that could be a tag here; the words are what counts.
    head = Head("", "entry", at, zone, at, changed_at, source=storable(source), tags=tuple(kept))
    return Record(head, Entry(storable(text)))


def words_of(raw: dict[str, Any], key: str) -> str:
    """The text of this key, as it is; empty where it is missing. Raises `NonsenseError` for anything else."""
    value = raw.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise NonsenseError(f"{key} is no text")
    return value


def digest_of(*texts: str) -> str:
    """What tells an entry from others by what is in it: 24 characters, the same on every machine."""
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def known_by_words(source: str) -> bool:
    """Whether an entry from there has no id of its own: with other words it would be another one."""
    _, _, key = source.partition(":")
    return len(key) == _DIGEST and set(key) <= set("0123456789abcdef")
