"""Bringing a journal up to date: the named steps of `schema`, each applied once.

Each runs in one transaction together with its line in the table `migration`, so that a step is either there and
noted, or neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.journal.file.dialect import Migration, strict
from massage_mind.journal.file.faults import damaged
from massage_mind.journal.file.schema import MIGRATIONS


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
        from massage_mind.journal.file.backup import back_up

        back_up(conn, path, now_ms=now_ms, before=waiting[0])
    done = []
    for name, step in known:
        if name not in waiting:
            continue
        with _keys_off(conn), transaction(conn):
            broken = _broken_keys(conn)
            conn.execute(f"CREATE TABLE IF NOT EXISTS migration ({_MIGRATION_COLUMNS}){strict()}")
            if name in _names(conn):  # Another process may have come first.
                continue
            step(conn)
            if _broken_keys(conn) > broken:
                raise sqlite3.IntegrityError(f"{name} leaves something that belongs to nothing")
            conn.execute("INSERT INTO migration (name, applied_at) VALUES (?, ?)", (name, now_ms))
            done.append(name)
    return tuple(done)


@contextmanager
def _keys_off(conn: sqlite3.Connection) -> Iterator[None]:
    """Foreign keys are not followed, so that a table can be made anew; how it was is restored. Outside a transaction."""
    (were,) = conn.execute("PRAGMA foreign_keys").fetchone()
    conn.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        conn.execute(f"PRAGMA foreign_keys = {were}")


def _broken_keys(conn: sqlite3.Connection) -> int:
    """How many rows point to something that is not there."""
    return len(conn.execute("PRAGMA foreign_key_check").fetchall())


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
