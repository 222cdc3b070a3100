"""Copies of the journal, made by SQLite itself, so that each is whole whatever else is being written."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from massage_mind.home import private_folder, sync_folder
from massage_mind.journal.file.connect import connect
from massage_mind.journal.file.paths import backups_of

KEPT = 8
_OURS = re.compile(r"journal-\d{8}T\d{9}Z-.*\.sqlite3")


def back_up(conn: sqlite3.Connection, path: Path, *, now_ms: int, before: str) -> Path:
    """Copy the journal into the folder of backups, drop the oldest beyond eight, and return the copy's path.

    `before` says what is about to happen to it. Raises sqlite3.Error and OSError; then there is no half copy.
    """
    folder = backups_of(path)
    private_folder(folder)
    instant = datetime.fromtimestamp(now_ms / 1000, tz=UTC)
    stamp = f"{instant:%Y%m%dT%H%M%S}{now_ms % 1000:03}Z"
    copy = folder / f"journal-{stamp}-{before}.sqlite3"
    passing = folder / f".{copy.name}.{os.getpid()}.tmp"
    passing.unlink(missing_ok=True)
    copy_to(conn, passing)
    try:
        os.replace(passing, copy)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    # Those from the future were made when the clock was wrong, and go first.
    others = sorted(
        (one for one in backups(path) if one != copy), key=lambda one: (_at(one) <= now_ms, one.name)
    )
    for old in others[: -(KEPT - 1)]:
        old.unlink(missing_ok=True)
    return copy


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
    except ValueError:
        return None
    return round(stamp.timestamp() * 1000)


def copy_to(conn: sqlite3.Connection, target: Path) -> None:
    """A whole copy of the journal in a file that is not there yet. Raises FileExistsError, OSError, sqlite3.Error."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(connect(target)) as copied:
            conn.backup(copied)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
