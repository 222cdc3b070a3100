"""Intentions: setting one, going without, being guided to one, and looking back."""

from __future__ import annotations

import shlex
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.diary import thread
from massage_mind.diary.belonging import appointment_for, with_text
from massage_mind.diary.coming import coming_text
from massage_mind.diary.half_lines import half_line
from massage_mind.diary.opened import opened
from massage_mind.diary.stated import Stated
from massage_mind.errors import Leave
from massage_mind.names import AIMS, Aim
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, FirstScreen, WordsAsked
from massage_mind.record.appointment_thread import INTENTION_MS, intention_of
from massage_mind.record.instants import HOUR_MS, local
from massage_mind.record.intention import AIM_EXAMPLES, AIM_TITLES, AIM_WORDS, WHEN_EXAMPLE, Intention
from massage_mind.record.query import Query
from massage_mind.record.texts import storable
from massage_mind.stops import held
from massage_mind.values import dataclass
from massage_mind.words.near import one_of

ONE_SUCH = 'massage-mind intention "soft shoulders"'
"""How one is set in words of one's own."""
_Read: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Sentences to read, and the commands that do what the last of them says."""

if TYPE_CHECKING:
    from massage_mind.diary.half_lines import HalfLine
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
    """The intention that counts now, if there is one, what the person should read with it, and commands for that."""

    current: Record | None
    notes: tuple[str, ...]
    commands: tuple[str, ...] = ()


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
            return Intended(current, *_kept_notes(world, store, request.wanted, home))
        found = thread.current_intention(store, moment, home_id)
    if not (request.guide and world.stdin_is_terminal() and world.stdout_is_terminal()):
        return Intended(found, *_found_note(found))
    return _guided(world, request, found, moment, home)


def earlier_intentions(world: World) -> list[Record]:
    """All that were ever set, the latest first. Raises `StoreError`."""
    with opened(world, writing=False) as store:
        return store.records.find(Query(("intention",)))


def worded(text: str, aim: Aim | None, when: str, then: str) -> Intention:
    """An intention from the words of a person: those of its kind where there are none of their own."""
    if not text.strip() and aim not in (None, "none"):
        text = AIM_WORDS[aim]
    return Intention(
        text.strip(),
        aim,
        _bare(storable(when.strip()), "when "),
        _bare(storable(then.strip()), "i will "),
    )


def ask_intention(
    asker: Asker, current: Intention | None, line: HalfLine | None = None, title: str = ""
) -> Intention | None:
    """Ask for kind, words and plan; None where nothing was said, or what there is shall stay.

    `line` is where unfinished words lie, `title` stands above the first question. Raises `NoMoreAnswers`, and `Leave`
    for whoever goes back from the first question.
    """
    said = _Guiding(current, line)
    asker.questions(said.questions(), FirstScreen(title))
    return said.intention()


class _Guiding:
    """What was said by now: which question comes next depends on it."""

    def __init__(self, current: Intention | None, line: HalfLine | None) -> None:
        self._current = current
        self._line = line
        self._anew = current is None
        self._aim: Aim | None = None
        self._words: dict[str, str] = {}

    def questions(self) -> list[AskedOrNot]:
        """All of them; those that do not fit what was said are left out when their turn comes."""
        asked: list[AskedOrNot] = [self._kind, self._own_words, self._when, self._then]
        if self._current is not None and self._current.text:
            said = f'You have one: "{self._current.text}".'
            asked.insert(0, ChoiceAsked("Another one?", ("keep it", "another one"), self._again, said, 0))
        else:
            self._anew = True
        return asked

    def intention(self) -> Intention | None:
        """What they make together."""
        if self._aim == "none":
            return Intention("", self._aim)
        if self._aim is None:
            return None
        words = self._words
        then = words.get("then", "") if words.get("when") else ""
        return worded(words.get("own", ""), self._aim, words.get("when", ""), then)

    def _again(self, chosen: int | None) -> None:
        self._anew = chosen == 1
        if not self._anew:
            self._aim = None

    def _kind(self) -> ChoiceAsked | None:
        if not self._anew:
            return None
        titles = [AIM_TITLES[aim] for aim in AIMS]
        return ChoiceAsked("What would you like from this massage?", titles, self._choose)

    def _choose(self, chosen: int | None) -> None:
        self._aim = None if chosen is None else AIMS[chosen]

    def _own_words(self) -> WordsAsked | None:
        if self._aim in (None, "none"):
            return None
        line = self._line
        return WordsAsked(
            "In your own words?",
            partial(self._words.__setitem__, "own"),
            f'Such as "{AIM_EXAMPLES[self._aim]}".',
            line.begin if line is not None else "",
            line.keep if line is not None else _let_go,
            empty=f"Enter: {AIM_WORDS[self._aim]}",
        )

    def _when(self) -> WordsAsked | None:
        if self._aim in (None, "none"):
            return None
        said = f'A plan for when attention wanders, if you like: "{WHEN_EXAMPLE}"'
        return WordsAsked("When ...", partial(self._words.__setitem__, "when"), said)

    def _then(self) -> WordsAsked | None:
        if self._aim in (None, "none") or not (when := self._words.get("when")):
            return None
        return WordsAsked(
            f"When {_bare(when, 'when ')}, I will ...", partial(self._words.__setitem__, "then")
        )


def _let_go(_: str) -> None:
    pass


def _guided(
    world: World, request: IntentionRequest, found: Record | None, at_ms: int, home: Record | None
) -> Intended:
    """Ask at the terminal, and keep what was said."""
    from massage_mind.perform.asker import NoMoreAnswers

    with half_line(world, "intention", "intention") as line:
        try:
            current = intention_of(found) if found else None
            wanted = ask_intention(world.asker(), current, line, coming_text(world, home))
        except (NoMoreAnswers, Leave):
            return Intended(found, ("Nothing was set.",))
        if wanted is None:
            return Intended(found, *_found_note(found))
        with held(), world.open_store(writing=True) as store:
            kept = _keep(world, store, request, wanted, at_ms, home.id if home else "")
            line.let_go()
            return Intended(kept, *_kept_notes(world, store, wanted, home))


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


def _kept_notes(world: World, store: Store, wanted: Intention, home: Record | None) -> _Read:
    """Which sessions it goes along with."""
    from massage_mind.words.times import when_words

    if home is not None:
        return (with_text(home),), ()
    if wanted.aim == "none":
        return ("You go without an intention this time.",), ()
    hours = INTENTION_MS // HOUR_MS
    goes = f"It goes along with your sessions of the next {hours} hours."
    now = world.wall_ms()
    # One that is too far off to draw things to itself by its nearness.
    coming = thread.coming_appointments(store.records, since_ms=now, now_ms=now)
    if not coming:
        return (goes,), ()
    head = coming[0].head
    when = when_words(head.when, local(now, head.zone))
    return (goes, f"To have it stand with your appointment, {when}:"), (_for_the_next(wanted),)


def _for_the_next(wanted: Intention) -> str:
    """The command that sets it for the next appointment."""
    said = {"": wanted.text, "--aim": wanted.aim or "", "--when": wanted.when, "--then": wanted.then}
    words = [word for option, text in said.items() if text for word in (option, text) if word]
    return f"massage-mind intention {shlex.join(words)} --appointment next"


def _found_note(found: Record | None) -> _Read:
    if found is not None:
        return ("For another one, or to go without:",), (ONE_SUCH, "massage-mind intention --clear")
    return ("No intention is set, and none is needed. To set one:",), (ONE_SUCH,)


def _bare(text: str, lead: str) -> str:
    """Without the words that the sentence says by itself, and without a stop at its end."""
    bare = text[len(lead) :] if text.casefold().startswith(lead) else text
    return bare.rstrip(" .,")


def read_aim(word: str) -> Aim | None:
    """Which kind of intention is named; None for none. Raises `UsageError`."""
    return one_of("kind of intention", word, AIMS) if word else None
