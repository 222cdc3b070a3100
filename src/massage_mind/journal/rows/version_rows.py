"""How a record stood before each change, as the document that an export would have held."""

from __future__ import annotations

import sqlite3

from massage_mind.record.head import Record, Version


def keep_version(conn: sqlite3.Connection, n: int, old: Record, until_ms: int) -> None:
    """Keep how the record with this number stood until this instant, before it is changed."""
    import json

    from massage_mind.record.document import record_document

    conn.execute(
        """
        INSERT INTO version (n, place, until, document)
        VALUES (?, (SELECT coalesce(max(place), -1) + 1 FROM version WHERE n = ?), ?, ?)
        """,
        (n, n, until_ms, json.dumps(record_document(old))),
    )


def versions_of(conn: sqlite3.Connection, record_id: str) -> list[Version]:
    """How the record with this id stood, the earliest first."""
    import json

    rows = conn.execute(
        "SELECT until, document FROM version JOIN record USING (n) WHERE record.id = ? ORDER BY place",
        (record_id,),
    ).fetchall()
    return [Version(row["until"], json.loads(row["document"])) for row in rows]
