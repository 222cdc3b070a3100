"""What a journal file is worth: whether it is whole, how many records it holds, whether a search finds them all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Set
from contextlib import closing
from functools import cache
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.journal.file.backup import backups
from massage_mind.journal.file.connect import connect, open_for_looking, open_in_memory, other_thing
from massage_mind.journal.file.content import read_through
from massage_mind.journal.file.faults import as_store_error, is_busy, says
from massage_mind.journal.file.schema import MIGRATIONS
from massage_mind.record.instants import LATEST_MS
from massage_mind.record.kinds import DETAILS, KIND_INFOS, KINDS
from massage_mind.values import dataclass
from massage_mind.words.reasons import reason_words

WHOLE_NUMBERS: Mapping[str, tuple[tuple[str, int, int], ...]] = {
    info.names[0]: tuple(
        (field.attribute, field.least, field.most) for field in info.fields if field.form == "whole"
    )
    for info in KIND_INFOS
}
"""The columns of each kind that hold a whole number, with the least and the most it can be."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What a journal file is worth: why it cannot be trusted (empty: it is whole), and how many records it holds.

    `index`: only what a search reads is out of step, which can be made anew. `newer`: the trouble is that this program
    is too old for it.
    """

    path: Path
    trouble: str
    records: int = 0
    size: int = 0
    index: bool = False
    newer: bool = False

    @property
    def damaged(self) -> bool:
        """Whether something is wrong with the file itself."""
        return bool(self.trouble) and not self.newer


def look_at(path: Path) -> FileState:
    """Check a journal file through and through. Raises `StoreError` only where it cannot be asked: somebody else is
    writing it, or what was broken off cannot be undone.
    """
    try:
        size = path.stat().st_size
    except OSError as exc:
        return FileState(path, "it is a link to nothing" if path.is_symlink() else reason_words(exc))
    if what := other_thing(path):
        return FileState(path, f"it is {what}")
    try:
        with closing(open_for_looking(path)) as conn:
            # Words that are no text any more are to be noticed here, not shown with signs in their place.
            conn.text_factory = bytes.decode
            return _checked(conn, path, size)
    except sqlite3.Error as exc:
        if is_busy(exc):
            raise as_store_error(path, exc) from exc
        if says(exc, sqlite3.SQLITE_READONLY):
            raise StoreError(
                f"{path} can't be looked through: something that was being written into it was broken off and has to "
                "be undone first, and it, its folder or its disk is read-only.",
                "Make it writable for you. Nothing is lost.",
            ) from exc
        strange = says(exc, sqlite3.SQLITE_NOTADB)
        return FileState(path, "it is no journal" if strange else str(exc), size=size)
    except (UnicodeDecodeError, ValueError) as exc:
        return FileState(path, str(exc), size=size)


def _checked(conn: sqlite3.Connection, path: Path, size: int) -> FileState:
    """From the outside in: the pages, whose file it is, the records. Each may only be asked where the one before holds."""
    problems = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(20)")]
    if trouble := _page_trouble(conn, problems, size):
        return FileState(path, trouble, size=size)
    tables = tables_of(conn)
    applied = _applied(conn, tables)
    if "session" not in tables or "001-sessions" not in applied:
        return FileState(path, "it is no journal", size=size)
    if not applied <= {name for name, _ in MIGRATIONS}:
        return FileState(path, "it was written by a newer massage-mind", size=size, newer=True)
    if "record" not in tables:
        return FileState(path, "", count_of(conn), size)
    if trouble := _table_trouble(conn, tables, applied) or _record_trouble(conn, tables):
        return FileState(path, trouble, size=size)
    content = read_through(conn)
    if content.trouble:
        return FileState(path, content.trouble, size=size)
    index = problems != ["ok"] or not _index_agrees(conn)
    if other := content.worded_otherwise:
        if not index:  # What a search reads agrees with itself, so it is the record that has changed.
            return FileState(path, f"the words of record {other} aren't those that were kept", size=size)
        index = True
    return FileState(path, "", count_of(conn), size, index=index)


def tables_of(conn: sqlite3.Connection) -> set[str]:
    """The names of all tables."""
    return {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def count_of(conn: sqlite3.Connection) -> int:
    """How many records a journal of any age holds; 0 where it is none. Raises sqlite3.Error."""
    tables = tables_of(conn)
    for table in ("record", "session"):
        if table in tables:
            return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    return 0


def _page_trouble(conn: sqlite3.Connection, problems: Iterable[str], size: int) -> str:
    """What is wrong with the file as SQLite sees it; empty where at most the index is."""
    for line in problems:
        if line != "ok" and not _of_the_index(line):
            return line.splitlines()[0]
    (page,) = conn.execute("PRAGMA page_size").fetchone()
    return "it ends in the middle of a page" if size % page else ""


def _applied(conn: sqlite3.Connection, tables: Set[str]) -> set[str]:
    """The names of the steps that made this file what it is."""
    return {row[0] for row in conn.execute("SELECT name FROM migration")} if "migration" in tables else set()


@cache
def _all_columns(applied: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """The columns by table of a journal with these steps; the same for every copy that is looked through."""
    with closing(open_in_memory(0, [one for one in MIGRATIONS if one[0] in applied])) as anew:
        return {table: _columns(anew, table) for table in tables_of(anew) if not _of_the_index(table)}


def _columns(conn: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(str(row[0]) for row in conn.execute("SELECT name FROM pragma_table_info(?)", (table,)))


def _table_trouble(conn: sqlite3.Connection, tables: Set[str], applied: Set[str]) -> str:
    """What is missing of the tables themselves, or lies in one without its record; empty where nothing does."""
    try:
        wanted = _all_columns(frozenset(applied))
    except (sqlite3.Error, StoreError):  # A later step without the one that it stands on.
        return "what it says of how it was brought up to date isn't whole"
    for table, columns in sorted(wanted.items()):
        if table not in tables:
            return f"its table {table} is missing"
        there = _columns(conn, table)
        if lost := sorted(columns - there):
            return f"its table {table} has lost its column {lost[0]}"
        if len(applied) < len(MIGRATIONS) and (more := sorted(there - columns)):
            return f"its table {table} has a column {more[0]} already, which it is still to get"
    loose = conn.execute("PRAGMA foreign_key_check").fetchone()
    return f"something in its table {loose[0]} belongs to a record that isn't there" if loose else ""


def _record_trouble(conn: sqlite3.Connection, tables: Set[str]) -> str:
    """What is wrong with the first record that cannot be read whole; empty where all can."""
    row = conn.execute(
        f"SELECT id, kind FROM record WHERE kind NOT IN ({', '.join('?' * len(KINDS))}) LIMIT 1", KINDS
    ).fetchone()
    if row is not None:
        return f"record {row[0]} is of no kind there is ({row[1]})"
    row = conn.execute(
        "SELECT id FROM record WHERE min(at, created_at, changed_at) < 0 OR max(at, created_at, changed_at) >= ? LIMIT 1",
        (LATEST_MS,),
    ).fetchone()
    if row is not None:
        return f"the time of record {row[0]} is out of reach"
    for kind in tables & DETAILS.keys():
        row = conn.execute(
            f"SELECT id FROM record WHERE kind = ? AND n NOT IN (SELECT n FROM {kind}) LIMIT 1", (kind,)
        ).fetchone()
        if row is not None:
            return f"record {row[0]} has lost its content"
    return _value_trouble(conn, tables)


def _value_trouble(conn: sqlite3.Connection, tables: Set[str]) -> str:
    """What no record can hold, although each by itself can be read: numbers out of bounds, a session that ends before it began."""
    for kind, whole in sorted(WHOLE_NUMBERS.items()):
        there = _columns(conn, kind) if kind in tables else frozenset()
        for column, least, most in whole:
            if column not in there:
                continue
            row = conn.execute(
                f"SELECT id, {column} FROM {kind} JOIN record USING ({'id' if kind == 'session' else 'n'}) "
                f"WHERE {column} NOT BETWEEN ? AND ? LIMIT 1",
                (least, most),
            ).fetchone()
            if row is not None:
                return f"{column} of record {row[0]} is {row[1]}"
    if "session" in tables:
        row = conn.execute("SELECT id FROM session WHERE ended_at < started_at LIMIT 1").fetchone()
        if row is not None:
            return f"record {row[0]} ended before it began"
    if "uid" in _columns(conn, "record"):
        row = conn.execute("SELECT id FROM record WHERE uid = '' LIMIT 1").fetchone()
        if row is not None:
            return f"record {row[0]} has lost the id that tells it from those of other machines"
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
    """What FTS5 itself says of its tables; raises sqlite3.Error.

    It asks for the right to write, and writes nothing; where it may not, a copy in memory is asked.
    """
    conn.execute("PRAGMA query_only = OFF")
    try:
        return _fts_asked(conn)
    except sqlite3.Error as exc:
        if is_busy(exc):
            return True  # Nobody to ask; what could be counted agrees.
        if not says(exc, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    finally:
        conn.execute("PRAGMA query_only = ON")
    with closing(connect(None)) as copy:
        conn.backup(copy)
        return _fts_asked(copy)


def _fts_asked(conn: sqlite3.Connection) -> bool:
    conn.execute("BEGIN IMMEDIATE")
    try:
        # With rank 1 the texts are compared as well; `grams` leaves most of them out, so only it itself is looked at.
        conn.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        conn.execute("INSERT INTO grams (grams) VALUES ('integrity-check')")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
    return True


def copies(path: Path) -> list[FileState]:
    """Every copy of this journal as it is, the newest first."""
    return [look_at(copy) for copy in reversed(backups(path))]
