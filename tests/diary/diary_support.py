"""What the tests of the diary share: a world at a Friday afternoon in Oslo, and a person who answers line by line."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from massage_mind.errors import Stopped, StoreError
from massage_mind.journal.store import Store
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.query import Query
from massage_mind.screen.ask.prompts import Prompts
from massage_mind.testing import ManualClock, Screen, Typed, manual_world
from massage_mind.world import World

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOW = round(datetime(2026, 12, 4, 13, 0, tzinfo=UTC).timestamp() * 1000)
"""A Friday, 14:00 in Oslo."""
OSLO = "Europe/Oslo"


class ScriptedPrompts(Prompts):
    """Reads these lines one after the other; an int stops it with that signal. What it tells is remembered."""

    def __init__(self, lines: Iterable[str | int]) -> None:
        super().__init__(plain=True)
        self.lines = list(lines)
        self.told: list[str] = []

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        self.told.append(text)

    def read(self, prompt: str) -> str:
        if not self.lines:
            raise NoMoreAnswers
        line = self.lines.pop(0)
        if isinstance(line, int):
            raise Stopped(line)
        return line


def quiet_world(home: Path) -> World:
    """A world in which nobody sits at a terminal. Its clock is a `ManualClock`."""
    return manual_world(home, clock=ManualClock(wall=NOW), zone=OSLO)


def answering(world: World, *lines: str | int) -> tuple[World, ScriptedPrompts]:
    """The same world with a person at its terminal, who answers with these lines."""
    prompts = ScriptedPrompts(lines)
    doors = replace(world.doors, asker=lambda *_: prompts)
    return replace(world, stdin=Typed(""), stdout=Screen(), doors=doors), prompts


def locked_for(world: World, times: int) -> World:
    """The same world, whose journal is locked by somebody else the first so many times it is opened for writing."""
    left = [times]

    def store(opened_by: World, writing: bool, wait_ms: int | None) -> Store:
        if writing and left[0]:
            left[0] -= 1
            raise StoreError("The journal is locked.")
        return world.doors.store(opened_by, writing, wait_ms)

    return replace(world, doors=replace(world.doors, store=store))


def later(world: World, ms: int) -> None:
    """So much time passes."""
    assert isinstance(world.clock, ManualClock)
    world.clock.set_wall(world.wall_ms() + ms)


def writing(world: World) -> AbstractContextManager[Store]:
    """The journal, for writing."""
    return world.open_store(writing=True)


def kept(world: World, details: Any, at_ms: int, **more: Any) -> Record:
    """A record that is there already."""
    with writing(world) as store:
        return store.records.add(NewRecord(details, at_ms, OSLO, **more))


def records(world: World, kind: str) -> list[Record]:
    """All of this kind, the latest first."""
    with world.open_store(writing=False) as store:
        return store.records.find(Query((kind,)))


def said(world: World) -> str:
    """What was noted on standard error by now."""
    return world.stderr.getvalue()  # type: ignore[union-attr]
