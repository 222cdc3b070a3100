"""Rows of a damaged file, as far as it gives them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


def rows_read(conn: sqlite3.Connection | None, question: str) -> Iterator[sqlite3.Row]:
    """The rows as far as they can be read."""
    if conn is None:
        return
    try:
        yield from conn.execute(question)
    except (sqlite3.Error, ValueError):
        return
