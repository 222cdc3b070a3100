"""Moving an appointment: which one, and where to, from words in which either may come first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from massage_mind.diary.appointments import change_appointment, meant_appointment
from massage_mind.diary.belonging import NAMES, meant
from massage_mind.diary.has_been import NOT_SAID, HasBeen, agree_on_past
from massage_mind.diary.opened import opened
from massage_mind.errors import StoreError, UsageError
from massage_mind.record.appointment_thread import appointment_of
from massage_mind.record.ids import LENGTH, typed_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.journal.store import Store
    from massage_mind.record.appointment import Appointment
    from massage_mind.record.head import Record
    from massage_mind.world import World


class Move(NamedTuple):
    """An appointment, and the instant (UTC milliseconds) it is to begin at."""

    appointment: Record
    at_ms: int


def move_appointment(world: World, words: Sequence[str], reason: str, said: HasBeen = NOT_SAID) -> Record:
    """Move one to another time; its id stays, and with it all that hangs on it. Into the past it is done, if said so.

    Raises `UsageError` for words that are no time, and for one that has passed of which nobody says that it has been;
    `StoreError` where no appointment is meant.
    """
    with opened(world, writing=False) as store:
        move = read_move(world, store, words, said)
    at = move.at_ms
    done = agree_on_past(world, at, appointment_of(move.appointment), said)

    def moved(old: Appointment) -> Appointment:
        return replace(
            old,
            state="done" if done else "moved",
            first_at=move.appointment.head.at if old.first_at is None else old.first_at,
            reason=reason or old.reason,
        )

    return change_appointment(
        world, move.appointment.id, moved, head=lambda old: replace(old, at=at, zone=world.zone)
    )


def read_move(world: World, store: Store, words: Sequence[str], said: HasBeen = NOT_SAID) -> Move:
    """What `[ID] WHEN` means. A whole id that there is names its appointment, whatever else it could be read as.

    Otherwise a time comes first: "4 december" is one, though "4" may begin an id.
    """
    found = _of_id(store, words[0])
    if found is None:
        try:
            at = said.when(world, " ".join(words))
        except UsageError as no_time:
            found = _named(world, store, words[0], no_time)
        else:
            return Move(meant_appointment(world, store, ""), at)
    if not words[1:]:
        raise UsageError(
            "It doesn't say where to. Such as:", command="massage-mind appointment move next friday 15:00"
        )
    return Move(found, said.when(world, " ".join(words[1:])))


def _of_id(store: Store, word: str) -> Record | None:
    """The appointment with exactly this id. Some ids could be times: 22h45 is a quarter to eleven in the evening."""
    found = store.records.there(word.lower()) if _is_whole_id(word) else None
    return found if found is not None and found.kind == "appointment" else None


def _is_whole_id(word: str) -> bool:
    return len(word) == LENGTH and typed_id(word) is not None


def _named(world: World, store: Store, word: str, no_time: UsageError) -> Record:
    """The appointment of this id or beginning of one, or called next and the like. For what looks like neither, why it is no time was raised."""
    try:
        return meant(world, store, word, kinds=("appointment",))
    except StoreError:
        if _is_whole_id(word) or word.lower() in NAMES:
            raise
        raise no_time from None
