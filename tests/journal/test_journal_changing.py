"""Changing, deleting and restoring, as use cases: typed requests in, what came of it out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from journal_support import NOW, kept, kept_session, new_session, progress, read

from massage_mind.cli.change_options import phase_named, read_ratings
from massage_mind.cli.main import run
from massage_mind.diary.changing import Change, change_record
from massage_mind.diary.copies import copy_journal
from massage_mind.diary.deleting import Binned, Forgotten, LeftAlone, delete_records, restore_records
from massage_mind.errors import StoreError, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import Record
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import Written
from massage_mind.record.parked import Parked
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world of its own, with nobody at a terminal."""
    return manual_world(tmp_path / "mm", clock=ManualClock(wall=NOW), zone="+01:00")


# ---------------------------------------------------------------- changing

SAID: dict[str, Any] = {
    "text": "",
    "editor": True,
    "ratings": {"stress": None},
    "body": {},
    "at_ms": 0,
    "appointment": "none",
    "tags": ("a",),
    "untag": ("a",),
}


def test_whatever_is_said_counts_as_said() -> None:
    """Each part of a change alone; which record, which of its phases, and what a map is like without one say nothing."""
    assert {field.name for field in fields(Change)} == {*SAID, "record", "phase", "kinds"}
    assert Change("x", phase="after").says_nothing
    for name, value in SAID.items():
        assert not Change("x", **{name: value}).says_nothing, name


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (Entry("a"), lambda one: one.text),
        (CheckIn("before", "a"), lambda one: one.note),
        (Appointment(note="a"), lambda one: one.note),
        (Intention("a"), lambda one: one.text),
        (Parked("a"), lambda one: one.text),
    ],
)
def test_every_kind_has_its_words_changed(world: World, details: Written, words: Any) -> None:
    """Where each keeps them; the same words again are no change."""
    key = kept(world, details)
    changed = change_record(world, Change(key[:4], text="b"))
    assert (key, True, "b") == (changed.record.id, changed.different, words(changed.record.details))
    assert not change_record(world, Change(key, text="b")).different


def test_what_every_record_has_is_changed_at_once(world: World) -> None:
    """Time, tags and appointment, and the words with them."""
    home = kept(world, Appointment())
    key = kept(world, Entry("a"), tags=("old", "kept"))
    change = Change(key, "b", tags=("new", "kept"), untag=("old",), at_ms=NOW - 1, appointment=home)
    change_record(world, change)
    record = read(world, key)
    assert (Entry("b"), ("kept", "new"), NOW - 1, home) == (
        *(record.details, record.head.tags),
        *(record.head.at, record.head.appointment),
    )
    assert not change_record(world, Change(key, appointment="none")).record.head.appointment


def test_what_cannot_be_is_a_usage_error_and_changes_nothing(world: World) -> None:
    """Each with a sentence of its own."""
    session, appointment, entry = kept_session(world), kept(world, Appointment()), kept(world, Entry("a"))
    for change, sentence in (
        (Change(session, at_ms=0), "When a session was"),
        (Change(session, "words"), "no words of its own"),
        (Change(appointment, appointment=appointment), "belongs to no other"),
        (Change(appointment, at_ms=0), "is moved"),
        (Change(entry, ratings={"stress": 1}), "no ratings to change"),
        (Change(session, ratings={"stress": 1}), "before and after"),
        (Change(session, ratings={"stress": 11}, phase="after", tags=("a",)), "from 0 to 10"),
        (Change(entry, " "), "no words in it"),
        (Change(entry), "nothing to change"),
    ):
        with pytest.raises(UsageError, match=sentence):
            change_record(world, change)
    with pytest.raises(StoreError, match="no record"):
        change_record(world, Change("zzzzz", "x"))
    assert [() for _ in range(3)] == [read(world, key).head.tags for key in (session, appointment, entry)]


def test_ratings_of_a_session_are_those_of_its_phase(world: World) -> None:
    """Each beside the other; None takes one away; the session itself can be tagged in the same breath."""
    session = kept_session(world)
    change_record(world, Change(session, ratings={"stress": 4, "mood": 5}, phase="before", tags=("a",)))
    changed = change_record(world, Change(session, ratings={"stress": None}, body={"jaw": 2}, phase="after"))
    with world.open_store(writing=False) as store:
        before, after = (one.details for one in store.records.around_session(session))
    assert CheckIn("before", ratings={"stress": 4, "mood": 5}) == before
    assert CheckIn("after", body={"jaw": 2}) == after
    assert (("a",), True) == (changed.record.head.tags, changed.different)


