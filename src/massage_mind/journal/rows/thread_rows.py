"""What the thread of an appointment asks the tables: intentions, parked thoughts, follow-ups."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from massage_mind.journal.rows.record_rows import read_records
from massage_mind.record.head import Kind, Record


def _latest(
    conn: sqlite3.Connection, kind: Kind, condition: str, values: Sequence[object], limit: int = -1
) -> list[Record]:
    """Records of one kind that fulfil a condition, the latest first."""
    where = f"JOIN {kind} ON {kind}.n = record.n WHERE record.kind = '{kind}' AND record.deleted_at IS NULL"
    return read_records(conn, f"{where} AND {condition}", values, limit=limit)


def intention_of(conn: sqlite3.Connection, appointment: str) -> list[Record]:
    """The latest intention that belongs to this appointment, if there is one."""
    return _latest(conn, "intention", "record.appointment = ?", (appointment,), limit=1)


def loose_intention(conn: sqlite3.Connection, since_ms: int, until_ms: int) -> list[Record]:
    """The latest intention of this time that belongs to no appointment (or to one in the bin), if there is one."""
    condition = """
        (record.appointment IS NULL OR record.appointment IN (SELECT id FROM record WHERE deleted_at IS NOT NULL))
        AND record.at BETWEEN ? AND ?
    """
    return _latest(conn, "intention", condition, (since_ms, until_ms), limit=1)


def open_parked(conn: sqlite3.Connection) -> list[Record]:
    """Parked thoughts that still wait, the earliest put down first."""
    return _latest(conn, "parked", "parked.state = 'open'", ())[::-1]


def hand_back(conn: sqlite3.Connection, record_ids: Iterable[str], now_ms: int) -> None:
    """These parked thoughts have been handed back now."""
    for one in record_ids:
        conn.execute(
            "UPDATE parked SET returned_at = ? WHERE n = (SELECT n FROM record WHERE id = ?)", (now_ms, one)
        )
        conn.execute("UPDATE record SET changed_at = max(changed_at + 1, ?) WHERE id = ?", (now_ms, one))


def next_day_checkins(conn: sqlite3.Connection, massage_id: str, since_ms: int) -> list[Record]:
    """The next-day check-ins of this appointment or session since then, the earliest first."""
    condition = """
        checkin.phase = 'next-day' AND (record.appointment = ? OR record.session = ?) AND record.at >= ?
    """
    return _latest(conn, "checkin", condition, (massage_id, massage_id, since_ms))[::-1]


def is_offered(conn: sqlite3.Connection, massage_id: str, stage: str) -> bool:
    """Whether this follow-up was offered already."""
    question = "SELECT 1 FROM follow_up WHERE id = ? AND stage = ?"
    return conn.execute(question, (massage_id, stage)).fetchone() is not None


def set_offered(conn: sqlite3.Connection, massage_id: str, stage: str, now_ms: int) -> None:
    """It has been offered now; the first time counts."""
    conn.execute(
        "INSERT OR IGNORE INTO follow_up (id, stage, offered_at) VALUES (?, ?, ?)",
        (massage_id, stage, now_ms),
    )
