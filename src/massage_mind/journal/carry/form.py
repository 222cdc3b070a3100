"""What a format of the record says of itself: how it is written, how it is told apart and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from massage_mind.errors import NonsenseError, UsageError
from massage_mind.journal.carry.foreign_zones import exact_zone
from massage_mind.journal.carry.json_stream import JsonStream
from massage_mind.journal.carry.remarks import Remarks, count_zone
from massage_mind.record.document import read_record
from massage_mind.record.head import Record
from massage_mind.record.instants import zone_is_known
from massage_mind.record.session import SessionRecord
from massage_mind.values import dataclass

Arriving: TypeAlias = Iterator[tuple[str, Record | NonsenseError]]
"""Records as they come in, each with where it stands; or why what stands there makes none."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a table of check-ins says of what they were given around."""

    styles: Mapping[str, str]
    """The style by the id of an appointment or session."""
    kinds: Mapping[str, str]
    """The kind by the id of a session."""
    measures: tuple[str, ...] = ()
    """What was or can be rated besides the built-in measures, by its keys."""


@dataclass(frozen=True, slots=True)
class Request:
    """How an export is wanted. `now_ms`: UTC; `fields`: only these keys or columns, all where none are named.

    `show` gives a record as a page of plain text, `surroundings` what check-ins were given around, `book` the page of all
    records around the data that goes with it; not every format asks.
    """

    now_ms: int
    zone: str
    fields: tuple[str, ...] = ()
    show: Callable[[Record], str] | None = None
    surroundings: Callable[[], Surroundings] | None = None
    book: Callable[[Iterator[str]], Iterator[str]] | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """How a stream begins: its first character, and of a JSON object what stands before its list, and that list's key.

    `sample` is the first item of that list; None where there is none.
    """

    text: JsonStream
    name: str
    zone: str
    first: str
    header: Mapping[str, Any]
    key: str
    sample: Any
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class CarryForm:
    """One format. A module of this folder whose name ends in `_form` exports one as `FORM`; that is all it takes."""

    name: str
    place: int = 0
    """Its place among the formats of an export, from 1; 0: it can only be read."""
    aliases: tuple[str, ...] = ()
    """What else a person may call it."""
    columns: tuple[str, ...] = ()
    """What it can be cut down to, where those are not the keys of documents."""
    write: Callable[[Iterable[Record], Request], Iterator[str]] | None = None
    """All records as one text, piece by piece."""
    write_one: Callable[[Record, Request], tuple[str, str]] | None = None
    """One record as a file of its own, its name and its text; where that is how it is wanted in a folder."""
    reads: Callable[[Opening], bool] | None = None
    """Whether a stream that begins so is of this format."""
    read: Callable[[Opening], Arriving] | None = None
    """The records of such a stream. Raises `UsageError` where it is none after all."""


def foreign(name: str) -> UsageError:
    """The error for a file that is of no format that can be read."""
    return UsageError(
        f"{name} is nothing that can be imported.",
        "Our own JSON, JSON Lines, Markdown or book, a journal or a copy of one, jrnl's (--format json) and Day One's JSON "
        "can. Our CSV and text leave too much out.",
    )


def numbered(objects: Iterator[Any], reader: Callable[[Any], Record], word: str) -> Arriving:
    """Each object as a record, named by what it is and its number."""
    for number, raw in enumerate(objects, 1):
        yield (
            f"{word} {number}",
            raw if isinstance(raw, NonsenseError) else one_record(lambda raw=raw: reader(raw)),  # type: ignore[misc]
        )


def one_record(read: Callable[[], Record]) -> Record | NonsenseError:
    """What this reads, or why it makes no sense."""
    try:
        return read()
    except NonsenseError as exc:
        return exc
    except RecursionError:
        return NonsenseError("it is nested too deeply")


def own_record(document: Any, remarks: Remarks) -> Record:
    """A record out of a document of ours; in a zone that is not known here its times are shown as they were written.

    Raises `NonsenseError`.
    """
    record = read_record(document)
    if zone_is_known(record.head.zone):
        return record
    zone = exact_zone(record.head.zone)
    if not zone:
        count_zone(remarks.offsets, record.head.zone)
        zone = exact_zone(document["at"][-6:])
    details = record.details
    if isinstance(details, SessionRecord):
        details = replace(details, zone=zone)
    return Record(replace(record.head, zone=zone), details)
