"""Carrying the record out: JSON, JSON Lines, CSV of the ratings, Markdown for note-taking programs.

One record at a time, so that the size of the journal does not matter. How each looks: docs/record.md.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from massage_mind.errors import UsageError
from massage_mind.journal.ledger import Ledger
from massage_mind.record.checkin import CheckIn
from massage_mind.record.document import FORMAT, VERSION, record_document
from massage_mind.record.head import COMMON, Record
from massage_mind.record.instants import instant_text
from massage_mind.record.kinds import FIELDS, KINDS
from massage_mind.record.measures import ITEMS
from massage_mind.record.query import Query
from massage_mind.script.body import REGIONS

FORMATS = ("json", "jsonl", "csv", "markdown", "text")
_PAGE = 500

CSV_FIELDS: tuple[str, ...] = (
    *("id", "at", "phase", "kind", "appointment", "session", "style", "tags"),
    *(item.key for item in ITEMS),
    *REGIONS,
)
"""The columns of the CSV. `kind` says what the check-in was given around: a massage, a quiet hour, or neither."""


def everything(records: Ledger, query: Query, *, now_ms: int) -> Iterator[Record]:
    """All records that the query names, the earliest first, read in pages."""
    for number in _numbers(records, query):
        yield from records.numbered(number, now_ms=now_ms)


def _numbers(records: Ledger, query: Query) -> Iterator[Sequence[int]]:
    numbers = records.numbers(query)
    for start in range(0, len(numbers), _PAGE):
        yield numbers[start : start + _PAGE]


def known_fields(names: Iterable[str], columns: Sequence[str] = ()) -> tuple[str, ...]:
    """The keys that a document can be cut down to, or the columns of a table. Raises `UsageError` for one there is not."""
    known = {field.key for field in COMMON} | {field.key for kind in KINDS for field in FIELDS[kind]}
    known = set(columns) or known
    chosen = tuple(names)
    for name in chosen:
        if name not in known:
            raise UsageError(f"No record has a field {name!r}.", f"There are: {', '.join(sorted(known))}.")
    return chosen


def cut_down(document: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Only these keys, where there are any; all of them where none are named."""
    return {key: document[key] for key in fields if key in document} if fields else document


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


def json_lines(records: Iterable[Record], fields: Sequence[str] = ()) -> Iterator[str]:
    """One JSON document a line."""
    for record in records:
        yield json.dumps(cut_down(record_document(record), fields)) + "\n"


def csv_lines(
    records: Iterable[Record], styles: dict[str, str], kinds: dict[str, str], fields: Sequence[str] = ()
) -> Iterator[str]:
    """One check-in a line; what was not rated is empty, never 0.

    `styles` gives the style by the id of an appointment or session, `kinds` the kind by the id of a session.
    """
    columns = list(fields) or list(CSV_FIELDS)
    yield _csv_line(columns)
    for record in records:
        if not isinstance(record.details, CheckIn):
            continue
        head, details = record.head, record.details
        row: dict[str, object] = {
            "id": head.id,
            "at": instant_text(head.at, head.zone),
            "phase": details.phase,
            "kind": "quiet-hour" if kinds.get(head.session) == "quiet-hour" else "massage" if head.appointment or head.session else "",
            "appointment": head.appointment,
            "session": head.session,
            "style": styles.get(head.appointment) or styles.get(head.session) or "",
            "tags": " ".join(head.tags),
            **details.ratings,
            **details.body,
        }  # fmt: skip
        yield _csv_line([_harmless(str(row.get(column, ""))) for column in columns])


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in "=+-@\t\r" and cell else cell


def _csv_line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


# ---------------------------------------------------------------- Markdown

TEXT_KEYS = {"entry": "text", "intention": "text", "parked": "text", "checkin": "note", "appointment": "note"}
"""Which field of a kind is the body of its file."""
_FENCE = "---\n"


def markdown_name(record: Record) -> str:
    """A file name that sorts by date and stays the same: 2026-12-04-entry-abcde.md."""
    return f"{record.head.when:%Y-%m-%d}-{record.kind}-{record.id}.md"


def markdown(record: Record, fields: Sequence[str] = (), *, many: bool = False) -> str:
    """Front matter, every value as JSON, which YAML is a superset of; then the text as it is, and one line end.

    `many`: with the length of the text, so that several can follow one another and be told apart again.
    """
    document = record_document(record)
    key = TEXT_KEYS.get(record.kind, "")
    body = cast("str | None", document.pop(key, None)) or ""
    if fields and key not in fields:
        body = ""
    front = "".join(f"{name}: {_yaml(value)}\n" for name, value in cut_down(document, fields).items())
    length = f"length: {len(body)}\n" if many else ""
    return f"{_FENCE}{front}{length}{_FENCE}{body}\n"


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _yaml(value: Any) -> str:
    """JSON that YAML reads the same way: letters as they are, escaped what YAML takes for a line end or not at all."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
