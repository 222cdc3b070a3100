"""What other programs export comes in whole: the later change wins, what stays behind is said, no zone is guessed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from journal_support import HOUR, NOW, at_time, kept, kept_session, read, reading, writing

from massage_mind.cli.main import run
from massage_mind.diary.carrying import import_records
from massage_mind.errors import UsageError
from massage_mind.journal.carry import merge as merging
from massage_mind.journal.carry.foreign_zones import exact_zone
from massage_mind.journal.carry.incoming import read_stream
from massage_mind.journal.carry.merge import Tally
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.record.appointment import Appointment
from massage_mind.record.document import record_document
from massage_mind.record.entry import Entry
from massage_mind.record.head import Record
from massage_mind.record.instants import local
from massage_mind.record.query import Query
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

AT = "2025-06-01T10:00:00Z"


@pytest.fixture
def world() -> World:
    """Berlin, December 2025, with nothing written yet."""
    return manual_world(clock=ManualClock(wall=NOW), zone="Europe/Berlin", journal=MemoryJournal())


def day_one(*entries: Any, ordered: bool = False) -> bytes:
    """An export as Day One writes it; `ordered`: its keys in order, as a program that looked into it leaves them."""
    text = json.dumps({"metadata": {"version": "1.0"}, "entries": entries}, sort_keys=ordered)
    return text.replace("/", "\\/").encode()


def taken(world: World, data: bytes) -> Tally:
    """What an import of this comes to."""
    return import_records(world, io.BytesIO(data))


def entries(world: World) -> list[Record]:
    """Every entry there is, the earliest first."""
    with world.open_store(writing=False) as store:
        return store.records.find(Query(("entry",)))[::-1]


def texts(world: World) -> list[str]:
    """Their words."""
    return [one.details.text for one in entries(world) if isinstance(one.details, Entry)]


# ---------------------------------------------------------------- the later change


def test_what_was_changed_there_later_stands_here_and_what_stood_is_kept(world: World) -> None:
    """By its modifiedDate; a second time nothing changes, and an older export undoes nothing and says so."""
    first = {"uuid": "A", "creationDate": AT, "modifiedDate": AT, "text": "tired", "tags": ["one"]}
    later = {**first, "modifiedDate": "2025-06-02T10:00:00Z", "text": "rested", "tags": ["two"]}
    assert 1 == taken(world, day_one(first)).added
    tally = taken(world, day_one(later))
    assert (0, 1, 0) == (tally.added, tally.changed, tally.known)
    (found,) = entries(world)
    assert (Entry("rested"), ("two",)) == (found.details, found.head.tags)
    with world.open_store(writing=False) as store:
        assert ["tired"] == [one.document["text"] for one in store.records.versions(found.id)]
    for export, older in ((later, 0), (first, 1)):
        tally = taken(world, day_one(export))
        assert (0, 0, 1, older, []) == (tally.added, tally.changed, tally.known, tally.older, tally.faults)
    assert [found] == entries(world)


def test_what_was_changed_here_later_stays(world: World) -> None:
    """Until it is changed there once more; what only we can say of it stays in any case."""
    appointment = kept(world, Appointment(60, "swedish"))
    entry = {"uuid": "A", "creationDate": AT, "modifiedDate": AT, "text": "theirs"}
    taken(world, day_one(entry))
    (found,) = entries(world)
    with world.open_store(writing=True) as store:
        store.records.change(
            found.id,
            details=lambda _: Entry("ours"),
            head=lambda head: replace(head, appointment=appointment),
        )
    assert 1 == taken(world, day_one({**entry, "modifiedDate": "2025-07-01T00:00:00Z", "text": "then"})).older
    assert ["ours"] == texts(world)
    tally = taken(world, day_one({**entry, "modifiedDate": "2099-01-01T00:00:00Z", "text": "now"}))
    assert (1, ["now"]) == (tally.changed, texts(world))
    assert appointment == read(world, found.id).head.appointment


def test_an_entry_whose_day_was_changed_there_is_the_same_entry(world: World) -> None:
    """It moves; it is not another record, nor refused as one."""
    entry = {"uuid": "A", "creationDate": AT, "modifiedDate": AT, "text": "a walk"}
    taken(world, day_one(entry))
    moved = {**entry, "creationDate": "2025-05-20T08:00:00Z", "modifiedDate": "2025-06-03T00:00:00Z"}
    for changed in (1, 0):
        tally = taken(world, day_one(moved))
        assert (0, changed, []) == (tally.added, tally.changed, tally.faults)
    assert ["2025-05-20 10:00"] == [f"{one.head.when:%Y-%m-%d %H:%M}" for one in entries(world)]


def test_where_nothing_says_which_is_the_later_one_that_is_said(world: World) -> None:
    """Neither is lost silently: what is here stays, what came is named."""
    taken(world, day_one({"uuid": "A", "creationDate": AT, "text": "one"}))
    tally = taken(world, day_one({"uuid": "A", "creationDate": AT, "text": "another"}))
    assert (0, 0, 1) == (tally.added, tally.changed, tally.left_out)
    assert "neither is known to be the later one" in tally.faults[0]
    own = json.dumps(record_document(entries(world)[0])).replace('"one"', '"by hand"')
    assert "neither is known" in taken(world, own.encode()).faults[0]
    assert ["one"] == texts(world)


def test_an_entry_that_says_nothing_of_a_change_is_never_the_later_one(world: World) -> None:
    """Though its day is later: whether it was changed or is another one, nobody can tell, and that is said."""
    taken(world, day_one({"uuid": "A", "creationDate": AT, "text": "one"}))
    tally = taken(world, day_one({"uuid": "A", "creationDate": "2025-06-09T10:00:00Z", "text": "two"}))
    assert (0, 0, 1, ["one"]) == (tally.added, tally.changed, tally.left_out, texts(world))


def test_a_change_there_of_what_is_not_taken_in_is_none_here(world: World) -> None:
    """Such as a photo that was put to an entry: no version is kept of the same words."""
    entry = {"uuid": "A", "creationDate": AT, "modifiedDate": AT, "text": "one"}
    taken(world, day_one(entry))
    tally = taken(world, day_one({**entry, "modifiedDate": "2025-06-09T10:00:00Z", "photos": [{}]}))
    assert (0, 1) == (tally.changed, tally.known)
    with world.open_store(writing=False) as store:
        assert [] == store.records.versions(entries(world)[0].id)


def test_a_session_of_ours_without_its_short_id_is_changed_too(world: World) -> None:
    """It is known by its long one, and keeps the short one that it has here."""
    session = kept_session(world)
    document = {
        **record_document(read(world, session)),
        "id": "",
        "changed_at": "2030-01-01T00:00:00Z",
        "tags": ["x"],
    }
    tally = taken(world, json.dumps(document).encode())
    assert (0, 1, []) == (tally.added, tally.changed, tally.faults)
    assert (session, ("x",)) == ((found := read(world, session)).id, found.head.tags)


def test_a_time_of_change_that_is_none_costs_no_words(world: World) -> None:
    """It is read as never changed."""
    some = [
        {"uuid": str(n), "creationDate": AT, "modifiedDate": bad, "text": f"{n}"}
        for n, bad in enumerate(
            ("", "soon", 5, None, [], "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00")
        )
    ]
    for added in (len(some), 0):
        tally = taken(world, day_one(*some))
        assert (added, 0, []) == (tally.added, tally.changed, tally.faults)


# ---------------------------------------------------------------- what stays behind


@pytest.mark.parametrize(
    ("written", "reads", "behind"),
    [
        ("a ![](dayone-moment://AB12) b", "a [photo] b", {"photo": 1}),
        ("![](dayone-moment:/photo/AB)", "[photo]", {"photo": 1}),
        (
            "![](dayone-moment:/video/AB)\n![](dayone-moment:/audio/CD)",
            "[video]\n[audio]",
            {"video": 1, "audio": 1},
        ),
        ("![](dayone-moment:/pdfAttachment/AB-12_3)", "[pdf]", {"pdf": 1}),
        ("![](dayone-moment:/PDFATTACHMENT/AB)", "[pdf]", {"pdf": 1}),
        ("![by the sea](dayone-moment://AB)", "[photo: by the sea]", {"photo": 1}),
        ("![](dayone-moment:/sketch/AB)", "[sketch]", {"sketch": 1}),
        ("![](dayone-video://AB)", "[video]", {"video": 1}),
        ("![](https://example.org/dayone-moment.png)", "![](https://example.org/dayone-moment.png)", {}),
        (r"\!\[\](dayone-moment://AB) \*so\*", "![](dayone-moment://AB) *so*", {}),
        ("dayone-moment://AB", "dayone-moment://AB", {}),
        ("![" * 10_000, "![" * 10_000, {}),
    ],
)
def test_where_an_attachment_was_a_word_stands(
    world: World, written: str, reads: str, behind: dict[str, int]
) -> None:
    """No dead link; and what was only typed so stays."""
    tally = taken(world, day_one({"uuid": "A", "creationDate": AT, "text": written}))
    assert ([reads], behind) == (texts(world), dict(tally.remarks.behind))


def test_what_stays_behind_is_counted_and_said() -> None:
    """By the lists of an entry, or by its text where that names more; also what else has no place here."""
    world = manual_world(clock=ManualClock(wall=NOW), journal=MemoryJournal())
    data = day_one(
        {
            "uuid": "A",
            "creationDate": AT,
            "text": "x ![](dayone-moment://1)",
            "tags": ["🙂", "ok"],
            "photos": [{}, {}, {}],
            "videos": [{}],
            "audios": [{}, {}],
            "pdfAttachments": [{}],
            "location": {"country": "Norway"},
            "weather": {"temperatureCelsius": 3},
        },
        {"uuid": "B", "creationDate": AT, "text": "", "photos": [{}]},
        {"uuid": "C", "creationDate": AT, "photos": "none", "text": " "},
    )
    world = manual_world(stdin=io.TextIOWrapper(io.BytesIO(data)), journal=MemoryJournal())
    assert 1 == run(["journal", "import", "-"], lambda: world)
    assert "Two new, none newer, none already here, one left out.\n" == world.stdout.getvalue()  # type: ignore[union-attr]
    said = world.stderr.getvalue()  # type: ignore[union-attr]
    assert "four photos, two audio recordings, one tag, one video, one PDF" in said
    assert "one location, one note of the weather" in said
    assert "Left out: entry 3: it has no words in it." in said
    assert ["[photo]", "x [photo]"] == sorted(texts(world))


def test_words_are_found_in_the_second_form_of_an_entry(world: World) -> None:
    """Where the plain text is missing; and nothing in it can end the import."""
    rich = {"contents": [{"text": "Sea\n"}, {"embeddedObjects": [{"type": "photo"}]}, {"text": "5 * 3"}]}
    bad = ["{", "[]", '{"contents": 5}', '{"contents": [5]}', '{"contents": [{"text": 5}]}', "[" * 100_000]
    tally = taken(
        world,
        day_one(
            {"uuid": "A", "creationDate": AT, "richText": json.dumps(rich)},
            *({"uuid": str(n), "creationDate": AT, "richText": one} for n, one in enumerate(bad)),
        ),
    )
    assert (["Sea\n5 * 3"], len(bad)) == (texts(world), tally.left_out)


def test_half_a_character_is_said_and_costs_no_entry(world: World) -> None:
    """As a program leaves it that cuts a text in the middle of an emoji."""
    data = b'{"metadata": {}, "entries": [{"uuid": "A", "creationDate": "2025-06-01", "text": "so \\ud83d"}]}'
    for added in (1, 0):
        tally = taken(world, data)
        assert (added, 1) == (tally.added, tally.remarks.halves)
    assert ["so \ufffd"] == texts(world)


# ---------------------------------------------------------------- zones


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        *[("GMT+1200", "+12:00"), ("GMT-0330", "-03:30"), ("UTC+2", "+02:00"), ("UTC-11", "-11:00")],
        *[("GMT+2", "+02:00"), ("gmt+05:45", "+05:45"), ("+5:30", "+05:30"), ("UTC\u22123", "-03:00")],
        *[("GMT", "UTC"), ("Z", "UTC"), ("GMT+0", "UTC"), ("UTC", "UTC"), ("+0000", "UTC")],
        *[("CEST", "+02:00"), ("AEDT", "+11:00"), ("NZST", "+12:00"), ("JST", "+09:00")],
        *[("Europe/Oslo", "Europe/Oslo"), ("europe/oslo", "Europe/Oslo"), (" Asia/Kolkata ", "Asia/Kolkata")],
        *[("W. Europe Standard Time", "Europe/Berlin"), ("Eastern Standard Time", "America/New_York")],
        *[("Etc/GMT+2", "Etc/GMT+2"), ("Tokyo Standard Time", "Asia/Tokyo")],
        *[
            ("CST", ""),
            ("PST", ""),
            ("IST", ""),
            ("UTC+25", ""),
            ("GMT+9900", ""),
            ("GMT+0175", ""),
            ("Berlin", ""),
        ],
        *[
            ("localtime", ""),
            ("../../etc/passwd", ""),
            ("", ""),
            ("\0", ""),
            ("x" * 9_999, ""),
            ("GMT+١", ""),
        ],
    ],
)
def test_a_zone_is_read_where_it_has_one_reading(named: str, zone: str) -> None:
    """An offset, a place, a name of Windows, letters that all places mean alike; letters of several are none."""
    assert zone == exact_zone(named)


def test_an_unknown_zone_is_the_persons_own_and_is_said(world: World) -> None:
    """Never UTC in silence; the instant is the same in any case, and twice changes nothing, also elsewhere."""
    some: list[Any] = ["GMT+1200", "Nowhere/Town", "CST", "CST", 7200, None, "", ["UTC"]]
    data = day_one(
        *({"uuid": f"{n}", "creationDate": AT, "timeZone": one, "text": f"{n}"} for n, one in enumerate(some))
    )
    tally = taken(world, data)
    assert {"Nowhere/Town": 1, "CST": 2, "7200": 1, "['UTC']": 1} == dict(tally.remarks.zones)
    assert 2 == tally.remarks.zoneless
    shown = [f"{one.head.when:%d %H:%M}" for one in entries(world)]
    assert ["01 22:00", *["01 12:00"] * 7] == shown
    assert 1 == len({one.head.at for one in entries(world)})
    tally = import_records(replace(world, zone="Asia/Tokyo"), io.BytesIO(data))
    assert (0, 0, len(some)) == (tally.added, tally.changed, tally.known)


def test_a_record_of_ours_in_an_unknown_zone_keeps_its_offset(world: World) -> None:
    """It says the offset itself; one that is written another way is read."""
    document = {
        "kind": "entry",
        "id": "bbbbb",
        "text": "x",
        "at": "2025-06-01T10:00:00.000-05:00",
        "created_at": AT,
        "changed_at": AT,
        "zone": "Mars/Olympus",
    }
    tally = taken(
        world, (json.dumps(document) + json.dumps({**document, "id": "ccccc", "zone": "CEST"})).encode()
    )
    assert {"Mars/Olympus": 1} == dict(tally.remarks.offsets)
    assert {"bbbbb": "10:00", "ccccc": "17:00"} == {
        one.id: f"{one.head.when:%H:%M}" for one in entries(world)
    }


def test_an_offset_that_was_kept_as_it_was_written_is_shown_so() -> None:
    """In journals from before it was read on import."""
    assert "12:00" == f"{local(0, 'GMT+1200'):%H:%M}"


# ---------------------------------------------------------------- ids


def test_whatever_the_ids_are_twice_changes_nothing(world: World) -> None:
    """Missing, empty, of another type, too long, twice with other words: all words come in, once."""
    some: list[dict[str, Any]] = [
        *({"uuid": "", "text": f"empty {n}"} for n in range(3)),
        *({"uuid": "  ", "text": f"blank {n}"} for n in range(2)),
        *({"text": f"missing {n}"} for n in range(2)),
        *({"uuid": "same", "text": f"same {n}"} for n in range(3)),
        *({"uuid": bad, "text": f"type {bad}"} for bad in (5, None, [], {}, True)),
        *({"uuid": "x" * 80 + str(n), "text": f"long {n}"} for n in range(2)),
    ]
    data = day_one(*({"creationDate": AT, **one} for one in some), {"creationDate": AT, **some[0]})
    tally = taken(world, data)
    assert (len(some), 1, []) == (tally.added, tally.known, tally.faults)
    assert sorted(one["text"] for one in some) == sorted(texts(world))
    tally = taken(world, data)
    assert (0, 0, len(some) + 1, 0) == (tally.added, tally.changed, tally.known, tally.left_out)


def test_ids_that_are_none_tell_no_two_entries_for_one(world: World) -> None:
    """Also of two exports."""
    for number, uuid in enumerate(("", "  ", "  ", "\n", None, None)):
        assert 1 == taken(world, day_one({"uuid": uuid, "creationDate": AT, "text": f"{number}"})).added


def test_two_states_of_one_entry_in_one_export_are_one_entry(world: World) -> None:
    """The later one stands, whichever comes first."""
    state = {"uuid": "A", "creationDate": AT}
    old = {**state, "modifiedDate": AT, "text": "old"}
    new = {**state, "modifiedDate": "2025-06-05T00:00:00Z", "text": "new"}
    for some in ((old, new), (new, old)):
        taken(world, day_one(*some))
        assert ["new"] == texts(world)


def test_a_record_of_ours_without_an_id_comes_once(journal: Path) -> None:
    """Known by what is in it: three with an empty id are three, and stay three."""
    line = {"kind": "entry", "id": "", "at": AT, "created_at": AT, "changed_at": AT, "text": "a"}
    session = {**line, "kind": "session", "moment": "before", "script": "s", "title": "t"}
    data = "\n".join(
        json.dumps(one) for one in (line, {**line, "text": "b"}, {**line, "text": "c"}, line)
    ).encode()
    for added, known in ((3, 1), (0, 4)):
        with writing(journal) as store:
            tally = _merged(store, data)
        assert (added, known, []) == (tally.added, tally.known, tally.faults)
    for added in (1, 0):
        with writing(journal) as store:
            assert added == _merged(store, json.dumps(session).encode()).added
    with reading(journal) as store:
        assert 4 == len(store.records.find(Query(())))


def _merged(store: Any, data: bytes) -> Tally:
    from massage_mind.journal.carry.merge import merge

    return merge(at_time(store, NOW + HOUR), read_stream(io.BytesIO(data), "a", "UTC"))


# ---------------------------------------------------------------- told apart


def test_an_export_whose_keys_were_put_in_order_is_day_ones(world: World) -> None:
    """Its entries stand before its metadata then; without any metadata it is known as well."""
    entry = {"uuid": "A", "creationDate": AT, "text": "a"}
    assert 1 == taken(world, day_one(entry, ordered=True)).added
    assert 1 == taken(world, json.dumps({"entries": [entry]}).encode()).known


def test_an_export_of_jrnl_is_the_same_in_every_zone(world: World) -> None:
    """Its times say none: the first import decides."""
    data = json.dumps(
        {
            "tags": {},
            "entries": [{"title": "A", "body": "b", "date": "2025-11-02", "time": "17:30", "tags": []}] * 2,
        }
    ).encode()
    assert (1, 1) == ((tally := taken(world, data)).added, tally.known)
    for zone in ("Asia/Tokyo", "America/New_York"):
        tally = import_records(replace(world, zone=zone), io.BytesIO(data))
        assert (0, 0, 2, []) == (tally.added, tally.changed, tally.known, tally.faults)


def test_an_earlier_export_of_jrnl_says_the_time_with_the_date(world: World) -> None:
    """Or no time at all, which is midnight."""
    some = [
        {"title": "A", "body": "", "date": date} for date in ("2013-06-09 15:39", "2013-06-10", "2013-06", 5)
    ]
    tally = taken(world, json.dumps({"entries": some}).encode())
    assert (2, 2) == (tally.added, tally.left_out)
    assert ["09 15:39", "10 00:00"] == [f"{one.head.when:%d %H:%M}" for one in entries(world)]


def jrnl(*bodies: str, time: str = "17:30") -> list[dict[str, Any]]:
    """Entries of one minute, as jrnl writes them."""
    return [{"title": "Evening.", "body": body, "date": "2025-11-02", "time": time} for body in bodies]


def exported(entries: list[dict[str, Any]]) -> bytes:
    """An export of jrnl."""
    return json.dumps({"tags": {}, "entries": entries}).encode()


def test_an_entry_that_was_edited_in_jrnl_comes_beside_what_it_was_and_that_is_said(
    world: World, tmp_path: Path
) -> None:
    """It says neither which one it is nor when it was changed: no words go, and both are named. A third import says nothing."""
    assert [] == taken(world, exported(jrnl("one", "two", "two, later"))).remarks.beside
    (was,) = (one for one in entries(world) if "one" in str(one.details))
    (tmp_path / "jrnl.json").write_bytes(exported(jrnl("one, edited", "two", "two, later")))
    assert 0 == run(["journal", "import", str(tmp_path / "jrnl.json")], lambda: world)
    (new,) = (one for one in entries(world) if "edited" in str(one.details))
    said = " ".join(world.stderr.getvalue().split())  # type: ignore[union-attr]
    assert "One entry is likely here twice, as it was and as it was changed elsewhere:" in said
    assert f"{new.id} beside {was.id}. Both are kept; one that you delete doesn't come again." in said
    again = taken(world, exported(jrnl("one, edited", "two", "two, later")))
    assert (0, 3, []) == (again.added, again.known, again.remarks.beside)


def test_only_what_did_not_come_again_is_what_another_was(world: World) -> None:
    """Another minute, a new one of a minute whose others all came, one in the bin, one of our own, a file that breaks off."""
    taken(world, exported(jrnl("one", "two")))
    one, _ = entries(world)
    assert [] == taken(world, exported(jrnl("one, edited", time="17:31"))).remarks.beside
    assert [] == taken(world, exported(jrnl("one", "two", "three"))).remarks.beside
    with pytest.raises(UsageError):
        taken(world, exported(jrnl("four"))[:-2])
    gone = [record.id for record in entries(world) if record.id != one.id]
    with world.open_store(writing=True) as store:
        store.records.bin(gone)
    assert 1 == len(taken(world, exported(jrnl("five"))).remarks.beside)


def test_an_entry_of_day_one_without_an_id_comes_beside_what_it_was_too(world: World) -> None:
    """With one it is the same entry, and what it says then is settled by when it was changed."""
    taken(
        world,
        day_one({"creationDate": AT, "text": "as it was"}, {"uuid": "A", "creationDate": AT, "text": "a"}),
    )
    tally = taken(world, day_one({"creationDate": AT, "text": "edited"}))
    assert (1, 1) == (tally.added, len(tally.remarks.beside))
    named = taken(
        world, day_one({"uuid": "A", "creationDate": AT, "modifiedDate": "2025-06-02T10:00:00Z", "text": "b"})
    )
    assert (0, 1, []) == (named.added, named.changed, named.remarks.beside)


def test_everything_that_is_left_out_is_counted(world: World) -> None:
    """The first twenty with their places, the others by what is wrong."""
    some = [{"uuid": f"{n}", "creationDate": AT, "text": " "} for n in range(100)]
    other = [{"uuid": f"x{n}", "creationDate": "?" * 500, "text": "a"} for n in range(5)]
    tally = taken(world, day_one(*some, *other, "no entry"))
    assert (106, 23) == (tally.left_out, len(tally.faults))
    assert "80 more: it has no words in it." == tally.faults[20]
    assert tally.faults[21].startswith("5 more: creationDate is no time")
    assert all(len(one) < 300 for one in tally.faults)


def test_what_was_left_out_before_a_file_broke_off_is_said_too(world: World) -> None:
    """With its reason, beside what was taken in."""
    data = day_one({"uuid": "A", "creationDate": AT, "text": "a"}, {"uuid": "B", "creationDate": AT})
    with pytest.raises(UsageError, match="no whole JSON") as caught:
        taken(world, data[:-2])
    assert "1 new and 0 newer ones were taken in, 1 left out." in caught.value.hint
    assert "Left out: entry 2: it has no words in it." in caught.value.hint


def test_what_makes_no_sense_without_end_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many in a row are no journal; with a record among them they are counted to the last."""
    monkeypatch.setattr(merging, "_MOST_IN_A_ROW", 50)
    good = {"uuid": "A", "creationDate": AT, "text": "a"}
    tally = taken(world, day_one(*[{}] * 50, good, *[{}] * 50))
    assert (1, 100) == (tally.added, tally.left_out)
    with pytest.raises(UsageError, match="50 records one after the other") as caught:
        taken(world, day_one(*[{}] * 51, {**good, "uuid": "B"}))
    assert "50 left out" in caught.value.hint


