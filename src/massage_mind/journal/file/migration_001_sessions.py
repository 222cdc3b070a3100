"""The first schema: sessions with what belongs to them, and the intention. Released: never to be changed."""

from __future__ import annotations

import sqlite3

from massage_mind.journal.file.dialect import strict

_TABLES = (
    """
        session (
            id TEXT PRIMARY KEY NOT NULL,
            moment TEXT NOT NULL CHECK (moment IN ('before', 'during', 'after', 'anytime')),
            script TEXT NOT NULL,
            title TEXT NOT NULL,
            style TEXT NOT NULL DEFAULT '',
            guidance TEXT NOT NULL DEFAULT '',
            intention TEXT NOT NULL DEFAULT '',
            planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
            total_ms INTEGER NOT NULL CHECK (total_ms >= 0),
            position_ms INTEGER NOT NULL DEFAULT 0 CHECK (position_ms >= 0),
            played_ms INTEGER NOT NULL DEFAULT 0 CHECK (played_ms >= 0),
            paused_ms INTEGER NOT NULL DEFAULT 0 CHECK (paused_ms >= 0),
            cues INTEGER NOT NULL DEFAULT 0 CHECK (cues >= 0),
            latest_ms INTEGER NOT NULL DEFAULT 0,
            ending TEXT CHECK (ending IN ('finished', 'early', 'interrupted')),
            presumed INTEGER NOT NULL DEFAULT 0 CHECK (presumed IN (0, 1)),
            signum INTEGER NOT NULL DEFAULT 0,
            started_at INTEGER NOT NULL,
            zone TEXT NOT NULL,
            ended_at INTEGER,
            heartbeat_at INTEGER NOT NULL,
            pid INTEGER NOT NULL,
            journey TEXT NOT NULL DEFAULT '',
            resumed_from TEXT REFERENCES session (id) ON DELETE SET NULL,
            declined_at INTEGER,
            request TEXT NOT NULL DEFAULT '{}',
            CHECK ((ending IS NULL) = (ended_at IS NULL))
        )
    """,
    """
        session_section (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            title TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
    """,
    """
        mark (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            at_ms INTEGER NOT NULL CHECK (at_ms >= 0),
            section TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
    """,
    """
        rating (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            phase TEXT NOT NULL CHECK (phase IN ('before', 'after')),
            item TEXT NOT NULL,
            value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
            rated_at INTEGER NOT NULL,
            PRIMARY KEY (session_id, phase, item)
        )
    """,
    # `source`: asked by a cue while it ran (kept anew with each heartbeat), or by a prompt around it (added).
    """
        answer (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            source TEXT NOT NULL CHECK (source IN ('cue', 'prompt')),
            place INTEGER NOT NULL CHECK (place >= 0),
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (session_id, source, place)
        )
    """,
    """
        intention (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            kind TEXT,
            set_at INTEGER NOT NULL,
            cleared_at INTEGER
        )
    """,
)
_INDEXES = (
    "CREATE INDEX session_by_start ON session (started_at)",
    "CREATE INDEX session_by_moment ON session (moment, started_at)",
    "CREATE INDEX session_running ON session (started_at) WHERE ending IS NULL",
    "CREATE INDEX session_resumed ON session (resumed_from) WHERE resumed_from IS NOT NULL",
    "CREATE INDEX session_by_journey ON session (journey) WHERE journey <> ''",
    "CREATE INDEX intention_by_time ON intention (set_at)",
)


def sessions(conn: sqlite3.Connection) -> None:
    """Sessions with what belongs to them, and the intention. Times in UTC milliseconds, lengths in milliseconds."""
    kind = strict()
    for table in _TABLES:
        conn.execute(f"CREATE TABLE {table}{kind}")
    for index in _INDEXES:
        conn.execute(index)
