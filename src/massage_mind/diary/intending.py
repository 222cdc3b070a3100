"""Intentions: setting one, going without, being guided to one, and looking back."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from massage_mind.diary import thread
from massage_mind.diary.belonging import appointment_for, with_text
from massage_mind.diary.opened import opened
from massage_mind.diary.stated import Stated
from massage_mind.record.appointment_thread import INTENTION_MS, intention_of
from massage_mind.record.instants import HOUR_MS
from massage_mind.record.intention import AIM_EXAMPLES, AIM_TITLES, AIMS, WHEN_EXAMPLE, Aim, Intention
from massage_mind.record.query import Query
from massage_mind.record.texts import storable
from massage_mind.stops import held
from massage_mind.values import dataclass
from massage_mind.words.near import one_of

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.perform.asker import Asker
    from massage_mind.record.head import Record
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class IntentionRequest:
    """What is to be: this intention, none any more with `clear`, or else a look at the one there is.

    `guide`: where nothing is said, whoever sits at a terminal is asked.
    """

    wanted: Intention | None = None
    clear: bool = False
    guide: bool = False
    stated: Stated = field(default_factory=Stated)


@dataclass(frozen=True, slots=True)
class Intended:
    """The intention that counts now, if there is one, and what the person should read with it."""

    current: Record | None
    notes: tuple[str, ...]


def intend(world: World, request: IntentionRequest) -> Intended:
    """Set an intention, take it back, or find out which there is. Raises `StoreError`, and `UsageError` for no words."""
    moment = request.stated.moment_ms(world.wall_ms())
    with opened(world, writing=request.clear or request.wanted is not None) as store:
        home = appointment_for(
            world, store, request.stated.appointment, moment, forward=request.stated.forward
        )
        home_id = home.id if home else ""
        if request.clear:
            _clear(store, moment, home_id)
            return Intended(None, ("You go without an intention now.",))
        if request.wanted is not None:
            current = _keep(world, store, request, request.wanted, moment, home_id)
            return Intended(current, _kept_notes(world, store, request.wanted, home))
        found = thread.current_intention(store, moment, home_id)
    if not (request.guide and world.stdin_is_terminal() and world.stdout_is_terminal()):
        return Intended(found, (_found_note(found),))
    return _guided(world, request, found, moment, home)


def earlier_intentions(world: World) -> list[Record]:
    """All that were ever set, the latest first. Raises `StoreError`."""
    with opened(world, writing=False) as store:
        return store.records.find(Query(("intention",)))


def worded(text: str, aim: Aim | None, when: str, then: str) -> Intention:
    """An intention from the words of a person: those of its kind where there are none of their own."""
    if not text.strip() and aim not in (None, "none"):
        text = AIM_TITLES[aim]
    return Intention(
        text.strip(),
        aim,
        _bare(storable(when.strip()), "when "),
        _bare(storable(then.strip()), "i will "),
    )


def ask_intention(asker: Asker, current: Intention | None) -> Intention | None:
    """Ask for kind, words and plan; None where nothing was said, or what there is shall stay. Raises `NoMoreAnswers`."""
    if current is not None:
        asker.tell(f"Your intention: {current.text}")
        if asker.read("Another one? [y/N] ").casefold() not in ("y", "yes"):
            return None
    chosen = asker.choice(
        "What would you like from this massage? Enter leaves it for now.", [AIM_TITLES[aim] for aim in AIMS]
    )
    if chosen is None:
        return None
    aim = AIMS[chosen]
    if aim == "none":
        return Intention("", aim)
    text = asker.read(f"In your own words, such as “{AIM_EXAMPLES[aim]}”: ") or AIM_TITLES[aim]
    asker.tell(f"If you like, a plan for when attention wanders: “{WHEN_EXAMPLE}”", dim=True)
    when = asker.read("When … (Enter leaves it out): ")
    then = asker.read("I will … : ") if when else ""
    return worded(text, aim, when, then)


def _guided(
    world: World, request: IntentionRequest, found: Record | None, at_ms: int, home: Record | None
) -> Intended:
    """Ask at the terminal, and keep what was said."""
    from massage_mind.perform.asker import NoMoreAnswers

    try:
        wanted = ask_intention(world.asker(), intention_of(found) if found else None)
    except NoMoreAnswers:
        return Intended(found, ("Nothing was set.", _found_note(found)))
    if wanted is None:
        return Intended(found, (_found_note(found),))
    with held(), world.open_store(writing=True) as store:
        current = _keep(world, store, request, wanted, at_ms, home.id if home else "")
        return Intended(current, _kept_notes(world, store, wanted, home))


def _keep(
    world: World, store: Store, request: IntentionRequest, wanted: Intention, at_ms: int, home_id: str
) -> Record:
    return thread.set_intention(
        store,
        wanted,
        at_ms=at_ms,
        zone=world.zone,
        appointment=home_id,
        tags=request.stated.tags,
    )


def _clear(store: Store, at_ms: int, home_id: str) -> None:
    thread.clear_intention(store, at_ms, home_id)
    if home_id:  # One that belongs to no appointment went along as well.
        thread.clear_intention(store, at_ms)


def _kept_notes(world: World, store: Store, wanted: Intention, home: Record | None) -> tuple[str, ...]:
    """Which sessions it goes along with."""
    from massage_mind.record.typed_times import spoken_when

    if home is not None:
        return (with_text(home),)
    if wanted.aim == "none":
        return ("You go without an intention this time.",)
    hours = INTENTION_MS // HOUR_MS
    goes = f"It goes along with your sessions of the next {hours} hours."
    now = world.wall_ms()
    # One that is too far off to draw things to itself by its nearness.
    coming = thread.coming_appointments(store.records, since_ms=now, now_ms=now)
    if not coming:
        return (goes,)
    head = coming[0].head
    spoken = spoken_when(head.at, head.zone)
    return goes, f"For your appointment {head.id} on {spoken}, add --appointment {head.id}."


def _found_note(found: Record | None) -> str:
    if found is not None:
        return 'Another one: massage-mind intention "TEXT". None: --clear.'
    return 'You have no intention set. To set one: massage-mind intention "TEXT".'


def _bare(text: str, lead: str) -> str:
    """Without the words that the sentence says by itself, and without a stop at its end."""
    bare = text[len(lead) :] if text.casefold().startswith(lead) else text
    return bare.rstrip(" .,")


def read_aim(word: str) -> Aim | None:
    """Which kind of intention is named; None for none. Raises `UsageError`."""
    return one_of("kind of intention", word, AIMS) if word else None
