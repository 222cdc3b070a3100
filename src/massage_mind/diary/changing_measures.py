"""A person's own measures: adding one, putting it otherwise, asking it no longer. What was rated stays through all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from massage_mind.diary.opened import opened
from massage_mind.diary.own_measures import (
    EXAMPLE,
    every_own_record,
    meanings_of,
    measures_of,
    named_own,
    own_measures_of,
    own_of,
    own_records,
)
from massage_mind.errors import UsageError
from massage_mind.record.head import NewRecord
from massage_mind.record.measures import ITEM_BY_KEY, ITEMS, Item
from massage_mind.record.own_measure import OwnMeasure, called, check_measure, key_of, names_of, tidied
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.own_measure import OwnDirection
    from massage_mind.record.phases import Phase
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What was said of a measure; None for what was not."""

    name: str | None = None
    low: str | None = None
    high: str | None = None
    better: OwnDirection | None = None
    asked: tuple[Phase, ...] | None = None

    def applied(self, old: OwnMeasure) -> OwnMeasure:
        """The measure with what was said of it."""
        return replace(
            old,
            name=old.name if self.name is None else tidied(self.name),
            low=old.low if self.low is None else tidied(self.low),
            high=old.high if self.high is None else tidied(self.high),
            better=self.better or old.better,
            asked=self.asked or old.asked,
        )

    @property
    def says_what_it_means(self) -> bool:
        """Whether it says what an end means, or which way is easier."""
        return any(one is not None for one in (self.low, self.high, self.better))

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is to be different."""
        return all(one is None for one in (self.name, self.low, self.high, self.better, self.asked))


@dataclass(frozen=True, slots=True)
class Added:
    """The measure as it is kept; `again`: it had been dropped, and is taken up again."""

    record: Record
    again: bool = False


def is_dropped(world: World, name: str) -> bool:
    """Whether there was a measure of this name that is asked no longer. Raises `StoreError`."""
    found = _same(world, name)
    return found is not None and found.state == "dropped"


def is_whole(world: World, words: MeasureWords) -> bool:
    """Whether all is said that a measure needs: both ends, unless it is taken up again as it was. Raises `StoreError`."""
    return not (words.low is None or words.high is None) or is_dropped(world, words.name or "")


def refuse_taken(world: World, words: MeasureWords) -> None:
    """Raise `UsageError` for a name that is taken, or that cannot be one; `StoreError`."""
    name = tidied(words.name or "")
    found = _same(world, name)
    if found is not None and found.state == "used":
        raise _taken(found)
    if found is None:
        low, high = (
            tidied(end) or unsaid for end, unsaid in ((words.low or "", "0"), (words.high or "", "10"))
        )
        check_measure(OwnMeasure(name, key_of(name), low, high))


def wanting(words: MeasureWords) -> UsageError:
    """The error for a measure of which not enough is said."""
    if words.name is None:
        return UsageError("measure add needs a name, and what 0 and 10 mean.", "Such as:", command=EXAMPLE)
    ends = [end for end, said in (("0", words.low), ("10", words.high)) if said is None]
    does = "do" if len(ends) > 1 else "does"
    name = tidied(words.name)
    shown = name if name.isalnum() else f'"{name}"' if name.replace(" ", "").isalnum() else "headache"
    return UsageError(
        f"What {does} {' and '.join(ends)} mean? Say it with --low and --high:",
        command=EXAMPLE.replace("headache", shown),
    )


def _same(world: World, name: str) -> OwnMeasure | None:
    """The measure that has this name, or had it before it was put otherwise."""
    key = key_of(name)
    with world.open_store(writing=False) as store:
        return next((one for one in own_measures_of(store) if key and key in names_of(one)), None)


def _taken(there: OwnMeasure) -> UsageError:
    return UsageError(
        f'There\'s a measure "{called(there)}" already.',
        "To look at it:",
        command="massage-mind measure list",
    )


def add_measure(world: World, words: MeasureWords) -> Added:
    """Keep a measure; one that was dropped is taken up again, in the words it had unless others are given.

    Raises `UsageError` for one that is there already or cannot be, `StoreError`.
    """
    name = tidied(words.name or "")
    key = key_of(name)
    with opened(world, writing=True) as store:
        for one in own_records(store):
            there = own_of(one)
            if not key or key not in names_of(there):
                continue
            if there.state == "used":
                raise _taken(there)
            return Added(
                _changed(store, one, lambda old: replace(words.applied(old), state="used")), again=True
            )
        measure = words.applied(OwnMeasure(name, key, "", ""))
        return Added(store.records.add(NewRecord(measure, world.wall_ms(), world.zone)))


def edit_measure(world: World, typed: str, words: MeasureWords) -> Record:
    """Put a measure otherwise; what was rated stays with it, whatever it is called.

    Raises `UsageError` for one there is not and for a name that another has, `StoreError`.
    """
    if words.says_nothing:
        raise UsageError("There's nothing to change.", "Give --name, --low, --high, --better or --when.")
    with opened(world, writing=True) as store:
        found = named_own(store, typed)
        key = key_of(words.name or "")
        taken = next(
            (
                one
                for one in own_records(store)
                if one.id != found.id and key and key in names_of(own_of(one))
            ),
            None,
        )
        if taken is not None or key in ITEM_BY_KEY:
            other = ITEM_BY_KEY[key].key if taken is None else called(own_of(taken))
            raise UsageError(f'There\'s a measure "{other}" already.', "Choose another name.")
        if (
            words.says_what_it_means
        ):  # Of one key there may be several from other journals: now they mean one thing.
            means = words.applied(own_of(found))
            for one in every_own_record(store):
                if one.id != found.id and own_of(one).key == own_of(found).key:
                    _changed(
                        store,
                        one,
                        lambda old: replace(old, low=means.low, high=means.high, better=means.better),
                    )
        return _changed(store, found, words.applied)


def drop_measure(world: World, typed: str) -> Record:
    """Ask it no longer; what was rated stays. Raises `UsageError` for one there is not, `StoreError`."""
    with opened(world, writing=True) as store:
        found = named_own(store, typed)
        same = [one for one in every_own_record(store) if own_of(one).key == own_of(found).key]
        for one in same:  # Of two journals that were merged there may be several.
            _changed(store, one, lambda old: replace(old, state="dropped"))
        return store.records.get(found.id)


@dataclass(frozen=True, slots=True)
class Listing:
    """Every measure: the built-in ones and the person's own, dropped ones too; which are asked, and which only if one likes."""

    built_in: tuple[Item, ...]
    own: tuple[OwnMeasure, ...]
    asked: tuple[Item, ...]
    aside: tuple[Item, ...]
    mixed: Mapping[str, tuple[Item, ...]]
    """Measures of one key that mean different things (`meanings_of`)."""


def list_measures(world: World) -> Listing:
    """Every measure there is, in the order they are asked. Raises `StoreError`, `SettingsError`."""
    wanted = world.settings().more_ratings
    with opened(world, writing=False) as store:
        own, all_used, mixed = own_measures_of(store), measures_of(store), meanings_of(store)
    aside = tuple(one for one in ITEMS if one.optional and one.key not in wanted)
    return Listing(ITEMS, own, tuple(one for one in all_used if one not in aside), aside, mixed)


def _changed(store: Store, record: Record, change: Callable[[OwnMeasure], OwnMeasure]) -> Record:
    return store.records.change(record.id, details=lambda old: change(cast(OwnMeasure, old)))
