"""Which record is meant: by its id, or as the last, the next, today's; and which appointment something belongs to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from massage_mind.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.journal.store import Store
    from massage_mind.record.head import Kind, Record
    from massage_mind.world import World

Named: TypeAlias = Literal["last", "next", "today", "yesterday", "tomorrow"]
NAMES: tuple[Named, ...] = get_args(Named)
"""What can be said in place of an id. None of them can be the beginning of one: ids have no vowels."""
_APPOINTMENT: tuple[Kind, ...] = ("appointment",)
_PARKED: tuple[Kind, ...] = ("parked",)
_LOOKED_AT = 50
"""So many skipped in a row, and there is no last one."""
_DAYS_OFF = {"yesterday": -1, "today": 0, "tomorrow": 1}
_ALIKE = {"latest": "last", "newest": "last", "previous": "last", "upcoming": "next", "coming": "next"}
"""What the last and the next are called elsewhere; offered, not obeyed."""


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
        return meant(world, store, option, kinds=_APPOINTMENT)
    return (upcoming_appointment if forward else nearest_appointment)(store.records, at_ms)


def with_text(record: Record | None) -> str:
    """The sentence that says which appointment it goes with; empty for none."""
    if record is None:
        return ""
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.words.times import clock_words

    when, whom = record.head.when, appointment_of(record).therapist
    day = f"{when:%A} {when.day} {when:%B}, {clock_words(when)}"
    return f"With your appointment on {day}{f', with {whom}' if whom else ''}."


def whose_words(record: Record, now_ms: int) -> str:
    """The appointment something goes with, as a person would say it: "For today at 15:00, with Kim."."""
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.instants import local
    from massage_mind.words.times import when_words

    with_whom = appointment_of(record).therapist
    when = when_words(record.head.when, local(now_ms, record.head.zone))
    return f"For {when}, with {with_whom}." if with_whom else f"For your massage, {when}."


# ---------------------------------------------------------------- the one that is meant


def meant(
    world: World, store: Store, typed: str, *, kinds: Sequence[Kind] = (), binned: bool = False
) -> Record:
    """The record of this id or beginning of one, or the one called last, next, today, yesterday or tomorrow.

    Of no kind in particular, those are appointments, and sessions that belong to none. `binned`: from the bin, where
    only ids name anything. Raises `StoreError` where there is none, and where there are several.
    """
    name = typed.strip().lower()
    if name not in NAMES or binned:
        try:
            return store.records.get(typed, kinds=kinds, binned=binned)
        except StoreError as error:
            raise _with_near(error, typed, name) from None
    return called(world, store, name, kinds)


def _with_near(error: StoreError, typed: str, name: str) -> StoreError:
    """The error for an id that there is not, with the name that it is near to."""
    from massage_mind.words.near import is_near, nearest

    near = _ALIKE.get(name) or nearest(name, NAMES)
    if not near:
        return error
    return StoreError(
        f"{error.sentence} {is_near(near)}", error.hint, command=error.command, instead=(typed, near)
    )


def called(world: World, store: Store, name: Named, kinds: Sequence[Kind] = ()) -> Record:
    """The last, the next, today's, yesterday's or tomorrow's. Raises `StoreError` where there is none, and where there are several."""
    if tuple(kinds) == _PARKED:
        found = _thoughts(world, store, name)
    elif name == "next":
        found = _coming(world, store)
    elif name == "last":
        found = _last(world, store, kinds)
    else:
        found = _of_day(world, store, name, kinds)
    if not found:
        raise _none(name, kinds)
    if len(found) > 1:
        raise _several(name, found)
    return found[0]


def at_hand(world: World, store: Store) -> Record | None:
    """What is now or was last; else what comes next; else what was written last. None where there is nothing."""
    from massage_mind.record.kinds import OF_A_TIME
    from massage_mind.record.query import Query

    found = (
        _last(world, store, ())
        or _coming(world, store)
        or store.records.find(Query(OF_A_TIME, until_ms=world.wall_ms() + 1, limit=1))
        or store.records.find(Query(OF_A_TIME, limit=1))
    )
    return found[0] if found else None


