"""The book: a page to read and to print, with the same records as JSON in it, where nobody sees them. Out and in.

How the page looks is the caller's; the journal knows no screen. The JSON is the document of `json_form`, in ASCII and
with `<`, `>` and `&` as JSON escapes: the same letters whether the page is read as markup, saved by a browser, or searched
for its two marks by a program of thirty years from now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from massage_mind.errors import UsageError
from massage_mind.journal.carry import json_form
from massage_mind.journal.carry.form import Arriving, CarryForm, Opening, Request, foreign
from massage_mind.journal.carry.json_form import json_pieces
from massage_mind.record.head import Record

BEGIN, END = '<template id="massage-mind-record">', "</template>"
"""What the JSON stands between."""
_NO_MARKUP = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})


def _write(records: Iterable[Record], request: Request) -> Iterator[str]:
    if request.fields:
        raise UsageError("A book has no fields.", "Leave --fields out, or choose another format.")
    assert request.book is not None
    return request.book(_data(records, request))


def _data(records: Iterable[Record], request: Request) -> Iterator[str]:
    yield f"\n{BEGIN}\n"
    for piece in json_pieces(records, now_ms=request.now_ms, zone=request.zone):
        yield piece.translate(_NO_MARKUP)
    yield f"{END}\n"


def _reads(opening: Opening) -> bool:
    return opening.first == "<"


def _read(opening: Opening) -> Arriving:
    text = opening.text
    if not text.go_within(BEGIN, END) or text.peek() != "{":
        raise foreign(opening.name)
    header, key = text.header()
    if not key:
        raise foreign(opening.name)
    inner = Opening(text, opening.name, opening.zone, "{", header, key, text.look(), opening.remarks)
    assert json_form.FORM.read is not None
    yield from json_form.FORM.read(inner)


FORM = CarryForm("book", place=6, aliases=("html",), write=_write, reads=_reads, read=_read)
