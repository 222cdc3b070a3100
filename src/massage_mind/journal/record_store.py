"""All records through one door: kept, found, listed, changed, put into the bin and back. `Store.records` gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import cast

from massage_mind.journal.file.journal_file import Connection
from massage_mind.journal.finder import Finder
from massage_mind.journal.rows import find_rows, record_rows, version_rows, wastebin
from massage_mind.journal.rows.wastebin import unknown
from massage_mind.record.checkin import CheckIn, with_body
from massage_mind.record.checks import check_details
from massage_mind.record.head import Head, NewRecord, Record
from massage_mind.record.ids import new_uid
from massage_mind.record.kinds import Details, kind_of
from massage_mind.record.session import SessionRecord
from massage_mind.record.texts import has_broken_letters


class Records(Finder):
    """Reads and writes records of every kind; each change is dated by the store's clock. Raises `StoreError`."""

    # ------------------------------------------------------------ keeping

    def add(self, new: NewRecord) -> Record:
        """Keep a new record and return it. Raises `UsageError` for values that cannot be."""
        check_details(new.details)
        with self._file.writing() as conn:
            return self.put(conn, new)

    def add_with(
        self,
        new: NewRecord,
        others: Callable[[Record], Iterable[NewRecord]],
        changes: Callable[[Record], Mapping[str, Callable[[Details], Details]]],
    ) -> Record:
        """Keep a new record with others that name it, and change what is to name it too: all or none. Returns the first."""
        check_details(new.details)
        with self._file.writing() as conn:
            first = self.put(conn, new)
            for one in others(first):
                check_details(one.details)
                self.put(conn, one)
            for record_id, details in changes(first).items():
                self._change(conn, record_id, details, None, versioned=True)
        return first

    def put(self, conn: Connection, new: NewRecord) -> Record:
        """The same within a transaction that is under way."""
        now_ms = self._wall()
        head = Head(
            id=self._file.free_id(),
            uid=new_uid(),
            kind=kind_of(new.details),
            at=new.at,
            zone=new.zone,
            created_at=now_ms,
            changed_at=now_ms,
            appointment=new.appointment,
            session=new.session,
            source=new.source,
            tags=new.tags,
        )
        record = Record(head, new.details)
        record_rows.insert_record(conn, record)
        return record

    def change(
        self,
        record_id: str,
        *,
        details: Callable[[Details], Details] | None = None,
        head: Callable[[Head], Head] | None = None,
        versioned: bool = True,
    ) -> Record:
        """Change a record; how it stood is kept as a version (`versioned`). Nothing is written where nothing changes.

        `details` and `head` are given what is there and return what shall be. A session's own details stay as played.
        """
        with self._file.writing() as conn:
            return self._change(conn, record_id, details, head, versioned=versioned)

    def change_all(
        self,
        changes: Mapping[str, tuple[Callable[[Details], Details] | None, Callable[[Head], Head] | None]],
    ) -> bool:
        """The same for several records by id, all or none. Whether anything was different."""
        with self._file.writing() as conn:
            different = False
            for record_id, (details, head) in changes.items():
                _, old = self._exactly(conn, record_id)
                new = self._change(conn, record_id, details, head, versioned=True)
                different = different or new != old
        return different

    def _change(
        self,
        conn: Connection,
        record_id: str,
        details: Callable[[Details], Details] | None,
        head: Callable[[Head], Head] | None,
        *,
        versioned: bool,
    ) -> Record:
        n, old = self._exactly(conn, record_id)
        new_head = head(old.head) if head else old.head
        new_details = old.details
        if details is not None and not isinstance(old.details, SessionRecord):
            new_details = details(old.details)
            check_details(new_details, old.details)
        if (new_head, new_details) == (old.head, old.details):
            return old
        if versioned:
            self.keep_version(conn, n, old)
        new = Record(replace(new_head, changed_at=later(old.head, self._wall())), new_details)
        record_rows.replace_record(conn, n, new, content=new_details is not old.details)
        return new

    def keep_version(self, conn: Connection, n: int, old: Record) -> None:
        """Keep how the record stands, within a transaction that is about to change it."""
        version_rows.keep_version(conn, n, old, self._wall())

    def rate(self, session_id: str, phase: str, ratings: Mapping[str, int | None]) -> Record:
        """Ratings around a session, in a check-in of its own; the same item again replaces the value, None takes it."""
        with self._file.writing() as conn:
            return self._around_session(conn, session_id, phase, ratings=ratings)

    def mark_body(self, session_id: str, phase: str, body: dict[str, int]) -> Record:
        """The body map around a session, in the same check-in as its ratings, in place of an earlier one."""
        with self._file.writing() as conn:
            return self._around_session(conn, session_id, phase, body=body)

    def mark_kinds(self, session_id: str, phase: str, kinds: Mapping[str, str]) -> Record:
        """What it is like at some regions that are marked; empty words take that back."""
        with self._file.writing() as conn:
            return self._around_session(conn, session_id, phase, kinds=kinds)

    def _around_session(
        self,
        conn: Connection,
        session_id: str,
        phase: str,
        *,
        ratings: Mapping[str, int | None] | None = None,
        body: dict[str, int] | None = None,
        kinds: Mapping[str, str] | None = None,
    ) -> Record:
        _, session = self._exactly(conn, session_id)
        old = find_rows.checkin_around(conn, session_id, phase)
        was = cast(CheckIn, old.details) if old else CheckIn(phase)
        details = _given(was, ratings or {}, body, kinds or {})
        check_details(details, was)
        if details == was:
            return old or session
        if old is None:
            # Around a session that was written down afterwards, it is of that time and not of now.
            logged = isinstance(session.details, SessionRecord) and session.details.logged
            at = _time_around(session.details, phase) if logged else self._wall()
            new = NewRecord(details, at, session.head.zone, session.head.appointment, session_id)
            return self.put(conn, new)
        n = record_rows.number_of(conn, old.id)
        assert n is not None
        replaced = any(details.ratings.get(item) != value for item, value in was.ratings.items())
        if replaced or (was.body and was.body != details.body):
            self.keep_version(conn, n, old)
        new_checkin = Record(replace(old.head, changed_at=later(old.head, self._wall())), details)
        record_rows.replace_record(conn, n, new_checkin)
        return new_checkin

    # ------------------------------------------------------------ deleting

    def bin(self, record_ids: Iterable[str]) -> list[str]:
        """Put records into the bin, sessions with the check-ins around them; all or none. Returns the ids that went."""
        with self._file.writing() as conn:
            return wastebin.put_in(conn, record_ids, now_ms=self._wall())

    def restore(self, record_ids: Iterable[str]) -> list[str]:
        """Take records out of the bin, with what went with them; all or none. Returns the ids that came back."""
        with self._file.writing() as conn:
            return wastebin.take_out(conn, record_ids, now_ms=self._wall())

    def forget(self, record_ids: Iterable[str]) -> list[str]:
        """Delete for good, leaving tombstones without content. A session takes the check-ins around it along.

        What else hung on a record stays, by itself. Returns the ids that went.
        """
        with self._file.writing() as conn:
            return wastebin.forget(conn, record_ids, now_ms=self._wall())

    # ------------------------------------------------------------ underneath

    def _exactly(self, conn: Connection, record_id: str) -> tuple[int, Record]:
        found = None if has_broken_letters(record_id) else find_rows.with_id(conn, record_id)
        n = record_rows.number_of(conn, record_id) if found else None
        if found is None or n is None:
            raise unknown(record_id)
        return n, found


def _given(
    was: CheckIn, ratings: Mapping[str, int | None], body: Mapping[str, int] | None, kinds: Mapping[str, str]
) -> CheckIn:
    """The check-in with these ratings and kinds beside its own, and this body map in the place of its own."""
    merged = {**was.ratings, **ratings}
    rated = replace(was, ratings={item: value for item, value in merged.items() if value is not None})
    return with_body(rated, was.body if body is None else body, {**was.kinds, **kinds})


def _time_around(session: Details, phase: str) -> int:
    assert isinstance(session, SessionRecord)
    return session.started_at if phase == "before" or session.ended_at is None else session.ended_at


def later(head: Head, now_ms: int) -> int:
    """When a record changes now: after its last change, also where the clock has been set back in between."""
    return max(head.changed_at + 1, now_ms)
