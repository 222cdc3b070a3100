"""What the tests of the journal share: a session to begin, a progress to keep, and times that mean nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from massage_mind.journal.store import Store, open_store
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.kinds import Written
from massage_mind.record.progress import Mark, Progress
from massage_mind.record.session import NewSession
from massage_mind.testing import ManualClock
from massage_mind.world import World

NOW = 1_764_860_400_000
"""2025-12-04 15:00 UTC."""
HOUR = 3_600_000
PID = 4242


def alive(pid: int) -> bool:
    """A world in which every process is there."""
    return True


def gone(pid: int) -> bool:
    """A world in which none is."""
    return False


def new_session(**changes: Any) -> NewSession:
    """A `during` session of an hour."""
    given: dict[str, Any] = {
        "moment": "during",
        "script": "following-the-touch",
        "title": "Following the touch",
        "planned_ms": HOUR,
        "total_ms": HOUR,
        "pid": PID,
        "zone": "+01:00",
        "style": "swedish",
        "guidance": "sparse",
        "intention": "let the shoulders rest",
        "request": {"script": "following-the-touch", "minutes": 60},
    }
    return NewSession(**(given | changes))


def progress(**changes: Any) -> Progress:
    """Twenty minutes into it, with a mark."""
    given: dict[str, Any] = {
        "planned_ms": HOUR,
        "position_ms": 1_200_000,
        "played_ms": 1_200_000,
        "paused_ms": 30_000,
        "total_ms": HOUR,
        "sections": ("Arriving", "Back"),
        "marks": (Mark(750_000, "Back"),),
        "answers": (("How is it now?", "lighter"),),
        "cues": 31,
        "latest_ms": 2,
    }
    return Progress(**(given | changes))


class Wall:
    """A clock on the wall that shows what it is set to. UTC milliseconds."""

    def __init__(self, now_ms: int = NOW) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms


def at_time(store: Store, now_ms: int) -> Store:
    """The same store, its clock set to this instant."""
    assert isinstance(store.wall, Wall)
    store.wall.now_ms = now_ms
    return store


def writing(path: Path, *, now_ms: int = NOW, **options: Any) -> Store:
    """The journal at this path, open for writing."""
    return open_store(path, writing=True, wall=Wall(now_ms), **({"alive": alive} | options))


def reading(path: Path, *, now_ms: int = NOW, **options: Any) -> Store:
    """The journal at this path, open for reading."""
    return open_store(path, writing=False, wall=Wall(now_ms), **({"alive": alive} | options))


def kept_session(world: World, **changes: Any) -> str:
    """The id of an hour that came to its end, rated before (stress 7) and after (stress 3)."""
    clock = world.clock
    assert isinstance(clock, ManualClock)
    began = clock.wall()
    with world.open_store(writing=True) as store:
        session_id = store.begin_session(new_session(**changes))
        store.records.rate(session_id, "before", {"stress": 7})
        clock.set_wall(began + HOUR)
        store.end_session(session_id, progress(), "finished")
        store.records.rate(session_id, "after", {"stress": 3})
    clock.set_wall(began)
    return session_id


def kept(world: World, details: Written, appointment: str = "", **head: Any) -> str:
    """The id of a record of now with these details."""
    new = NewRecord(details, world.wall_ms(), world.zone, appointment, **head)
    with world.open_store(writing=True) as store:
        return store.records.add(new).id


def read(world: World, record_id: str) -> Record:
    """The record as it stands."""
    with world.open_store(writing=False) as store:
        return store.records.get(record_id)


def broken_off(journal: Path) -> None:
    """As after the kill of a writer in the middle: the file half changed, and beside it what undoes that."""
    with closing(sqlite3.connect(journal, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        for place in range(200):
            conn.execute(
                "INSERT INTO tombstone (id, source, deleted_at) VALUES (?, ?, 1)", (str(place), "x" * 4_000)
            )
        hurt, hot = journal.read_bytes(), Path(f"{journal}-journal").read_bytes()
        conn.execute("ROLLBACK")
    journal.write_bytes(hurt)
    Path(f"{journal}-journal").write_bytes(hot)
