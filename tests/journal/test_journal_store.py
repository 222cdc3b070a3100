"""What the record promises while a session runs and when one looks back."""

from __future__ import annotations

import itertools
import signal
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_support import HOUR, NOW, PID, alive, gone, new_session, progress, reading, writing

from massage_mind.diary.thread import clear_intention, current_intention, set_intention
from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.store import Store, StoreRecorder
from massage_mind.record.ids import ALPHABET, LENGTH, new_id, typed_id
from massage_mind.record.intention import Intention
from massage_mind.record.progress import Mark, Progress
from massage_mind.record.session import Rating


def test_a_session_reads_back_as_it_was_performed(journal: Path) -> None:
    """What was wanted, how far it came, marks, sections, answers and ratings are all there again."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(journey="j1"), now_ms=NOW)
        assert store.keep(session_id, progress(), now_ms=NOW + 5_000)
        store.add_ratings(session_id, "before", {"stress": 7, "mood": 4}, now_ms=NOW)
        store.end_session(
            session_id, progress(played_ms=HOUR, position_ms=HOUR), "finished", now_ms=NOW + HOUR
        )
        store.add_ratings(session_id, "after", {"stress": 3}, now_ms=NOW + HOUR)
        store.add_answers(
            session_id, [("How often did attention wander?", "now and then")], now_ms=NOW + HOUR
        )
    with reading(journal) as store:
        record = store.session(session_id, now_ms=NOW + 2 * HOUR)
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
        session_id = store.begin_session(new_session(), now_ms=NOW)
        store.add_answers(session_id, [("before?", "yes")], now_ms=NOW)
        for _ in range(3):
            assert store.keep(session_id, progress(), now_ms=NOW + 5_000)
        store.add_answers(session_id, [("after?", "no")], now_ms=NOW)
        record = store.session(session_id, now_ms=NOW + 5_000)
    assert progress().marks == record.marks
    assert (("How is it now?", "lighter"), ("before?", "yes"), ("after?", "no")) == record.answers


def test_the_recorder_writes_what_the_loop_says(journal: Path) -> None:
    """The loop's port over one session, with the wall clock as the heartbeat."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        recorder = StoreRecorder(store, session_id, lambda: NOW + 7_000)
        assert recorder.keep(progress(played_ms=7_000))
        assert "" == recorder.trouble
        record = store.session(session_id, now_ms=NOW + 7_000)
    assert (7_000, NOW + 7_000) == (record.played_ms, record.heartbeat_at)
    assert progress(played_ms=7_000) == record.progress


def test_a_running_session_has_no_ending(journal: Path) -> None:
    """While its process lives and writes, it is neither unfinished nor resumable."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        assert store.session(session_id, now_ms=NOW + 30_000).ending is None
        assert [] == store.unfinished(NOW + 30_000)
        assert [] == store.resumable(NOW + 30_000)


@pytest.mark.parametrize(("process", "later_ms"), [(gone, 1), (alive, 30_001)])
def test_a_session_whose_process_is_gone_reads_as_interrupted(
    journal: Path, process: object, later_ms: int
) -> None:
    """Dead, or not heard of for 30 s: it shows as interrupted when it was last heard of, without a write."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW - 5_000)
        store.keep(session_id, progress(), now_ms=NOW)
    before = journal.read_bytes()
    with reading(journal, alive=process) as store:
        (record,) = store.sessions(now_ms=NOW + later_ms)
        assert [record] == store.unfinished(NOW + later_ms)
        assert [record] == store.resumable(NOW + later_ms)
    assert ("interrupted", NOW, 1_200_000) == (record.ending, record.ended_at, record.played_ms)
    assert before == journal.read_bytes()


def test_an_unfinished_session_can_be_kept(journal: Path) -> None:
    """Kept means ended as interrupted for good, at its last heartbeat."""
    with writing(journal, alive=gone) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        store.keep_unfinished(session_id)
        assert [] == store.unfinished(NOW + 1)
        record = store.session(session_id, now_ms=NOW + 1)
    assert ("interrupted", NOW) == (record.ending, record.ended_at)


