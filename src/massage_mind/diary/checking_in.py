"""Checking in: which of the four times it is, which massage it goes with, what is asked, and keeping it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field, replace
from typing import TYPE_CHECKING

from massage_mind.diary.answers import CheckInAnswers
from massage_mind.diary.asking_body import body_asked
from massage_mind.diary.belonging import appointment_for, with_text
from massage_mind.diary.opened import opened
from massage_mind.diary.own_measures import all_measures_of, measures_of, rated_keys
from massage_mind.diary.stated import Stated
from massage_mind.diary.thread import follow_ups, last_massage
from massage_mind.errors import Leave, Stopped, UsageError
from massage_mind.perform.asked_in_turn import AskedOrNot, FirstScreen, RatingAsked
from massage_mind.perform.asker import quietly
from massage_mind.record.appointment_thread import Massage, end_ms
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import DAY_MS, HOUR_MS
from massage_mind.record.measures import ITEM_BY_KEY, ITEMS, Item, items_for
from massage_mind.record.texts import storable
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.phases import Phase
    from massage_mind.world import World

BEGUN_MS = 10 * 60_000
"""Until so long after an appointment began a check-in is still one before it: people are late."""
AFTER_MS = 6 * HOUR_MS
"""Until so long after its end it is one after it ..."""
LATEST_MS = 2 * DAY_MS
"""... and until so long one of the next day."""

LASTING = (
    "Soreness that lasts beyond two or three days, numbness, a spreading bruise or a swollen calf are reasons to get "
    "advice from a clinician."
)


_TITLES: dict[Phase, str] = {
    "before": "How it is before.",
    "after": "How it is after.",
    "next-day": "How it is the day after.",
    "ordinary-day": "How it is today.",
}
"""What stands above the first question."""


@dataclass(frozen=True, slots=True)
class CheckInRequest:
    """A check-in as it was asked for. `phase` None: what fits the time. Ratings 0 to 10, `body` 0 to 3 by region.

    `ratings`: by what a person typed for each measure; `kinds`: what it is like at a region, by region.
    """

    phase: Phase | None = None
    ratings: Mapping[str, int] = field(default_factory=dict)
    body: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    stated: Stated = field(default_factory=Stated)

    @property
    def says_nothing(self) -> bool:
        """Whether everything is still to be asked."""
        return not (self.ratings or self.body or self.note or self.stated.tags)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a check-in is given on: which of the four times, and the appointment or the session it goes with.

    `again`: the massage was followed up before; this is the second time, at some 48 hours.
    """

    phase: Phase
    appointment: Record | None = None
    session: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What was kept (None: nothing was said), on which occasion, and what the person should read."""

    record: Record | None
    occasion: Occasion
    notes: tuple[str, ...] = ()


def check_in(world: World, request: CheckInRequest) -> CheckedIn:
    """Keep a check-in; where nothing is said yet, ask for it, and keep each answer at once.

    Raises `UsageError` for a measure that is not asked at this time and where nobody can be asked, `StoreError`.
    """
    moment = request.stated.moment_ms(world.wall_ms())
    with opened(world, writing=False) as store:
        occasion = find_occasion(world, store, request.phase, request.stated.appointment, moment)
        request = replace(request, ratings=rated_keys(store, request.ratings))
        known, measures = all_measures_of(store), measures_of(store)
    check_measures(occasion.phase, request.ratings, known)
    answers = _answers(world, request, occasion, moment)
    if request.says_nothing:
        _ask(world, answers, occasion, measures)
    else:
        answers.keep()
    return CheckedIn(answers.record, occasion, _notes(answers.record, occasion))


def find_occasion(world: World, store: Store, phase: Phase | None, appointment: str, at_ms: int) -> Occasion:
    """The occasion of a check-in at this instant, where `appointment` is what was typed: an id, "none" or "".

    An ordinary day goes with no appointment, the next day with the massage that is over, unless one is named.
    """
    if appointment:
        home = appointment_for(world, store, appointment, at_ms)
        # Where an appointment is named, nothing else is looked for.
        massage = _massage_of(home)
    else:
        home = None if phase == "ordinary-day" else appointment_for(world, store, "", at_ms)
        massage = last_massage(store, at_ms)
    chosen = phase or fitting_phase(home, massage, at_ms)
    if chosen == "next-day":
        if not appointment:
            home = _appointment_of(world, store, massage)
        session = massage.id if massage and not massage.appointment else ""
        return Occasion(chosen, home, session, again=massage is not None and bool(follow_ups(store, massage)))
    return Occasion(chosen, None if chosen == "ordinary-day" and not appointment else home)


def fitting_phase(appointment: Record | None, massage: Massage | None, at_ms: int) -> Phase:
    """The one of the four times that fits this instant, by the appointment at hand and the latest massage."""
    if appointment is not None and at_ms < appointment.head.at + BEGUN_MS:
        return "before"
    over = end_ms(appointment) if appointment else massage.end_ms if massage else None
    if over is None or at_ms - over > LATEST_MS:
        return "ordinary-day"
    return "after" if at_ms - over < AFTER_MS else "next-day"


def check_measures(phase: Phase, ratings: Mapping[str, int], measures: Iterable[Item] = ITEMS) -> None:
    """Raises `UsageError` for one of these measures that is not asked at this time."""
    for item in measures:
        key = item.key
        if key in ratings and phase not in item.phases:
            raise UsageError(
                f"{key} isn't part of a check-in {phase}.", f"It's part of: {', '.join(item.phases)}."
            )


def asked_items(
    occasion: Occasion, more: tuple[str, ...], measures: tuple[Item, ...] = ITEMS
) -> tuple[Item, ...]:
    """Those of these measures that are asked; `more` names those of the optional ones that the settings want."""
    # The second time, at some 48 hours, one question is enough.
    return (ITEM_BY_KEY["soreness"],) if occasion.again else items_for(occasion.phase, more, measures)


def _massage_of(appointment: Record | None) -> Massage | None:
    """The massage of an appointment that was named; None for none."""
    if appointment is None:
        return None
    return Massage(appointment.id, "", end_ms(appointment), appointment.head.zone, appointment.id)


def _appointment_of(world: World, store: Store, massage: Massage | None) -> Record | None:
    """The appointment of a massage that is over, where it had one."""
    if massage is None or not massage.appointment:
        return None
    return store.records.get(massage.appointment)


def _answers(world: World, request: CheckInRequest, occasion: Occasion, at_ms: int) -> CheckInAnswers:
    begun = CheckIn(
        occasion.phase, storable(request.note.strip()), request.ratings, request.body, request.kinds
    )
    home = occasion.appointment.id if occasion.appointment else ""
    new = NewRecord(begun, at_ms, world.zone, home, occasion.session, tags=request.stated.tags)
    return CheckInAnswers(world, new)


def _ask(world: World, answers: CheckInAnswers, occasion: Occasion, measures: tuple[Item, ...]) -> None:
    """Ask at the terminal. Whoever leaves in the middle is told what is kept. Raises `UsageError` for nobody there."""
    prompts = world.asker_at_hand(plain=world.settings().plain) if world.somebody() else None
    if prompts is None:
        raise UsageError(
            "Nobody is there to answer.",
            "Give the ratings:",
            command=f"massage-mind checkin {occasion.phase} --stress 6 --mood 7",
        )
    settings = world.settings()
    asked: list[AskedOrNot] = [
        RatingAsked(item, answers.rate) for item in asked_items(occasion, settings.more_ratings, measures)
    ]
    if not occasion.again and occasion.phase != "ordinary-day":
        asked += body_asked(answers, kinds=settings.kinds_of_pain)
    try:
        with suppress(Leave):
            quietly(prompts.questions, asked, FirstScreen(_TITLES[occasion.phase]))
    except (KeyboardInterrupt, Stopped):
        world.note("It's kept as far as it goes." if answers.record else "Nothing is kept.")
        raise


def _notes(record: Record | None, occasion: Occasion) -> tuple[str, ...]:
    sore = (
        record is not None
        and isinstance(record.details, CheckIn)
        and record.details.ratings.get("soreness", 0) > 0
    )
    lasting = LASTING if occasion.phase == "next-day" and sore else ""
    return tuple(filter(None, (with_text(occasion.appointment), lasting)))
