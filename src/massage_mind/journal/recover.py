"""The way back when the journal file is damaged: which copies are whole, and putting one into its place.

What the damaged file still gives is merged in, so that nothing written after the copy is lost that can be read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from massage_mind.errors import StoreError
from massage_mind.journal import heads
from massage_mind.journal.backup import backups
from massage_mind.journal.connect import prepared
from massage_mind.journal.faults import NonsenseError
from massage_mind.journal.incoming import Tally
from massage_mind.journal.records import Record

_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class State:
    """What a journal file is worth: why it cannot be trusted (empty: it is whole), and how many records it holds."""

    path: Path
    trouble: str
    records: int = 0
    size: int = 0


def look_at(path: Path) -> State:
    """Check a journal file through and through. Writes nothing, never raises for what is wrong with the file."""
    try:
        size = path.stat().st_size
    except OSError as exc:
        return State(path, exc.strerror or "cannot be read")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            problems = [row[0] for row in conn.execute("PRAGMA integrity_check(3)")]
            if problems != ["ok"]:
                return State(path, str(problems[0]).splitlines()[0], size=size)
            (page,) = conn.execute("PRAGMA page_size").fetchone()
            if size % page:
                return State(path, "it ends in the middle of a page", size=size)
            tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "migration" not in tables:
                return State(path, "it is no journal", size=size)
            table = "record" if "record" in tables else "session"
            (count,) = conn.execute(f"SELECT count(*) FROM {table}").fetchone()
            return State(path, "", count, size)
    except (sqlite3.Error, UnicodeDecodeError) as exc:
        return State(path, str(exc), size=size)


def copies(path: Path) -> list[State]:
    """Every copy of this journal as it is, the newest first."""
    return [look_at(copy) for copy in reversed(backups(path))]


def put_back(path: Path, copy: Path, *, now_ms: int) -> tuple[Path | None, Tally]:
    """Put a copy into the place of the journal. Returns where the damaged file went, and what could be saved out of it.

    Raises `StoreError` if the copy is not whole; then nothing was changed.
    """
    from massage_mind.journal.merge import merge
    from massage_mind.journal.store import open_store

    state = look_at(copy)
    if state.trouble:
        raise StoreError(
            f"{copy} is no whole journal: {state.trouble}.", "Choose another copy. Nothing was changed."
        )
    target = Path(os.path.realpath(path))
    aside = _free_name(target, now_ms)
    passing = target.with_name(f".{target.name}.recovering")
    passing.unlink(missing_ok=True)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source:
        from massage_mind.journal.backup import copy_to

        copy_to(source, passing)
    moved = target.exists()
    if moved:
        os.replace(target, aside)
        hot = target.with_name(target.name + "-journal")
        if hot.exists():  # What a killed writer left belongs to the damaged file, not to the copy.
            os.replace(hot, aside.with_name(aside.name + "-journal"))
    os.replace(passing, target)
    if not moved:
        return None, Tally()
    with open_store(path, writing=True, now_ms=now_ms, busy_ms=0) as store:
        return aside, merge(store, salvage(aside), now_ms=now_ms)


def _free_name(target: Path, now_ms: int) -> Path:
    number = now_ms // 1000
    while (found := target.with_name(f"{target.name}.damaged-{number}")).exists():
        number += 1
    return found


def salvage(path: Path) -> Iterator[tuple[str, Record | NonsenseError]]:
    """Whatever records a damaged file still gives, one by one; where it gives nothing more, that is the end."""
    try:
        conn = prepared(path, busy_ms=0)
    except (sqlite3.Error, OSError):
        return
    with closing(conn):
        for n in _numbers(conn):
            try:
                found = heads.read_records(conn, "WHERE record.n = ?", (n,))
            except (sqlite3.Error, ValueError):
                continue
            for record in found:
                yield f"record {record.id}", record


def _numbers(conn: sqlite3.Connection) -> list[int]:
    """The numbers to try: as many as the file still tells of, from both ends of its tables and indexes."""
    found: set[int] = set()
    for question in (
        "SELECT n FROM record",
        "SELECT n FROM record ORDER BY n DESC",
        "SELECT n FROM record INDEXED BY record_by_time WHERE at >= 0 ORDER BY at DESC",
        *(f"SELECT n FROM {table}" for table in ("entry", "checkin", "doc")),
    ):
        try:
            for row in conn.execute(question):
                if isinstance(row["n"], int) and 0 < row["n"] < _MOST:
                    found.add(row["n"])
        except (sqlite3.Error, ValueError):
            continue
    return sorted(found)
