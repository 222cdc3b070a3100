"""When the massage is over: its appointment is done, and what was put down before is handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import StoreError
from massage_mind.world import SHORT_WAIT_MS

if TYPE_CHECKING:
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.world import World


def note_done(world: World, prepared: Prepared) -> None:
    """The massage was taken on the table, or is over: the appointment is done."""
    request = prepared.request
    if prepared.appointment is None or request.moment not in ("during", "after"):
        return
    if request.at_ms is None and prepared.appointment.head.at > world.wall_ms():
        return  # It has not begun: this was for trying it.
    from massage_mind.diary.thread import mark_done

    try:
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            if mark_done(store, prepared.appointment):
                world.note(f"Your appointment {prepared.appointment.id} is noted as done.")
    except StoreError as error:
        world.note(f"That the appointment took place could not be noted: {error.sentence}")


def hand_back(talk: Conversation, reentry_ms: int) -> None:
    """What was put down before, once `reentry_ms` have passed since the massage; before that, when it will be."""
    from massage_mind.diary import thread
    from massage_mind.record.appointment_thread import parked_of
    from massage_mind.record.instants import local
    from massage_mind.screen.show.show_parked import parked_lines

    world = talk.world
    now = world.wall_ms()
    try:
        with world.open_store(writing=False, wait_ms=SHORT_WAIT_MS) as store:
            waiting = thread.to_return(store)
            massage = thread.last_massage(store, now)
        if not waiting:
            return
        over = massage.end_ms if massage is not None else now
        due = over + reentry_ms
        if now < due:
            clock = local(due, world.zone)
            count = (
                "What you put down waits"
                if len(waiting) == 1
                else f"The {len(waiting)} things you put down wait"
            )
            talk.tell(
                f"{count} until {clock:%H:%M}. Nothing of it is needed now; `massage-mind park list` has it."
            )
            return
        talk.tell("What you put down before:")
        for one in waiting:
            for line in parked_lines(one.head, parked_of(one)):
                talk.tell(f"  {line}")
        with world.open_store(writing=True, wait_ms=SHORT_WAIT_MS) as store:
            thread.returned(store, waiting)
    except StoreError as error:
        world.note(f"What you put down could not be looked up: {error.sentence}")
