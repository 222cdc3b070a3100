"""Records from elsewhere, merged into the journal. Twice is as good as once, and nothing is undone by something older."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.errors import MassageMindError, NonsenseError
from massage_mind.journal.file.journal_file import Connection, is_taken
from massage_mind.journal.rows import carry_rows, find_rows, record_rows
from massage_mind.record.head import Record
from massage_mind.record.ids import new_uid
from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.store import Store

_AT_ONCE = 1_000
"""Records a transaction: an import that is cut short is simply done again."""
_MOST_FAULTS = 20

Link: TypeAlias = tuple[str, bool]
"""An id (empty: none), and whether it is one of ours or one of theirs."""
Links = dict[str, tuple[Link, Link, Link]]
"""The appointment, the session and the session gone on from, by the id of a record whose links wait for them."""


@dataclass(slots=True)
class Tally:
    """What an import came to."""

    added: int = 0
    changed: int = 0
    known: int = 0
    deleted: int = 0
    """Left out because they were deleted here."""
    faults: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    """The id here of records that have another one where they come from, by that one."""


def merge(store: Store, incoming: Iterator[tuple[str, Record | NonsenseError]]) -> Tally:
    """Take in what is new here, or newer than what is here, and count. What makes no sense is named, the rest goes on."""
    tally, links = Tally(), Links()
    trouble: MassageMindError | None = None
    while trouble is None:
        some, trouble = _gather(incoming)
        if not some and trouble is None:
            break
        with store.file.writing() as conn:
            for where, record in some:
                if isinstance(record, NonsenseError):
                    _fault(tally, f"{where}: {record}.")
                else:
                    _take(store, conn, record, where, tally, links)
    if links:
        with store.file.writing() as conn:
            for record_id, wanted in links.items():
                carry_rows.link(
                    conn, record_id, *(one if ours else tally.moved.get(one, one) for one, ours in wanted)
                )
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
    conn: Connection,
    record: Record,
    where: str,
    tally: Tally,
    links: Links,
) -> None:
    head = record.head
    if carry_rows.was_deleted(conn, head):
        tally.deleted += 1
        return
    own = carry_rows.same_record(conn, head)
    if not own:
        record_rows.insert_record(conn, _loose(_arriving(store, conn, record, tally), links))
        tally.added += 1
        return
    if own != head.id:
        # Here under another id: given on an earlier import, or imported here as well from the same place.
        record = _moved(record, own, tally)
        head = record.head
    n = record_rows.number_of(conn, own)
    assert n is not None
    (old,) = find_rows.with_number(conn, n)
    if (old.kind, old.head.created_at) != (head.kind, head.created_at):
        _fault(tally, f"{where}: its id {record.id} belongs to another record here.")
    elif head.source and head.source != old.head.source and carry_rows.id_of_source(conn, head.source):
        _fault(tally, f"{where}: what it was imported from is another record here.")
    elif head.changed_at > old.head.changed_at:
        store.records.keep_version(conn, n, old)
        record_rows.replace_record(conn, n, _loose(record, links))
        tally.changed += 1
    else:
        if head.changed_at == old.head.changed_at:
            _missing_links(record, old, links)
        tally.known += 1


def _arriving(store: Store, conn: Connection, record: Record, tally: Tally) -> Record:
    """A record that is new here, under its own id or, where that is another record's here, under a free one."""
    head = record.head
    record = replace(record, head=replace(head, uid=carry_rows.long_id(head) or new_uid()))
    if head.id and not is_taken(conn, head.id):
        return record
    return _moved(record, store.file.free_id(), tally)


def _moved(record: Record, record_id: str, tally: Tally) -> Record:
    """The same record under this id; what belongs to it will follow."""
    if record.id:
        tally.moved[record.id] = record_id
    return with_id(record, record_id)


def _missing_links(record: Record, old: Record, links: Links) -> None:
    """The same record, whose appointment or session was not here when it came, and may be now."""
    pairs = list(zip(_links_of(record), _links_of(old), strict=True))
    if any(want and not has for want, has in pairs):
        appointment, session, resumed = ((has, True) if has else (want, False) for want, has in pairs)
        links[record.id] = (appointment, session, resumed)


def _links_of(record: Record) -> tuple[str, str, str]:
    resumed = record.details.resumed_from if isinstance(record.details, SessionRecord) else ""
    return record.head.appointment, record.head.session, resumed


def _loose(record: Record, links: Links) -> Record:
    """The record without links, which are set when everything is here: what they point to may come later."""
    appointment, session, resumed = _links_of(record)
    if appointment or session or resumed:
        links[record.id] = ((appointment, False), (session, False), (resumed, False))
    return replace(record, head=replace(record.head, appointment="", session=""))


def _fault(tally: Tally, text: str) -> None:
    if len(tally.faults) < _MOST_FAULTS:
        tally.faults.append(text)
    elif len(tally.faults) == _MOST_FAULTS:
        tally.faults.append("There are more like these.")


def with_id(record: Record, record_id: str) -> Record:
    """The same record under this id."""
    details = record.details
    if isinstance(details, SessionRecord):
        details = replace(details, id=record_id)
    return replace(record, head=replace(record.head, id=record_id), details=details)
