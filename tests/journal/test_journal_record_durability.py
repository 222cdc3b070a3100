"""Killed at any instant, written by many at once, on a disk that is full: what was acknowledged is there, and whole."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from journal_support import NOW, gone, reading, writing

from massage_mind.errors import StoreError
from massage_mind.journal.file.recover import look_at
from massage_mind.record.document import record_document
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.query import Query

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

_WRITER = Path(__file__).with_name("record_writer.py")


def _kill_writers(journal: Path, times: int, seed: int) -> tuple[int, int]:
    """Kill a writer so many times. How many records were acknowledged, and how many there are in the end."""
    chance = random.Random(seed)
    there: dict[str, Any] = {}
    gone_for_good: set[str] = set()
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for number in range(times):
        writer = subprocess.Popen(
            [sys.executable, _WRITER, journal, str(number)], stdout=subprocess.PIPE, env=environ
        )
        assert writer.stdout is not None
        with writer.stdout:
            said = [writer.stdout.readline() for _ in range(1 + chance.randrange(12))]
            try:
                writer.wait(chance.uniform(0, 0.004))
            except subprocess.TimeoutExpired:
                writer.kill()
            said += writer.stdout.readlines()
        assert -signal.SIGKILL == writer.wait()
        for line in said:
            if not line.endswith(b"\n"):  # What was not said to the end was not acknowledged.
                continue
            word, *rest = json.loads(line)
            if word == "there":
                there[rest[0]] = rest[1]
            elif word == "gone":
                there.pop(rest[0], None)
                gone_for_good.add(rest[0])
    with reading(journal, alive=gone) as store:
        found = {
            one.id: record_document(one)
            for query in (Query(()), Query((), binned=True))
            for one in store.records.find(query, now_ms=NOW)
        }
    assert not gone_for_good & set(found)
    lost = {key for key in there if key not in found}
    # One that was being deleted when the kill came may be gone without having said so; nothing else.
    assert len(lost) <= times
    with closing(sqlite3.connect(journal)) as conn:
        tombs = {row[0] for row in conn.execute("SELECT id FROM tombstone")}
        assert [("ok",)] == conn.execute("PRAGMA integrity_check").fetchall()
        assert [] == conn.execute("PRAGMA foreign_key_check").fetchall()
    assert lost <= tombs
    for key, document in there.items():
        if key in found and found[key]["changed_at"] == document["changed_at"]:
            assert document == found[key]
        elif key in found:  # Changed once more without having said so.
            assert found[key]["changed_at"] > document["changed_at"]
    state = look_at(journal)
    assert ("", False) == (state.trouble, state.index)
    return len(there), len(found)


def test_a_writer_killed_leaves_what_it_acknowledged(journal: Path) -> None:
    """Twelve kills at random instants of adding, changing, deleting, restoring, importing."""
    acknowledged, found = _kill_writers(journal, 12, seed=3)
    assert 0 < acknowledged <= found + 12


@pytest.mark.slow
def test_a_thousand_kills_lose_nothing(journal: Path) -> None:
    """The same for longer."""
    acknowledged, _ = _kill_writers(journal, 1_000, seed=5)
    assert acknowledged > 1_000


def _mind(home: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "massage_mind", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "MASSAGE_MIND_HOME": str(home)},
    )


@pytest.mark.slow
def test_whole_commands_killed_at_any_instant(tmp_path: Path) -> None:
    """Each either answered, and then its record is there, or did not."""
    chance = random.Random(9)
    kept: set[str] = set()
    for number in range(150):
        words = chance.choice(
            [
                ("journal", "add", f"words {number}"),
                ("checkin", "ordinary-day", "--stress", "5"),
                ("park", "add", f"thing {number}", "--json"),
                ("intention", f"rest {number}", "--json"),
                ("appointment", "add", "tomorrow 15:00", "--json"),
            ]
        )
        command = _mind(tmp_path, *words)
        try:
            command.wait(chance.uniform(0.02, 0.5))
        except subprocess.TimeoutExpired:
            command.kill()
        out, _ = command.communicate()
        if command.returncode == 0:
            text = out.decode()
            kept.add(json.loads(text)["id"] if text.startswith("{") else text.split()[0])
    listed = _mind(tmp_path, "journal", "list", "-n", "0", "--kind", "all", "--json")
    found = {one["id"] for one in json.loads(listed.communicate()[0])}
    assert kept and kept <= found
    assert "" == look_at(tmp_path / "data" / "journal.sqlite3").trouble


def _add_at_once(home: Path, writers: int, word: str) -> None:
    commands = [_mind(home, "journal", "add", f"{word} {number}") for number in range(writers)]
    said = [command.communicate() for command in commands]
    assert [0] * writers == [command.returncode for command in commands], said


def test_eight_commands_at_once_are_all_kept(tmp_path: Path) -> None:
    """Into a journal that none of them has made yet."""
    _add_at_once(tmp_path, 8, "first")
    with reading(tmp_path / "data" / "journal.sqlite3") as store:
        assert 8 == store.records.count("entry")


@pytest.mark.slow
def test_twenty_at_once_fifty_times_are_all_kept(tmp_path: Path) -> None:
    """A thousand entries."""
    for number in range(50):
        _add_at_once(tmp_path, 20, f"round {number}")
    with reading(tmp_path / "data" / "journal.sqlite3") as store:
        assert 1_000 == store.records.count("entry")
    assert "" == look_at(tmp_path / "data" / "journal.sqlite3").trouble


def test_a_full_disk_refuses_and_keeps_what_there_is(small_disk: Path) -> None:
    """A sentence, exit code 1; listing, showing and searching go on; room makes it right."""
    journal = small_disk / "data" / "journal.sqlite3"
    with writing(journal) as store:
        first = store.records.add(NewRecord(Entry("first words"), NOW, "UTC"), now_ms=NOW)
    filler = small_disk / "filler"
    with open(filler, "wb", buffering=0) as file, pytest.raises(OSError):
        while True:
            file.write(b"x" * 512)
    with writing(journal) as store, pytest.raises(StoreError, match="full") as caught:
        store.records.add(NewRecord(Entry("y" * 50_000), NOW, "UTC"), now_ms=NOW)
    assert 1 == caught.value.exit_code
    for words in (("list",), ("show", first.id), ("search", "first")):
        command = _mind(small_disk, "journal", *words)
        out, err = command.communicate()
        assert 0 == command.returncode, err
        assert first.id.encode() in out
    command = _mind(small_disk, "journal", "add", "z" * 60_000)
    _, err = command.communicate()
    assert (1, False) == (command.returncode, b"Traceback" in err)
    assert b"full" in err
    filler.unlink()
    with writing(journal) as store:
        store.records.add(NewRecord(Entry("y" * 50_000), NOW, "UTC"), now_ms=NOW)
        assert 2 == store.records.count("entry")
