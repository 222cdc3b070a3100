"""When the massage is over: its appointment is done, and what was put down before is handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.values import dataclass
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.record.head import Record
    from massage_mind.screen.page.page_parts import Block
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class NotedDone:
    """What came of noting an appointment as done: nothing, a sentence, or a sentence on why it could not be."""

    text: str = ""
    failed: bool = False


def note_done(world: World, prepared: Prepared) -> NotedDone:
    """The massage was taken on the table, or is over: the appointment is done. Says nothing by itself."""
    request = prepared.request
    if prepared.appointment is None or request.moment not in ("during", "after"):
        return NotedDone()
    if request.at_ms is None and prepared.appointment.head.at > world.wall_ms():
        return NotedDone()  # It has not begun: this was for trying it.
    from massage_mind.diary.thread import mark_done

    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            done = mark_done(store, prepared.appointment)
    except StoreError as error:
        return NotedDone(f"That the appointment took place couldn't be noted: {error.sentence}", failed=True)
    return NotedDone("The appointment is noted as done." if done else "")


@dataclass(frozen=True, slots=True)
class HandedBack:
    """What was put down before: the lines of a page on it, and what is handed back with them."""

    lines: tuple[Block, ...] = ()
    returned: tuple[Record, ...] = ()
    trouble: str = ""


def put_down_before(world: World, reentry_ms: int) -> HandedBack:
    """What was put down, once `reentry_ms` have passed since the massage; before that, until when it keeps."""
    from massage_mind.diary import thread
    from massage_mind.record.instants import local
    from massage_mind.screen.page.page_parts import said
    from massage_mind.words.times import clock_words, when_words

    now = world.wall_ms()
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            waiting = thread.to_return(store)
            massage = thread.last_massage(store, now)
    except StoreError as error:
        return HandedBack(trouble=f"What you put down couldn't be looked up: {error.sentence}")
    if not waiting:
        return HandedBack()
    due = (massage.end_ms if massage is not None else now) + reentry_ms
    if now >= due:
        return HandedBack(_listed(waiting, now), tuple(waiting))
    at, here = local(due, world.zone), local(now, world.zone)
    until = clock_words(at) if at.date() == here.date() else when_words(at, here)
    return HandedBack((said(f"What you put down keeps until {until}."),))


def note_returned(world: World, handed: HandedBack) -> None:
    """These have been handed back, and are not again."""
    from massage_mind.diary import thread

    if not handed.returned:
        return
    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            thread.returned(store, list(handed.returned))
    except StoreError as error:
        world.note(f"That you have it back couldn't be noted: {error.sentence}")


def _listed(waiting: list[Record], now_ms: int) -> tuple[Block, ...]:
    """A list under a heading: the thought, and when and where it will be dealt with."""
    from massage_mind.record.appointment_thread import parked_of
    from massage_mind.record.instants import local
    from massage_mind.screen.page.page_parts import heading, under
    from massage_mind.words.times import when_words

    lines: list[Block] = [heading("What you put down")]
    for one in waiting:
        parked, zone = parked_of(one), one.head.zone
        due = "" if parked.due_at is None else when_words(local(parked.due_at, zone), local(now_ms, zone))
        lines.append(under(" · ".join(filter(None, (parked.text, due, parked.due_words, parked.place)))))
    return tuple(lines)
