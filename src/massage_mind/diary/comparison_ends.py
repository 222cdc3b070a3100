"""How a comparison ends: its result, once, when its weeks are over; stopping it; and whether its plan is the one that was drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from massage_mind.diary.comparing import (
    ComparisonLook,
    comparison_of,
    look_of,
    meant_comparison,
    taken_around,
)
from massage_mind.diary.opened import opened
from massage_mind.errors import UsageError
from massage_mind.insight.comparison_facts import ComparisonFacts, EndedHow, comparison_facts
from massage_mind.record.comparison import LONGEST_PLANNED, Comparison
from massage_mind.record.comparison_order import order_from, plan_text, what_differs
from massage_mind.record.comparison_weeks import has_weeks_left, over_at
from massage_mind.record.instants import local
from massage_mind.record.query import Query
from massage_mind.record.texts import storable
from massage_mind.values import dataclass
from massage_mind.words.times import date_words

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.kinds import Details
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """What the numbers of a comparison come to, and what of its plan does not follow from the rest."""

    facts: ComparisonFacts
    differs: tuple[str, ...]
    earlier: tuple[str, ...]
    """The digests of plans that were stopped before this one, the latest first."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A plan's text with its digest, the order that follows from it, and what is kept otherwise."""

    plan: Comparison
    text: str
    order: str
    differs: tuple[str, ...]


def verify_comparison(world: World, which: str = "") -> Verified:
    """Work out digest and order anew, of the one of this id, else the one that runs or ran last. Raises `StoreError` without one."""
    with opened(world, writing=False) as store:
        plan = comparison_of(meant_comparison(store, which, world.wall_ms()))
    return Verified(plan, plan_text(plan), order_from(plan.digest, plan.weeks), what_differs(plan))


def result_of(world: World, which: str = "", *, keeps_back: bool = False) -> ComparisonResult:
    """What came of the one of this id, else of one that is over and was not looked at, else of the last; now it is seen,
    and nothing is left out of views for it any more.

    `keeps_back`: a person reads it, so nothing of what another one that runs goes by. Raises `UsageError` before its
    end or where it is kept back, `StoreError` without one.
    """
    now = world.wall_ms()
    with opened(world, writing=False) as store:
        record = _to_tell(store, which, now)
        plan = comparison_of(record)
        locks = [
            one for one in _still_to_end(store, record, now) if comparison_of(one).measure == plan.measure
        ]
    if has_weeks_left(plan, now):
        raise UsageError(
            f"The comparison runs until {date_words(local(over_at(plan), plan.clock_zone).date(), local(now, plan.clock_zone).date())}; "
            "until then nothing of it is told, so that a look can't decide when it ends.",
            "How it stands:",
            command="massage-mind compare show",
        )
    if keeps_back and locks:
        raise UsageError(
            f"The comparison that runs goes by the same numbers ({plan.called.lower()}), so this one waits until it has ended.",
            "How that one stands:",
            command=f"massage-mind compare show {locks[0].id}",
        )
    if plan.state == "running":
        with opened(world, writing=True) as store:
            record = store.records.change(
                record.id, details=lambda old: replace(cast(Comparison, old), state="seen", seen_at=now)
            )
    with opened(world, writing=False) as store:
        return _result(store, record)


def _to_tell(store: Store, which: str, now_ms: int) -> Record:
    """The one of this id, else the first that is over and was not looked at, else the latest. Raises `StoreError` for none."""
    found = [] if which else store.records.find(Query(("comparison",)))
    over = (
        one for one in found if (plan := comparison_of(one)).state == "running" and now_ms >= over_at(plan)
    )
    return next(over, None) or meant_comparison(store, which, now_ms)


def _still_to_end(store: Store, beside: Record, now_ms: int) -> list[Record]:
    """The others that run: those that are over as well, and were not looked at, keep nothing back from each other."""
    others = (one for one in store.records.find(Query(("comparison",))) if one.id != beside.id)
    return [one for one in others if has_weeks_left(comparison_of(one), now_ms)]


def _result(store: Store, record: Record) -> ComparisonResult:
    plan = comparison_of(record)
    rated, heard = taken_around(store, plan)
    facts = comparison_facts(plan, rated, ended_how(plan), plan.stopped_at or over_at(plan), heard)
    return ComparisonResult(facts, what_differs(plan), _earlier(store, plan.comes_instead))


def ended_how(plan: Comparison) -> EndedHow:
    """Whether it ran to its end."""
    if plan.state != "stopped":
        return "whole"
    return "outside" if plan.outside == "yes" else "stopped"


def _earlier(store: Store, digest: str) -> tuple[str, ...]:
    plans: Mapping[str, Comparison] = {
        (plan := comparison_of(one)).digest: plan for one in store.records.find(Query(("comparison",)))
    }
    found: list[str] = []
    while digest and digest not in found:
        found.append(digest)
        digest = plans[digest].comes_instead if digest in plans else ""
    return tuple(found)


def stop_comparison(world: World, reason: str, *, outside: bool) -> ComparisonLook:
    """It stops now. Raises `UsageError` where it does not run, or a reason from outside isn't named; `StoreError` for none."""
    words = storable(" ".join(reason.split()))[:LONGEST_PLANNED]
    if outside and not words:
        raise UsageError(
            "A reason from outside is named before anything is seen.",
            "Such as:",
            command='massage-mind compare stop --outside --reason "I moved away"',
        )
    now = world.wall_ms()

    def stopped(old: Details) -> Details:
        plan = cast(Comparison, old)
        return replace(
            plan, state="stopped", stopped_at=now, stop_reason=words, outside="yes" if outside else "no"
        )

    with opened(world, writing=True) as store:
        record = meant_comparison(store, "", now)
        if comparison_of(record).state != "running":
            raise UsageError(
                "No comparison is running.", "What came of the last:", command="massage-mind compare result"
            )
        if now >= over_at(comparison_of(record)):
            raise UsageError(
                "All its weeks are over, so there's nothing to stop.",
                "What came of it:",
                command="massage-mind compare result",
            )
        return look_of(store, store.records.change(record.id, details=stopped), now)
