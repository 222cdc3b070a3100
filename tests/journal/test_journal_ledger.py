"""Records of every kind: kept, found, narrowed, changed, binned, restored, forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from journal_support import HOUR, NOW, alive, gone, new_session, progress, reading, writing

from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.file.upkeep import WEEK_MS
from massage_mind.journal.rows.wastebin import DAY_MS
from massage_mind.journal.store import Store
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import KINDS
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.record.tags import read_tags

ZONE = "+01:00"


def keep(store: Store, details: Any, at: int = NOW, **more: Any) -> Record:
    """A new record, at this time."""
    return store.records.add(NewRecord(details, at, ZONE, **more), now_ms=max(at, NOW))


def ids(records: list[Record]) -> list[str]:
    return [record.id for record in records]


def test_every_kind_reads_back_as_it_was_kept(journal: Path) -> None:
    """With tags, and what it belongs to."""
    with writing(journal) as store:
        appointment = keep(
            store, Appointment(60, "swedish", "Kim", "Studio", "80.50", "EUR", note="bring socks"), NOW + HOUR
        )
        kept = [
            appointment,
            keep(store, Entry("lighter", "What do you notice?"), tags=("good", "symptom/headache")),
            keep(
                store,
                CheckIn("before", "note", {"mood": 0, "stress": 10}, {"jaw": 0, "left foot": 3}),
                appointment=appointment.id,
            ),
            keep(store, Intention("rest", "rest", "I plan", "feel", 4, "yes"), appointment=appointment.id),
            keep(store, Parked("call", NOW + HOUR, "desk")),
        ]
    with reading(journal) as store:
        for record in kept:
            assert record == store.records.get(record.id, now_ms=NOW)
        assert {record.id for record in kept} == set(ids(store.records.find(Query(KINDS), now_ms=NOW)))


def test_a_list_is_narrowed(journal: Path) -> None:
    """By kind, time, tag, style, moment, appointment and number; check-ins around a session go with it."""
    with writing(journal) as store:
        appointment = keep(store, Appointment(style="thai", state="done"), NOW)
        session = store.begin_session(new_session(appointment=appointment.id), now_ms=NOW)
        store.add_ratings(session, "before", {"stress": 5}, now_ms=NOW)
        quiet = store.begin_session(new_session(quiet_hour=True, style=""), now_ms=NOW + HOUR)
        entry = keep(store, Entry("a"), NOW + 2 * HOUR, tags=("x", "y"), appointment=appointment.id)
        checkin = keep(store, CheckIn("ordinary-day", ratings={"stress": 4}), NOW + 3 * HOUR, tags=("x",))

        def found(**query: Any) -> list[str]:
            return ids(store.records.find(Query(**query), now_ms=NOW))

        assert [checkin.id, entry.id, quiet, session] == found()
        assert [quiet] == found(kinds=("quiet-hour",))
        assert [checkin.id, entry.id] == found(tags=("x",))
        assert [entry.id] == found(tags=("x", "y"))
        assert [entry.id, session] == found(appointment=appointment.id)
        assert [entry.id, session] == found(style="thai")
        assert [session] == found(style="swedish")
        assert [quiet, session] == found(moment="during")
        assert [entry.id, quiet] == found(since_ms=NOW + HOUR, until_ms=NOW + 3 * HOUR)
        assert [checkin.id] == found(limit=1)
        assert 2 == len(found(kinds=("checkin",)))


def test_ids_are_typed_in_short(journal: Path) -> None:
    """The only one that begins so; several are named; letters that no id has are no id."""
    names = iter(("bbbbb", "bbccc", "ddddd"))
    with writing(journal, new_id=lambda: next(names)) as store:
        for text in ("a", "b", "c"):
            keep(store, Entry(text))
        assert "ddddd" == store.records.get("D", now_ms=NOW).id
        with pytest.raises(StoreError, match=r"More than one record begins with bb: .*bbccc"):
            store.records.get("bb", now_ms=NOW)
        for wrong in ("", "aeiou", "bbbbbb", "\x1b[2J", "' OR 1=1", "caf\udce9"):
            with pytest.raises(StoreError, match="There is no record"):
                store.records.get(wrong, now_ms=NOW)
        with pytest.raises(StoreError, match="There is no appointment"):
            store.records.get("ddddd", now_ms=NOW, kinds=("appointment",))


def test_a_change_keeps_what_was_before(journal: Path) -> None:
    """Each version until its time; no change, no version."""
    with writing(journal) as store:
        entry = keep(store, Entry("one"), tags=("a",))
        for number, text in enumerate(("two", "two", "three"), 1):
            store.records.change(
                entry.id, now_ms=NOW + number, details=lambda old, text=text: replace(old, text=text)
            )
        store.records.change(entry.id, now_ms=NOW + 9, head=lambda old: replace(old, tags=("b",)))
        versions = store.records.versions(entry.id)
        now = store.records.get(entry.id, now_ms=NOW)
    assert [("one", NOW + 1), ("two", NOW + 3), ("three", NOW + 9)] == [
        (one.document["text"], one.until) for one in versions
    ]
    assert ["a"] == versions[-1].document["tags"]
    assert (("b",), NOW + 9) == (now.head.tags, now.head.changed_at)


def test_values_that_cannot_be_are_refused_before_anything_is_written(journal: Path) -> None:
    """On the way in and when changed."""
    with writing(journal) as store:
        for details in (
            CheckIn("before", ratings={"stress": 11}),
            CheckIn("before", ratings={"luck": 1}),
            CheckIn("before", body={"soul": 1}),
            CheckIn("before", body={"jaw": 4}),
            Entry("  \n"),
            Parked(""),
            Intention(""),
        ):
            with pytest.raises(UsageError):
                keep(store, details)
        entry = keep(store, Entry("a"))
        with pytest.raises(UsageError):
            store.records.change(entry.id, now_ms=NOW, details=lambda old: Entry(" "))
        assert [entry] == store.records.find(Query(KINDS), now_ms=NOW)


def test_the_bin_gives_back_what_went_in(journal: Path) -> None:
    """A session takes the check-ins around it along, and brings them back; lists and searches pass the bin over."""
    with writing(journal) as store:
        session = store.begin_session(new_session(), now_ms=NOW)
        store.add_ratings(session, "before", {"stress": 5}, now_ms=NOW)
        (checkin,) = store.records.around_session(session, now_ms=NOW)
        entry = keep(store, Entry("hello"), session=session)
        assert {session, checkin.id} == set(store.records.bin([session], now_ms=NOW + 1))
        assert [entry.id] == ids(store.records.find(Query(), now_ms=NOW))
        assert [] == store.sessions(now_ms=NOW)
        with pytest.raises(StoreError):
            store.records.get(session, now_ms=NOW)
        assert session == store.records.get(session, now_ms=NOW, binned=True).id
        assert {session, checkin.id} == set(store.records.restore([session], now_ms=NOW + 2))
        assert 5 == store.session(session, now_ms=NOW).ratings[0].value
        with pytest.raises(StoreError, match="in the bin"):
            store.records.restore([session], now_ms=NOW)


def test_forgetting_leaves_nothing_but_an_id(journal: Path) -> None:
    """Not in the file, not in the index of the search; what hung on it stays by itself."""
    secret = "xylophonesecret"
    with writing(journal) as store:
        appointment = keep(store, Appointment(note=secret))
        entry = keep(store, Entry(f"about {secret} and 肩膀很紧"), appointment=appointment.id, tags=(secret,))
        store.records.change(entry.id, now_ms=NOW + 1, details=lambda old: Entry(f"{secret} again"))
        other = keep(store, Entry("stays"), appointment=appointment.id)
        assert [entry.id, appointment.id] == store.records.forget([entry.id, appointment.id], now_ms=NOW + 2)
        assert "" == store.records.get(other.id, now_ms=NOW).head.appointment
        with store.ground.reading() as conn:
            assert 2 == conn.execute("SELECT count(*) FROM tombstone").fetchone()[0]
            assert [] == conn.execute("PRAGMA foreign_key_check").fetchall()
    assert secret.encode() not in journal.read_bytes()
    assert "肩膀".encode() not in journal.read_bytes()


def test_an_id_that_was_is_not_given_again(journal: Path) -> None:
    """A tombstone keeps it."""
    names = iter(("bbbbb", "bbbbb", "ccccc"))
    with writing(journal, new_id=lambda: next(names)) as store:
        first = keep(store, Entry("a"))
        store.records.forget([first.id], now_ms=NOW)
        assert "ccccc" == keep(store, Entry("b")).id


def test_ratings_around_a_session_are_one_check_in(journal: Path) -> None:
    """Given one by one, replaced, taken back; with the body map in the same one."""
    with writing(journal) as store:
        session = store.begin_session(new_session(), now_ms=NOW)
        for item, value in (("stress", 7), ("mood", 3), ("stress", 6), ("mood", None)):
            store.records.rate(session, "before", {item: value}, now_ms=NOW + 1)
        store.records.mark_body(session, "before", {"jaw": 2}, now_ms=NOW + 2)
        store.records.rate(session, "after", {"stress": 2}, now_ms=NOW + 3)
        before, after = store.records.around_session(session, now_ms=NOW)
    assert CheckIn("before", "", {"stress": 6}, {"jaw": 2}) == before.details
    assert {"stress": 2} == cast(CheckIn, after.details).ratings
    assert "k" not in before.id or session == before.head.session


def test_a_session_that_was_written_down_is_rated_at_its_own_time(journal: Path) -> None:
    """Not at the time of writing."""
    then = NOW - 20 * HOUR
    with writing(journal) as store:
        session = store.begin_session(new_session(logged_at=NOW), now_ms=then)
        store.end_session(session, progress(), "finished", now_ms=then + HOUR)
        after = store.records.rate(session, "after", {"stress": 2}, now_ms=NOW)
        record = store.records.get(session, now_ms=NOW)
    assert (then, NOW) == (record.head.at, record.head.created_at)
    assert then + HOUR == after.head.at


def test_tags_are_counted_and_cleaned(journal: Path) -> None:
    """In small letters, without #, words joined; what cannot be one is refused."""
    assert ("good", "neck-pain", "symptom/headache", "käse") == read_tags(
        ["#Good, good", " neck  pain", "Symptom / Headache", "Ka\u0308se"]
    )
    for wrong in ("#", "--", "🙂", "x" * 61):
        with pytest.raises(UsageError):
            read_tags([wrong])
    with writing(journal) as store:
        keep(store, Entry("a"), tags=("x", "y"))
        binned = keep(store, Entry("b"), tags=("x", "z"))
        keep(store, Entry("c"), tags=("x",))
        store.records.bin([binned.id], now_ms=NOW)
        assert [("x", 2), ("y", 1)] == store.records.tags()


