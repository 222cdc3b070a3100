"""Sessions as rows and back. Every function is handed a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from massage_mind.errors import NonsenseError
from massage_mind.record.session import NewSession, Rating, SessionRecord
from massage_mind.record.texts import storable

if TYPE_CHECKING:
    from massage_mind.record.progress import Ending, Mark, Progress

_AT_ONCE = 500
"""How many ids go into one question to SQLite, which takes at least 999 values."""


def insert_session(conn: sqlite3.Connection, session_id: str, new: NewSession, now_ms: int) -> None:
    """A session that begins now. Raises sqlite3.IntegrityError if the id is taken."""
    import json

    values = {
        "id": session_id,
        "moment": new.moment,
        "script": storable(new.script),
        "title": storable(new.title),
        "style": storable(new.style),
        "guidance": storable(new.guidance),
        "intention": storable(new.intention),
        "planned_ms": new.planned_ms,
        "total_ms": new.total_ms,
        "started_at": now_ms,
        "zone": storable(new.zone),
        "heartbeat_at": now_ms,
        "pid": new.pid,
        "journey": storable(new.journey),
        "resumed_from": new.resumed_from or None,
        "request": json.dumps(dict(new.request)),
        "logged": int(new.logged_at is not None),
    }
    columns = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    conn.execute(f"INSERT INTO session ({columns}) VALUES ({places})", values)


def put_session(conn: sqlite3.Connection, record: SessionRecord) -> None:
    """A session as it stands in another journal, in place of what is here under its id. Its links come later."""
    values: dict[str, object] = {
        **{name: storable(getattr(record, name)) for name in _TEXTS},
        **{name: getattr(record, name) for name in _WHOLES},
        "ending": record.ending,
        "ended_at": record.ended_at,
        "request": record.request_text,
        "logged": int(record.logged),
    }
    columns = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    updates = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
    conn.execute(
        f"INSERT INTO session ({columns}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {updates}", values
    )
    conn.execute("DELETE FROM answer WHERE session_id = ?", (record.id,))
    _write_children(conn, record.id, record.sections, record.marks)
    insert_answers(conn, record.id, "prompt", 0, record.answers)


def write_progress(conn: sqlite3.Connection, session_id: str, progress: Progress) -> None:
    """How a session stands, in place of how it stood. Doing it twice changes nothing."""
    conn.execute(
        """
        UPDATE session SET planned_ms = :planned_ms, total_ms = :total_ms, position_ms = :position_ms,
            played_ms = :played_ms, paused_ms = :paused_ms, cues = :cues, latest_ms = :latest_ms
        WHERE id = :id
        """,
        {
            "id": session_id,
            "planned_ms": progress.planned_ms,
            "total_ms": progress.total_ms,
            "position_ms": progress.position_ms,
            "played_ms": progress.played_ms,
            "paused_ms": progress.paused_ms,
            "cues": progress.cues,
            "latest_ms": progress.latest_ms,
        },
    )
    _write_children(conn, session_id, progress.sections, progress.marks)
    conn.execute("DELETE FROM answer WHERE session_id = ? AND source = 'cue'", (session_id,))
    insert_answers(conn, session_id, "cue", 0, progress.answers)


def _write_children(
    conn: sqlite3.Connection, session_id: str, sections: Iterable[str], marks: Iterable[Mark]
) -> None:
    conn.execute("DELETE FROM session_section WHERE session_id = ?", (session_id,))
    conn.executemany(
        "INSERT INTO session_section (session_id, place, title) VALUES (?, ?, ?)",
        ((session_id, place, storable(title)) for place, title in enumerate(sections)),
    )
    conn.execute("DELETE FROM mark WHERE session_id = ?", (session_id,))
    conn.executemany(
        "INSERT INTO mark (session_id, place, at_ms, section) VALUES (?, ?, ?, ?)",
        ((session_id, place, mark.at_ms, storable(mark.section)) for place, mark in enumerate(marks)),
    )


def touch(conn: sqlite3.Connection, session_id: str, now_ms: int) -> None:
    """The session changes now: an export tells who has the later state."""
    conn.execute("UPDATE record SET changed_at = max(changed_at + 1, ?) WHERE id = ?", (now_ms, session_id))


def is_known(conn: sqlite3.Connection, session_id: str) -> bool:
    """Whether there is a session with exactly this id."""
    return conn.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone() is not None


def beat(conn: sqlite3.Connection, session_id: str, now_ms: int) -> bool:
    """A running session is alive, even if somebody took it for dead. False if it has ended in earnest or is not there."""
    alive = bool(
        conn.execute(
            """
            UPDATE session SET heartbeat_at = ?, ending = NULL, ended_at = NULL, presumed = 0
            WHERE id = ? AND (ending IS NULL OR presumed = 1)
            """,
            (now_ms, session_id),
        ).rowcount
    )
    if alive:
        touch(conn, session_id, now_ms)
    return alive


def end(
    conn: sqlite3.Connection, session_id: str, progress: Progress, ending: Ending, signum: int, ended_at: int
) -> bool:
    """The session has ended so. One that has ended in earnest before stays as it is. False if there is no such one."""
    if not beat(conn, session_id, ended_at):
        return is_known(conn, session_id)
    write_progress(conn, session_id, progress)
    conn.execute(
        "UPDATE session SET ending = ?, signum = ?, ended_at = ? WHERE id = ?",
        (ending, signum, ended_at, session_id),
    )
    return True


def presume_ended(conn: sqlite3.Connection, session_id: str) -> None:
    """Its process seems to be gone: interrupted, at the time it was last heard of. One that has ended stays so."""
    conn.execute(
        """
        UPDATE record SET changed_at = changed_at + 1
        WHERE id = ? AND EXISTS (SELECT 1 FROM session WHERE session.id = record.id AND ending IS NULL)
        """,
        (session_id,),
    )
    conn.execute(
        """
        UPDATE session SET ending = 'interrupted', ended_at = max(started_at, heartbeat_at), presumed = 1
        WHERE id = ? AND ending IS NULL
        """,
        (session_id,),
    )


def add_answers(conn: sqlite3.Connection, session_id: str, answers: Iterable[tuple[str, str]]) -> None:
    """Answers to prompts around the session, after those there are; a question that was answered before is answered anew,
    and with no words not at all.
    """
    found = list(answers)
    conn.executemany(
        "DELETE FROM answer WHERE session_id = ? AND source = 'prompt' AND question = ?",
        ((session_id, storable(question)) for question, _ in found),
    )
    (last,) = conn.execute(
        "SELECT coalesce(max(place), -1) FROM answer WHERE session_id = ? AND source = 'prompt'",
        (session_id,),
    ).fetchone()
    insert_answers(conn, session_id, "prompt", last + 1, [one for one in found if one[1]])


def insert_answers(
    conn: sqlite3.Connection, session_id: str, source: str, first: int, answers: Iterable[tuple[str, str]]
) -> None:
    """Answers in order, from this place on."""
    conn.executemany(
        "INSERT INTO answer (session_id, source, place, question, answer) VALUES (?, ?, ?, ?, ?)",
        (
            (session_id, source, place, storable(question), storable(answer))
            for place, (question, answer) in enumerate(answers, start=first)
        ),
    )


def read_sessions(
    conn: sqlite3.Connection,
    where: str = "",
    values: Sequence[object] = (),
    limit: int = -1,
    *,
    bare: bool = False,
    binned: bool = False,
) -> list[SessionRecord]:
    """The latest begun first, whole or (`bare`) without what lies in other tables. `limit` below 0: all.

    `binned`: those in the bin as well. Raises `NonsenseError` for a row that makes none.
    """
    if not binned:
        where = f"{where} {'AND' if where else 'WHERE'} {_NOT_IN_BIN}"
    found = conn.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM session {where} ORDER BY started_at DESC, rowid DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    if bare:
        return [_record(row) for row in found]
    ids = [row["id"] for row in found]
    sections = _children(conn, "session_section", "title", "place", ids)
    marks = _children(conn, "mark", "at_ms, section", "place", ids)
    ratings = _children(conn, _RATINGS, "phase, item, value", "place", ids)
    answers = _children(conn, "answer", "question, answer", "source, place", ids)
    return [
        _record(
            row,
            sections.get(row["id"], ()),
            marks.get(row["id"], ()),
            ratings.get(row["id"], ()),
            answers.get(row["id"], ()),
        )
        for row in found
    ]


_NOT_IN_BIN = "id NOT IN (SELECT id FROM record WHERE deleted_at IS NOT NULL)"
_RATINGS = """
    (SELECT record.session AS session_id, checkin.phase, rating.item, rating.value, rating.rowid AS place
    FROM record JOIN checkin ON checkin.n = record.n JOIN rating ON rating.n = record.n
    WHERE record.session IS NOT NULL AND record.deleted_at IS NULL)
