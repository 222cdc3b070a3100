"""The third schema: no list of kinds, phases, aims or states in the tables; ids that two machines cannot share.

What a value can be is said once, with the kind of record it belongs to, so that a new one needs no table made anew.
Released: never to be changed.
"""

from __future__ import annotations

import sqlite3

from massage_mind.journal.file.dialect import strict
from massage_mind.record.ids import uid_of

_TABLES = {
    "record": """
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        appointment TEXT REFERENCES record (id) ON DELETE SET NULL,
        session TEXT REFERENCES record (id) ON DELETE SET NULL,
        source TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        deleted_at INTEGER
    """,
    "checkin": """
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        phase TEXT NOT NULL,
        note TEXT NOT NULL
    """,
    "appointment": """
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        minutes INTEGER CHECK (minutes > 0),
        style TEXT NOT NULL,
        therapist TEXT NOT NULL,
        place TEXT NOT NULL,
        price TEXT NOT NULL,
        currency TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        first_at INTEGER,
        note TEXT NOT NULL
    """,
    "intention": """
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        aim TEXT,
        "when" TEXT NOT NULL,
        "then" TEXT NOT NULL,
        outcome INTEGER CHECK (outcome BETWEEN 0 AND 4),
        outcome_words TEXT NOT NULL,
        cleared_at INTEGER
    """,
    "parked": """
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        due_at INTEGER,
        place TEXT NOT NULL,
        state TEXT NOT NULL,
        settled_at INTEGER,
        returned_at INTEGER
    """,
    "follow_up": """
        id TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        stage TEXT NOT NULL,
        offered_at INTEGER NOT NULL,
        PRIMARY KEY (id, stage)
    """,
}


def open_sets(conn: sqlite3.Connection) -> None:
    """Make the tables anew that held a list of what can be; give every record a `uid`, and tombstones room for one."""
    conn.create_function("uid_of", 3, uid_of, deterministic=True)
    for table, columns in _TABLES.items():
        _make_anew(conn, table, columns)
    conn.execute("ALTER TABLE tombstone ADD COLUMN uid TEXT NOT NULL DEFAULT ''")
    conn.execute("CREATE INDEX tombstone_by_uid ON tombstone (uid) WHERE uid <> ''")


def _make_anew(conn: sqlite3.Connection, table: str, columns: str) -> None:
    """The way SQLite recommends; its foreign keys must be off, or what hangs on the old table would go with it."""
    names = [f'"{row[1]}"' for row in conn.execute(f"PRAGMA table_info({table})")]
    indexes = [
        row[0]
        for row in conn.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            (table,),
        )
    ]
    into, values = list(names), list(names)
    if table == "record":
        into.append("uid")
        values.append("uid_of(id, kind, created_at)")
    order = "rowid" if table == "follow_up" else "n"
    conn.execute(f"CREATE TABLE new_{table} ({columns}){strict()}")
    conn.execute(
        f"INSERT INTO new_{table} ({', '.join(into)}) SELECT {', '.join(values)} FROM {table} ORDER BY {order}"
    )
    conn.execute(f"DROP TABLE {table}")
    conn.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for index in indexes:
        conn.execute(index)
