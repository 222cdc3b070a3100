"""What the record promises while a session runs and when one looks back."""

from __future__ import annotations

import gc
import itertools
import signal
import sqlite3
import stat
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_support import (
    HOUR,
    NOW,
    PID,
    Wall,
    alive,
    at_time,
    gone,
    new_session,
    progress,
    reading,
    writing,
)

from massage_mind.diary.thread import clear_intention, current_intention, set_intention
from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.file.connect import uri_of
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.store import Store, StoreRecorder, open_store
from massage_mind.record.ids import ALPHABET, LENGTH, new_id, typed_id
from massage_mind.record.intention import Intention
from massage_mind.record.progress import Mark, Progress
from massage_mind.record.session import Rating


def test_a_session_reads_back_as_it_was_performed(journal: Path) -> None:
    """What was wanted, how far it came, marks, sections, answers and ratings are all there again."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session(journey="j1"))
        assert at_time(store, NOW + 5_000).keep(session_id, progress())
        at_time(store, NOW).records.rate(session_id, "before", {"stress": 7, "mood": 4})
        at_time(store, NOW + HOUR).end_session(
            session_id, progress(played_ms=HOUR, position_ms=HOUR), "finished"
        )
        at_time(store, NOW + HOUR).records.rate(session_id, "after", {"stress": 3})
        at_time(store, NOW + HOUR).add_answers(
            session_id, [("How often did attention wander?", "now and then")]
        )
    with reading(journal) as store:
        record = at_time(store, NOW + 2 * HOUR).session(session_id)
    assert ("during", "swedish", "sparse", "j1") == (
        record.moment,
        record.style,
        record.guidance,
        record.journey,
    )
    assert (HOUR, HOUR, 30_000, 31) == (record.planned_ms, record.played_ms, record.paused_ms, record.cues)
    assert ("finished", 0, NOW, NOW + HOUR) == (
        record.ending,
        record.signum,
        record.started_at,
        record.ended_at,
    )
    assert ("Arriving", "Back") == record.sections
    assert (Mark(750_000, "Back"),) == record.marks
    assert (
        ("How is it now?", "lighter"),
        ("How often did attention wander?", "now and then"),
    ) == record.answers
    assert (
        Rating("before", "stress", 7),
        Rating("before", "mood", 4),
        Rating("after", "stress", 3),
    ) == record.ratings
    assert {"script": "following-the-touch", "minutes": 60} == record.request
    assert "2025-12-04T16:00:00+01:00" == record.started.isoformat()


def test_keeping_twice_changes_nothing(journal: Path) -> None:
    """The live write replaces; it never adds up. Prompted answers stay beside those of cues."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        at_time(store, NOW).add_answers(session_id, [("before?", "yes")])
        for _ in range(3):
            assert at_time(store, NOW + 5_000).keep(session_id, progress())
        at_time(store, NOW).add_answers(session_id, [("after?", "no")])
        record = at_time(store, NOW + 5_000).session(session_id)
    assert progress().marks == record.marks
    assert (("How is it now?", "lighter"), ("before?", "yes"), ("after?", "no")) == record.answers


def test_the_recorder_writes_what_the_loop_says(journal: Path) -> None:
    """The loop's port over one session, with the wall clock as the heartbeat."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        recorder = StoreRecorder(at_time(store, NOW + 7_000), session_id)
        assert recorder.keep(progress(played_ms=7_000))
        assert "" == recorder.trouble
        record = at_time(store, NOW + 7_000).session(session_id)
    assert (7_000, NOW + 7_000) == (record.played_ms, record.heartbeat_at)
    assert progress(played_ms=7_000) == record.progress


def test_a_running_session_has_no_ending(journal: Path) -> None:
    """While its process lives and writes, it is neither unfinished nor resumable."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        assert at_time(store, NOW + 30_000).session(session_id).ending is None
        assert [] == at_time(store, NOW + 30_000).unfinished()
        assert [] == at_time(store, NOW + 30_000).resumable()


@pytest.mark.parametrize(("process", "later_ms"), [(gone, 1), (alive, 30_001)])
def test_a_session_whose_process_is_gone_reads_as_interrupted(
    journal: Path, process: object, later_ms: int
) -> None:
    """Dead, or not heard of for 30 s: it shows as interrupted when it was last heard of, without a write."""
    with writing(journal) as store:
        session_id = at_time(store, NOW - 5_000).begin_session(new_session())
        at_time(store, NOW).keep(session_id, progress())
    before = journal.read_bytes()
    with reading(journal, alive=process) as store:
        (record,) = at_time(store, NOW + later_ms).sessions()
        assert [record] == at_time(store, NOW + later_ms).unfinished()
        assert [record] == at_time(store, NOW + later_ms).resumable()
    assert ("interrupted", NOW, 1_200_000) == (record.ending, record.ended_at, record.played_ms)
    assert before == journal.read_bytes()


