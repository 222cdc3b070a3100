"""Records from elsewhere, merged into the journal. Twice is as good as once, and nothing is undone by something older."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.errors import MassageMindError, NonsenseError, UsageError
from massage_mind.journal.carry.remarks import Remarks
from massage_mind.journal.carry.told_apart import ByWords
from massage_mind.journal.file.journal_file import Connection, is_taken
from massage_mind.journal.rows import carry_rows, find_rows, record_rows
from massage_mind.record.document import record_document
from massage_mind.record.head import Record
from massage_mind.record.ids import new_uid, uid_of
from massage_mind.record.kinds import search_text
from massage_mind.record.session import SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.store import Store

_AT_ONCE = 1_000
"""Records a transaction: an import that is cut short is simply done again."""
_MOST_WORDS = 8 << 20
"""Characters a transaction, where records are large."""
_LONGEST_FAULT = 200
_MOST_IN_A_ROW = 100_000
"""What has so many faults one after the other is no journal, and may have no end."""
_MOST_FAULTS = 20
"""So many are named with their places; the rest is counted by what is wrong, as far as there are no more kinds of it."""

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
    older: int = 0
    """So many of the known came as they stood before they were changed here."""
    deleted: int = 0
    """Left out because they were deleted here."""
    left_out: int = 0
    """Left out because they make no sense, or say otherwise than what is here."""
    faults: list[str] = field(default_factory=list)
    """Why: the first ones each with its place, then how many more there are of each kind."""
    more: Counter[str] = field(default_factory=Counter)
    """Those beyond the first, by what is wrong with them."""
    remarks: Remarks = field(default_factory=Remarks)
    moved: dict[str, str] = field(default_factory=dict)
    """The id here of records that have another one where they come from, by that one."""


def merge(
    store: Store, incoming: Iterator[tuple[str, Record | NonsenseError]], remarks: Remarks | None = None
) -> Tally:
    """Take in what is new here, or newer than what is here, and count. What makes no sense is named, the rest goes on.

    `remarks`: what those who read `incoming` have to say of it.
    """
    tally, links, by_words = Tally(), Links(), ByWords()
    tally.remarks = tally.remarks if remarks is None else remarks
    trouble: MassageMindError | None = None
    ending = _ending(incoming)
    while trouble is None:
        some, trouble = _gather(ending)
        if not some and trouble is None:
            break
        with store.file.writing() as conn:
            for where, record in some:
                if isinstance(record, NonsenseError):
                    _fault(tally, where, str(record))
                else:
                    by_words.came(record.head, _take(store, conn, record, where, tally, links))
    if links:
        with store.file.writing() as conn:
            for record_id, wanted in links.items():
                carry_rows.link(
                    conn, record_id, *(one if ours else tally.moved.get(one, one) for one, ours in wanted)
                )
    if trouble is None:  # Of a file that breaks off nobody knows what did not come.
        with store.file.reading() as conn:
            tally.remarks.beside += by_words.beside(conn)
    tally.faults += [f"{count} more: {why}." for why, count in tally.more.most_common()]
    if trouble is not None:
        # What could be read is here, and hangs together.
        trouble.hint = f"{trouble.hint} {_so_far(tally)}".strip()
        raise trouble
    return tally


def _so_far(tally: Tally) -> str:
    """What was taken in before something went wrong, and what was left out and why; empty for nothing."""
    if not (tally.added or tally.changed or tally.left_out):
        return ""
    told = f"Before that, {tally.added} new and {tally.changed} newer ones were taken in"
    told += f", {tally.left_out} left out." if tally.left_out else "."
    return "\n".join((told, *(f"Left out: {fault}" for fault in tally.faults)))


def _ending(
    incoming: Iterator[tuple[str, Record | NonsenseError]],
) -> Iterator[tuple[str, Record | NonsenseError]]:
    """The same, until 100,000 in a row make no sense. Raises `UsageError` there."""
    in_a_row = 0
    for where, record in incoming:
        in_a_row = in_a_row + 1 if isinstance(record, NonsenseError) else 0
        if in_a_row > _MOST_IN_A_ROW:
            raise UsageError(
                f"{_MOST_IN_A_ROW:,} records one after the other make no sense.", "What follows wasn't read."
            )
        yield where, record


def _gather(
    incoming: Iterator[tuple[str, Record | NonsenseError]],
) -> tuple[list[tuple[str, Record | NonsenseError]], MassageMindError | None]:
    """The next records, as many as go into one transaction; and what kept the rest from being read."""
    some: list[tuple[str, Record | NonsenseError]] = []
    words = 0
    try:
        for where, one in incoming:
            some.append((where, one))
            words += len(search_text(one.head, one.details)) if isinstance(one, Record) else len(str(one))
            if len(some) >= _AT_ONCE or words > _MOST_WORDS:
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
) -> str:
    """Take one in; the id it is new here under, empty where it is not new."""
    record = _identified(record)
    head = record.head
    if carry_rows.was_deleted(conn, head):
        tally.deleted += 1
        return ""
    own = carry_rows.same_record(conn, head)
    if not own:
        arriving = _arriving(store, conn, record, tally)
        record_rows.insert_record(conn, _loose(arriving, links))
        tally.added += 1
        return arriving.id
    n = record_rows.number_of(conn, own)
    assert n is not None
    try:
        (old,) = find_rows.with_number(conn, n)
    except NonsenseError as exc:
        _fault(tally, where, f"what stands here as {own} can't be read ({exc})")
        return ""
    if clash := _clash(conn, record, old):
        _fault(tally, where, clash)
        return ""
    if not head.id:
        record = _as_changed(record, old)
    elif own != head.id:
        # Here under another id: given on an earlier import, or imported here as well from the same place.
        record = _moved(record, own, tally)
    if record.head.changed_at > old.head.changed_at:
        store.records.keep_version(conn, n, old)
        record_rows.replace_record(conn, n, _loose(record, links) if head.id else record)
        tally.changed += 1
        return ""
    if head.id and record.head.changed_at == old.head.changed_at:
        _missing_links(record, old, links)
    tally.older += _differs(record, old)
    tally.known += 1
    return ""


def _identified(record: Record) -> Record:
    """A record with neither id nor source is known by what is in it, so that it comes once."""
    head = record.head
    if head.id or head.uid or head.source:
        return record
    text = json.dumps(record_document(record), sort_keys=True)
    return replace(record, head=replace(head, uid=uid_of(text, head.kind, head.created_at)))


def _clash(conn: Connection, record: Record, old: Record) -> str:
    """Why this cannot be the record that is here, nor stand in its place; empty where it can."""
    head = record.head
    if old.kind != head.kind or (old.id == head.id and old.head.created_at != head.created_at):
        return f"its id {head.id} belongs to another record here"
    if head.source and head.source != old.head.source and carry_rows.id_of_source(conn, head.source):
        return "what it was imported from is another record here"
    undated = not head.id and head.changed_at == head.created_at  # It says nothing of a change.
    as_late = head.changed_at == old.head.changed_at or (undated and head.changed_at > old.head.changed_at)
    if as_late and _differs(record, old):
        return f"it says otherwise than {old.id} here, and neither is known to be the later one"
    return ""


def _differs(record: Record, old: Record) -> bool:
    """Whether it says something else. How a session was played is not compared: that does not change."""
    return not isinstance(old.details, SessionRecord) and record.details != old.details


def _as_changed(record: Record, old: Record) -> Record:
    """An entry of another program in the place of what is here: what only we say of it stays, and an older one stays.

    Where nothing is said of a change, or nothing is different, it is not the later one.
    """
    new, was = record.head, old.head
    same = (record.details, new.at, new.tags) == (old.details, was.at, was.tags)
    changed_at = new.changed_at
    if same or new.changed_at == new.created_at:
        changed_at = min(new.changed_at, was.changed_at)
    head = replace(was, at=new.at, zone=new.zone, tags=new.tags, changed_at=changed_at)
    return with_id(Record(head, record.details), was.id)


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


def _fault(tally: Tally, where: str, why: str) -> None:
    tally.left_out += 1
    if len(why) > _LONGEST_FAULT:  # It may quote what was read.
        why = why[:_LONGEST_FAULT] + "..."
    if len(tally.faults) < _MOST_FAULTS:
        tally.faults.append(f"{where}: {why}.")
    else:
        tally.more[
            why if why in tally.more or len(tally.more) < _MOST_FAULTS else "something else is wrong"
        ] += 1


def with_id(record: Record, record_id: str) -> Record:
    """The same record under this id."""
    details = record.details
    if isinstance(details, SessionRecord):
        details = replace(details, id=record_id)
    return replace(record, head=replace(record.head, id=record_id), details=details)
