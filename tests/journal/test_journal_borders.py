"""Who may know SQLite, and through which door the journal is opened."""

from __future__ import annotations

import re
from pathlib import Path

import massage_mind

ROOT = Path(massage_mind.__file__).parent


def _where(pattern: str) -> set[str]:
    """The modules whose text matches."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }


def test_the_file_is_opened_in_one_place() -> None:
    """Where a key to it can come in."""
    assert {"journal/file/connect.py"} == _where(r"sqlite3\.connect\(")


def test_what_is_asked_of_the_tables_stands_in_two_folders() -> None:
    """Nobody else knows SQLite, or asks a connection anything."""
    for pattern in (r"^\s*import sqlite3|^\s*from sqlite3", r"\.execute(many|script)?\("):
        found = _where(f"(?m){pattern}")
        assert found and all(one.startswith(("journal/rows/", "journal/file/")) for one in found), found
