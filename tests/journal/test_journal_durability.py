"""Killed at any instant: what was acknowledged is there, and the file is whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from journal_support import NOW, gone, reading

from massage_mind.record.query import Query

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

_WRITER = """
import os, sys, time
sys.path[:0] = sys.argv[2].split(os.pathsep)
from pathlib import Path
from journal_support import NOW, new_session, progress
from massage_mind.journal.store import open_store
from massage_mind.record.progress import Mark

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

store = open_store(Path(sys.argv[1]), writing=True, now_ms=NOW)
say("open")
while True:
    session_id = store.begin_session(new_session(pid=os.getpid()), now_ms=NOW)
    say("begun", session_id)
    for step in range(1, 6):
        marks = tuple(Mark(n, "x" * 50) for n in range(step))
        assert store.keep(session_id, progress(played_ms=step, marks=marks), now_ms=NOW)
        say("kept", session_id, step)
    store.end_session(session_id, progress(played_ms=6, marks=marks), "finished", now_ms=NOW + 1)
    say("ended", session_id)
"""


def _kill_and_check(journal: Path, times: int, seed: int) -> int:
    """Kill a writer so many times; how many acknowledged sessions there are in the end."""
    chance = random.Random(seed)
    begun: dict[str, int] = {}
    for _ in range(times):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, journal, os.pathsep.join(sys.path)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        with writer.stdout:
            # So many acknowledgements, then a moment: what is hit does not depend on how fast the disk is.
            said = [writer.stdout.readline() for _ in range(1 + chance.randrange(20))]
            assert b"open\n" == said[0]
            try:
                writer.wait(chance.uniform(0, 0.004))
            except subprocess.TimeoutExpired:
                writer.kill()
            said += writer.stdout.readlines()
        assert -signal.SIGKILL == writer.wait()
        for line in said[1:]:
            word, session_id, *rest = line.decode().split()
            begun[session_id] = {"begun": 0, "ended": 6}.get(word, int(rest[0]) if rest else 0)
        with reading(journal, alive=gone) as store:
            found = {record.id: record for record in store.sessions(now_ms=NOW)}
        for session_id, step in begun.items():
            record = found[session_id]
            assert step <= record.played_ms or step == 0
            assert ("finished" if record.played_ms == 6 else "interrupted") == record.ending
            assert len(record.marks) in (min(record.played_ms, 5), 0)
        assert len(found) - len(begun) <= times
    with closing(sqlite3.connect(journal)) as conn:
        assert [("ok",)] == conn.execute("PRAGMA integrity_check").fetchall()
        assert [] == conn.execute("PRAGMA foreign_key_check").fetchall()
    return len(begun)


def test_a_killed_session_leaves_what_it_acknowledged(journal: Path) -> None:
    """Eight kills at random instants of begin, keep and end."""
    assert _kill_and_check(journal, 8, seed=3) >= 8


@pytest.mark.slow
def test_three_hundred_kills_lose_nothing(journal: Path) -> None:
    """The same for longer."""
    assert _kill_and_check(journal, 300, seed=5) >= 300


def test_a_session_killed_with_its_journal_half_written_can_be_listed(journal: Path) -> None:
    """A writer killed between its first page and its commit leaves a hot journal; looking undoes it."""
    with closing(sqlite3.connect(journal_with_one(journal), isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("PRAGMA cache_spill = 1")
        conn.execute("BEGIN IMMEDIATE")
        for place in range(200):
            conn.execute(
                "INSERT INTO tombstone (id, source, deleted_at) VALUES (?, ?, ?)",
                (str(place), "x" * 4_000, place),
            )
        hurt, hot = journal.read_bytes(), Path(f"{journal}-journal").read_bytes()
        conn.execute("ROLLBACK")
    journal.write_bytes(hurt)
    Path(f"{journal}-journal").write_bytes(hot)
    with reading(journal) as store:
        assert 1 == store.count_sessions()
        assert [] == store.records.find(Query(("intention",)), now_ms=NOW)


def journal_with_one(journal: Path) -> Path:
    """A journal with one session in it."""
    from journal_support import new_session, writing

    with writing(journal) as store:
        store.begin_session(new_session(), now_ms=NOW)
    return journal


def test_many_writers_at_once_are_all_kept(journal: Path) -> None:
    """Four processes begin sessions in a journal that none of them has made yet."""
    code = _WRITER.split("store = open_store", maxsplit=1)[0] + (
        "store = open_store(Path(sys.argv[1]), writing=True, now_ms=NOW)\n"
        "for n in range(10): store.begin_session(new_session(), now_ms=NOW)\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, journal, os.pathsep.join(sys.path)]) for _ in range(4)
    ]
    assert [0] * 4 == [writer.wait(60) for writer in writers]
    with reading(journal) as store:
        assert 40 == store.count_sessions()
