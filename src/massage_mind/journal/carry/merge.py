"""Records from elsewhere, merged into the journal. Twice is as good as once, and nothing is undone by something older."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, NonsenseError
from massage_mind.journal.carry.incoming import Tally, with_id
from massage_mind.journal.rows import record_rows as heads
from massage_mind.journal.rows import session_rows as rows
from massage_mind.record.head import Head, Record
from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.store import Store

_AT_ONCE = 1_000
"""Records a transaction: an import that is cut short is simply done again."""
_MOST_FAULTS = 20

Links = dict[str, tuple[str, str, str]]
"""The appointment, the session and the session gone on from, by the id of a record whose links wait for them."""


def merge(store: Store, incoming: Iterator[tuple[str, Record | NonsenseError]], *, now_ms: int) -> Tally:
    """Take in what is new here, or newer than what is here, and count. What makes no sense is named, the rest goes on."""
    tally, links = Tally(), Links()
    trouble: MassageMindError | None = None
    while trouble is None:
        some, trouble = _gather(incoming)
        if not some and trouble is None:
            break
        with store.ground.writing() as conn:
            for where, record in some:
                if isinstance(record, NonsenseError):
                    _fault(tally, f"{where}: {record}.")
                else:
                    _take(store, conn, record, where, tally, links, now_ms)
    if links:
        with store.ground.writing() as conn:
            for record_id, (appointment, session, resumed_from) in links.items():
                _link(conn, record_id, appointment, session, resumed_from)
    if trouble is not None:
        # What could be read is here, and hangs together.
        trouble.hint = f"{trouble.hint} Before that, {tally.added} new and {tally.changed} newer ones were taken in.".strip()
        raise trouble
    return tally


def _gather(
    incoming: Iterator[tuple[str, Record | NonsenseError]],
) -> tuple[list[tuple[str, Record | NonsenseError]], MassageMindError | None]:
    """The next records, as many as go into one transaction; and what kept the rest from being read."""
    some: list[tuple[str, Record | NonsenseError]] = []
    try:
        for one in incoming:
            some.append(one)
            if len(some) >= _AT_ONCE:
                break
    except MassageMindError as exc:
        return some, exc
    return some, None


def _take(
    store: Store,
    conn: sqlite3.Connection,
    record: Record,
    where: str,
    tally: Tally,
    links: Links,
    now_ms: int,
) -> None:
    head = record.head
    if conn.execute(
        "SELECT 1 FROM tombstone WHERE id = ? OR (source <> '' AND source = ?)", (head.id, head.source)
    ).fetchone():
        tally.deleted += 1
        return
    n = heads.number_of(conn, head.id)
    if n is None and head.source and (own := _of_source(conn, head.source)):
        # Imported here as well from the same place, and so under another id: it is the same record.
        record = with_id(record, own)
        head, n = record.head, heads.number_of(conn, own)
    if n is None:
        record = record if head.id else with_id(record, store.ground.free_id())
        _insert(conn, record, links)
        tally.added += 1
        return
    (old,) = heads.read_records(conn, "WHERE record.n = ?", (n,))
    if (old.kind, old.head.created_at) != (head.kind, head.created_at):
        _fault(tally, f"{where}: its id {record.id} belongs to another record here.")
    elif head.source and head.source != old.head.source and _of_source(conn, head.source):
        _fault(tally, f"{where}: what it was imported from is another record here.")
    elif head.changed_at > old.head.changed_at:
        store.records.keep_version(conn, n, old, now_ms)
        _replace(conn, n, record, links)
        tally.changed += 1
    else:
        if head.changed_at == old.head.changed_at:
            _missing_links(record, old, links)
        tally.known += 1


def _of_source(conn: sqlite3.Connection, source: str) -> str:
    """The id of the record that was imported from this place; empty for none."""
    row = conn.execute("SELECT id FROM record WHERE source = ?", (source,)).fetchone()
    return "" if row is None else str(row["id"])


def _missing_links(record: Record, old: Record, links: Links) -> None:
    """The same record, whose appointment or session was not here when it came, and may be now."""
    wanted, has = _links_of(record), _links_of(old)
    if any(want and not have for want, have in zip(wanted, has, strict=True)):
        links[record.id] = (has[0] or wanted[0], has[1] or wanted[1], has[2] or wanted[2])


def _links_of(record: Record) -> tuple[str, str, str]:
    resumed = record.details.resumed_from if isinstance(record.details, SessionRecord) else ""
    return record.head.appointment, record.head.session, resumed


def _insert(conn: sqlite3.Connection, record: Record, links: Links) -> None:
    n = heads.insert_head(conn, _loose(record, links))
    _write(conn, n, record)


def _replace(conn: sqlite3.Connection, n: int, record: Record, links: Links) -> None:
    heads.update_head(conn, n, _loose(record, links))
    _write(conn, n, record)


def _write(conn: sqlite3.Connection, n: int, record: Record) -> None:
    if isinstance(record.details, SessionRecord):
        rows.put_session(conn, record.details)
    else:
        heads.write_details(conn, n, record.details)
    heads.index(conn, n, record.head, record.details)


def _loose(record: Record, links: Links) -> Head:
    """The head without links, which are set when everything is here: what they point to may come later."""
    wanted = _links_of(record)
    if any(wanted):
        links[record.id] = wanted
    return replace(record.head, appointment="", session="")


def _link(
    conn: sqlite3.Connection, record_id: str, appointment: str, session: str, resumed_from: str
) -> None:
    conn.execute(
        """
        UPDATE record SET
            appointment = (
                SELECT id FROM record AS other
                WHERE other.id = ? AND other.kind = 'appointment' AND record.kind <> 'appointment'
            ),
            session = (
                SELECT id FROM record AS other
                WHERE other.id = ? AND other.kind IN ('session', 'quiet-hour') AND record.kind IN ('checkin', 'entry')
            )
        WHERE id = ?
        """,
        (appointment, session, record_id),
    )
    if resumed_from:
        conn.execute(
            "UPDATE session SET resumed_from = (SELECT id FROM session AS other WHERE other.id = ?) WHERE id = ?",
            (resumed_from, record_id),
        )


def _fault(tally: Tally, text: str) -> None:
    if len(tally.faults) < _MOST_FAULTS:
        tally.faults.append(text)
    elif len(tally.faults) == _MOST_FAULTS:
        tally.faults.append("There are more like these.")
