"""What can happen to a file, and what the person is told."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from journal_support import HOUR, NOW, at_time, new_session, progress, reading, writing

from massage_mind.errors import StoreError
from massage_mind.journal.file.paths import rescue_files
from massage_mind.journal.store import Store
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.progress import Mark
from massage_mind.record.query import Query

PROMPT_S = 0.05


@contextmanager
def _held(path: Path, how: str = "EXCLUSIVE") -> Iterator[None]:
    """Another program is in the middle of a write."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield


def _refused_in(store: Store, session_id: str) -> float:
    """How many seconds `keep` took to say no. The best of a few is its own; the rest is the machine's."""
    begun = time.perf_counter()
    assert not at_time(store, NOW + 1).keep(session_id, progress())
    return time.perf_counter() - begun


# ---------------------------------------------------------------- a path that is too long


def _long(folder: Path, size: int) -> Path:
    """A path of so many bytes to a journal in folders that are there."""
    left = size - len(os.fsencode(folder)) - len("/data/journal.sqlite3")
    while left > 200:
        folder /= "é" * 49 + "x"
        left -= 100
    folder = folder / ("y" * (left - 1)) / "data"
    folder.mkdir(parents=True)
    assert size == len(os.fsencode(folder / "journal.sqlite3"))
    return folder / "journal.sqlite3"


@pytest.mark.skipif(os.name != "posix", reason="Windows has a limit of its own")
def test_a_path_that_is_too_long_is_said(tmp_path: Path) -> None:
    """In bytes, with how many there can be and what to do; nothing is left there."""
    journal = _long(tmp_path, 505)
    with pytest.raises(StoreError) as caught:
        writing(journal)
    assert "is too long: 505 bytes, and SQLite takes 504" in caught.value.sentence
    assert "shorter name" in caught.value.hint
    assert not journal.exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows has a limit of its own")
@pytest.mark.parametrize("size", [487, 504])
def test_a_path_that_is_too_long_for_copies_is_said(tmp_path: Path, size: int) -> None:
    """The journal can be used; it is its copies that cannot be made."""
    with writing(_long(tmp_path, size)) as store:
        store.records.add(NewRecord(Entry("hey"), NOW, "UTC"))
        with pytest.raises(StoreError, match=rf"too long for a copy of it: {size} bytes") as caught:
            store.back_up()
        assert "shorter name" in caught.value.hint
        assert 1 == len(store.records.find(Query(("entry",))))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs permissions that hold")
def test_a_journal_that_is_not_yours_is_not_blamed_on_its_path(tmp_path: Path) -> None:
    """Where the path is short, and where it is long."""
    for journal in (_long(tmp_path, 300), _long(tmp_path / "other", 487)):
        writing(journal).close()
        journal.chmod(0)
        with pytest.raises(StoreError) as caught:
            reading(journal)
        assert "too long" not in caught.value.sentence


# ---------------------------------------------------------------- locked


@pytest.mark.parametrize("how", ["EXCLUSIVE", "IMMEDIATE"])
def test_keeping_never_waits_for_a_lock(journal: Path, how: str) -> None:
    """False at once, then written at the next gap."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        with _held(journal, how):
            assert min(_refused_in(store, session_id) for _ in range(5)) < PROMPT_S
            assert "another program" in store.trouble
        assert at_time(store, NOW + 2).keep(session_id, progress())
        assert "" == store.trouble
        assert progress().marks == at_time(store, NOW + 2).session(session_id).marks


def test_keeping_does_not_wait_for_a_reader_either(journal: Path) -> None:
    """Somebody listing slowly cannot hold up a cue."""
    with writing(journal) as store, closing(sqlite3.connect(journal, isolation_level=None)) as reader:
        session_id = at_time(store, NOW).begin_session(new_session())
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM session").fetchall()
        assert min(_refused_in(store, session_id) for _ in range(5)) < PROMPT_S
        reader.execute("ROLLBACK")
        assert at_time(store, NOW + 2).keep(session_id, progress())


def test_a_command_waits_its_time_and_says_who_is_in_the_way(journal: Path) -> None:
    """Not a traceback, and exit code 1."""
    writing(journal).close()
    with writing(journal, busy_ms=20) as store, _held(journal):
        with pytest.raises(StoreError, match="being written by another program") as caught:
            at_time(store, NOW).begin_session(new_session())
        with pytest.raises(StoreError, match="being written by another program"):
            at_time(store, NOW).sessions()
    assert 1 == caught.value.exit_code
    assert caught.value.hint


def test_the_end_of_a_session_survives_a_lock(journal: Path) -> None:
    """It goes beside the journal, the sentence says so, and the next command that writes takes it in."""
    hostile = progress(sections=("a\x1b[2J", "caf\udce9"), marks=(Mark(5, "\u202e"),))
    with writing(journal, busy_ms=20) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        with _held(journal), pytest.raises(StoreError, match="is safe in .*rescue-") as caught:
            at_time(store, NOW + 9).end_session(session_id, hostile, "early", 0)
        assert "by itself" in caught.value.hint
    (waiting,) = rescue_files(journal)
    assert 0o600 == waiting.stat().st_mode & 0o777
    with writing(journal) as store:
        record = at_time(store, NOW + HOUR).session(session_id)
    assert ("early", NOW + 9, 1_200_000) == (record.ending, record.ended_at, record.played_ms)
    assert ("a\x1b[2J", "caf\ufffd") == record.sections
    assert [] == rescue_files(journal)


def test_looking_takes_in_what_waits_if_that_can_be_done_at_once(journal: Path) -> None:
    """The list tells how it really ended; if the file is busy, it says what is missing."""
    with writing(journal, busy_ms=20) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        with _held(journal), pytest.raises(StoreError):
            at_time(store, NOW + 9).end_session(session_id, progress(), "finished")
    with _held(journal, "IMMEDIATE"), reading(journal) as store:
        assert [True] == ["waits" in notice for notice in store.notices]
        assert at_time(store, NOW + 10).session(session_id).ending is None
    with reading(journal) as store:
        assert () == store.notices
        assert "finished" == at_time(store, NOW + 10).session(session_id).ending


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"session_id": "bbbbb"}',
        b"\xff\xfe",
    ],
)
def test_a_rescue_file_that_makes_no_sense_is_set_aside(journal: Path, body: bytes) -> None:
    """Named once, never thrown away, and in nobody's way."""
    writing(journal).close()
    stray = journal.parent / "rescue-bbbbb.json"
    stray.write_bytes(body)
    with writing(journal) as store:
        assert [True] == ["couldn't be taken into the journal" in notice for notice in store.notices]
    assert body == (journal.parent / "rescue-bbbbb.json.unreadable").read_bytes()
    with writing(journal) as store:
        assert () == store.notices


