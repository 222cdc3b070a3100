"""What a damaged journal file still gives: records, what was deleted for good, earlier versions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import NonsenseError
from massage_mind.journal.file.connect import open_damaged
from massage_mind.journal.file.salvage_rows import rows_read
from massage_mind.journal.file.salvage_words import salvage_words
from massage_mind.journal.rows import find_rows, record_rows
from massage_mind.record.appointment_thread import STAGES
from massage_mind.record.head import Head, Record
from massage_mind.record.instants import LATEST_MS
from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.store import Store

_MOST = 10_000_000
"""No journal has more records: what says so is damage."""


def salvage(path: Path) -> Iterator[tuple[str, Record | NonsenseError]]:
    """Whatever records a damaged file still gives, one by one; where it gives nothing more, that is the end."""
    with open_damaged(path) as conn:
        if conn is None:
            return
        for n in _numbers(conn):
            try:
                found = find_rows.with_number(conn, n)
            except (sqlite3.Error, ValueError):
                continue
            for record in map(_as_far_as_read, found):
                if _can_be(record):
                    yield f"record {record.id}", record


def _as_far_as_read(record: Record) -> Record:
    """A session without what it was asked for, where that cannot be read, and any record at a time that can be: the rest
    is worth keeping.
    """
    record = replace(record, head=_in_reach(record.head))
    if not isinstance(record.details, SessionRecord) or record.details.request_is_read:
        return record
    return replace(record, details=replace(record.details, request_text="{}"))


def _in_reach(head: Head) -> Head:
    """Times that are out of reach become the one of the three that is not, or the first there is."""
    times = (head.at, head.created_at, head.changed_at)
    good = next((one for one in times if 0 <= one < LATEST_MS), 0)
    at, created_at, changed_at = (one if 0 <= one < LATEST_MS else good for one in times)
    return replace(head, at=at, created_at=created_at, changed_at=changed_at)


def _can_be(record: Record) -> bool:
    """Whether the record makes sense as a whole: what a damaged file gives may be anything."""
    from massage_mind.record.document import read_record, record_document

    try:
        read_record(record_document(record))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def salvage_tombstones(store: Store, path: Path) -> None:
    """What was deleted for good: it does not come back with the copy, nor with an older export later."""
    with open_damaged(path) as conn:
        # Not by name: a file from before there were long ids has no column for them.
        rows = [dict(row) for row in rows_read(conn, "SELECT * FROM tombstone")]
    found = [row for row in rows if _is_tombstone(row)]
    store.records.forget([row["id"] for row in found])
    with store.file.writing() as new:
        new.executemany(
            "INSERT OR REPLACE INTO tombstone (id, source, deleted_at, uid) VALUES (:id, :source, :deleted_at, :uid)",
            ({"uid": ""} | row for row in found),
        )


def _is_tombstone(row: Mapping[str, object]) -> bool:
    texts = (row.get("id"), row.get("source"), row.get("uid", ""))
    return all(isinstance(text, str) for text in texts) and isinstance(row.get("deleted_at"), int)


def salvage_beside(store: Store, path: Path, moved: Mapping[str, str]) -> None:
    """Earlier versions, and what no export carries (declined, offered, heard, drawn), as far as the damaged file gives them.

    `moved`: the ids that records have now, by those they have in the damaged file, where they differ.
    """

    def now(row: sqlite3.Row) -> str:
        return moved.get(str(row["id"]), str(row["id"]))

    with open_damaged(path) as conn, store.file.writing() as new:
        _salvage_versions(conn, new, now)
        for row in rows_read(conn, "SELECT id, declined_at FROM session WHERE declined_at IS NOT NULL"):
            if isinstance(row["declined_at"], int):
                new.execute("UPDATE session SET declined_at = ? WHERE id = ?", (row["declined_at"], now(row)))
        for row in rows_read(conn, "SELECT id, stage, offered_at FROM follow_up"):
            if row["stage"] in STAGES and record_rows.number_of(new, now(row)) is not None:
                new.execute(
                    "INSERT OR REPLACE INTO follow_up (id, stage, offered_at) VALUES (?, ?, ?)",
                    (now(row), row["stage"], _instant(row["offered_at"])),
                )
        salvage_words(conn, new, moved)


def _salvage_versions(
    conn: sqlite3.Connection | None, new: sqlite3.Connection, now: Callable[[sqlite3.Row], str]
) -> None:
    question = "SELECT record.id, place, until, document FROM version JOIN record USING (n) ORDER BY n, place"
    for row in rows_read(conn, question):
        n = record_rows.number_of(new, now(row))
        place = row["place"]
        if n is None or not isinstance(row["until"], int) or not _is_json(row["document"]):
            continue
        if not isinstance(place, int) or place < 0:
            continue
        new.execute(
            "INSERT OR REPLACE INTO version (n, place, until, document) VALUES (?, ?, ?, ?)",
            (n, place, row["until"], row["document"]),
        )


def _instant(value: object) -> int:
    """A time out of a damaged file; the beginning of all of them where it is none."""
    return value if isinstance(value, int) else 0


def _is_json(text: object) -> bool:
    try:
        return isinstance(json.loads(str(text)), dict)
    except (ValueError, RecursionError):
        return False


def _numbers(conn: sqlite3.Connection) -> list[int]:
    """The numbers to try: as many as the file still tells of, from both ends of its tables and indexes."""
    found: set[int] = set()
    for question in (
        "SELECT n FROM record",
        "SELECT n FROM record ORDER BY n DESC",
        "SELECT n FROM record INDEXED BY record_by_time WHERE at >= 0 ORDER BY at DESC",
        *(f"SELECT n FROM {table}" for table in ("entry", "checkin", "doc")),
    ):
        for row in rows_read(conn, question):
            if isinstance(row["n"], int) and 0 < row["n"] < _MOST:
                found.add(row["n"])
    return sorted(found)
