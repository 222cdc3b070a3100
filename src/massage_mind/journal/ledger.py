"""All records through one door: kept, found, listed, changed, put into the bin and back. `Store.records` gives it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from massage_mind.errors import StoreError
from massage_mind.journal.file.journal_file import Ground
from massage_mind.journal.rows import record_rows as heads
from massage_mind.journal.rows import wastebin
from massage_mind.journal.rows.conditions import conditions
from massage_mind.journal.rows.wastebin import unknown
from massage_mind.record import ids
from massage_mind.record.checkin import CheckIn
from massage_mind.record.checks import check_details
from massage_mind.record.head import Head, Kind, NewRecord, Record, Version
from massage_mind.record.kinds import Details, kind_of
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord
from massage_mind.record.texts import has_broken_letters


class Ledger:
    """Reads and writes records of every kind. `as_of` gives a session as it reads at this instant."""

    def __init__(self, ground: Ground, as_of: Callable[[SessionRecord, int], SessionRecord]) -> None:
        self._ground = ground
        self._as_of = as_of

    # ------------------------------------------------------------ keeping

    def add(self, new: NewRecord, *, now_ms: int) -> Record:
        """Keep a new record and return it. Raises `UsageError` for values that cannot be."""
        check_details(new.details)
        with self._ground.writing() as conn:
            return self.put(conn, new, now_ms)

    def put(self, conn: sqlite3.Connection, new: NewRecord, now_ms: int) -> Record:
        """The same within a transaction that is under way."""
        head = Head(
            id=self._ground.free_id(),
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
        n = heads.insert_head(conn, head)
        heads.write_details(conn, n, new.details)
        heads.index(conn, n, head, new.details)
        return Record(head, new.details)

    def change(
        self,
        record_id: str,
        *,
        now_ms: int,
        details: Callable[[Details], Details] | None = None,
        head: Callable[[Head], Head] | None = None,
        versioned: bool = True,
    ) -> Record:
        """Change a record; how it stood is kept as a version (`versioned`). Nothing is written where nothing changes.

        `details` and `head` are given what is there and return what shall be. A session's own details stay as played.
        """
        with self._ground.writing() as conn:
            return self._change(conn, record_id, details, head, versioned=versioned, now_ms=now_ms)

    def change_all(
        self,
        changes: Mapping[str, tuple[Callable[[Details], Details] | None, Callable[[Head], Head] | None]],
        *,
        now_ms: int,
    ) -> bool:
        """The same for several records by id, all or none. Whether anything was different."""
        with self._ground.writing() as conn:
            different = False
            for record_id, (details, head) in changes.items():
                _, old = self._exactly(conn, record_id)
                new = self._change(conn, record_id, details, head, versioned=True, now_ms=now_ms)
                different = different or new != old
        return different

    def _change(
        self,
        conn: sqlite3.Connection,
        record_id: str,
        details: Callable[[Details], Details] | None,
        head: Callable[[Head], Head] | None,
        *,
        versioned: bool,
        now_ms: int,
    ) -> Record:
        n, old = self._exactly(conn, record_id)
        new_head = head(old.head) if head else old.head
        new_details = old.details
        if details is not None and not isinstance(old.details, SessionRecord):
            new_details = details(old.details)
            check_details(new_details)
        if (new_head, new_details) == (old.head, old.details):
            return old
        if versioned:
            self.keep_version(conn, n, old, now_ms)
        new_head = replace(new_head, changed_at=later(old.head, now_ms))
        heads.update_head(conn, n, new_head)
        if new_details is not old.details:
            heads.write_details(conn, n, new_details)
        heads.index(conn, n, new_head, new_details)
        return Record(new_head, new_details)

    @staticmethod
    def keep_version(conn: sqlite3.Connection, n: int, old: Record, now_ms: int) -> None:
        """Keep how the record stands, within a transaction that is about to change it."""
        import json

        from massage_mind.record.document import record_document

        conn.execute(
            """
            INSERT INTO version (n, place, until, document)
            VALUES (?, (SELECT coalesce(max(place), -1) + 1 FROM version WHERE n = ?), ?, ?)
            """,
            (n, n, now_ms, json.dumps(record_document(old))),
        )

    def rate(self, session_id: str, phase: str, ratings: Mapping[str, int | None], *, now_ms: int) -> Record:
        """Ratings around a session, in a check-in of its own; the same item again replaces the value, None takes it."""
        with self._ground.writing() as conn:
            return self._around_session(conn, session_id, phase, now_ms, ratings=ratings)

    def mark_body(self, session_id: str, phase: str, body: dict[str, int], *, now_ms: int) -> Record:
        """The body map around a session, in the same check-in as its ratings, in place of an earlier one."""
        with self._ground.writing() as conn:
            return self._around_session(conn, session_id, phase, now_ms, body=body)

    def _around_session(
        self,
        conn: sqlite3.Connection,
        session_id: str,
        phase: str,
        now_ms: int,
        *,
        ratings: Mapping[str, int | None] | None = None,
        body: dict[str, int] | None = None,
    ) -> Record:
        _, session = self._exactly(conn, session_id)
        found = heads.read_records(
            conn,
            """
            JOIN checkin ON checkin.n = record.n
            WHERE record.session = ? AND checkin.phase = ? AND record.deleted_at IS NULL
            """,
            (session_id, phase),
            limit=1,
        )
        old = found[0] if found else None
        was = cast(CheckIn, old.details) if old else CheckIn(phase)
        merged = {**was.ratings, **(ratings or {})}
        details = replace(
            was,
            ratings={item: value for item, value in merged.items() if value is not None},
            body=was.body if body is None else body,
        )
        check_details(details)
        if details == was:
            return old or session
        if old is None:
            # Around a session that was written down afterwards, it is of that time and not of now.
            logged = isinstance(session.details, SessionRecord) and session.details.logged
            at = _time_around(session.details, phase) if logged else now_ms
            new = NewRecord(details, at, session.head.zone, session.head.appointment, session_id)
            return self.put(conn, new, now_ms)
        n = heads.number_of(conn, old.id)
        assert n is not None
        replaced = any(details.ratings.get(item) != value for item, value in was.ratings.items())
        if replaced or (was.body and was.body != details.body):
            self.keep_version(conn, n, old, now_ms)
        head = replace(old.head, changed_at=later(old.head, now_ms))
        heads.update_head(conn, n, head)
        heads.write_details(conn, n, details)
        return Record(head, details)

    # ------------------------------------------------------------ finding

    def there(self, record_id: str, *, now_ms: int) -> Record | None:
        """The record with exactly this id; None where there is none, or it is in the bin."""
        with self._ground.reading() as conn:
            found = heads.read_records(
                conn, "WHERE record.id = ? AND record.deleted_at IS NULL", (record_id,), limit=1
            )
        return self._read(found[0], now_ms) if found else None

    def get(
        self, id_or_prefix: str, *, now_ms: int, kinds: Sequence[Kind] = (), binned: bool = False
    ) -> Record:
        """The record with this id, or the only one whose id begins so; of these kinds; from the bin with `binned`."""
        typed = ids.typed_id(id_or_prefix)
        if typed is None:
            raise unknown(id_or_prefix, kinds)
        where = "WHERE record.id >= ? AND record.id < ? AND record.deleted_at IS " + (
            "NOT NULL" if binned else "NULL"
        )
        values: list[object] = [typed, typed + "~"]
        if kinds:
            where += f" AND record.kind IN ({', '.join('?' * len(kinds))})"
            values += kinds
        with self._ground.reading() as conn:
            found = heads.read_records(conn, where, values, limit=6)
        if not found:
            raise unknown(id_or_prefix, kinds, binned=binned)
        if len(found) > 1:
            some = ", ".join(record.id for record in found[:5]) + (" and more" if len(found) > 5 else "")
            raise StoreError(f"More than one record begins with {typed}: {some}.", "Type one letter more.")
        return self._read(found[0], now_ms)

    def find(self, query: Query, *, now_ms: int, bare: bool = False) -> list[Record]:
        """The latest records first. `bare`: sessions without sections, marks, ratings and answers."""
        where, values = conditions(query)
        with self._ground.reading() as conn:
            found = heads.read_records(
                conn, f"WHERE {where}", values, limit=-1 if query.limit is None else query.limit, bare=bare
            )
        return [self._read(record, now_ms) for record in found]

    def search(self, condition: tuple[str, list[object]], query: Query, *, now_ms: int) -> list[Record]:
        """Records that fulfil a condition of `search.condition` as well, what was written last first."""
        where, values = conditions(query, hidden=True)
        with self._ground.reading() as conn:
            found = heads.read_records(
                conn,
                f"WHERE {condition[0]} AND {where}",
                [*condition[1], *values],
                order="record.n DESC",
                limit=-1 if query.limit is None else query.limit,
            )
        return [self._read(record, now_ms) for record in found]

    def numbers(self, query: Query) -> Sequence[int]:
        """The inner numbers of the records that the query names, the earliest first; for `numbered`."""
        from array import array

        where, values = conditions(query, hidden=True)
        with self._ground.reading() as conn:
            return array(
                "q",
                (
                    row["n"]
                    for row in conn.execute(f"SELECT n FROM record WHERE {where} ORDER BY at, n", values)
                ),
            )

    def numbered(self, numbers: Sequence[int], *, now_ms: int) -> list[Record]:
        """These records, the earliest first; what has gone in the meantime is left out."""
        with self._ground.reading() as conn:
            found = heads.read_records(
                conn,
                f"WHERE record.n IN ({', '.join('?' * len(numbers))})",
                list(numbers),
                order="record.at, record.n",
            )
        return [self._read(record, now_ms) for record in found]

    def belonging_to(self, record_id: str, *, now_ms: int) -> list[Record]:
        """What hangs on this appointment or session, the earliest first."""
        with self._ground.reading() as conn:
            found = heads.read_records(
                conn,
                "WHERE record.n IN (SELECT n FROM record WHERE appointment = ? UNION SELECT n FROM record WHERE session = ?)"
                " AND record.deleted_at IS NULL",
                (record_id, record_id),
                order="record.at, record.n",
            )
        return [self._read(record, now_ms) for record in found]

    def around_session(self, session_id: str, *, now_ms: int) -> list[Record]:
        """Check-ins and entries given around this session, the earliest first."""
        with self._ground.reading() as conn:
            return heads.read_records(
                conn,
                "WHERE record.session = ? AND record.deleted_at IS NULL",
                (session_id,),
                order="record.at, record.n",
            )

    def latest(self, kind: Kind, condition: str, values: Sequence[object], limit: int = 1) -> list[Record]:
        """Records of one kind that fulfil a condition in SQL, the latest first; for the modules of this room."""
        with self._ground.reading() as conn:
            return heads.read_records(
                conn,
                f"JOIN {kind} ON {kind}.n = record.n"
                f" WHERE record.kind = '{kind}' AND record.deleted_at IS NULL AND {condition}",
                values,
                limit=limit,
            )

    def count(self, kind: Kind) -> int:
        """How many records of this kind there are, without the bin."""
        with self._ground.reading() as conn:
            (count,) = conn.execute(
                "SELECT count(*) FROM record WHERE kind = ? AND deleted_at IS NULL", (kind,)
            ).fetchone()
        return int(count)

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use and how many records carry it, the commonest first."""
        with self._ground.reading() as conn:
            return [
                (row["name"], row["times"])
                for row in conn.execute(
                    """
                    SELECT name, count(*) AS times FROM tag JOIN record USING (n) WHERE deleted_at IS NULL
                    GROUP BY name ORDER BY times DESC, name
                    """
                )
            ]

    def versions(self, record_id: str) -> list[Version]:
        """How the record stood before each change, the earliest first."""
        import json

        with self._ground.reading() as conn:
            rows = conn.execute(
                """
                SELECT until, document FROM version JOIN record USING (n) WHERE record.id = ? ORDER BY place
                """,
                (record_id,),
            ).fetchall()
        return [Version(row["until"], json.loads(row["document"])) for row in rows]

    # ------------------------------------------------------------ deleting

    def bin(self, record_ids: Iterable[str], *, now_ms: int) -> list[str]:
        """Put records into the bin, sessions with the check-ins around them; all or none. Returns the ids that went."""
        with self._ground.writing() as conn:
            return wastebin.put_in(conn, record_ids, now_ms=now_ms)

    def restore(self, record_ids: Iterable[str], *, now_ms: int) -> list[str]:
        """Take records out of the bin, with what went with them; all or none. Returns the ids that came back."""
        with self._ground.writing() as conn:
            return wastebin.take_out(conn, record_ids, now_ms=now_ms)

    def forget(self, record_ids: Iterable[str], *, now_ms: int) -> list[str]:
        """Delete for good, leaving tombstones without content. A session takes the check-ins around it along.

        What else hung on a record stays, by itself. Returns the ids that went.
        """
        with self._ground.writing() as conn:
            return wastebin.forget(conn, record_ids, now_ms=now_ms)

    def overdue_in_bin(self, now_ms: int) -> list[str]:
        """What has been in the bin for longer than 30 days."""
        with self._ground.reading() as conn:
            return wastebin.overdue(conn, now_ms)

    # ------------------------------------------------------------ underneath

    def _exactly(self, conn: sqlite3.Connection, record_id: str) -> tuple[int, Record]:
        if has_broken_letters(record_id) or not (
            found := heads.read_records(
                conn, "WHERE record.id = ? AND record.deleted_at IS NULL", (record_id,), limit=1
            )
        ):
            raise unknown(record_id)
        n = heads.number_of(conn, record_id)
        assert n is not None
        return n, found[0]

    def _read(self, record: Record, now_ms: int) -> Record:
        if isinstance(record.details, SessionRecord):
            return replace(record, details=self._as_of(record.details, now_ms))
        return record


def _time_around(session: Details, phase: str) -> int:
    assert isinstance(session, SessionRecord)
    return session.started_at if phase == "before" or session.ended_at is None else session.ended_at


def later(head: Head, now_ms: int) -> int:
    """When a record changes now: after its last change, also where the clock has been set back in between."""
    return max(head.changed_at + 1, now_ms)