def test_a_time_of_jrnl_that_the_clocks_leap_over_or_show_twice_is_said(world: World, tmp_path: Path) -> None:
    """It names no zone, so that nothing else can be known: it is taken in all the same, for its words."""
    berlin = replace(world, zone="Europe/Berlin")
    some = [
        {"title": f"{date} {time}", "body": "", "date": date, "time": time}
        for date, time in (("2026-03-29", "02:30"), ("2026-10-25", "02:30"), ("2026-10-25", "03:30"))
    ]
    (tmp_path / "jrnl.json").write_text(json.dumps({"entries": some}), encoding="utf-8")
    assert 0 == run(["journal", "import", str(tmp_path / "jrnl.json"), "--json"], lambda: berlin)
    told = json.loads(berlin.stdout.getvalue())  # type: ignore[union-attr]
    assert (3, 1, 1) == (told["added"], told["times_leapt_over"], told["times_shown_twice"])
    said = berlin.stderr.getvalue()  # type: ignore[union-attr]
    assert (
        "One entry is of a time that the clocks in Europe/Berlin leap over, and later here by as much."
        in said
    )
    assert "One entry is of a time that the clocks in Europe/Berlin show twice: the first of the two" in said
    assert ["29 03:30", "25 02:30", "25 03:30"] == [f"{one.head.when:%d %H:%M}" for one in entries(berlin)]
