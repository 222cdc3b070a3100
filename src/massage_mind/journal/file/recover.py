"""The way back when the journal file is damaged: which copies are whole, and putting one into its place.

What the damaged file still gives is merged into the copy before it takes the place, so that nothing written after the
copy is lost that can be read; the damaged file is kept. A journal that somebody else writes just now is not damaged.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import NonsenseError, StoreError
from massage_mind.home import sync_folder
from massage_mind.journal.carry.incoming import Tally
from massage_mind.journal.file.backup import backups, copy_to
from massage_mind.journal.file.connect import prepared
from massage_mind.journal.file.faults import as_store_error
from massage_mind.journal.file.schema import MIGRATIONS, SEARCH
from massage_mind.journal.rows import record_rows as heads
from massage_mind.record.head import Record
from massage_mind.record.kinds import DETAILS

if TYPE_CHECKING:
    from massage_mind.journal.store import Store

_MOST = 10_000_000
_NOT_OURS = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@dataclass(frozen=True, slots=True)
class State:
    """What a journal file is worth: why it cannot be trusted (empty: it is whole), and how many records it holds.

    `index`: only what a search reads is out of step, which can be made anew.
    """

    path: Path
    trouble: str
    records: int = 0
    size: int = 0
    index: bool = False


def look_at(path: Path) -> State:
    """Check a journal file through and through. Raises `StoreError` only where somebody else is writing it."""
    try:
        size = path.stat().st_size
    except OSError as exc:
        return State(path, exc.strerror or "cannot be read")
    try:
        with closing(_opened(path)) as conn:
            return _checked(conn, path, size)
    except sqlite3.Error as exc:
        if getattr(exc, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            raise as_store_error(path, exc) from exc
        return State(path, str(exc), size=size)
    except (UnicodeDecodeError, ValueError) as exc:
        return State(path, str(exc), size=size)


def _opened(path: Path) -> sqlite3.Connection:
    """For looking; what a killed writer left half-written is undone, as every command does."""
    try:
        conn = prepared(path, busy_ms=2_000)
    except sqlite3.OperationalError as exc:
        if getattr(exc, "sqlite_errorcode", 0) & 0xFF in _NOT_OURS:
            return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        raise
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException as exc:
        conn.close()
        if (
            isinstance(exc, sqlite3.OperationalError)
            and getattr(exc, "sqlite_errorcode", 0) & 0xFF in _NOT_OURS
        ):
            return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        raise
    return conn


def _checked(conn: sqlite3.Connection, path: Path, size: int) -> State:
    problems = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(20)")]
    ours = [line for line in problems if line != "ok" and not _of_the_index(line)]
    if ours:
        return State(path, ours[0].splitlines()[0], size=size)
    (page,) = conn.execute("PRAGMA page_size").fetchone()
    if size % page:
        return State(path, "it ends in the middle of a page", size=size)
    tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "migration" not in tables or "session" not in tables:
        return State(path, "it is no journal", size=size)
    applied = {row[0] for row in conn.execute("SELECT name FROM migration")}
    known = {name for name, _ in MIGRATIONS}
    if "001-sessions" not in applied:
        return State(path, "it is no journal", size=size)
    if applied - known:
        return State(path, "it was written by a newer massage-mind", size=size)
    if "record" not in tables:
        (count,) = conn.execute("SELECT count(*) FROM session").fetchone()
        return State(path, "", count, size)
    for kind in DETAILS:
        row = conn.execute(
            f"SELECT id FROM record WHERE kind = ? AND n NOT IN (SELECT n FROM {kind}) LIMIT 1", (kind,)
        ).fetchone()
        if row is not None:
            return State(path, f"record {row[0]} has lost its content", size=size)
    (count,) = conn.execute("SELECT count(*) FROM record").fetchone()
    return State(path, "", count, size, index=problems != ["ok"] or not _index_agrees(conn))


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
        if getattr(exc, "sqlite_errorcode", 0) & 0xFF in (*_BUSY, sqlite3.SQLITE_READONLY):
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


def mend_index(store: Store) -> None:
    """Make what a search reads anew, out of the records."""
    with store.ground.writing() as conn:
        for name in ("doc_added", "doc_removed", "doc_changed"):
            conn.execute(f"DROP TRIGGER IF EXISTS {name}")
        for table in ("words", "grams"):
            # Where its own tables are damaged, dropping it as a virtual table fails; its parts can be dropped one by one.
            try:
                conn.execute(f"DROP TABLE IF EXISTS {table}")
            except sqlite3.Error:
                conn.execute("PRAGMA writable_schema = ON")
                conn.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
                conn.execute("PRAGMA writable_schema = RESET")
                for part in ("data", "idx", "content", "docsize", "config"):
                    conn.execute(f"DROP TABLE IF EXISTS {table}_{part}")
        conn.execute("DELETE FROM doc")
        for statement in SEARCH:
            conn.execute(statement)
        numbers = [row["n"] for row in conn.execute("SELECT n FROM record ORDER BY n")]
        for n in numbers:
            for record in heads.read_records(conn, "WHERE record.n = ?", (n,)):
                heads.index(conn, n, record.head, record.details)


def copies(path: Path) -> list[State]:
    """Every copy of this journal as it is, the newest first."""
    return [look_at(copy) for copy in reversed(backups(path))]


def put_back(
    path: Path, copy: Path | None, *, now_ms: int, salvaging: bool = True
) -> tuple[Path | None, Tally]:
    """Put a copy, or an empty journal, into the place of the journal; with what the file there still gives merged in.

    Returns where that file is now (None if there was none), and what could be saved out of it. Nobody else can write
    meanwhile. Raises `StoreError` if the copy is not whole or the journal is being written; then nothing was changed.
    """
    from massage_mind.journal.carry.merge import merge
    from massage_mind.journal.store import open_store

    if copy is not None and (state := look_at(copy)).trouble:
        raise StoreError(
            f"{copy} is no whole journal: {state.trouble}.", "Choose another copy. Nothing was changed."
        )
    target = Path(os.path.realpath(path))
    passing = target.with_name(f".{target.name}.recovering-{os.getpid()}")
    aside = _free_name(target, now_ms, "damaged" if salvaging else "before")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with _held(target):
            passing.unlink(missing_ok=True)
            if copy is not None:
                with closing(_opened(copy)) as source:
                    copy_to(source, passing)
            tally = Tally()
            with open_store(passing, writing=True, now_ms=now_ms, busy_ms=0) as store:
                if salvaging and target.exists():
                    _salvage_tombstones(store, target)
                    tally = merge(store, salvage(target), now_ms=now_ms)
                    _salvage_beside(store, target)
            if os.name != "nt":
                return _swap(target, passing, aside), tally
        # There an open file cannot be replaced, so the lock is let go of just before.
        return _swap(target, passing, aside), tally
    except OSError as exc:
        raise StoreError(f"The journal {path} cannot be replaced: {exc.strerror or exc}.") from exc
    finally:
        passing.unlink(missing_ok=True)


def _swap(target: Path, passing: Path, aside: Path) -> Path | None:
    """Put the new file into the place of the old one, which is kept under another name: that, or None if there was none."""
    moved = target.exists()
    if moved:
        _keep_aside(target, aside)
        hot = target.with_name(target.name + "-journal")
        if hot.exists():  # What a killed writer left belongs to the damaged file, not to the copy.
            os.replace(hot, aside.with_name(aside.name + "-journal"))
    # From one instant to the next: there is never no journal.
    os.replace(passing, target)
    sync_folder(target.parent)
    return aside if moved else None


def _keep_aside(target: Path, aside: Path) -> None:
    """The same file under a second name; a copy where the file system has no second names."""
    try:
        os.link(target, aside)
    except OSError:
        import shutil

        shutil.copyfile(target, aside)
        aside.chmod(0o600)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Nobody else writes or reads this file. One that is too damaged to be locked is nobody's. Raises `StoreError`."""
    if not path.exists():
        yield
        return
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=2, isolation_level=None)
    with closing(conn):
        try:
            conn.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as exc:
            if getattr(exc, "sqlite_errorcode", 0) & 0xFF in _BUSY:
                raise as_store_error(path, exc) from exc
        yield


