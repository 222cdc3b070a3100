"""What an import asks the tables, and how it links records once they are all there. Handed a connection each."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from massage_mind.record.head import Head
from massage_mind.record.ids import uid_of
from massage_mind.record.kinds import AROUND_SESSIONS
from massage_mind.record.session import SESSIONS


def long_id(head: Head) -> str:
    """The long id of a record that comes in: its own, or the one that a record without is given; empty without any id."""
    return head.uid or (uid_of(head.id, head.kind, head.created_at) if head.id else "")


def was_deleted(conn: sqlite3.Connection, head: Head) -> bool:
    """Whether this record, or another from the same source, was deleted here for good.

    By its short id only where one side knows no long one.
    """
    question = """
        SELECT 1 FROM tombstone WHERE (uid <> '' AND uid = :uid) OR (id = :id AND (uid = '' OR :own_uid = ''))
            OR (source <> '' AND source = :source)
    """
    values = {"uid": long_id(head), "own_uid": head.uid, "id": head.id, "source": head.source}
    return conn.execute(question, values).fetchone() is not None


def same_record(conn: sqlite3.Connection, head: Head) -> str:
    """The id that this record has here; empty where it is not here.

    It is the same where the long ids agree; where the short ones do and both are of the same kind and instant (or it
    comes without a long id, as from an older program); where both were imported from the same place.
    """
    row = conn.execute("SELECT id FROM record WHERE uid = ?", (long_id(head),)).fetchone()
    if row is None:
        question = "SELECT id FROM record WHERE id = ? AND (? = '' OR (kind = ? AND created_at = ?))"
        row = conn.execute(question, (head.id, head.uid, head.kind, head.created_at)).fetchone()
    if row is None:
        return id_of_source(conn, head.source) if head.source else ""
    return str(row["id"])


def id_of_source(conn: sqlite3.Connection, source: str) -> str:
    """The id of the record that was imported from this place; empty for none."""
    row = conn.execute("SELECT id FROM record WHERE source = ?", (source,)).fetchone()
    return "" if row is None else str(row["id"])


def ids_of_program(conn: sqlite3.Connection, program: str, at: int) -> list[tuple[str, str]]:
    """Entries of this instant that were imported from this program, as they are here: the id and the source of each."""
    question = """
        SELECT id, source FROM record
        WHERE at = ? AND kind = 'entry' AND deleted_at IS NULL AND substr(source, 1, ?) = ? ORDER BY n
    """
    prefix = f"{program}:"
    rows = conn.execute(question, (at, len(prefix), prefix))
    return [(str(row["id"]), str(row["source"])) for row in rows]


def link(conn: sqlite3.Connection, record_id: str, appointment: str, session: str, resumed_from: str) -> None:
    """Link a record to what it belongs to, as far as that is here and is what it should be."""
    conn.execute(
        f"""
        UPDATE record SET
            appointment = (
                SELECT id FROM record AS other
                WHERE other.id = ? AND other.kind = 'appointment' AND record.kind <> 'appointment'
            ),
            session = (
                SELECT id FROM record AS other
                WHERE other.id = ? AND other.kind IN ({_places(SESSIONS)})
                AND record.kind IN ({_places(AROUND_SESSIONS)})
            )
        WHERE id = ?
        """,
        (appointment, session, *SESSIONS, *AROUND_SESSIONS, record_id),
    )
    if resumed_from:
        conn.execute(
            "UPDATE session SET resumed_from = (SELECT id FROM session AS other WHERE other.id = ?) WHERE id = ?",
            (resumed_from, record_id),
        )


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
