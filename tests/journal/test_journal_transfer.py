"""Out and in: nothing is lost, nothing comes twice, nothing newer is undone by something older."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal_support import HOUR, NOW, Wall, at_time, gone, new_session, progress, reading, writing

from compared import a_plan
from massage_mind.errors import NonsenseError, UsageError
from massage_mind.journal.carry.csv_form import csv_lines
from massage_mind.journal.carry.incoming import read_file, read_stream
from massage_mind.journal.carry.json_form import json_pieces
from massage_mind.journal.carry.jsonl_form import json_lines
from massage_mind.journal.carry.markdown_form import markdown, markdown_records
from massage_mind.journal.carry.merge import merge
from massage_mind.journal.carry.outgoing import cut_down, everything, known_fields
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.store import Store, open_store
from massage_mind.names import AIMS
from massage_mind.record.appointment import STATES, Appointment
from massage_mind.record.brief import Brief
from massage_mind.record.checkin import CheckIn
from massage_mind.record.comparison import (
    COMPARISON_STATES,
    EASIER_WAYS,
    FEWEST_COMPARED,
    MOST_COMPARED,
    OUTSIDE_REASONS,
    Comparison,
)
from massage_mind.record.course import (
    COURSE_STATES,
    EVERYS,
    FEWEST_WEEKS,
    MOST_BASELINE,
    MOST_WEEKS,
    Course,
)
from massage_mind.record.document import read_record, record_document, schema
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, NewRecord, Record
from massage_mind.record.ids import ALPHABET, LENGTH, UID_LENGTH, uid_of
from massage_mind.record.instants import LATEST_MS, read_instant
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import DETAILS, KINDS
from massage_mind.record.measures import ITEM_BY_KEY
from massage_mind.record.own_measure import MEASURE_STATES, OWN_DIRECTIONS, OwnMeasure
from massage_mind.record.parked import PARK_STATES, Parked
from massage_mind.record.phases import PHASES
from massage_mind.record.progress import Mark
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord
from massage_mind.script.body import REGIONS

ALL = Query(())
VALIDATOR = jsonschema.Draft202012Validator(schema())

# ---------------------------------------------------------------- any record the model allows

texts = st.text(st.characters(codec="utf-8"), max_size=60)
words = texts.filter(lambda text: text.strip())
instants = st.integers(0, LATEST_MS)
zones = st.sampled_from(["UTC", "+05:45", "-03:30", "Europe/Oslo", "America/New_York", "Pacific/Apia"])
names = st.text(st.sampled_from(ALPHABET), min_size=LENGTH, max_size=LENGTH)
uids = st.text(st.sampled_from(ALPHABET), min_size=UID_LENGTH, max_size=UID_LENGTH)
tags = st.lists(st.sampled_from(["good", "symptom/headache", "käse", "肩膀", "a-b"]), unique=True).map(tuple)
wholes = st.integers(0, 2**40)


@st.composite
def details(draw: st.DrawFn, kind: str, record_id: str, at: int, zone: str) -> Any:
    match kind:
        case "entry":
            return Entry(draw(words), draw(texts))
        case "checkin":
            return CheckIn(
                draw(st.sampled_from(PHASES)),
                draw(texts),
                draw(st.dictionaries(st.sampled_from(list(ITEM_BY_KEY)) | words, st.integers(0, 10))),
                draw(st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 3))),
                draw(st.dictionaries(st.sampled_from(REGIONS), words)),
            )
        case "measure":
            return OwnMeasure(
                *(draw(words) for _ in range(4)),
                draw(st.sampled_from(OWN_DIRECTIONS)),
                draw(st.lists(st.sampled_from(PHASES), unique=True).map(tuple)),
                draw(st.sampled_from(MEASURE_STATES)),
            )
        case "appointment":
            return Appointment(
                draw(st.none() | st.integers(1, 1440)),
                *(draw(texts) for _ in range(5)),
                draw(st.sampled_from(STATES)),
                draw(texts),
                draw(st.none() | instants),
                draw(texts),
                None,
                draw(texts),
                draw(st.none() | instants),
            )
        case "intention":
            return Intention(
                draw(words),
                draw(st.none() | st.sampled_from(AIMS)),
                draw(texts),
                draw(texts),
                draw(st.none() | st.integers(0, 4)),
                draw(texts),
                draw(st.none() | instants),
            )
        case "parked":
            return Parked(
                draw(words), draw(st.none() | instants), draw(texts), draw(st.sampled_from(PARK_STATES)),
                draw(st.none() | instants), draw(st.none() | instants),
            )  # fmt: skip
        case "brief":
            several = st.lists(words, max_size=2).map(tuple)
            return Brief(*(draw(texts) for _ in range(11)), *(draw(several) for _ in range(4)))
        case "comparison":
            return Comparison(
                *(draw(words) for _ in range(3)),
                draw(st.sampled_from(EASIER_WAYS)),
                draw(st.integers(1, 10)),
                *(draw(texts) for _ in range(3)),
                *(draw(st.integers(0, 10)) for _ in range(2)),
                *(draw(instants) for _ in range(2)),
                draw(words),
                draw(st.integers(FEWEST_COMPARED, MOST_COMPARED)),
                draw(st.integers(1, 1440)),
                *(draw(texts) for _ in range(7)),
                draw(st.integers(1, 200)),
                draw(instants),
                draw(texts),
                *(draw(words) for _ in range(2)),
                draw(st.sampled_from(COMPARISON_STATES)),
                *(draw(st.none() | instants) for _ in range(2)),
                draw(texts),
                draw(st.sampled_from(OUTSIDE_REASONS)),
            )
        case "course":
            return Course(
                draw(instants),
                draw(st.sampled_from(EVERYS)),
                draw(st.integers(FEWEST_WEEKS, MOST_WEEKS)),
                draw(st.none() | st.integers(60, 1440)),
                draw(st.none() | st.integers(1, 60)),
                *(draw(texts) for _ in range(9)),
                draw(st.integers(0, MOST_BASELINE)),
                draw(texts),
                draw(texts),
                draw(st.sampled_from(COURSE_STATES)),
                "2026-12-20/2027-01-04 +2 a holiday\n2027-02-01/.. +0",
                draw(st.integers(0, MOST_WEEKS)),
                draw(st.none() | instants),
                draw(texts),
            )
    ended = draw(st.none() | instants)
    return SessionRecord(
        id=record_id,
        moment=draw(st.sampled_from(["before", "during", "after", "anytime"])),
        script=draw(words),
        title=draw(words),
        style=draw(texts),
        guidance=draw(texts),
        intention=draw(texts),
        **{
            key: draw(wholes)
            for key in (
                "planned_ms",
                "total_ms",
                "position_ms",
                "played_ms",
                "paused_ms",
                "cues",
                "latest_ms",
            )
        },
        ending=None if ended is None else draw(st.sampled_from(["finished", "early", "interrupted"])),
        signum=draw(st.sampled_from([0, 1, 2, 15])),
        started_at=at,
        zone=zone,
        ended_at=ended,
        heartbeat_at=draw(instants),
        pid=0,
        journey=draw(texts),
        resumed_from="",
        request_text=json.dumps(
            draw(st.dictionaries(texts, st.none() | st.booleans() | wholes | texts, max_size=3))
        ),
        logged=draw(st.booleans()),
        sections=tuple(draw(st.lists(texts, max_size=3))),
        marks=tuple(draw(st.lists(st.builds(Mark, wholes, texts), max_size=3))),
        answers=tuple(draw(st.lists(st.tuples(texts, texts), max_size=3))),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    head = Head(
        draw(names),
        draw(st.sampled_from(KINDS)),
        draw(instants),
        draw(zones),
        draw(instants),
        draw(instants),
        source=draw(texts),
        deleted_at=draw(st.none() | instants),
        tags=draw(tags),
        uid=draw(uids),
    )
    return Record(head, draw(details(head.kind, head.id, head.at, head.zone)))


def same(record: Record) -> Record:
    """The record as it can be compared: JSON has its own order of keys and its own white space."""
    if isinstance(record.details, SessionRecord):
        text = json.dumps(json.loads(record.details.request_text))
        return replace(record, details=replace(record.details, request_text=text))
    return record


@given(records())
def test_any_record_survives_json(record: Record) -> None:
    """There and back, every field."""
    text = json.dumps(record_document(record))
    assert same(record) == same(read_record(json.loads(text)))


@given(records())
def test_any_record_survives_markdown(record: Record) -> None:
    """Whatever the text, line ends and control characters too; and YAML reads the front matter the same way."""
    text = markdown(record)
    (back,) = markdown_records(text)
    assert isinstance(back, Record)
    assert same(record) == same(back)
    front = text.split("---\n")[1]
    document = record_document(record)
    assert {key: document[key] for key in yaml.safe_load(front)} == yaml.safe_load(front)


@given(st.lists(records(), min_size=2, max_size=4))
def test_several_survive_in_one_file(found: list[Record]) -> None:
    """As on standard output, also a text that looks like the beginning of another one."""
    first = found[0]
    if isinstance(first.details, Entry):
        found[0] = replace(first, details=Entry(markdown(found[1])))
    text = "\n".join(markdown(one, many=True) for one in found)
    back = [one for one in markdown_records(text) if isinstance(one, Record)]
    assert [same(one) for one in found] == [same(one) for one in back]


@given(records())
def test_any_record_fits_the_schema(record: Record) -> None:
    """The one that the docs print."""
    VALIDATOR.validate(record_document(record))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(records(), max_size=4, unique_by=(lambda one: one.id, lambda one: one.head.uid)))
def test_any_records_survive_the_journal(
    tmp_path_factory: pytest.TempPathFactory, found: list[Record]
) -> None:
    """Imported, exported, imported elsewhere: the same; a second time: nothing new."""
    folder = tmp_path_factory.mktemp("journal")
    sources = {one.head.source for one in found if one.head.source}
    if len(sources) < sum(bool(one.head.source) for one in found):
        return  # Two records of one source are one.
    with fast(folder / "a.sqlite3") as store:
        assert len(found) == take(store, found).added
        first = out(store)
        again = take(store, [read_record(one) for one in first])
        assert (0, 0, len(found)) == (again.added, again.changed, again.known)
    with fast(folder / "b.sqlite3") as store:
        take(store, [read_record(one) for one in first])
        assert first == out(store)
    assert {one.id for one in found} == {one["id"] for one in first}
    by_id = {one["id"]: one for one in first}
    for one in found:
        expected, got = record_document(same(one)), by_id[one.id]
        for key in ("ratings", "body"):
            if isinstance(expected.get(key), dict) and one.kind == "checkin":
                assert expected[key] == got[key]
        if one.kind in ("session", "quiet-hour") and got["ending"] != expected["ending"]:
            assert expected["ending"] is None  # What ran there runs nowhere here.
            continue
        assert {**expected, "ratings": None} == {**got, "ratings": None}


@contextmanager
def fast(path: Path) -> Iterator[Store]:
    """A journal that is not waited for: what is tested is not the disk."""
    with writing(path, alive=gone) as store:
        store.file.conn.execute("PRAGMA synchronous = OFF")
        yield store


def take(store: Store, found: list[Record]) -> Any:
    return merge(at_time(store, NOW), ((one.id, one) for one in found))


def out(store: Store) -> list[dict[str, Any]]:
    return [
        record_document(one)
        for query in (ALL, replace(ALL, binned=True))
        for one in everything(at_time(store, NOW).records, query)
    ]


# ---------------------------------------------------------------- a whole journal


IN_FULL = 13
"""How many records that is: at least one of every kind, of some two."""


@pytest.fixture
def full(journal: Path) -> Path:
    """A journal with one of everything, linked to one another."""
    with writing(journal, alive=gone) as store:
        add = lambda details, **more: at_time(store, NOW).records.add(  # noqa: E731
            NewRecord(details, NOW, "+01:00", **more)
        )
        appointment = add(Appointment(60, "swedish", "Kim", state="done"), tags=("week/busy",))
        session = at_time(store, NOW).begin_session(new_session(appointment=appointment.id, moment="before"))
        at_time(store, NOW + HOUR).end_session(session, progress(), "finished")
        later = at_time(store, NOW + 2 * HOUR).begin_session(
            new_session(resumed_from=session, quiet_hour=True)
        )
        at_time(store, NOW).records.rate(session, "before", {"stress": 7, "tension": 6})
        at_time(store, NOW).records.mark_body(session, "before", {"jaw": 2})
        add(CheckIn("after", ratings={"stress": 2}), appointment=appointment.id)
        add(CheckIn("ordinary-day", ratings={"stress": 5}))
        add(Intention("rest", "rest", "a", "b", 3, "yes"), appointment=appointment.id)
        add(Parked("=HYPERLINK(1)", NOW, "desk"), appointment=appointment.id)
        add(Course(NOW, intention="rest", therapist="Kim", price="80", currency="EUR"))
        add(OwnMeasure("Übelkeit", "ubelkeit", "keine", "arg", "lower", ("after",)))
        add(a_plan())
        add(Brief(goal="softer shoulders", helped=("slow strokes", "warmth")))
        add(Entry("a\r\nb\x1b[2J\x00 肩膀"), session=session, tags=("good",))
        at_time(store, NOW + 3 * HOUR).end_session(later, progress(), "early")
    return journal


def _exported(path: Path, **options: Any) -> str:
    with reading(path, alive=gone) as store:
        return "".join(
            json_pieces(everything(at_time(store, NOW).records, ALL), now_ms=NOW, zone="+01:00", **options)
        )


def _import(path: Path, data: str | bytes, name: str = "export.json") -> Any:
    body = data if isinstance(data, bytes) else data.encode()
    with writing(path, alive=gone) as store:
        return merge(at_time(store, NOW + HOUR), read_stream(io.BytesIO(body), name, "+01:00"))


def test_the_whole_journal_is_the_same_elsewhere(full: Path, tmp_path: Path) -> None:
    """With every link; and once more changes nothing, not even a byte of the next export."""
    exported = _exported(full)
    other = tmp_path / "other" / "journal.sqlite3"
    tally = _import(other, exported)
    assert (IN_FULL, 0, 0, []) == (tally.added, tally.changed, tally.known, tally.faults)
    assert exported == _exported(other)
    tally = _import(other, exported)
    assert (0, 0, IN_FULL) == (tally.added, tally.changed, tally.known)
    assert exported == _exported(other)
    kinds = [one["kind"] for one in json.loads(exported)["records"]]
    assert set(KINDS) == set(kinds)


def test_json_lines_and_markdown_come_back_as_well(full: Path, tmp_path: Path) -> None:
    """The same records from each form."""
    exported = _exported(full)
    with reading(full, alive=gone) as store:
        found = list(everything(at_time(store, NOW).records, ALL))
    other = tmp_path / "lines.sqlite3"
    assert IN_FULL == _import(other, "".join(json_lines(found))).added
    assert exported == _exported(other)
    folder = tmp_path / "notes"
    folder.mkdir()
    for one in found:
        (folder / f"{one.id}.md").write_bytes(markdown(one).encode())
    third = tmp_path / "notes.sqlite3"
    with writing(third, alive=gone) as store:
        assert IN_FULL == merge(at_time(store, NOW), read_file(folder, "+01:00")).added

    def by_id(text: str) -> list[dict[str, Any]]:
        return sorted(json.loads(text)["records"], key=lambda one: str(one["id"]))

    # What is of the same millisecond comes in the order of the file names.
    assert by_id(exported) == by_id(_exported(third))


def test_a_note_edited_by_hand_is_newer(full: Path, tmp_path: Path) -> None:
    """A text changed and a plain value written without quotes; the version before is kept."""
    with reading(full, alive=gone) as store:
        (entry,) = at_time(store, NOW).records.find(Query(("entry",)))
        (appointment,) = at_time(store, NOW).records.find(Query(("appointment",)))
    text = markdown(appointment).replace('"Kim"', "Kim Berg").replace('"changed_at": ', "")
    lines = [
        'changed_at: "2030-01-01T00:00:00.000+01:00"' if line.startswith("changed_at:") else line
        for line in text.splitlines(keepends=False)
    ]
    (tmp_path / "a.md").write_text("\n".join(lines) + "\nBring socks.\n", encoding="utf-8")
    with writing(full, alive=gone) as store:
        assert 1 == merge(at_time(store, NOW), read_file(tmp_path / "a.md", "+01:00")).changed
        changed = at_time(store, NOW).records.get(appointment.id)
        assert isinstance(changed.details, Appointment)
        assert "Kim Berg" == changed.details.therapist
        assert "Bring socks." == changed.details.note.strip()
        assert 1 == len(store.records.versions(appointment.id))
        assert entry == at_time(store, NOW).records.get(entry.id)


def test_what_was_deleted_for_good_stays_so(full: Path) -> None:
    """An older export does not bring it back; what was only put into the bin is not brought back by it either."""
    exported = _exported(full)
    with writing(full, alive=gone) as store:
        (entry,) = at_time(store, NOW).records.find(Query(("entry",)))
        (parked,) = at_time(store, NOW).records.find(Query(("parked",)))
        at_time(store, NOW + 1).records.forget([entry.id])
        at_time(store, NOW + 1).records.bin([parked.id])
    tally = _import(full, exported)
    assert (0, 0, IN_FULL - 1, 1) == (tally.added, tally.changed, tally.known, tally.deleted)
    with reading(full, alive=gone) as store:
        assert [] == at_time(store, NOW).records.find(Query(("entry", "parked")))


def test_something_older_does_not_undo_something_newer(full: Path) -> None:
    """And something newer replaces what is older, which stays as a version."""
    exported = _exported(full)
    with writing(full, alive=gone) as store:
        (entry,) = at_time(store, NOW).records.find(Query(("entry",)))
        at_time(store, NOW + 5).records.change(entry.id, details=lambda old: Entry("newer"))
    newer = _exported(full)
    tally = _import(full, exported)
    assert (0, 0) == (tally.added, tally.changed)
    assert newer == _exported(full)


def test_an_id_that_is_somebody_elses_here_is_named(full: Path) -> None:
    """Rather than one of them lost."""
    document = json.loads(_exported(full))
    document["records"][0]["created_at"] = "2001-01-01T00:00:00.000+00:00"
    tally = _import(full, json.dumps(document))
    assert 1 == len(tally.faults) and "belongs to another record" in tally.faults[0]


def _filled(count: int, seed: int) -> tuple[MemoryJournal, Store]:
    """A journal of so many records, linked to one another, whose short ids are the same whatever the seed."""
    letters = ("".join(one) for one in itertools.product(ALPHABET, repeat=LENGTH))
    memory = MemoryJournal()
    store = open_store(memory, writing=True, wall=Wall(), alive=gone, new_id=lambda: next(letters))
    appointment = session = ""
    for place in range(count // 10):
        now = NOW + place * HOUR + seed
        at_time(store, now)
        with store.file.writing() as conn:
            for details, link in (
                (Appointment(60, "swedish", f"{seed} {place}", state="done"), False),
                *((Entry(f"{seed} {place} {n}"), True) for n in range(5)),
                (CheckIn("next-day", f"{seed} {place}", {"stress": place % 11}), True),
            ):
                new = NewRecord(details, now, "UTC", appointment if link else "", session if link else "")
                if link and isinstance(details, CheckIn):
                    new = replace(new, session="")
                made = store.records.put(conn, new)
                appointment = appointment if link else made.id
        session = store.begin_session(
            new_session(resumed_from=session, appointment=appointment, style=f"{seed} {place}")
        )
        store.end_session(session, progress(), "interrupted", 15)
        store.records.rate(session, "before", {"mood": 3})
        store.records.add(NewRecord(Parked(f"{seed} {place}"), now, "UTC", appointment))
    return memory, store


def _linked(store: Store) -> dict[str, tuple[Any, ...]]:
    """Every record by its long id, with the long ids of what it is linked to."""
    found = list(everything(store.records, ALL))
    uids_of = {one.id: one.head.uid for one in found} | {"": ""}
    assert len(found) == len(uids_of) - 1
    return {
        one.head.uid: (
            *(one.kind, one.head.at, one.head.created_at, one.head.changed_at),
            *(uids_of[one.head.appointment], uids_of[one.head.session]),
            replace(one.details, id="", resumed_from=uids_of[one.details.resumed_from], pid=0)
            if isinstance(one.details, SessionRecord)
            else one.details,
        )
        for one in found
    }


def _carry(source: Store, target: Store) -> Any:
    lines = "".join(json_lines(everything(source.records, ALL)))
    return merge(at_time(target, NOW + 10_000 * HOUR), read_stream(io.BytesIO(lines.encode()), "a", "UTC"))


@pytest.mark.parametrize("count", [200, pytest.param(5_000, marks=pytest.mark.slow)])
def test_two_journals_whose_ids_collide_merge_without_loss(count: int) -> None:
    """Every short id is taken twice: each record comes with its links, once, there and back, and stays what it was."""
    (_, one), (_, other) = _filled(count, 1), _filled(count, 2)
    first, second = _linked(one), _linked(other)
    assert count == len(first) == len(second) and not first.keys() & second.keys()
    assert {record.id for record in everything(one.records, ALL)} == {
        record.id for record in everything(other.records, ALL)
    }
    tally = _carry(one, other)
    assert (count, 0, 0, []) == (tally.added, tally.changed, tally.known, tally.faults)
    assert first | second == _linked(other)
    again = _carry(one, other)
    assert (0, 0, count, []) == (again.added, again.changed, again.known, again.faults)
    back = _carry(other, one)
    assert (count, 0, count, []) == (back.added, back.changed, back.known, back.faults)
    assert first | second == _linked(one)
    with one.file.reading() as conn:
        assert [] == conn.execute("PRAGMA foreign_key_check").fetchall()


def test_what_comes_under_another_id_is_followed(journal: Path, tmp_path: Path) -> None:
    """A change of it there, and its deletion here, are those of the same record."""
    other = tmp_path / "other.sqlite3"
    with writing(journal, new_id=lambda: "bbbbb") as store:
        mine = store.records.add(NewRecord(Entry("mine"), NOW, "UTC"))
    with writing(other, new_id=lambda: "bbbbb") as store:
        theirs = at_time(store, NOW + 1).records.add(NewRecord(Entry("theirs"), NOW, "UTC"))
    assert mine.id == theirs.id
    assert 1 == _import(journal, _exported(other)).added
    with writing(other) as store:
        at_time(store, NOW + 2).records.change("bbbbb", details=lambda old: Entry("changed"))
    assert 1 == _import(journal, _exported(other)).changed
    with writing(journal) as store:
        found = {one.id: one.details for one in store.records.find(ALL)}
        assert Entry("mine") == found.pop("bbbbb")
        ((moved, details),) = found.items()
        assert Entry("changed") == details
        store.records.forget([moved])
    tally = _import(journal, _exported(other))
    assert (0, 0, 1) == (tally.added, tally.changed, tally.deleted)
    with reading(journal) as store:
        assert ["bbbbb"] == [one.id for one in store.records.find(ALL)]


def test_an_older_record_is_known_by_the_long_id_it_would_have(journal: Path, tmp_path: Path) -> None:
    """It came under another id before; now it comes in an export from before there were long ids."""
    other = tmp_path / "other.sqlite3"
    with writing(journal, new_id=lambda: "bbbbb") as store:
        store.records.add(NewRecord(Entry("mine"), NOW, "UTC"))
    with writing(other, new_id=lambda: "bbbbb") as store:
        at_time(store, NOW + 1).records.add(NewRecord(Entry("theirs"), NOW, "UTC"))
    document = json.loads(_exported(other))
    (one,) = document["records"]
    one["uid"] = uid_of("bbbbb", "entry", NOW + 1)  # As bringing an older journal up to date gives it.
    assert 1 == _import(journal, json.dumps(document)).added
    del one["uid"]
    tally = _import(journal, json.dumps(document))
    assert (0, 0, 1, []) == (tally.added, tally.changed, tally.known, tally.faults)
    with writing(journal) as store:
        (moved,) = (found.id for found in store.records.find(ALL) if found.id != "bbbbb")
        store.records.forget([moved])
    assert 1 == _import(journal, json.dumps(document)).deleted


def test_an_export_without_long_ids_goes_by_the_short_ones(full: Path, tmp_path: Path) -> None:
    """As before there were any; what comes new gets the one that it would have been given here."""
    document = json.loads(_exported(full))
    for one in document["records"]:
        del one["uid"]
    tally = _import(full, json.dumps(document))
    assert (0, 0, IN_FULL, []) == (tally.added, tally.changed, tally.known, tally.faults)
    other = tmp_path / "other.sqlite3"
    assert IN_FULL == _import(other, json.dumps(document)).added
    with reading(other) as store:
        for one in everything(store.records, ALL):
            assert uid_of(one.id, one.kind, one.head.created_at) == one.head.uid
    # And the whole export, which has them, is of the same records.
    assert IN_FULL == _import(other, _exported(full)).known


# ---------------------------------------------------------------- CSV, fields


def test_the_ratings_as_csv(full: Path) -> None:
    """One check-in a line; what was not rated is empty; nothing is taken for a formula."""
    import csv

    with reading(full, alive=gone) as store:
        found = list(everything(at_time(store, NOW).records, ALL))
    session = next(one for one in found if one.kind == "session")
    lines = "".join(csv_lines(found, {session.id: "=swedish"}, {session.id: "session"}))
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert 3 == len(rows)
    before = next(row for row in rows if row["phase"] == "before")
    assert ("7", "6", "", "2", "massage", "'=swedish") == (
        *(
            before["stress"],
            before["tension"],
            before["pain"],
            before["jaw"],
            before["kind"],
            before["style"],
        ),
    )
    assert "" == next(row for row in rows if row["phase"] == "ordinary-day")["kind"]


def test_only_the_fields_that_are_wanted(full: Path) -> None:
    """In their order; a field that no record has is named."""
    document = json.loads(_exported(full, fields=("id", "text")))
    assert {"id"} <= set(document["records"][0]) <= {"id", "text"}
    assert {"b": 1} == cut_down({"a": 2, "b": 1}, ("b",))
    with pytest.raises(UsageError, match="no field|has a field 'txt'|No record has"):
        known_fields(["txt"])


# ---------------------------------------------------------------- other programs


def test_an_export_of_jrnl_is_taken_in(journal: Path) -> None:
    """As `jrnl --format json` writes it; twice is once; tags without @."""
    exported = {
        "tags": {"@massage": 1},
        "entries": [
            {
                "title": "First massage.",
                "body": "\nIt was @massage time.\n",
                "date": "2025-11-02",
                "time": "17:30",
                "tags": ["@massage"],
                "starred": True,
            },
            {
                "title": "Only a title",
                "body": "",
                "date": "2025-11-03",
                "time": "08:00",
                "tags": [],
                "starred": False,
            },
            {"title": "", "body": "", "date": "2025-11-03", "time": "08:00"},
        ],
    }
    tally = _import(journal, json.dumps(exported))
    assert (2, 1) == (tally.added, len(tally.faults))
    assert "entry 3: it has no words" in tally.faults[0]
    again = _import(journal, json.dumps(exported))
    assert (0, 2) == (again.added, again.known)
    with reading(journal) as store:
        second, first = at_time(store, NOW).records.find(Query(("entry",)))
    assert Entry("First massage.\n\nIt was @massage time.") == first.details
    assert ("2025-11-02 17:30", ("massage", "starred")) == (
        f"{first.head.when:%Y-%m-%d %H:%M}",
        first.head.tags,
    )
    assert Entry("Only a title") == second.details


def test_an_export_of_day_one_is_taken_in(journal: Path) -> None:
    """Its zone, its uuid, its escapes; deleted for good it does not come back."""
    exported = {
        "metadata": {"version": "1.0"},
        "entries": [
            {
                "uuid": "0F00BA12",
                "creationDate": "2025-06-01T10:00:00Z",
                "timeZone": "America/New_York",
                "text": "A quiet hour\\. Nothing \\- really\\!",
                "tags": ["Massage", "🙂"],
                "starred": True,
            }
        ],
    }
    assert 1 == _import(journal, json.dumps(exported)).added
    with writing(journal) as store:
        (entry,) = at_time(store, NOW).records.find(Query(("entry",)))
        assert Entry("A quiet hour. Nothing - really!") == entry.details
        assert "06:00" == f"{entry.head.when:%H:%M}"
        assert ("massage", "starred") == entry.head.tags
        at_time(store, NOW).records.forget([entry.id])
    tally = _import(journal, json.dumps(exported))
    assert (0, 1) == (tally.added, tally.deleted)


# ---------------------------------------------------------------- what makes no sense


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "dream"}, "kind is 'dream'"),
        ({"id": "../.."}, "no id"),
        ({"id": None}, "id is missing"),
        ({"at": "yesterday"}, "at is no time"),
        ({"at": "2025-12-04T15:00"}, "at has no offset"),
        ({"at": "9999-12-31T23:59:59.999-12:00"}, "out of reach"),
        ({"at": 5}, "at is no time"),
        ({"ratings": {"stress": 11}}, "stress is no whole number from 0 to 10"),
        ({"ratings": {"stress": True}}, "stress is no whole number"),
        ({"ratings": {" ": 1}}, "which is no name"),
        ({"ratings": {"l" * 241: 1}}, "which is no name"),
        ({"body_kinds": {"soul": "dull"}}, "'soul', which isn't known"),
        ({"body_kinds": {"jaw": ""}}, "jaw has no words"),
        ({"body_kinds": {"jaw": 1}}, "is no text"),
        ({"body_kinds": ["jaw"]}, "body_kinds is no object"),
        ({"ratings": [1]}, "ratings is no object"),
        ({"body": {"jaw": 4}}, "jaw is no whole number from 0 to 3"),
        ({"phase": "never"}, "phase is 'never'"),
        ({"phase": None}, "phase is missing"),
        ({"note": 7}, "note is no text"),
        ({"note": "\ud800"}, "half a character"),
        ({"tags": "x"}, "tags is no list"),
        ({"tags": [1]}, "tags is no text"),
        ({"appointment": "xx"}, "appointment is 'xx', which is no id"),
    ],
)
def test_a_record_that_makes_no_sense_is_named_and_the_rest_goes_on(
    full: Path, journal: Path, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    """Which one, which key, and what is wrong with it."""
    document = json.loads(_exported(full))
    place = next(n for n, one in enumerate(document["records"]) if one["kind"] == "checkin")
    document["records"][place] |= change
    tally = _import(tmp_path / "new.sqlite3", json.dumps(document))
    assert IN_FULL - 1 == tally.added
    assert says in tally.faults[0]
    assert f"record {place + 1}: " in tally.faults[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"[1, 2]", "nothing that can be imported"),
        (b"hello", "nothing that can be imported"),
        (b"{}", "nothing that can be imported"),
        (b'{"records": []}', "nothing that can be imported"),
        (b'{"format": "massage-mind journal", "version": 2, "records": []}', "newer massage-mind"),
        (b'{"format": "massage-mind journal", "version": 1, "records": [{"id"', "no whole JSON"),
        (b'{"format": "massage-mind journal", "version": 1, "records": [1 2]}', "no whole JSON"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b'{"entries": [{"title": "\xff"}]}', "n't UTF-8"),
        (b'{"a": ' + b"[" * 100_000, "nested too deeply|no whole JSON"),
    ],
)
def test_a_file_that_makes_no_sense_is_a_sentence(journal: Path, data: bytes, says: str) -> None:
    """And changes nothing."""
    with pytest.raises(UsageError, match=says) as caught:
        _import(journal, data)
    assert caught.value.sentence.isprintable()


def test_what_could_be_read_of_a_cut_file_is_taken_in(full: Path, tmp_path: Path) -> None:
    """With its links; the whole file afterwards adds the rest, and the links of all."""
    exported = _exported(full)
    lines = exported.splitlines(keepends=True)
    other = tmp_path / "cut.sqlite3"
    with pytest.raises(UsageError, match="no whole JSON") as caught:
        _import(other, "".join(lines[:6]) + lines[6][:40])
    assert "5 new" in caught.value.hint
    tally = _import(other, exported)
    assert (IN_FULL - 5, 5) == (tally.added, tally.known)
    assert json.loads(exported)["records"] == json.loads(_exported(other))["records"]


def test_a_link_is_made_when_what_it_points_to_arrives(full: Path, tmp_path: Path) -> None:
    """A part of the export first, then the whole."""
    document = json.loads(_exported(full))
    part = {**document, "records": [one for one in document["records"] if one["kind"] == "parked"]}
    other = tmp_path / "part.sqlite3"
    _import(other, json.dumps(part))
    _import(other, json.dumps(document))
    found = json.loads(_exported(other))["records"]
    # What is of the same millisecond comes in the order in which it came here.
    assert sorted(document["records"], key=lambda one: str(one["id"])) == sorted(
        found, key=lambda one: str(one["id"])
    )


def test_one_source_imported_in_two_places_is_one(journal: Path, tmp_path: Path) -> None:
    """And exchanging them afterwards loses nothing."""
    exported = json.dumps({"entries": [{"title": "A", "body": "", "date": "2025-11-02", "time": "17:30"}]})
    other = tmp_path / "other.sqlite3"
    _import(journal, exported)
    _import(other, exported)
    tally = _import(other, _exported(journal))
    assert (0, 1) == (tally.added, tally.known)


def test_a_clock_that_was_set_back_undoes_nothing(journal: Path) -> None:
    """A change is later than what it changes, whatever the clock says."""
    with writing(journal) as store:
        entry = at_time(store, NOW + 9 * HOUR).records.add(NewRecord(Entry("one"), NOW, "UTC"))
    exported = _exported(journal)
    with writing(journal) as store:
        at_time(store, NOW).records.change(entry.id, details=lambda old: Entry("two"))
        at_time(store, NOW).records.bin([entry.id])
    tally = _import(journal, exported)
    assert (0, 0) == (tally.added, tally.changed)
    with reading(journal) as store:
        binned = at_time(store, NOW).records.get(entry.id, binned=True)
    assert Entry("two") == binned.details


@pytest.mark.parametrize(
    "bad", ["9" * 5_000, "NaN", "Infinity", '"' + "x" * 100_000 + '"', "[[]]", "{}", "null", "-1", "true"]
)
def test_any_value_for_any_key_is_taken_or_named(full: Path, tmp_path: Path, bad: str) -> None:
    """Of every kind of record; never anything but a sentence."""
    document = json.loads(_exported(full))
    kinds = {one["kind"]: one for one in document["records"]}
    for number, one in enumerate(kinds.values()):
        for key in one:
            body = json.dumps({**one, key: "@@"}).replace('"@@"', bad)
            data = f'{{"format": "massage-mind journal", "version": 1, "records": [{body}]}}'
            try:
                _import(tmp_path / f"{number}.sqlite3", data)
            except UsageError as error:
                assert error.sentence
    for path in tmp_path.glob("*.sqlite3"):
        assert isinstance(json.loads(_exported(path)), dict)


def test_what_comes_in_small_pieces_is_read_all_the_same(full: Path, tmp_path: Path) -> None:
    """A pipe hands over what it has."""

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 7, 7))

    exported = _exported(full)
    with writing(tmp_path / "slow.sqlite3", alive=gone) as store:
        tally = merge(at_time(store, NOW), read_stream(Slow(exported.encode()), "pipe", "UTC"))
    assert IN_FULL == tally.added


def test_an_instant_is_exact_to_the_millisecond() -> None:
    """And across a change of the clocks the offset says which hour it was."""
    for text in ("2026-10-25T02:30:00.001+02:00", "2026-10-25T02:30:00.001+01:00"):
        assert 1 == read_instant("at", text) % 1000
    with pytest.raises(NonsenseError):
        read_instant("at", "2026-02-30T00:00:00+00:00")


def test_every_kind_has_its_table() -> None:
    """What is exported, imported and documented comes from one place."""
    from dataclasses import fields

    from massage_mind.record.kinds import FIELDS

    for kind, cls in DETAILS.items():
        assert {field.name for field in fields(cls)} == {field.attribute for field in FIELDS[kind]}