def _free_name(target: Path, now_ms: int, word: str) -> Path:
    number = now_ms // 1000
    while (found := target.with_name(f"{target.name}.{word}-{number}")).exists():
        number += 1
    return found


def _damaged_file(path: Path) -> sqlite3.Connection:
    """A connection that reads what it can, also of a file that is shorter than it says. Raises sqlite3.Error, OSError."""
    conn = prepared(path, busy_ms=0)
    conn.execute("PRAGMA writable_schema = ON")
    return conn


def salvage(path: Path) -> Iterator[tuple[str, Record | NonsenseError]]:
    """Whatever records a damaged file still gives, one by one; where it gives nothing more, that is the end."""
    try:
        conn = _damaged_file(path)
    except (sqlite3.Error, OSError):
        return
    with closing(conn):
        for n in _numbers(conn):
            try:
                found = heads.read_records(conn, "WHERE record.n = ?", (n,))
            except (sqlite3.Error, ValueError):
                continue
            for record in found:
                if _can_be(record):
                    yield f"record {record.id}", record


def _can_be(record: Record) -> bool:
    """Whether the record makes sense as a whole: what a damaged file gives may be anything."""
    from massage_mind.record.document import read_record, record_document

    try:
        read_record(record_document(record))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def _salvage_tombstones(store: Store, path: Path) -> None:
    """What was deleted for good: it does not come back with the copy, nor with an older export later."""
    try:
        conn = _damaged_file(path)
    except (sqlite3.Error, OSError):
        return
    with closing(conn):
        found = [
            (row["id"], row["source"], row["deleted_at"])
            for row in _rows(conn, "SELECT id, source, deleted_at FROM tombstone")
            if isinstance(row["id"], str)
            and isinstance(row["source"], str)
            and isinstance(row["deleted_at"], int)
        ]
    store.records.forget([one for one, _, _ in found], now_ms=0)
    with store.ground.writing() as new:
        new.executemany("INSERT OR REPLACE INTO tombstone (id, source, deleted_at) VALUES (?, ?, ?)", found)


