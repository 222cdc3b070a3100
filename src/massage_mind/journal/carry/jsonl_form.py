"""JSON Lines: one record a line; our own, out and in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from massage_mind.journal.carry.form import Arriving, CarryForm, Opening, Request, numbered, own_record
from massage_mind.journal.carry.outgoing import cut_down
from massage_mind.record.document import record_document
from massage_mind.record.head import Record


def json_lines(records: Iterable[Record], fields: Sequence[str] = ()) -> Iterator[str]:
    """One JSON document a line."""
    for record in records:
        yield json.dumps(cut_down(record_document(record), fields)) + "\n"


def _write(records: Iterable[Record], request: Request) -> Iterator[str]:
    return json_lines(records, request.fields)


def _reads(opening: Opening) -> bool:
    return opening.first == "{" and not opening.key and bool(opening.header.get("kind"))


def _read(opening: Opening) -> Arriving:
    found = opening.text.lines(dict(opening.header))
    return numbered(found, lambda raw: own_record(raw, opening.remarks), "record")


FORM = CarryForm("jsonl", place=2, aliases=("ndjson",), write=_write, reads=_reads, read=_read)
