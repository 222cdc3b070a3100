"""Which lines were heard, and how words were drawn, as rows and back. Every function is handed a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from struct import Struct
from typing import TYPE_CHECKING

from massage_mind.errors import NonsenseError
from massage_mind.record.kept_draw import DrawnFor, KeptDraw
from massage_mind.record.progress import TRIED_MS, TRIED_PART
from massage_mind.record.texts import storable

if TYPE_CHECKING:
    from massage_mind.record.session import NewSession

_NUMBER = Struct(">q")

_IN_SESSIONS = """
    SELECT line, max(at) AS at FROM heard
    WHERE session_id NOT IN (SELECT id FROM record WHERE deleted_at IS NOT NULL) GROUP BY line
"""
_IN_FILES = f"""
    SELECT rendered_line.line, max(whose.at) AS at FROM rendered_line JOIN rendered USING (n)
    JOIN record AS whose ON whose.id = rendered.appointment JOIN appointment ON appointment.n = whose.n
    WHERE appointment.state = 'done' AND whose.deleted_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM record JOIN session ON session.id = record.id
        WHERE record.appointment = whose.id AND record.deleted_at IS NULL AND session.moment = rendered.moment
        AND (session.ending = 'finished' OR NOT
            (session.played_ms < {TRIED_MS} OR session.played_ms * {TRIED_PART} < session.total_ms))
    ) GROUP BY rendered_line.line
"""
"""A file is heard with its session, which has the lines then; or with its appointment, once that is done, where no session
of the moment was more than tried."""


def heard(conn: sqlite3.Connection) -> dict[int, int]:
    """When each line was last heard, by its number: in UTC milliseconds, when that session or appointment began."""
    found = {row["line"]: row["at"] for row in conn.execute(_IN_SESSIONS)}
    for row in conn.execute(_IN_FILES):  # two questions, since an index answers the first one in its order
        found[row["line"]] = max(row["at"], found.get(row["line"], row["at"]))
    return found


def hear(conn: sqlite3.Connection, session_id: str, lines: Iterable[int]) -> None:
    """These lines were heard in this session. Doing it twice changes nothing."""
    conn.executemany(
        "INSERT OR IGNORE INTO heard (session_id, line, at) SELECT id, ?, started_at FROM session WHERE id = ?",
        ((line, session_id) for line in lines),
    )


def hear_rendered(conn: sqlite3.Connection, session_id: str, new: NewSession) -> None:
    """A session was taken with a file: what the file says was heard in it.

    The file of its appointment; without one the last that was made before it of the same script, for no appointment.
    """
    conn.execute(
        """
        INSERT OR IGNORE INTO heard (session_id, line, at)
        SELECT session.id, rendered_line.line, session.started_at FROM session, rendered_line
        WHERE session.id = ? AND rendered_line.n = (
            SELECT n FROM rendered WHERE moment = ? AND (
                appointment = ? OR (appointment IS NULL AND script = ? AND made_at <= session.started_at)
            ) ORDER BY appointment IS NULL LIMIT 1
        )
        """,
        (session_id, new.moment, new.appointment, storable(new.script)),
    )


def begin(conn: sqlite3.Connection, session_id: str, new: NewSession) -> None:
    """How the words of a session that begins were drawn: kept for it, and for its appointment if they were the first.

    What was kept of one that it goes on with is not needed any more.
    """
    if new.resumed_from:
        forget_draw_of(conn, new.resumed_from)
    if new.drawn is None:
        return
    _insert(conn, new.drawn, session_id=session_id)
    if new.appointment:
        _insert(conn, new.drawn, appointment=new.appointment)


def forget_draw_of(conn: sqlite3.Connection, session_id: str) -> None:
    """This session will not be gone on with, so that nobody needs to draw its words again."""
    conn.execute("DELETE FROM drawn WHERE session_id = ?", (session_id,))


def keep_rendered(
    conn: sqlite3.Connection,
    drawn: KeptDraw | None,
    lines: Iterable[int],
    *,
    appointment: str,
    moment: str,
    script: str,
    now_ms: int,
) -> None:
    """A file was written: what it says, in place of what the one before it says; and how that was drawn."""
    if appointment and drawn is not None:
        _insert(conn, drawn, appointment=appointment)
    if appointment:
        conn.execute("DELETE FROM rendered WHERE appointment = ? AND moment = ?", (appointment, moment))
    else:
        conn.execute(
            "DELETE FROM rendered WHERE appointment IS NULL AND moment = ? AND script = ?",
            (moment, storable(script)),
        )
    n = conn.execute(
        "INSERT INTO rendered (appointment, moment, script, made_at) VALUES (?, ?, ?, ?)",
        (appointment or None, moment, storable(script), now_ms),
    ).lastrowid
    conn.executemany(
        "INSERT OR IGNORE INTO rendered_line (n, line) VALUES (?, ?)", ((n, line) for line in lines)
    )


def drawn_for(conn: sqlite3.Connection, appointment: str) -> list[KeptDraw]:
    """What was drawn for the moments of this appointment. Raises `NonsenseError` for a row that makes none."""
    return _read(conn, "appointment = ?", (appointment,))


def drawn_in(conn: sqlite3.Connection, session_id: str) -> list[KeptDraw]:
    """What was drawn for this session, while it may be gone on with. Raises `NonsenseError`."""
    return _read(conn, "session_id = ?", (session_id,))


def _insert(
    conn: sqlite3.Connection,
    drawn: KeptDraw,
    *,
    appointment: str | None = None,
    session_id: str | None = None,
) -> None:
    """What was drawn before stays."""
    key = drawn.drawn_for
    conn.execute(
        """
        INSERT OR IGNORE INTO drawn (appointment, session_id, moment, script, style, guidance, seed, places)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(appointment, session_id, key.moment, storable(key.script), key.style, key.guidance, drawn.seed),
            b"".join(map(_NUMBER.pack, drawn.order)),
        ),
    )


def _read(conn: sqlite3.Connection, where: str, values: Sequence[object]) -> list[KeptDraw]:
    question = f"SELECT moment, script, style, guidance, seed, places FROM drawn WHERE {where}"
    return [_kept(row) for row in conn.execute(question, values)]


def _kept(row: sqlite3.Row) -> KeptDraw:
    seed, places = row["seed"], row["places"]
    if not isinstance(seed, int) or not isinstance(places, bytes) or len(places) % _NUMBER.size:
        raise NonsenseError("what was drawn makes no sense")
    key = DrawnFor(row["moment"], row["script"], row["style"], row["guidance"])
    return KeptDraw(key, seed, tuple(number for (number,) in _NUMBER.iter_unpack(places)))
