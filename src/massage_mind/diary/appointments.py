"""Appointments: noting one, changing it, that it took place or does not, and which one is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from massage_mind.diary.belonging import appointment_for
from massage_mind.diary.has_been import NOT_SAID, HasBeen, agree_on_past
from massage_mind.diary.opened import opened
from massage_mind.diary.thread import coming_appointments
from massage_mind.errors import StoreError, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import appointment_of
from massage_mind.record.head import NewRecord
from massage_mind.record.query import Query
from massage_mind.record.texts import storable
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.looking import Whole
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Head, Record
    from massage_mind.world import World

EARLY_MS = 30 * 60_000
"""So long before its beginning an appointment can be said to have taken place: it began earlier than planned."""


class Price(NamedTuple):
    """What it costs: a decimal number, and in which money as far as that was said."""

    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class AppointmentDetails:
    """What is said of an appointment. None: nothing was said; an empty text takes away what there was.

    `minutes` and `hands_on` from 1 to 1440; `style` is the id of a style.
    """

    minutes: int | None = None
    style: str | None = None
    therapist: str | None = None
    place: str | None = None
    price: Price | None = None
    note: str | None = None
    hands_on: int | None = None

    def applied(self, old: Appointment) -> Appointment:
        """The appointment with what was said of it."""
        price = Price(old.price, old.currency) if self.price is None else self.price
        return replace(
            old,
            minutes=old.minutes if self.minutes is None else self.minutes,
            hands_on=old.hands_on if self.hands_on is None else self.hands_on,
            style=old.style if self.style is None else self.style,
            therapist=_kept_or(old.therapist, self.therapist),
            place=_kept_or(old.place, self.place),
            price=price.amount,
            currency=price.currency,
            note=_kept_or(old.note, self.note),
        )


@dataclass(frozen=True, slots=True)
class AppointmentEdit:
    """What is to be different of an appointment: its details, tags put on, tags taken off."""

    details: AppointmentDetails = AppointmentDetails()
    tags: tuple[str, ...] = ()
    untags: tuple[str, ...] = ()

    def tagged(self, head: Head) -> Head:
        """The head with these tags on and off."""
        tags = dict.fromkeys((*head.tags, *self.tags))
        return replace(head, tags=tuple(tag for tag in tags if tag not in self.untags))


@dataclass(frozen=True, slots=True)
class Noted:
    """An appointment that was noted, and another one that is at the same time, if there is one."""

    record: Record
    twin: Record | None = None


def _kept_or(old: str, said: str | None) -> str:
    return old if said is None else storable(said.strip())


def note_appointment(
    world: World,
    at_ms: int,
    details: AppointmentDetails,
    tags: tuple[str, ...],
    said: HasBeen = NOT_SAID,
) -> Noted:
    """Note an appointment at this instant (UTC milliseconds); one that is over is done, where that is said.

    Raises `UsageError` for one that is over and of which that is not said, `StoreError`.
    """
    new = details.applied(Appointment())
    if agree_on_past(world, at_ms, new, said):
        new = replace(new, state="done")
    with opened(world, writing=True) as store:
        twins = store.records.find(Query(("appointment",), since_ms=at_ms, until_ms=at_ms + 1))
        record = store.records.add(NewRecord(new, at_ms, world.zone, tags=tags))
    return Noted(record, twins[0] if twins else None)


def meant_appointment(world: World, store: Store, typed: str) -> Record:
    """The one named, or else the nearest; else the next to come. Raises `StoreError` where there is none."""
    now = world.wall_ms()
    if typed != "none" and (found := appointment_for(world, store, typed, now)):
        return found
    coming = coming_appointments(store.records, since_ms=now, now_ms=now)
    if not coming:
        raise StoreError(
            "There's no appointment around this time.",
            "To note one:",
            command='massage-mind appointment add "friday 15:00" --minutes 60',
        )
    return coming[0]


def look_up_appointment(world: World, typed: str) -> Record:
    """The same for a journal that is not open. Raises `StoreError`."""
    with opened(world, writing=False) as store:
        return meant_appointment(world, store, typed)


def whole_appointment(world: World, typed: str) -> Whole:
    """The one that is meant with all that hangs on it. Raises `StoreError`."""
    from massage_mind.diary.looking import with_what_belongs

    with opened(world, writing=False) as store:
        return with_what_belongs(store, meant_appointment(world, store, typed))


def edit_appointment(world: World, typed: str, edit: AppointmentEdit) -> Record:
    """Change what it says. How it stood is kept as a version. Raises `StoreError`."""
    return change_appointment(world, typed, edit.details.applied, head=edit.tagged)


def finish_appointment(world: World, typed: str) -> Record:
    """It took place. Raises `UsageError` for one that is still to come, `StoreError` for none."""
    from massage_mind.record.instants import local
    from massage_mind.words.times import when_words

    found = look_up_appointment(world, typed)
    now = world.wall_ms()
    if found.head.at > now + EARLY_MS:
        when = when_words(found.head.when, local(now, found.head.zone))
        raise UsageError(
            f"It's still to come: {when}.",
            "If it was at another time, such as yesterday at 15:00:",
            command=f'massage-mind appointment move {typed or found.id} "yesterday 15:00" --done',
        )
    return change_appointment(world, found.id, lambda old: replace(old, state="done"))


def skip_appointment(world: World, typed: str, reason: str) -> Record:
    """It does not take place. Raises `UsageError` where none was named and the nearest has taken place."""
    found = look_up_appointment(world, typed)
    if not typed and appointment_of(found).state == "done":
        raise UsageError(
            "The nearest one has taken place.", "The next one:", command="massage-mind appointment skip next"
        )
    return change_appointment(
        world, found.id, lambda old: replace(old, state="skipped", reason=reason or old.reason)
    )


def bin_appointment(world: World, appointment: Record) -> None:
    """Put it into the bin, from which it can be restored; what hangs on it stays. Raises `StoreError`."""
    with opened(world, writing=True) as store:
        store.records.bin([appointment.id])


def change_appointment(
    world: World,
    typed: str,
    details: Callable[[Appointment], Appointment],
    *,
    head: Callable[[Head], Head] | None = None,
) -> Record:
    """Change the one that is meant: its details, and what every record has with `head`. Raises `StoreError`."""
    with opened(world, writing=True) as store:
        return store.records.change(
            meant_appointment(world, store, typed).id,
            details=lambda old: details(cast(Appointment, old)),
            head=head,
        )
