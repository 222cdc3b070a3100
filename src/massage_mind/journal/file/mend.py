"""Making what a search reads anew, out of the records."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from massage_mind.journal.file.migration_002_records import SEARCH
from massage_mind.journal.rows import find_rows, record_rows

if TYPE_CHECKING:
    from massage_mind.journal.store import Store


def mend_index(store: Store) -> None:
    """Make what a search reads anew, out of the records."""
    with store.file.writing() as conn:
        for name in ("doc_added", "doc_removed", "doc_changed"):
            conn.execute(f"DROP TRIGGER IF EXISTS {name}")
        for table in ("words", "grams"):
            # Where its own tables are damaged, dropping it as a virtual table fails; its parts can be dropped one by one.
            try:
                conn.execute(f"DROP TABLE IF EXISTS {table}")
            except sqlite3.Error:
                conn.execute("PRAGMA writable_schema = ON")
                conn.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
                conn.execute("PRAGMA writable_schema = RESET")
                for part in ("data", "idx", "content", "docsize", "config"):
                    conn.execute(f"DROP TABLE IF EXISTS {table}_{part}")
        conn.execute("DELETE FROM doc")
        for statement in SEARCH:
            conn.execute(statement)
        numbers = [row["n"] for row in conn.execute("SELECT n FROM record ORDER BY n")]
        for n in numbers:
            for record in find_rows.with_number(conn, n):
                record_rows.index(conn, n, record.head, record.details)