def test_an_unfinished_session_can_be_kept(journal: Path) -> None:
    """Kept means ended as interrupted for good, at its last heartbeat."""
    with writing(journal, alive=gone) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        store.decline(session_id)
        assert [] == at_time(store, NOW + 1).unfinished()
        record = at_time(store, NOW + 1).session(session_id)
    assert ("interrupted", NOW) == (record.ending, record.ended_at)


def test_a_session_taken_for_dead_that_writes_again_is_running(journal: Path) -> None:
    """A laptop slept, somebody kept the session, the process woke: its own word counts."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        store.decline(session_id)
        assert at_time(store, NOW + HOUR).keep(session_id, progress())
        assert at_time(store, NOW + HOUR).session(session_id).ending is None
        at_time(store, NOW + HOUR).end_session(session_id, progress(), "finished")
        assert "finished" == at_time(store, NOW + HOUR).session(session_id).ending


def test_a_session_that_ended_stays_ended(journal: Path) -> None:
    """A late write after the end says no, and why, and changes nothing; ending twice keeps the first."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        at_time(store, NOW + 1).end_session(session_id, progress(), "early")
        ended = at_time(store, NOW + 1).session(session_id)
        assert not at_time(store, NOW + 2).keep(session_id, progress(played_ms=1))
        assert session_id in store.trouble
        store.decline(session_id)
        at_time(store, NOW + 3).end_session(session_id, progress(played_ms=1), "finished")
        assert ended == at_time(store, NOW + 9).session(session_id)


