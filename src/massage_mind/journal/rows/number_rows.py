"""Every number that was given, with when and around what, and no text: read once, in the order of time. Handed a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from massage_mind.insight.rated_rows import GivenRow, NumbersRead, TakenRow, VisitRow
from massage_mind.journal.rows.conditions import conditions
from massage_mind.record.progress import only_tried
from massage_mind.record.query import Query

_NOTHING: Mapping[str, int] = {}


def numbers_read(conn: sqlite3.Connection, query: Query) -> NumbersRead:
    """The numbers of all check-ins that the query names, the appointments, and the sessions they were given around."""
    cursor = conn.cursor()
    cursor.row_factory = None  # Plain rows: there may be tens of thousands of them.
    given = _given(cursor, *conditions(conn, query, hidden=True))
    bounds, values = conditions(conn, replace(query, kinds=("appointment",)))
    within = frozenset(one for (one,) in cursor.execute(f"SELECT id FROM record WHERE {bounds}", values))
    return NumbersRead(visits(cursor), _taken(cursor), given, within)


def _given(cursor: sqlite3.Cursor, where: str, values: Sequence[object]) -> list[GivenRow]:
    """A row a check-in, its numbers as one text each: a tenth of the rows that their tables have."""
    found = cursor.execute(
        f"""
        SELECT at, zone, appointment, session, phase,
            (SELECT group_concat(item || '=' || value, char(10)) FROM rating WHERE rating.n = record.n),
            (SELECT group_concat(region || '=' || level, char(10)) FROM body WHERE body.n = record.n)
        FROM record JOIN checkin USING (n) WHERE {where} ORDER BY at, record.n
        """,
        values,
    )
    read: dict[str | None, Mapping[str, int]] = {None: _NOTHING}
    rows = []
    for at, zone, appointment, session, phase, *texts in found:
        for text in texts:
            if text not in read:  # The same numbers come again and again.
                read[text] = _numbers(text)
        rows.append(GivenRow(at, zone, appointment, session, phase, read[texts[0]], read[texts[1]]))
    return rows


def _numbers(text: str) -> Mapping[str, int]:
    return {name: int(value) for name, _, value in (line.rpartition("=") for line in text.split("\n"))}


def visits(cursor: sqlite3.Cursor) -> list[VisitRow]:
    """Every appointment as far as numbers go, the earliest first."""
    cursor.row_factory = None
    found = cursor.execute(
        """
        SELECT id, at, zone, created_at, minutes, style, therapist, price, currency, state, first_at
        FROM record JOIN appointment USING (n)
        WHERE kind = 'appointment' AND deleted_at IS NULL ORDER BY at, n
        """
    )
    return list(map(VisitRow._make, found))


def _taken(cursor: sqlite3.Cursor) -> list[TakenRow]:
    """Those around which something was given, and every quiet hour.

    Those in the bin as well: what was taken out of it by itself is still of a quiet hour or of none.
    """
    found = cursor.execute(
        """
        SELECT id, record.at, coalesce(nullif(session.journey, ''), id), record.kind = 'quiet-hour', session.style,
            record.deleted_at, session.ending, session.played_ms, session.total_ms
        FROM record JOIN session USING (id)
        WHERE id IN (
            SELECT session FROM record WHERE session IS NOT NULL
            UNION SELECT id FROM record WHERE kind = 'quiet-hour'
        )
        ORDER BY record.at, record.n
        """
    )
    return [
        TakenRow(one, at, way, bool(quiet), style, deleted is None and not only_tried(*course))
        for one, at, way, quiet, style, deleted, *course in found
    ]
