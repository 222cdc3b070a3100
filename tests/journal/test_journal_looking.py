"""Looking back, as use cases: what a list, one record, its history, a search and the tags come to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from journal_support import HOUR, NOW, kept, kept_session

from massage_mind.cli.journal_options import Narrowed
from massage_mind.cli.main import run
from massage_mind.cli.typed_query import kinds_named, read_search
from massage_mind.diary.changing import Change, change_record
from massage_mind.diary.deleting import delete_records
from massage_mind.diary.looking import (
    Alone,
    WithBelonging,
    WithParts,
    latest_records,
    record_alone,
    record_whole,
    record_with_history,
    search_records,
    tags_in_use,
)
from massage_mind.errors import StoreError, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.entry import Entry
from massage_mind.record.instants import DAY_MS
from massage_mind.record.kinds import KIND_INFOS, KINDS, LISTED
from massage_mind.record.query import Query
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world of its own."""
    return manual_world(tmp_path / "mm", clock=ManualClock(wall=NOW), zone="+01:00")


def test_the_latest_and_whether_there_are_more(world: World) -> None:
    """One at the limit is not more; without a limit there never are."""
    keys = [kept(world, Entry(text)) for text in "abc"]
    for limit, count, more in ((2, 2, True), (3, 3, False), (None, 3, False)):
        found = latest_records(world, Query(limit=limit), appointment=None, bare=True)
        assert (count, more) == (len(found.records), found.more)
    assert set(keys) == {one.id for one in found.records}


def test_only_what_belongs_to_an_appointment(world: World) -> None:
    """Named by how its id begins; nothing but an appointment will do."""
    home = kept(world, Appointment())
    key = kept(world, Entry("a"), home)
    kept(world, Entry("b"))
    found = latest_records(world, Query(), appointment=home[:4], bare=True)
    assert [key] == [one.id for one in found.records]
    with pytest.raises(StoreError):
        latest_records(world, Query(), appointment=key, bare=True)


def test_a_record_comes_with_what_belongs_to_it(world: World) -> None:
    """An appointment with all of it; a session with those it was taken with and their check-ins; an entry alone."""
    home = kept(world, Appointment())
    first, second = (kept_session(world, journey="way", appointment=home) for _ in range(2))
    entry = kept(world, Entry("a"))
    with_all = record_whole(world, home)
    assert isinstance(with_all, WithBelonging)
    assert {first, second} <= {one.id for one in with_all.belonging}
    with_parts = record_whole(world, second)
    assert isinstance(with_parts, WithParts)
    assert (second, [first, second], 4) == (
        *(with_parts.record.id, [part.id for part in with_parts.parts]),
        len(with_parts.belonging),
    )
    assert Alone(record_alone(world, entry).record) == record_whole(world, entry)


def test_the_latest_appointment_or_session_is_shown_unasked(world: World) -> None:
    """A session by its appointment; else whatever there is; else it says that there is nothing."""
    with pytest.raises(StoreError, match="nothing to show"):
        record_alone(world, None)
    entry = kept(world, Entry("a"))
    assert entry == record_alone(world, None).record.id
    session = kept_session(world)
    assert session == record_alone(world, None).record.id
    home = kept(world, Appointment())
    world.clock.advance(HOUR)  # type: ignore[attr-defined]
    kept_session(world, appointment=home)
    assert home == record_alone(world, None).record.id


def test_history_and_what_is_in_the_bin_are_shown(world: World) -> None:
    """How it stood, the earliest first; a record that is nowhere is missed as if there were no bin."""
    key = kept(world, Entry("one"))
    for text in ("two", "three"):
        change_record(world, Change(key, text))
    delete_records(world, [key], forever=False, agreed=lambda _: True)
    shown = record_with_history(world, key)
    assert ["one", "two"] == [one.document["text"] for one in shown.versions[:2]]
    assert Entry("three") == shown.record.details
    with pytest.raises(StoreError, match='no record "zzzzz"') as caught:
        record_alone(world, "zzzzz")
    assert "bin" not in caught.value.sentence


def test_a_search_gives_the_sentence_and_the_latest_written_first(world: World) -> None:
    """And says when there are more."""
    kept(world, Entry("The shoulder. Then the knee."))
    kept(world, Entry("No shoulder here."))
    hits = search_records(world, read_search(["shoulder"]), Query(KINDS))
    assert ["No shoulder here.", "The shoulder."] == [hit.sentence for _, hit in hits.found]
    assert search_records(world, read_search(["shoulder"]), Query(KINDS, limit=1)).more
    assert () == search_records(world, read_search(["elbow"]), Query(KINDS)).found