def test_a_rescue_whose_session_is_not_here_waits_for_its_journal(journal: Path, tmp_path: Path) -> None:
    """The journal is moved away while a session runs, somebody looks, it is moved back: the end is taken in."""
    with writing(journal, busy_ms=20) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        with _held(journal), pytest.raises(StoreError):
            at_time(store, NOW + 9).end_session(session_id, progress(), "finished")
    (waiting,) = rescue_files(journal)
    elsewhere = tmp_path / "elsewhere.sqlite3"
    journal.rename(elsewhere)
    with reading(journal) as store:
        assert ((), 0) == (store.notices, store.count_sessions())
    assert not journal.exists()
    for opener in (writing, reading):  # Somebody even begins another one meanwhile.
        with opener(journal) as store:
            assert [True] == ["waits beside it" in notice for notice in store.notices]
        assert [waiting] == rescue_files(journal)
    elsewhere.replace(journal)
    with reading(journal) as store:
        assert () == store.notices
        record = store.session(session_id)
        assert ("finished", NOW + 9) == (record.ending, record.ended_at)
    assert [] == rescue_files(journal)


def test_a_rescue_of_a_session_that_was_deleted_for_good_goes_with_it(journal: Path) -> None:
    """Nobody is to be told of it again and again."""
    with writing(journal, busy_ms=20) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        with _held(journal), pytest.raises(StoreError):
            at_time(store, NOW + 9).end_session(session_id, progress(), "finished")
        store.records.forget([session_id])
    with writing(journal) as store:
        assert () == store.notices
    assert [] == rescue_files(journal)


# ---------------------------------------------------------------- full


