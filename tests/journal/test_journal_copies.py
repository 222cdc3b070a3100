"""Copies are proven: looked through when made, never pushed out by worse ones, looked at again, and put back in a drill."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_support import HOUR, NOW, broken_off, gone, kept_session, new_session, progress, reading, writing

from massage_mind.cli.main import run
from massage_mind.diary.copies import copy_words
from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.file.backup import KEPT, backups
from massage_mind.journal.file.look import look_at
from massage_mind.journal.file.recover import put_back
from massage_mind.process import numbering
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.document import record_document
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.testing import ManualClock, manual_world

DAY = 24 * HOUR
WEEK = 7 * DAY


def change(journal: Path, statement: str, *values: object) -> None:
    """What a failing disk does: a value is another one, and nobody said so."""
    with closing(sqlite3.connect(journal)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute(statement, values)


def one_byte(path: Path, words: bytes, other: bytes) -> None:
    """Change these words in the table of entries, where they stand first, and leave what a search reads alone."""
    with closing(sqlite3.connect(path)) as conn:
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        (page,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry'").fetchone()
    body = bytearray(path.read_bytes())
    at = body.index(words, (page - 1) * size)
    assert at < page * size
    body[at : at + len(words)] = other
    path.write_bytes(body)


def documents(journal: Path) -> dict[str, Any]:
    with reading(journal, alive=gone) as store:
        found = [*store.records.find(Query(())), *store.records.find(Query((), binned=True))]
        return {one.id: record_document(one) for one in found}


@pytest.fixture
def used(journal: Path) -> Path:
    """A journal with a record of every kind, one changed, one in the bin."""
    with writing(journal) as store:
        for details in (
            Entry("lighter than before"),
            CheckIn("ordinary-day", "tired", {"stress": 4}, {"jaw": 2}),
            Appointment(60, "swedish", "Kim", "here"),
            Intention("let the shoulders rest"),
            Parked("call the bank"),
        ):
            store.records.add(NewRecord(details, NOW, "UTC", tags=("a",)))
        session_id = store.begin_session(new_session())
        store.end_session(session_id, progress(), "finished")
        other = store.records.add(NewRecord(Entry("second"), NOW, "UTC"))
        store.records.change(other.id, details=lambda old: Entry("second, changed"))
        store.records.bin([store.records.add(NewRecord(Entry("away"), NOW, "UTC")).id])
    return journal


def asked(home: Path, *words: str, now_ms: int = NOW) -> tuple[int, str, str]:
    """A command line in this home: its exit code, what it printed, what it noted."""
    world = manual_world(home, clock=ManualClock(wall=now_ms))
    code = run(words, lambda: world)
    return code, world.out().getvalue(), world.stderr.getvalue()  # type: ignore[attr-defined,union-attr]


# ---------------------------------------------------------------- damage is noticed


def test_every_whole_journal_is_whole(used: Path) -> None:
    """No kind of record, no version, nothing in the bin is taken for damage."""
    state = look_at(used)
    assert ("", 8, False) == (state.trouble, state.records, state.index)


_WORDS = st.text(min_size=1).map(lambda text: f"w{text}")


@settings(max_examples=6)
@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), min_size=2, max_size=6))
def test_no_words_there_are_are_taken_for_damage(three: list[tuple[str, str, str]]) -> None:
    """Broken halves, controls, line ends of every kind, nothing at all; changed as well."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as folder:
        journal = Path(folder) / "journal.sqlite3"
        with writing(journal) as store:
            for one, two, other in three:
                for details in (Entry(one, two), CheckIn("before", one), Parked(two, None, other)):
                    kept = store.records.add(NewRecord(details, NOW, "UTC"))
                store.records.change(kept.id, details=lambda old, other=other: Parked(other))
                store.begin_session(new_session(intention=one, title=two, style=other))
                session_id = store.begin_session(new_session())
                store.add_answers(session_id, [(one, two), (two, other)])
        state = look_at(journal)
    assert ("", False) == (state.trouble, state.index)


def test_a_session_that_runs_or_was_killed_is_no_damage(used: Path) -> None:
    """What was answered while it ran is searched once it has ended."""
    with writing(used) as store:
        session_id = store.begin_session(new_session())
        assert store.keep(session_id, progress(answers=(("How is it now?", ""), ("And now?", "softer"))))
    state = look_at(used)
    assert ("", False) == (state.trouble, state.index)


