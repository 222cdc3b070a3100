"""A table of the check-ins, for a spreadsheet: out only."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from massage_mind.journal.carry.form import CarryForm, Request
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Record
from massage_mind.record.instants import instant_text
from massage_mind.record.measures import ITEMS
from massage_mind.script.body import REGIONS

CSV_FIELDS: tuple[str, ...] = (
    *("id", "at", "phase", "kind", "appointment", "session", "style", "tags"),
    *(item.key for item in ITEMS),
    *REGIONS,
    "body_kinds",
)
"""The columns of the CSV. `kind` says what the check-in was given around: a massage, a quiet hour, or neither.

A person's own measures come after them: `own_columns`.
"""


def own_columns(keys: Iterable[str]) -> dict[str, str]:
    """The column of each measure of a person's own by its key, which may be that of another column: "neck (measure)"."""
    return {key: f"{key} (measure)" if key in CSV_FIELDS else key for key in keys}


def csv_lines(
    records: Iterable[Record],
    styles: Mapping[str, str],
    kinds: Mapping[str, str],
    fields: Sequence[str] = (),
    measures: Sequence[str] = (),
) -> Iterator[str]:
    """One check-in a line; what was not rated is empty, never 0.

    `styles` gives the style by the id of an appointment or session, `kinds` the kind by the id of a session; `measures`
    are the keys of what was rated besides the built-in ones.
    """
    own = own_columns(measures)
    columns = list(fields) or [*CSV_FIELDS, *own.values()]
    yield table_line(columns)
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
            **details.body,
            "body_kinds": "; ".join(f"{region} {words}" for region, words in details.kinds.items()),
            **{own.get(key, key): value for key, value in details.ratings.items()},
        }  # fmt: skip
        yield table_line([str(row.get(column, "")) for column in columns])


def table_line(cells: Sequence[str]) -> str:
    """A line of a table for a spreadsheet, with its line end: every cell is text there."""
    return _csv_line([_harmless(cell) for cell in cells])


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown_line(cells: Sequence[str]) -> str:
    """The same for a table that is shown rather than carried over: without control characters and what turns lines around."""
    return table_line([_CONTROLS.sub(" ", cell) for cell in cells])


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, also where it is set to take wide letters for narrow ones."""
    return "'" + cell if cell and cell[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20" else cell


def _csv_line(cells: Sequence[str]) -> str:
    """Cells as one line of a table, its line end with it."""
    out = io.StringIO()
    # Before Python 3.13 a carriage return alone is left as it is, and whoever reads the table takes it for a line end.
    how: Literal[0, 1] = csv.QUOTE_ALL if any("\r" in cell for cell in cells) else csv.QUOTE_MINIMAL
    csv.writer(out, lineterminator="\n", quoting=how).writerow(cells)
    return out.getvalue()


def _write(records: Iterable[Record], request: Request) -> Iterator[str]:
    assert request.surroundings is not None
    known = request.surroundings()
    return csv_lines(records, known.styles, known.kinds, request.fields, known.measures)


FORM = CarryForm("csv", place=3, columns=CSV_FIELDS, write=_write)
