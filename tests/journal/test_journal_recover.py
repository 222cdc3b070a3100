"""The way back: from damage to a journal, with everything that can still be read."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from journal_support import NOW, at_time, broken_off, gone, reading, writing

from massage_mind.errors import StoreError
from massage_mind.journal.carry.merge import merge
from massage_mind.journal.file.backup import back_up, backups
from massage_mind.journal.file.look import copies, look_at
from massage_mind.journal.file.mend import mend_index
from massage_mind.journal.file.recover import put_back
from massage_mind.journal.store import Store
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.query import Query
from massage_mind.record.search import read_terms

LATER = NOW + 1_000


def add(store: Store, text: str, now_ms: int = NOW) -> str:
    return at_time(store, now_ms).records.add(NewRecord(Entry(text), now_ms, "UTC")).id


def texts(journal: Path) -> list[str]:
    with reading(journal, alive=gone) as store:
        return sorted(
            one.details.text
            for one in at_time(store, LATER).records.find(Query(("entry",)))
            if isinstance(one.details, Entry)
        )


@pytest.fixture
def copied(journal: Path) -> Path:
    """A journal of 200 entries, a copy of it, and 20 more."""
    with writing(journal) as store:
        for number in range(200):
            add(store, f"old {number:03} " + "x" * 200)
        back_up(store.file.conn, journal, now_ms=NOW, before="asked")
        for number in range(20):
            add(store, f"new {number:03} " + "y" * 200, NOW + 500)
    return journal


def test_whole_journals_and_copies_are_known_as_such(copied: Path) -> None:
    """With how many records each holds."""
    state = look_at(copied)
    assert ("", 220, False) == (state.trouble, state.records, state.index)
    assert [("", 200)] == [(one.trouble, one.records) for one in copies(copied)]


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_truncated_journal_comes_back_from_its_copy(copied: Path, keep: float) -> None:
    """Nothing of the copy is missing; what the damaged file still gives is there as well, and it is kept."""
    whole = copied.read_bytes()
    copied.write_bytes(whole[: int(len(whole) * keep)])
    assert look_at(copied).trouble
    aside, tally = put_back(copied, backups(copied)[-1], now_ms=LATER)
    assert aside is not None and aside.read_bytes()[:100] == whole[:100]
    found = texts(copied)
    assert 200 == sum(text.startswith("old") for text in found)
    assert len(found) == 200 + tally.added
    assert "" == look_at(copied).trouble
    with writing(copied, now_ms=LATER) as store:
        add(store, "goes on")


def test_what_is_newer_than_the_copy_is_saved_out_of_the_damaged_file(copied: Path) -> None:
    """One page of it is garbled; everything else is still read."""
    with closing(sqlite3.connect(copied)) as conn:
        (page,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tag_by_name'").fetchone()
        (size,) = conn.execute("PRAGMA page_size").fetchone()
    hurt = bytearray(copied.read_bytes())
    hurt[(page - 1) * size : page * size] = b"\xff" * size
    copied.write_bytes(hurt)
    assert look_at(copied).trouble
    _, tally = put_back(copied, backups(copied)[-1], now_ms=LATER)
    assert 20 == tally.added
    assert 220 == len(texts(copied))


@pytest.mark.parametrize("keep", [0.5, 0.8, 0.98])
def test_without_a_copy_a_truncated_file_still_gives_what_is_left_of_it(copied: Path, keep: float) -> None:
    """Most of it, where most of it is left; which pages a record lies on is SQLite's."""
    backups(copied)[-1].unlink()
    whole = copied.read_bytes()
    copied.write_bytes(whole[: int(len(whole) * keep)])
    _, tally = put_back(copied, None, now_ms=LATER)
    assert len(texts(copied)) == tally.added
    assert tally.added > {0.5: -1, 0.8: 50, 0.98: 150}[keep]


def test_a_journal_of_nothing_with_copies_is_damage(copied: Path) -> None:
    """Not a new one: whoever looks is told."""
    copied.write_bytes(b"")
    for opener in (reading, writing):
        with pytest.raises(StoreError, match="is empty, and there are copies"):
            opener(copied)
    put_back(copied, backups(copied)[-1], now_ms=LATER)
    assert 200 == len(texts(copied))


def test_without_a_copy_a_new_one_begins_with_what_can_be_saved(copied: Path) -> None:
    """`--salvage`."""
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("DELETE FROM entry WHERE n = 7")
    assert "has lost its content" in look_at(copied).trouble
    _, tally = put_back(copied, None, now_ms=LATER)
    assert (219, 219) == (tally.added, len(texts(copied)))


def test_a_record_that_cannot_be_does_not_stop_the_rest(copied: Path) -> None:
    """A value that no check would have let in."""
    with writing(copied) as store:
        bad = (
            at_time(store, NOW)
            .records.add(NewRecord(CheckIn("before", ratings={"stress": 5}), NOW, "UTC"))
            .id
        )
        add(store, "after it")
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE rating SET value = 12")
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("DELETE FROM entry WHERE n = 3")
    _, tally = put_back(copied, backups(copied)[-1], now_ms=LATER)
    found = texts(copied)
    assert "after it" in found and 221 == len(found)
    with reading(copied) as store, pytest.raises(StoreError):
        at_time(store, NOW).records.get(bad)
    assert 21 == tally.added


