"""Grounding from the middle of a session: at once, with a record of its own, and back to where the session waits."""

from __future__ import annotations

import io
import re
import signal
from collections.abc import Iterable
from pathlib import Path

import pytest

from massage_mind.cli.main import run
from massage_mind.errors import StoreError
from massage_mind.journal.session_store import SessionStore
from massage_mind.perform.ports import Key
from massage_mind.perform.step_aside import ASIDE, BACK
from massage_mind.record.session import NewSession, SessionRecord
from massage_mind.testing import ManualClock, Screen, Typed, manual_world
from massage_mind.world import World

MINUTE = 60_000
DURING = ("during", "--minutes", "20", "--no-ask", "--no-sound", "--plain")


def _world(home: Path, presses: Iterable[tuple[int, Key | int]], clock: ManualClock | None = None) -> World:
    """Somebody at a terminal presses these keys, in milliseconds after the beginning."""
    return manual_world(
        home,
        clock=clock,
        environ={"COLUMNS": "80", "TERM": "xterm-256color"},
        stdin=Typed(""),
        stdout=Screen(),
        stderr=Screen(),
        engines=[],
        presses=presses,
        live=True,
    )


def _taken(
    home: Path, presses: Iterable[tuple[int, Key | int]], words: Iterable[str] = DURING
) -> tuple[int, str, str, list[SessionRecord]]:
    """The exit code, what was written and said, and what is kept, in the order it was begun."""
    world = _world(home, presses)
    code = run(list(words), lambda: world)
    assert isinstance(world.stdout, io.StringIO)
    assert isinstance(world.stderr, io.StringIO)
    with world.open_store(writing=False) as store:
        return code, world.stdout.getvalue(), world.stderr.getvalue(), store.sessions()[::-1]


def _home(home: Path, clock: ManualClock) -> str:
    """What home says then, without bold and colours."""
    world = _world(home, (), clock)
    assert run([], lambda: world) == 0
    assert isinstance(world.stdout, io.StringIO)
    return re.sub(r"\x1b\[[0-9;]*m", "", world.stdout.getvalue())


def test_g_grounds_and_the_session_waits_where_it_was(tmp_path: Path) -> None:
    """Heard to its end, the session is still paused there; space goes on, and both are in the record as they were."""
    code, out, err, (massage, grounding) = _taken(tmp_path, [(5 * MINUTE, "g"), (10 * MINUTE, " ")])
    assert code == 0
    assert err.index(ASIDE) < err.index(BACK) < err.index("Going on.")
    assert "So is 'stop', or a sign" in out
    assert (grounding.script, grounding.ending, grounding.played_ms) == (
        "grounding-on-the-table",
        "finished",
        4 * MINUTE,
    )
    assert grounding.started_at == massage.started_at + 5 * MINUTE
    assert (massage.ending, massage.played_ms, massage.paused_ms) == ("finished", 20 * MINUTE, 5 * MINUTE)


@pytest.mark.parametrize("key", ["g", "esc"])
def test_g_and_esc_go_back_at_once(tmp_path: Path, key: Key) -> None:
    """Nobody has to hear it to its end; what was heard is what is kept."""
    presses = [(5 * MINUTE, "g"), (5 * MINUTE + 20_000, key), (6 * MINUTE, " ")]
    code, _, err, (massage, grounding) = _taken(tmp_path, presses)
    assert (code, err.count(BACK)) == (0, 1)
    assert (grounding.ending, grounding.played_ms) == ("early", 20_000)
    assert (massage.played_ms, massage.paused_ms) == (20 * MINUTE, MINUTE)


def test_from_a_pause_it_comes_back_to_the_pause(tmp_path: Path) -> None:
    """Paused at four minutes, grounded for half of one: it goes on from four minutes."""
    presses = [(4 * MINUTE, " "), (5 * MINUTE, "g"), (5 * MINUTE + 30_000, "g"), (7 * MINUTE, " ")]
    code, _, _, (massage, _) = _taken(tmp_path, presses)
    assert code == 0
    assert (massage.played_ms, massage.paused_ms) == (20 * MINUTE, 3 * MINUTE)


def test_q_in_the_grounding_leaves_the_session(tmp_path: Path) -> None:
    """For whom it is too much one key is enough: both are kept as left, at the place where the session waited."""
    code, _, err, (massage, grounding) = _taken(tmp_path, [(5 * MINUTE, "g"), (6 * MINUTE, "q")])
    assert code == 3
    assert "You left at 5:00" in err
    assert (massage.ending, massage.position_ms, massage.paused_ms) == ("early", 5 * MINUTE, MINUTE)
    assert (grounding.ending, grounding.position_ms) == ("early", MINUTE)


def test_e_in_the_grounding_is_the_end_of_the_massage(tmp_path: Path) -> None:
    """The massage is ending, whatever is being said: the session goes on to its closing."""
    code, _, err, (massage, grounding) = _taken(tmp_path, [(5 * MINUTE, "g"), (6 * MINUTE, "e")])
    assert code == 0
    assert "On to the closing" in err
    assert (massage.ending, grounding.ending) == ("finished", "early")
    assert massage.paused_ms == MINUTE
    assert massage.played_ms < 10 * MINUTE


def test_sound_that_is_turned_off_in_between_stays_off(tmp_path: Path) -> None:
    """The key means the same person at the same table."""
    presses = [(5 * MINUTE, "g"), (5 * MINUTE + 10_000, "s"), (6 * MINUTE, "g"), (7 * MINUTE, "s")]
    _, _, err, _ = _taken(tmp_path, [*presses, (8 * MINUTE, "q")])
    assert err.index("Sound is off.") < err.index(BACK) < err.index("Sound is on.")


