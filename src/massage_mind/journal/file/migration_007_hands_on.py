"""The seventh schema: an appointment has room for how many of its minutes hands are there. Released: never to be changed."""

from __future__ import annotations

import sqlite3


def hands_on(conn: sqlite3.Connection) -> None:
    """One column more; of what is there nobody has said."""
    conn.execute("ALTER TABLE appointment ADD COLUMN hands_on INTEGER")
