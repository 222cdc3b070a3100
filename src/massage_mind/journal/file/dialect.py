"""What a step of the schema is, and what this SQLite can."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeAlias

Migration: TypeAlias = Callable[[sqlite3.Connection], None]
"""Changes the schema, and what is in it, within a transaction that is under way."""


def strict() -> str:
    """STRICT where this SQLite knows it: then a column holds what it says."""
    return " STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""
