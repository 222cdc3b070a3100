"""Deleting: into the bin and out again, and for good. Every function is handed a connection with a transaction under way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from massage_mind.errors import StoreError
from massage_mind.journal.rows import record_rows
from massage_mind.record.head import Kind
from massage_mind.record.instants import DAY_MS
from massage_mind.record.kinds import KIND_OF_NAME, KIND_TITLES
from massage_mind.record.texts import has_broken_letters
from massage_mind.words.near import quoted

BIN_DAYS = 30
"""How long a deleted record stays in the bin."""


def put_in(conn: sqlite3.Connection, record_ids: Iterable[str], *, now_ms: int) -> list[str]:
    """Into the bin, a session with the check-ins around it. Returns the ids that went. Raises `StoreError`."""
    gone: dict[str, None] = {}
    for record_id in record_ids:
        if record_id in gone:
            continue
        if not _is_there(conn, record_id, binned=False):
            raise unknown(record_id)
        going = [record_id, *_checkins_around(conn, record_id, "AND deleted_at IS NULL")]
        conn.executemany(
            "UPDATE record SET deleted_at = ?, changed_at = max(changed_at + 1, ?) WHERE id = ?",
            ((now_ms, now_ms, one) for one in going),
        )
        gone |= dict.fromkeys(going)
    return list(gone)


def take_out(conn: sqlite3.Connection, record_ids: Iterable[str], *, now_ms: int) -> list[str]:
    """Out of the bin, with what went in together with it. Returns the ids that came back. Raises `StoreError`."""
    back: dict[str, None] = {}
    for record_id in record_ids:
        if record_id in back:
            continue
        if not _is_there(conn, record_id, binned=True):
            raise unknown(record_id, binned=True)
        together = "AND deleted_at = (SELECT deleted_at FROM record WHERE id = ?)"
        coming = [record_id, *_checkins_around(conn, record_id, together, record_id)]
        conn.executemany(
            "UPDATE record SET deleted_at = NULL, changed_at = max(changed_at + 1, ?) WHERE id = ?",
            ((now_ms, one) for one in coming),
        )
        back |= dict.fromkeys(coming)
    return list(back)


def forget(conn: sqlite3.Connection, record_ids: Iterable[str], *, now_ms: int) -> list[str]:
    """For good, leaving tombstones without content. Returns the ids that went; those not there are passed over.

    A session that lies in the bin takes along what lay there with it: a check-in that was taken out stays, by itself,
    and so does one that was put in later, until its own time is up.
    """
    gone: list[str] = []
    for record_id in record_ids:
        if record_rows.number_of(conn, record_id) is None:
            continue
        for one in (*_checkins_around(conn, record_id, _GOING_WITH, record_id, record_id), record_id):
            conn.execute(
                """
                INSERT OR REPLACE INTO tombstone (id, source, deleted_at, uid)
                SELECT id, source, ?, uid FROM record WHERE id = ?
                """,
                (now_ms, one),
            )
            conn.execute("DELETE FROM session WHERE id = ?", (one,))
            conn.execute("DELETE FROM record WHERE id = ?", (one,))
            gone.append(one)
    if gone:
        # What FTS5 has deleted stays readable in its index until it is merged away.
        conn.execute("INSERT INTO words (words) VALUES ('optimize')")
        conn.execute("INSERT INTO grams (grams) VALUES ('optimize')")
    return gone


_GOING_WITH = """
    AND ((SELECT deleted_at FROM record WHERE id = ?) IS NULL
    OR deleted_at <= (SELECT deleted_at FROM record WHERE id = ?))
"""
"""Of the check-ins around a session, all; but where it lies in the bin, those that have lain there as long."""


def overdue(conn: sqlite3.Connection, now_ms: int) -> list[str]:
    """What has been in the bin for longer than 30 days."""
    return [
        row["id"]
        for row in conn.execute(
            "SELECT id FROM record WHERE deleted_at IS NOT NULL AND deleted_at < ?",
            (now_ms - BIN_DAYS * DAY_MS,),
        )
    ]


def _is_there(conn: sqlite3.Connection, record_id: str, *, binned: bool) -> bool:
    where = "NOT NULL" if binned else "NULL"
    return not has_broken_letters(record_id) and bool(
        conn.execute(f"SELECT 1 FROM record WHERE id = ? AND deleted_at IS {where}", (record_id,)).fetchone()
    )


def _checkins_around(conn: sqlite3.Connection, session_id: str, more: str = "", *values: object) -> list[str]:
    return [
        row["id"]
        for row in conn.execute(
            f"SELECT id FROM record WHERE session = ? AND kind = 'checkin' {more}", (session_id, *values)
        )
    ]


def unknown(record_id: str, kinds: Sequence[Kind] = (), *, binned: bool = False) -> StoreError:
    """The error for an id that there is not."""
    if binned:
        return StoreError(
            f"There's no record {quoted(record_id)} in the bin.",
            "What is:",
            command="massage-mind journal list --bin",
        )
    info = KIND_OF_NAME[kinds[0]] if len(kinds) == 1 else None
    noun = (info.noun or KIND_TITLES[kinds[0]]) if info else "record"
    return StoreError(
        f"There's no {noun} {quoted(record_id)} in the journal.",
        "All there are:",
        command=f"massage-mind {info.shown_by if info else 'journal list -n 0'}",
    )
