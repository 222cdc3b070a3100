"""Entries of other programs as entries of ours."""

from __future__ import annotations

from typing import Any

from massage_mind.errors import NonsenseError, UsageError
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.instants import LATEST_MS
from massage_mind.record.tags import read_tags
from massage_mind.record.texts import storable


def foreign_entry(text: str, at: int, zone: str, tags: Any, more: list[str], source: str) -> Record:
    """An entry of theirs. `tags` may be anything, `source` names it in their program. Raises `NonsenseError`."""
    if not text.strip():
        raise NonsenseError("it has no words in it")
    if not 0 <= at < LATEST_MS:
        raise NonsenseError("its date is out of reach")
    kept: dict[str, None] = {}
    for tag in [*(tags if isinstance(tags, list) else []), *more]:
        try:
            kept |= dict.fromkeys(read_tags([str(tag)]))
        except UsageError:
            continue  # Nothing that could be a tag here; the words are what counts.
    head = Head("", "entry", at, zone, at, at, source=storable(source), tags=tuple(kept))
    return Record(head, Entry(storable(text)))


def words_of(raw: dict[str, Any], key: str) -> str:
    """The text of this key; empty where it is missing. Raises `NonsenseError` for anything else."""
    value = raw.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise NonsenseError(f"{key} is no text")
    return storable(value)
