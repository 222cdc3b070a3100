"""The schema, as named steps. Never change one that has been released: add another after the numbered ones."""

from __future__ import annotations

import sqlite3
from importlib import import_module

from massage_mind.journal.file.dialect import Migration
from massage_mind.journal.file.kind_tables import kind_steps
from massage_mind.record.kinds import KIND_INFOS


def _in_module(module: str, name: str) -> Migration:
    """The step with this name of a module of this folder, which is loaded when it is applied: it seldom is."""

    def step(conn: sqlite3.Connection) -> None:
        getattr(import_module(f"massage_mind.journal.file.{module}"), name)(conn)

    return step


MIGRATIONS: tuple[tuple[str, Migration], ...] = (
    ("001-sessions", _in_module("migration_001_sessions", "sessions")),
    ("002-records", _in_module("migration_002_records", "records")),
    ("003-open-sets", _in_module("migration_003_open_sets", "open_sets")),
    ("004-folded-search", _in_module("migration_004_folded_search", "folded_search")),
    ("005-due-words", _in_module("migration_005_due_words", "due_words")),
    ("006-heard-lines", _in_module("migration_006_heard_lines", "heard_lines")),
    ("007-hands-on", _in_module("migration_007_hands_on", "hands_on")),
    ("008-kinds-of-pain", _in_module("migration_008_kinds_of_pain", "kinds_of_pain")),
    ("009-course", _in_module("migration_009_course", "of_a_course")),
    *kind_steps(KIND_INFOS),
)
