"""What every part of the store stands on: the file, its connection, and how it is read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.journal.file.faults import damaged, spoken
from massage_mind.journal.file.migrations import transaction

_ID_TRIES = 50


class Ground:
    """An open journal file. What goes wrong with it in `reading` or `writing` is raised as `StoreError`."""

    def __init__(self, path: Path, conn: sqlite3.Connection, new_id: Callable[[], str]) -> None:
        self.path = path
        self.conn = conn
        self._new_id = new_id

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing."""
        with spoken(self.path), transaction(self.conn):
            yield self.conn

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view, so that a record and what belongs to it are of the same instant."""
        with spoken(self.path):
            self.conn.execute("BEGIN")
            try:
                yield self.conn
            except ValueError as exc:
                raise damaged(self.path, f"is damaged ({exc})") from exc
            finally:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")

    def free_id(self) -> str:
        """An id that no record has or had. To be called while writing."""
        for _ in range(_ID_TRIES):
            found = self._new_id()
            taken = self.conn.execute(
                "SELECT 1 FROM record WHERE id = ? UNION ALL SELECT 1 FROM tombstone WHERE id = ?",
                (found, found),
            )
            if taken.fetchone() is None:
                return found
        raise StoreError(f"The journal {self.path} has no free id left.", "Try once more.")
