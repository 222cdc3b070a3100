"""The end of a session: one warm sentence, one next thing, and nothing of before above it."""

from __future__ import annotations

import io
import re
import shlex
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from massage_mind.cli.main import run
from massage_mind.perform.ports import Key
from massage_mind.record.appointment import Appointment
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.kinds import Details
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.screen.front import Front
from massage_mind.testing import ManualClock, Screen, Typed, manual_world
from massage_mind.world import World

MINUTE = 60_000
HOUR = 60 * MINUTE
AT = round(datetime(2026, 11, 26, 14, 45, tzinfo=UTC).timestamp() * 1000)
"""A Thursday, a quarter to three."""


class Room:
    """A home with a journal in it, in which sessions are taken."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = ManualClock(wall=AT)

    def world(
        self, presses: Iterable[tuple[int, Key | int]] = (), *, terminal: bool = True, **environ: str
    ) -> World:
        return manual_world(
            self.home,
            clock=self.clock,
            environ={"COLUMNS": "80", "TERM": "xterm-256color", **environ},
            stdin=Typed("") if terminal else io.StringIO(),
            stdout=Screen() if terminal else io.StringIO(),
            stderr=Screen() if terminal else io.StringIO(),
            engines=[],
            presses=presses,
            live=terminal,
        )

    def keep(self, details: Details, at_ms: int, **more: str) -> Record:
        with self.world().open_store(writing=True) as store:
            return store.records.add(NewRecord(details, at_ms, "UTC", **more))  # type: ignore[arg-type]

    def state(self) -> str:
        """How the one appointment stands."""
        with self.world().open_store(writing=False) as store:
            (one,) = store.records.find(Query(("appointment",)))
        assert isinstance(one.details, Appointment)
        return one.details.state


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """Nothing is there yet."""
    return Room(tmp_path / "mm")


def end(
    room: Room,
    *words: str,
    code: int = 0,
    presses: Iterable[tuple[int, Key | int]] = (),
    terminal: bool = True,
    **environ: str,
) -> str:
    """What was said from the end of such a session on, without colours, and with one id for all."""
    world = room.world(presses, terminal=terminal, **environ)
    world = replace(world, doors=replace(world.doors, front=_forgetting(world.doors.front)))
    quiet = ("--no-sound",) if words[0] == "ground" else ("--no-ask", "--no-sound")
    assert code == run([*words, *quiet], lambda: world), _err(world)
    with world.open_store(writing=False) as store:
        ids = [one.id for one in store.sessions(bare=True)]
    return re.sub("|".join(ids), "r8htx", _err(world))


def _forgetting(front: Callable[[World, bool], AbstractContextManager[Front]]) -> Any:
    """The same front; what was said before and while a session ran is forgotten when it has ended."""

    @contextmanager
    def opened(world: World, plain: bool) -> Iterator[Front]:
        try:
            with front(world, plain) as made:
                yield made
        finally:
            assert isinstance(world.stderr, io.StringIO)
            world.stderr.seek(0)
            world.stderr.truncate()

    return opened


def _err(world: World) -> str:
    assert isinstance(world.stderr, io.StringIO)
    return re.sub(r"\x1b\[[0-9;]*m", "", world.stderr.getvalue())


def _kim(room: Room, in_minutes: int) -> None:
    room.keep(Appointment(60, "swedish", "Kim"), AT + in_minutes * MINUTE)


Take = Callable[..., str]
ENDS: dict[str, tuple[int | None, Take]] = {
    "before": (15, lambda room, **more: end(room, "before", "--minutes", "4", **more)),
    "before-alone": (None, lambda room, **more: end(room, "before", "--minutes", "4", **more)),
    "during": (0, lambda room, **more: end(room, "during", "--minutes", "60", **more)),
    "during-marked": (
        None,
        lambda room, **more: end(
            room, "during", "--minutes", "60", presses=[(5 * MINUTE, "m"), (9 * MINUTE, "m")], **more
        ),
    ),
    "during-left": (
        0,
        lambda room, **more: end(room, "during", "--minutes", "10", code=3, presses=[(181_000, "q")], **more),
    ),
    "during-tried": (
        0,
        lambda room, **more: end(room, "during", "--minutes", "60", code=3, presses=[(2_000, "q")], **more),
    ),
    "after": (-70, lambda room, **more: end(room, "after", "--minutes", "1", **more)),
    "after-handed-back": (-95, lambda room, **more: end(room, "after", "--minutes", "1", **more)),
    "breathe": (None, lambda room, **more: end(room, "breathe", "--minutes", "2", **more)),
    "ground": (None, lambda room, **more: end(room, "ground", **more)),
    "terminated": (
        None,
        lambda room, **more: end(
            room, "during", "--minutes", "10", code=143, presses=[(181_000, int(signal.SIGTERM))], **more
        ),
    ),
    "interrupted": (
        None,
        lambda room, **more: end(
            room, "during", "--minutes", "10", code=130, presses=[(181_000, int(signal.SIGINT))], **more
        ),
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_the_end_looks_as_it_is_pictured(
    tmp_path: Path, name: str, as_pictured: Callable[[str, str], None]
) -> None:
    """Where the live view was, at two widths; aloud; and as lines in a pipe."""
    in_minutes, take = ENDS[name]
    looks: dict[str, dict[str, object]] = {
        "80 columns": {},
        "40 columns": {"COLUMNS": "40"},
        "aloud": {"ACCESSIBLE": "1"},
        "a pipe": {"terminal": False},
    }
    pages = []
    for number, (look, more) in enumerate(looks.items()):
        room = Room(tmp_path / str(number))
        if name.startswith("after"):
            room.keep(Parked("reply to Anna", AT + 18 * HOUR, "desk"), AT - 2 * HOUR)
            room.keep(Parked("bread"), AT - 2 * HOUR)
        if in_minutes is not None:
            _kim(room, in_minutes)
        pages.append(f"=== {look}\n{take(room, **more)}")
    as_pictured(f"end-{name}", "".join(pages))


def test_nothing_of_before_stays_above_the_end(room: Room) -> None:
    """The screen goes up, once, and not where plain lines were shown."""
    up = "\n" * 24 + "\x1b[H\x1b[J"
    for plain, times in ((False, 1), (True, 0)):
        world = room.world(LINES="24")
        words = ["breathe", "--minutes", "2", "--no-ask", "--no-sound", *["--plain"] * plain]
        assert 0 == run(words, lambda: world)  # noqa: B023
        assert isinstance(world.stdout, io.StringIO)
        assert times == world.stdout.getvalue().count("\x1b[H\x1b[J")
        assert plain or up in world.stdout.getvalue()


def test_a_journey_ends_once(room: Room) -> None:
    """What leads from one part to the next is a sentence, and no command."""
    world = room.world()
    assert 0 == run(["session", "--minutes", "10", "--no-ask", "--no-sound"], lambda: world)
    lines = [line.strip() for line in _err(world).splitlines()]
    ends = ["You've arrived.", "That was 10 minutes. You can stay just as you are.", "It's kept. Go gently."]
    assert ends == [line for line in lines if line in ends]
    assert not [line for line in lines if line.startswith("massage-mind ")]


@pytest.mark.parametrize(
    ("minutes", "left_ms", "state"),
    [
        ("10", 59_000, "planned"),
        ("10", 60_000, "done"),
        ("60", 2_000, "planned"),
        ("60", 6 * MINUTE - 1_000, "planned"),
        ("60", 6 * MINUTE, "done"),
        ("60", None, "done"),
    ],
)
def test_leaving_at_once_does_not_make_an_appointment_done(
    room: Room, minutes: str, left_ms: int | None, state: str
) -> None:
    """Within a minute, or a tenth of it, it stays as planned, and that is said."""
    _kim(room, 0)
    presses = [(left_ms, "q")] if left_ms is not None else []
    said = end(room, "during", "--minutes", minutes, code=3 if presses else 0, presses=presses)
    assert state == room.state()
    assert (state == "planned") == ("The appointment stays as planned." in " ".join(said.split()))


def test_after_two_seconds_nobody_comes_back_from_anywhere(room: Room) -> None:
    """A session on the table that was only tried is no massage that home or the next morning asks about."""
    end(room, "during", "--minutes", "60", code=3, presses=[(2_000, "q")])
    world = room.world(terminal=False)
    assert 0 == run([], lambda: world)
    assert isinstance(world.stdout, io.StringIO)
    assert "massage-mind after" not in world.stdout.getvalue()


def test_a_pipe_is_told_in_one_line_with_the_id_at_its_end(room: Room) -> None:
    """It begins as it always did, for whoever looks for it."""
    lines = end(room, "before", "--minutes", "2", terminal=False).splitlines()
    assert ["That is the end. You've arrived.  r8htx"] == [line for line in lines if "r8htx" in line]


@pytest.mark.parametrize("at", ["yesterday 16:00", "3 hours ago", "12 november 15:00"])
def test_what_was_written_down_names_a_command_that_works(room: Room, at: str) -> None:
    """For how it was when the massage was over: today, yesterday, and long ago."""
    world = room.world(terminal=False)
    assert 0 == run(["during", "--minutes", "60", "--no-ask", "--at", at], lambda: world)
    (line,) = [line for line in _err(world).splitlines() if line.startswith("    massage-mind ")]
    assert 0 == run([*shlex.split(line)[1:], "--stress", "3"], lambda: world)
    with world.open_store(writing=False) as store:
        (session,) = store.sessions()
        (checkin,) = store.records.find(Query(("checkin",)))
    assert session.ended_at == checkin.head.at


@pytest.mark.parametrize(
    ("script", "command"),
    [("into-writing", "massage-mind journal add"), ("the-next-morning", "massage-mind checkin next-day")],
)
def test_what_leads_on_names_its_command(script: str, command: str, tmp_path: Path) -> None:
    """With plain lines too."""
    world = manual_world(tmp_path, engines=[])
    assert run(["after", script, "--minutes", "2", "--no-ask", "--no-sound", "--plain"], lambda: world) == 0
    assert command in world.stderr.getvalue()  # type: ignore[union-attr]
