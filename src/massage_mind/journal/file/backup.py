"""Copies of the journal, made by SQLite itself whatever else is being written, and each looked through when made."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.home import private_folder
from massage_mind.journal.file.connect import connect
from massage_mind.journal.file.paths import backups_of
from massage_mind.whole_files import passing_file

if TYPE_CHECKING:
    from massage_mind.journal.file.look import FileState

KEPT = 8
_OURS = re.compile(r"journal-\d{8}T\d{9}Z-.*\.sqlite3")


def back_up(conn: sqlite3.Connection, path: Path, *, now_ms: int, before: str) -> FileState:
    """Copy the journal into the folder of backups, and look through the copy: what it is worth is returned.

    `before` says what is about to happen to the journal. Of the copies that are whole the last eight are kept, and as
    many of those that are not, which never push a whole one out. Raises sqlite3.Error and OSError; then there is no
    half copy.
    """
    folder = backups_of(path)
    private_folder(folder)
    instant = datetime.fromtimestamp(now_ms / 1000, tz=UTC)
    stamp = f"{instant:%Y%m%dT%H%M%S}{now_ms % 1000:03}Z"
    made = copy_to(conn, folder / f"journal-{stamp}-{before}.sqlite3", over=True)
    _drop_surplus(path, made, now_ms)
    return made


def _drop_surplus(path: Path, made: FileState, now_ms: int) -> None:
    others = [one for one in backups(path) if one != made.path]
    if len(others) < KEPT:
        return
    # Those from the future were made when the clock was wrong, and go first.
    others.sort(key=lambda one: (_at(one) <= now_ms, one.name))
    whole = [one for one in others if _is_whole(one)]
    damaged = [one for one in others if one not in whole]
    for some, most in ((whole, KEPT - (not made.damaged)), (damaged, KEPT - made.damaged)):
        for old in some[:-most]:
            old.unlink(missing_ok=True)


def _is_whole(copy: Path) -> bool:
    """Whether it can be trusted; one that somebody reads from just now, so that it cannot be asked, is left for whole."""
    from massage_mind.journal.file.look import look_at

    try:
        return not look_at(copy).damaged
    except StoreError:
        return True


def _at(copy: Path) -> int:
    return made_at(copy) or 0


def backups(path: Path) -> list[Path]:
    """The copies of this journal, the oldest first."""
    folder = backups_of(path)
    if not folder.is_dir():
        return []
    return sorted(
        entry
        for entry in folder.iterdir()
        if _OURS.fullmatch(entry.name) and entry.is_file() and made_at(entry) is not None
    )


def made_at(copy: Path) -> int | None:
    """When a copy was made, in UTC milliseconds, as its name says; None for a name that says no time."""
    try:
        stamp = datetime.strptime(copy.name.split("-")[1], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    except (ValueError, IndexError):
        return None
    return round(stamp.timestamp() * 1000)


def copy_to(conn: sqlite3.Connection, target: Path, *, over: bool = False) -> FileState:
    """A whole copy of the journal, looked through before it gets its name: what it is worth is returned.

    A damaged journal gives a damaged copy: it is made, and its `trouble` says so. Raises OSError, FileExistsError for a
    name that is taken unless `over`, sqlite3.Error; then there is no half copy.
    """
    from massage_mind.journal.file.look import count_of, look_at

    with passing_file(target, over=over) as passing:
        with _one_view(conn):
            wanted = count_of(conn)
            fill(passing, conn)
        state = look_at(passing)
    if not state.trouble and state.records != wanted:
        state = replace(state, trouble=f"it holds {state.records} records, and the journal {wanted}")
    return replace(state, path=target)


def fill(target: Path, conn: sqlite3.Connection) -> None:
    """Copy what is in this connection into an empty file, which is nobody's yet. Raises sqlite3.Error."""
    with closing(connect(target)) as copied:
        # What is half done is thrown away, and what is whole is synced by whoever gives it its name.
        copied.execute("PRAGMA journal_mode = OFF")
        copied.execute("PRAGMA synchronous = OFF")
        conn.backup(copied)


@contextmanager
def _one_view(conn: sqlite3.Connection) -> Iterator[None]:
    """What is counted and what is copied are of the same instant."""
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