def _salvage_beside(store: Store, path: Path) -> None:
    """Earlier versions, and what no export carries (declined, offered), as far as the damaged file gives them."""
    try:
        conn = _damaged_file(path)
    except (sqlite3.Error, OSError):
        return
    with closing(conn), store.ground.writing() as new:
        for row in _rows(
            conn,
            "SELECT record.id, place, until, document FROM version JOIN record USING (n) ORDER BY n, place",
        ):
            n = heads.number_of(new, str(row["id"]))
            place = row["place"]
            if n is None or not isinstance(row["until"], int) or not _is_json(row["document"]):
                continue
            if not isinstance(place, int) or place < 0:
                continue
            new.execute(
                "INSERT OR REPLACE INTO version (n, place, until, document) VALUES (?, ?, ?, ?)",
                (n, place, row["until"], row["document"]),
            )
        for row in _rows(conn, "SELECT id, declined_at FROM session WHERE declined_at IS NOT NULL"):
            if isinstance(row["declined_at"], int):
                new.execute(
                    "UPDATE session SET declined_at = ? WHERE id = ?", (row["declined_at"], str(row["id"]))
                )
        for row in _rows(conn, "SELECT id, stage, offered_at FROM follow_up"):
            if row["stage"] in ("next-day", "two-days") and heads.number_of(new, str(row["id"])) is not None:
                new.execute(
                    "INSERT OR REPLACE INTO follow_up (id, stage, offered_at) VALUES (?, ?, ?)",
                    (row["id"], row["stage"], _instant(row["offered_at"])),
                )


def _instant(value: object) -> int:
    """A time out of a damaged file; the beginning of all of them where it is none."""
    return value if isinstance(value, int) else 0


def _is_json(text: object) -> bool:
    try:
        return isinstance(json.loads(str(text)), dict)
    except (ValueError, RecursionError):
        return False


def _rows(conn: sqlite3.Connection, question: str) -> Iterator[sqlite3.Row]:
    """The rows as far as they can be read."""
    try:
        yield from conn.execute(question)
    except (sqlite3.Error, ValueError):
        return


def _numbers(conn: sqlite3.Connection) -> list[int]:
    """The numbers to try: as many as the file still tells of, from both ends of its tables and indexes."""
    found: set[int] = set()
    for question in (
        "SELECT n FROM record",
        "SELECT n FROM record ORDER BY n DESC",
        "SELECT n FROM record INDEXED BY record_by_time WHERE at >= 0 ORDER BY at DESC",
        *(f"SELECT n FROM {table}" for table in ("entry", "checkin", "doc")),
    ):
        for row in _rows(conn, question):
            if isinstance(row["n"], int) and 0 < row["n"] < _MOST:
                found.add(row["n"])
    return sorted(found)