def _last(world: World, store: Store, kinds: Sequence[Kind]) -> list[Record]:
    """The latest appointment that has begun and was not skipped; or a session that belongs to none, if that is later."""
    from massage_mind.record.appointment import Appointment
    from massage_mind.record.query import Query
    from massage_mind.record.session import SESSIONS

    wanted = tuple(kinds) or (*_APPOINTMENT, *SESSIONS)
    for one in store.records.find(Query(wanted, until_ms=world.wall_ms() + 1, limit=_LOOKED_AT), bare=True):
        home = store.records.there(one.head.appointment) if one.head.appointment and not kinds else None
        if home is not None:
            return [home]
        if not (isinstance(one.details, Appointment) and one.details.state == "skipped"):
            return [one]
    return []


def _coming(world: World, store: Store) -> list[Record]:
    """The next appointment that has not begun."""
    from massage_mind.diary.thread import coming_appointments

    now = world.wall_ms()
    return coming_appointments(store.records, since_ms=now, now_ms=now)[:1]


def _of_day(world: World, store: Store, name: Named, kinds: Sequence[Kind]) -> list[Record]:
    """The appointments of this day; without any the sessions of it, the latest first."""
    from massage_mind.record.instants import local
    from massage_mind.record.query import Query
    from massage_mind.record.session import SESSIONS

    day = local(world.wall_ms(), world.zone).date() + timedelta(days=_DAYS_OFF[name])
    found = store.records.find(Query(_APPOINTMENT, since_day=day, until_day=day))
    if not found and not kinds:
        found = store.records.find(Query(SESSIONS, since_day=day, until_day=day, limit=1))
    return found


def _thoughts(world: World, store: Store, name: Named) -> list[Record]:
    """The thought put down last; the one that is due next; those put down on this day."""
    from massage_mind.record.appointment_thread import parked_of
    from massage_mind.record.instants import local
    from massage_mind.record.query import Query

    now = world.wall_ms()
    if name == "last":
        return store.records.find(Query(_PARKED, until_ms=now + 1, limit=1))
    if name == "next":
        waiting = [(parked_of(one).due_at or 0, one) for one in store.thread.open_parked()]
        due = [pair for pair in waiting if pair[0] >= now]
        return [one for _, one in sorted(due, key=lambda pair: pair[0])[:1]]
    day = local(now, world.zone).date() + timedelta(days=_DAYS_OFF[name])
    return store.records.find(Query(_PARKED, since_day=day, until_day=day))


def _none(name: Named, kinds: Sequence[Kind]) -> StoreError:
    if tuple(kinds) == _PARKED:
        return StoreError(
            "Nothing that was put down is meant by that.", "What waits:", command="massage-mind park list"
        )
    what = "appointment" if kinds else "appointment or session"
    sentences = {
        "last": f"No {what} has begun yet.",
        "next": "No appointment is planned.",
        "today": f"There's no {what} today.",
        "yesterday": f"There was no {what} yesterday.",
        "tomorrow": "No appointment is planned for tomorrow.",
    }
    if name in ("next", "tomorrow"):
        day = "tomorrow" if name == "tomorrow" else "friday"
        line = f'massage-mind appointment add "{day} 15:00" --minutes 60'
        return StoreError(sentences[name], "To note one:", command=line)
    if not kinds:
        return StoreError(sentences[name], "All there is:", command="massage-mind journal list -n 0")
    return StoreError(sentences[name], "All there are:", command="massage-mind appointment list --all")


def _several(name: Named, found: Sequence[Record]) -> StoreError:
    """Which ones there are, and how each is named."""
    from massage_mind.record.appointment import Appointment
    from massage_mind.words.lengths import count_word
    from massage_mind.words.times import clock_words

    told = []
    for one in reversed(found):
        whom = one.details.therapist if isinstance(one.details, Appointment) else ""
        told.append(f"at {clock_words(one.head.when)}" + (f" with {whom}" if whom else ""))
    many = count_word(len(found))
    shown = "massage-mind park list --all" if found[0].kind == "parked" else "massage-mind appointment list"
    return StoreError(
        f"There are {many} of {name}: {', '.join(told[:-1])} and {told[-1]}.",
        "Each has an id, which names it:",
        command=shown,
    )
