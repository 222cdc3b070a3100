"""Opening the journal brings it up to date, safely or not at all."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from journal_support import NOW, at_time, gone, new_session, progress, reading, writing

from massage_mind.errors import StoreError
from massage_mind.journal.file.connect import Opened, open_for_reading, open_for_writing
from massage_mind.journal.file.dialect import Migration
from massage_mind.journal.file.kind_tables import kind_steps
from massage_mind.journal.file.look import look_at
from massage_mind.journal.file.migrations import MIGRATIONS, migrate
from massage_mind.journal.file.other_journal import records_of
from massage_mind.record.appointment_thread import parked_of
from massage_mind.record.checkin import CheckIn
from massage_mind.record.document import record_document
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.ids import is_uid
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.kinds import KIND_INFOS, KINDS
from massage_mind.record.query import Query
from massage_mind.record.search import read_terms

LATER = NOW + 1_000


def _adds(table: str) -> Migration:
    def step(conn: sqlite3.Connection) -> None:
        conn.execute(f"CREATE TABLE {table} (x INTEGER)")

    return step


def _fails(conn: sqlite3.Connection) -> None:
    conn.execute("CREATE TABLE half (x INTEGER)")
    conn.execute("UPDATE session SET title = 'lost'")
    raise sqlite3.OperationalError("the power went")


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as conn:
        return {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _applied(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute("SELECT name, applied_at FROM migration ORDER BY rowid").fetchall()


def _open(
    path: Path, *added: tuple[str, Migration], opener: Callable[..., Opened] = open_for_writing
) -> None:
    conn, _ = opener(path, now_ms=LATER, steps=(*MIGRATIONS, *added))
    conn.close()


@pytest.fixture
def used(journal: Path) -> Path:
    """A journal with one session in it."""
    with writing(journal) as store:
        at_time(store, NOW).begin_session(new_session())
    return journal


def test_a_blank_file_becomes_a_journal(journal: Path) -> None:
    """Nothing was in it, so nothing is copied."""
    journal.parent.mkdir()
    journal.touch()
    with reading(journal) as store:
        assert 0 == store.count_sessions()
    assert 0 == journal.stat().st_size
    writing(journal).close()
    assert [(name, NOW) for name, _ in MIGRATIONS] == _applied(journal)
    assert not (journal.parent / "backups").exists()


def test_the_schema_is_what_it_was_when_it_was_released(journal: Path) -> None:
    """Migrations that are out are never changed: their names and tables are written down here."""
    writing(journal).close()
    assert [
        *("001-sessions", "002-records", "003-open-sets", "004-folded-search", "005-due-words"),
        *(
            "006-heard-lines",
            "007-hands-on",
            "008-kinds-of-pain",
            "009-course",
            "kind-course",
            "kind-measure",
            "kind-brief",
            "kind-comparison",
        ),
    ] == [name for name, _ in MIGRATIONS]
    shadows = {
        f"{name}_{part}" for name in ("words", "grams") for part in ("data", "idx", "docsize", "config")
    }
    assert {
        *("migration", "session", "session_section", "mark", "answer"),
        *(
            "record",
            "tag",
            "entry",
            "checkin",
            "rating",
            "body",
            "appointment",
            "intention",
            "parked",
            "course",
        ),
        *("version", "tombstone", "follow_up", "doc", "words", "grams"),
        *("heard", "drawn", "rendered", "rendered_line", "body_kind", "measure", "brief", "comparison"),
    } == _tables(journal) - shadows


@pytest.fixture
def first_schema(journal: Path) -> Path:
    """A journal as the first version wrote it, with real sessions, ratings, answers and intentions."""
    journal.parent.mkdir()
    dump = Path(__file__).with_name("schema-001.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(journal)) as conn:
        conn.executescript(dump)
    return journal


def test_the_schema_of_the_first_version_is_brought_up_to_date(first_schema: Path) -> None:
    """Every session, rating, answer and intention is there afterwards, found by a search, and the copy is from before."""
    with closing(sqlite3.connect(first_schema)) as conn:
        before = dict(conn.execute("SELECT id, title FROM session"))
    with reading(first_schema, now_ms=LATER, alive=lambda pid: False) as store:
        # Check-ins around a session are shown with it, and listed where only they are asked for.
        listed = [
            *at_time(store, LATER).records.find(Query(KINDS)),
            *at_time(store, LATER).records.find(Query(("checkin",))),
        ]
        found = {one.id: record_document(one) for one in listed}
        hits = {
            words: [one.id for one in at_time(store, LATER).records.search(read_terms(words), Query(()))]
            for words in ("kase", "肩膀", "hostile")
        }
    sessions = {key: one for key, one in found.items() if one["kind"] == "session"}
    assert before == {key: one["title"] for key, one in sessions.items()}
    assert {"stress": 7, "tension": 6, "mood": 4} == sessions["bbbbb"]["ratings"]["before"]
    assert {"stress": 3, "tension": 2} == sessions["ddddd"]["ratings"]["after"]
    assert "now and then" == sessions["ddddd"]["answers"][-2]["answer"]
    assert ("early", 60 * 60_000) == (sessions["ccccc"]["ending"], sessions["ccccc"]["played_ms"])
    assert ("interrupted", "fffff") == (sessions["fffff"]["ending"], sessions["ggggg"]["resumed_from"])
    checkins = [one for one in found.values() if one["kind"] == "checkin"]
    assert {("bbbbb", "before"), ("ddddd", "after")} == {(one["session"], one["phase"]) for one in checkins}
    intentions = {
        one["text"]: one["cleared_at"] is None for one in found.values() if one["kind"] == "intention"
    }
    assert {"let the shoulders rest": False, "speak up": False} == intentions
    assert {"kase": ["ddddd"], "肩膀": ["ddddd"], "hostile": ["fffff"]} == hits
    (copy,) = (first_schema.parent / "backups").iterdir()
    assert "002-records" in copy.name
    assert {"session", "rating"} < _tables(copy) and "record" not in _tables(copy)
    assert "" == look_at(first_schema).trouble


@pytest.fixture
def second_schema(journal: Path) -> Path:
    """A journal as the version before this one wrote it: every kind, links, versions, the bin, a tombstone."""
    journal.parent.mkdir()
    dump = Path(__file__).with_name("schema-002.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(journal)) as conn:
        conn.executescript(dump)
    return journal


_LATER_COLUMNS = ("uid", "folded", "unspaced", "due_words", "hands_on", "course", "fixed_at")


def _contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours, without the long ids, what a search reads of a text, and columns that came later."""
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        names = [name for name in _tables(path) if not name.startswith(("words", "grams", "migration"))]
        found = {
            name: [dict(row) for row in conn.execute(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in names
        }
    return {
        name: [tuple(value for key, value in row.items() if key not in _LATER_COLUMNS) for row in rows]
        for name, rows in found.items()
    }


_LATER_TABLES = (
    "heard",
    "drawn",
    "rendered",
    "rendered_line",
    "body_kind",
    "measure",
    "course",
    "brief",
    "comparison",
)
_NO_LINES: dict[str, list[tuple[object, ...]]] = {name: [] for name in _LATER_TABLES}
"""What there is no line of yet."""


def _of_schema(path: Path, form: str) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as conn:
        return dict(
            conn.execute("SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL", (form,))
        )


def test_the_schema_of_the_second_version_is_brought_up_to_date(second_schema: Path) -> None:
    """Nothing in it changes; keys, indexes, triggers and the search hold; every record has a long id of its own."""
    before = _contents(second_schema) | _NO_LINES
    triggers, indexes = _of_schema(second_schema, "trigger"), _of_schema(second_schema, "index")
    with writing(second_schema, now_ms=LATER, alive=lambda pid: False) as store:
        found = store.records.search(read_terms("肩膀"), Query(()))
        assert ["mmmmm", "hhhhh"] == [one.id for one in found]
        assert before == _contents(second_schema)
        assert [""] == [parked_of(one).due_words for one in store.records.find(Query(("parked",)))]
        assert triggers.keys() == _of_schema(second_schema, "trigger").keys()
        assert indexes.items() < _of_schema(second_schema, "index").items()
        uids = [one.head.uid for one in store.records.numbered(store.records.numbers(Query(KINDS)))]
        assert all(map(is_uid, uids)) and len(uids) == len(set(uids)) > 10
        assert 1 == store.file.conn.execute("PRAGMA foreign_keys").fetchone()[0]
        assert [] == store.file.conn.execute("PRAGMA foreign_key_check").fetchall()
        # What hangs on a record goes with it, as before; what was offered is not offered again.
        assert store.thread.is_offered("bbbbb", "next-day")
        store.records.forget(["fffff"])
        assert store.records.there("ggggg") is None and store.records.there("bbbbb") is not None
    (copy,) = (second_schema.parent / "backups").iterdir()
    assert "003-open-sets" in copy.name and before == _contents(copy) | _NO_LINES
    state = look_at(second_schema)
    assert ("", False) == (state.trouble, state.index)


def test_words_beside_new_signs_are_found_in_an_older_journal(second_schema: Path) -> None:
    """What was written before is folded as well, once, after a copy; words in other letters are found as before."""
    with closing(sqlite3.connect(second_schema)) as conn, conn:
        for column in ("doc SET body", "entry SET text"):
            conn.execute(
                f"UPDATE {column} = ? WHERE n = (SELECT n FROM record WHERE id = 'sssss')", (_OLDER,)
            )
    with reading(second_schema, now_ms=LATER, alive=lambda pid: False) as store:
        for words in ("entspannt", "елка", "GRÖSSE", "grosse", "肩膀很"):
            found = at_time(store, LATER).records.search(read_terms(words), Query(()))
            assert "sssss" in [one.id for one in found], words
    (copy,) = (second_schema.parent / "backups").iterdir()
    assert "folded" not in _of_schema(copy, "table")["doc"]
    state = look_at(second_schema)
    assert ("", False) == (state.trouble, state.index)


_OLDER = "entspannt🥰 ёлка Größe\u2066 今天肩膀很紧"


def test_a_damaged_index_does_not_keep_a_journal_from_being_brought_up_to_date(second_schema: Path) -> None:
    """It is made anew in any case."""
    with closing(sqlite3.connect(second_schema)) as conn, conn:
        conn.execute("UPDATE words_data SET block = x'00'")
        conn.execute("UPDATE grams_data SET block = x'00'")
    with writing(second_schema, now_ms=LATER, alive=lambda pid: False) as store:
        found = at_time(store, LATER).records.search(read_terms("肩膀"), Query(()))
        assert ["mmmmm", "hhhhh"] == [one.id for one in found]
    state = look_at(second_schema)
    assert ("", False) == (state.trouble, state.index)


def test_what_a_value_can_be_is_not_in_the_tables(second_schema: Path) -> None:
    """A new kind, phase, aim, state or stage takes no table made anew; numbers are still watched over."""
    writing(second_schema, now_ms=LATER).close()
    with closing(sqlite3.connect(second_schema)) as conn:
        for table, column in (
            *(("record", "kind"), ("checkin", "phase"), ("intention", "aim")),
            *(("appointment", "state"), ("parked", "state"), ("follow_up", "stage")),
        ):
            conn.execute(f"UPDATE {table} SET {column} = 'new'")
        for table, column in (("intention", "outcome"), ("rating", "value"), ("body", "level")):
            with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
                conn.execute(f"UPDATE {table} SET {column} = 11")


def test_long_ids_of_older_records_are_the_same_everywhere(second_schema: Path, tmp_path: Path) -> None:
    """Two machines that have the same older record give it the same one."""
    other = tmp_path / "other" / "journal.sqlite3"
    other.parent.mkdir()
    other.write_bytes(second_schema.read_bytes())
    ids = []
    for path, now_ms in ((second_schema, LATER), (other, LATER + 5)):
        with writing(path, now_ms=now_ms) as store:
            ids.append([(one.id, one.head.uid) for one in store.records.find(Query(KINDS))])
    assert ids[0] == ids[1]


@pytest.fixture
def fifth_schema(journal: Path) -> Path:
    """A journal as the version two before this one wrote it, from its own commands: sessions finished, left and killed, a check-in,
    thoughts, an entry, an appointment in the bin.
    """
    journal.parent.mkdir()
    dump = Path(__file__).with_name("schema-005.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(journal)) as conn:
        conn.executescript(dump)
    return journal


def test_the_schema_of_the_fifth_version_is_brought_up_to_date(fifth_schema: Path) -> None:
    """Nothing in it changes, nothing was heard by it; what is heard from now on is kept, and goes with its session."""
    before = _contents(fifth_schema)
    with writing(fifth_schema, now_ms=LATER, alive=gone) as store:
        assert before | _NO_LINES == _contents(fifth_schema)
        assert [(None, "", None)] == [
            tuple(row)
            for row in store.file.conn.execute("SELECT hands_on, course, fixed_at FROM appointment")
        ]
        assert {} == store.draws.heard()
        session_id = store.begin_session(new_session())
        assert store.keep(session_id, progress(heard=(5, -7)))
        assert {5: LATER, -7: LATER} == store.draws.heard()
        store.records.forget([session_id])
        assert {} == store.draws.heard()
    (copy,) = (fifth_schema.parent / "backups").iterdir()
    assert "006-heard-lines" in copy.name and before == _contents(copy)
    state = look_at(fifth_schema)
    assert ("", False) == (state.trouble, state.index)


@pytest.fixture
def seventh_schema(journal: Path) -> Path:
    """A journal as the version before this one wrote it, from its own commands: check-ins with body maps, a session, a
    thought, an entry, an intention, an appointment with its hands.
    """
    journal.parent.mkdir()
    dump = Path(__file__).with_name("schema-007.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(journal)) as conn:
        conn.executescript(dump)
    return journal


def test_the_schema_of_the_seventh_version_is_brought_up_to_date(seventh_schema: Path) -> None:
    """Nothing in it changes; a copy is made first, which reads as it did; what a mark is like is kept from now on."""
    before = _contents(seventh_schema)
    with writing(seventh_schema, now_ms=LATER, alive=gone) as store:
        assert before | {
            name: [] for name in ("body_kind", "measure", "course", "brief", "comparison")
        } == _contents(seventh_schema)
        old = store.records.find(Query(("checkin",)))
        assert [{"neck": 0, "left shoulder": 1}, {"neck": 2, "left shoulder": 3}] == [
            cast(CheckIn, one.details).body for one in old
        ]
        marked = CheckIn("after", body={"neck": 2}, kinds={"neck": "burning"})
        new = store.records.add(NewRecord(marked, LATER, "UTC"))
        assert marked == store.records.get(new.id).details
        store.records.forget([new.id])
        assert [] == _contents(seventh_schema)["body_kind"]
    (copy,) = (seventh_schema.parent / "backups").iterdir()
    assert "008-kinds-of-pain" in copy.name and before == _contents(copy)
    assert [one.details for one in old] == [
        record.details
        for _, record in records_of(copy, "it")
        if isinstance(record, Record) and record.kind == "checkin"
    ][::-1]
    state = look_at(seventh_schema)
    assert ("", False) == (state.trouble, state.index)


@pytest.mark.parametrize(
    ("knows", "newer"),
    [(2, "003-open-sets, 004-folded-search"), (3, "004-folded-search"), (5, "006-heard-lines")],
)
@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading])
def test_an_older_program_is_told_clearly(
    second_schema: Path, opener: Callable[..., Opened], knows: int, newer: str
) -> None:
    """It knows the first steps only: not a byte changes, and it says what to do."""
    writing(second_schema, now_ms=LATER).close()
    before = second_schema.read_bytes()
    with pytest.raises(StoreError, match=f"newer massage-mind.*{newer}") as caught:
        opener(second_schema, now_ms=LATER, steps=MIGRATIONS[:knows])
    assert "Update massage-mind" in caught.value.hint
    assert before == second_schema.read_bytes()


def test_a_step_that_breaks_a_link_is_rolled_back(second_schema: Path) -> None:
    """Foreign keys are off while a step runs, so what it leaves behind is counted before it is kept."""

    def loses(conn: sqlite3.Connection) -> None:
        conn.execute("DELETE FROM record WHERE kind = 'checkin'")

    writing(second_schema, now_ms=LATER).close()
    before = _contents(second_schema)
    with pytest.raises(StoreError, match="904-loses"):
        _open(second_schema, ("904-loses", loses))
    assert before == _contents(second_schema)


def test_a_failing_third_step_is_rolled_back(second_schema: Path) -> None:
    """It meets an outcome that cannot be: the file is as it was, and the copy is there."""
    with closing(sqlite3.connect(second_schema)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE intention SET outcome = 9")
    before = second_schema.read_bytes()
    with pytest.raises(StoreError, match="didn't take a value"):
        writing(second_schema, now_ms=LATER)
    assert before == second_schema.read_bytes()
    assert 1 == len(list((second_schema.parent / "backups").iterdir()))


@dataclass(frozen=True)
class Letter:
    """A kind of record that is yet to come."""

    text: str
    sent_at: int | None = None
    pages: int = 1


def test_a_new_kind_makes_its_own_table(used: Path) -> None:
    """Out of the fields of its class, once, in a step with its name; what no column can hold is refused."""
    letter = KindInfo(("letter",), Letter, (), lambda one: (one.text,), titles=("letter",))
    *_, step = kind_steps([*KIND_INFOS, letter])
    assert "kind-letter" == step[0]
    _open(used, step)
    _open(used, step)
    with closing(sqlite3.connect(used)) as conn:
        columns = [(row[1], row[2], row[3]) for row in conn.execute("PRAGMA table_info(letter)")]
    assert [
        ("n", "INTEGER", 0),
        ("text", "TEXT", 1),
        ("sent_at", "INTEGER", 0),
        ("pages", "INTEGER", 1),
    ] == columns
    with pytest.raises(StoreError, match="newer massage-mind.*kind-letter"):
        _open(used)
    checks = KindInfo(("checks",), CheckIn, (), lambda one: (), titles=("checks",))
    with pytest.raises(TypeError, match="checks.ratings"):
        _open(used, step, *kind_steps([checks]))


def test_an_older_file_on_a_read_only_disk_is_left_alone(small_disk: Path) -> None:
    """A clear sentence for looking as for writing, and nothing is written."""
    import subprocess

    journal = small_disk / "data" / "journal.sqlite3"
    journal.parent.mkdir()
    dump = Path(__file__).with_name("schema-001.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(journal)) as conn:
        conn.executescript(dump)
    before = journal.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StoreError, match="from an older massage-mind.*(read-only|Read-only)"):
        reading(journal, now_ms=LATER)
    with pytest.raises(StoreError, match="read-only|Read-only"):
        writing(journal, now_ms=LATER)
    assert before == journal.read_bytes()
    assert ["data"] == [entry.name for entry in small_disk.iterdir()]
    assert [journal.name] == [entry.name for entry in journal.parent.iterdir()]


def test_a_failing_step_of_ours_is_rolled_back(first_schema: Path) -> None:
    """The second step meets a rating that cannot be: the file is as it was, and the copy is there."""
    with closing(sqlite3.connect(first_schema)) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE rating SET value = 99 WHERE item = 'mood'")
    before = first_schema.read_bytes()
    with pytest.raises(StoreError, match="didn't take a value"):
        writing(first_schema, now_ms=LATER)
    assert before == first_schema.read_bytes()
    assert 1 == len(list((first_schema.parent / "backups").iterdir()))


def test_a_copy_is_made_before_the_first_pending_step(used: Path) -> None:
    """The copy is whole, private, and from before."""
    _open(used, ("902-more", _adds("more")), ("903-most", _adds("most")))
    (copy,) = (used.parent / "backups").iterdir()
    assert "902-more" in copy.name
    assert (0o600, 0o700) == (stat.S_IMODE(copy.stat().st_mode), stat.S_IMODE(copy.parent.stat().st_mode))
    assert not {"more", "most"} & _tables(copy)
    assert {"more", "most"} < _tables(used)
    with reading(copy) as store:
        assert 1 == store.count_sessions()


def test_eight_copies_are_kept(used: Path) -> None:
    """The oldest go; what else lies there stays."""
    folder = used.parent / "backups"
    folder.mkdir(mode=0o700)
    (folder / "my own.sqlite3").touch()
    with closing(sqlite3.connect(used)) as conn:
        for step in range(11):
            name = f"x{step:02}"
            conn.isolation_level = None
            migrate(
                conn,
                used,
                now_ms=NOW + step,
                steps=[*MIGRATIONS, *((f"x{n:02}", _adds(f"t{n}")) for n in range(step + 1))],
            )
            assert name in {applied for applied, _ in _applied(used)}
    names = sorted(entry.name for entry in folder.iterdir())
    assert ["my own.sqlite3"] == [name for name in names if not name.startswith("journal-")]
    assert [f"x{step:02}" for step in range(3, 11)] == [
        name[-11:-8] for name in names if name.startswith("journal-")
    ]


def test_a_failing_step_leaves_the_file_as_it_was(used: Path) -> None:
    """Neither half a step nor its note; the steps before it stay, each with its own."""
    with pytest.raises(StoreError, match="the power went"):
        _open(used, ("902-more", _adds("more")), ("903-fails", _fails))
    assert "half" not in _tables(used)
    assert [
        *(name for name, _ in MIGRATIONS),
        "902-more",
    ] == [name for name, _ in _applied(used)]
    with closing(sqlite3.connect(used)) as conn:
        assert "Following the touch" == conn.execute("SELECT title FROM session").fetchone()[0]
    _open(used, ("902-more", _adds("more")), ("903-mended", _adds("half")))
    assert {"more", "half"} < _tables(used)


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading])
def test_a_newer_file_is_refused(used: Path, opener: Callable[..., Opened]) -> None:
    """Untouched, with what to do, for looking as for writing."""
    _open(used, ("900-from-the-future", _adds("future")))
    before = used.read_bytes()
    with pytest.raises(StoreError, match="newer massage-mind.*900-from-the-future") as caught:
        _open(used, opener=opener)
    assert "Update massage-mind" in caught.value.hint
    assert before == used.read_bytes()


def test_looking_at_an_older_file_brings_it_up_to_date(used: Path) -> None:
    """Where it can be written, with a copy."""
    _open(used, ("902-more", _adds("more")), opener=open_for_reading)
    assert "more" in _tables(used)
    assert 1 == len(list((used.parent / "backups").iterdir()))


def test_an_older_file_that_cannot_be_written_is_left_alone(used: Path) -> None:
    """A clear sentence; not a byte changes."""
    before = used.read_bytes()
    holder = sqlite3.connect(used, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with (
        closing(holder),
        pytest.raises(StoreError, match="older massage-mind.*being written by another program"),
    ):
        open_for_reading(used, now_ms=LATER, busy_ms=0, steps=(*MIGRATIONS, ("902-more", _adds("more"))))
    assert before == used.read_bytes()


def test_somebody_elses_database_is_refused(journal: Path) -> None:
    """It is not ours to change."""
    journal.parent.mkdir()
    with closing(sqlite3.connect(journal)) as conn:
        conn.execute("CREATE TABLE places (url TEXT)")
    for opener in (open_for_writing, open_for_reading):
        with pytest.raises(StoreError, match="some other program"):
            _open(journal, opener=opener)
    assert {"places"} == _tables(journal)
