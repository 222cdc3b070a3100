"""Sessions in the journal: written while they run, ended, gone on with, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.journal.file.connect import BUSY_MS
from massage_mind.journal.file.faults import SqliteError, as_store_error, damaged
from massage_mind.journal.file.journal_file import JournalFile
from massage_mind.journal.record_store import Records
from massage_mind.journal.rows import find_rows, record_rows, session_questions, session_rows
from massage_mind.record.head import Head
from massage_mind.record.ids import new_uid
from massage_mind.record.progress import Ending, Progress
from massage_mind.record.session import SESSIONS, NewSession, SessionRecord
from massage_mind.record.texts import has_broken_letters
from massage_mind.words.near import quoted

SILENT_MS = 30_000
"""A session not heard of for this long is no longer running."""


class SessionStore:
    """The part of a `Store` that keeps sessions. `alive` says whether a process with this number is there."""

    def __init__(self, file: JournalFile, wall: Callable[[], int], alive: Callable[[int], bool]) -> None:
        self.file = file
        self.wall = wall
        """UTC milliseconds by the clock it was opened with."""
        self.records = Records(file, wall, self._as_of)
        """Records of every kind; what is below is for sessions."""
        self.trouble = ""
        """Why the latest `keep` could not write; empty if it could."""
        self._alive = alive

    @property
    def path(self) -> Path:
        """Where the journal lies."""
        return self.file.path

    # ------------------------------------------------------------ a session while it runs

    def begin_session(self, new: NewSession) -> str:
        """Write down that a session begins, and return its id. If it resumes another, that one ends here."""
        if has_broken_letters(new.resumed_from):
            raise self._unknown(new.resumed_from)
        with self.file.writing():
            return self._begin(new, self.wall())

    def _begin(self, new: NewSession, at_ms: int) -> str:
        from massage_mind.journal.rows import draw_rows  # not for the many who only read

        session_id = self.file.free_id()
        if new.resumed_from:
            session_rows.presume_ended(self.file.conn, new.resumed_from)
        session_rows.insert_session(self.file.conn, session_id, new, at_ms)
        head = Head(
            session_id,
            "quiet-hour" if new.quiet_hour else "session",
            at_ms,
            new.zone,
            created_at=new.logged_at or at_ms,
            changed_at=new.logged_at or at_ms,
            appointment=new.appointment,
            tags=new.tags,
            uid=new_uid(),
        )
        record_rows.insert_head(self.file.conn, head)
        draw_rows.begin(self.file.conn, session_id, new)
        self._index(session_id)
        return session_id

    def log_session(self, new: NewSession, progress: Progress, *, at_ms: int) -> str:
        """Write down that a session was taken at this time, without this program. Its id.

        What a file says that was written for it before counts as heard then.
        """
        from massage_mind.journal.rows import draw_rows

        with self.file.writing():
            session_id = self._begin(new, at_ms)
            self._end(session_id, progress, "finished", 0, at_ms + progress.played_ms)
            draw_rows.hear_rendered(self.file.conn, session_id, new)
        return session_id

    def keep(self, session_id: str, progress: Progress, *, heard_before: int = 0) -> bool:
        """Write how a running session stands, with its heartbeat. Never waits for a lock, never raises.

        False: it could not be written now (`trouble` says why); try again later. Doing it twice changes nothing. A
        session that somebody else took for dead is running again; one that has ended stays ended. The first
        `heard_before` lines of those heard are written already: an hour's last writing is no larger than its first.
        """
        from massage_mind.journal.rows import draw_rows

        try:
            with self.file.writing_at_once(BUSY_MS) as conn:
                touched = session_rows.beat(conn, session_id, self.wall())
                if touched:
                    session_rows.write_progress(conn, session_id, progress)
                    draw_rows.hear(conn, session_id, progress.heard[heard_before:])
        except SqliteError as exc:
            self.trouble = as_store_error(self.path, exc).sentence
            return False
        except UnicodeDecodeError:
            self.trouble = damaged(self.path, "is damaged").sentence
            return False
        self.trouble = "" if touched else f"The journal {self.path} has no running session {session_id}."
        return bool(touched)

    def end_session(
        self,
        session_id: str,
        progress: Progress,
        ending: Ending,
        signum: int = 0,
        *,
        ended_at: int | None = None,
    ) -> None:
        """Write down how a session ended, and when: now, or UTC milliseconds of the clock that it began by.

        If the journal cannot be written, the end goes into a small file beside it, to be folded in by the next
        command that writes, and `StoreError` says so.
        """
        ended_at = self.wall() if ended_at is None else ended_at
        try:
            with self.file.writing():
                if not self._end(session_id, progress, ending, signum, ended_at):
                    raise self._unknown(session_id)
        except StoreError as exc:
            if not isinstance(exc.__cause__, SqliteError):
                raise
            from massage_mind.journal.file.rescue import Rescued, rescue

            rescued = Rescued(session_id, progress, ending, signum, ended_at)
            raise rescue(self.path, rescued, exc) from exc

    def _end(self, session_id: str, progress: Progress, ending: Ending, signum: int, ended_at: int) -> bool:
        from massage_mind.journal.rows import draw_rows

        known = session_rows.end(self.file.conn, session_id, progress, ending, signum, ended_at)
        if known:
            draw_rows.hear(self.file.conn, session_id, progress.heard)
            if ending != "interrupted":
                draw_rows.forget_draw_of(self.file.conn, session_id)
            self._index(session_id)
        return known

    def _touch(self, session_id: str) -> None:
        """The session has changed: for an export, and for what a search finds."""
        session_rows.touch(self.file.conn, session_id, self.wall())
        self._index(session_id)

    def _index(self, session_id: str) -> None:
        n = record_rows.number_of(self.file.conn, session_id)
        found = [] if n is None else find_rows.with_number(self.file.conn, n)
        if n is None or not found:  # It was written just before: an index or a page is not what it was.
            raise damaged(self.path, "is damaged")
        record_rows.index(self.file.conn, n, found[0].head, found[0].details)

    def add_answers(self, session_id: str, answers: Iterable[tuple[str, str]]) -> None:
        """Questions asked around the session, with their answers; an earlier answer to one of them gives way."""
        with self.file.writing():
            self._must_exist(session_id)
            session_rows.add_answers(self.file.conn, session_id, answers)
            self._touch(session_id)

    # ------------------------------------------------------------ sessions afterwards

    def sessions(
        self,
        limit: int | None = None,
        *,
        moment: str = "",
        since_ms: int | None = None,
        bare: bool = False,
    ) -> list[SessionRecord]:
        """The latest sessions, newest first; of this moment, begun at or after this instant.

        `bare`: without sections, marks, ratings and answers, which a list does not show.
        """
        with self.file.reading() as conn:
            found = session_questions.latest_sessions(
                conn, limit, moment=moment, since_ms=since_ms, bare=bare
            )
        return self._as_they_are(found)

    def session(self, id_or_prefix: str) -> SessionRecord:
        """The session with this id, or the only one whose id begins so."""
        details = self.records.get(id_or_prefix, kinds=SESSIONS).details
        assert isinstance(details, SessionRecord)
        return details

    def journey(self, record: SessionRecord) -> list[SessionRecord]:
        """The sessions taken as one way with this one, in their order; itself alone where it was taken alone."""
        if not record.journey:
            return [record]
        with self.file.reading() as conn:
            found = session_questions.journey_sessions(conn, record.journey)
        return self._as_they_are(found)

    def finished(self, scripts: Sequence[str]) -> list[SessionRecord]:
        """The sessions of these scripts that came to their end, the earliest first; bare as in `sessions`."""
        with self.file.reading() as conn:
            return session_questions.finished_sessions(conn, scripts)

    def count_sessions(self, moment: str = "") -> int:
        """How many sessions were ever begun, of this moment or in all."""
        with self.file.reading() as conn:
            return session_questions.count_sessions(conn, moment)

    def had_hands(self, style: str = "", *, least_ms: int = 0) -> bool:
        """Whether a session before or during a massage, planned to be so long, was ever taken with this program.

        Of this style, where one is named.
        """
        with self.file.reading() as conn:
            return session_questions.had_hands(conn, style, least_ms)

    def running(self) -> bool:
        """Whether a session runs at this moment."""
        with self.file.reading() as conn:
            found = session_questions.sessions_without_end(conn, bare=True)
        return any(record.ending is None for record in self._as_they_are(found))

    def unfinished(self) -> list[SessionRecord]:
        """Sessions without an end whose process is gone, newest first."""
        with self.file.reading() as conn:
            found = session_questions.sessions_without_end(conn)
        return [record for record in self._as_they_are(found) if record.ending is not None]

    def resumable(self) -> list[SessionRecord]:
        """Sessions that something else cut short in the last 12 hours, newest first: offer to go on with the first.

        Not those ended with Ctrl-C, nor what was resumed or declined already, nor what had come to its end anyway.
        """
        with self.file.reading() as conn:
            found = session_questions.resumable_sessions(conn, self.wall())
        return [record for record in self._as_they_are(found) if record.ending is not None]

    def decline(self, session_id: str) -> None:
        """The person does not want to go on with this session: it is kept as it is and not offered again."""
        with self.file.writing() as conn:
            self._must_exist(session_id)
            session_rows.presume_ended(conn, session_id)
            session_questions.decline_session(conn, session_id, self.wall())

    # ------------------------------------------------------------ underneath

    def _must_exist(self, session_id: str) -> None:
        if has_broken_letters(session_id) or not session_rows.is_known(self.file.conn, session_id):
            raise self._unknown(session_id)

    def _unknown(self, session_id: str) -> StoreError:
        return StoreError(
            f"There's no session {quoted(session_id)} in the journal.",
            "All there are:",
            command="massage-mind journal list",
        )

    def _as_they_are(self, found: Iterable[SessionRecord]) -> list[SessionRecord]:
        return [self._as_of(record) for record in found]

    def _as_of(self, record: SessionRecord) -> SessionRecord:
        """The record as it reads now: what has no end and whose process is gone was interrupted."""
        if record.ending is not None:
            return record
        if self.wall() - record.heartbeat_at <= SILENT_MS and self._alive(record.pid):
            return record
        # The clock may have been set back meanwhile.
        last_heard_of = max(record.started_at, record.heartbeat_at)
        return replace(record, ending="interrupted", ended_at=last_heard_of)