def test_a_full_journal_says_so_and_loses_nothing(journal: Path) -> None:
    """`keep` says no, the end goes beside it, and room makes both right."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        (pages,) = store.file.conn.execute("PRAGMA page_count").fetchone()
        store.file.conn.execute(f"PRAGMA max_page_count = {pages}")
        much = progress(sections=("x" * 100_000,))
        assert not at_time(store, NOW + 1).keep(session_id, much)
        assert "disk is full" in store.trouble
        with pytest.raises(StoreError, match="disk is full"):
            at_time(store, NOW).records.add(NewRecord(Entry("x" * 100_000), NOW, "+01:00"))
        with pytest.raises(StoreError, match="disk is full.*is safe in"):
            at_time(store, NOW + 2).end_session(session_id, much, "finished")
    with writing(journal) as store:
        record = at_time(store, NOW + 3).session(session_id)
    assert ("finished", ("x" * 100_000,)) == (record.ending, record.sections)


def test_a_full_disk_can_still_be_read(small_disk: Path) -> None:
    """A real one: every acknowledged write is there, listing works, the sentence is clear."""
    journal = small_disk / "data" / "journal.sqlite3"
    kept = 0
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        (small_disk / "something else").write_bytes(b"x" * 600_000)
        while at_time(store, NOW).keep(
            session_id, progress(played_ms=kept + 1, sections=("x" * 3_000,) * kept)
        ):
            kept += 1
        assert kept
        assert "full" in store.trouble or "disk" in store.trouble
        _fill(small_disk)
        with pytest.raises(StoreError) as caught:
            at_time(store, NOW).end_session(session_id, progress(sections=("y" * 50_000,) * 4), "finished")
        assert "couldn't be written beside it either" in caught.value.sentence
    with reading(journal) as store:
        assert kept == at_time(store, NOW).session(session_id).played_ms
    assert ["data", "something else", "the rest"] == sorted(entry.name for entry in small_disk.iterdir())
    with pytest.raises(StoreError, match="full|can't be"):
        writing(small_disk / "new" / "journal.sqlite3")


def _fill(folder: Path) -> None:
    with open(folder / "the rest", "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            return


# ---------------------------------------------------------------- read-only


def test_a_read_only_disk_can_be_read_and_says_so_when_written(small_disk: Path) -> None:
    """Listing works; writing gives a sentence; an older file gives one too."""
    journal = small_disk / "data" / "journal.sqlite3"
    with writing(journal) as store:
        at_time(store, NOW).begin_session(new_session())
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with reading(journal) as store:
        assert 1 == len(at_time(store, NOW).sessions())
    with reading(small_disk / "nothing" / "journal.sqlite3") as store:
        assert [] == at_time(store, NOW).sessions()
    with pytest.raises(StoreError, match=r"read-only|Read-only"), writing(journal) as store:
        at_time(store, NOW).begin_session(new_session())
    with pytest.raises(StoreError, match="read-only"):
        writing(small_disk / "nothing" / "journal.sqlite3")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_in_a_read_only_folder_can_be_read(journal: Path) -> None:
    """The same by permissions."""
    with writing(journal) as store:
        at_time(store, NOW).begin_session(new_session())
    journal.chmod(0o400)
    journal.parent.chmod(0o500)
    try:
        with reading(journal) as store:
            assert 1 == store.count_sessions()
        with pytest.raises(StoreError, match="read-only"), writing(journal) as store:
            at_time(store, NOW).begin_session(new_session())
    finally:
        journal.parent.chmod(0o700)


# ---------------------------------------------------------------- damaged


def _used(journal: Path) -> None:
    with writing(journal) as store:
        for place in range(40):
            session_id = at_time(store, NOW + place).begin_session(new_session(title="x" * 300))
            at_time(store, NOW + place).keep(session_id, progress())


def test_what_is_not_a_journal_is_left_alone(journal: Path) -> None:
    """Text, a folder or a pipe in its place: a sentence, for looking as for writing."""
    journal.parent.mkdir()
    for make in (
        lambda: journal.write_bytes(b"Dear diary, " * 500),
        lambda: journal.write_bytes(b"x"),
        journal.mkdir,
        *([lambda: os.mkfifo(journal)] if hasattr(os, "mkfifo") else []),
    ):
        make()
        for opener in (reading, writing):
            with pytest.raises(StoreError, match="n't a journal|There is a (folder|device)") as caught:
                opener(journal)
            assert caught.value.hint
        journal.rmdir() if journal.is_dir() else journal.unlink()


def test_a_truncated_journal_says_that_it_is_damaged(journal: Path) -> None:
    """At any length, with the way back; a copy, if there is one, is named."""
    _used(journal)
    whole = journal.read_bytes()
    for length in (50, 99, 100, 512, 4_000, len(whole) // 2, len(whole) - 1):
        journal.write_bytes(whole[:length])
        with pytest.raises(StoreError, match="damaged") as caught:
            at_time(reading(journal), NOW).sessions()
        assert "massage-mind journal recover --salvage" == caught.value.command
        assert whole[:length] == journal.read_bytes()
    copies = journal.parent / "backups"
    copies.mkdir()
    journal.write_bytes(whole[: len(whole) // 2])
    (copies / "journal-20250101T000000000Z-x.sqlite3").write_bytes(whole)
    with pytest.raises(StoreError) as caught:
        at_time(writing(journal), NOW).begin_session(new_session())
    assert "There's a copy of it. To see it and go back:" == caught.value.hint
    assert "massage-mind journal recover" == caught.value.command


def test_flipped_bits_are_read_or_reported(journal: Path) -> None:
    """Whatever a failing disk changes, there is a record or a sentence, never a traceback."""
    _used(journal)
    whole = journal.read_bytes()
    chance = random.Random(7)
    for _ in range(150):
        hurt = bytearray(whole)
        for _ in range(chance.choice((1, 8, 200))):
            hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
        journal.write_bytes(hurt)
        try:
            with reading(journal) as store:
                for record in at_time(store, NOW).sessions():
                    assert record.started.isoformat()
                    assert record.ended is None or record.ended.isoformat()
            with writing(journal, busy_ms=0) as store:
                session_id = at_time(store, NOW).begin_session(new_session())
                at_time(store, NOW).keep(session_id, progress())
        except StoreError as exc:
            assert exc.sentence


@pytest.mark.parametrize(
    ("column", "value"),
    [("request", "{"), ("request", "[]"), ("zone", "Mars/Olympus"), ("started_at", 2**62)],
)
def test_a_strange_value_does_not_hide_the_record(journal: Path, column: str, value: object) -> None:
    """Somebody edited the file by hand."""
    _used(journal)
    with closing(sqlite3.connect(journal)) as conn, conn:
        conn.execute(f"UPDATE session SET {column} = ?", (value,))
    with reading(journal) as store:
        assert at_time(store, NOW).sessions()[0].started.year > 2000