def test_ratings_are_read_as_they_are_typed() -> None:
    """The last one of an item counts; what is no rating is a usage error, as is a phase that is none."""
    assert {"stress": 4, "mood": None} == read_ratings(["stress=9", " Mood =", "stress = 4"])
    for typed in ("stress", "stress=x", "stress=-1", "stress=4444", "stress=\u0664", ""):
        with pytest.raises(UsageError):
            read_ratings([typed])
    assert (None, "before", "after") == tuple(map(phase_named, ("", "before", "after")))
    with pytest.raises(UsageError, match='no phase called "befor"'):
        phase_named("befor")


def test_a_phase_that_is_none_is_named_as_one(world: World) -> None:
    """And not as ratings that are not there."""
    session = kept_session(world)
    words = ["journal", "edit", session, "--rate", "stress=4", "--phase", "befor"]
    assert 2 == run(words, lambda: world)
    assert 'There\'s no phase called "befor". Before is near.' in world.stderr.getvalue()  # type: ignore[union-attr]


# ---------------------------------------------------------------- deleting


class Answer:
    """Somebody who is asked; remembers about what."""

    def __init__(self, agrees: bool) -> None:
        self.agrees = agrees
        self.asked: list[str] = []

    def __call__(self, records: Sequence[Record]) -> bool:
        self.asked = [one.id for one in records]
        return self.agrees


def test_nothing_goes_without_a_yes(world: World) -> None:
    """Each record is asked about once, in the order in which they were named."""
    keys = [kept(world, Entry(text)) for text in "ab"]
    answer = Answer(agrees=False)
    assert LeftAlone(2) == delete_records(world, [*keys, keys[0]], forever=False, agreed=answer)
    assert keys == answer.asked
    assert ["a", "b"] == [read(world, key).details.text for key in keys]  # type: ignore[union-attr]


@pytest.mark.parametrize("forever", [False, True])
def test_a_session_that_runs_is_not_deleted(world: World, forever: bool) -> None:
    """Nobody is asked, nothing that was named with it goes; once it has ended, or its process is gone, it can be."""
    entry, yes = kept(world, Entry("beside it")), Answer(agrees=True)
    with world.open_store(writing=True) as store:
        running = store.begin_session(new_session(pid=os.getpid()))
    with pytest.raises(StoreError, match="session is running now: Following the touch") as caught:
        delete_records(world, [entry, running], forever=forever, agreed=yes)
    assert "End it first" in caught.value.hint and not yes.asked
    assert Entry("beside it") == read(world, entry).details
    with world.open_store(writing=True) as store:
        store.end_session(running, progress(), "finished")
        dead = store.begin_session(new_session(pid=os.getpid()))
    assert isinstance(world.clock, ManualClock)
    world.clock.set_wall(NOW + 60_000)
    assert (entry, running, dead) == delete_records(
        world, [entry, running, dead], forever=forever, agreed=yes
    ).ids


def test_into_the_bin_and_out_of_it(world: World) -> None:
    """All of them or none; what is in the bin is not put there again."""
    keys = tuple(kept(world, Entry(text)) for text in "ab")
    yes = Answer(agrees=True)
    with pytest.raises(StoreError):
        delete_records(world, [*keys, "zzzzz"], forever=False, agreed=yes)
    assert Binned(keys) == delete_records(world, keys, forever=False, agreed=yes)
    with pytest.raises(StoreError, match=f'no record "{keys[0]}"'):
        delete_records(world, keys, forever=False, agreed=yes)
    with pytest.raises(StoreError):
        restore_records(world, [keys[0], "zzzzz"])
    assert keys == restore_records(world, keys)
    assert Entry("a") == read(world, keys[0]).details


def test_for_good_also_out_of_the_bin_and_copies_are_counted(world: World) -> None:
    """A copy made before still holds it, which the person is to know."""
    first, second = kept(world, Entry("a")), kept(world, Entry("b"))
    yes = Answer(agrees=True)
    delete_records(world, [first], forever=False, agreed=yes)
    assert Forgotten((first,), 0) == delete_records(world, [first], forever=True, agreed=yes)
    copy_journal(world, None)
    assert Forgotten((second,), 1) == delete_records(world, [second], forever=True, agreed=yes)
    with pytest.raises(StoreError):
        restore_records(world, [first])
