"""Which records are asked for, as conditions in SQL on the table of all records."""

from __future__ import annotations

from massage_mind.record.query import Query


def conditions(query: Query, *, hidden: bool = False) -> tuple[str, list[object]]:
    """The query as conditions on `record`. `hidden`: check-ins around a session are found as well.

    Without, they stand on the page of their session; where that lies in the bin, there is none.
    """
    parts = ["record.deleted_at IS " + ("NOT NULL" if query.binned else "NULL")]
    values: list[object] = []
    if query.kinds:
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
