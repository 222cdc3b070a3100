"""The sixth schema: which lines were heard, and how the words of a session were drawn. Released: never to be changed.

A line is a number made of its words (`record.line_number`); what a person wrote is in none of it.
"""

from __future__ import annotations

import sqlite3

from massage_mind.journal.file.dialect import strict

_BY_KEY = " WITHOUT ROWID"
_TABLES = (
    # `at` is when the session began: lines of one session were heard equally long ago, and the lot decides among them.
    (
        """
        heard (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            line INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (session_id, line)
        )
        """,
        _BY_KEY,
    ),
    # For a moment of an appointment, or for a session that may be gone on with. `places`: eight bytes for each number.
    (
        """
        drawn (
            n INTEGER PRIMARY KEY,
            appointment TEXT REFERENCES record (id) ON DELETE CASCADE,
            session_id TEXT REFERENCES session (id) ON DELETE CASCADE,
            moment TEXT NOT NULL,
            script TEXT NOT NULL,
            style TEXT NOT NULL,
            guidance TEXT NOT NULL,
            seed INTEGER NOT NULL CHECK (seed >= 0),
            places BLOB NOT NULL CHECK (length(places) % 8 = 0),
            CHECK ((appointment IS NULL) <> (session_id IS NULL))
        )
        """,
        "",
    ),
    # The file that was written last for a moment: of an appointment, or of none.
    (
        """
        rendered (
            n INTEGER PRIMARY KEY,
            appointment TEXT REFERENCES record (id) ON DELETE CASCADE,
            moment TEXT NOT NULL,
            script TEXT NOT NULL,
            made_at INTEGER NOT NULL
        )
        """,
        "",
    ),
    (
        """
        rendered_line (
            n INTEGER NOT NULL REFERENCES rendered (n) ON DELETE CASCADE,
            line INTEGER NOT NULL,
            PRIMARY KEY (n, line)
        )
        """,
        _BY_KEY,
    ),
)
_INDEXES = (
    "CREATE INDEX heard_by_line ON heard (line, at)",
    """
    CREATE UNIQUE INDEX drawn_for_appointment ON drawn (appointment, moment, script, style, guidance)
        WHERE appointment IS NOT NULL
    """,
    "CREATE UNIQUE INDEX drawn_for_session ON drawn (session_id) WHERE session_id IS NOT NULL",
    "CREATE UNIQUE INDEX rendered_for_appointment ON rendered (appointment, moment) WHERE appointment IS NOT NULL",
    "CREATE UNIQUE INDEX rendered_by_itself ON rendered (moment, script) WHERE appointment IS NULL",
)


def heard_lines(conn: sqlite3.Connection) -> None:
    """Four tables, empty: of what was heard before nobody has kept a line."""
    for table, by_key in _TABLES:
        options = ",".join(filter(str.strip, (by_key, strict())))
        conn.execute(f"CREATE TABLE {table}{options}")
    for index in _INDEXES:
        conn.execute(index)
