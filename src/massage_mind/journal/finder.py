"""Finding records of every kind: by id, by what a person asks for, by what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.journal.file.journal_file import JournalFile
from massage_mind.journal.rows import find_rows, version_rows, wastebin
from massage_mind.journal.rows.wastebin import unknown
from massage_mind.record import ids
from massage_mind.record.head import Kind, Record, Version
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.record.search import Term

_AT_ONCE = 500
"""Ids in one question: SQLite takes so many values at least."""


class Finder:
    """Reads records. `wall` gives UTC milliseconds, `as_of` a session as it reads now. Raises `StoreError`."""

    def __init__(
        self, file: JournalFile, wall: Callable[[], int], as_of: Callable[[SessionRecord], SessionRecord]
    ) -> None:
        self._file = file
        self._wall = wall
        self._as_of = as_of

    def there(self, record_id: str) -> Record | None:
        """The record with exactly this id; None where there is none, or it is in the bin."""
        with self._file.reading() as conn:
            found = find_rows.with_id(conn, record_id)
        return self._read(found) if found else None

    def get(self, id_or_prefix: str, *, kinds: Sequence[Kind] = (), binned: bool = False) -> Record:
        """The record with this id, or the only one whose id begins so; of these kinds; from the bin with `binned`."""
        typed = ids.typed_id(id_or_prefix)
        if typed is None:
            raise unknown(id_or_prefix, kinds)
        with self._file.reading() as conn:
            found = find_rows.beginning_with(conn, typed, kinds, binned=binned, limit=6)
        if not found:
            raise unknown(id_or_prefix, kinds, binned=binned)
        if len(found) > 1:
            some = ", ".join(record.id for record in found[:5]) + (" and more" if len(found) > 5 else "")
            raise StoreError(f"More than one record begins with {typed}: {some}.", "Type one letter more.")
        return self._read(found[0])

    def find(self, query: Query, *, bare: bool = False) -> list[Record]:
        """The latest records first. `bare`: sessions without sections, marks, ratings and answers."""
        with self._file.reading() as conn:
            found = find_rows.matching(conn, query, bare=bare)
        return self._as_they_are(found)

    def search(self, terms: tuple[Term, ...], query: Query) -> list[Record]:
        """Records that hold all these terms, what was written last first."""
        with self._file.reading() as conn:
            found = find_rows.searched(conn, terms, query)
        return self._as_they_are(found)

    def numbers(self, query: Query) -> Sequence[int]:
        """The inner numbers of the records that the query names, the earliest first; for `numbered`."""
        with self._file.reading() as conn:
            return find_rows.numbers(conn, query)

    def numbered(self, numbers: Sequence[int]) -> list[Record]:
        """These records, the earliest first; what has gone in the meantime is left out."""
        with self._file.reading() as conn:
            found = find_rows.numbered(conn, numbers)
        return self._as_they_are(found)

    def belonging_to(self, record_id: str) -> list[Record]:
        """What hangs on this appointment or session, the earliest first."""
        with self._file.reading() as conn:
            found = find_rows.belonging_to(conn, record_id)
        return self._as_they_are(found)

    def hanging_on(self, appointments: Sequence[str]) -> dict[str, list[Record]]:
        """What hangs on each of these appointments, by its id, the earliest first; sessions bare."""
        found: dict[str, list[Record]] = {}
        with self._file.reading() as conn:
            for begin in range(0, len(appointments), _AT_ONCE):
                for one in find_rows.hanging_on(conn, appointments[begin : begin + _AT_ONCE]):
                    found.setdefault(one.head.appointment, []).append(self._read(one))
        return found

    def around_session(self, session_id: str) -> list[Record]:
        """Check-ins and entries given around this session, the earliest first."""
        with self._file.reading() as conn:
            return find_rows.around_session(conn, session_id)

    def count(self, kind: Kind) -> int:
        """How many records of this kind there are, without the bin."""
        with self._file.reading() as conn:
            return find_rows.count(conn, kind)

    def rated_items(self) -> list[str]:
        """Everything that was ever rated, by its key, without the bin."""
        with self._file.reading() as conn:
            return find_rows.rated_items(conn)

    def unknown_kinds(self) -> dict[str, int]:
        """Kinds that this program does not know, and how many records there are of each, without the bin."""
        with self._file.reading() as conn:
            return find_rows.unknown_kinds(conn)

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use and how many records carry it, the commonest first."""
        with self._file.reading() as conn:
            return find_rows.tags_in_use(conn)

    def versions(self, record_id: str) -> list[Version]:
        """How the record stood before each change, the earliest first."""
        with self._file.reading() as conn:
            return version_rows.versions_of(conn, record_id)

    def overdue_in_bin(self) -> list[str]:
        """What has been in the bin for longer than 30 days."""
        with self._file.reading() as conn:
            return wastebin.overdue(conn, self._wall())

    def _as_they_are(self, found: Sequence[Record]) -> list[Record]:
        return [self._read(record) for record in found]

    def _read(self, record: Record) -> Record:
        if isinstance(record.details, SessionRecord):
            return replace(record, details=self._as_of(record.details))
        return record