@pytest.mark.parametrize(
    ("ending", "signum", "offered"),
    [
        ("interrupted", signal.SIGINT, False),
        ("interrupted", signal.SIGTERM, True),
        ("interrupted", getattr(signal, "SIGHUP", 0), True),
        ("interrupted", getattr(signal, "SIGQUIT", signal.SIGINT), False),
        ("interrupted", getattr(signal, "SIGXCPU", 0), True),
        ("interrupted", 0, True),
        ("early", 0, False),
        ("finished", 0, False),
    ],
)
def test_only_what_something_else_cut_short_is_offered_again(
    journal: Path, ending: str, signum: int, offered: bool
) -> None:
    """Any other signal and a power cut, but not the person's own Ctrl-C, Ctrl-backslash or `q`."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        at_time(store, NOW + 1).end_session(session_id, progress(), ending, int(signum))  # type: ignore[arg-type]
        assert [session_id] * offered == [record.id for record in at_time(store, NOW + HOUR).resumable()]


def test_a_resumed_declined_or_old_session_is_not_offered(journal: Path) -> None:
    """Once is enough; and not after 12 hours, nor when there was nothing left of it."""
    with writing(journal, alive=gone) as store:
        first = at_time(store, NOW).begin_session(new_session())
        second = at_time(store, NOW + 1).begin_session(new_session(resumed_from=first))
        assert [second] == [record.id for record in at_time(store, NOW + 2).resumable()]
        assert first == at_time(store, NOW + 2).session(second).resumed_from
        assert [second] == [record.id for record in at_time(store, NOW + 12 * HOUR).resumable()]
        assert [] == at_time(store, NOW + 12 * HOUR + 2).resumable()
        at_time(store, NOW + 3).decline(second)
        assert [] == at_time(store, NOW + 4).resumable()
        assert "interrupted" == at_time(store, NOW + 4).session(second).ending
        done = at_time(store, NOW + 5).begin_session(new_session())
        at_time(store, NOW + 6).keep(done, progress(position_ms=HOUR))
        assert [] == at_time(store, NOW + 7).resumable()


def test_sessions_come_newest_first_and_by_moment_and_time(journal: Path) -> None:
    """The list, narrowed."""
    with writing(journal) as store:
        ids = [
            at_time(store, NOW + place * HOUR).begin_session(new_session(moment=moment))
            for place, moment in enumerate(("before", "during", "after", "during"))
        ]
        now = NOW + 5 * HOUR
        assert list(reversed(ids)) == [record.id for record in at_time(store, now).sessions()]
        assert [ids[3], ids[2]] == [record.id for record in at_time(store, now).sessions(2)]
        assert [ids[3], ids[1]] == [record.id for record in at_time(store, now).sessions(moment="during")]
        assert [ids[3], ids[2]] == [
            record.id for record in at_time(store, now).sessions(since_ms=NOW + 2 * HOUR)
        ]
        assert (4, 2) == (store.count_sessions(), store.count_sessions("during"))


def test_more_sessions_than_sqlite_takes_values_at_once(journal: Path) -> None:
    """What belongs to each of 1,100 sessions is found."""
    with writing(journal) as store:
        store.file.conn.execute("PRAGMA synchronous = OFF")
        for place in range(1_100):
            at_time(store, NOW + place).keep(
                at_time(store, NOW + place).begin_session(new_session()), progress()
            )
        found = at_time(store, NOW).sessions()
    assert {progress().marks} == {record.marks for record in found}
    assert 1_100 == len(found)


# ---------------------------------------------------------------- ids


def test_ids_are_short_and_cannot_be_misread() -> None:
    """Five characters, none of which looks like another."""
    made = [new_id() for _ in range(200)]
    assert {LENGTH} == {len(one) for one in made}
    assert set(ALPHABET) >= set("".join(made))
    assert not set(ALPHABET) & set("01loi")
    assert len(set(made)) > 190


def test_a_taken_id_is_not_used_again(journal: Path) -> None:
    """Chance may repeat itself; the record does not."""
    made = iter(["aaaaa".replace("a", "b"), "bbbbb", "bbbbb", "ccccc"])
    with writing(journal, new_id=lambda: next(made)) as store:
        assert "bbbbb" == at_time(store, NOW).begin_session(new_session())
        assert "ccccc" == at_time(store, NOW).begin_session(new_session())
    with writing(journal, new_id=lambda: "ccccc") as store, pytest.raises(StoreError, match="no free id"):
        at_time(store, NOW).begin_session(new_session())


def test_the_beginning_of_an_id_is_enough_if_only_one_begins_so(journal: Path) -> None:
    """Typed in capitals too; two that begin alike are both named."""
    made = itertools.chain(["bc234", "bd234", "zz234"])
    with writing(journal, new_id=lambda: next(made)) as store:
        for _ in range(3):
            at_time(store, NOW).begin_session(new_session())
        assert "bc234" == at_time(store, NOW).session("BC").id
        assert "zz234" == at_time(store, NOW).session(" z ").id
        with pytest.raises(StoreError, match="More than one record begins with b: bd234, bc234"):
            at_time(store, NOW).session("b")
        for unknown in ("x", "", "oil", "bc2345", "'; --", "%", "\udcff", "\x1b[2J"):
            with pytest.raises(StoreError, match=r"There's no (session|record)") as caught:
                at_time(store, NOW).session(unknown)
            assert "\x1b" not in caught.value.sentence
            caught.value.sentence.encode()


@given(st.text())
def test_what_is_typed_as_an_id_never_reaches_sql_unless_it_can_be_one(text: str) -> None:
    """An id or nothing."""
    typed = typed_id(text)
    assert typed is None or (set(typed) <= set(ALPHABET) and 0 < len(typed) <= LENGTH)


# ---------------------------------------------------------------- values


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(), min_size=6, max_size=6))
def test_any_text_is_kept_as_it_is(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Control characters, NUL, overrides and emoji come back the same."""
    title, style, section, marked, question, answer = texts
    journal = tmp_path_factory.mktemp("texts") / "journal.sqlite3"
    kept = progress(sections=(section,), marks=(Mark(1, marked),), answers=((question, answer),))
    with writing(journal) as store:
        store.file.conn.execute("PRAGMA synchronous = OFF")
        session_id = at_time(store, NOW).begin_session(new_session(title=title, style=style))
        assert at_time(store, NOW).keep(session_id, kept)
        record = at_time(store, NOW).session(session_id)
    assert (title, style) == (record.title, record.style)
    assert ((section,), (Mark(1, marked),), ((question, answer),)) == (
        record.sections,
        record.marks,
        record.answers,
    )


def test_bytes_that_are_not_text_do_not_break_a_session(journal: Path) -> None:
    """Half a character, from an argument that is not UTF-8, is replaced where nobody can be asked."""
    broken = "caf\udce9"
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session(title=broken, request={"name": broken}))
        at_time(store, NOW).keep(session_id, progress(sections=(broken,), marks=(Mark(1, broken),)))
        at_time(store, NOW).end_session(session_id, progress(sections=(broken,)), "finished")
        record = at_time(store, NOW).session(session_id)
    assert ("caf\ufffd", ("caf\ufffd",)) == (record.title, record.sections)
    assert {"name": broken} == record.request


