"""Comparisons: planning one and drawing its order, which one is meant, and how it stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from massage_mind.diary.appointments import Price
from massage_mind.diary.comparison_heard_hours import heard_around
from massage_mind.diary.opened import opened
from massage_mind.diary.own_measures import all_measures_of, meanings_of, measure_meant
from massage_mind.errors import StoreError, UsageError
from massage_mind.insight.comparison_facts import ComparedWeek, compared_weeks
from massage_mind.insight.comparison_heard import HeardHours
from massage_mind.insight.comparison_power import (
    OTHER_SPREADS,
    USUAL_SPREAD,
    ExtraChances,
    Spread,
    chances_of_endings,
    spread_of,
)
from massage_mind.insight.hours import RatedHour, rated_hours
from massage_mind.learn.safety import SAFETY_LIST
from massage_mind.record.checks import check_details
from massage_mind.record.comparison import (
    USUAL_COMPARED,
    USUAL_DIFFERENCE,
    USUAL_SPREAD_TENTHS,
    Comparison,
    EasierWay,
    read_difference,
)
from massage_mind.record.comparison_order import locked
from massage_mind.record.comparison_weeks import has_weeks_left, over_at
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import DAY_MS, local
from massage_mind.record.query import Query
from massage_mind.record.texts import storable
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.measures import Item
    from massage_mind.world import World

PLAN = "massage-mind compare plan"
USUAL_MINUTES = 60
USUAL_STOPS = "At anything of the safety list; if I feel worse after massages; whenever I like."
_WEEK_MS = 7 * DAY_MS
_EARLIEST_MS = 400 * DAY_MS
"""So far back hours count for a person's own spread."""


@dataclass(frozen=True, slots=True)
class ComparisonSaid:
    """What is said of a comparison that is to begin. None or empty: nothing was said. Times are UTC milliseconds."""

    first_at: int | None = None
    second_at: int | None = None
    question: str = ""
    measure: str = ""
    difference: str = ""
    if_more: str = ""
    if_less: str = ""
    if_untold: str = ""
    expect_massage: int | None = None
    expect_quiet: int | None = None
    weeks: int | None = None
    minutes: int | None = None
    audio: str = ""
    light: str = ""
    price: Price | None = None
    cap: Price | None = None
    stop_rules: str = ""


NEEDED = {
    "first_at": "--first",
    "second_at": "--second",
    "if_more": "--if-more",
    "if_less": "--if-less",
    "if_untold": "--if-untold",
    "expect_massage": "--expect-massage",
    "expect_quiet": "--expect-quiet",
}
"""What a plan can't be without, and the options that say it."""


def not_said(said: ComparisonSaid, names: Iterable[str] = NEEDED) -> list[str]:
    """Which of these are not said; without names, of those that a plan can't be without."""
    return [name for name in names if getattr(said, name) in (None, "")]


@dataclass(frozen=True, slots=True)
class PlannedComparison:
    """A plan that is not locked yet, and how often it would end in each way.

    `own`: the spread is the person's own; else `others` are the same for smaller and larger spreads.
    """

    plan: Comparison
    chances: tuple[ExtraChances, ...]
    own: bool
    others: tuple[tuple[float, tuple[ExtraChances, ...]], ...]

    @property
    def cost(self) -> Decimal | None:
        """What the massages cost in all; None where no price was said."""
        return Decimal(self.plan.price) * self.plan.weeks if self.plan.price else None


@dataclass(frozen=True, slots=True)
class ComparisonLook:
    """A comparison as it stands now: `weeks` with the hours that were rated."""

    record: Record
    plan: Comparison
    weeks: tuple[ComparedWeek, ...]
    now_ms: int
    others: tuple[Record, ...] = ()
    """The other comparisons there are, the latest first."""

    @property
    def over(self) -> bool:
        """Whether its last week is over."""
        return self.now_ms >= over_at(self.plan)


# ---------------------------------------------------------------- which one


def comparison_of(record: Record) -> Comparison:
    """The details of a record that is a comparison."""
    return cast(Comparison, record.details)


