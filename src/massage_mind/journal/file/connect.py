"""Opening the journal file: how SQLite is set up, who may read it, and what is done before anything else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from massage_mind.errors import StoreError
from massage_mind.home import close_to_others, private_folder
from massage_mind.journal.file.dialect import Migration
from massage_mind.journal.file.faults import as_store_error, damaged, is_busy, says, spoken, too_long
from massage_mind.journal.file.migrations import migrate, pending
from massage_mind.journal.file.paths import backups_of

Opened: TypeAlias = tuple[sqlite3.Connection, tuple[str, ...]]
"""A connection that is ready, and sentences a person should read once."""

BUSY_MS = 10_000
"""How long a command waits for another one that is writing."""

_UNQUOTED = frozenset("/_.-~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SMALLEST = 512
"""The smallest page there is: no database is smaller, unless it is empty."""


def connect(
    path: Path | None, *, mode: Literal["rw", "ro"] = "rw", busy_ms: int = BUSY_MS
) -> sqlite3.Connection:
    """A bare connection to a file that is there, or to a database in memory. Raises sqlite3.Error.

    This is the only door to SQLite: a key to a locked journal would be handed over here.
    """
    if path is None:
        # Nobody need close it (`MemoryJournal`), so it is closed where Python collects: in whatever thread is at work.
        return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    # Read and write where possible, since even a reader may have to undo what a killed writer left half-written.
    return sqlite3.connect(
        f"{uri_of(path)}?mode={mode}", uri=True, timeout=busy_ms / 1000, isolation_level=None
    )


def uri_of(path: Path) -> str:
    """The path as a URI. Most have nothing to quote, and what quotes takes a thirtieth of the time to start."""
    whole = path.absolute()
    text = whole.as_posix()
    plain = text.startswith("/") and not text.startswith("//") and _UNQUOTED.issuperset(text)
    return f"file://{text}" if plain else whole.as_uri()


def open_for_writing(
    path: Path, *, now_ms: int, busy_ms: int = BUSY_MS, steps: Sequence[tuple[str, Migration]] | None = None
) -> Opened:
    """The journal, made if need be, closed to others, and brought up to date. Raises `StoreError`."""
    with spoken(path):
        notices = [private_folder(path.parent)]
        for folder in {path.parent, Path(os.path.realpath(path)).parent, backups_of(path)}:
            from massage_mind.whole_files import sweep

            sweep(folder, now_s=now_ms / 1000)
        _refuse_other_things(path)
        _refuse_emptied(path)
        if path.exists():
            notices.append(close_to_others(path, 0o600))
        elif (long := too_long(path)) is not None:
            raise long  # Before an empty file is left there.
        else:
            # SQLite would make it readable by others. Through a symlink to nothing this makes what it points to.
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        conn = connect(path, busy_ms=busy_ms)
        try:
            _set_up(conn)
            _refuse_torn(conn, path)
            conn.execute("PRAGMA journal_mode = DELETE")
            # FULL would not wait for the name of the rollback journal to be gone: a power cut could bring it back, and
            # undo what was said to be kept.
            conn.execute("PRAGMA synchronous = EXTRA")
            conn.execute("PRAGMA foreign_keys = ON")
            # What is deleted for good is not to stay readable in free pages.
            conn.execute("PRAGMA secure_delete = ON")
            # Triggers fill the full-text tables, which SQLite allows in a trusted schema only. Readers have none.
            conn.execute("PRAGMA trusted_schema = ON")
            migrate(conn, path, now_ms=now_ms, steps=steps)
        except BaseException:
            conn.close()
            raise
    return conn, tuple(filter(None, notices))


def open_for_reading(
    path: Path, *, now_ms: int, busy_ms: int = BUSY_MS, steps: Sequence[tuple[str, Migration]] | None = None
) -> Opened:
    """The journal as it is; an empty one in memory if there is no file. Creates nothing. Raises `StoreError`.

    A file that has to be brought up to date first is, if it can be written; otherwise the sentence says so.
    """
    with spoken(path):
        _refuse_other_things(path)
        if not path.exists() or path.stat().st_size == 0:
            _refuse_emptied(path)
            return _nothing(now_ms, steps), ()
        conn = connect(path, busy_ms=busy_ms)
        try:
            _set_up(conn)
            _refuse_torn(conn, path)
            waiting = pending(conn, path, steps)
            if not waiting:
                conn.execute("PRAGMA query_only = ON")
                return conn, ()
        except BaseException:
            conn.close()
            raise
        conn.close()
    try:
        return open_for_writing(path, now_ms=now_ms, busy_ms=busy_ms, steps=steps)
    except StoreError as exc:
        raise StoreError(
            f"The journal {path} is from an older massage-mind and has to be brought up to date before it can be "
            f"read. That didn't work: {exc.sentence}",
            exc.hint,
            command=exc.command,
        ) from exc


def refuse_no_file(path: Path) -> None:
    """Raise `StoreError` where something is in the place of the journal that is no file."""
    if what := other_thing(path):
        raise StoreError(f"There is {what} where the journal should be: {path}.", "Move it away.")


def other_thing(path: Path) -> str:
    """What lies there instead of a file, in words; empty for a file and for nothing."""
    if not path.exists() or path.is_file():
        return ""
    return "a folder" if path.is_dir() else "a device or a pipe"


def _refuse_other_things(path: Path) -> None:
    refuse_no_file(path)
    if path.exists() and 0 < path.stat().st_size < _SMALLEST:
        # SQLite would take it for an empty one and write over what is left.
        raise damaged(path, "isn't a journal, or most of it is missing; it is damaged")


def _refuse_emptied(path: Path) -> None:
    """A file of nothing, or none, is a new journal, unless there are copies of what was in it."""
    there = path.exists()
    if (there and path.stat().st_size > 0) or not any(backups_of(path).glob("*.sqlite3")):
        return
    if there:
        raise damaged(path, "is empty, and there are copies of what was in it")
    raise StoreError(
        f"The journal {path} is gone, and there are copies of what was in it.",
        "Bring it back or, to put the newest whole copy there:",
        command="massage-mind journal recover --newest",
    )


def open_for_looking(path: Path) -> sqlite3.Connection:
    """A file that may be damaged, to look at; read-only where it is not ours to write. Raises sqlite3.Error.

    What a killed writer left half-written is undone where that can be, as every command does.
    """
    try:
        conn = _prepared(path, busy_ms=2_000)
        try:
            conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            conn.close()
            raise
    except sqlite3.OperationalError as exc:
        if says(exc, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            return connect(path, mode="ro")
        raise
    return conn


@contextmanager
def open_damaged(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that reads what it can, also of a file that is shorter than it says; None where there is no way in."""
    try:
        conn = _prepared(path, busy_ms=0)
    except (sqlite3.Error, OSError):
        yield None
        return
    with closing(conn):
        conn.execute("PRAGMA writable_schema = ON")
        yield conn


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Nobody else writes or reads this file. One that is too damaged to be locked is nobody's. Raises `StoreError`."""
    if not path.exists():
        yield
        return
    with closing(connect(path, busy_ms=2_000)) as conn:
        try:
            conn.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as exc:
            if is_busy(exc):
                raise as_store_error(path, exc) from exc
        yield


