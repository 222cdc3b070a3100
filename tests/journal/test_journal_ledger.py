"""Records of every kind: kept, found, narrowed, changed, binned, restored, forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from journal_support import HOUR, NOW, alive, at_time, gone, new_session, progress, reading, writing

from massage_mind.errors import NonsenseError, StoreError, UsageError
from massage_mind.journal.file.upkeep import WEEK_MS
from massage_mind.journal.rows import record_rows
from massage_mind.journal.store import Store
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.checks import check_record
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, NewRecord, Record
from massage_mind.record.instants import DAY_MS
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import KINDS
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.record.tags import read_tags

ZONE = "+01:00"


def keep(store: Store, details: Any, at: int = NOW, **more: Any) -> Record:
    """A new record, at this time."""
    return at_time(store, max(at, NOW)).records.add(NewRecord(details, at, ZONE, **more))


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
            assert record == at_time(store, NOW).records.get(record.id)
        assert {record.id for record in kept} == set(ids(at_time(store, NOW).records.find(Query(KINDS))))


def test_a_list_is_narrowed(journal: Path) -> None:
    """By kind, time, tag, style, moment, appointment and number; check-ins around a session go with it."""
    with writing(journal) as store:
        appointment = keep(store, Appointment(style="thai", state="done"), NOW)
        session = at_time(store, NOW).begin_session(new_session(appointment=appointment.id))
        at_time(store, NOW).records.rate(session, "before", {"stress": 5})
        quiet = at_time(store, NOW + HOUR).begin_session(new_session(quiet_hour=True, style=""))
        entry = keep(store, Entry("a"), NOW + 2 * HOUR, tags=("x", "y"), appointment=appointment.id)
        checkin = keep(store, CheckIn("ordinary-day", ratings={"stress": 4}), NOW + 3 * HOUR, tags=("x",))

        def found(**query: Any) -> list[str]:
            return ids(at_time(store, NOW).records.find(Query(**query)))

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
        assert "ddddd" == at_time(store, NOW).records.get("D").id
        with pytest.raises(StoreError, match=r"More than one record begins with bb: .*bbccc"):
            at_time(store, NOW).records.get("bb")
        for wrong in ("", "aeiou", "bbbbbb", "\x1b[2J", "' OR 1=1", "caf\udce9"):
            with pytest.raises(StoreError, match="There's no record"):
                at_time(store, NOW).records.get(wrong)
        with pytest.raises(StoreError, match="There's no appointment"):
            at_time(store, NOW).records.get("ddddd", kinds=("appointment",))


def test_a_change_keeps_what_was_before(journal: Path) -> None:
    """Each version until its time; no change, no version."""
    with writing(journal) as store:
        entry = keep(store, Entry("one"), tags=("a",))
        for number, text in enumerate(("two", "two", "three"), 1):
            at_time(store, NOW + number).records.change(
                entry.id, details=lambda old, text=text: replace(old, text=text)
            )
        at_time(store, NOW + 9).records.change(entry.id, head=lambda old: replace(old, tags=("b",)))
        versions = store.records.versions(entry.id)
        now = at_time(store, NOW).records.get(entry.id)
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
            CheckIn("before", ratings={" ": 1}),
            CheckIn("before", ratings={"l" * 241: 1}),
            CheckIn("before", body={"jaw": 1}, kinds={"jaw": "x" * 61}),
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
            at_time(store, NOW).records.change(entry.id, details=lambda old: Entry(" "))
        assert [entry] == at_time(store, NOW).records.find(Query(KINDS))


def test_the_bin_gives_back_what_went_in(journal: Path) -> None:
    """A session takes the check-ins around it along, and brings them back; lists and searches pass the bin over."""
    with writing(journal) as store:
        session = at_time(store, NOW).begin_session(new_session())
        at_time(store, NOW).records.rate(session, "before", {"stress": 5})
        (checkin,) = at_time(store, NOW).records.around_session(session)
        entry = keep(store, Entry("hello"), session=session)
        assert {session, checkin.id} == set(at_time(store, NOW + 1).records.bin([session]))
        assert [entry.id] == ids(at_time(store, NOW).records.find(Query()))
        assert [] == at_time(store, NOW).sessions()
        with pytest.raises(StoreError):
            at_time(store, NOW).records.get(session)
        assert session == at_time(store, NOW).records.get(session, binned=True).id
        assert {session, checkin.id} == set(at_time(store, NOW + 2).records.restore([session]))
        assert 5 == at_time(store, NOW).session(session).ratings[0].value
        with pytest.raises(StoreError, match="in the bin"):
            at_time(store, NOW).records.restore([session])


def test_forgetting_leaves_nothing_but_an_id(journal: Path) -> None:
    """Not in the file, not in the index of the search; what hung on it stays by itself."""
    secret = "xylophonesecret"
    with writing(journal) as store:
        appointment = keep(store, Appointment(note=secret))
        entry = keep(store, Entry(f"about {secret} and 肩膀很紧"), appointment=appointment.id, tags=(secret,))
        at_time(store, NOW + 1).records.change(entry.id, details=lambda old: Entry(f"{secret} again"))
        other = keep(store, Entry("stays"), appointment=appointment.id)
        assert [entry.id, appointment.id] == at_time(store, NOW + 2).records.forget(
            [entry.id, appointment.id]
        )
        assert "" == at_time(store, NOW).records.get(other.id).head.appointment
        with store.file.reading() as conn:
            assert 2 == conn.execute("SELECT count(*) FROM tombstone").fetchone()[0]
            assert [] == conn.execute("PRAGMA foreign_key_check").fetchall()
    assert secret.encode() not in journal.read_bytes()
    assert "肩膀".encode() not in journal.read_bytes()


def test_an_id_that_was_is_not_given_again(journal: Path) -> None:
    """A tombstone keeps it."""
    names = iter(("bbbbb", "bbbbb", "ccccc"))
    with writing(journal, new_id=lambda: next(names)) as store:
        first = keep(store, Entry("a"))
        at_time(store, NOW).records.forget([first.id])
        assert "ccccc" == keep(store, Entry("b")).id


def test_ratings_around_a_session_are_one_check_in(journal: Path) -> None:
    """Given one by one, replaced, taken back; with the body map in the same one."""
    with writing(journal) as store:
        session = at_time(store, NOW).begin_session(new_session())
        for item, value in (("stress", 7), ("mood", 3), ("stress", 6), ("mood", None)):
            at_time(store, NOW + 1).records.rate(session, "before", {item: value})
        at_time(store, NOW + 2).records.mark_body(session, "before", {"jaw": 2})
        at_time(store, NOW + 3).records.rate(session, "after", {"stress": 2})
        before, after = at_time(store, NOW).records.around_session(session)
    assert CheckIn("before", "", {"stress": 6}, {"jaw": 2}) == before.details
    assert {"stress": 2} == cast(CheckIn, after.details).ratings
    assert "k" not in before.id or session == before.head.session


def test_a_session_that_was_written_down_is_rated_at_its_own_time(journal: Path) -> None:
    """Not at the time of writing."""
    then = NOW - 20 * HOUR
    with writing(journal) as store:
        session = at_time(store, then).begin_session(new_session(logged_at=NOW))
        at_time(store, then + HOUR).end_session(session, progress(), "finished")
        after = at_time(store, NOW).records.rate(session, "after", {"stress": 2})
        record = at_time(store, NOW).records.get(session)
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
        at_time(store, NOW).records.bin([binned.id])
        assert [("x", 2), ("y", 1)] == store.records.tags()


def test_once_a_week_there_is_a_copy_and_the_bin_is_emptied(journal: Path) -> None:
    """By whichever command writes and has the time; never for who is in a hurry."""
    folder = journal.parent / "backups"
    with writing(journal, busy_ms=10_000) as store:
        entry = keep(store, Entry("old"))
        at_time(store, NOW).records.bin([entry.id])
    assert not folder.exists()
    writing(journal, now_ms=NOW + DAY_MS - 1, busy_ms=10_000).close()
    writing(journal, now_ms=NOW + WEEK_MS, busy_ms=300).close()
    assert not folder.exists()
    writing(journal, now_ms=NOW + WEEK_MS, busy_ms=10_000).close()
    writing(journal, now_ms=NOW + WEEK_MS + HOUR, busy_ms=10_000).close()
    assert ["weekly"] == [copy.stem.rsplit("-", 1)[1] for copy in folder.iterdir()]
    with writing(journal, now_ms=NOW + 31 * DAY_MS, busy_ms=10_000) as store:
        assert [] == at_time(store, NOW).records.find(Query(KINDS, binned=True))
        assert 2 == len(list(folder.iterdir()))


def test_a_session_that_runs_can_be_put_into_the_bin(journal: Path) -> None:
    """Its end is kept all the same, and it comes back as it ended."""
    with writing(journal, alive=alive) as store:
        session = at_time(store, NOW).begin_session(new_session())
        at_time(store, NOW + 1).records.bin([session])
        assert at_time(store, NOW + 2).keep(session, progress())
        at_time(store, NOW + 3).end_session(session, progress(), "finished")
        at_time(store, NOW + 4).records.restore([session])
    with reading(journal, alive=gone) as store:
        assert "finished" == at_time(store, NOW + HOUR).session(session).ending


def test_what_was_taken_out_of_the_bin_outlasts_its_session(journal: Path) -> None:
    """A check-in taken back by itself stays when its session has lain in the bin for its days; so does a younger one.

    While its session is there it is listed, since there is no page that it could stand on.
    """
    with writing(journal) as store:
        session = store.begin_session(new_session())
        store.records.rate(session, "before", {"stress": 7})
        store.records.rate(session, "after", {"stress": 3})
        before, after = ids(store.records.around_session(session))
        at_time(store, NOW + 1).records.bin([session])
        store.records.restore([before])
        assert [before] == ids(store.records.find(Query(("session", "checkin"))))
        store.records.restore([after])
        at_time(store, NOW + DAY_MS).records.bin([after])
        assert [session] == store.records.forget([session])
        assert [before] == ids(store.records.find(Query(("session", "checkin"))))
        assert [after] == ids(store.records.find(Query((), binned=True)))


SOUND = Head("bbbbb", "entry", NOW, ZONE, NOW, NOW, uid="b" * 27)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (Record(replace(SOUND, kind="letter"), Entry("x")), "no kind 'letter'"),
        (Record(replace(SOUND, kind="parked"), Entry("x")), "holds a Entry"),
        (Record(replace(SOUND, id=""), Entry("x")), "has no id"),
        (Record(replace(SOUND, at=1.5), Entry("x")), "a time of record bbbbb is 1.5"),  # type: ignore[arg-type]
        (Record(replace(SOUND, session=None), Entry("x")), "a text of record bbbbb is None"),  # type: ignore[arg-type]
        (Record(replace(SOUND, kind="checkin"), CheckIn("after", "", {"mood": 11})), "mood .* is 11"),
        (Record(replace(SOUND, kind="checkin"), CheckIn("after", "", {}, {"jaw": 4})), "jaw .* is 4"),
    ],
)
def test_a_row_that_would_not_be_read_is_not_written(journal: Path, record: Record, says: str) -> None:
    """The same is asked of a record on its way in as on its way out; nothing of it is left behind."""
    with pytest.raises(NonsenseError, match=says):
        check_record(record)
    with writing(journal) as store:
        with pytest.raises(AssertionError, match=says), store.file.writing() as conn:
            record_rows.insert_record(conn, record)
        kept = keep(store, Entry("sound"))
        with pytest.raises(AssertionError, match=says), store.file.writing() as conn:
            record_rows.replace_record(conn, 1, record)
        assert [kept] == store.records.find(Query(()))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE record SET kind = 'letter'", "no kind 'letter'"),
        ("UPDATE record SET kind = 'session'", "no content"),
        ("UPDATE record SET id = ''", "no id"),
        ("UPDATE rating SET value = 99", "mood of record .* is 99"),
        ("UPDATE body SET level = -1", "jaw of record .* is -1"),
    ],
)
def test_a_row_that_makes_no_record_is_damage(journal: Path, change: str, says: str) -> None:
    """Somebody or something else wrote into the file: it is said, with the way back."""
    with writing(journal) as store:
        keep(store, CheckIn("after", "", {"mood": 5}, {"jaw": 2}))
        store.file.conn.execute("PRAGMA foreign_keys = OFF")
        store.file.conn.execute("PRAGMA ignore_check_constraints = ON")
        store.file.conn.execute(change)
        with pytest.raises(StoreError, match=says) as caught:
            store.records.find(Query(()))
        assert "massage-mind journal recover" in caught.value.command


@pytest.mark.parametrize(
    "details",
    [
        CheckIn("later"),
        Appointment(state="dreamt"),  # type: ignore[arg-type]
        Intention("rest", "other"),
        Parked("x", state="lost"),  # type: ignore[arg-type]
    ],
)
def test_a_choice_that_there_is_not_is_refused(journal: Path, details: Any) -> None:
    """The tables take any word; what a choice can be stands with the kind, and is named."""
    with writing(journal) as store:
        with pytest.raises(UsageError, match="it can be"):
            keep(store, details)
        assert [] == store.records.find(Query(()))
