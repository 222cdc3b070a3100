"""What a journal file is worth: whether it is whole, how many records it holds, whether a search finds them all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Set
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from massage_mind.journal.file.backup import backups
from massage_mind.journal.file.connect import open_for_looking
from massage_mind.journal.file.faults import as_store_error, is_busy, says
from massage_mind.journal.file.schema import MIGRATIONS
from massage_mind.record.kinds import DETAILS, KINDS


@dataclass(frozen=True, slots=True)
class FileState:
    """What a journal file is worth: why it cannot be trusted (empty: it is whole), and how many records it holds.

    `index`: only what a search reads is out of step, which can be made anew.
    """

    path: Path
    trouble: str
    records: int = 0
    size: int = 0
    index: bool = False


def look_at(path: Path) -> FileState:
    """Check a journal file through and through. Raises `StoreError` only where somebody else is writing it."""
    try:
        size = path.stat().st_size
    except OSError as exc:
        return FileState(path, exc.strerror or "cannot be read")
    try:
        with closing(open_for_looking(path)) as conn:
            return _checked(conn, path, size)
    except sqlite3.Error as exc:
        if is_busy(exc):
            raise as_store_error(path, exc) from exc
        return FileState(path, str(exc), size=size)
    except (UnicodeDecodeError, ValueError) as exc:
        return FileState(path, str(exc), size=size)


def _checked(conn: sqlite3.Connection, path: Path, size: int) -> FileState:
    """From the outside in: the pages, whose file it is, the records. Each may only be asked where the one before holds."""
    problems = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(20)")]
    if trouble := _page_trouble(conn, problems, size):
        return FileState(path, trouble, size=size)
    tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if trouble := _schema_trouble(conn, tables):
        return FileState(path, trouble, size=size)
    if "record" not in tables:
        (count,) = conn.execute("SELECT count(*) FROM session").fetchone()
        return FileState(path, "", count, size)
    if trouble := _record_trouble(conn, tables):
        return FileState(path, trouble, size=size)
    (count,) = conn.execute("SELECT count(*) FROM record").fetchone()
    return FileState(path, "", count, size, index=problems != ["ok"] or not _index_agrees(conn))


def _page_trouble(conn: sqlite3.Connection, problems: Iterable[str], size: int) -> str:
    """What is wrong with the file as SQLite sees it; empty where at most the index is."""
    for line in problems:
        if line != "ok" and not _of_the_index(line):
            return line.splitlines()[0]
    (page,) = conn.execute("PRAGMA page_size").fetchone()
    return "it ends in the middle of a page" if size % page else ""


def _schema_trouble(conn: sqlite3.Connection, tables: Set[str]) -> str:
    """Why these tables are not those of a journal that this program knows; empty where they are."""
    if not {"migration", "session"} <= tables:
        return "it is no journal"
    applied = {row[0] for row in conn.execute("SELECT name FROM migration")}
    if "001-sessions" not in applied:
        return "it is no journal"
    if not applied <= {name for name, _ in MIGRATIONS}:
        return "it was written by a newer massage-mind"
    return ""


def _record_trouble(conn: sqlite3.Connection, tables: Set[str]) -> str:
    """What is wrong with the first record that cannot be read whole; empty where all can."""
    row = conn.execute(
        f"SELECT id, kind FROM record WHERE kind NOT IN ({', '.join('?' * len(KINDS))}) LIMIT 1", KINDS
    ).fetchone()
    if row is not None:
        return f"record {row[0]} is of no kind there is ({row[1]})"
    for kind in tables & DETAILS.keys():
        row = conn.execute(
            f"SELECT id FROM record WHERE kind = ? AND n NOT IN (SELECT n FROM {kind}) LIMIT 1", (kind,)
        ).fetchone()
        if row is not None:
            return f"record {row[0]} has lost its content"
    return ""


def _of_the_index(line: str) -> bool:
    """Whether what SQLite found wrong is in the tables of the full-text search alone."""
    return any(name in line for name in ("words", "grams", "fts5"))


def _index_agrees(conn: sqlite3.Connection) -> bool:
    """Whether every record can be found by a search: its text is there, indexed as it is, and kept so by triggers."""
    try:
        (records,) = conn.execute("SELECT count(*) FROM record").fetchone()
        (docs,) = conn.execute("SELECT count(*) FROM doc").fetchone()
        (triggers,) = conn.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'doc_%'"
        ).fetchone()
        if records != docs or triggers != 3:
            return False
        for table, where in (("words", ""), ("grams", " WHERE unspaced <> ''")):
            (there,) = conn.execute(f"SELECT count(*) FROM {table}_docsize").fetchone()
            (wanted,) = conn.execute(f"SELECT count(*) FROM doc{where}").fetchone()
            if there != wanted:
                return False
        return _fts_agrees(conn)
    except sqlite3.Error:
        return False


def _fts_agrees(conn: sqlite3.Connection) -> bool:
    """What FTS5 itself says of its tables; raises sqlite3.Error. It asks for the right to write, and writes nothing."""
    conn.execute("PRAGMA query_only = OFF")
    try:
        conn.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as exc:
        if is_busy(exc) or says(exc, sqlite3.SQLITE_READONLY):
            return True  # Nobody to ask; what could be counted agrees.
        raise
    try:
        # With rank 1 the texts are compared as well; `grams` leaves most of them out, so only it itself is looked at.
        conn.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        conn.execute("INSERT INTO grams (grams) VALUES ('integrity-check')")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        conn.execute("PRAGMA query_only = ON")
    return True


def copies(path: Path) -> list[FileState]:
    """Every copy of this journal as it is, the newest first."""
    return [look_at(copy) for copy in reversed(backups(path))]