@pytest.mark.parametrize("schema", ["schema-001.sql", "schema-002.sql"])
def test_a_journal_of_an_earlier_program_is_no_damage(tmp_path: Path, schema: str) -> None:
    """Neither as it was nor brought up to date."""
    path = tmp_path / "data" / "journal.sqlite3"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(Path(__file__).with_name(schema).read_text())
    assert "" == look_at(path).trouble
    with writing(path):
        pass
    state = look_at(path)
    assert ("", False) == (state.trouble, state.index)


@pytest.mark.parametrize(
    ("words", "other"),
    [(b"lighter", b"lighttr"), (b"lighter", b"Lighter"), (b"lighter", b"lighte\xff"), (b"before", b"befor ")],
)
def test_one_letter_that_is_another_is_noticed(used: Path, words: bytes, other: bytes) -> None:
    """The words of a record stand twice: by `recover`, and by whoever makes a copy."""
    one_byte(used, words, other)
    assert "record " in look_at(used).trouble
    code, out, _ = asked(used.parent.parent, "journal", "recover")
    assert (1, True) == (code, "damaged (" in out)
    code, out, err = asked(used.parent.parent, "journal", "backup")
    assert (1, True) == (code, "The copy is damaged, as the journal may be" in err)
    assert Path(out.strip()).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session SET request = '{'",
        "UPDATE session SET request = '[]'",
        "UPDATE session SET moment = 'durinh'",
        "UPDATE session SET ending = 'finishee'",
        "UPDATE checkin SET phase = 'ordinary-dax'",
        "UPDATE appointment SET state = 'plannee'",
        "UPDATE intention SET aim = 'relay'",
        "UPDATE parked SET state = 'opem'",
        "UPDATE version SET document = '{'",
        "UPDATE version SET document = '3'",
        "UPDATE version SET document = '{}'",
        "UPDATE record SET kind = 'entrz' WHERE kind = 'entry'",
        "UPDATE checkin SET note = 'tirfd'",
        "UPDATE appointment SET therapist = 'Kil'",
        "UPDATE intention SET text = 'let the shoulderr rest'",
        "UPDATE parked SET text = 'call the bang'",
        "UPDATE tag SET name = 'b'",
        "UPDATE answer SET answer = 'lightes'",
        "UPDATE rating SET value = 12",
        "UPDATE appointment SET minutes = 1000000000",
        "UPDATE appointment SET minutes = 0",
        "UPDATE appointment SET hands_on = 1441",
        "UPDATE session SET played_ms = -1",
        "UPDATE session SET ended_at = started_at - 1",
        "UPDATE record SET uid = '' WHERE n = 1",
        "DELETE FROM entry WHERE n = 1",
    ],
)
def test_whatever_is_read_back_is_held_against_what_it_can_be(used: Path, statement: str) -> None:
    """Each column of JSON, each choice, each text that stands twice."""
    change(used, statement)
    assert look_at(used).trouble


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session SET moment = 'durinh'",
        "UPDATE session SET ending = 'finishee'",
        "UPDATE checkin SET phase = 'ordinary-dax'",
        "UPDATE appointment SET state = 'plannee'",
        "UPDATE intention SET aim = 'relay'",
        "UPDATE parked SET state = 'opem'",
    ],
)
def test_a_choice_that_cannot_be_is_said_by_whoever_reads_it(used: Path, statement: str) -> None:
    """As every other damage: a sentence and exit code 1, no traceback, nothing shown as something else."""
    change(used, statement)
    for words in (("list", "--kind", "all"), ("export",)):
        code, _, err = asked(used.parent.parent, "journal", *words)
        assert (1, True) == (code, "is damaged (" in err)


def test_a_search_that_is_out_of_step_is_no_damage(used: Path) -> None:
    """What a search reads was changed, and the record was not: it is made anew of the record."""
    change(used, "DROP TRIGGER doc_changed")
    change(used, "UPDATE doc SET body = 'something else' WHERE n = 1")
    state = look_at(used)
    assert ("", True) == (state.trouble, state.index)
    assert 0 == asked(used.parent.parent, "journal", "recover")[0]
    assert ("", False) == (look_at(used).trouble, look_at(used).index)


def test_what_was_asked_for_and_cannot_be_read_is_said_wherever_it_is_missing(tmp_path: Path) -> None:
    """On its page, as null in documents, where it is carried out, and it is not gone on with as something else."""
    world = manual_world(tmp_path)
    session_id = kept_session(world)
    change(tmp_path / "data" / "journal.sqlite3", "UPDATE session SET request = '{\"minutes\": 6'")
    code, out, _ = asked(tmp_path, "journal", "show", session_id)
    assert (0, True) == (code, "What it was asked for can't be read" in out)
    _, out, _ = asked(tmp_path, "journal", "show", session_id, "--json")
    assert json.loads(out)["request"] is None
    code, out, err = asked(tmp_path, "journal", "export")
    assert (0, True) == (code, f"can't be read of {session_id}" in err)
    assert [None] == [one["request"] for one in json.loads(out)["records"] if one["kind"] == "session"]


