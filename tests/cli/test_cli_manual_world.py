"""The world that `testing.manual_world` makes: whole command lines in it, with keys, answers, an engine and a pipe."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from massage_mind.cli.main import run
from massage_mind.errors import StoreError
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.record.session import SessionRecord
from massage_mind.sound.voice.engine import Finish, Manner
from massage_mind.testing import ManualClock, Screen, Typed, manual_world
from massage_mind.world import World

MINUTE = 60_000
QUIET = ("--plain", "--no-sound")

Call = Callable[..., int]


@pytest.fixture
def journal() -> Iterator[MemoryJournal]:
    """A record in memory."""
    kept = MemoryJournal()
    yield kept
    kept.close()


class Humming:
    """An engine that hums, a tenth of a second a word, and remembers what it was asked to say."""

    name = "espeak-ng"
    finish = Finish()

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def about(self) -> str:
        return "hums"

    def key(self, manner: Manner) -> str:
        return f"{self.name} {manner}"

    def speaks(self, language: str) -> bool:
        return language.startswith("en")

    def speak(self, text: str, manner: Manner) -> tuple[np.ndarray, int]:
        self.spoken.append(text)
        frames = np.arange(1_600 * len(text.split()))
        return (0.3 * np.sin(frames / 20)).astype(np.float32), 16_000


def called(world: World, *words: str) -> int:
    """The exit code of this command line in this world."""
    return run([*words], lambda: world)


def told(world: World) -> tuple[str, str]:
    """What stands on its standard output and standard error."""
    assert isinstance(world.stdout, io.StringIO) and isinstance(world.stderr, io.StringIO)
    return world.stdout.getvalue(), world.stderr.getvalue()


def sessions(world: World) -> list[SessionRecord]:
    """The sessions in its journal, the latest first."""
    with world.open_store(writing=False) as store:
        return store.sessions()


def test_a_whole_session_with_keys(tmp_path: Path, journal: MemoryJournal) -> None:
    """Paused for two minutes, marked, five minutes more, and left: all of it in the record, none of it waited for."""
    clock = ManualClock(wall=1_800_000_000_000)
    presses = [(MINUTE, " "), (3 * MINUTE, " "), (4 * MINUTE, "m"), (5 * MINUTE, "+"), (6 * MINUTE, "q")]
    world = manual_world(tmp_path, clock=clock, presses=presses, live=True, journal=journal)
    assert 3 == called(world, "during", "--minutes", "20", "--no-ask", *QUIET)
    (record,) = sessions(world)
    assert "early" == record.ending
    assert (20 * MINUTE, 25 * MINUTE) == (record.planned_ms, record.total_ms)
    assert (4 * MINUTE, 2 * MINUTE) == (record.played_ms, record.paused_ms)
    assert [2 * MINUTE] == [mark.at_ms for mark in record.marks]
    assert 1_800_000_000_000 == record.started_at
    assert 1_800_000_000_000 + 6 * MINUTE == clock.wall()


def test_a_signal_is_a_press_too(tmp_path: Path, journal: MemoryJournal) -> None:
    """SIGTERM at half a minute: the exit code and the record say so."""
    world = manual_world(tmp_path, presses=[(MINUTE // 2, 15)], journal=journal)
    assert 143 == called(world, "during", "--minutes", "5", "--no-ask", *QUIET)
    (record,) = sessions(world)
    assert ("interrupted", 15, MINUTE // 2) == (record.ending, record.signum, record.played_ms)


def test_a_question_is_answered(
    tmp_path: Path, journal: MemoryJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody at the terminal types three numbers before it begins; what was asked stands on standard error."""
    typed = Typed("\n6\n7\n\n5\n" + "\n" * 9)
    monkeypatch.setattr(sys, "stdin", typed)  # where the prompts read
    world = manual_world(tmp_path, stdin=typed, stderr=Screen(), live=True, journal=journal)
    assert 0 == called(world, "before", "--minutes", "3", *QUIET)
    (record,) = sessions(world)
    assert {("stress", 6), ("tension", 7), ("mood", 5)} == {(one.item, one.value) for one in record.ratings}


