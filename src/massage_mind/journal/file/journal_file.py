"""An open journal file: its connection, and how it is read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.errors import StoreError
from massage_mind.journal.file.faults import as_store_error, damaged, spoken
from massage_mind.journal.file.migrations import transaction
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from massage_mind.journal.file.look import FileState

Connection: TypeAlias = sqlite3.Connection
"""What the functions of `rows` are handed; nobody else asks anything of it."""
_ID_TRIES = 50


def is_taken(conn: sqlite3.Connection, record_id: str) -> bool:
    """Whether a record has this id, or had it and was deleted for good."""
    question = "SELECT 1 FROM record WHERE id = ? UNION ALL SELECT 1 FROM tombstone WHERE id = ?"
    return conn.execute(question, (record_id, record_id)).fetchone() is not None


def was_forgotten(conn: sqlite3.Connection, record_id: str) -> bool:
    """Whether a record with this id was deleted for good."""
    return conn.execute("SELECT 1 FROM tombstone WHERE id = ?", (record_id,)).fetchone() is not None


class Kept:
    """What has been written into a journal since it was opened, for somebody who could not be told of it."""

    __slots__ = ("changed", "ids")

    def __init__(self) -> None:
        self.ids: list[str] = []
        """Of the records that are new."""
        self.changed = False
        """Whether anything else of the record is different."""


class JournalFile:
    """An open journal file. What goes wrong with it in `reading` or `writing` is raised as `StoreError`.

    `owner`: whose the connection is, if it is somebody else's; they close it, and stay as long as this is open.
    """

    def __init__(
        self,
        path: Path,
        conn: sqlite3.Connection,
        new_id: Callable[[], str],
        *,
        owner: object | None = None,
    ) -> None:
        self.path = path
        self.conn = conn
        self._owner = owner
        self._new_id = new_id
        self._given: list[str] = []
        self.kept = Kept()

    @property
    def is_there(self) -> bool:
        """Whether there is such a file, or somebody else keeps it."""
        return self._owner is not None or self.path.exists()

    def close(self) -> None:
        """Let the file go. May be called twice."""
        if self._owner is None:
            self.conn.close()

    @contextmanager
    def writing(self, *, beside: bool = False) -> Iterator[sqlite3.Connection]:
        """All of it or nothing. `beside`: nothing of it is what a person said or would want to hear of."""
        self._given.clear()
        before = self.conn.total_changes
        with spoken(self.path), transaction(self.conn):
            yield self.conn
        self.kept.ids += self._given
        self.kept.changed |= not beside and self.conn.total_changes > before

    @contextmanager
    def writing_at_once(self, busy_ms: int) -> Iterator[sqlite3.Connection]:
        """The same without ever waiting for a lock. Raises sqlite3.Error. Afterwards a lock is waited for `busy_ms`."""
        self.conn.execute("PRAGMA busy_timeout = 0")
        try:
            with transaction(self.conn):
                yield self.conn
        finally:
            self.conn.execute(f"PRAGMA busy_timeout = {busy_ms}")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view, so that a record and what belongs to it are of the same instant."""
        with spoken(self.path):
            self.conn.execute("BEGIN")
            try:
                yield self.conn
            except ValueError as exc:
                raise damaged(self.path, f"is damaged ({exc})") from exc
            finally:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")

    def free_id(self) -> str:
        """An id that no record has or had. To be called while writing."""
        for _ in range(_ID_TRIES):
            found = self._new_id()
            if not is_taken(self.conn, found):
                self._given.append(found)
                return found
        raise StoreError(f"The journal {self.path} has no free id left.", "Try once more.")

    def back_up(self, now_ms: int, before: str) -> FileState:
        """A copy beside the journal, and what it is worth. Raises `StoreError`; then there is no half copy."""
        from massage_mind.journal.file.backup import back_up

        with self._copying(self.path):
            return back_up(self.conn, self.path, now_ms=now_ms, before=before)

    def copy_to(self, target: Path) -> FileState:
        """A copy in a file that is not there yet, and what it is worth. Raises `StoreError`; then there is no half copy."""
        from massage_mind.journal.file.backup import copy_to

        with self._copying(target):
            return copy_to(self.conn, target)

    @contextmanager
    def _copying(self, target: Path) -> Iterator[None]:
        try:
            yield
        except FileExistsError:
            raise StoreError(
                f"{target} is there already.", "Choose another name. Nothing was written."
            ) from None
        except OSError as exc:
            if not target.parent.is_dir():
                sentence = f"There's no folder {target.parent}."
                raise StoreError(sentence, "Make it first, or name another.") from exc
            raise StoreError(f"The copy can't be written: {reason_words(exc)}.") from exc
        except sqlite3.Error as exc:
            raise as_store_error(target, exc) from exc