def test_earlier_versions_and_deletions_are_saved_too(copied: Path) -> None:
    """What was deleted for good after the copy does not come back with it."""
    with writing(copied) as store:
        first, second, *_ = at_time(store, NOW).records.find(Query(("entry",)))
        at_time(store, NOW + 600).records.forget([first.id])
        for number in range(3):
            at_time(store, NOW + 700 + number).records.change(
                second.id, details=lambda old, n=number: Entry(f"v{n}")
            )
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("DELETE FROM entry WHERE n = 100")
    put_back(copied, backups(copied)[-1], now_ms=LATER)
    with reading(copied) as store:
        with pytest.raises(StoreError):
            at_time(store, NOW).records.get(first.id)
        assert "v2" == at_time(store, NOW).records.get(second.id).details.text  # type: ignore[union-attr]
        assert ["v0", "v1"] == [one.document["text"] for one in store.records.versions(second.id)][1:]


def test_what_was_deleted_for_good_stays_so_without_a_copy(copied: Path) -> None:
    """Its tombstone comes along, so that an older export does not bring it back."""
    with writing(copied) as store:
        first = at_time(store, NOW).records.find(Query(("entry",)))[0]
        at_time(store, NOW + 600).records.forget([first.id])
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE record SET kind = 'entrz' WHERE n = 9")
    with pytest.raises(StoreError, match="damaged"), reading(copied) as store:
        at_time(store, NOW).records.find(Query(()))
    assert look_at(copied).trouble
    put_back(copied, None, now_ms=LATER)
    assert 218 == len(texts(copied))
    with writing(copied, now_ms=LATER) as store:
        tally = merge(at_time(store, LATER), iter([("x", first)]))
    assert (0, 1) == (tally.added, tally.deleted)


def test_one_bad_version_does_not_stop_the_rest(copied: Path) -> None:
    """A row that no check would have let in."""
    with closing(sqlite3.connect(copied)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("INSERT INTO version VALUES (1, -1, 5, '{}')")
        conn.execute("INSERT INTO version VALUES (1, 3, 5, 'no json')")
    copied.write_bytes(copied.read_bytes()[:-100])
    put_back(copied, backups(copied)[-1], now_ms=LATER)
    assert 200 <= len(texts(copied))


def test_a_journal_that_is_being_written_is_not_damaged(copied: Path) -> None:
    """It is said, and nothing is changed: what is acknowledged meanwhile stays."""
    before = copied.read_bytes()
    with closing(sqlite3.connect(copied, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="being written"):
            look_at(copied)
        with pytest.raises(StoreError, match="being written"):
            put_back(copied, backups(copied)[-1], now_ms=LATER)
    assert before == copied.read_bytes()
    assert [copied.name] == [path.name for path in copied.parent.iterdir() if path.is_file()]


@pytest.mark.parametrize("what", ["text", "future", "other"])
def test_a_copy_that_is_none_changes_nothing(copied: Path, tmp_path: Path, what: str) -> None:
    """Text, a schema from the future, somebody else's database."""
    bad = tmp_path / "bad.sqlite3"
    if what == "text":
        bad.write_bytes(b"Dear diary " * 1000)
    else:
        bad.write_bytes(backups(copied)[-1].read_bytes() if what == "future" else b"")
        with closing(sqlite3.connect(bad)) as conn, conn:
            if what == "future":
                conn.execute("INSERT INTO migration (name, applied_at) VALUES ('999-future', 1)")
            else:
                conn.execute("CREATE TABLE migration (name TEXT)")
                conn.execute("CREATE TABLE session (x INTEGER)")
    before = copied.read_bytes()
    assert look_at(bad).trouble
    with pytest.raises(StoreError, match="no whole journal"):
        put_back(copied, bad, now_ms=LATER)
    assert before == copied.read_bytes()
    assert [copied.name] == [path.name for path in copied.parent.iterdir() if path.is_file()]


def test_a_hot_journal_is_undone_and_not_damage(copied: Path) -> None:
    """A writer was killed in the middle: any command undoes it, and so does looking."""
    broken_off(copied)
    state = look_at(copied)
    assert ("", 220) == (state.trouble, state.records)


@pytest.mark.parametrize("how", ["emptied", "torn", "garbled", "no texts", "no trigger"])
def test_an_index_out_of_step_is_made_anew(copied: Path, how: str) -> None:
    """Without a copy: it is made of the records."""
    with closing(sqlite3.connect(copied)) as conn, conn:
        if how == "emptied":
            conn.execute("INSERT INTO words (words) VALUES ('delete-all')")
        elif how == "torn":
            conn.execute("DELETE FROM words_data")
        elif how == "garbled":
            conn.execute("UPDATE words_data SET block = zeroblob(length(block)) WHERE id > 10")
        elif how == "no texts":
            conn.execute("DELETE FROM doc WHERE n > 150")
        else:
            conn.execute("DROP TRIGGER doc_added")
    state = look_at(copied)
    assert ("", True) == (state.trouble, state.index)
    with writing(copied, now_ms=LATER) as store:
        mend_index(store)
        assert 20 == len(at_time(store, NOW).records.search(read_terms("new"), Query(())))
        add(store, "another new one")
        assert 21 == len(at_time(store, NOW).records.search(read_terms("new"), Query(())))
    assert not look_at(copied).index


def test_flipped_bits_never_cost_what_is_in_the_copy(copied: Path) -> None:
    """Whatever a failing disk changed: afterwards all of the copy is there, and the file is whole."""
    whole = copied.read_bytes()
    chance = random.Random(11)
    copy = backups(copied)[-1]
    for _ in range(25):
        hurt = bytearray(whole)
        for _ in range(chance.choice((1, 20, 2_000))):
            hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
        copied.write_bytes(hurt)
        put_back(copied, copy, now_ms=LATER)
        assert "" == look_at(copied).trouble
        assert 200 <= len(texts(copied)) <= 220
