"""The schema, as named steps that are each applied once. Never change one that has been released: add another.

Each runs in one transaction together with its line in the table `migration`, so that a step is either there and
noted, or neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from massage_mind.errors import StoreError
from massage_mind.journal.backup import back_up
from massage_mind.journal.faults import damaged

Migration: TypeAlias = Callable[[sqlite3.Connection], None]


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing. Takes the write lock at once, so that it cannot fail half-way for want of it."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def migrate(
    conn: sqlite3.Connection,
    path: Path | None,
    *,
    now_ms: int,
    steps: Sequence[tuple[str, Migration]] | None = None,
) -> tuple[str, ...]:
    """Apply what is pending, after a copy if there is anything to copy, and return the names of what was applied.

    Without a path (a database in memory) nothing is copied. Raises sqlite3.Error, OSError, and `StoreError` for a
    file that is newer than this program or not a journal.
    """
    known = MIGRATIONS if steps is None else steps
    waiting = pending(conn, path, known)
    if not waiting:
        return ()
    if path is not None and _applied(conn, path):
        back_up(conn, path, now_ms=now_ms, before=waiting[0])
    done = []
    for name, step in known:
        if name not in waiting:
            continue
        with transaction(conn):
            conn.execute(f"CREATE TABLE IF NOT EXISTS migration ({_MIGRATION_COLUMNS}){_strict()}")
            if name in _names(conn):  # Another process may have come first.
                continue
            step(conn)
            conn.execute("INSERT INTO migration (name, applied_at) VALUES (?, ?)", (name, now_ms))
            done.append(name)
    return tuple(done)


def pending(
    conn: sqlite3.Connection, path: Path | None, steps: Sequence[tuple[str, Migration]] | None = None
) -> tuple[str, ...]:
    """The names of what has not been applied to this file, in order. Writes nothing. Raises as `migrate`."""
    known = [name for name, _ in (MIGRATIONS if steps is None else steps)]
    applied = _applied(conn, path)
    if newer := sorted(applied - set(known)):
        raise StoreError(
            f"The journal {path} was written by a newer massage-mind (it has {', '.join(newer)}).",
            "Update massage-mind. Nothing was changed.",
        )
    return tuple(name for name in known if name not in applied)


_MIGRATION_COLUMNS = "name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL"


def _applied(conn: sqlite3.Connection, path: Path | None) -> set[str]:
    tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "migration" in tables:
        return _names(conn)
    if tables and path is not None:
        raise damaged(path, "is a database of some other program")
    return set()


def _names(conn: sqlite3.Connection) -> set[str]:
    return {row[0] for row in conn.execute("SELECT name FROM migration")}


def _strict() -> str:
    """STRICT where this SQLite knows it: then a column holds what it says."""
    return " STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""


def _m001_sessions(conn: sqlite3.Connection) -> None:
    """Sessions with what belongs to them, and the intention. Times in UTC milliseconds, lengths in milliseconds."""
    strict = _strict()
    for table in (
        """
        session (
            id TEXT PRIMARY KEY NOT NULL,
            moment TEXT NOT NULL CHECK (moment IN ('before', 'during', 'after', 'anytime')),
            script TEXT NOT NULL,
            title TEXT NOT NULL,
            style TEXT NOT NULL DEFAULT '',
            guidance TEXT NOT NULL DEFAULT '',
            intention TEXT NOT NULL DEFAULT '',
            planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
            total_ms INTEGER NOT NULL CHECK (total_ms >= 0),
            position_ms INTEGER NOT NULL DEFAULT 0 CHECK (position_ms >= 0),
            played_ms INTEGER NOT NULL DEFAULT 0 CHECK (played_ms >= 0),
            paused_ms INTEGER NOT NULL DEFAULT 0 CHECK (paused_ms >= 0),
            cues INTEGER NOT NULL DEFAULT 0 CHECK (cues >= 0),
            latest_ms INTEGER NOT NULL DEFAULT 0,
            ending TEXT CHECK (ending IN ('finished', 'early', 'interrupted')),
            presumed INTEGER NOT NULL DEFAULT 0 CHECK (presumed IN (0, 1)),
            signum INTEGER NOT NULL DEFAULT 0,
            started_at INTEGER NOT NULL,
            zone TEXT NOT NULL,
            ended_at INTEGER,
            heartbeat_at INTEGER NOT NULL,
            pid INTEGER NOT NULL,
            journey TEXT NOT NULL DEFAULT '',
            resumed_from TEXT REFERENCES session (id) ON DELETE SET NULL,
            declined_at INTEGER,
            request TEXT NOT NULL DEFAULT '{}',
            CHECK ((ending IS NULL) = (ended_at IS NULL))
        )
        """,
        """
        session_section (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            title TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
        """,
        """
        mark (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            at_ms INTEGER NOT NULL CHECK (at_ms >= 0),
            section TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
        """,
        """
        rating (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            phase TEXT NOT NULL CHECK (phase IN ('before', 'after')),
            item TEXT NOT NULL,
            value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
            rated_at INTEGER NOT NULL,
            PRIMARY KEY (session_id, phase, item)
        )
        """,
        # `source`: asked by a cue while it ran (kept anew with each heartbeat), or by a prompt around it (added).
        """
        answer (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            source TEXT NOT NULL CHECK (source IN ('cue', 'prompt')),
            place INTEGER NOT NULL CHECK (place >= 0),
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (session_id, source, place)
        )
        """,
        """
        intention (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            kind TEXT,
            set_at INTEGER NOT NULL,
            cleared_at INTEGER
        )
        """,
    ):
        conn.execute(f"CREATE TABLE {table}{strict}")
    conn.execute("CREATE INDEX session_by_start ON session (started_at)")
    conn.execute("CREATE INDEX session_by_moment ON session (moment, started_at)")
    conn.execute("CREATE INDEX session_running ON session (started_at) WHERE ending IS NULL")
    conn.execute("CREATE INDEX session_resumed ON session (resumed_from) WHERE resumed_from IS NOT NULL")
    conn.execute("CREATE INDEX session_by_journey ON session (journey) WHERE journey <> ''")
    conn.execute("CREATE INDEX intention_by_time ON intention (set_at)")


MIGRATIONS: tuple[tuple[str, Migration], ...] = (("001-sessions", _m001_sessions),)
