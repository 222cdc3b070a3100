"""A quick list before a session: thoughts asked for one by one, each kept at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from massage_mind.diary.belonging import appointment_for, with_text
from massage_mind.diary.opened import opened
from massage_mind.diary.parking import Due, read_due
from massage_mind.errors import UsageError
from massage_mind.record.head import NewRecord
from massage_mind.record.parked import Parked
from massage_mind.record.texts import storable
from massage_mind.stops import held

if TYPE_CHECKING:
    from massage_mind.perform.asker import Asker
    from massage_mind.world import World


def quick_list(world: World) -> int:
    """Ask at the terminal; how many were put down. 0 where nobody can be asked. Raises `NoMoreAnswers`."""
    if not (world.stdin_is_terminal() and world.stdout_is_terminal()):
        return 0
    asker = world.asker()
    with opened(world, writing=False) as store:
        home = appointment_for(world, store, "", world.wall_ms(), forward=True)
    if home:
        asker.tell(with_text(home), dim=True)
    asker.tell("What is on your mind? One at a time; Enter alone ends it. It will be here afterwards.")
    count = ask_thoughts(world, asker, home.id if home else "")
    if count:
        asker.tell(f"{count} put down. massage-mind park list shows what waits.")
    return count


def ask_thoughts(world: World, asker: Asker, appointment: str) -> int:
    """Ask for thoughts until Enter alone; each is kept at once. Returns how many.

    `appointment` is the id of the one they belong to, or empty. Raises `NoMoreAnswers`, `StoreError`.
    """
    count = 0
    while text := asker.read("  > "):
        kept = _put_down(world, text, appointment)
        count += 1
        due = _ask_when(world, asker)
        if due.at_ms is not None:
            _plan(world, kept, due, asker.read("    Where? (Enter leaves it open): "))
    return count


def _put_down(world: World, text: str, appointment: str) -> str:
    """Keep the thought before anything more is asked of it. Its id."""
    now = world.wall_ms()
    with held(), world.open_store(writing=True) as store:
        new = NewRecord(Parked(storable(text)), now, world.zone, appointment)
        return store.records.add(new).id


def _plan(world: World, thought: str, due: Due, where: str) -> None:
    with held(), world.open_store(writing=True) as store:
        store.records.change(
            thought,
            details=lambda old: replace(cast(Parked, old), due_at=due.at_ms, place=storable(where)),
        )


def _ask_when(world: World, asker: Asker) -> Due:
    """When it will be dealt with; a time that cannot be read is asked for again."""
    from massage_mind.record.typed_times import spoken_when

    while typed := asker.read("    When will you deal with it? (Enter leaves it open): "):
        try:
            due = read_due(world, typed)
        except UsageError as error:
            asker.tell(f"    {error.sentence} {error.hint}", dim=True)
            continue
        assert due.at_ms is not None
        asker.tell(f"    {spoken_when(due.at_ms, world.zone)}", dim=True)
        return due
    return Due()
