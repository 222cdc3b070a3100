"""The table of a kind of record that came after the numbered steps, made from the fields of its class.

So a new kind is a module in `record` and nothing here: its step has the kind's name, is applied once like every other,
and an older program says that the file is from a newer one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import fields

from massage_mind.journal.file.dialect import Migration, strict
from massage_mind.record.kind_info import KindInfo

NUMBERED = frozenset({"session", "entry", "checkin", "appointment", "intention", "parked"})
"""The kinds whose tables the numbered steps make."""
_COLUMNS = {
    "str": "TEXT NOT NULL",
    "str | None": "TEXT",
    "int": "INTEGER NOT NULL",
    "int | None": "INTEGER",
    "tuple[str, ...]": "TEXT NOT NULL",  # A JSON list.
}


def kind_steps(kinds: Sequence[KindInfo]) -> tuple[tuple[str, Migration], ...]:
    """A step for each kind that no numbered step knows. Applied, it raises TypeError for a field that no column can hold."""
    return tuple(
        (f"kind-{info.names[0]}", _step(info.names[0], info.value))
        for info in kinds
        if info.names[0] not in NUMBERED
    )


def _step(kind: str, value: type) -> Migration:
    def make(conn: sqlite3.Connection) -> None:
        columns = ["n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE", *_columns(kind, value)]
        conn.execute(f"CREATE TABLE {kind} ({', '.join(columns)}){strict()}")

    return make


def _columns(kind: str, value: type) -> Iterator[str]:
    """The columns of the fields of this class. Asked for when a table is made: what a class knows of its fields is dear."""
    for field in fields(value):
        form = _COLUMNS.get(str(field.type), "")
        if not form and str(field.type).isidentifier() and str(field.type)[0].isupper():
            form = "TEXT NOT NULL"  # The name of a set of words, such as State.
        if not form:
            raise TypeError(f"{kind}.{field.name}: no column can hold {field.type}")
        yield f'"{field.name}" {form}'
