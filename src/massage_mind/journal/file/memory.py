"""A journal in memory, for tests and for trying things out."""

from __future__ import annotations

import sqlite3
import weakref
from pathlib import Path

from massage_mind.journal.file.connect import open_in_memory


class MemoryJournal:
    """A journal that is nowhere but in memory, and keeps what is in it from one opening to the next.

    It closes itself when nobody has it any more.
    """

    path = Path("memory")
    """What sentences call it. No file."""

    def __init__(self) -> None:
        self._conn: sqlite3.Connection | None = None

    def open(self, now_ms: int) -> sqlite3.Connection:
        """Its one connection. `now_ms`: UTC, for what is new."""
        if self._conn is None:
            self._conn = open_in_memory(now_ms)
            self._closed = weakref.finalize(self, self._conn.close)
        return self._conn

    def close(self) -> None:
        """Let everything in it go. May be called twice."""
        if self._conn is not None:
            self._closed()  # and not once more when it is collected, which may be in another thread
            self._conn = None
