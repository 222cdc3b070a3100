"""The eighth schema: beside a mark of the body map may stand what it is like there. Released: never to be changed."""

from __future__ import annotations

import sqlite3

from massage_mind.journal.file.dialect import strict


def kinds_of_pain(conn: sqlite3.Connection) -> None:
    """One table more, empty; of the marks there are nobody has said."""
    conn.execute(
        f"""
        CREATE TABLE body_kind (
            n INTEGER NOT NULL REFERENCES checkin (n) ON DELETE CASCADE,
            region TEXT NOT NULL,
            words TEXT NOT NULL,
            PRIMARY KEY (n, region)
        ){strict()}
        """
    )
