"""Carrying out and in, copies and recovering, as use cases."""

from __future__ import annotations

import io
import json
import os
import stat
from pathlib import Path

import pytest
from journal_support import NOW, kept, kept_session, new_session, read

from massage_mind.cli.carry_pages import format_and_target, source_named
from massage_mind.cli.copy_pages import put_back_from
from massage_mind.cli.main import run
from massage_mind.diary.carrying import ExportRequest, export_records, import_records
from massage_mind.diary.copies import copy_journal, journal_path, recover_journal, worth_of_journal
from massage_mind.diary.deleting import delete_records
from massage_mind.errors import MassageMindError, StoreError, UsageError
from massage_mind.journal.carry.formats import FORMATS, FORMS
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.kinds import KINDS
from massage_mind.record.query import Query
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

ALL = Query(KINDS)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world of its own, with a check-in and an entry."""
    made = manual_world(tmp_path / "mm", clock=ManualClock(wall=NOW), zone="+01:00")
    kept(made, CheckIn("before", ratings={"stress": 6}))
    kept(made, Entry("Käse"))
    return made


def another(folder: Path) -> World:
    """A world with nothing in it."""
    return manual_world(folder, clock=ManualClock(wall=NOW), zone="+01:00")


def carried(world: World, request: ExportRequest) -> str:
    """What goes to the stream."""
    out = io.StringIO()
    assert export_records(world, request, out.write) is None
    return out.getvalue()


# ---------------------------------------------------------------- out


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_a_stream_and_into_a_file(world: World, tmp_path: Path, form: str) -> None:
    """The same text in both, for all but the one that is a file a record; of the owner's alone; not over another."""
    target = tmp_path / "out"
    text = carried(world, ExportRequest(form, ALL))
    assert "Käse" in text or "K\\u00e4se" in text or form == "csv"
    told = export_records(world, ExportRequest(form, ALL, target=target), _never)
    assert told is not None and target == told.path and told.sentence.endswith(":")
    if target.is_file():
        assert (text, 0o600) == (target.read_text(), stat.S_IMODE(target.stat().st_mode))
    else:
        assert [0o600] * 2 == [stat.S_IMODE(one.stat().st_mode) for one in target.iterdir()]
    with pytest.raises(MassageMindError, match="is there already"):
        export_records(world, ExportRequest(form, ALL, target=target), _never)
    export_records(world, ExportRequest(form, ALL, target=target, over=True), _never)


def _never(text: str) -> None:
    raise AssertionError(text)


def test_a_format_that_nothing_writes_is_a_clear_failure(world: World) -> None:
    """One that can only be read in: no text in its place, and no exit code 0."""
    assert [] != [form.name for form in FORMS if form.write is None]
    for form in FORMS:
        if form.write is None:
            assert 2 == run(["journal", "export", "-f", form.name], lambda: world)
            assert ("", True) == (world.stdout.getvalue(), f'"{form.name}"' in world.stderr.getvalue())  # type: ignore[union-attr]


def test_a_format_is_known_by_its_other_names() -> None:
    """md, txt, ndjson and html; --json goes before all; what is none is a usage error."""
    for word, form in (("md", "markdown"), ("txt", "text"), ("ndjson", "jsonl"), ("html", "book")):
        assert (form, "-") == format_and_target(word, "-", "", as_json=False)
    assert ("json", "x") == format_and_target("csv", "x", "", as_json=True)
    with pytest.raises(UsageError, match='no format called "pdf"'):
        format_and_target("pdf", "-", "", as_json=False)


def test_a_book_is_nothing_else_as_well() -> None:
    """--book names the file; another format or another file beside it is a usage error."""
    assert ("book", "b.html") == format_and_target("json", "-", "b.html", as_json=False)
    assert ("book", "-") == format_and_target("book", "-", "-", as_json=False)
    for form, out, as_json in (("csv", "-", False), ("json", "x", False), ("json", "-", True)):
        with pytest.raises(UsageError, match="--book says"):
            format_and_target(form, out, "b.html", as_json=as_json)