def test_a_session_that_was_asked_for_otherwise_is_not_gone_on_with(tmp_path: Path) -> None:
    """It says so; a timeline of the settings of today would be another one."""
    from massage_mind.record.session import SessionRecord
    from massage_mind.session.request import SessionRequest
    from massage_mind.session.resume import _asked_again

    world = manual_world(tmp_path)
    session_id = kept_session(world)
    change(tmp_path / "data" / "journal.sqlite3", "UPDATE session SET request = ''")
    with world.open_store(writing=False) as store:
        record = store.session(session_id)
    assert isinstance(record, SessionRecord)
    with pytest.raises(UsageError, match="can't be read"):
        _asked_again(SessionRequest(moment="during"), record)


# ---------------------------------------------------------------- copies


def weekly(journal: Path, weeks: range) -> list[tuple[str, ...]]:
    """Open it for writing once a week; what was said each time."""
    said = []
    for week in weeks:
        with writing(journal, now_ms=NOW + week * WEEK + DAY) as store:
            said.append(store.notices)
    return said


def test_weekly_copies_of_a_damaged_journal_never_push_out_the_whole_ones(used: Path) -> None:
    """Twenty weeks of them: each is said, and the last whole one is still there and can be put back."""
    before = {
        key: one for key, one in documents(used).items() if one.get("text") != "away"
    }  # The bin is emptied.
    assert {()} == set(weekly(used, range(3)))
    whole = backups(used)
    one_byte(used, b"lighter", b"lighttr")
    said = weekly(used, range(3, 23))
    assert all(any("weekly copy is damaged" in one for one in notices) for notices in said)
    there = backups(used)
    assert whole == [copy for copy in there if not look_at(copy).trouble]
    assert len(there) == len(whole) + KEPT
    put_back(used, whole[-1], now_ms=NOW + 30 * WEEK)
    assert before == documents(used)


def test_copies_that_were_damaged_later_are_not_counted(used: Path) -> None:
    """Of the whole ones eight are kept, however many others lie between."""
    weekly(used, range(KEPT))
    for copy in backups(used)[2:5]:
        one_byte(copy, b"lighter", b"lighttr")
    weekly(used, range(KEPT, KEPT + 3))
    whole = [copy for copy in backups(used) if not look_at(copy).trouble]
    assert (KEPT, KEPT + 3) == (len(whole), len(backups(used)))
    weekly(used, range(KEPT + 3, KEPT + 5))
    whole = [copy for copy in backups(used) if not look_at(copy).trouble]
    assert (KEPT, KEPT + 3) == (len(whole), len(backups(used)))


def test_each_copy_is_said_to_be_whole_or_what_is_wrong_with_it(used: Path, tmp_path: Path) -> None:
    """`journal backup --check`, all of them or one; exit code 1 where one is damaged; also as JSON."""
    home = used.parent.parent
    code, out, err = asked(home, "journal", "backup", "--check")
    assert (0, "", True) == (code, out, "no copies yet" in err)
    weekly(used, range(2))
    first, second = backups(used)
    code, out, _ = asked(home, "journal", "backup", "--check")
    assert (0, [f"{second}: whole, eight records", f"{first}: whole, eight records"]) == (
        code,
        out.splitlines(),
    )
    one_byte(first, b"lighter", b"lighttr")
    code, out, _ = asked(home, "journal", "backup", "--check", "--json")
    assert (1, [True, False]) == (code, [one["whole"] for one in json.loads(out)])
    assert 0 == asked(home, "journal", "backup", "--check", str(second))[0]
    code, out, _ = asked(home, "journal", "backup", "--check", str(first))
    assert (1, True) == (code, "damaged (the words of record" in out)
    code, _, err = asked(home, "journal", "backup", "--check", str(tmp_path / "none"))
    assert (1, True) == (code, err.startswith(f"There's no file {tmp_path / 'none'}."))
    for name, what in (("text", "no journal"), ("folder", "a folder")):
        path = tmp_path / name
        if name == "text":
            path.write_text("Dear diary " * 100)
        elif name == "folder":
            path.mkdir()
        code, out, _ = asked(home, "journal", "backup", "--check", str(path))
        assert (1, True) == (code, what in out)
    assert [second] == [copy for copy in backups(used) if copy != first]