def test_a_session_taken_for_dead_that_writes_again_is_running(journal: Path) -> None:
    """A laptop slept, somebody kept the session, the process woke: its own word counts."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        store.keep_unfinished(session_id)
        assert store.keep(session_id, progress(), now_ms=NOW + HOUR)
        assert store.session(session_id, now_ms=NOW + HOUR).ending is None
        store.end_session(session_id, progress(), "finished", now_ms=NOW + HOUR)
        assert "finished" == store.session(session_id, now_ms=NOW + HOUR).ending


def test_a_session_that_ended_stays_ended(journal: Path) -> None:
    """A late write after the end says no, and why, and changes nothing; ending twice keeps the first."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        store.end_session(session_id, progress(), "early", now_ms=NOW + 1)
        ended = store.session(session_id, now_ms=NOW + 1)
        assert not store.keep(session_id, progress(played_ms=1), now_ms=NOW + 2)
        assert session_id in store.trouble
        store.keep_unfinished(session_id)
        store.end_session(session_id, progress(played_ms=1), "finished", now_ms=NOW + 3)
        assert ended == store.session(session_id, now_ms=NOW + 9)


@pytest.mark.parametrize(
    ("ending", "signum", "offered"),
    [
        ("interrupted", signal.SIGINT, False),
        ("interrupted", signal.SIGTERM, True),
        ("interrupted", getattr(signal, "SIGHUP", 0), True),
        ("interrupted", 0, True),
        ("early", 0, False),
        ("finished", 0, False),
    ],
)
def test_only_what_something_else_cut_short_is_offered_again(
    journal: Path, ending: str, signum: int, offered: bool
) -> None:
    """SIGTERM, SIGHUP and a power cut, but not the person's own Ctrl-C or `q`."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        store.end_session(session_id, progress(), ending, int(signum), now_ms=NOW + 1)  # type: ignore[arg-type]
        assert [session_id] * offered == [record.id for record in store.resumable(NOW + HOUR)]


def test_a_resumed_declined_or_old_session_is_not_offered(journal: Path) -> None:
    """Once is enough; and not after 12 hours, nor when there was nothing left of it."""
    with writing(journal, alive=gone) as store:
        first = store.begin_session(new_session(), now_ms=NOW)
        second = store.begin_session(new_session(resumed_from=first), now_ms=NOW + 1)
        assert [second] == [record.id for record in store.resumable(NOW + 2)]
        assert first == store.session(second, now_ms=NOW + 2).resumed_from
        assert [second] == [record.id for record in store.resumable(NOW + 12 * HOUR)]
        assert [] == store.resumable(NOW + 12 * HOUR + 2)
        store.decline(second, now_ms=NOW + 3)
        assert [] == store.resumable(NOW + 4)
        assert "interrupted" == store.session(second, now_ms=NOW + 4).ending
        done = store.begin_session(new_session(), now_ms=NOW + 5)
        store.keep(done, progress(position_ms=HOUR), now_ms=NOW + 6)
        assert [] == store.resumable(NOW + 7)


def test_sessions_come_newest_first_and_by_moment_and_time(journal: Path) -> None:
    """The list, narrowed."""
    with writing(journal) as store:
        ids = [
            store.begin_session(new_session(moment=moment), now_ms=NOW + place * HOUR)
            for place, moment in enumerate(("before", "during", "after", "during"))
        ]
        now = NOW + 5 * HOUR
        assert list(reversed(ids)) == [record.id for record in store.sessions(now_ms=now)]
        assert [ids[3], ids[2]] == [record.id for record in store.sessions(2, now_ms=now)]
        assert [ids[3], ids[1]] == [record.id for record in store.sessions(now_ms=now, moment="during")]
        assert [ids[3], ids[2]] == [
            record.id for record in store.sessions(now_ms=now, since_ms=NOW + 2 * HOUR)
        ]
        assert (4, 2) == (store.count_sessions(), store.count_sessions("during"))


def test_more_sessions_than_sqlite_takes_values_at_once(journal: Path) -> None:
    """What belongs to each of 1,100 sessions is found."""
    with writing(journal) as store:
        store._conn.execute("PRAGMA synchronous = OFF")
        for place in range(1_100):
            store.keep(store.begin_session(new_session(), now_ms=NOW + place), progress(), now_ms=NOW + place)
        found = store.sessions(now_ms=NOW)
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
        assert "bbbbb" == store.begin_session(new_session(), now_ms=NOW)
        assert "ccccc" == store.begin_session(new_session(), now_ms=NOW)
    with writing(journal, new_id=lambda: "ccccc") as store, pytest.raises(StoreError, match="no free id"):
        store.begin_session(new_session(), now_ms=NOW)


def test_the_beginning_of_an_id_is_enough_if_only_one_begins_so(journal: Path) -> None:
    """Typed in capitals too; two that begin alike are both named."""
    made = itertools.chain(["bc234", "bd234", "zz234"])
    with writing(journal, new_id=lambda: next(made)) as store:
        for _ in range(3):
            store.begin_session(new_session(), now_ms=NOW)
        assert "bc234" == store.session("BC", now_ms=NOW).id
        assert "zz234" == store.session(" z ", now_ms=NOW).id
        with pytest.raises(StoreError, match="More than one record begins with b: bd234, bc234"):
            store.session("b", now_ms=NOW)
        for unknown in ("x", "", "oil", "bc2345", "'; --", "%", "\udcff", "\x1b[2J"):
            with pytest.raises(StoreError, match=r"There is no (session|record)") as caught:
                store.session(unknown, now_ms=NOW)
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
        store._conn.execute("PRAGMA synchronous = OFF")
        session_id = store.begin_session(new_session(title=title, style=style), now_ms=NOW)
        assert store.keep(session_id, kept, now_ms=NOW)
        record = store.session(session_id, now_ms=NOW)
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
        session_id = store.begin_session(new_session(title=broken, request={"name": broken}), now_ms=NOW)
        store.keep(session_id, progress(sections=(broken,), marks=(Mark(1, broken),)), now_ms=NOW)
        store.end_session(session_id, progress(sections=(broken,)), "finished", now_ms=NOW)
        record = store.session(session_id, now_ms=NOW)
    assert ("caf\ufffd", ("caf\ufffd",)) == (record.title, record.sections)
    assert {"name": broken} == record.request


def test_a_rating_outside_0_to_10_is_refused(journal: Path) -> None:
    """With a sentence, before anything is written."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        with pytest.raises(UsageError, match="0 to 10; stress was 11"):
            store.add_ratings(session_id, "before", {"mood": 5, "stress": 11}, now_ms=NOW)
        store.add_ratings(session_id, "before", {"stress": 0}, now_ms=NOW)
        store.add_ratings(session_id, "before", {"stress": 10}, now_ms=NOW + 1)
        assert (Rating("before", "stress", 10),) == store.session(session_id, now_ms=NOW).ratings