def test_a_rating_outside_0_to_10_is_refused(journal: Path) -> None:
    """With a sentence, before anything is written."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        with pytest.raises(UsageError, match="0 to 10; stress was 11"):
            at_time(store, NOW).records.rate(session_id, "before", {"mood": 5, "stress": 11})
        at_time(store, NOW).records.rate(session_id, "before", {"stress": 0})
        at_time(store, NOW + 1).records.rate(session_id, "before", {"stress": 10})
        assert (Rating("before", "stress", 10),) == at_time(store, NOW).session(session_id).ratings


def test_nothing_can_be_added_to_a_session_that_is_not_there(journal: Path) -> None:
    """A sentence, not a row that belongs to nobody."""
    with writing(journal) as store:
        for attempt in (
            lambda: at_time(store, NOW).records.rate("bbbbb", "before", {"stress": 1}),
            lambda: at_time(store, NOW).add_answers("bbbbb", [("a", "b")]),
            lambda: at_time(store, NOW).end_session("bbbbb", progress(), "finished"),
            lambda: store.decline("\udcff"),
        ):
            with pytest.raises(StoreError, match=r"There's no (session|record)"):
                attempt()
        assert not at_time(store, NOW).keep("bbbbb", progress())


def test_a_progress_that_cannot_be_does_not_raise_into_the_session(journal: Path) -> None:
    """The loop goes on; the trouble is named."""
    with writing(journal) as store:
        session_id = at_time(store, NOW).begin_session(new_session())
        assert not at_time(store, NOW).keep(session_id, Progress(planned_ms=-1))
        assert "didn't take a value" in store.trouble


# ---------------------------------------------------------------- the intention


def test_the_latest_intention_counts_for_36_hours(journal: Path) -> None:
    """Then it is over by itself."""
    with writing(journal) as store:
        assert current_intention(store, NOW) is None
        _wants(store, "rest", NOW)
        assert "be present\nwith it" == _wants(store, "  be present\nwith it ", NOW)
        current = current_intention(store, NOW + 36 * HOUR)
        assert current is not None
        assert (Intention("be present\nwith it"), NOW) == (current.details, current.head.at)
        assert current_intention(store, NOW + 36 * HOUR + 1) is None


def test_a_cleared_intention_does_not_bring_back_the_one_before(journal: Path) -> None:
    """Without one means without one."""
    with writing(journal) as store:
        _wants(store, "rest", NOW)
        _wants(store, "speak up", NOW + 1)
        clear_intention(at_time(store, NOW + 2), NOW + 2)
        assert current_intention(store, NOW + 3) is None
        with pytest.raises(UsageError, match="empty"):
            _wants(store, " \n", NOW + 4)


def _wants(store: Store, text: str, now_ms: int) -> str:
    kept = set_intention(at_time(store, now_ms), Intention(text), at_ms=now_ms, zone="+01:00").details
    assert isinstance(kept, Intention)
    return kept.text


# ---------------------------------------------------------------- whose it is


def test_files_and_folders_are_the_owners_alone(journal: Path) -> None:
    """Also when they already exist wider; said once."""
    with writing(journal) as store:
        assert () == store.notices
    assert (0o600, 0o700) == (_mode(journal), _mode(journal.parent))
    journal.chmod(0o644)
    journal.parent.chmod(0o755)
    with writing(journal) as store:
        assert [
            f"{path} could be read by others; it is yours alone now." for path in (journal.parent, journal)
        ] == [*store.notices]
    assert (0o600, 0o700) == (_mode(journal), _mode(journal.parent))
    with writing(journal) as store:
        assert () == store.notices


def test_a_symlinked_journal_stays_a_symlink(journal: Path, tmp_path: Path) -> None:
    """Kept on another disk, or not even made there yet."""
    elsewhere = tmp_path / "elsewhere.sqlite3"
    journal.parent.mkdir()
    journal.symlink_to(elsewhere)
    with writing(journal) as store:
        at_time(store, NOW).begin_session(new_session())
    assert journal.is_symlink()
    assert 0o600 == _mode(elsewhere)
    with reading(journal) as store:
        assert 1 == store.count_sessions()


def test_looking_creates_nothing(journal: Path) -> None:
    """A missing journal reads as empty."""
    with reading(journal) as store:
        assert [] == at_time(store, NOW).sessions()
        assert (0, [], []) == (
            store.count_sessions(),
            at_time(store, NOW).unfinished(),
            at_time(store, NOW).resumable(),
        )
        assert current_intention(store, NOW) is None
    assert not journal.parent.exists()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_this_process_counts_as_alive_and_one_that_has_ended_does_not() -> None:
    """The real question to the system, both ways."""
    import os
    import subprocess
    import sys

    from massage_mind.process import is_alive

    ended = subprocess.Popen([sys.executable, "-S", "-c", ""])
    ended.wait()
    assert is_alive(os.getpid())
    assert not is_alive(ended.pid)
    assert not is_alive(0)
    assert not is_alive(2**70)
    assert PID


def test_times_are_shown_on_the_persons_own_clock() -> None:
    """By name or by offset, through a change of the clocks; what is no zone is UTC, what is no time is near one."""
    import zoneinfo

    from massage_mind.record.instants import local, zone_named

    assert "2025-12-04T09:30:00-05:30" == local(NOW, "-05:30").isoformat()
    assert "2025-12-04T09:30:00-05:30" == local(NOW, "UTC-0530").isoformat()
    for nonsense in ("", "UTC", "Mars/Olympus", "../../etc/passwd", "+99:00", "\x00", "Europe", "a" * 500):
        assert "2025-12-04T15:00:00+00:00" == local(NOW, nonsense).isoformat()
    assert (1970, 9999) == (local(-(2**62), "").year, local(2**62, "+14:00").year)
    if "Europe/Oslo" in zoneinfo.available_timezones():
        assert [2.0, 1.0] == [
            (zone_named("Europe/Oslo").utcoffset(local(ms, "").replace(tzinfo=None)) or 0).total_seconds()
            / 3600  # type: ignore[union-attr]
            for ms in (1_761_436_800_000, 1_761_523_200_000)
        ]


def test_a_journal_in_memory_keeps_what_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From one opening to the next, with the same store; it touches no file, and ends when it is closed."""
    monkeypatch.chdir(tmp_path)
    memory = MemoryJournal()
    with open_store(memory, writing=False, wall=Wall(), alive=alive) as store:
        assert 0 == store.count_sessions()
    with open_store(memory, writing=True, wall=Wall(), alive=alive) as store:
        session_id = store.begin_session(new_session())
        store.records.rate(session_id, "before", {"stress": 4})
    with open_store(memory, writing=False, wall=Wall(NOW + 1), alive=alive) as store:
        assert [session_id] == [one.id for one in store.sessions()]
        assert 1 == len(store.records.around_session(session_id))
    assert [] == list(tmp_path.iterdir())
    memory.close()
    with open_store(memory, writing=False, wall=Wall(), alive=alive) as store:
        assert 0 == store.count_sessions()


