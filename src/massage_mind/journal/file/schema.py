"""The schema, as named steps. Never change one that has been released: add another at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeAlias

from massage_mind.errors import StoreError
from massage_mind.record.ids import new_id
from massage_mind.record.texts import has_unspaced

Migration: TypeAlias = Callable[[sqlite3.Connection], None]


def strict() -> str:
    """STRICT where this SQLite knows it: then a column holds what it says."""
    return " STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""


def _m001_sessions(conn: sqlite3.Connection) -> None:
    """Sessions with what belongs to them, and the intention. Times in UTC milliseconds, lengths in milliseconds."""
    kind = strict()
    for table in (
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
    ):
        conn.execute(f"CREATE TABLE {table}{kind}")
    conn.execute("CREATE INDEX session_by_start ON session (started_at)")
    conn.execute("CREATE INDEX session_by_moment ON session (moment, started_at)")
    conn.execute("CREATE INDEX session_running ON session (started_at) WHERE ending IS NULL")
    conn.execute("CREATE INDEX session_resumed ON session (resumed_from) WHERE resumed_from IS NOT NULL")
    conn.execute("CREATE INDEX session_by_journey ON session (journey) WHERE journey <> ''")
    conn.execute("CREATE INDEX intention_by_time ON intention (set_at)")


def _m002_records(conn: sqlite3.Connection) -> None:
    """One table of all records; check-ins, entries, appointments, intentions, parked thoughts; tags, versions, search.

    Ratings move from their session to a check-in of their own, intentions become records.
    """
    try:
        conn.execute("CREATE VIRTUAL TABLE temp.fts_is_there USING fts5(x, tokenize = 'trigram')")
        conn.execute("DROP TABLE temp.fts_is_there")
    except sqlite3.OperationalError as exc:
        raise StoreError(
            "This Python's SQLite has no full-text search with trigrams, which the journal needs: "
            f"it is {sqlite3.sqlite_version} ({exc}).",
            "Use a Python with SQLite 3.34 or newer, built with FTS5. Nothing was changed.",
        ) from exc
    kind = strict()
    conn.execute("ALTER TABLE rating RENAME TO session_rating")
    conn.execute("ALTER TABLE intention RENAME TO loose_intention")
    conn.execute("DROP INDEX intention_by_time")
    conn.execute("ALTER TABLE session ADD COLUMN logged INTEGER NOT NULL DEFAULT 0 CHECK (logged IN (0, 1))")
    for table in _RECORD_TABLES:
        conn.execute(f"CREATE TABLE {table}{kind}")
    for statement in (*_RECORD_INDEXES, *SEARCH):
        conn.execute(statement)
    _sessions_to_records(conn)
    _ratings_to_checkins(conn)
    _intentions_to_records(conn)
    conn.execute("DROP TABLE session_rating")
    conn.execute("DROP TABLE loose_intention")


_RECORD_TABLES = (
    """
    record (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (
            kind IN ('session', 'quiet-hour', 'checkin', 'entry', 'appointment', 'intention', 'parked')
        ),
        at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        appointment TEXT REFERENCES record (id) ON DELETE SET NULL,
        session TEXT REFERENCES record (id) ON DELETE SET NULL,
        source TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        deleted_at INTEGER
    )
    """,
    """
    tag (
        n INTEGER NOT NULL REFERENCES record (n) ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (n, name)
    )
    """,
    """
    entry (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        prompt TEXT NOT NULL
    )
    """,
    """
    checkin (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        phase TEXT NOT NULL CHECK (phase IN ('before', 'after', 'next-day', 'ordinary-day')),
        note TEXT NOT NULL
    )
    """,
    """
    rating (
        n INTEGER NOT NULL REFERENCES checkin (n) ON DELETE CASCADE,
        item TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
        PRIMARY KEY (n, item)
    )
    """,
    """
    body (
        n INTEGER NOT NULL REFERENCES checkin (n) ON DELETE CASCADE,
        region TEXT NOT NULL,
        level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
        PRIMARY KEY (n, region)
    )
    """,
    """
    appointment (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        minutes INTEGER CHECK (minutes > 0),
        style TEXT NOT NULL,
        therapist TEXT NOT NULL,
        place TEXT NOT NULL,
        price TEXT NOT NULL,
        currency TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('planned', 'moved', 'done', 'skipped')),
        reason TEXT NOT NULL,
        first_at INTEGER,
        note TEXT NOT NULL
    )
    """,
    """
    intention (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        aim TEXT CHECK (aim IN ('relax', 'area', 'rest', 'present', 'speak-up', 'none')),
        "when" TEXT NOT NULL,
        "then" TEXT NOT NULL,
        outcome INTEGER CHECK (outcome BETWEEN 0 AND 4),
        outcome_words TEXT NOT NULL,
        cleared_at INTEGER
    )
    """,
    """
    parked (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        due_at INTEGER,
        place TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
        settled_at INTEGER,
        returned_at INTEGER
    )
    """,
    # How a record stood before each change; `document` is JSON.
    """
    version (
        n INTEGER NOT NULL REFERENCES record (n) ON DELETE CASCADE,
        place INTEGER NOT NULL CHECK (place >= 0),
        until INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (n, place)
    )
    """,
    # What was deleted for good: nothing of its content, only that an older export is not to bring it back.
    """
    tombstone (
        id TEXT PRIMARY KEY NOT NULL,
        source TEXT NOT NULL DEFAULT '',
        deleted_at INTEGER NOT NULL
    )
    """,
    # Which follow-up was offered already, so that it is offered once. `id` is an appointment's or a session's.
    """
    follow_up (
        id TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        stage TEXT NOT NULL CHECK (stage IN ('next-day', 'two-days')),
        offered_at INTEGER NOT NULL,
        PRIMARY KEY (id, stage)
    )
    """,
    # What a search looks through; `unspaced` repeats it where the script puts no space between words.
    """
    doc (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        body TEXT NOT NULL,
        unspaced TEXT NOT NULL DEFAULT ''
    )
    """,
)
_RECORD_INDEXES = (
    "CREATE INDEX record_by_time ON record (at, n)",
    "CREATE INDEX record_by_kind ON record (kind, at, n) WHERE deleted_at IS NULL",
    "CREATE INDEX record_of_appointment ON record (appointment, at) WHERE appointment IS NOT NULL",
    "CREATE INDEX record_of_session ON record (session, at) WHERE session IS NOT NULL",
    "CREATE INDEX record_in_bin ON record (at, n) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX appointment_by_style ON appointment (style) WHERE style <> ''",
    "CREATE UNIQUE INDEX record_by_source ON record (source) WHERE source <> ''",
    "CREATE INDEX tombstone_by_source ON tombstone (source) WHERE source <> ''",
    "CREATE INDEX tag_by_name ON tag (name, n)",
    "CREATE INDEX parked_open ON parked (n) WHERE state = 'open'",
    "CREATE INDEX doc_unspaced ON doc (n) WHERE unspaced <> ''",
)
SEARCH = (
    """
    CREATE VIRTUAL TABLE words USING fts5(
        body, content = 'doc', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "CREATE VIRTUAL TABLE grams USING fts5(unspaced, content = 'doc', content_rowid = 'n', tokenize = 'trigram')",
    """
    CREATE TRIGGER doc_added AFTER INSERT ON doc BEGIN
        INSERT INTO words (rowid, body) VALUES (new.n, new.body);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END
    """,
    """
    CREATE TRIGGER doc_removed AFTER DELETE ON doc BEGIN
        INSERT INTO words (words, rowid, body) VALUES ('delete', old.n, old.body);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
    END
    """,
    """
    CREATE TRIGGER doc_changed AFTER UPDATE ON doc BEGIN
        INSERT INTO words (words, rowid, body) VALUES ('delete', old.n, old.body);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
        INSERT INTO words (rowid, body) VALUES (new.n, new.body);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END
    """,
)


