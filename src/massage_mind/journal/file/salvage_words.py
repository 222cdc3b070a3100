"""What a damaged journal file still gives of the lines that were heard, and of how words were drawn."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from massage_mind.journal.file.salvage_rows import rows_read

_HEARD = ("session_id", "line", "at")
_DRAWN = ("appointment", "session_id", "moment", "script", "style", "guidance", "seed", "places")
_RENDERED = ("appointment", "moment", "script", "made_at")


def salvage_words(conn: sqlite3.Connection | None, new: sqlite3.Connection, moved: Mapping[str, str]) -> None:
    """All rows that can be read and belong to a record that is here; what is here already stays.

    `moved`: the ids that records have now, by those they have in the damaged file, where they differ.
    """

    def copied(table: str, columns: tuple[str, ...], row: sqlite3.Row) -> int | None:
        """The number of the new row; None where it belongs to what was not saved, is there, or is no such value."""
        values = [
            _now(row[one], moved) if one in ("appointment", "session_id") else row[one] for one in columns
        ]
        into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        try:
            return new.execute(into, values).lastrowid
        except sqlite3.IntegrityError:
            return None

    for table, columns in (("heard", _HEARD), ("drawn", _DRAWN)):
        for row in rows_read(conn, f"SELECT {', '.join(columns)} FROM {table}"):
            copied(table, columns, row)
    numbers = {
        row["n"]: number
        for row in rows_read(conn, f"SELECT n, {', '.join(_RENDERED)} FROM rendered")
        if (number := copied("rendered", _RENDERED, row)) is not None
    }
    _salvage_lines(conn, new, numbers.get)


def _salvage_lines(
    conn: sqlite3.Connection | None, new: sqlite3.Connection, number: Callable[[object], int | None]
) -> None:
    """What each file says that is here now."""
    for row in rows_read(conn, "SELECT n, line FROM rendered_line"):
        if number(row["n"]) is not None and isinstance(row["line"], int):
            new.execute(
                "INSERT OR IGNORE INTO rendered_line (n, line) VALUES (?, ?)", (number(row["n"]), row["line"])
            )


def _now(record_id: object, moved: Mapping[str, str]) -> object:
    return moved.get(record_id, record_id) if isinstance(record_id, str) else record_id
