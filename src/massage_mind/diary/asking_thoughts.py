"""A quick list before a session: thoughts asked for one by one, each kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from massage_mind.diary.belonging import appointment_for, with_text
from massage_mind.diary.opened import opened
from massage_mind.diary.parking import Due, ParkedEdit, read_due
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

    Lines that come at once, as from a paste, are thoughts of their own: of them nothing more is asked. `appointment` is
    the id of the one they belong to, or empty. Raises `NoMoreAnswers`, `StoreError`.
    """
    count = 0
    ahead = False
    while (text := asker.read("  > ")) or asker.typed_ahead():
        lines = _lines(text)
        kept = [_put_down(world, line, appointment) for line in lines]
        count += len(kept)
        came_with_others, ahead = ahead or len(lines) > 1, asker.typed_ahead()
        if kept and not (came_with_others or ahead):
            more = _ask_plan(world, asker, kept[0])
            count += len([_put_down(world, line, appointment) for line in more])
            ahead = bool(more)
    return count


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _put_down(world: World, text: str, appointment: str) -> str:
    """Keep the thought before anything more is asked of it. Its id."""
    now = world.wall_ms()
    with held(), world.open_store(writing=True) as store:
        new = NewRecord(Parked(storable(text)), now, world.zone, appointment)
        return store.records.add(new).id


def _ask_plan(world: World, asker: Asker, thought: str) -> list[str]:
    """Ask when and where it will be dealt with. Gives lines that came instead of an answer, which are further thoughts.

    A time that has passed is asked for again; words that are no time are kept as they are.
    """
    while typed := asker.read("    When will you deal with it? (Enter leaves it open): "):
        if len(lines := _lines(typed)) > 1 or asker.typed_ahead():
            return lines
        try:
            due = read_due(world, typed)
        except UsageError as error:
            asker.tell(f"    {error.sentence} {error.hint}", dim=True)
            continue
        asker.tell(f"    {_said_back(world, due)}", dim=True)
        _plan(world, thought, ParkedEdit(due=due))
        if where := asker.read("    Where? (Enter leaves it open): "):
            _plan(world, thought, ParkedEdit(place=where))
        break
    return []


def _said_back(world: World, due: Due) -> str:
    from massage_mind.record.typed_times import spoken_when

    if due.at_ms is not None:
        return spoken_when(due.at_ms, world.zone)
    # Only what looks like a time is worth a word on why it is none.
    why = due.why_words if any(char.isdecimal() for char in due.words) else ""
    return f"Kept in your words, without a time. {why}".rstrip()


def _plan(world: World, thought: str, edit: ParkedEdit) -> None:
    """Keep what was said of a thought just put down, which is no change of mind: no version of it is kept."""
    with held(), world.open_store(writing=True) as store:
        store.records.change(thought, details=lambda old: edit.applied(cast(Parked, old)), versioned=False)