def test_an_engine_of_ones_own_speaks(tmp_path: Path, journal: MemoryJournal) -> None:
    """It is the only one there is, and says what nobody could have recorded ahead."""
    engine = Humming()
    clock = ManualClock(
        wall=time.time_ns() // 1_000_000
    )  # what it speaks is kept for 30 days by the file's own date
    world = manual_world(tmp_path / "home", clock=clock, engines=[engine], journal=journal)
    assert 0 == called(world, "intention", "softer shoulders", "--appointment", "none")
    file = str(tmp_path / "a.wav")
    assert 0 == called(world, "render", "before", "--minutes", "1.5", "--out", file)
    assert "You have a wish for this massage: softer shoulders." in engine.spoken
    assert f"{file}\n" in told(world)[0]


def test_without_engines_nobody_speaks(tmp_path: Path) -> None:
    """Whatever is installed on this machine."""
    world = manual_world(tmp_path, engines=[])
    assert 0 == called(world, "sound", "voices")
    assert "" == told(world)[0]
    assert "Nobody speaks here" in told(world)[1]


@pytest.mark.parametrize("text", ["My back is lighter.", "Zwei Zeilen\nund ein Gruß"])
def test_what_is_piped_in_is_taken(tmp_path: Path, journal: MemoryJournal, text: str) -> None:
    """As bytes, as a pipe gives them."""
    world = manual_world(tmp_path, piped=text.encode(), journal=journal)
    assert 0 == called(world, "journal", "add")
    assert 0 == called(world, "journal", "list")
    assert text.splitlines()[0] in told(world)[0]


def test_its_streams_are_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of it reaches the streams of this process."""
    world = manual_world(tmp_path)
    assert 0 == called(world, "scripts", "list")
    assert "arriving" in told(world)[0]
    assert ("", "") == tuple(capsys.readouterr())


def test_a_journal_in_memory_leaves_no_file(tmp_path: Path, journal: MemoryJournal) -> None:
    """And is still there for the next world that is made with it; without it there is a file."""
    home = tmp_path / "home"
    assert 0 == called(manual_world(home, journal=journal), "before", "--minutes", "1", "--no-ask", *QUIET)
    assert [] == list(home.rglob("*.sqlite3"))
    assert 1 == len(sessions(manual_world(home, journal=journal)))
    assert [] == sessions(manual_world(home))
    assert 0 == called(manual_world(home), "before", "--minutes", "1", "--no-ask", *QUIET)
    assert 1 == len(list(home.rglob("*.sqlite3")))


@pytest.mark.parametrize("in_memory", [True, False])
def test_who_is_alive_is_told(tmp_path: Path, journal: MemoryJournal, in_memory: bool) -> None:
    """Asked of the world and not of the machine, wherever the record lies."""
    asked: list[int] = []

    def alive(pid: int) -> bool:
        asked.append(pid)
        return False

    world = manual_world(tmp_path, alive=alive, journal=journal if in_memory else None)
    from massage_mind.record.session import NewSession

    with world.open_store(writing=True) as store:
        store.begin_session(NewSession("during", "chair", "Chair", MINUTE, MINUTE, os.getpid(), "UTC"))
        assert ["interrupted"] == [one.ending for one in store.sessions()]
    assert {os.getpid()} == set(asked)


def test_a_locked_journal_is_a_door_that_refuses(tmp_path: Path) -> None:
    """A world is a value: another door is handed in, and the session says that it goes on without its record."""
    from dataclasses import replace

    def refuses(world: World, writing: bool, wait_ms: int | None) -> NoReturn:
        raise StoreError("The journal is locked.")

    world = manual_world(tmp_path)
    world = replace(world, doors=replace(world.doors, store=refuses))
    assert 1 == called(world, "before", "--minutes", "1", "--no-ask", *QUIET)
    assert "The journal is locked." in told(world)[1]
