"""Everything as one plain page, for reading and printing: out only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from massage_mind.errors import UsageError
from massage_mind.journal.carry.form import CarryForm, Request
from massage_mind.record.head import Record


def _write(records: Iterable[Record], request: Request) -> Iterator[str]:
    """The earliest first. How a record looks is the caller's: the journal knows no screen."""
    if request.fields:
        raise UsageError(
            "A page of plain text has no fields.", "Leave --fields out, or choose another format."
        )
    assert request.show is not None
    for number, record in enumerate(records):
        yield ("\n" if number else "") + request.show(record) + "\n"


FORM = CarryForm("text", place=5, aliases=("txt",), write=_write)
