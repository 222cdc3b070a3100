"""Which sessions are asked for, in the words of whoever asks. Every function is handed a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from massage_mind.journal.rows.session_rows import read_sessions
from massage_mind.names import FOR_TWO
from massage_mind.record.instants import HOUR_MS
from massage_mind.record.session import SessionRecord
from massage_mind.stops import stop_signals

RESUMABLE_MS = 12 * HOUR_MS
"""So long after it was last heard of a session can be gone on with."""
_LONGEST_MS = 24 * HOUR_MS
"""No session lasts longer, pauses and all; it lets a question about recent ones use the index."""
_KEYBOARD = ("SIGINT", "SIGQUIT")
"""Signals that somebody typed, who wanted it to end."""


def latest_sessions(
    conn: sqlite3.Connection,
    limit: int | None,
    *,
    moment: str = "",
    since_ms: int | None = None,
    bare: bool = False,
) -> list[SessionRecord]:
    """The latest sessions, newest first; of this moment, begun at or after this instant. `bare` as in the rows."""
    conditions: list[str] = []
    values: list[object] = []
    if moment:
        conditions.append("moment = ?")
        values.append(moment)
    if since_ms is not None:
        conditions.append("started_at >= ?")
        values.append(since_ms)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return read_sessions(conn, where, values, -1 if limit is None else limit, bare=bare)


def journey_sessions(conn: sqlite3.Connection, journey: str) -> list[SessionRecord]:
    """The sessions taken as one way, in their order."""
    return read_sessions(conn, "WHERE journey = ? AND journey <> ''", (journey,))[::-1]


def finished_sessions(conn: sqlite3.Connection, scripts: Sequence[str]) -> list[SessionRecord]:
    """Sessions of these scripts that came to their end, the earliest first, without what lies in other tables."""
    places = ", ".join("?" * len(scripts))
    where = f"WHERE ending = 'finished' AND script IN ({places})"
    return read_sessions(conn, where, scripts, bare=True)[::-1]


def sessions_without_end(conn: sqlite3.Connection, *, bare: bool = False) -> list[SessionRecord]:
    """Sessions of which no end was written down, newest first."""
    return read_sessions(conn, "WHERE ending IS NULL", bare=bare)


def resumable_sessions(conn: sqlite3.Connection, now_ms: int) -> list[SessionRecord]:
    """Sessions that run or that something cut short in the last 12 hours, newest first.

    Not those ended from the keyboard, nor what was resumed or declined already, nor what had come to its end anyway.
    """
    typed = [number for name, number in stop_signals().items() if name in _KEYBOARD]
    signals = ", ".join("?" * len(typed))
    where = f"""
        WHERE (ending IS NULL OR (ending = 'interrupted' AND signum NOT IN ({signals})))
        AND started_at >= ? AND heartbeat_at >= ? AND declined_at IS NULL AND position_ms < total_ms
        AND NOT EXISTS (SELECT 1 FROM session AS later WHERE later.resumed_from = session.id)
    """
    heard_ms = now_ms - RESUMABLE_MS
    return read_sessions(conn, where, (*typed, heard_ms - _LONGEST_MS, heard_ms))


def count_sessions(conn: sqlite3.Connection, moment: str = "") -> int:
    """How many sessions were ever begun, of this moment or in all."""
    question = "SELECT count(*) FROM session WHERE ? IN ('', moment)"
    return int(conn.execute(question, (moment,)).fetchone()[0])


def had_hands(conn: sqlite3.Connection, style: str, least_ms: int) -> bool:
    """Whether a session before or during a massage was taken with this program, of this style (empty: any)."""
    question = """
        SELECT EXISTS (
            SELECT 1 FROM session WHERE (moment IN ('before', 'during') AND script <> 'quiet-hour' OR script = ?)
            AND logged = 0 AND planned_ms >= ? AND ? IN ('', style)
        )
    """
    return bool(conn.execute(question, (FOR_TWO, least_ms, style)).fetchone()[0])


def decline_session(conn: sqlite3.Connection, session_id: str, now_ms: int) -> None:
    """It is not to be offered again."""
    conn.execute("UPDATE session SET declined_at = ? WHERE id = ?", (now_ms, session_id))
