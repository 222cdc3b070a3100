"""Any words and any bytes for any command: it runs, or a sentence says why not; never a fault of ours."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import typer.main
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from massage_mind.cli.main import app, run
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.testing import ManualClock, RecordingSpeaker, manual_world
from massage_mind.world import World

NOT_HERE = ("render", "sound")
"""They make sound files or open a device, each for longer than a draw of words is worth."""
CODES = (0, 1, 2, 3)


def _walked(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every command, by its words, with its options."""
    options = tuple(name for one in command.params for name in one.opts if name.startswith("-"))
    options = tuple(name for name in options if name != "--traceback")  # It asks for one.
    yield words, options
    for name in getattr(command, "commands", None) or getattr(command, "table", ()):
        if not words and name in NOT_HERE:
            continue
        inner = command.get_command(None, name)
        yield from _walked(inner, (*words, name))


COMMANDS = tuple(_walked(typer.main.get_command(app)))

_SAID = (
    *(
        "",
        "-",
        "--",
        "0",
        "-1",
        "1e309",
        "nan",
        "9" * 40,
        "tomorrow 15:00",
        "25:99",
        "2026-02-30",
        "none",
        "all",
    ),
    *(
        "ID",
        "[bold]",
        "\x1b[2J",
        "jaw 2",
        "stress=4",
        "stress=99",
        ".",
        "/",
        "/dev/null",
        "nosuch/x",
        "a=b",
        "{}",
    ),
    *("before", "md", "json", "%s", "..", "~nobody", "\u202egnol", "é" * 200),
)
_said = st.sampled_from(_SAID)
_any_bytes = st.binary(max_size=12).filter(lambda one: b"\0" not in one).map(os.fsdecode)
_word = st.one_of(_said, _any_bytes)


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command that there is, with options that it has, and whatever stands between them."""
    words, options = draw(st.sampled_from(COMMANDS))
    rest: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        if options and draw(st.booleans()):
            option = draw(st.sampled_from(options))
            rest += [option] if draw(st.booleans()) else [option, draw(_word)]
        else:
            rest.append(draw(_word))
    return [*words, *rest]


def a_world(home: Path) -> World:
    """With an entry, and a speaker that plays nowhere; sessions end at once."""
    clock = ManualClock()
    world = manual_world(home, clock=clock, presses=[(100, "q")], live=True, engines=[])
    doors = replace(world.doors, speaker=lambda *_: RecordingSpeaker(), warm_up=lambda _: None)
    return replace(world, doors=doors)


def test_there_are_commands_to_try() -> None:
    """The walk finds those in groups too."""
    found = [words for words, _ in COMMANDS]
    assert ("journal", "add") in found and ("park",) in found and len(found) > 40


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(["journal", "add", os.fsdecode(b"\xff\xfe")])
@example([os.fsdecode(b"--\xff")])
@given(command_lines())
def test_random_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    """The exit code is one of the table, and whoever gets another than 0 or 3 gets a sentence."""
    monkeypatch.chdir(tmp_path)
    world = a_world(tmp_path / "home")
    with world.open_store(writing=True) as store:
        key = store.records.add(NewRecord(Entry("lighter"), world.wall_ms(), world.zone)).id
    args = [key if word == "ID" else word for word in args]
    code = run(args, lambda: world)
    assert code in CODES
    said = cast(io.StringIO, world.stderr).getvalue()
    assert "Traceback" not in said
