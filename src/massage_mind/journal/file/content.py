"""Whether what stands in a journal file makes sense: each record read back as it was written, its words compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from massage_mind.journal.rows import find_rows
from massage_mind.record.head import Record
from massage_mind.record.kinds import search_text
from massage_mind.record.session import SessionRecord
from massage_mind.record.texts import storable

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
            if isinstance(record.details, SessionRecord) and not record.details.request_is_read:
                return Content(f"what session {record.id} was asked for can't be read")
            if not other and not _agree(kept.get(record.id, ""), record):
                other = record.id
    return Content(_versions_trouble(conn), other)


def _versions_trouble(conn: sqlite3.Connection) -> str:
    for row in conn.execute("SELECT record.id, document FROM version JOIN record USING (n)"):
        try:
            json.loads(row["document"])["kind"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return f"an earlier version of record {row['id']} can't be read"
    return ""


def _agree(kept: str, record: Record) -> bool:
    """Whether every line that a search looks through is one of the record's.

    The record may have more: what a session was answered while it ran is searched once it has ended, and what a search
    looks through may have been less when the record was written.
    """
    words = storable(search_text(record.head, record.details))
    return kept == words or set(filter(None, kept.split("\n"))) <= set(words.split("\n"))


def _searched(conn: sqlite3.Connection, numbers: Sequence[int]) -> dict[str, str]:
    """The words of these records as a search looks through them, by their ids."""
    places = ", ".join("?" * len(numbers))
    question = f"SELECT id, body FROM doc JOIN record USING (n) WHERE n IN ({places})"
    return {row["id"]: row["body"] for row in conn.execute(question, numbers)}


def _first_unread(conn: sqlite3.Connection, numbers: list[int]) -> str:
    for n in numbers:
        try:
            find_rows.numbered(conn, [n])
        except UnicodeDecodeError:
            row = conn.execute("SELECT id FROM record WHERE n = ?", (n,)).fetchone()
            return f"words of record {row['id']} are no text any more"
        except ValueError as exc:
            return str(exc)
    return ""