def test_a_copy_that_is_made_says_that_it_is_whole(used: Path, tmp_path: Path) -> None:
    """With what it holds, for a program."""
    target = tmp_path / "copy.sqlite3"
    code, out, _ = asked(used.parent.parent, "journal", "backup", str(target), "--json")
    assert (0, {"file": str(target), "whole": True, "trouble": None, "records": 8}) == (
        code,
        {key: value for key, value in json.loads(out).items() if key != "bytes"},
    )
    assert json.loads(out)["bytes"] == target.stat().st_size


def test_once_a_month_one_old_copy_is_looked_through(used: Path) -> None:
    """Each in its turn; said once where it is damaged, and again when its turn comes again."""
    weekly(used, range(4))
    for copy in backups(used):
        one_byte(copy, b"lighter", b"lighttr")
    damaged = [[one for one in notices if "doesn't count" in one] for notices in weekly(used, range(4, 30))]
    said = sum(len(one) for one in damaged)
    assert 1 <= said <= 7  # Half a year: once in thirty days, and only of those that are damaged.
    with writing(used, now_ms=NOW + 29 * WEEK + DAY + HOUR) as store:
        assert () == store.notices


def _garbled(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[4096:8192] = b"\xff" * 4096
    path.write_bytes(body)


def test_a_journal_that_is_gone_is_not_begun_anew_beside_its_copies(used: Path) -> None:
    """Whoever lists, writes or looks is told; nothing is made in its place until somebody says so."""
    home = used.parent.parent
    assert 0 == asked(home, "journal", "backup")[0]
    used.unlink()
    for words in (("list",), ("add", "new words"), ("search", "lighter")):
        code, _, err = asked(home, "journal", *words)
        assert (1, True) == (code, "is gone, and there are copies" in err), words
        assert not used.exists()
    code, out, err = asked(home, "journal", "recover")
    assert (1, True, True) == (code, "The journal is gone" in out, "--newest" in err)
    assert "still gives" not in err


@pytest.mark.parametrize(
    ("statement", "trouble"),
    [
        ("DROP TABLE tombstone", "its table tombstone is missing"),
        ("DROP TABLE follow_up", "its table follow_up is missing"),
        ("DELETE FROM record WHERE kind = 'entry'", "belongs to a record that isn't there"),
        ("ALTER TABLE parked DROP COLUMN due_words", "its table parked has lost its column due_words"),
        ("DELETE FROM migration WHERE name LIKE '005%'", "has a column due_words already"),
        ("DELETE FROM migration WHERE name LIKE '003%'", "has a column uid already"),
        ("DELETE FROM migration WHERE name LIKE '002%'", "brought up to date"),
        ("UPDATE record SET at = -1 WHERE kind = 'entry'", "the time of record"),
        ("UPDATE record SET changed_at = 9000000000000000 WHERE kind = 'entry'", "is out of reach"),
    ],
)
def test_what_is_missing_of_the_tables_is_noticed(used: Path, statement: str, trouble: str) -> None:
    """A file that the next writing would stumble over is not whole."""
    change(used, statement)
    assert trouble in look_at(used).trouble


@pytest.mark.parametrize("column", ["at", "changed_at"])
@pytest.mark.parametrize("ms", [-5, 9_000_000_000_000_000])
def test_words_of_a_time_out_of_reach_are_saved_with_a_time_that_is_not(
    used: Path, column: str, ms: int
) -> None:
    """The journal that is begun with them is whole."""
    before = documents(used)
    change(used, f"UPDATE record SET {column} = {ms} WHERE kind = 'entry'")
    code, _, err = asked(used.parent.parent, "journal", "recover", "--salvage", "--yes")
    assert 0 == code, err
    assert "" == look_at(used).trouble
    assert len(before) == len(documents(used))


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        _garbled,
        lambda path: one_byte(path, b"lighter", b"lighttr"),
        lambda path: change(path, "UPDATE session SET request = '{'"),
        lambda path: change(path, "DELETE FROM entry"),
        lambda path: path.unlink(),
    ],
    ids=["emptied", "cut", "garbled", "one letter", "request", "rows gone", "gone"],
)
def test_the_drill(used: Path, damage: Callable[[Path], None]) -> None:
    """A copy is made, the journal damaged, the copy put back by the command: every document is as it was."""
    home = used.parent.parent
    before = documents(used)
    assert 0 == asked(home, "journal", "backup")[0]
    damage(used)
    code, _, err = asked(home, "journal", "recover", "--newest", "--yes", now_ms=NOW + DAY)
    assert 0 == code, err
    assert before == documents(used)
    assert "" == look_at(used).trouble
    with writing(used) as store:
        store.records.add(NewRecord(Entry("goes on"), NOW, "UTC"))