def _prepared(path: Path, busy_ms: int) -> sqlite3.Connection:
    """A bare connection with our ways of reading, for a file that may be damaged. Raises sqlite3.Error."""
    conn = connect(path, busy_ms=busy_ms)
    try:
        _set_up(conn)
        conn.execute("PRAGMA query_only = ON")
    except BaseException:
        conn.close()
        raise
    return conn


def _set_up(conn: sqlite3.Connection) -> None:
    conn.row_factory = sqlite3.Row
    # A letter that a failing disk has changed shows as a replacement sign; the rest of the record is still readable.
    conn.text_factory = lambda raw: raw.decode("utf-8", "replace")
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA cell_size_check = ON")


def _refuse_torn(conn: sqlite3.Connection, path: Path) -> None:
    """SQLite notices missing pages, but reads what is missing of the last one as zeros."""
    conn.execute("BEGIN")
    try:
        conn.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()  # From here on nobody writes until the end.
        (page,) = conn.execute("PRAGMA page_size").fetchone()
        if path.stat().st_size % page:
            raise damaged(path, "ends in the middle of a page: it is damaged")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def open_in_memory(now_ms: int, steps: Sequence[tuple[str, Migration]] | None = None) -> sqlite3.Connection:
    """An empty journal that is nowhere but in memory, for writing and reading."""
    conn = connect(None)
    try:
        _set_up(conn)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA trusted_schema = ON")
        migrate(conn, None, now_ms=now_ms, steps=steps)
    except BaseException:
        conn.close()
        raise
    return conn


def passing_copy(source: sqlite3.Connection) -> sqlite3.Connection:
    """What is in this journal, brought up to date in a file without a name that is gone when it is closed.

    Raises sqlite3.Error, and `StoreError` as `migrate`.
    """
    conn = sqlite3.connect("", isolation_level=None)
    try:
        source.backup(conn)
        _set_up(conn)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA trusted_schema = ON")
        migrate(conn, None, now_ms=0)
        conn.execute("PRAGMA trusted_schema = OFF")
        conn.execute("PRAGMA query_only = ON")
    except BaseException:
        conn.close()
        raise
    return conn


def _nothing(now_ms: int, steps: Sequence[tuple[str, Migration]] | None) -> sqlite3.Connection:
    conn = open_in_memory(now_ms, steps)
    conn.execute("PRAGMA query_only = ON")
    return conn
