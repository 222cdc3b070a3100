"""Which lines were heard, in the journal: only what is new is written, and a kill loses no more than other progress."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from journal_support import HOUR, NOW, at_time, gone, new_session, progress, reading, writing

from massage_mind.errors import StoreError
from massage_mind.journal.file.look import look_at
from massage_mind.journal.file.recover import put_back
from massage_mind.journal.store import StoreRecorder
from massage_mind.record.appointment import Appointment
from massage_mind.record.head import NewRecord
from massage_mind.record.kept_draw import DrawnFor, KeptDraw

DRAWN = KeptDraw(
    DrawnFor("during", "following-the-touch", "swedish", "sparse"), 7, (3, -4, 2**63 - 1, -(2**63))
)

_WRITER = """
import os, sys
sys.path[:0] = sys.argv[2].split(os.pathsep)
from pathlib import Path
from journal_support import Wall, new_session, progress
from massage_mind.journal.store import StoreRecorder, open_store

store = open_store(Path(sys.argv[1]), writing=True, wall=Wall())
recorder = StoreRecorder(store, store.begin_session(new_session(pid=os.getpid())))
for said in range(1, 10_000):
    assert recorder.keep(progress(heard=tuple(range(said))))
    os.write(1, b"%d\\n" % said)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_any_instant_what_was_kept_is_heard(journal: Path) -> None:
    """Every line up to the last time it was kept, and nothing that was not said by then or in the one after."""
    chance = random.Random(13)
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, journal, os.pathsep.join(sys.path)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        with writer.stdout:
            said = [int(writer.stdout.readline()) for _ in range(1 + chance.randrange(20))]
            time.sleep(chance.uniform(0, 0.004))
            writer.send_signal(signal.SIGKILL)
            said += map(int, writer.stdout.read().split())
        writer.wait()
        with reading(journal, alive=gone) as store:
            (session,) = store.sessions(limit=1)
            heard = store.draws.heard()
        assert set(range(len(heard))) == heard.keys() and len(heard) in (said[-1], said[-1] + 1)
        with writing(journal, alive=gone) as store:
            store.records.forget([session.id])
        assert "" == look_at(journal).trouble


def test_an_hour_s_last_writing_is_no_larger_than_its_first(journal: Path) -> None:
    """What was written is not written again: so many rows change however much has been said."""
    with writing(journal) as store:
        recorder = StoreRecorder(store, store.begin_session(new_session()))
        changes = []
        for said in range(0, 120, 2):
            before = store.file.conn.total_changes
            assert recorder.keep(progress(heard=tuple(range(said))))
            changes.append(store.file.conn.total_changes - before)
        assert 1 == len(set(changes[1:]))


def test_what_could_not_be_kept_is_kept_the_next_time(journal: Path) -> None:
    """A lock held by somebody else: the lines wait, none is lost."""
    with writing(journal) as store, closing(sqlite3.connect(journal, isolation_level=None)) as other:
        recorder = StoreRecorder(store, store.begin_session(new_session()))
        assert recorder.keep(progress(heard=(1,)))
        other.execute("BEGIN IMMEDIATE")
        assert not recorder.keep(progress(heard=(1, 2)))
        other.execute("ROLLBACK")
        assert recorder.keep(progress(heard=(1, 2, 3)))
        assert {1, 2, 3} == store.draws.heard().keys()


def test_the_end_that_waits_beside_the_journal_has_its_lines(journal: Path) -> None:
    """It is written down with them, and so they come in with it; one of before has none."""
    with writing(journal) as store, closing(sqlite3.connect(journal, isolation_level=None)) as other:
        store.file.conn.execute("PRAGMA busy_timeout = 0")
        session_id = store.begin_session(new_session())
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is safe in"):
            store.end_session(session_id, progress(heard=(1, -2)), "finished")
    (waiting,) = (one for one in journal.parent.iterdir() if session_id in one.name)
    document = json.loads(waiting.read_bytes())
    assert [1, -2] == document["progress"]["heard"]
    with reading(journal) as store:
        assert {1, -2} == store.draws.heard().keys()
    del document["progress"]["heard"]
    waiting.write_text(json.dumps(document))
    with reading(journal) as store:
        assert not waiting.exists() and {1, -2} == store.draws.heard().keys()


def test_the_later_of_two_times_counts(journal: Path) -> None:
    """By when the sessions began: what one session said was all heard equally long ago."""
    with writing(journal) as store:
        for later, lines in ((0, (1, 2)), (HOUR, (2, 3))):
            session_id = at_time(store, NOW + later).begin_session(new_session())
            at_time(store, NOW + later + 60_000)
            store.end_session(session_id, progress(heard=lines), "finished")
        assert {1: NOW, 2: NOW + HOUR, 3: NOW + HOUR} == store.draws.heard()


def test_a_drawing_is_kept_as_long_as_it_is_needed(journal: Path) -> None:
    """For a session until it ends or another goes on with it, for an appointment for good; the first one counts."""
    other = KeptDraw(DRAWN.drawn_for, 8, ())
    with writing(journal, alive=gone) as store:
        home = store.records.add(NewRecord(Appointment(), NOW, "UTC")).id
        first = store.begin_session(new_session(drawn=DRAWN, appointment=home))
        store.end_session(first, progress(), "interrupted", 15)
        assert [DRAWN] == store.draws.drawn_in(first) == store.draws.drawn_for(home)
        second = store.begin_session(new_session(drawn=other, appointment=home, resumed_from=first))
        assert ([], [other]) == (store.draws.drawn_in(first), store.draws.drawn_in(second))
        store.end_session(second, progress(), "finished")
        assert ([], [DRAWN]) == (store.draws.drawn_in(second), store.draws.drawn_for(home))
        store.records.forget([home])
        assert [] == store.file.conn.execute("SELECT * FROM drawn").fetchall()


def test_what_a_damaged_file_gives_comes_along(journal: Path) -> None:
    """Lines, drawings and files of records that are saved; an empty journal takes the place of the damaged one."""
    with writing(journal) as store:
        home = store.records.add(NewRecord(Appointment(state="done"), NOW, "UTC")).id
        session_id = store.begin_session(new_session(drawn=DRAWN))
        store.keep(session_id, progress(heard=(1, 2)))
        store.draws.keep_rendered(DRAWN, (3,), appointment=home, moment="during", script="x")
        store.draws.keep_rendered(None, (4,), appointment="", moment="during", script="x")
        before = store.draws.heard()
    assert {1, 2, 3} == before.keys()
    put_back(journal, None, now_ms=NOW)
    with reading(journal) as store:
        assert before == store.draws.heard()
        assert [DRAWN] == store.draws.drawn_in(session_id) == store.draws.drawn_for(home)
        assert 2 == len(store.file.conn.execute("SELECT * FROM rendered_line").fetchall())
    assert "" == look_at(journal).trouble
