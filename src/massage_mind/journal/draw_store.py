"""Which lines were heard, and how words were drawn: what drawing asks the journal and keeps in it. `Store.draws` gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from massage_mind.journal.file.journal_file import JournalFile
from massage_mind.journal.rows import draw_rows
from massage_mind.record.kept_draw import KeptDraw


class DrawStore:
    """Reads and writes for `session.draws`; `wall` gives UTC milliseconds. Every method raises `StoreError`."""

    def __init__(self, file: JournalFile, wall: Callable[[], int]) -> None:
        self._file = file
        self._wall = wall

    def heard(self) -> dict[int, int]:
        """When each line was last heard, by its number (`record.line_number`); what lies in the bin does not count."""
        with self._file.reading() as conn:
            return draw_rows.heard(conn)

    def drawn_for(self, appointment: str) -> list[KeptDraw]:
        """What was drawn for the moments of this appointment."""
        with self._file.reading() as conn:
            return draw_rows.drawn_for(conn, appointment)

    def drawn_in(self, session_id: str) -> list[KeptDraw]:
        """What was drawn for this session; nothing once it has ended otherwise than by being cut short."""
        with self._file.reading() as conn:
            return draw_rows.drawn_in(conn, session_id)

    def keep_rendered(
        self, drawn: KeptDraw | None, lines: Iterable[int], *, appointment: str, moment: str, script: str
    ) -> None:
        """A file was written for a moment, of this appointment or of none (empty): what it says, and how that was drawn.

        It counts as heard when its session is written down, or its appointment is done.
        """
        with self._file.writing(beside=True) as conn:
            draw_rows.keep_rendered(
                conn, drawn, lines, appointment=appointment, moment=moment, script=script, now_ms=self._wall()
            )
