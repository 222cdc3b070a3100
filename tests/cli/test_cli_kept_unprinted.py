"""What was kept is said to be, also where what should be printed of it cannot be: nobody does it a second time."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.record.kinds import KINDS
from massage_mind.record.query import Query
from massage_mind.testing import manual_world


class Full(io.StringIO):
    """Takes nothing, like a full disk."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


WRITING = (
    ["journal", "add", "lighter"],
    ["journal", "add", "lighter", "--json"],
    ["park", "add", "call the bank"],
    ["park", "add", "call the bank", "--json"],
    ["intention", "to let go"],
    ["checkin", "before", "--tension", "3"],
    ["appointment", "add", "tomorrow", "15:00"],
    ["appointment", "add", "tomorrow", "15:00", "--json"],
)


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_new_record_is_named_where_it_cannot_be_printed(words: list[str]) -> None:
    """On standard error, by its id; the exit code says that not all was well."""
    with closing(MemoryJournal()) as journal:
        world = manual_world(journal=journal, stdout=Full())
        assert 1 == run(words, lambda: world)
        with manual_world(journal=journal).open_store(writing=False) as store:
            (record,) = store.records.find(Query(tuple(KINDS)))
    assert isinstance(world.stderr, io.StringIO)
    assert world.stderr.getvalue().endswith(f"It is kept all the same, as {record.id}.\n")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("journal edit ID --tag calm", True),
        ("park done ID", True),
        ("park edit ID --where home", True),
        ("journal show ID", False),
        ("park list", False),
        ("journal edit ID --tag calm --at nonsense", False),
    ],
)
def test_a_change_is_said_to_be_kept_and_nothing_else_is(words: str, kept: bool) -> None:
    """Who only reads, or was refused, has kept nothing."""
    with closing(MemoryJournal()) as journal:
        before = manual_world(journal=journal)
        run(["park", "add", "call the bank", "--json"], lambda: before)
        with before.open_store(writing=False) as store:
            (record,) = store.records.find(Query(tuple(KINDS)))
        world = manual_world(journal=journal, stdout=Full())
        assert 0 != run([record.id if word == "ID" else word for word in words.split()], lambda: world)
    assert isinstance(world.stderr, io.StringIO)
    assert kept == ("kept all the same" in world.stderr.getvalue())


def test_what_fails_after_it_was_kept_says_so_too(tmp_path: Path) -> None:
    """A calendar file that cannot be written is no reason to put the thought down again."""
    world = manual_world()
    words = ["park", "add", "call", "--when", "tomorrow 9:00", "--ics", str(tmp_path / "none" / "x.ics")]
    assert 1 == run(words, lambda: world)
    assert isinstance(world.stderr, io.StringIO)
    assert "kept all the same" in world.stderr.getvalue()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_standard_output_is_found_at_the_end_too(tmp_path: Path, unbuffered: str) -> None:
    """Standard output is held back until the end, as usual, or written at once."""
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "massage_mind", "park", "add", "call the bank"],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "MASSAGE_MIND_HOME": str(tmp_path), "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert 1 == ended.returncode
    assert b"It is kept all the same, as " in ended.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_gone_hears_it_on_standard_error(tmp_path: Path, unbuffered: str) -> None:
    """`massage-mind park add ... | head -0`: nothing is wrong, so that is all that is said."""
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "massage_mind", "park", "add", "call the bank"],
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        env={**os.environ, "MASSAGE_MIND_HOME": str(tmp_path), "PYTHONUNBUFFERED": unbuffered},
        check=False,
    )
    os.close(write)
    assert (1, b"It is kept all the same, as ") == (ended.returncode, ended.stderr[:28])
