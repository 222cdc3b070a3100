"""What an import asks the tables, and how it links records once they are all there. Handed a connection each."""

from __future__ import annotations

import sqlite3

from massage_mind.record.head import Head


def was_deleted(conn: sqlite3.Connection, head: Head) -> bool:
    """Whether this record, or another from the same source, was deleted here for good."""
    question = "SELECT 1 FROM tombstone WHERE id = ? OR (source <> '' AND source = ?)"
    return conn.execute(question, (head.id, head.source)).fetchone() is not None


def id_of_source(conn: sqlite3.Connection, source: str) -> str:
    """The id of the record that was imported from this place; empty for none."""
    row = conn.execute("SELECT id FROM record WHERE source = ?", (source,)).fetchone()
    return "" if row is None else str(row["id"])


def link(conn: sqlite3.Connection, record_id: str, appointment: str, session: str, resumed_from: str) -> None:
    """Link a record to what it belongs to, as far as that is here and is what it should be."""
    conn.execute(
        """
        UPDATE record SET
            appointment = (
                SELECT id FROM record AS other
                WHERE other.id = ? AND other.kind = 'appointment' AND record.kind <> 'appointment'
            ),
            session = (
                SELECT id FROM record AS other
                WHERE other.id = ? AND other.kind IN ('session', 'quiet-hour') AND record.kind IN ('checkin', 'entry')
            )
        WHERE id = ?
        """,
        (appointment, session, record_id),
    )
    if resumed_from:
        conn.execute(
            "UPDATE session SET resumed_from = (SELECT id FROM session AS other WHERE other.id = ?) WHERE id = ?",
            (resumed_from, record_id),
        )