def latest_comparison(store: Store, now_ms: int) -> Record | None:
    """The one that runs and is not over, else one that is over and was not looked at, else the one that was planned last."""
    found = store.records.find(Query(("comparison",)))
    running = [one for one in found if comparison_of(one).state == "running"]
    not_over = [one for one in running if has_weeks_left(comparison_of(one), now_ms)]
    return next(iter((*not_over, *running, *found)), None)


def meant_comparison(store: Store, which: str, now_ms: int) -> Record:
    """The one of this id, or that one. Raises `StoreError` where there is none."""
    if which:
        return store.records.get(which, kinds=("comparison",))
    found = latest_comparison(store, now_ms)
    if found is None:
        raise StoreError("There's no comparison yet.", "To plan one:", command=PLAN)
    return found


def look_at_comparison(world: World, which: str = "") -> ComparisonLook:
    """The one of this id, else the one that runs, else the last, as it stands now. Raises `StoreError` for none."""
    with opened(world, writing=False) as store:
        now = world.wall_ms()
        return look_of(store, meant_comparison(store, which, now), now)


def look_of(store: Store, record: Record, now_ms: int) -> ComparisonLook:
    """This one as it stands."""
    found = store.records.find(Query(("comparison",)))
    others = tuple(one for one in found if one.id != record.id)
    plan = comparison_of(record)
    return ComparisonLook(record, plan, compared_weeks(plan, *taken_around(store, plan)), now_ms, others)


def taken_around(store: Store, plan: Comparison) -> tuple[list[RatedHour], HeardHours]:
    """The rated hours from shortly before its first week on, and what was heard in them."""
    since = plan.first_at - 2 * DAY_MS
    found = rated_hours(store.numbers.read(Query(("checkin",), since_ms=since)))
    return [one for one in found.hours if one.at >= since], heard_around(store, plan, since)


# ---------------------------------------------------------------- planning one


def refuse_second_comparison(world: World) -> None:
    """Raise `StoreError` where a comparison runs: one at a time."""
    with opened(world, writing=False) as store:
        _refuse_second(store, world.wall_ms())


def _refuse_second(store: Store, now_ms: int) -> Record | None:
    """The latest, which does not run."""
    found = latest_comparison(store, now_ms)
    if found is not None and comparison_of(found).state == "running":
        raise StoreError(
            "A comparison is running; there's one at a time, and its plan doesn't change.",
            "To look at it:",
            command="massage-mind compare show",
        )
    return found


def planned_comparison(world: World, said: ComparisonSaid) -> PlannedComparison:
    """The plan as it would be locked now, and what it can find. Raises `UsageError` for what is missing or can't be."""
    if lacking := [NEEDED[name] for name in not_said(said)]:
        raise UsageError(
            f"A plan needs what you'll do with each answer, what you expect, and two times. Missing: {', '.join(lacking)}.",
            "At a terminal this asks for all of it:",
            command=PLAN,
        )
    now = world.wall_ms()
    item = _measured(world, measure_meant(world, said.measure or "stress"))
    plan = _made(world, said, item, now)
    with opened(world, writing=False) as store:
        before = _refuse_second(store, now)
        changes = _own_changes(store, item.key, now)
    if before is not None:
        plan = replace(plan, comes_instead=comparison_of(before).digest)
    own = spread_of(changes)
    plan = replace(plan, spread=max(1, round(10 * (own.points if own else USUAL_SPREAD))))
    check_details(plan)
    chances = chances_of_endings(plan.weeks, plan.named, own or Spread(USUAL_SPREAD))
    others = () if own else tuple((one, chances_of_endings(plan.weeks, plan.named, Spread(one))) for one in OTHER_SPREADS)  # fmt: skip
    return PlannedComparison(plan, chances, own is not None, others)


