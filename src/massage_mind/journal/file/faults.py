"""What SQLite says, in a sentence a person can act on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.home import HOME_VARIABLE
from massage_mind.journal.file.paths import backups_of
from massage_mind.words.reasons import reason_words

SqliteError = sqlite3.Error
"""What SQLite raises, for those who know no SQLite."""
_PRIMARY = 0xFF
_MOVED = 1032  # SQLITE_READONLY_DBMOVED


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """What goes wrong with this journal in here is raised as `StoreError`."""
    try:
        yield
    except sqlite3.Error as exc:
        raise as_store_error(path, exc) from exc
    except UnicodeDecodeError as exc:  # From SQLite itself: the names of tables are garbled.
        raise damaged(path, "is damaged") from exc
    except OSError as exc:
        raise StoreError(f"The journal {path} can't be used: {reason_words(exc)}.", _NOTHING_LOST) from exc


_NOTHING_LOST = "What is in it already is safe."


def as_store_error(path: Path, exc: sqlite3.Error) -> StoreError:
    """The same error as one sentence and what to do."""
    code = getattr(exc, "sqlite_errorcode", 0) & _PRIMARY
    if getattr(exc, "sqlite_errorcode", 0) == _MOVED:
        return StoreError(
            f"The journal {path} was put in the place of another one just now.", "Try again. " + _NOTHING_LOST
        )
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreError(
                f"The journal {path} is being written by another program.",
                "Try again in a moment. " + _NOTHING_LOST,
            )
        case sqlite3.SQLITE_FULL:
            return StoreError(
                f"The journal {path} can't be written: the disk is full.", "Make some room. " + _NOTHING_LOST
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreError(
                f"The journal {path} can't be written: it, its folder or its disk is read-only.",
                "Make it writable for you. " + _NOTHING_LOST,
            )
        case sqlite3.SQLITE_CANTOPEN if long := too_long(path):
            return long
        case sqlite3.SQLITE_CANTOPEN:
            return StoreError(
                f"The journal {path} can't be opened.",
                "Check that the file and its folder are yours to read and write.",
            )
        case sqlite3.SQLITE_CONSTRAINT if (
            str(exc) == "constraint failed"
        ):  # From within the full-text search.
            return StoreError(
                f"What a search in the journal {path} reads is damaged.",
                "To make it anew:",
                command="massage-mind journal recover",
            )
        case sqlite3.SQLITE_CONSTRAINT:
            return StoreError(
                f"The journal {path} didn't take a value ({exc}).",
                "Nothing was changed. Please report this.",
            )
        case sqlite3.SQLITE_NOTADB:
            return damaged(path, "isn't a journal, or its beginning is damaged")
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path, "is damaged")
        case sqlite3.SQLITE_IOERR:
            return StoreError(
                f"The journal {path} can't be read or written: the disk reports an error.",
                "Look at the disk and how full it is. " + _NOTHING_LOST,
            )
        case _:
            return damaged(path, f"can't be used ({exc})")


_LONGEST = 504
"""Bytes of a path that SQLite opens on POSIX: 512, and room for what it writes beside it."""
_COPY = len("backups/.journal-20261204T130000000Z-000-longest-step.sqlite3.1234567.tmp") - len(
    "journal.sqlite3"
)
"""So much longer is the path of a copy while it is written."""


def too_long(path: Path) -> StoreError | None:
    """What to say where the path of this journal, or of its copies, is longer than SQLite takes; None where none is."""
    size = max(len(os.fsencode(one)) for one in (path.absolute(), os.path.realpath(path)))
    if os.name != "posix" or size + _COPY <= _LONGEST:
        return None
    way = f"Move it to a folder with a shorter name, which {HOME_VARIABLE} may say."
    if size > _LONGEST:
        return StoreError(
            f"The path of the journal {path} is too long: {size} bytes, and SQLite takes {_LONGEST}.", way
        )
    if not (path.is_file() and os.access(path, os.R_OK | os.W_OK)):
        return None
    return StoreError(
        f"The path of the journal {path} is too long for a copy of it: {size} bytes, and SQLite takes "
        f"{_LONGEST - _COPY}.",
        f"{way} {_NOTHING_LOST}",
    )


def says(exc: BaseException, *codes: int) -> bool:
    """Whether it is SQLite that says one of these (primary) result codes."""
    return isinstance(exc, sqlite3.Error) and getattr(exc, "sqlite_errorcode", 0) & _PRIMARY in codes


def is_busy(exc: BaseException) -> bool:
    """Whether somebody else holds the file just now."""
    return says(exc, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def damaged(path: Path, how: str) -> StoreError:
    """The file itself is not as it should be. The way back is a copy; nothing here touches the file."""
    folder = backups_of(path)
    copies = sorted(folder.glob("*.sqlite3")) if folder.is_dir() else []
    if copies:
        there = (
            "There's a copy of it. To see it" if len(copies) == 1 else "There are copies of it. To see them"
        )
        way, line = f"{there} and go back:", "massage-mind journal recover"
    else:
        way = "To begin a new one with what can still be read of it; the file is kept:"
        line = "massage-mind journal recover --salvage"
    return StoreError(f"The journal {path} {how}.", way, command=line)
