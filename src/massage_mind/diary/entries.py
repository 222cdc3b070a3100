"""Writing an entry: given whole, or written at the terminal from a question, or in the person's own editor."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from massage_mind.diary.being_written import take_in_left_behind
from massage_mind.diary.belonging import appointment_for
from massage_mind.diary.drafts import draft_of_new
from massage_mind.diary.opened import opened
from massage_mind.diary.stated import Stated
from massage_mind.errors import StoreError, UsageError
from massage_mind.stops import held
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.drafts import Draft
    from massage_mind.record.head import Record
    from massage_mind.world import World

_NEXT_DAY_HOURS = 12
"""So long after a massage an entry is asked about how it was since."""


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """An entry to write, and what was `stated` of it.

    `text` None: the person writes it now, in their `editor` or at the terminal, from `begin` on. `question`: the one it
    answers; None for one in turn where it is written at the terminal, and none otherwise.
    """

    stated: Stated = field(default_factory=Stated)
    text: str | None = None
    editor: bool = False
    begin: str = ""
    question: str | None = None


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """The entry as it is kept, and the appointment it belongs to."""

    record: Record
    appointment: Record | None


def write_entry(world: World, request: EntryRequest) -> KeptEntry | None:
    """Write an entry and keep it; None where nothing was written.

    What the journal does not take waits in the draft, which the next entry begins with. Raises `UsageError` where there
    is neither a text nor somebody to write one, `StoreError`, and `Stopped` where the writing is broken off.
    """
    now_ms = world.wall_ms()
    at_ms = request.stated.moment_ms(now_ms)
    text, question, draft = request.text, request.question or "", None
    if text is None:
        draft = draft_of_new(world)
        text, question = _written(world, request, at_ms, draft)
    if not text.strip():
        return None
    draft = draft or draft_of_new(world)
    try:
        with held():
            kept = _keep(world, request, text, question, at_ms)
            if request.text is None:
                draft.drop()
    except StoreError as error:
        raise draft.kept_with(error, text) from error
    except UsageError as error:
        if request.text is not None:
            raise
        raise draft.kept_with(error, text) from error
    return kept


def _keep(world: World, request: EntryRequest, text: str, question: str, at_ms: int) -> KeptEntry:
    """Keep it with the appointment it belongs to; `at_ms`: when it was."""
    from massage_mind.record.entry import Entry
    from massage_mind.record.head import NewRecord

    with opened(world, writing=True) as store:
        near = appointment_for(world, store, request.stated.appointment, at_ms)
        entry = Entry(text, question)
        new = NewRecord(entry, at_ms, world.zone, near.id if near else "", tags=request.stated.tags)
        return KeptEntry(store.records.add(new), near)


def _written(world: World, request: EntryRequest, at_ms: int, draft: Draft) -> tuple[str, str]:
    """What the person writes, and the question it answers. What was broken off lies in the draft, and begins it."""
    if not request.editor and not (world.stdin_is_terminal() and world.stdout_is_terminal()):
        raise UsageError(
            "There's nothing to keep.", "Say it:", command='massage-mind journal add "lighter than before"'
        )
    take_in_left_behind(draft)
    earlier = draft.begin(editor=request.editor)
    if earlier is None or earlier.strip():
        world.note("You left this unfinished; it begins with what you had.")
    begin = None if earlier is None else "\n".join(filter(None, (earlier.rstrip("\n"), request.begin)))
    question = request.question or ""
    if not request.editor:
        question = question or question_in_turn(world, request.stated.appointment, at_ms)
    return draft.write(world, begin, question, editor=request.editor), question


def question_in_turn(world: World, appointment: str, at_ms: int) -> str:
    """The question to write from at this time: each in turn. Raises `StoreError`."""
    from massage_mind.diary import thread
    from massage_mind.record.instants import HOUR_MS
    from massage_mind.record.intention import Intention
    from massage_mind.record.questions import prompt_for

    with world.open_store(writing=False) as store:
        near = appointment_for(world, store, appointment, at_ms)
        found = thread.current_intention(store, at_ms, near.id if near else "")
        massage = thread.last_massage(store, at_ms)
        count = store.records.count("entry")
    intention = found.details.text if found and isinstance(found.details, Intention) else ""
    next_day = massage is not None and at_ms - massage.end_ms > _NEXT_DAY_HOURS * HOUR_MS
    return prompt_for(count, intention, next_day=next_day)
