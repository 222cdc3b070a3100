"""The schema, as named steps. Never change one that has been released: add another after the numbered ones."""

from __future__ import annotations

from massage_mind.journal.file.dialect import Migration
from massage_mind.journal.file.kind_tables import kind_steps
from massage_mind.journal.file.migration_001_sessions import sessions
from massage_mind.journal.file.migration_002_records import records
from massage_mind.journal.file.migration_003_open_sets import open_sets
from massage_mind.record.kinds import KIND_INFOS

MIGRATIONS: tuple[tuple[str, Migration], ...] = (
    ("001-sessions", sessions),
    ("002-records", records),
    ("003-open-sets", open_sets),
    *kind_steps(KIND_INFOS),
)
