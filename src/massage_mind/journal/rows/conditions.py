"""Which records are asked for, as conditions in SQL on the table of all records."""

from __future__ import annotations

import sqlite3
from datetime import date

from massage_mind.record.instants import DAY_MS, local
from massage_mind.record.query import Query

_EPOCH = date(1970, 1, 1).toordinal()


def conditions(conn: sqlite3.Connection, query: Query, *, hidden: bool = False) -> tuple[str, list[object]]:
    """The query as conditions on `record`. `hidden`: check-ins around a session are found as well.

    Without, they stand on the page of their session; where that lies in the bin, there is none.
    """
    parts = ["record.deleted_at IS " + ("NOT NULL" if query.binned else "NULL")]
    values: list[object] = []
    if query.threads_ms is not None:
        asked, threads = _threads(query, query.threads_ms)
        parts.append(asked)
        values += threads
    elif query.kinds:
        parts.append(f"record.kind IN ({', '.join('?' * len(query.kinds))})")
        values += query.kinds
    if not hidden and not query.binned and query.kinds != ("checkin",):
        on_its_page = "SELECT 1 FROM record AS own WHERE own.id = record.session AND own.deleted_at IS NULL"
        parts.append(f"NOT (record.kind = 'checkin' AND EXISTS ({on_its_page}))")
    if query.since_ms is not None:
        parts.append("record.at >= ?")
        values.append(query.since_ms)
    if query.until_ms is not None:
        parts.append("record.at < ?")
        values.append(query.until_ms)
    if query.since_day is not None or query.until_day is not None:
        days, bounds = _days(conn, query)
        parts += days
        values += bounds
    for tag in query.tags:
        parts.append("record.n IN (SELECT n FROM tag WHERE name = ?)")
        values.append(tag)
    if query.moment:
        parts.append("record.id IN (SELECT id FROM session WHERE moment = ?)")
        values.append(query.moment)
    if query.appointment:
        parts.append("record.appointment = ?")
        values.append(query.appointment)
    if query.style:
        parts.append(
            """
            (record.id IN (SELECT id FROM session WHERE style = ?) OR coalesce(record.appointment, record.id) IN
            (SELECT id FROM record JOIN appointment USING (n) WHERE style = ?))
            """
        )
        values += [query.style, query.style]
    return " AND ".join(parts), values


def _threads(query: Query, until_ms: int) -> tuple[str, list[object]]:
    """Appointments, and of these kinds what hangs on none that is there. One whose time has not come, where any hangs on it."""
    kinds = f"({', '.join('?' * len(query.kinds))})"
    hanging = f"SELECT 1 FROM record AS own WHERE own.appointment = record.id AND own.deleted_at IS NULL AND own.kind IN {kinds}"
    home = "SELECT 1 FROM record AS home WHERE home.id = record.appointment AND home.deleted_at IS NULL"
    return (
        f"((record.kind = 'appointment' AND (record.at < ? OR EXISTS ({hanging})))"
        f" OR (record.kind IN {kinds} AND NOT EXISTS ({home})))",
        [until_ms, *query.kinds, *query.kinds],
    )


def _days(conn: sqlite3.Connection, query: Query) -> tuple[list[str], list[object]]:
    """Days as the records show them. Only near a bound, where the zone decides, is a record's own date looked at."""
    conn.create_function("shown_day", 2, _shown_day, deterministic=True)
    parts: list[str] = []
    values: list[object] = []
    if query.since_day is not None:
        begin = _utc_begin(query.since_day.toordinal())
        parts.append("record.at >= ? AND (record.at >= ? OR shown_day(record.at, record.zone) >= ?)")
        values += [begin - DAY_MS, begin + DAY_MS, query.since_day.isoformat()]
    if query.until_day is not None:
        end = _utc_begin(query.until_day.toordinal() + 1)
        parts.append("record.at < ? AND (record.at < ? OR shown_day(record.at, record.zone) <= ?)")
        values += [end + DAY_MS, end - DAY_MS, query.until_day.isoformat()]
    return parts, values


def _utc_begin(ordinal: int) -> int:
    return (ordinal - _EPOCH) * DAY_MS


def _shown_day(at_ms: int, zone: str) -> str:
    return local(at_ms, zone).date().isoformat()
