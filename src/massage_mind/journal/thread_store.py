"""What the thread of an appointment asks the journal and writes into it. `Store.thread` gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from massage_mind.journal.file.journal_file import JournalFile
from massage_mind.journal.rows import thread_rows
from massage_mind.record.head import Record


class ThreadStore:
    """Reads and writes for `diary.thread`; `wall` gives UTC milliseconds. Every method raises `StoreError`."""

    def __init__(self, file: JournalFile, wall: Callable[[], int]) -> None:
        self._file = file
        self._wall = wall

    def intention_of(self, appointment: str) -> list[Record]:
        """The latest intention that belongs to this appointment, if there is one."""
        with self._file.reading() as conn:
            return thread_rows.intention_of(conn, appointment)

    def loose_intention(self, since_ms: int, until_ms: int) -> list[Record]:
        """The latest intention of this time that belongs to no appointment, if there is one."""
        with self._file.reading() as conn:
            return thread_rows.loose_intention(conn, since_ms, until_ms)

    def open_parked(self) -> list[Record]:
        """Parked thoughts that still wait, the earliest put down first."""
        with self._file.reading() as conn:
            return thread_rows.open_parked(conn)

    def hand_back(self, record_ids: Iterable[str]) -> None:
        """These parked thoughts have been handed back now."""
        with self._file.writing(beside=True) as conn:
            thread_rows.hand_back(conn, record_ids, self._wall())

    def next_day_checkins(self, massage_id: str, since_ms: int) -> list[Record]:
        """The next-day check-ins of this appointment or session since then, the earliest first."""
        with self._file.reading() as conn:
            return thread_rows.next_day_checkins(conn, massage_id, since_ms)

    def is_offered(self, massage_id: str, stage: str) -> bool:
        """Whether this follow-up was offered already."""
        with self._file.reading() as conn:
            return thread_rows.is_offered(conn, massage_id, stage)

    def set_offered(self, massage_id: str, stage: str) -> None:
        """It has been offered now."""
        with self._file.writing(beside=True) as conn:
            thread_rows.set_offered(conn, massage_id, stage, self._wall())
