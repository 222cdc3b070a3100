"""What is counted over the whole record. `Store.numbers` gives it."""

from __future__ import annotations

from massage_mind.insight.rated_rows import NumbersRead, VisitRow
from massage_mind.journal.file.journal_file import JournalFile
from massage_mind.journal.rows import number_rows
from massage_mind.record.query import Query


class NumberStore:
    """Reads for `diary.trends` and `diary.looking_back`. Every method raises `StoreError`."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    def read(self, query: Query) -> NumbersRead:
        """The numbers of all check-ins of this query, the appointments, and the sessions around which something was rated."""
        with self._file.reading() as conn:
            return number_rows.numbers_read(conn, query)

    def visits(self) -> list[VisitRow]:
        """Every appointment as far as numbers go, the earliest first."""
        with self._file.reading() as conn:
            return number_rows.visits(conn.cursor())
