"""The screens that a person can sit at, one row each: how one comes there, how one leaves it, and what must be kept.

A screen made anew is one more `Screen` in `SCREENS`; `test_screen_matrix` holds every event against it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from massage_mind.cli.main import run
from massage_mind.record.appointment_thread import parked_of
from massage_mind.record.checkin import CheckIn
from massage_mind.record.query import Query
from massage_mind.record.session import SessionRecord
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

Steps: TypeAlias = tuple[tuple[str, str], ...]
"""What the screen shows, and what is typed then."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One row: what it is, as docs/terminal.md says it; how one comes there, and what must be kept.

        `reach` leads to the screen and does there what must be kept; `plainly` the same on a dumb terminal.

        `leave` ends it in order with exit code `code`. `kept` is handed the world afterwards and the exit code: what was
    done is there. `beside` leads somebody else to it, who comes second, where that is another way. `live`: it takes the
    whole screen. `minds` False: Ctrl-C belongs to another program there. `any_key`: whatever is pressed leaves it.
    `smart`: it is only there on a terminal that understands escape sequences; on another one what it shows is printed.
    """

    about: str
    words: tuple[str, ...]
    reach: Steps
    plainly: Steps
    leave: Steps
    code: int
    kept: Callable[[World, int], bool]
    beside: Steps = ()
    live: bool = False
    minds: bool = True
    smart: bool = False
    any_key: bool = False
    environ: Mapping[str, str] = field(default_factory=dict)


def found(world: World, kind: str) -> list[Any]:
    """The records of this kind."""
    with world.open_store(writing=False) as store:
        return [one.details for one in store.records.find(Query((kind,)))]


def session_ended(world: World, code: int) -> bool:
    """There is one session, and it ended as the exit code says."""
    (one,) = found(world, "session")
    assert isinstance(one, SessionRecord)
    expected = {0: "finished", 3: "early"}.get(code, "interrupted")
    return one.ending == expected and (code < 128 or one.signum == code - 128)


def rated(world: World, _code: int) -> bool:
    """Stress was given as 6."""
    return [6] == [one.ratings.get("stress") for one in found(world, "checkin") if isinstance(one, CheckIn)]


def marked(world: World, _code: int) -> bool:
    """The left shoulder was marked with 3."""
    return [{"left shoulder": 3}] == [dict(one.body) for one in found(world, "checkin")]


def put_down(world: World, _code: int) -> bool:
    """The thought is there."""
    with world.open_store(writing=False) as store:
        return ["call the bank"] == [parked_of(one).text for one in store.records.find(Query(("parked",)))]


def written(world: World, code: int) -> bool:
    """The words are an entry or, where it was broken off, in a draft."""
    drafts = [path.read_text(encoding="utf-8") for path in world.home.data_dir.glob("draft*.txt")]
    entries = [one.text for one in found(world, "entry")]
    return any("half a thought" in text for text in (entries if code == 0 else drafts))


def nothing_gone(world: World, _code: int) -> bool:
    """What was there is there."""
    return ["as it was"] == [one.text for one in found(world, "entry")]


SILENT = ("--no-sound",)
ALONE = ("--no-sound", "--no-ask")
_RATE: Steps = (("Stress, just now", "6"), ("Tension, just now", ""))
_RATE_PLAINLY: Steps = (("Stress, just now", "6\r"), ("Tension, just now", ""))
_BACK: Steps = (("", "\x1b"), ("Stress, just now", "\x1b"))

SCREENS: dict[str, Screen] = {
    "live-before": Screen(
        "a session before a massage, on the whole screen",
        ("before", "--minutes", "3", *ALONE), (("min left", ""),), (("0:00", ""),), (("", "q"),), 3, session_ended,
        live=True,
    ),
    "live-during": Screen(
        "the massage itself, on the whole screen",
        ("during", "--minutes", "10", *ALONE), (("min left", ""),), (("0:00", ""),), (("", "q"),), 3, session_ended,
        live=True,
    ),
    "breathe": Screen(
        "a breathing practice, on the whole screen",
        ("breathe", "--minutes", "2", *ALONE), (("min left", ""),), (("0:00", ""),), (("", "q"),), 3, session_ended,
        live=True,
    ),
    "plain": Screen(
        "a session line by line",
        ("before", "--minutes", "3", "--plain", *ALONE), (("0:00", ""),), (("0:00", ""),), (("", "q"),), 3,
        session_ended,
    ),
    "safety": Screen(
        "the safety list",
        ("before", "--minutes", "3", *SILENT), (("Another day", ""),), (("Enter goes on, q", ""),),
        (("", "q\r"),), 3, nothing_gone,
    ),
    "ratings": Screen(
        "ratings before a session",
        ("before", "--minutes", "3", *SILENT), (("Another day", "\r"), *_RATE),
        (("Enter goes on, q", "\r"), *_RATE_PLAINLY), _BACK, 3, rated, beside=_RATE,
    ),
    "body-map": Screen(
        "the body map",
        ("checkin", "before"),
        (("Stress, just now", "\r\r\r\r"), ("left shoulder  ", "3"), ("[3]", "")),
        (("Stress, just now", "\r\r\r\r"), ("lists the places.", "")), (("", "\r"),), 0, marked,
    ),
    "park": Screen(
        "a list of thoughts to put down",
        ("park",), (("put down until", "call the bank\r"), ("have its turn", "")),
        (("put down until", "call the bank\r"), ("have its turn", "")), (("", "\r"), ("", "\r")), 0, put_down,
    ),
    "check-in": Screen("a check-in", ("checkin", "ordinary-day"), _RATE, _RATE_PLAINLY, _BACK, 0, rated),
    "editor": Screen(
        "an entry while it is written",
        ("journal", "add"), (("Esc back", "half a thought"), ("half a thought", "")),
        (("ends it.\r\n  > ", "half a thought\r"), ("half a thought\r\n  > ", "")), (("", "\r\r"),), 0, written,
    ),
    "rewriting": Screen(
        "an entry while it is changed",
        ("journal", "edit", "ID"), (("as it was", ", half a thought"), ("half a thought", "")),
        (("as it was\r\n  > ", "half a thought\r"), ("half a thought\r\n  > ", "")), (("", "\r\r"),), 0, written,
    ),
    "own-editor": Screen(
        "the same in an editor of the person's own",
        ("journal", "add", "--editor"), (("ready", "half a thought\r"), ("kept", "")),
        (("ready", "half a thought\r"), ("kept", "")), (("", "\x04"),), 0, written, minds=False,
        environ={"EDITOR": "sh -c 'echo ready; while read -r line; do echo \"$line\" >>\"$0\"; echo kept; done'"},
    ),
    "yes-or-no": Screen(
        "a question with yes and no",
        ("journal", "delete", "ID"), (("into the bin?", ""),), (("into the bin?", ""),), (("", "n\r"),), 0, nothing_gone
    ),
    "word": Screen(
        "a question that wants a word",
        ("data", "delete"), (("type the word", ""),), (("type the word", ""),), (("", "no\r"),), 2, nothing_gone
    ),
    "pager": Screen(
        "a page that is longer than the window",
        ("journal", "show", "last"), (("space more", " "), ("b back", "")), (), (("", "q"),), 0, nothing_gone, smart=True
    ),
    "intention": Screen(
        "being guided to an intention",
        ("intention",), (("would you like", ""),), (("would you like", ""),), (("", "\r"),), 0, nothing_gone
    ),
    "home": Screen(
        "Home, which waits for one key.",
        (), (("Enter begins", ""),), (("Enter begins", ""),), (("", "x"),), 0, nothing_gone, any_key=True
    ),
}  # fmt: skip


def furnish(home: Path) -> str:
    """Make a home with one entry in it, and a massage of long ago whose page is longer than a window; the entry's id."""
    world = manual_world(home, clock=ManualClock(wall=time.time_ns() // 1_000_000))
    note = "\n".join(f"line {number}" for number in range(60))
    assert run(["appointment", "add", "2020-01-01 15:00", "--done", f"--note={note}"], lambda: world) == 0
    world = manual_world(home, clock=ManualClock(wall=time.time_ns() // 1_000_000))
    assert run(["journal", "add", "as it was", "--json"], lambda: world) == 0
    world.stdout.seek(0)  # type: ignore[union-attr]
    key: str = json.loads(world.stdout.read())["id"]  # type: ignore[union-attr]
    return key