def test_what_fails_on_the_way_leaves_no_file(world: World, tmp_path: Path) -> None:
    """Neither half of it nor a passing one; a file that was there stays as it was."""
    target = tmp_path / "folder" / "out"
    target.parent.mkdir()
    request = ExportRequest("text", ALL, fields=("id",), target=target)
    with pytest.raises(UsageError, match="no fields"):
        export_records(world, request, _never)
    assert [] == os.listdir(target.parent)
    target.write_text("before")
    with pytest.raises(UsageError):
        export_records(world, ExportRequest("text", ALL, ("id",), target, over=True), _never)
    assert (["out"], "before") == (os.listdir(target.parent), target.read_text())
    with pytest.raises(MassageMindError, match="is a folder"):
        export_records(world, ExportRequest("json", ALL, target=target.parent), _never)
    with pytest.raises(MassageMindError, match="There's no folder"):
        export_records(world, ExportRequest("json", ALL, target=target / "x"), _never)


def test_no_link_laid_in_the_way_is_written_through(world: World, tmp_path: Path) -> None:
    """A name that is taken by a link is taken, wherever it points; put over, the link goes and not what it points to."""
    folder = tmp_path / "notes"
    export_records(world, ExportRequest("markdown", ALL, target=folder), _never)
    names = sorted(os.listdir(folder))
    outside = tmp_path / "outside"
    (folder / names[0]).unlink()
    (folder / names[0]).symlink_to(outside)
    for name in names[1:]:  # What was written before it is found to be taken goes again.
        (folder / name).unlink()
    with pytest.raises(MassageMindError, match="is there already; nothing was written"):
        export_records(world, ExportRequest("markdown", ALL, target=folder), _never)
    assert names[:1] == os.listdir(folder)
    export_records(world, ExportRequest("markdown", ALL, target=folder, over=True), _never)
    assert (False, False) == (outside.exists(), (folder / names[0]).is_symlink())


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("form", ["markdown", "json"])
def test_a_target_that_is_a_link_to_nothing_is_not_written_through(
    world: World, tmp_path: Path, form: str, over: bool
) -> None:
    """Nothing is made where it points to; a file put over it takes the place of the link."""
    target, outside = tmp_path / "link", tmp_path / "outside"
    target.symlink_to(outside)
    request = ExportRequest(form, ALL, target=target, over=over)
    if form == "json" and over:
        export_records(world, request, _never)
        assert not target.is_symlink()
    else:
        with pytest.raises(MassageMindError, match="is a link to nothing|is there already") as caught:
            export_records(world, request, _never)
        assert 1 == caught.value.exit_code
    assert not outside.exists()


def test_what_is_in_the_bin_comes_last_and_only_when_asked(world: World) -> None:
    """After all the others."""
    key = kept(world, Entry("gone"))
    delete_records(world, [key], forever=False, agreed=lambda _: True)
    without, with_it = (
        [json.loads(line)["id"] for line in carried(world, request).splitlines()]
        for request in (ExportRequest("jsonl", ALL), ExportRequest("jsonl", ALL, binned=True))
    )
    assert [*without, key] == with_it


# ---------------------------------------------------------------- in


def test_records_are_taken_in_from_a_file_a_folder_and_a_stream(world: World, tmp_path: Path) -> None:
    """The same each time; twice changes nothing."""
    whole = carried(world, ExportRequest("jsonl", ALL))
    (tmp_path / "all.jsonl").write_text(whole)
    export_records(world, ExportRequest("markdown", ALL, target=tmp_path / "notes"), _never)
    for number, name in enumerate(("all.jsonl", "notes", "-")):
        other = another(tmp_path / f"home-{number}")
        for added, known in ((2, 0), (0, 2)):
            stdin = io.TextIOWrapper(io.BytesIO(whole.encode()))
            typed = name if name == "-" else str(tmp_path / name)
            source = source_named(manual_world(tmp_path, stdin=stdin), typed)
            tally = import_records(other, source)
            assert (added, known, []) == (tally.added, tally.known, tally.faults)
        assert whole == carried(other, ExportRequest("jsonl", ALL))


