"""The ninth schema: an appointment says which course planned it, and when. Released: never to be changed."""

from __future__ import annotations

import sqlite3


def of_a_course(conn: sqlite3.Connection) -> None:
    """Two columns more; what is there was planned by none."""
    conn.execute("ALTER TABLE appointment ADD COLUMN course TEXT NOT NULL DEFAULT ''")
    conn.execute("ALTER TABLE appointment ADD COLUMN fixed_at INTEGER")
