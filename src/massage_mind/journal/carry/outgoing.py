"""Carrying the record out, one record at a time, so that the size of the journal does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from massage_mind.errors import UsageError
from massage_mind.journal.finder import Finder
from massage_mind.record.head import COMMON, Record
from massage_mind.record.kinds import FIELDS, KINDS
from massage_mind.record.query import Query
from massage_mind.words.near import quoted

_PAGE = 500
"""Records that are read at once."""


def everything(records: Finder, query: Query) -> Iterator[Record]:
    """All records that the query names, the earliest first, read in pages."""
    numbers = records.numbers(query)
    for start in range(0, len(numbers), _PAGE):
        yield from records.numbered(numbers[start : start + _PAGE])


def known_fields(names: Iterable[str], columns: Sequence[str] = ()) -> tuple[str, ...]:
    """The keys that a document can be cut down to, or the columns of a table. Raises `UsageError` for one there is not."""
    known = {field.key for field in COMMON} | {field.key for kind in KINDS for field in FIELDS[kind]}
    known = set(columns) or known
    chosen = tuple(names)
    for name in chosen:
        if name not in known:
            raise UsageError(
                f"No record has a field {quoted(name)}.", f"There are: {', '.join(sorted(known))}."
            )
    return chosen


def cut_down(document: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Only these keys, where there are any; all of them where none are named."""
    return {key: document[key] for key in fields if key in document} if fields else document
