"""The one door to the record. Whoever has the store open reads and writes through its methods, in the model's words."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from massage_mind.errors import NonsenseError, StoreError
from massage_mind.home import Home, private_folder
from massage_mind.journal.file.connect import BUSY_MS, Opened, open_for_reading, open_for_writing
from massage_mind.journal.file.faults import as_store_error, damaged, spoken
from massage_mind.journal.file.journal_file import Ground
from massage_mind.journal.file.migrations import transaction
from massage_mind.journal.file.paths import FILE, rescue_files
from massage_mind.journal.file.process import is_alive
from massage_mind.journal.ledger import Ledger
from massage_mind.journal.rows import record_rows as heads
from massage_mind.journal.rows import session_rows as rows
from massage_mind.record import ids
from massage_mind.record.head import Head
from massage_mind.record.session import SESSIONS, Around, NewSession, SessionRecord
from massage_mind.record.texts import has_broken_letters

if TYPE_CHECKING:
    from massage_mind.record.progress import Ending, Progress

SILENT_MS = 30_000
"""A session not heard of for this long is no longer running."""
RESUMABLE_MS = 12 * 3_600_000
_LONGEST_MS = 24 * 3_600_000
"""No session lasts longer, pauses and all; it lets a question about recent ones use the index."""
_RESUMABLE_SIGNALS = tuple(
    {0} | {int(getattr(signal, name)) for name in ("SIGHUP", "SIGTERM", "SIGBREAK") if hasattr(signal, name)}
)


def open_store(
    home: Home | Path,
    *,
    writing: bool,
    now_ms: int,
    busy_ms: int = BUSY_MS,
    alive: Callable[[int], bool] = is_alive,
    new_id: Callable[[], str] = ids.new_id,
) -> Store:
    """Open the journal of this home, or this journal file.

    For writing: makes it if need be, brings it up to date (a copy first) and folds in what an earlier session could
    not write. For reading: creates nothing; a missing file reads as empty. `now_ms` is UTC. Raises `StoreError`.
    """
    path = home.data_dir / FILE if isinstance(home, Home) else home
    if isinstance(home, Home) and writing and home.data_dir.parent == home.config_file.parent:
        with spoken(path):
            private_folder(home.data_dir.parent, only_if_ours=True)
    if writing:
        store = Store(path, open_for_writing(path, now_ms=now_ms, busy_ms=busy_ms), alive, new_id)
        store.fold_in()
        if busy_ms >= BUSY_MS:  # Who cannot wait for a lock cannot wait for a copy either.
            from massage_mind.journal.file.upkeep import keep_up

            store.notices += keep_up(store, now_ms=now_ms)
        return store
    notices: tuple[str, ...] = ()
    if rescue_files(path):
        # The end of a session is waiting outside the journal: fold it in if that can be done at once.
        try:
            with open_store(path, writing=True, now_ms=now_ms, busy_ms=0, alive=alive) as folding:
                notices = folding.notices
        except StoreError as exc:
            notices = (f"The end of a session waits beside the journal: {exc.sentence}",)
    conn, more = open_for_reading(path, now_ms=now_ms, busy_ms=busy_ms)
    return Store(path, (conn, notices + more), alive, new_id)


class Store:
    """An open journal. Close it, or use it as a context manager. One thread, one store.

    Times handed in are UTC milliseconds. Every method raises `StoreError` with a sentence where the file does not
    let it do its work, but for `keep`, which never raises and never waits.
    """

    def __init__(
        self, path: Path, opened: Opened, alive: Callable[[int], bool], new_id: Callable[[], str]
    ) -> None:
        self.path = path
        self._conn, self.notices = opened
        """Sentences a person should read once: what was found open to others and closed, what was folded in."""
        self.ground = Ground(path, self._conn, new_id)
        self.records = Ledger(self.ground, self._as_of)
        """Records of every kind; what is below is for sessions."""
        self.trouble = ""
        """Why the latest `keep` could not write; empty if it could."""
        self._alive = alive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go. May be called twice."""
        self._conn.close()

    # ------------------------------------------------------------ a session while it runs

    def begin_session(self, new: NewSession, *, now_ms: int) -> str:
        """Write down that a session begins, and return its id. If it resumes another, that one ends here."""
        if has_broken_letters(new.resumed_from):
            raise self._unknown(new.resumed_from)
        with self._writing():
            return self._begin(new, now_ms)

    def _begin(self, new: NewSession, at_ms: int) -> str:
        session_id = self.ground.free_id()
        if new.resumed_from:
            rows.presume_ended(self._conn, new.resumed_from)
        rows.insert_session(self._conn, session_id, new, at_ms)
        head = Head(
            session_id,
            "quiet-hour" if new.quiet_hour else "session",
            at_ms,
            new.zone,
            created_at=new.logged_at or at_ms,
            changed_at=new.logged_at or at_ms,
            appointment=new.appointment,
            tags=new.tags,
        )
        heads.insert_head(self._conn, head)
        self._index(session_id)
        return session_id

    def log_session(self, new: NewSession, progress: Progress, *, at_ms: int) -> str:
        """Write down that a session was taken at this time, without this program. Its id."""
        with self._writing():
            session_id = self._begin(new, at_ms)
            self._end(session_id, progress, "finished", 0, at_ms + progress.played_ms)
        return session_id

    def keep(self, session_id: str, progress: Progress, *, now_ms: int) -> bool:
        """Write how a running session stands, with its heartbeat. Never waits for a lock, never raises.

        False: it could not be written now (`trouble` says why); try again later. Doing it twice changes nothing. A
        session that somebody else took for dead is running again; one that has ended stays ended.
        """
        try:
            self._conn.execute("PRAGMA busy_timeout = 0")
            try:
                with transaction(self._conn):
                    touched = rows.beat(self._conn, session_id, now_ms)
                    if touched:
                        rows.write_progress(self._conn, session_id, progress)
            finally:
                self._conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        except sqlite3.Error as exc:
            self.trouble = as_store_error(self.path, exc).sentence
            return False
        except UnicodeDecodeError:
            self.trouble = damaged(self.path, "is damaged").sentence
            return False
        self.trouble = "" if touched else f"The journal {self.path} has no running session {session_id}."
        return bool(touched)

    def end_session(
        self, session_id: str, progress: Progress, ending: Ending, signum: int = 0, *, now_ms: int
    ) -> None:
        """Write down how a session ended.

        If the journal cannot be written, the end goes into a small file beside it, to be folded in by the next
        command that writes, and `StoreError` says so.
        """
        try:
            with self._writing():
                if not self._end(session_id, progress, ending, signum, now_ms):
                    raise self._unknown(session_id)
        except StoreError as exc:
            if not isinstance(exc.__cause__, sqlite3.Error):
                raise
            from massage_mind.journal.file.rescue import Rescued, rescue

            rescued = Rescued(session_id, progress, ending, signum, now_ms)
            raise rescue(self.path, rescued, exc) from exc

    def _end(self, session_id: str, progress: Progress, ending: Ending, signum: int, ended_at: int) -> bool:
        known = rows.end(self._conn, session_id, progress, ending, signum, ended_at)
        if known:
            self._index(session_id)
        return known

    def _touch(self, session_id: str, now_ms: int) -> None:
        """The session has changed: for an export, and for what a search finds."""
        rows.touch(self._conn, session_id, now_ms)
        self._index(session_id)

    def _index(self, session_id: str) -> None:
        n = heads.number_of(self._conn, session_id)
        assert n is not None
        (found,) = heads.read_records(self._conn, "WHERE record.id = ?", (session_id,))
        heads.index(self._conn, n, found.head, found.details)

    def add_ratings(self, session_id: str, phase: Around, ratings: Mapping[str, int], *, now_ms: int) -> None:
        """Ratings from 0 to 10 by item, before or after this session. The same item again replaces the value."""
        if ratings:
            self.records.rate(session_id, phase, dict(ratings), now_ms=now_ms)

    def add_answers(self, session_id: str, answers: Iterable[tuple[str, str]], *, now_ms: int) -> None:
        """Questions asked around the session, with their answers; added to those there are."""
        with self._writing():
            self._must_exist(session_id)
            rows.add_answers(self._conn, session_id, answers)
            self._touch(session_id, now_ms)

    # ------------------------------------------------------------ sessions afterwards

    def sessions(
        self,
        limit: int | None = None,
        *,
        now_ms: int,
        moment: str = "",
        since_ms: int | None = None,
        bare: bool = False,
    ) -> list[SessionRecord]:
        """The latest sessions, newest first; of this moment, begun at or after this instant.

        `bare`: without sections, marks, ratings and answers, which a list does not show.
        """
        conditions: list[str] = []
        values: list[object] = []
        if moment:
            conditions.append("moment = ?")
            values.append(moment)
        if since_ms is not None:
            conditions.append("started_at >= ?")
            values.append(since_ms)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        return self._read(now_ms, where, values, -1 if limit is None else limit, bare=bare)

    def session(self, id_or_prefix: str, *, now_ms: int) -> SessionRecord:
        """The session with this id, or the only one whose id begins so."""
        details = self.records.get(id_or_prefix, now_ms=now_ms, kinds=SESSIONS).details
        assert isinstance(details, SessionRecord)
        return details

    def journey(self, record: SessionRecord, *, now_ms: int) -> list[SessionRecord]:
        """The sessions taken as one way with this one, in their order; itself alone where it was taken alone."""
        if not record.journey:
            return [record]
        return self._read(now_ms, "WHERE journey = ? AND journey <> ''", (record.journey,))[::-1]

    def count_sessions(self, moment: str = "") -> int:
        """How many sessions were ever begun, of this moment or in all."""
        with self._reading():
            (count,) = self._conn.execute(
                "SELECT count(*) FROM session WHERE ? IN ('', moment)", (moment,)
            ).fetchone()
        return int(count)

    def running(self, now_ms: int) -> bool:
        """Whether a session runs at this moment."""
        return any(record.ending is None for record in self._read(now_ms, "WHERE ending IS NULL", bare=True))

    def unfinished(self, now_ms: int) -> list[SessionRecord]:
        """Sessions without an end whose process is gone, newest first."""
        return [record for record in self._read(now_ms, "WHERE ending IS NULL") if record.ending is not None]

    def keep_unfinished(self, session_id: str) -> None:
        """End such a session as interrupted, at the time it was last heard of. One that has ended stays as it is."""
        with self._writing():
            self._must_exist(session_id)
            rows.presume_ended(self._conn, session_id)

    def resumable(self, now_ms: int) -> list[SessionRecord]:
        """Sessions that something else cut short in the last 12 hours, newest first: offer to go on with the first.

        Not those ended with Ctrl-C, nor what was resumed or declined already, nor what had come to its end anyway.
        """
        signals = ", ".join("?" * len(_RESUMABLE_SIGNALS))
        where = f"""
            WHERE (ending IS NULL OR (ending = 'interrupted' AND signum IN ({signals})))
            AND started_at >= ? AND heartbeat_at >= ? AND declined_at IS NULL AND position_ms < total_ms
            AND NOT EXISTS (SELECT 1 FROM session AS later WHERE later.resumed_from = session.id)
        """
        found = self._read(
            now_ms, where, (*_RESUMABLE_SIGNALS, now_ms - RESUMABLE_MS - _LONGEST_MS, now_ms - RESUMABLE_MS)
        )
        return [record for record in found if record.ending is not None]

    def decline(self, session_id: str, *, now_ms: int) -> None:
        """The person does not want to go on with this session: it is kept as it is and not offered again."""
        with self._writing():
            self._must_exist(session_id)
            rows.presume_ended(self._conn, session_id)
            self._conn.execute("UPDATE session SET declined_at = ? WHERE id = ?", (now_ms, session_id))

    # ------------------------------------------------------------ underneath

    def fold_in(self) -> None:
        """Take what waits beside the journal into it. What cannot be read is set aside and named in `notices`."""
        for path in rescue_files(self.path):
            from massage_mind.journal.file.rescue import read_rescue

            try:
                was = read_rescue(path)
                with self._writing():
                    known = self._end(was.session_id, was.progress, was.ending, was.signum, was.ended_at)
                if not known:
                    raise NonsenseError("no such session")
                path.unlink()
            except ValueError as exc:
                aside = path.with_name(path.name + ".unreadable")
                with spoken(self.path):
                    path.replace(aside)
                self.notices += (
                    f"{path.name} could not be taken into the journal ({exc}); it is now {aside}.",
                )
            except (StoreError, OSError) as exc:
                self.notices += (f"The end of a session still waits in {path}: {exc}",)

    def _must_exist(self, session_id: str) -> None:
        if has_broken_letters(session_id) or not rows.is_known(self._conn, session_id):
            raise self._unknown(session_id)

    def _unknown(self, session_id: str) -> StoreError:
        return StoreError(
            f"There is no session {session_id!r} in the journal.", "`massage-mind journal list` shows all."
        )

    def _read(
        self,
        now_ms: int,
        where: str = "",
        values: Iterable[object] = (),
        limit: int = -1,
        *,
        bare: bool = False,
    ) -> list[SessionRecord]:
        with self._reading():
            found = rows.read_sessions(self._conn, where, tuple(values), limit, bare=bare)
        return [self._as_of(record, now_ms) for record in found]

    def _as_of(self, record: SessionRecord, now_ms: int) -> SessionRecord:
        """The record as it reads now: what has no end and whose process is gone was interrupted."""
        if record.ending is not None:
            return record
        if now_ms - record.heartbeat_at <= SILENT_MS and self._alive(record.pid):
            return record
        return replace(record, ending="interrupted", ended_at=record.heartbeat_at)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self.ground.writing():
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self.ground.reading():
            yield


class StoreRecorder:
    """Keeps one running session: what the loop writes to. `wall` gives UTC milliseconds."""

    def __init__(self, store: Store, session_id: str, wall: Callable[[], int]) -> None:
        self._store = store
        self._session_id = session_id
        self._wall = wall

    @property
    def trouble(self) -> str:
        """Why the latest attempt could not write; empty if it could."""
        return self._store.trouble

    def keep(self, progress: Progress) -> bool:
        """Write how it stands without ever waiting for a lock. False: not now, try again later."""
        return self._store.keep(self._session_id, progress, now_ms=self._wall())
