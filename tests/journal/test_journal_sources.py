"""Where records come from: archives, other journals, folders, encodings. Each is met, or named; nothing is waited for."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from journal_support import NOW, kept, kept_session, read

from massage_mind.cli.main import run
from massage_mind.diary.carrying import ExportRequest, export_records, import_records
from massage_mind.diary.copies import copy_journal, journal_path
from massage_mind.errors import MassageMindError, StoreError, UsageError
from massage_mind.journal.carry import archives
from massage_mind.journal.carry.folders import carries, open_regular, shown
from massage_mind.journal.carry.merge import Tally
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.kinds import KINDS
from massage_mind.record.query import Query
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

ENTRY = {"uuid": "A", "creationDate": "2025-06-01T10:00:00Z", "text": "Ruhe und Wärme"}
EXPORT = json.dumps({"metadata": {}, "entries": [ENTRY]}, ensure_ascii=False)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world with nothing in it."""
    return manual_world(tmp_path / "mm", clock=ManualClock(wall=NOW), zone="+01:00")


def taken(world: World, path: Path, data: bytes | None = None) -> Tally:
    """What an import of this file comes to, with these bytes in it."""
    if data is not None:
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(data)
    return import_records(world, path)


def refused(world: World, path: Path, data: bytes, *, partly: bool = False) -> str:
    """The sentence and the hint with which this is refused; nothing is taken in, or only what comes `partly` before."""
    with pytest.raises(MassageMindError) as caught:
        taken(world, path, data)
    assert caught.value.sentence.isprintable()
    assert partly == ("were taken in" in caught.value.hint)
    return f"{caught.value.sentence} {caught.value.hint}"


