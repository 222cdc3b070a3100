"""The records of another journal, or of a copy of one: read out of a passing copy, so that its file stays as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from massage_mind.errors import NonsenseError, StoreError, UsageError
from massage_mind.journal.file.connect import connect, passing_copy
from massage_mind.journal.file.faults import is_busy
from massage_mind.journal.file.schema import MIGRATIONS
from massage_mind.journal.rows import find_rows
from massage_mind.record.document import read_record, record_document
from massage_mind.record.head import Record
from massage_mind.record.query import Query

_BUSY_MS = 2_000
SQLITE = b"SQLite format 3\x00"
"""How every SQLite file begins."""


def records_of(path: Path, name: str) -> Iterator[tuple[str, Record | NonsenseError]]:
    """Every record of this journal, which sentences call by `name`, also what is in its bin, each with where it stands.

    Of an older schema as well. Raises `UsageError` where it is none of ours, `StoreError` where it cannot be read.
    """
    try:
        with closing(_opened(path, name)) as conn:
            for query in (Query(()), Query((), binned=True)):
                for n in find_rows.numbers(conn, query):
                    yield f"record {n}", _read(conn, n)
    except (sqlite3.Error, ValueError) as exc:
        if is_busy(exc):
            raise StoreError(
                f"{name} is being written by another program.", "Try again in a moment."
            ) from exc
        raise _unread(name, exc) from exc


def _unread(name: str, exc: Exception) -> StoreError:
    why = str(exc) if str(exc).isprintable() else "it is damaged"  # SQLite may quote what the file holds.
    return StoreError(f"{name} can't be read as a journal: {why}.", "Nothing was changed in it.")


def _opened(path: Path, name: str) -> sqlite3.Connection:
    """A passing copy of this journal, brought up to date."""
    with closing(connect(path, mode="ro", busy_ms=_BUSY_MS)) as source:
        tables = {row[0] for row in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        ours = {"migration", "session"} <= tables
        applied = {row[0] for row in source.execute("SELECT name FROM migration")} if ours else set()
        known = [step for step, _ in MIGRATIONS]
        if known[0] not in applied:
            raise UsageError(
                f"{name} is an SQLite file, but no journal of ours.",
                "What can be taken in is one, or a copy of one.",
            )
        if not applied <= set(known):
            raise UsageError(
                f"{name} was written by a newer massage-mind.", "Update massage-mind. Nothing was changed."
            )
        if "record" not in tables:  # Ratings and intentions would be given new ids each time.
            raise UsageError(
                f"{name} is a journal from before ratings and intentions had ids, and they would come twice.",
                "Export it with MASSAGE_MIND_HOME set to a folder in which it is data/journal.sqlite3.",
            )
        return passing_copy(source)


def _read(conn: sqlite3.Connection, n: int) -> Record | NonsenseError:
    """The record with this number as an export would carry it: what a stranger's file gives may be anything."""
    try:
        (found,) = find_rows.with_number(conn, n)
        return read_record(record_document(found))
    except NonsenseError as exc:
        return exc
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return NonsenseError("it can't be read")
