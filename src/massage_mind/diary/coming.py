"""The appointment that a question is about, as the line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.record.head import Record
    from massage_mind.world import World


def coming_text(world: World, record: Record | None) -> str:
    """The appointment it goes with as a line above a question: "Today at 15:00, with Kim."; empty for none."""
    if record is None:
        return ""
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.instants import local
    from massage_mind.words.times import when_words

    when = when_words(local(record.head.at, record.head.zone), world.local_now())
    therapist = appointment_of(record).therapist
    return f"{when[:1].upper()}{when[1:]}{f', with {therapist}' if therapist else ''}."
