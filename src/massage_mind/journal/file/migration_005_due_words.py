"""The fifth schema: a parked thought has room for when it will be dealt with, in words. Released: never to be changed."""

from __future__ import annotations

import sqlite3


def due_words(conn: sqlite3.Connection) -> None:
    """One column more; what is there has no such words."""
    conn.execute("ALTER TABLE parked ADD COLUMN due_words TEXT NOT NULL DEFAULT ''")