def zipped(*members: tuple[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these files in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


class Pipe(io.BytesIO):
    """Bytes that come through a pipe: in pieces, and only once."""

    def seekable(self) -> bool:
        return False

    def seek(self, place: int, whence: int = 0, /) -> int:
        raise OSError("Illegal seek")

    def tell(self) -> int:
        raise OSError("Illegal seek")


# ---------------------------------------------------------------- archives


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_an_archive_is_read_as_it_is(world: World, tmp_path: Path, how: int) -> None:
    """As Day One writes it, photos beside its journals; what its name ends in does not matter. Twice is once."""
    data = zipped(
        ("Journal.json", EXPORT),
        ("Travel/Other.json", EXPORT.replace('"A"', '"B"')),
        ("photos/0123.jpeg", b"\xff\xd8"),
        ("photos/", b""),
        ("__MACOSX/._Journal.json", b"\0\5"),
        how=how,
    )
    for added, known in ((2, 0), (0, 2)):
        tally = taken(world, tmp_path / "export.whatever", data)
        assert (added, known, [], 2) == (tally.added, tally.known, tally.faults, tally.remarks.files)


def test_an_archive_may_come_through_a_pipe(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept in memory, as far as there are bounds to it; a file on standard input has none."""
    data = zipped(("Journal.json", EXPORT), ("photo.jpeg", os.urandom(20_000)))
    assert 1 == import_records(world, Pipe(data)).added
    assert 1 == import_records(world, io.BytesIO(data)).known
    monkeypatch.setattr(archives, "_MOST_FROM_PIPE", 10_000)
    with pytest.raises(UsageError, match="too large an archive"):
        import_records(world, Pipe(data))
    assert 1 == import_records(world, io.BytesIO(data)).known


def test_every_format_comes_back_out_of_an_archive(world: World, tmp_path: Path) -> None:
    """Also a file a record, and what is packed with gzip."""
    kept(world, Entry("Käse"))
    kept(world, CheckIn("before", ratings={"stress": 6}))
    whole = {form: exported(world, form) for form in ("json", "jsonl", "markdown")}
    for form, text in whole.items():
        for number, data in enumerate((zipped((f"a/{form}.json", text)), gzip.compress(text.encode()))):
            other = manual_world(tmp_path / f"{form}-{number}", clock=ManualClock(wall=NOW), zone="+01:00")
            assert 2 == taken(other, tmp_path / "packed", data).added
            assert whole["jsonl"] == exported(other, "jsonl")


def exported(world: World, form: str) -> str:
    """Everything in this format."""
    out = io.StringIO()
    export_records(world, ExportRequest(form, Query(KINDS)), out.write)
    return out.getvalue()


@pytest.mark.parametrize(
    ("member", "why"),
    [
        (("a.json", b""), "it is empty"),
        (("a.json", b'{"name": "package"}'), "nothing that can be imported"),
        (("a.json", b'{"entries": [{"title": "caf\xe9"}]}'), "byte 28, in line 1, is 0xE9"),
        (("a.json", b'{"entries": [{"ti'), "no whole JSON"),
        (("a.zip", zipped(("Journal.json", EXPORT))), "within an archive"),
        (("a.json", gzip.compress(EXPORT.encode())), "within an archive"),
        (("a.sqlite3", b"SQLite format 3\0" + bytes(600)), "within an archive"),
        (("a.md", b"# Read me"), "nothing that can be imported"),
        (("/etc/a.json", b"[]"), "nothing that can be imported"),
        (("..\\..\\a.json", b"[]"), "nothing that can be imported"),
        (("a\nLeft out: \x1b[31mb.json", b"[]"), "nothing that can be imported"),
    ],
)
def test_what_cannot_be_read_in_an_archive_is_named_and_the_rest_goes_on(
    world: World, tmp_path: Path, member: tuple[str, bytes], why: str
) -> None:
    """One line each; nothing is written anywhere."""
    tally = taken(world, tmp_path / "e.zip", zipped(member, ("Journal.json", EXPORT)))
    assert (1, 1) == (tally.added, tally.left_out)
    assert why in tally.faults[0]
    assert tally.faults[0].isprintable()
    assert {"e.zip", "mm"} == set(os.listdir(tmp_path))


def _locked(data: bytes) -> bytes:
    """The same archive, every file of which says that it is locked."""
    raw = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def test_an_archive_that_is_locked_says_so(world: World, tmp_path: Path) -> None:
    """And what is packed in a way that is not known here."""
    data = zipped(("Journal.json", EXPORT))
    assert "locked with a password" in taken(world, tmp_path / "a.zip", _locked(data)).faults[0]
    strange = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        strange[strange.find(mark) + place] = 99
    assert "can't be unpacked" in taken(world, tmp_path / "a.zip", bytes(strange)).faults[0]


def test_an_archive_that_is_damaged_is_a_sentence(world: World, tmp_path: Path) -> None:
    """Wherever it breaks off; and one without anything to read."""
    data = zipped(("Journal.json", EXPORT * 50), ("b.json", EXPORT))
    path = tmp_path / "a.zip"
    for end in range(4, len(data) - 1, 7):
        assert "damaged ZIP archive" in refused(world, path, data[:end])
    assert "nothing in it that can be imported" in refused(world, path, zipped(("a.jpeg", b"x")))
    assert "nothing in it that can be imported" in refused(world, path, zipped())
    packed = gzip.compress(EXPORT.encode())
    for end in range(3, len(packed) - 1, 7):
        assert "damaged archive" in refused(world, path, packed[:end])


@pytest.mark.parametrize("pack", ["zip", "gzip"])
@pytest.mark.parametrize(
    "text", [" " * 99_999, '{"entries": [' + "{}, " * 25_000, '{"entries": ["' + "x" * 99_999]
)
def test_what_is_made_to_fill_a_machine_is_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, pack: str
) -> None:
    """No more of it is unpacked than a hundred times its size, though each file in it is small."""
    monkeypatch.setattr(archives, "_MOST_UNPACKED", 1 << 16)
    data = (
        zipped(*((f"{n}.json", text) for n in range(9)))
        if pack == "zip"
        else gzip.compress(text.encode() * 9)
    )
    with pytest.raises(UsageError, match="unpacks to more than 100 times its size"):
        taken(world, tmp_path / "bomb", data)


def test_a_table_of_contents_without_end_is_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read at once, so it may not be large; thousands of files are no matter."""
    data = zipped(*((f"{n}.json", b"") for n in range(2_000)), ("Journal.json", EXPORT))
    tally = taken(world, tmp_path / "a.zip", data)
    assert (1, 2_000, "1980 more: it is empty.") == (tally.added, tally.left_out, tally.faults[-1])
    monkeypatch.setattr(archives, "_MOST_AT_ONCE", 70_000)
    assert "too many files" in refused(world, tmp_path / "a.zip", data)


@pytest.mark.parametrize(
    ("begin", "what"),
    [
        *[(b"%PDF-1.7\n", "a PDF"), (b"\x89PNG\r\n", "a picture"), (b"\xff\xd8\xff\xe0", "a picture")],
        *[(b"BZh91AY", "bzip2"), (b"\xfd7zXZ\0", "xz"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a", "RAR")],
        *[
            (b"\x28\xb5\x2f\xfd", "zstd"),
            (b"id,at,phase\n", "CSV"),
            (b"[2026-01-01 09:00] A day.", "format json"),
        ],
        *[(b"\0" * 100, "nothing that can"), (b"<?xml version='1.0'?>", "nothing that can")],
    ],
)
def test_what_holds_no_records_is_called_by_its_name(
    world: World, tmp_path: Path, begin: bytes, what: str
) -> None:
    """By its first bytes, whatever it is called."""
    assert what in refused(world, tmp_path / "export.json", begin)


# ---------------------------------------------------------------- another journal


def test_a_copy_of_a_journal_is_taken_in_and_stays_as_it_is(world: World, tmp_path: Path) -> None:
    """With its links and its bin; twice changes nothing; not a byte of the copy is written."""
    entry = kept(world, Entry("Käse"))
    kept_session(world)
    with world.open_store(writing=True) as store:
        store.records.bin([kept(world, Entry("binned"))])
    copy = copy_journal(world, tmp_path / "copy.sqlite3").path
    copy.chmod(stat.S_IREAD)
    before = copy.read_bytes()
    other = manual_world(tmp_path / "other", clock=ManualClock(wall=NOW), zone="+01:00")
    for added, known in ((5, 0), (0, 5)):
        tally = taken(other, copy)
        assert (added, known, []) == (tally.added, tally.known, tally.faults)
        assert exported(world, "jsonl") == exported(other, "jsonl")
    assert (before, ["copy.sqlite3"]) == (copy.read_bytes(), [p.name for p in tmp_path.glob("copy*")])
    with other.open_store(writing=False) as store:
        assert "binned" in str(store.records.find(Query((), binned=True)))
    assert Entry("Käse") == read(other, entry).details
    assert 5 == taken(world, journal_path(world)).known, "its own journal is no trouble"


def old_journal(path: Path, schema: str) -> bytes:
    """A journal as an earlier version wrote it, and its bytes."""
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(Path(__file__).with_name(schema).read_text(encoding="utf-8"))
    return path.read_bytes()


def test_a_copy_of_an_older_journal_is_taken_in(world: World, tmp_path: Path) -> None:
    """Brought up to date on the way; the copy stays what it was."""
    path = tmp_path / "old.sqlite3"
    before = old_journal(path, "schema-002.sql")
    tally = taken(world, path)
    assert tally.added > 5
    assert [] == tally.faults
    again = taken(world, path)
    assert (0, 0, tally.added) == (again.added, again.changed, again.known)
    assert before == path.read_bytes()


def test_a_journal_whose_records_have_no_ids_is_refused_with_the_way(world: World, tmp_path: Path) -> None:
    """What it says of ratings and intentions would come anew each time."""
    path = tmp_path / "old.sqlite3"
    told = refused(world, path, old_journal(path, "schema-001.sql"))
    assert "would come twice" in told
    assert "MASSAGE_MIND_HOME" in told


def test_another_database_is_called_so(world: World, tmp_path: Path) -> None:
    """One of another program, one of a newer program of ours, a damaged one, one through a pipe."""
    path = tmp_path / "places.sqlite"

    def made(*commands: str) -> bytes:
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as conn:
            for command in commands:
                conn.execute(command)
            conn.commit()
        return path.read_bytes()

    tables = ("CREATE TABLE session (id)", "CREATE TABLE migration (name)")
    rows = ("INSERT INTO migration VALUES ('001-sessions')", "INSERT INTO migration VALUES ('999-later')")
    assert "SQLite file, but no journal of ours" in refused(world, path, made("CREATE TABLE a (b)"))
    assert "SQLite file, but no journal of ours" in refused(world, path, made("CREATE TABLE migration (x)"))
    assert "newer massage-mind" in refused(world, path, made(*tables, *rows))
    whole = made("CREATE TABLE a (b)")
    for data in (whole[:700], whole[:100] + bytes(900), whole[:16] + b"\xff" * 2_000):
        assert "can't be read as a journal" in refused(world, path, data)
    with pytest.raises(UsageError, match="SQLite file") as caught:
        import_records(world, io.BytesIO(whole))
    assert "Name the file" in caught.value.hint


def test_a_record_that_makes_no_sense_in_another_journal_is_named(world: World, tmp_path: Path) -> None:
    """The rest comes in."""
    bad, good = kept(world, Entry("one")), kept(world, Entry("two"))
    copy = copy_journal(world, tmp_path / "copy.sqlite3").path
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE record SET uid = 'none' WHERE id = ?", (bad,))
        conn.commit()
    other = manual_world(tmp_path / "other", clock=ManualClock(wall=NOW))
    tally = taken(other, copy)
    assert (1, 1) == (tally.added, tally.left_out)
    assert "uid is 'none'" in tally.faults[0]
    assert Entry("two") == read(other, good).details


# ---------------------------------------------------------------- folders


def test_a_folder_as_day_one_leaves_it_is_taken_in(world: World, tmp_path: Path) -> None:
    """Its journals, wherever they lie in it; its photos are counted, what is hidden is somebody else's."""
    folder = tmp_path / "unpacked"
    for name, data in (
        ("Journal.json", EXPORT),
        ("more/Travel.json", EXPORT.replace('"A"', '"B"')),
        ("more/note.md", "no record"),
        ("photos/a.jpeg", "x"),
        (".obsidian/app.json", "{}"),
        (".hidden.json", "{}"),
        ("bad.json", "{"),
    ):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(data, encoding="utf-8")
    tally = taken(world, folder)
    assert (2, 2, 2) == (tally.added, tally.left_out, tally.remarks.files)
    assert ["bad.json", "more/note.md"] == [one.split(":")[0] for one in tally.faults]
    assert 2 == taken(world, folder).known


def test_what_is_neither_file_nor_folder_is_never_opened(world: World, tmp_path: Path) -> None:
    """A FIFO would be waited for, a device has no end: both are passed over, also behind a link, and counted."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs here")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Journal.json").write_text(EXPORT, encoding="utf-8")
    os.mkfifo(folder / "pipe.json")
    os.mkfifo(folder / "pipe.md")
    (folder / "link.json").symlink_to(folder / "pipe.json")
    (folder / "device.json").symlink_to("/dev/zero")
    (folder / "dead.json").symlink_to(folder / "nowhere")
    (folder / "round").symlink_to(folder)
    tally = taken(world, folder)
    assert (1, 0, 5) == (tally.added, tally.left_out, tally.remarks.no_files)
    for name in ("pipe.json", "device.json"):  # Put there after it was looked at.
        with pytest.raises(OSError, match="is no file"):
            open_regular(folder / name)
    stdout = io.StringIO()
    again = manual_world(tmp_path / "again", stdout=stdout)
    assert 0 == run(["journal", "import", str(folder)], lambda: again)
    assert "five pipes, devices or dead links" in again.stderr.getvalue()  # type: ignore[union-attr]


def test_a_folder_with_nothing_in_it_says_so(world: World, tmp_path: Path) -> None:
    """And a file in one that may not be read is named."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.jpeg").write_text("x")
    with pytest.raises(UsageError, match="nothing in .* that can be imported"):
        taken(world, folder)


def test_which_names_may_hold_records() -> None:
    """Those with our endings, unless hidden; a name is shown as one line."""
    assert all(map(carries, ("a.json", "x/b.JSONL", "..\\c.md", "../d.zip", "./e.gz")))
    assert not any(map(carries, ("a.jpeg", ".a.json", "__MACOSX/a.json", ".git/a.json", "json", "")))
    assert ("a", True, True) == (shown("a"), shown("a\n\x1b").isprintable(), len(shown("x" * 9_999)) < 200)


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "encoded",
    [
        EXPORT.encode(),
        codecs.BOM_UTF8 + EXPORT.encode(),
        codecs.BOM_UTF16_LE + EXPORT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + EXPORT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + EXPORT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + EXPORT.encode("utf-32-be"),
        EXPORT.replace(",", ",\r\n").encode(),
    ],
)
def test_a_text_is_read_by_its_mark(world: World, tmp_path: Path, encoded: bytes) -> None:
    """The same entry in each."""
    assert 1 == taken(world, tmp_path / "a.json", encoded).added
    assert "Ruhe und Wärme" in exported(world, "text")


@pytest.mark.parametrize("before", [0, 1, 70_000, 200_000])
def test_the_first_byte_that_is_no_text_is_named(world: World, tmp_path: Path, before: int) -> None:
    """Its place, its line and what it is, however far into the file; nothing is guessed."""
    head = (b'{"metadata": {}, \n' + (b" " * 99 + b"\n") * (before // 100 + 1))[: before + 18]
    start = head + b'"entries": [{"text": "caf'
    lines = start.count(b"\n")
    told = refused(world, tmp_path / "a.json", start + b'\xe9 na\xefve"}]}')
    assert f"byte {len(start) + 1:,}, in line {lines + 1:,}, is 0xE9" in told
    assert "n't UTF-8 text" in told
    odd = codecs.BOM_UTF16_LE + EXPORT.encode("utf-16-le")[:-9]
    assert f"n't UTF-16 text: byte {len(odd)} is " in refused(world, tmp_path / "a.json", odd)


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (b"\n", "isn't UTF-16 text"),
        (b"\x00", "isn't UTF-16 text"),
        (EXPORT.encode("utf-16-le"), "goes on after its end, with '{"),
        (bytes(40), "goes on after its end"),
    ],
)
def test_what_follows_the_end_of_an_export_is_said(
    world: World, tmp_path: Path, after: bytes, why: str
) -> None:
    """A byte too many, a second export, what a disk left there: what came before is taken in, and that is said too."""
    told = refused(
        world, tmp_path / "a.json", codecs.BOM_UTF16_LE + EXPORT.encode("utf-16-le") + after, partly=True
    )
    assert why in told and "Before that, 1 new" in told
    assert "Ruhe und Wärme" in exported(world, "text")


def test_what_is_cut_off_after_its_last_entry_is_said(world: World, tmp_path: Path) -> None:
    """The list is whole, what it stands in is not: there may have been more."""
    told = refused(world, tmp_path / "a.json", EXPORT.rstrip().removesuffix("}").encode(), partly=True)
    assert "no whole JSON" in told and "Before that, 1 new" in told


def test_a_note_in_latin_1_is_named_among_the_others(world: World, tmp_path: Path) -> None:
    """One of UTF-16 is read."""
    kept(world, Entry("Wärme"))
    folder = tmp_path / "notes"
    export_records(world, ExportRequest("markdown", Query(KINDS), target=folder), lambda _: None)
    (name,) = os.listdir(folder)
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_bytes(text.encode("latin-1"))
    other = manual_world(tmp_path / "other", clock=ManualClock(wall=NOW))
    tally = taken(other, folder)
    assert (0, 1) == (tally.added, tally.left_out)
    assert "is 0xE4" in tally.faults[0]
    (folder / name).write_bytes(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    assert 1 == taken(other, folder).added


# ---------------------------------------------------------------- said


def test_an_import_says_everything_as_json_too(world: World, tmp_path: Path) -> None:
    """The keys of before, and how much of what came stays behind."""
    data = {**ENTRY, "photos": [{}], "timeZone": "Nowhere"}
    (tmp_path / "a.zip").write_bytes(
        zipped(("J.json", json.dumps({"metadata": {}, "entries": [data, {}]})), ("a.jpeg", b""))
    )
    assert 1 == run(["journal", "import", str(tmp_path / "a.zip"), "--json"], lambda: world)
    said: dict[str, Any] = json.loads(world.stdout.getvalue())  # type: ignore[union-attr]
    assert {
        "added": 1,
        "changed": 0,
        "known": 0,
        "older": 0,
        "deleted": 0,
        "left_out": 1,
        "left_behind": {"photo": 1},
        "unknown_zones": {"Nowhere": 1},
        "no_zone": 0,
        "times_leapt_over": 0,
        "times_shown_twice": 0,
        "broken_letters": 0,
        "beside": [],
        "passed_over": {"files": 1, "no_files": 0},
        "courses": [],
        "mixed_measures": [],
    } == {key: value for key, value in said.items() if key != "faults"}
    assert ["J.json, entry 2: creationDate is no time: 'None'."] == said["faults"]


def test_a_file_that_cannot_be_read_is_a_sentence(world: World, tmp_path: Path) -> None:
    """Its path and why."""
    with pytest.raises(StoreError, match="can't be read"):
        import_records(world, tmp_path / "nowhere.json")


def test_a_record_that_cannot_be_read_here_is_named(world: World, tmp_path: Path) -> None:
    """What came in its place is left out and the rest goes on: nothing is written over what is damaged."""
    bad = kept(world, Entry("one"))
    kept(world, Entry("two"))
    text = exported(world, "jsonl")
    with closing(sqlite3.connect(journal_path(world))) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("DELETE FROM entry WHERE n = (SELECT n FROM record WHERE id = ?)", (bad,))
        conn.commit()
    tally = taken(world, tmp_path / "a.jsonl", text.encode())
    assert (1, 1) == (tally.known, tally.left_out)
    assert f"what stands here as {bad} can't be read" in tally.faults[0]