# ---------------------------------------------------------------- what is no journal, what may not be written


@pytest.mark.skipif(os.name != "posix", reason="pipes and links are POSIX")
@pytest.mark.parametrize("what", ["folder", "pipe", "device", "link to nothing"])
@pytest.mark.parametrize("words", [(), ("--salvage", "--yes"), ("--newest", "--yes")])
def test_what_is_no_file_in_the_place_of_the_journal_is_a_sentence(
    used: Path, what: str, words: tuple[str, ...]
) -> None:
    """No traceback, nothing written through it, and it is still there afterwards."""
    home = used.parent.parent
    assert 0 == asked(home, "journal", "backup")[0]
    used.unlink()
    if what == "folder":
        used.mkdir()
    elif what == "pipe":
        os.mkfifo(used)
    else:
        used.symlink_to("/dev/null" if what == "device" else home / "elsewhere")
    code, out, err = asked(home, "journal", "recover", *words)
    assert 1 == code
    assert "Traceback" not in err and err.strip()
    assert what.split(maxsplit=1)[0] in (out + err)
    assert os.path.lexists(used) and not used.is_file()
    assert not (home / "elsewhere").exists()
    assert ["backups", used.name] == sorted(os.listdir(used.parent))


@contextmanager
def _nobody() -> Iterator[None]:
    """Rights count for root, too."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed(used: Path) -> Iterator[Path]:
    """The home of a journal that may be read and not written, and its copy."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights are POSIX")
    home = used.parent.parent
    if not os.geteuid():  # The folders of the tests are root's alone.
        home = Path(tempfile.mkdtemp())
        shutil.copytree(used.parent.parent, home, dirs_exist_ok=True)
    asked(home, "journal", "backup")
    yield home
    for path in (home, *home.rglob("*")):
        path.chmod(0o700)
    if not os.geteuid():
        shutil.rmtree(home)


def _close(home: Path) -> None:
    for path in (*home.rglob("*"), home):
        path.chmod(0o555 if path.is_dir() else 0o444)


def test_a_read_only_journal_is_looked_at_without_writing(closed: Path) -> None:
    """Its search as well; with a search out of step it says that this cannot be mended here."""
    journal = closed / "data" / "journal.sqlite3"
    _close(closed)
    before = sorted(path.name for path in closed.rglob("*"))
    with _nobody():
        code, out, err = asked(closed, "journal", "recover")
        assert (0, 2, "") == (code, out.count("whole, eight records"), err)
        assert 0 == asked(closed, "journal", "backup", "--check")[0]
    assert before == sorted(path.name for path in closed.rglob("*"))
    for path in (closed, *closed.rglob("*")):
        path.chmod(0o700)
    change(journal, "DELETE FROM doc WHERE n = 1")
    _close(closed)
    with _nobody():
        code, out, err = asked(closed, "journal", "recover")
    assert (1, True, True) == (code, "whole, eight records" in out, "couldn't be made anew" in err)


def test_what_was_broken_off_and_cannot_be_undone_here_is_not_called_damage(closed: Path) -> None:
    """A hot journal on a disk that may not be written: said, with what to do."""
    journal = closed / "data" / "journal.sqlite3"
    broken_off(journal)
    _close(closed)
    with _nobody(), pytest.raises(StoreError, match="be undone first.*read-only"):
        look_at(journal)


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX")
def test_what_recovering_left_beside_a_journal_that_lies_elsewhere_is_swept(
    used: Path, tmp_path: Path
) -> None:
    """It grows beside the file that the link points to, and that is where it is looked for."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    used.rename(elsewhere / "j.db")
    used.symlink_to(elsewhere / "j.db")
    left = f".j.db.massage-mind-{2**22 + 1}-1-{numbering()}-{'0' * 16}.tmp"
    for name in (left, f"{left}-journal"):
        (elsewhere / name).touch()
    with writing(used):
        pass
    assert ["j.db"] == os.listdir(elsewhere)
    (elsewhere / left).touch()
    assert 0 == asked(used.parent.parent, "data", "delete", "--word", "delete")[0]
    assert [] == os.listdir(elsewhere)


def test_a_copy_is_named_by_when_it_was_made(tmp_path: Path) -> None:
    """On the page of copies, where one is asked about, and once it is put back."""
    world = manual_world(tmp_path, clock=ManualClock(wall=1_795_734_868_695))
    assert "the copy from today at 9:12" == copy_words(
        world, Path("journal-20261126T091248695Z-asked.sqlite3")
    )
    assert "mine.sqlite3" == copy_words(world, Path("mine.sqlite3"))
    assert "an empty journal" == copy_words(world, None)