def test_a_source_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """A file, and a standard input that carries no bytes."""
    world = another(tmp_path / "mm")
    with pytest.raises(StoreError, match="no file nowhere"):
        source_named(world, "nowhere")
    with pytest.raises(UsageError, match="nothing on standard input"):
        source_named(world, "-")
    assert 2 == run(["journal", "import", "-"], lambda: world)


# ---------------------------------------------------------------- copies


def test_a_copy_is_made_beside_the_journal_or_elsewhere(world: World, tmp_path: Path) -> None:
    """Never over another file; without a journal there is nothing to copy."""
    made = copy_journal(world, None)
    assert (journal_path(world).parent / "backups", made.path.stat().st_size) == (made.path.parent, made.size)
    target = tmp_path / "copy.sqlite3"
    assert target == copy_journal(world, target).path
    with pytest.raises(StoreError, match="is there already"):
        copy_journal(world, target)
    with pytest.raises(StoreError, match="There's no folder"):
        copy_journal(world, tmp_path / "no folder" / "copy")
    with pytest.raises(StoreError, match="no journal yet"):
        copy_journal(another(tmp_path / "empty"), None)


def test_a_damaged_journal_is_seen_and_put_back(world: World) -> None:
    """The newest whole copy, once the person agrees; the damaged file is kept."""
    copy = copy_journal(world, None).path
    path = journal_path(world)
    path.write_bytes(path.read_bytes()[:5_000])
    worth = worth_of_journal(world)
    assert (True, False, [copy]) == (worth.damaged, worth.index_off, [one.path for one in worth.copies])
    asked: list[str] = []
    assert (
        recover_journal(world, "newest", over_whole=False, agreed=lambda what: bool(asked.append(what)))
        is None
    )
    assert worth_of_journal(world).damaged
    done = recover_journal(world, "newest", over_whole=False, agreed=lambda _: True)
    assert done is not None and done.aside is not None
    assert (["the copy from today at 16:00"], copy, True, True) == (
        asked,
        done.copy,
        done.damaged,
        done.aside.exists(),
    )
    assert not worth_of_journal(world).damaged


def test_a_whole_journal_is_gone_back_from_only_when_asked(world: World) -> None:
    """Without a copy there is nothing to go back to."""
    with pytest.raises(StoreError, match="nothing to recover"):
        recover_journal(world, "nothing", over_whole=False, agreed=lambda _: True)
    with pytest.raises(StoreError, match="no whole copy"):
        recover_journal(world, "newest", over_whole=True, agreed=lambda _: True)
    copy = copy_journal(world, None).path
    session = kept_session(world)
    done = recover_journal(world, copy, over_whole=True, agreed=lambda _: True)
    assert done is not None
    assert (copy, False, 0) == (done.copy, done.damaged, done.saved)
    with pytest.raises(StoreError):
        read(world, session)


def test_a_journal_is_not_taken_from_under_a_running_session(world: World) -> None:
    """Until it has ended."""
    copy = copy_journal(world, None).path
    with world.open_store(writing=True) as store:
        session = store.begin_session(new_session(pid=os.getpid()))
    with pytest.raises(MassageMindError, match="running now"):
        recover_journal(world, copy, over_whole=True, agreed=lambda _: True)
    assert session == read(world, session).id


def test_there_is_one_way_back_at_a_time() -> None:
    """A copy, the newest, or none; or looking only."""
    assert (None, Path("x"), "newest", "nothing") == (
        *(put_back_from("", newest=False, salvage=False), put_back_from("x", newest=False, salvage=False)),
        *(put_back_from("", newest=True, salvage=False), put_back_from("", newest=False, salvage=True)),
    )
    with pytest.raises(UsageError, match="three ways"):
        put_back_from("x", newest=True, salvage=False)


def test_every_format_of_an_export_writes_every_record(world: World) -> None:
    """The folder of formats is asked which there are; each has something to say of a check-in."""
    record_id = kept(world, CheckIn("before", ratings={"stress": 6}))
    for name in FORMATS:
        said: list[str] = []
        export_records(world, ExportRequest(name, ALL), said.append)
        assert record_id in "".join(said), name