def _sessions_to_records(conn: sqlite3.Connection) -> None:
    conn.execute(
        """
        INSERT INTO record (id, kind, at, zone, created_at, changed_at)
        SELECT id, 'session', started_at, zone, started_at, coalesce(ended_at, heartbeat_at)
        FROM session ORDER BY started_at, rowid
        """
    )
    found = conn.execute(
        """
        SELECT record.n, session.title, session.style, session.intention, (
            SELECT group_concat(question || char(10) || answer, char(10)) FROM answer WHERE session_id = session.id
        ) FROM session JOIN record ON record.id = session.id
        """
    ).fetchall()
    for n, *pieces in found:
        _add_doc(conn, n, "\n".join(filter(None, pieces)))


def _ratings_to_checkins(conn: sqlite3.Connection) -> None:
    groups = conn.execute(
        """
        SELECT session_id, phase, min(rated_at), max(rated_at), session.zone FROM session_rating
        JOIN session ON session.id = session_id GROUP BY session_id, phase ORDER BY min(rated_at)
        """
    ).fetchall()
    for session_id, phase, first, last, zone in groups:
        n = _add_record(conn, "checkin", first, zone, last, session_id)
        conn.execute("INSERT INTO checkin (n, phase, note) VALUES (?, ?, '')", (n, phase))
        conn.execute(
            """
            INSERT INTO rating (n, item, value)
            SELECT ?, item, value FROM session_rating WHERE session_id = ? AND phase = ? ORDER BY rowid
            """,
            (n, session_id, phase),
        )
        _add_doc(conn, n, "")


def _intentions_to_records(conn: sqlite3.Connection) -> None:
    for text, set_at, cleared_at in conn.execute(
        "SELECT text, set_at, cleared_at FROM loose_intention ORDER BY id"
    ).fetchall():
        near = conn.execute(
            "SELECT zone FROM session ORDER BY abs(started_at - ?) LIMIT 1", (set_at,)
        ).fetchone()
        n = _add_record(conn, "intention", set_at, near[0] if near else "UTC", cleared_at or set_at)
        conn.execute(
            "INSERT INTO intention (n, text, \"when\", \"then\", outcome_words, cleared_at) VALUES (?, ?, '', '', '', ?)",
            (n, text, cleared_at),
        )
        _add_doc(conn, n, text)


def _add_record(
    conn: sqlite3.Connection, kind: str, at: int, zone: str, changed_at: int, session: str | None = None
) -> int:
    while True:
        free = new_id()
        if not conn.execute("SELECT 1 FROM record WHERE id = ?", (free,)).fetchone():
            break
    return int(
        conn.execute(
            """
            INSERT INTO record (id, kind, at, zone, session, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            (free, kind, at, zone, session, at, changed_at),
        ).lastrowid
        or 0
    )


def _add_doc(conn: sqlite3.Connection, n: int, body: str) -> None:
    conn.execute(
        "INSERT INTO doc (n, body, unspaced) VALUES (?, ?, ?)", (n, body, body if has_unspaced(body) else "")
    )


MIGRATIONS: tuple[tuple[str, Migration], ...] = (
    ("001-sessions", _m001_sessions),
    ("002-records", _m002_records),
)