def lock_comparison(world: World, planned: PlannedComparison) -> ComparisonLook:
    """Draw the order from the plan's text, and keep both at once. Raises `StoreError` where one runs."""
    plan = locked(planned.plan)
    with opened(world, writing=True) as store:
        _refuse_second(store, world.wall_ms())
        record = store.records.add(NewRecord(plan, world.wall_ms(), world.zone))
        return look_of(store, record, world.wall_ms())


def can_be_compared(item: Item) -> bool:
    """Whether two hours can be compared by it: a way of it is easier, and it is asked before and after."""
    return item.better != "none" and {"before", "after"} <= set(item.phases)


def _measured(world: World, key: str) -> Item:
    """The measure, if two hours can be compared by it."""
    with opened(world, writing=False) as store:
        item = next(one for one in all_measures_of(store) if one.key == key)
        mixed = key in meanings_of(store)
    if mixed:
        raise UsageError(
            f"{item.title} means more than one thing, so that nothing can be told by it.",
            "What it means, and the others:",
            command="massage-mind measure list",
        )
    if not can_be_compared(item):
        why = "neither way of it is easier" if item.better == "none" else "it isn't asked before and after"
        raise UsageError(
            f"{item.title.split(',')[0]} can't be compared by: {why}.",
            "One that can, such as stress, tension, pain or mood?",
        )
    return item


def _made(world: World, said: ComparisonSaid, item: Item, now: int) -> Comparison:
    assert said.first_at is not None
    assert said.second_at is not None
    assert said.expect_massage is not None
    assert said.expect_quiet is not None
    first, second = said.first_at, said.second_at
    while second < first:
        second += _WEEK_MS
    zone = world.zone
    if local(first, zone).time() != local(second, zone).time():
        raise UsageError(
            "Both hours are at the same time of day, so that only the hands differ.",
            "Such as --first 'tuesday 15:00' --second 'friday 15:00'.",
        )
    if first <= now:
        raise UsageError("The first hour of a comparison is still to come.", "Name a later one.")
    better: EasierWay = "higher" if item.better == "higher" else "lower"
    called = item.title.split(",")[0].strip()
    return Comparison(
        question=_line(said.question)
        or f"Does a massage do more for my {called.lower()} than an hour of rest?",
        measure=item.key,
        called=called,
        better=better,
        half_points=int(2 * read_difference(said.difference or USUAL_DIFFERENCE)),
        if_more=_line(said.if_more),
        if_less=_line(said.if_less),
        if_untold=_line(said.if_untold),
        expect_massage=said.expect_massage,
        expect_quiet=said.expect_quiet,
        first_at=first,
        second_at=second,
        clock_zone=zone,
        weeks=said.weeks or USUAL_COMPARED,
        minutes=said.minutes or USUAL_MINUTES,
        audio=_line(said.audio),
        light=_line(said.light),
        price=said.price.amount if said.price else "",
        currency=_one_currency(said),
        cap=said.cap.amount if said.cap else "",
        stop_rules=_line(said.stop_rules) or USUAL_STOPS,
        safety=" ".join(f"{title}: {words}" for title, words in SAFETY_LIST),
        spread=USUAL_SPREAD_TENTHS,
        drawn_at=now // 1000 * 1000,
        comes_instead="",
    )


def _line(words: str) -> str:
    return storable(" ".join(words.split()))


def _one_currency(said: ComparisonSaid) -> str:
    found = list(dict.fromkeys(one.currency for one in (said.price, said.cap) if one and one.currency))
    if len(found) > 1:
        raise UsageError(
            f"A comparison has one money; here are {' and '.join(found)}.", "Say all of it in one of them."
        )
    return storable(found[0]) if found else ""


def _own_changes(store: Store, key: str, now: int) -> list[int]:
    """What single hours changed lately: of massages or of quiet hours, whichever there are more of."""
    found = rated_hours(store.numbers.read(Query(("checkin",), since_ms=max(0, now - _EARLIEST_MS)))).hours
    kinds: dict[bool, list[int]] = {False: [], True: []}
    for one in found:
        if key in one.before and key in one.after:
            kinds[one.quiet].append(one.after[key] - one.before[key])
    return max(kinds.values(), key=len)
