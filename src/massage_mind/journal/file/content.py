"""Whether what stands in a journal file makes sense: each record read back as it was written, its words compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from massage_mind.errors import NonsenseError
from massage_mind.journal.rows import find_rows, record_rows
from massage_mind.record.head import Kind, Record
from massage_mind.record.kinds import KIND_OF_NAME
from massage_mind.record.session import SessionRecord

_AT_ONCE = 500
"""How many records are read with one question."""


class Content(NamedTuple):
    """What reading all records of a file showed: what is wrong with the first that makes no sense (empty: nothing), and
    the id of the first whose words are others than those a search finds it by (empty: of none).
    """

    trouble: str = ""
    worded_otherwise: str = ""


def read_through(conn: sqlite3.Connection) -> Content:
    """Read every record back, and hold it against what a search reads of it, since the words of a record stand twice.

    They are written as one: where they differ, one of the two was damaged. A record that a search cannot find at all is
    not compared. Raises sqlite3.Error.
    """
    other = ""
    every = [row["n"] for row in conn.execute("SELECT n FROM record ORDER BY n")]
    for start in range(0, len(every), _AT_ONCE):
        numbers = every[start : start + _AT_ONCE]
        try:
            found = find_rows.numbered(conn, numbers)
            kept = _searched(conn, numbers)
        except ValueError as exc:
            return Content(_first_unread(conn, numbers) or str(exc))
        for record in found:
            if trouble := nonsense_in(record):
                return Content(f"record {record.id}: {trouble}")
            searched = record_rows.searched_as(record.head, record.details)
            if not other and kept.get(record.id, searched) != searched:
                other = record.id
    return Content(_versions_trouble(conn), other)


def nonsense_in(record: Record) -> str:
    """What of this record cannot be; empty where all can."""
    details = record.details
    if isinstance(details, SessionRecord) and not details.request_is_read:
        return "what it was asked for cannot be read"
    for key, attribute, allowed in _choices(record.kind):
        value = getattr(details, attribute)
        if value not in allowed:
            return f"{key} is {value!r}, which it cannot be"
    return ""


@cache
def _choices(kind: Kind) -> tuple[tuple[str, str, frozenset[str | None]], ...]:
    """Of each field that is a choice: its key, what it is called, what it can be."""
    return tuple(
        (one.key, one.attribute, frozenset(one.allowed) | (frozenset() if one.needed else {None, ""}))
        for one in KIND_OF_NAME[kind].fields
        if one.form == "choice"
    )


def _versions_trouble(conn: sqlite3.Connection) -> str:
    for row in conn.execute("SELECT record.id, document FROM version JOIN record USING (n)"):
        try:
            if not isinstance(json.loads(row["document"]), dict):
                raise NonsenseError
        except (ValueError, TypeError, RecursionError):
            return f"an earlier version of record {row['id']} cannot be read"
    return ""


def _searched(conn: sqlite3.Connection, numbers: Sequence[int]) -> dict[str, tuple[str, str]]:
    """What a search reads of these records, by their ids."""
    places = ", ".join("?" * len(numbers))
    question = f"SELECT id, body, unspaced FROM doc JOIN record USING (n) WHERE n IN ({places})"
    return {row["id"]: (row["body"], row["unspaced"]) for row in conn.execute(question, numbers)}


def _first_unread(conn: sqlite3.Connection, numbers: list[int]) -> str:
    for n in numbers:
        try:
            find_rows.numbered(conn, [n])
        except ValueError as exc:
            row = conn.execute("SELECT id FROM record WHERE n = ?", (n,)).fetchone()
            return f"record {row['id']}: {exc}"
    return ""
