"""One JSON document of everything, a record a line; our own, out and in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from massage_mind.errors import UsageError
from massage_mind.journal.carry.form import (
    Arriving,
    CarryForm,
    Opening,
    Request,
    foreign,
    numbered,
    own_record,
)
from massage_mind.journal.carry.outgoing import cut_down
from massage_mind.record.document import FORMAT, VERSION, record_document
from massage_mind.record.head import Record
from massage_mind.record.instants import instant_text


def json_pieces(
    records: Iterable[Record], *, now_ms: int, zone: str, fields: Sequence[str] = ()
) -> Iterator[str]:
    """One JSON document, a record a line. As ASCII, so that every encoding carries it and no terminal acts on it."""
    about = {"format": FORMAT, "version": VERSION, "exported_at": instant_text(now_ms, zone)}
    yield json.dumps(about)[:-1] + ', "records": ['
    comma = ""
    for record in records:
        yield f"{comma}\n{json.dumps(cut_down(record_document(record), fields))}"
        comma = ","
    yield "\n]}\n"


def _write(records: Iterable[Record], request: Request) -> Iterator[str]:
    return json_pieces(records, now_ms=request.now_ms, zone=request.zone, fields=request.fields)


def _reads(opening: Opening) -> bool:
    return opening.key == "records"


def _read(opening: Opening) -> Arriving:
    if opening.header.get("format") != FORMAT:
        raise foreign(opening.name)
    version = opening.header.get("version", VERSION)  # With its keys sorted it comes after the records.
    if version != VERSION:
        raise UsageError(
            f"{opening.name} was written by a newer massage-mind.",
            "Update massage-mind. Nothing was changed.",
        )
    yield from numbered(opening.text.objects(), lambda raw: own_record(raw, opening.remarks), "record")


FORM = CarryForm("json", place=1, write=_write, reads=_reads, read=_read)