def test_once_a_week_there_is_a_copy_and_the_bin_is_emptied(journal: Path) -> None:
    """By whichever command writes and has the time; never for who is in a hurry."""
    folder = journal.parent / "backups"
    with writing(journal, busy_ms=10_000) as store:
        entry = keep(store, Entry("old"))
        store.records.bin([entry.id], now_ms=NOW)
    assert not folder.exists()
    writing(journal, now_ms=NOW + DAY_MS - 1, busy_ms=10_000).close()
    writing(journal, now_ms=NOW + WEEK_MS, busy_ms=300).close()
    assert not folder.exists()
    writing(journal, now_ms=NOW + WEEK_MS, busy_ms=10_000).close()
    writing(journal, now_ms=NOW + WEEK_MS + HOUR, busy_ms=10_000).close()
    assert ["weekly"] == [copy.stem.rsplit("-", 1)[1] for copy in folder.iterdir()]
    with writing(journal, now_ms=NOW + 31 * DAY_MS, busy_ms=10_000) as store:
        assert [] == store.records.find(Query(KINDS, binned=True), now_ms=NOW)
        assert 2 == len(list(folder.iterdir()))


def test_a_session_that_runs_can_be_put_into_the_bin(journal: Path) -> None:
    """Its end is kept all the same, and it comes back as it ended."""
    with writing(journal, alive=alive) as store:
        session = store.begin_session(new_session(), now_ms=NOW)
        store.records.bin([session], now_ms=NOW + 1)
        assert store.keep(session, progress(), now_ms=NOW + 2)
        store.end_session(session, progress(), "finished", now_ms=NOW + 3)
        store.records.restore([session], now_ms=NOW + 4)
    with reading(journal, alive=gone) as store:
        assert "finished" == store.session(session, now_ms=NOW + HOUR).ending