def test_a_mark_belongs_to_what_it_was_made_in(tmp_path: Path) -> None:
    """One in the session, one in the grounding."""
    presses = [(4 * MINUTE, "m"), (5 * MINUTE, "g"), (5 * MINUTE + 30_000, "m"), (6 * MINUTE, "q")]
    _, _, _, (massage, grounding) = _taken(tmp_path, presses)
    assert [mark.at_ms for mark in massage.marks] == [4 * MINUTE]
    assert [(mark.at_ms, mark.section) for mark in grounding.marks] == [(30_000, "Move, look")]


def test_a_signal_in_the_grounding_ends_both(tmp_path: Path) -> None:
    """Both are kept as interrupted; what can be gone on with is the massage, from where it waited."""
    code, _, _, (massage, grounding) = _taken(tmp_path, [(5 * MINUTE, "g"), (6 * MINUTE, signal.SIGTERM)])
    assert code == 128 + signal.SIGTERM
    assert (massage.ending, massage.position_ms) == ("interrupted", 5 * MINUTE)
    assert (grounding.ending, grounding.position_ms) == ("interrupted", MINUTE)
    assert "“Following the touch” stopped at 5:00 of 20:00" in _home(tmp_path, ManualClock())


def test_a_kill_in_the_grounding_leaves_the_session_to_go_on_with(tmp_path: Path) -> None:
    """Nothing was written at the end: the heartbeats of the grounding were the session's too."""

    class Killed(BaseException):
        pass

    clock = ManualClock()
    world = _world(tmp_path, [(5 * MINUTE, "g")], clock)
    began = clock.now()

    def keep(self: SessionStore, session_id: str, progress: object, **more: object) -> bool:
        if clock.now() - began > 7 * MINUTE:
            raise Killed
        return kept(self, session_id, progress, **more)  # type: ignore[arg-type]

    kept = SessionStore.keep
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionStore, "keep", keep)
        patch.setattr(SessionStore, "end_session", lambda *_, **__: None)
        with pytest.raises(Killed):
            run(list(DURING), lambda: world)
    clock.advance(MINUTE)
    with _world(tmp_path, (), clock).open_store(writing=True) as store:
        grounding, massage = store.sessions()
        assert [one.script for one in store.resumable()][-1] == massage.script
    assert massage.position_ms == 5 * MINUTE
    assert abs(grounding.heartbeat_at - massage.heartbeat_at) <= 1_000
    assert "“Following the touch” stopped at 5:00 of 20:00" in _home(tmp_path, clock)


def test_grounding_itself_has_no_grounding_in_it(tmp_path: Path) -> None:
    """In it g is no key, and none that is said."""
    code, _, err, kept = _taken(tmp_path, [(MINUTE, "g")], ("ground", "--no-sound", "--plain"))
    assert (code, len(kept)) == (0, 1)
    assert "Keys: space pauses, q ends, ? says more." in err


def test_sitting_it_speaks_of_the_room_and_not_of_the_table(tmp_path: Path) -> None:
    """The form goes with the moment."""
    words = ("breathe", "--minutes", "5", "--no-ask", "--no-sound", "--plain")
    _, out, _, (_, grounding) = _taken(tmp_path, [(MINUTE, "g"), (2 * MINUTE, "q")], words)
    assert grounding.script == "grounding"
    assert "Five things here that you can see, touch or hear" in out


def test_own_grounding_with_a_fault_gives_way_to_the_shipped_one(tmp_path: Path) -> None:
    """Whoever needs it now is not told of a line in a file."""
    own = tmp_path / "scripts" / "anytime"
    own.mkdir(parents=True)
    (own / "grounding-on-the-table.yaml").write_text("title: [")
    code, out, _, kept = _taken(tmp_path, [(MINUTE, "g"), (2 * MINUTE, "q")])
    assert (code, len(kept)) == (3, 2)
    assert "So is 'stop', or a sign" in out


def test_a_journal_that_takes_no_new_record_is_said_and_the_grounding_heard(tmp_path: Path) -> None:
    """Nothing stands between somebody and the words; what cannot be kept is said."""
    begun = SessionStore.begin_session

    def begin(self: SessionStore, new: NewSession) -> str:
        if new.script.startswith("grounding"):
            raise StoreError("The journal is full.")
        return begun(self, new)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionStore, "begin_session", begin)
        code, out, err, kept = _taken(tmp_path, [(MINUTE, "g"), (2 * MINUTE, "g"), (3 * MINUTE, "q")])
    assert (code, len(kept)) == (3, 1)
    assert "The grounding goes on without a record: The journal is full." in err
    assert "So is 'stop', or a sign" in out


def test_help_that_is_open_is_closed_on_the_way_there_and_back(tmp_path: Path) -> None:
    """And nobody is told that the session goes on while it waits."""
    presses = [
        (MINUTE, "?"),
        (MINUTE + 500, "g"),
        (MINUTE + 5_000, "?"),
        (MINUTE + 6_000, "g"),
        (2 * MINUTE, "q"),
    ]
    _, _, err, _ = _taken(tmp_path, presses)
    over = [err.index("That is all of the help.\n"), err.rindex("That is all of the help.\n")]
    assert over[0] < err.index(ASIDE) < over[1] < err.index(BACK)
    assert "the session goes on" not in err