def test_words_to_search_for_are_read_as_a_shell_hands_them_over(world: World) -> None:
    """What stood within quotes is a row of words; no word and too many are usage errors."""
    assert 1 == len(read_search(["left shoulder"])) == len(read_search(['"left shoulder"']))
    assert 2 == len(read_search(["left", "shoulder"]))
    for words in (["***"], [], [f"w{number}" for number in range(51)]):
        with pytest.raises(UsageError):
            read_search(words)


def test_tags_are_counted(world: World) -> None:
    """The commonest first."""
    kept(world, Entry("a"), tags=("x", "y"))
    kept(world, Entry("b"), tags=("y",))
    assert (("y", 2), ("x", 1)) == tags_in_use(world)


# ---------------------------------------------------------------- kinds of a newer program


@pytest.mark.parametrize(
    "words", ["journal list", "journal search lighter", "journal export", "journal list -n 1"]
)
def test_records_of_a_kind_that_is_not_known_are_counted(world: World, words: str) -> None:
    """They are left out, since nothing is known of them, and that is said; what is known is all there."""
    entries = [kept(world, Entry(f"lighter {number}")) for number in range(4)]
    with world.open_store(writing=True) as store, store.file.writing() as conn:
        conn.execute("UPDATE record SET kind = 'letter' WHERE id IN (?, ?)", entries[:2])
        conn.execute("UPDATE record SET kind = 'zither' WHERE id = ?", entries[2:3])
    assert 0 == run(words.split(), lambda: world)
    said = world.stderr.getvalue()  # type: ignore[union-attr]
    assert "Left out: 3 records of a kind that this massage-mind doesn't know (letter, zither)." in said
    assert entries[3] in world.stdout.getvalue()  # type: ignore[union-attr]


def test_nothing_is_said_where_one_kind_is_asked_for_or_all_are_known(world: World) -> None:
    """Who asks for entries misses no letter."""
    kept(world, Entry("lighter"))
    assert 0 == run(["journal", "list"], lambda: world)
    letter = kept(world, Entry("heavier"))
    with world.open_store(writing=True) as store, store.file.writing() as conn:
        conn.execute("UPDATE record SET kind = 'letter' WHERE id = ?", (letter,))
    assert 0 == run(["journal", "list", "--kind", "entry"], lambda: world)
    assert "" == world.stderr.getvalue()  # type: ignore[union-attr]


# ---------------------------------------------------------------- what is asked for


def test_every_kind_is_asked_for_by_each_of_its_names() -> None:
    """Its own, with an s, and the others a person may type; commas between; all is all."""
    for info in KIND_INFOS:
        for typed, kind in [*((name, name) for name in info.names), *info.aliases.items()]:
            assert (kind,) == kinds_named([typed], binned=False)
        for name in info.names:
            assert (name,) == kinds_named([f"{name}s"], binned=False)
    assert ("entry", "parked") == kinds_named(["entry, park", "entrys"], binned=False)
    assert KINDS == kinds_named(["entry", "all"], binned=False)
    assert (LISTED, ()) == (kinds_named([], binned=False), kinds_named([], binned=True))
    with pytest.raises(UsageError, match='no kind called "dream"'):
        kinds_named(["dream"], binned=False)


def test_what_narrows_a_query_is_known_to_narrow_it(world: World) -> None:
    """Each of the options alone; a day is taken whole, a time of day is not."""
    assert not Narrowed().says_anything
    for said in (
        *(Narrowed(since="today"), Narrowed(until="today"), Narrowed(tag=["x"])),
        *(Narrowed(style="swedish"), Narrowed(kind=["entry"])),
    ):
        assert said.says_anything
        assert Narrowed().query(world) != said.query(world)
    day, noon = (Narrowed(until=text).query(world) for text in ("2025-12-01", "2025-12-01 12:00"))
    assert (date(2025, 12, 1), None) == (day.until_day, day.until_ms)
    assert (None, NOW - 3 * DAY_MS - 4 * HOUR) == (noon.until_day, noon.until_ms)
    assert KINDS == Narrowed().query(world, every_kind=True).kinds
