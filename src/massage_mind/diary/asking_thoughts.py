"""A quick list before a session: thoughts asked for one by one, each kept at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, cast

from massage_mind.diary.belonging import appointment_for
from massage_mind.diary.coming import coming_text
from massage_mind.diary.half_lines import half_line
from massage_mind.diary.opened import opened
from massage_mind.diary.parking import Due, ParkedEdit, read_due
from massage_mind.errors import Leave, UsageError
from massage_mind.perform.asked_in_turn import FirstScreen, ThoughtsAsked
from massage_mind.record.head import NewRecord
from massage_mind.record.parked import Parked
from massage_mind.record.texts import storable
from massage_mind.stops import held
from massage_mind.words.lengths import count_word

if TYPE_CHECKING:
    from massage_mind.perform.asker import Asker
    from massage_mind.world import World

QUESTION = "Anything to put down until afterwards?"


def quick_list(world: World) -> int:
    """Ask at the terminal; how many were put down. 0 where nobody can be asked. Raises `NoMoreAnswers`."""
    if not (world.stdin_is_terminal() and world.stdout_is_terminal()):
        return 0
    with opened(world, writing=False) as store:
        home = appointment_for(world, store, "", world.wall_ms(), forward=True)
    count = ask_thoughts(world, world.asker(), home.id if home else "", coming_text(world, home))
    if count:
        sentence = f"{count_word(count).capitalize()} put down until afterwards. To have a look:"
        world.suggest(sentence, "massage-mind park list")
    return count


def ask_thoughts(world: World, asker: Asker, appointment: str, title: str = "") -> int:
    """Ask for thoughts until Enter alone; each is kept at once. Returns how many.

    `appointment` is the id of the one they belong to, or empty; `title` stands above the question. Raises
    `NoMoreAnswers` and `StoreError`.
    """
    count = 0
    with thoughts_asked(world, appointment) as asked:

        def put_down(text: str) -> str:
            nonlocal count
            count += 1
            return asked.put_down(text)

        counting = ThoughtsAsked(asked.question, put_down, asked.plan, asked.begin, asked.keep)
        with suppress(Leave):  # What was put down by then is down.
            asker.questions([counting], FirstScreen(title))
    return count


@contextmanager
def thoughts_asked(world: World, appointment: str) -> Iterator[ThoughtsAsked]:
    """The question for thoughts, as one of a sequence; the line that is being typed is on the disk as long as it is."""
    with half_line(world, "thought", "park") as line:

        def put_down(text: str) -> str:
            key = _put_down(world, text, appointment)
            line.let_go()
            return key

        yield ThoughtsAsked(
            QUESTION, put_down, lambda thought, when: _plan(world, thought, when), line.begin, line.keep
        )


def _put_down(world: World, text: str, appointment: str) -> str:
    """Keep the thought before anything more is asked of it. Its id."""
    now = world.wall_ms()
    with held(), world.open_store(writing=True) as store:
        new = NewRecord(Parked(storable(text)), now, world.zone, appointment)
        return store.records.add(new).id


def _plan(world: World, thought: str, when: str) -> None:
    """Keep when it will have its turn: a time that is to come as one, anything else in the person's own words.

    It is no change of mind: no version of it is kept.
    """
    try:
        due = read_due(world, when)
    except UsageError:  # a time that has passed
        due = Due(None, storable(when.strip()))
    edit = ParkedEdit(due=due)
    with held(), world.open_store(writing=True) as store:
        store.records.change(thought, details=lambda old: edit.applied(cast(Parked, old)), versioned=False)
