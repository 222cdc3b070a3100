"""Making what a search reads anew, out of the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.journal.file.migration_004_folded_search import SEARCH, drop_search
from massage_mind.journal.rows import find_rows, record_rows

if TYPE_CHECKING:
    from massage_mind.journal.store import Store


def mend_index(store: Store) -> None:
    """Make what a search reads anew, out of the records."""
    with store.file.writing() as conn:
        drop_search(conn)
        conn.execute("DELETE FROM doc")
        for statement in SEARCH:
            conn.execute(statement)
        numbers = [row["n"] for row in conn.execute("SELECT n FROM record ORDER BY n")]
        for n in numbers:
            for record in find_rows.with_number(conn, n):
                record_rows.index(conn, n, record.head, record.details)