def test_nothing_can_be_added_to_a_session_that_is_not_there(journal: Path) -> None:
    """A sentence, not a row that belongs to nobody."""
    with writing(journal) as store:
        for attempt in (
            lambda: store.add_ratings("bbbbb", "before", {"stress": 1}, now_ms=NOW),
            lambda: store.add_answers("bbbbb", [("a", "b")], now_ms=NOW),
            lambda: store.end_session("bbbbb", progress(), "finished", now_ms=NOW),
            lambda: store.keep_unfinished("\udcff"),
        ):
            with pytest.raises(StoreError, match=r"There is no (session|record)"):
                attempt()
        assert not store.keep("bbbbb", progress(), now_ms=NOW)


def test_a_progress_that_cannot_be_does_not_raise_into_the_session(journal: Path) -> None:
    """The loop goes on; the trouble is named."""
    with writing(journal) as store:
        session_id = store.begin_session(new_session(), now_ms=NOW)
        assert not store.keep(session_id, Progress(planned_ms=-1), now_ms=NOW)
        assert "did not take a value" in store.trouble


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
        clear_intention(store, NOW + 2, now_ms=NOW + 2)
        assert current_intention(store, NOW + 3) is None
        with pytest.raises(UsageError, match="empty"):
            _wants(store, " \n", NOW + 4)


def _wants(store: Store, text: str, now_ms: int) -> str:
    kept = set_intention(store, Intention(text), now_ms=now_ms, at_ms=now_ms, zone="+01:00").details
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
        store.begin_session(new_session(), now_ms=NOW)
    assert journal.is_symlink()
    assert 0o600 == _mode(elsewhere)
    with reading(journal) as store:
        assert 1 == store.count_sessions()


def test_looking_creates_nothing(journal: Path) -> None:
    """A missing journal reads as empty."""
    with reading(journal) as store:
        assert [] == store.sessions(now_ms=NOW)
        assert (0, [], []) == (store.count_sessions(), store.unfinished(NOW), store.resumable(NOW))
        assert current_intention(store, NOW) is None
    assert not journal.parent.exists()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_this_process_counts_as_alive_and_one_that_has_ended_does_not() -> None:
    """The real question to the system, both ways."""
    import os
    import subprocess
    import sys

    from massage_mind.journal.file.process import is_alive

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
