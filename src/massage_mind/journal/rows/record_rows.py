"""Records as rows and back: the table of all records, the tables of their kinds, tags, versions, what search reads.

The columns of a kind's table are the fields of its class, so one reader and one writer serve them all. Every function
is handed a connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from massage_mind.errors import NonsenseError
from massage_mind.journal.rows.session_rows import put_session, read_sessions
from massage_mind.record.checkin import CheckIn
from massage_mind.record.checks import check_record
from massage_mind.record.head import Head, Kind, Record
from massage_mind.record.kinds import DETAILS, KINDS, Details, kind_of, search_text
from massage_mind.record.session import SESSIONS, SessionRecord
from massage_mind.record.texts import storable

_AT_ONCE = 500
_HEAD = "n, id, kind, at, zone, appointment, session, source, created_at, changed_at, deleted_at, uid"
_MAPS = {
    "ratings": ("rating", "item", "value"),
    "body": ("body", "region", "level"),
    "kinds": ("body_kind", "region", "words"),
}
"""Fields of a check-in that lie in tables of their own."""


def insert_record(conn: sqlite3.Connection, record: Record) -> int:
    """A new record, whole, and what a search reads of it; returns its number.

    Raises sqlite3.IntegrityError if its id is taken, AssertionError for what would not be read back.
    """
    _must_be_sound(record)
    n = insert_head(conn, record.head)
    _write_content(conn, n, record)
    return n


def replace_record(conn: sqlite3.Connection, n: int, record: Record, *, content: bool = True) -> None:
    """A record in place of what stands at this number; without `content` its head alone. Raises as `insert_record`."""
    _must_be_sound(record)
    update_head(conn, n, record.head)
    if content:
        _write_content(conn, n, record)
    else:
        index(conn, n, record.head, record.details)


def _must_be_sound(record: Record) -> None:
    """What is asked of every row that is read is asked of it before it is one."""
    try:
        check_record(record)
    except NonsenseError as exc:
        raise AssertionError(f"This can't be kept: {exc}") from exc


def _write_content(conn: sqlite3.Connection, n: int, record: Record) -> None:
    if isinstance(record.details, SessionRecord):
        put_session(conn, record.details)
    else:
        write_details(conn, n, record.details)
    index(conn, n, record.head, record.details)


def insert_head(conn: sqlite3.Connection, head: Head) -> int:
    """A new record's own row and its tags; returns its number. Raises sqlite3.IntegrityError if the id is taken."""
    n = conn.execute(
        """
        INSERT INTO record (
            id, kind, at, zone, appointment, session, source, created_at, changed_at, deleted_at, uid
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(
                head.id,
                head.kind,
                head.at,
                storable(head.zone),
                head.appointment or None,
                head.session or None,
            ),
            *(storable(head.source), head.created_at, head.changed_at, head.deleted_at, head.uid),
        ),
    ).lastrowid
    assert n is not None
    write_tags(conn, n, head.tags)
    return n


def update_head(conn: sqlite3.Connection, n: int, head: Head) -> None:
    """The record's own row and its tags, in place of what stood there."""
    conn.execute(
        """
        UPDATE record SET at = ?, zone = ?, appointment = ?, session = ?, source = ?, changed_at = ?, deleted_at = ?
        WHERE n = ?
        """,
        (
            *(head.at, storable(head.zone), head.appointment or None, head.session or None),
            *(storable(head.source), head.changed_at, head.deleted_at, n),
        ),
    )
    conn.execute("DELETE FROM tag WHERE n = ?", (n,))
    write_tags(conn, n, head.tags)


def write_tags(conn: sqlite3.Connection, n: int, tags: Iterable[str]) -> None:
    """More tags for a record; those it has stay."""
    conn.executemany(
        "INSERT OR IGNORE INTO tag (n, name) VALUES (?, ?)", ((n, storable(tag)) for tag in tags)
    )


def write_details(conn: sqlite3.Connection, n: int, details: Details) -> None:
    """What its kind has, in place of what stood there. Not for sessions."""
    assert not isinstance(details, SessionRecord)
    kind = kind_of(details)
    names = _columns(kind)
    columns = ", ".join(f'"{name}"' for name in ("n", *names))
    places = ", ".join("?" * (len(names) + 1))
    values = [getattr(details, name) for name in names]
    # REPLACE would let the ratings go with the old row.
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
    conn.execute(
        f"INSERT INTO {kind} ({columns}) VALUES ({places}) ON CONFLICT (n) DO UPDATE SET {updates}",
        (n, *map(_cell, values)),
    )
    if isinstance(details, CheckIn):
        for name, (table, key, value) in _MAPS.items():
            conn.execute(f"DELETE FROM {table} WHERE n = ?", (n,))
            conn.executemany(
                f"INSERT INTO {table} (n, {key}, {value}) VALUES (?, ?, ?)",
                ((n, storable(item), level) for item, level in getattr(details, name).items()),
            )


def _cell(value: object) -> object:
    """A value as a cell holds it: several texts as a JSON list."""
    if isinstance(value, tuple):
        import json

        return json.dumps([storable(one) for one in value], ensure_ascii=False)
    return storable(value) if isinstance(value, str) else value


def index(conn: sqlite3.Connection, n: int, head: Head, details: Details) -> None:
    """What a search finds this record by, in place of what it found it by; triggers hand it to the full-text tables."""
    from massage_mind.record.folding import search_copies  # Who only reads needs no tables of letters.

    body = storable(search_text(head, details))
    old = conn.execute("SELECT body FROM doc WHERE n = ?", (n,)).fetchone()
    if old is not None and old["body"] == body:
        return
    folded, unspaced = search_copies(body)
    if old is None:
        conn.execute(
            "INSERT INTO doc (n, body, folded, unspaced) VALUES (?, ?, ?, ?)", (n, body, folded, unspaced)
        )
    else:
        conn.execute(
            "UPDATE doc SET body = ?, folded = ?, unspaced = ? WHERE n = ?", (body, folded, unspaced, n)
        )


def number_of(conn: sqlite3.Connection, record_id: str) -> int | None:
    """The number of the record with exactly this id."""
    row = conn.execute("SELECT n FROM record WHERE id = ?", (record_id,)).fetchone()
    return None if row is None else int(row["n"])


def read_records(
    conn: sqlite3.Connection,
    where: str,
    values: Sequence[object] = (),
    *,
    order: str = "record.at DESC, record.n DESC",
    limit: int = -1,
    bare: bool = False,
) -> list[Record]:
    """Records with their details, in this order. `bare`: sessions without what lies in other tables.

    Raises `NonsenseError` for a row that makes none.
    """
    found = _heads(conn, f"FROM record {where} ORDER BY {order} LIMIT ?", (*values, limit))
    tags = _tags(conn, [row["n"] for row in found])
    heads = {row["n"]: _head(row, tags.get(row["n"], ())) for row in found}
    details = _details_of_all(conn, heads, bare)
    missing = [head.id for n, head in heads.items() if n not in details]
    if missing:
        raise NonsenseError(f"record {missing[0]} has no content")
    records = [Record(head, details[n]) for n, head in heads.items()]
    for one in records:
        check_record(one)
    return records


def _heads(conn: sqlite3.Connection, rest: str, values: Sequence[object]) -> list[sqlite3.Row]:
    columns = ", ".join(f"record.{name}" for name in _HEAD.split(", "))
    try:
        return conn.execute(f"SELECT {columns} {rest}", values).fetchall()
    except sqlite3.OperationalError as exc:
        if str(exc) != "no such column: record.uid":
            raise
    # A file from before there were any, which is damaged and cannot be brought up to date first.
    columns = columns.replace("record.uid", "'' AS uid")
    return conn.execute(f"SELECT {columns} {rest}", values).fetchall()


def _tags(conn: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = {}
    for row in _in_parts(conn, "SELECT n, name FROM tag WHERE n IN ({}) ORDER BY rowid", numbers):
        tags.setdefault(row["n"], []).append(row["name"])
    return tags


def _details_of_all(conn: sqlite3.Connection, heads: Mapping[int, Head], bare: bool) -> dict[int, Details]:
    """The details of these records by their numbers, asked for kind by kind; of some there may be none."""
    numbers: dict[Kind, list[int]] = {}
    for n, head in heads.items():
        numbers.setdefault("session" if head.kind in SESSIONS else head.kind, []).append(n)
    details: dict[int, Details] = {}
    for kind, some in numbers.items():
        if kind == "session":
            by_id = {heads[n].id: n for n in some}
            details |= {by_id[one.id]: one for one in _sessions(conn, list(by_id), bare)}
        else:
            details |= _details(conn, kind, some)
    return details


def _sessions(conn: sqlite3.Connection, ids: Sequence[str], bare: bool) -> list[SessionRecord]:
    found: list[SessionRecord] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found += read_sessions(
            conn, f"WHERE id IN ({', '.join('?' * len(some))})", some, bare=bare, binned=True
        )
    return found


def _details(conn: sqlite3.Connection, kind: Kind, numbers: Sequence[int]) -> dict[int, Details]:
    cls = DETAILS[kind]
    rows = list(_in_parts(conn, f"SELECT * FROM {kind} WHERE n IN ({{}})", numbers))
    # A copy made before the file was brought up to date lacks the columns that came later: theirs is what is usual.
    there = set(rows[0].keys()) if rows else set()
    names = [name for name in _columns(kind) if name in there]
    more: dict[int, dict[str, dict[str, Any]]] = {}
    if kind == "checkin":
        for field, (table, key, value) in _MAPS.items():
            question = (
                f"SELECT n, {key} AS item, {value} AS value FROM {table} WHERE n IN ({{}}) ORDER BY rowid"
            )
            for row in _of_table(conn, table, question, numbers):
                more.setdefault(row["n"], {}).setdefault(field, {})[row["item"]] = row["value"]
    return {
        row["n"]: cls(**{name: _value(row, name, kind) for name in names}, **more.get(row["n"], {}))  # type: ignore[arg-type]
        for row in rows
    }


def _of_table(
    conn: sqlite3.Connection, table: str, question: str, numbers: Sequence[int]
) -> Iterable[sqlite3.Row]:
    """The answers from a table that an older copy of a journal need not have yet: then there are none."""
    try:
        yield from _in_parts(conn, question, numbers)
    except sqlite3.OperationalError as exc:
        if str(exc) != f"no such table: {table}":
            raise


def _in_parts(conn: sqlite3.Connection, question: str, numbers: Sequence[int]) -> Iterable[sqlite3.Row]:
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        yield from conn.execute(question.format(", ".join("?" * len(some))), some)


@lru_cache
def _columns(kind: Kind) -> tuple[str, ...]:
    return tuple(field.name for field in fields(DETAILS[kind]) if field.name not in _MAPS)


@lru_cache
def _types(kind: Kind) -> Mapping[str, tuple[type, ...]]:
    """What each column may hold, from the annotations of the class."""
    wholes = {"int": (int,), "int | None": (int, type(None)), "str | None": (str, type(None))}
    return {field.name: wholes.get(str(field.type), (str,)) for field in fields(DETAILS[kind])}


def _value(row: sqlite3.Row, name: str, kind: Kind) -> Any:
    value = row[name]
    if not isinstance(value, _types(kind)[name]):
        raise NonsenseError(f"{name} of record {row['n']} is a {type(value).__name__}")
    return _texts(str(value), f"{name} of record {row['n']}") if name in _lists(kind) else value


@lru_cache
def _lists(kind: Kind) -> frozenset[str]:
    """The columns that hold several texts."""
    return frozenset(field.name for field in fields(DETAILS[kind]) if str(field.type) == "tuple[str, ...]")


def _texts(cell: str, what: str) -> tuple[str, ...]:
    """What `_cell` made of several texts. Raises `NonsenseError` for what it can't have made."""
    import json

    try:
        found = json.loads(cell)
    except ValueError as exc:
        raise NonsenseError(f"{what} is no list") from exc
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise NonsenseError(f"{what} is no list of texts")
    return tuple(found)


def _head(row: sqlite3.Row, tags: Iterable[str]) -> Head:
    for name in ("n", "at", "created_at", "changed_at"):
        if not isinstance(row[name], int):
            raise NonsenseError(f"{name} isn't a whole number")
    for name in ("id", "kind", "zone", "source", "uid"):
        if not isinstance(row[name], str):
            raise NonsenseError(f"{name} isn't text")
    if row["kind"] not in KINDS:
        raise NonsenseError(f"there's no kind {row['kind']!r}")
    for name, form in (("appointment", str), ("session", str), ("deleted_at", int)):
        if not isinstance(row[name], form | None):
            raise NonsenseError(f"{name} is a {type(row[name]).__name__}")
    return Head(
        id=row["id"],
        kind=row["kind"],
        at=row["at"],
        zone=row["zone"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        appointment=row["appointment"] or "",
        session=row["session"] or "",
        source=row["source"],
        deleted_at=row["deleted_at"],
        tags=tuple(tags),
        uid=row["uid"],
    )
