"""What changed: the numbers of the whole record, counted once, as the page that every form of `trends` is made of."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.diary.comparison_lock import locked_measures
from massage_mind.diary.courses import fixed_ahead, main_measure
from massage_mind.diary.opened import opened
from massage_mind.diary.own_measures import all_measures_of, meanings_of
from massage_mind.insight.costs import costs_of
from massage_mind.insight.hours import RatedHours, rated_hours
from massage_mind.insight.measure_facts import facts_of
from massage_mind.insight.regions import body_change
from massage_mind.insight.trends_page import TrendsPage
from massage_mind.record.measures import Item
from massage_mind.record.own_measure import key_of
from massage_mind.words.near import one_of

if TYPE_CHECKING:
    from massage_mind.insight.rated_rows import NumbersRead
    from massage_mind.record.query import Query
    from massage_mind.world import World


def look_at_trends(world: World, query: Query, measure: str = "") -> TrendsPage:
    """What changed, of all that this query names; of one measure, or of every one that was rated.

    Raises `UsageError` for a measure that there is not, `StoreError`.
    """
    with opened(world, writing=False) as store, _nothing_collected():
        items = all_measures_of(store)
        if measure:
            measure = _meant(measure, items)
        main, ahead = main_measure(store), fixed_ahead(store)
        read = store.numbers.read(query)
        found = rated_hours(read, ahead)
        rated = _rated(found)
        wanted = [one for one in items if (one.key == measure if measure else one.key in rated)]
        wanted.sort(key=lambda one: one.key != main)
        mixed = meanings_of(store)
        facts = tuple(
            facts_of(one, found, main=one.key == main, mixed=mixed.get(one.key, ())) for one in wanted
        )
        locked = locked_measures(store)
    return replace(_page(read, found), measures=facts, alone=bool(measure), locked=locked)


def _meant(typed: str, items: Sequence[Item]) -> str:
    """The key of the measure that was typed, by its key or its name. Raises `UsageError`."""
    named = {key_of(one.title): one.key for one in items}
    return named.get(key_of(typed)) or one_of("measure", typed, [one.key for one in items])


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Looking for rubbish among ten thousands of rows that all stay takes as long again as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _rated(found: RatedHours) -> set[str]:
    """The keys of all that was rated at any time."""
    given = [maps for one in found.hours for maps in (one.before, one.after, one.next_day)]
    return set().union(*given, *(one.ratings for one in found.ordinary))


def _page(read: NumbersRead, found: RatedHours) -> TrendsPage:
    """The page without any measure on it: how many massages, the body map, what they cost."""
    done = [one for one in read.visits if one.state == "done" and one.id in read.within]
    loose = sum(one.took_place and not one.quiet and not one.visit for one in found.hours)
    numbered = {one.visit for one in found.hours}
    return TrendsPage(
        (),
        body_change(found.hours),
        costs_of(done),
        massages=len(done) + loose,
        unrated=sum(one.id not in numbered for one in done),
    )
