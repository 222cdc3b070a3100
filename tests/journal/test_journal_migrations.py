"""Opening the journal brings it up to date, safely or not at all."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from journal_support import NOW, new_session, reading, writing

from massage_mind.errors import StoreError
from massage_mind.journal.connect import Opened, open_for_reading, open_for_writing
from massage_mind.journal.migrations import MIGRATIONS, Migration, migrate

LATER = NOW + 1_000


def _adds(table: str) -> Migration:
    def step(conn: sqlite3.Connection) -> None:
        conn.execute(f"CREATE TABLE {table} (x INTEGER)")

    return step


def _fails(conn: sqlite3.Connection) -> None:
    conn.execute("CREATE TABLE half (x INTEGER)")
    conn.execute("UPDATE session SET title = 'lost'")
    raise sqlite3.OperationalError("the power went")


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as conn:
        return {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _applied(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute("SELECT name, applied_at FROM migration ORDER BY rowid").fetchall()


def _open(
    path: Path, *added: tuple[str, Migration], opener: Callable[..., Opened] = open_for_writing
) -> None:
    conn, _ = opener(path, now_ms=LATER, steps=(*MIGRATIONS, *added))
    conn.close()


@pytest.fixture
def used(journal: Path) -> Path:
    """A journal with one session in it."""
    with writing(journal) as store:
        store.begin_session(new_session(), now_ms=NOW)
    return journal


def test_a_blank_file_becomes_a_journal(journal: Path) -> None:
    """Nothing was in it, so nothing is copied."""
    journal.parent.mkdir()
    journal.touch()
    with reading(journal) as store:
        assert 0 == store.count_sessions()
    assert 0 == journal.stat().st_size
    writing(journal).close()
    assert [(name, NOW) for name, _ in MIGRATIONS] == _applied(journal)
    assert not (journal.parent / "backups").exists()


def test_the_schema_is_what_it_was_when_it_was_released(journal: Path) -> None:
    """Migrations that are out are never changed: their names and tables are written down here."""
    writing(journal).close()
    assert ["001-sessions"] == [name for name, _ in MIGRATIONS]
    assert {"migration", "session", "session_section", "mark", "rating", "answer", "intention"} == _tables(
        journal
    )


def test_a_copy_is_made_before_the_first_pending_step(used: Path) -> None:
    """The copy is whole, private, and from before."""
    _open(used, ("002-more", _adds("more")), ("003-most", _adds("most")))
    (copy,) = (used.parent / "backups").iterdir()
    assert "002-more" in copy.name
    assert (0o600, 0o700) == (stat.S_IMODE(copy.stat().st_mode), stat.S_IMODE(copy.parent.stat().st_mode))
    assert not {"more", "most"} & _tables(copy)
    assert {"more", "most"} < _tables(used)
    with reading(copy) as store:
        assert 1 == store.count_sessions()


def test_eight_copies_are_kept(used: Path) -> None:
    """The oldest go; what else lies there stays."""
    folder = used.parent / "backups"
    folder.mkdir(mode=0o700)
    (folder / "my own.sqlite3").touch()
    with closing(sqlite3.connect(used)) as conn:
        for step in range(11):
            name = f"x{step:02}"
            conn.isolation_level = None
            migrate(
                conn,
                used,
                now_ms=NOW + step,
                steps=[*MIGRATIONS, *((f"x{n:02}", _adds(f"t{n}")) for n in range(step + 1))],
            )
            assert name in {applied for applied, _ in _applied(used)}
    names = sorted(entry.name for entry in folder.iterdir())
    assert ["my own.sqlite3"] == [name for name in names if not name.startswith("journal-")]
    assert [f"x{step:02}" for step in range(3, 11)] == [
        name[-11:-8] for name in names if name.startswith("journal-")
    ]


def test_a_failing_step_leaves_the_file_as_it_was(used: Path) -> None:
    """Neither half a step nor its note; the steps before it stay, each with its own."""
    with pytest.raises(StoreError, match="the power went"):
        _open(used, ("002-more", _adds("more")), ("003-fails", _fails))
    assert "half" not in _tables(used)
    assert ["001-sessions", "002-more"] == [name for name, _ in _applied(used)]
    with closing(sqlite3.connect(used)) as conn:
        assert "Following the touch" == conn.execute("SELECT title FROM session").fetchone()[0]
    _open(used, ("002-more", _adds("more")), ("003-mended", _adds("half")))
    assert {"more", "half"} < _tables(used)


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading])
def test_a_newer_file_is_refused(used: Path, opener: Callable[..., Opened]) -> None:
    """Untouched, with what to do, for looking as for writing."""
    _open(used, ("900-from-the-future", _adds("future")))
    before = used.read_bytes()
    with pytest.raises(StoreError, match="newer massage-mind.*900-from-the-future") as caught:
        _open(used, opener=opener)
    assert "Update massage-mind" in caught.value.hint
    assert before == used.read_bytes()


def test_looking_at_an_older_file_brings_it_up_to_date(used: Path) -> None:
    """Where it can be written, with a copy."""
    _open(used, ("002-more", _adds("more")), opener=open_for_reading)
    assert "more" in _tables(used)
    assert 1 == len(list((used.parent / "backups").iterdir()))


def test_an_older_file_that_cannot_be_written_is_left_alone(used: Path) -> None:
    """A clear sentence; not a byte changes."""
    before = used.read_bytes()
    holder = sqlite3.connect(used, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with (
        closing(holder),
        pytest.raises(StoreError, match="older massage-mind.*being written by another program"),
    ):
        open_for_reading(used, now_ms=LATER, busy_ms=0, steps=(*MIGRATIONS, ("002-more", _adds("more"))))
    assert before == used.read_bytes()


def test_somebody_elses_database_is_refused(journal: Path) -> None:
    """It is not ours to change."""
    journal.parent.mkdir()
    with closing(sqlite3.connect(journal)) as conn:
        conn.execute("CREATE TABLE places (url TEXT)")
    for opener in (open_for_writing, open_for_reading):
        with pytest.raises(StoreError, match="some other program"):
            _open(journal, opener=opener)
    assert {"places"} == _tables(journal)
