"""Every number that was given, with when and around what, and no text: read once, in the order of time. Handed a connection."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from massage_mind.insight.rated_rows import GivenRow, NumbersRead, TakenRow, VisitRow
from massage_mind.journal.rows.conditions import conditions
from massage_mind.record.progress import only_tried
from massage_mind.record.query import Query

_NOTHING: Mapping[str, int] = {}


class _Texts(dict[bytes, str]):
    """Text by its bytes: the names of measures, of zones and of records come again and again."""

    def __missing__(self, raw: bytes) -> str:
        if not isinstance(raw, bytes):
            raise ValueError(f"{raw!r} stands where a text does")
        text = self[raw] = raw.decode("utf-8", "replace")
        return text


def numbers_read(conn: sqlite3.Connection, query: Query) -> NumbersRead:
    """The numbers of all check-ins that the query names, the appointments, and the sessions they were given around.

    Raises `ValueError` where something else stands in the place of a number or a text: the file is damaged.
    """
    cursor = conn.cursor()
    cursor.row_factory = None  # Plain rows: there may be tens of thousands of them.
    asked = conditions(conn, query, hidden=True)
    as_text, conn.text_factory = conn.text_factory, bytes
    try:
        given = _given(cursor, *asked, every=query == Query(query.kinds))
    finally:
        conn.text_factory = as_text
    bounds, values = conditions(conn, replace(query, kinds=("appointment",)))
    within = frozenset(one for (one,) in cursor.execute(f"SELECT id FROM record WHERE {bounds}", values))
    return NumbersRead(visits(cursor), _taken(cursor), given, within)


def _given(cursor: sqlite3.Cursor, where: str, values: Sequence[object], *, every: bool) -> list[GivenRow]:
    """A row a check-in. `every`: all there are, whose numbers are read as their tables stand; looking them up a check-in
    at a time takes half as long again.
    """
    texts = _Texts()
    named = "" if every else f"WHERE n IN (SELECT n FROM record WHERE {where})"
    ratings, body = (
        _numbers(cursor.execute(f"SELECT n, {columns} {named}", [] if every else values), texts)
        for columns in ("item, value FROM rating", "region, level FROM body")
    )
    found = cursor.execute(
        f"""
        SELECT n, at, zone, appointment, session, phase
        FROM record JOIN checkin USING (n) WHERE {where} ORDER BY at, n
        """,
        values,
    )
    return [
        GivenRow(
            at, texts[zone], None if appointment is None else texts[appointment],
            None if session is None else texts[session], texts[phase], ratings.get(n, _NOTHING), body.get(n, _NOTHING),
        )
        for n, at, zone, appointment, session, phase in found
    ]  # fmt: skip


def _numbers(found: Iterable[tuple[int, bytes, int]], texts: _Texts) -> Mapping[int, Mapping[str, int]]:
    read: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for n, name, value in found:
        if value.__class__ is not int:
            raise ValueError(f"{value!r} stands where a whole number does")
        read[n][texts[name]] = value
    return read


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
