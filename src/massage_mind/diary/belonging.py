"""Which appointment something belongs to: the one named, none, or the nearest; and saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.world import World


def appointment_for(
    world: World, store: Store, option: str, at_ms: int, *, forward: bool = False
) -> Record | None:
    """The appointment that something at this time belongs to: the one named, none, or the nearest there is.

    `forward`: said for what is to come, so not one that has taken place.
    """
    from massage_mind.diary.thread import nearest_appointment, upcoming_appointment

    if option == "none":
        return None
    if option:
        return store.records.get(option, kinds=("appointment",))
    return (upcoming_appointment if forward else nearest_appointment)(store.records, at_ms)


def with_text(record: Record | None) -> str:
    """The sentence that says which appointment it goes with; empty for none."""
    if record is None:
        return ""
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.typed_times import spoken_when

    style = appointment_of(record).style
    kind = f"{style}, " if style else ""
    return f"With your appointment {record.id} ({kind}{spoken_when(record.head.at, record.head.zone)})."


def whose_words(record: Record, now_ms: int) -> str:
    """The appointment something goes with, as a person would say it: "For today at 15:00, with Kim."."""
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.instants import local
    from massage_mind.words.times import when_words

    with_whom = appointment_of(record).therapist
    when = when_words(record.head.when, local(now_ms, record.head.zone))
    return f"For {when}, with {with_whom}." if with_whom else f"For your massage, {when}."