"""


def _children(
    conn: sqlite3.Connection, table: str, columns: str, order: str, ids: Sequence[str]
) -> Mapping[str, Sequence[sqlite3.Row]]:
    """The rows of this table that belong to these sessions, by session."""
    found: dict[str, list[sqlite3.Row]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        places = ", ".join("?" * len(some))
        for row in conn.execute(
            f"SELECT session_id, {columns} FROM {table} WHERE session_id IN ({places}) ORDER BY {order}", some
        ):
            found.setdefault(row["session_id"], []).append(row)
    return found


def _record(
    row: sqlite3.Row,
    sections: Sequence[sqlite3.Row] = (),
    marks: Sequence[sqlite3.Row] = (),
    ratings: Sequence[sqlite3.Row] = (),
    answers: Sequence[sqlite3.Row] = (),
) -> SessionRecord:
    return SessionRecord(
        **{name: _text(row, name) for name in _TEXTS},
        **{name: _whole(row, name) for name in _WHOLES},
        ending=None if row["ending"] is None else _text(row, "ending"),
        ended_at=None if row["ended_at"] is None else _whole(row, "ended_at"),
        resumed_from="" if row["resumed_from"] is None else _text(row, "resumed_from"),
        request_text=_text(row, "request"),
        logged=bool(_whole(row, "logged")),
        sections=tuple(_text(child, "title") for child in sections),
        marks=_marks(marks),
        ratings=tuple(
            Rating(
                _text(child, "phase"),
                _text(child, "item"),
                _whole(child, "value"),
            )
            for child in ratings
        ),
        answers=tuple((_text(child, "question"), _text(child, "answer")) for child in answers),
    )


def _marks(marks: Sequence[sqlite3.Row]) -> tuple[Mark, ...]:
    if not marks:
        return ()
    from massage_mind.record.progress import Mark

    return tuple(Mark(_whole(mark, "at_ms"), _text(mark, "section")) for mark in marks)


_TEXTS = ("id", "moment", "script", "title", "style", "guidance", "intention", "zone", "journey")
_WHOLES = (
    *("planned_ms", "total_ms", "position_ms", "played_ms", "paused_ms", "cues", "latest_ms"),
    *("signum", "started_at", "heartbeat_at", "pid"),
)
_COLUMNS = (*_TEXTS, *_WHOLES, "ending", "ended_at", "resumed_from", "request", "logged")


def _text(row: sqlite3.Row, name: str) -> Any:
    value = row[name]
    if not isinstance(value, str):
        raise NonsenseError(f"{name} isn't text")
    return value


def _whole(row: sqlite3.Row, name: str) -> Any:
    value = row[name]
    if not isinstance(value, int):
        raise NonsenseError(f"{name} isn't a whole number")
    return value