def test_a_journal_in_memory_is_closed_once() -> None:
    """By whoever closes it, and not again by the thread in which it happens to be collected."""
    memory = MemoryJournal()
    memory.open(NOW)
    memory.close()
    last = [memory]
    del memory
    other = Thread(target=last.clear)
    other.start()
    other.join()
    assert [] == last


def test_a_journal_in_memory_that_nobody_has_is_closed() -> None:
    """Also where nobody closed it: a connection left open is warned of from Python 3.13 on."""
    memory = MemoryJournal()
    conn = memory.open(NOW)
    assert 1 == conn.execute("SELECT 1").fetchone()[0]
    store = open_store(memory, writing=True, wall=Wall(), alive=alive)
    del memory
    gc.collect()
    assert 0 == store.count_sessions(), "an open store has it still"
    del store
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        conn.execute("SELECT 1")


def test_a_journal_in_memory_is_closed_by_whatever_thread_collects() -> None:
    """Python collects where it is at work, such as in a thread that encodes: that closes it as well."""
    memory = MemoryJournal()
    conn = memory.open(NOW)
    round_again: list[object] = [memory]
    round_again.append(round_again)
    gc.collect()
    gc.disable()
    try:
        del memory, round_again
        other = Thread(target=gc.collect)
        other.start()
        other.join()
    finally:
        gc.enable()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        conn.execute("SELECT 1")


def test_copies_are_made_through_the_store(journal: Path, tmp_path: Path) -> None:
    """Beside the journal or where it is said, never over something."""
    with writing(journal) as store:
        store.begin_session(new_session())
        beside = store.back_up().path
        store.copy_to(tmp_path / "copy.sqlite3")
        with pytest.raises(StoreError, match="is there already"):
            store.copy_to(tmp_path / "copy.sqlite3")
    for copy in (beside, tmp_path / "copy.sqlite3"):
        with reading(copy) as store:
            assert 1 == store.count_sessions()


@pytest.mark.parametrize("name", ["journal.sqlite3", "a b", "50%", "what?#", "Jörg", "a\udcffb", "~", "C:"])
def test_a_path_is_quoted_as_python_quotes_it(name: str) -> None:
    """Whether it has anything to quote, or nothing."""
    path = Path("folder", name).absolute()
    assert uri_of(path) == path.as_uri()
