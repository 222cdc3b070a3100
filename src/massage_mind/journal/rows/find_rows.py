"""Which records are asked for, in the words of whoever asks. Every function is handed a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from massage_mind.journal.rows.conditions import conditions
from massage_mind.journal.rows.record_rows import read_records
from massage_mind.record.head import Kind, Record
from massage_mind.record.kinds import KINDS
from massage_mind.record.query import Query

if TYPE_CHECKING:
    from massage_mind.record.search import Term

_EARLIEST_FIRST = "record.at, record.n"


def with_id(conn: sqlite3.Connection, record_id: str, *, binned: bool = False) -> Record | None:
    """The record with exactly this id; None where there is none. `binned`: also one in the bin."""
    where = "WHERE record.id = ?" + ("" if binned else " AND record.deleted_at IS NULL")
    return next(iter(read_records(conn, where, (record_id,), limit=1)), None)


def with_number(conn: sqlite3.Connection, n: int) -> list[Record]:
    """The record with this inner number, in the bin or not; none where there is none."""
    return read_records(conn, "WHERE record.n = ?", (n,))


def beginning_with(
    conn: sqlite3.Connection, typed: str, kinds: Sequence[Kind], *, binned: bool, limit: int
) -> list[Record]:
    """Records of these kinds (none: of any) whose ids begin so, in the bin or out of it."""
    where = "WHERE record.id >= ? AND record.id < ? AND record.deleted_at IS "
    where += "NOT NULL" if binned else "NULL"
    values: list[object] = [typed, typed + "~"]
    if kinds:
        where += f" AND record.kind IN ({', '.join('?' * len(kinds))})"
        values += kinds
    return read_records(conn, where, values, limit=limit)


def matching(conn: sqlite3.Connection, query: Query, *, bare: bool = False) -> list[Record]:
    """The latest first. `bare`: sessions without what lies in other tables."""
    where, values = conditions(conn, query)
    return read_records(conn, f"WHERE {where}", values, limit=_limit(query), bare=bare)


def searched(conn: sqlite3.Connection, terms: tuple[Term, ...], query: Query) -> list[Record]:
    """Records that hold all these terms, what was written last first."""
    from massage_mind.journal.rows.search_rows import condition

    found, words = condition(terms)
    where, values = conditions(conn, query, hidden=True)
    return read_records(
        conn, f"WHERE {found} AND {where}", [*words, *values], order="record.n DESC", limit=_limit(query)
    )


def _limit(query: Query) -> int:
    return -1 if query.limit is None else query.limit


def numbers(conn: sqlite3.Connection, query: Query) -> Sequence[int]:
    """The inner numbers of the records that the query names, the earliest first."""
    from array import array

    where, values = conditions(conn, query, hidden=True)
    found = conn.execute(f"SELECT n FROM record WHERE {where} ORDER BY at, n", values)
    return array("q", (row["n"] for row in found))


def numbered(conn: sqlite3.Connection, some: Sequence[int]) -> list[Record]:
    """The records with these inner numbers that are there, the earliest first."""
    where = f"WHERE record.n IN ({', '.join('?' * len(some))})"
    return read_records(conn, where, list(some), order=_EARLIEST_FIRST)


def belonging_to(conn: sqlite3.Connection, record_id: str) -> list[Record]:
    """What hangs on this appointment or session, the earliest first."""
    where = """
        WHERE record.n IN (SELECT n FROM record WHERE appointment = ? UNION SELECT n FROM record WHERE session = ?)
        AND record.deleted_at IS NULL
    """
    return read_records(conn, where, (record_id, record_id), order=_EARLIEST_FIRST)


def hanging_on(conn: sqlite3.Connection, record_ids: Sequence[str]) -> list[Record]:
    """What hangs on any of these appointments, the earliest first; sessions bare."""
    where = f"""
        WHERE record.appointment IN ({", ".join("?" * len(record_ids))}) AND record.deleted_at IS NULL
    """
    return read_records(conn, where, list(record_ids), order=_EARLIEST_FIRST, bare=True)


def around_session(conn: sqlite3.Connection, session_id: str) -> list[Record]:
    """Check-ins and entries given around this session, the earliest first."""
    where = "WHERE record.session = ? AND record.deleted_at IS NULL"
    return read_records(conn, where, (session_id,), order=_EARLIEST_FIRST)


def checkin_around(conn: sqlite3.Connection, session_id: str, phase: str) -> Record | None:
    """The latest check-in of this phase around this session; None where there is none."""
    where = """
        JOIN checkin ON checkin.n = record.n
        WHERE record.session = ? AND checkin.phase = ? AND record.deleted_at IS NULL
    """
    return next(iter(read_records(conn, where, (session_id, phase), limit=1)), None)


def unknown_kinds(conn: sqlite3.Connection) -> dict[str, int]:
    """Kinds that records outside the bin are of and that this program does not know, and how many each."""
    found: dict[str, int] = {}
    question = "SELECT min(kind) FROM record WHERE deleted_at IS NULL AND kind > ?"
    kind = ""
    # From one kind to the next by the index: looking at every record would show in how long a list takes.
    while (kind := conn.execute(question, (kind,)).fetchone()[0]) is not None:
        if kind not in KINDS:
            found[str(kind)] = count(conn, kind)
    return found


def rated_items(conn: sqlite3.Connection) -> list[str]:
    """Everything that was rated outside the bin, by its key."""
    question = "SELECT DISTINCT item FROM rating JOIN record USING (n) WHERE deleted_at IS NULL ORDER BY item"
    return [str(row["item"]) for row in conn.execute(question)]


def count(conn: sqlite3.Connection, kind: Kind) -> int:
    """How many records of this kind there are, without the bin."""
    question = "SELECT count(*) FROM record WHERE kind = ? AND deleted_at IS NULL"
    return int(conn.execute(question, (kind,)).fetchone()[0])


def first_kept_at(conn: sqlite3.Connection) -> int | None:
    """When the first record was written down, in UTC milliseconds; None while there is none."""
    row = conn.execute("SELECT created_at FROM record ORDER BY n LIMIT 1").fetchone()
    return None if row is None else int(row["created_at"])


def tags_in_use(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """Every tag and how many records carry it, the commonest first; without the bin."""
    found = conn.execute(
        """
        SELECT name, count(*) AS times FROM tag JOIN record USING (n) WHERE deleted_at IS NULL
        GROUP BY name ORDER BY times DESC, name
        """
    )
    return [(row["name"], row["times"]) for row in found]
