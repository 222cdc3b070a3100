"""All that is known of one measure, in numbers: what every sentence about it is allowed or refused by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from massage_mind.insight.day_after import DayAfter, day_after, ordinary_days
from massage_mind.insight.hours import RatedHour, RatedHours
from massage_mind.insight.middles import FEWEST, MedianInterval, median_interval, middle
from massage_mind.insight.weeks import Level, OverWeeks, both_weeks, over_weeks
from massage_mind.record.measures import HIGH, Item
from massage_mind.values import dataclass

ABOUT_RIGHT = (4, 6)
"""The middle of the scale of pressure, both counted in: neither too light nor too much."""
BAD = 7
"""From here on a number is so bad that it is likely to come down by itself; mirrored where higher is better."""
Grouping: TypeAlias = Literal["style", "therapist", "minutes", "pressure"]
_BETTER = {"lower": -1, "higher": 1, "none": 0}


class PairedHour(NamedTuple):
    """The two numbers of one hour, and what it was."""

    before: int
    after: int
    hour: RatedHour

    @property
    def change(self) -> int:
        """What came after less what was before."""
        return self.after - self.before


class GroupMiddle(NamedTuple):
    """The middle change of the hours that have this in common; there are at least six of them."""

    by: Grouping
    name: str
    n: int
    middle: Fraction


@dataclass(frozen=True, slots=True)
class HourChanges:
    """What changed within hours: those with both numbers, the earliest first, and how many have only one of the two.

    `middle` is None without a pair, `interval` below six of them.
    """

    pairs: tuple[PairedHour, ...]
    missing: int
    lower: int
    same: int
    higher: int
    middle: Fraction | None
    interval: MedianInterval | None

    @property
    def n(self) -> int:
        """How many hours have both numbers."""
        return len(self.pairs)

    @property
    def side(self) -> int:
        """-1 where the middle change is lower, 1 where it is higher, 0 for neither."""
        return 0 if self.middle is None else (self.middle > 0) - (self.middle < 0)


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """One measure: what changed within massages and within quiet hours, its weeks, its days after."""

    item: Item
    main: bool
    massages: HourChanges
    quiet: HourChanges
    on_bad_days: int
    """How many massages were booked the same day and began so badly that they would have eased by themselves."""
    without_those: MedianInterval | None
    """The interval of the others; None below six of them."""
    began_badly: int
    """How many began badly, however they were booked."""
    before: OverWeeks
    ordinary: OverWeeks
    next_day: DayAfter
    groups: tuple[GroupMiddle, ...]
    rated: int
    """How many massages have any number of it."""
    mixed: tuple[Item, ...] = ()
    """What these numbers may mean, where that is more than one thing: then they stand alone, and nothing is made of them."""

    @property
    def better(self) -> int:
        """Which way is easier: -1 lower, 1 higher, 0 neither."""
        return 0 if self.mixed else _BETTER[self.item.better]

    @property
    def name(self) -> str:
        """What it is called in a sentence: "stress"."""
        return self.item.title.split(",")[0].lower()

    @property
    def asked_around(self) -> bool:
        """Whether it is asked before and after, so that there is a change to tell."""
        return "before" in self.item.phases and "after" in self.item.phases

    @property
    def usual(self) -> int:
        """-1 where "usually lower after" can be told, 1 for "usually higher", else 0.

        The interval lies wholly on one side, and so does that of the massages which were not booked on a bad day.
        """
        whole, kept = self.massages.interval, self.without_those
        if whole is None or kept is None or whole.side != kept.side:
            return 0
        return whole.side

    @property
    def series(self) -> tuple[OverWeeks, OverWeeks]:
        """How it stood over the weeks: before massages, and on ordinary days."""
        return self.before, self.ordinary

    @property
    def worse(self) -> bool:
        """Whether what is told of it has gone the hard way: over the weeks or, usually, within the hour."""
        told = (self.usual, *(one.trend for one in self.series))
        return self.better != 0 and -self.better in told

    @property
    def perhaps_worse(self) -> OverWeeks | None:
        """The weeks that may be going the hard way, which is no trend yet and worth a question."""
        return next((one for one in self.series if self.better and one.perhaps == -self.better), None)

    @property
    def announced(self) -> bool:
        """Whether any change is told of it."""
        return bool(self.usual or self.before.trend or self.ordinary.trend or self.next_day.better)


def facts_of(
    item: Item, found: RatedHours, *, main: bool = False, mixed: tuple[Item, ...] = ()
) -> MeasureFacts:
    """The facts of this measure in all that was rated; `mixed`: what its numbers may mean, if that is more than one thing."""
    if mixed:
        return _as_they_are(item, found, main=main, mixed=mixed)
    key, better = item.key, _BETTER[item.better]
    massages = [one for one in found.hours if not one.quiet]
    changes = _changes(key, massages)
    bad = [one for one in changes.pairs if _is_bad(one.before, better)]
    eased = [one for one in bad if one.hour.booked == "same day"]
    ordinary = [(one.at, one.zone, one.ratings[key]) for one in found.ordinary if key in one.ratings]
    levels = [(one.at, one.zone, one.before[key]) for one in massages if key in one.before]
    before, on_ordinary_days = both_weeks(over_weeks("before", levels), over_weeks("ordinary-day", ordinary))
    return MeasureFacts(
        item,
        main,
        changes,
        _changes(key, [one for one in found.hours if one.quiet]),
        on_bad_days=len(eased),
        without_those=_without(changes, eased),
        began_badly=len(bad),
        before=before,
        ordinary=on_ordinary_days,
        next_day=_day_after(key, massages, ordinary, better),
        groups=_groups(changes.pairs),
        rated=_how_many(key, massages),
    )


def _as_they_are(item: Item, found: RatedHours, *, main: bool, mixed: tuple[Item, ...]) -> MeasureFacts:
    """The numbers alone: no middle, no interval, no weeks."""
    massages = [one for one in found.hours if not one.quiet]
    pairs, quiet = (
        replace(_changes(item.key, some), middle=None, interval=None)
        for some in (massages, [one for one in found.hours if one.quiet])
    )
    return MeasureFacts(
        item,
        main,
        pairs,
        quiet,
        on_bad_days=0,
        without_those=None,
        began_badly=0,
        before=over_weeks("before", []),
        ordinary=over_weeks("ordinary-day", []),
        next_day=day_after([], [], ordinary_days([], []), 0),
        groups=(),
        rated=_how_many(item.key, massages),
        mixed=mixed,
    )


def _how_many(key: str, hours: Iterable[RatedHour]) -> int:
    """How many hours have any number of it."""
    return sum(key in one.before or key in one.after or key in one.next_day for one in hours)


def _without(changes: HourChanges, eased: Sequence[PairedHour]) -> MedianInterval | None:
    """The interval of the hours that are not among these."""
    if not eased:
        return changes.interval
    apart = set(map(id, eased))
    return median_interval([one.change for one in changes.pairs if id(one) not in apart])


def _day_after(key: str, massages: Sequence[RatedHour], ordinary: Sequence[Level], better: int) -> DayAfter:
    after = [one for one in massages if key in one.next_day]
    fixed = [(one.before[key], one.next_day[key]) for one in after if one.ahead and key in one.before]
    days = ordinary_days(ordinary, [one.at for one in massages if one.took_place])
    return day_after([one.next_day[key] for one in after], fixed, days, better)


def _changes(key: str, hours: Iterable[RatedHour]) -> HourChanges:
    pairs: list[PairedHour] = []
    changes: list[int] = []
    missing = 0
    for one in hours:
        if key in one.before and key in one.after:
            pair = PairedHour(one.before[key], one.after[key], one)
            pairs.append(pair)
            changes.append(pair.after - pair.before)
        elif one.took_place and (key in one.before or key in one.after):
            missing += 1
    return HourChanges(
        tuple(pairs),
        missing,
        lower=len([one for one in changes if one < 0]),
        same=changes.count(0),
        higher=len([one for one in changes if one > 0]),
        middle=middle(changes) if changes else None,
        interval=median_interval(changes),
    )


def _is_bad(value: int, better: int) -> bool:
    """Whether it began badly; nothing is bad of what has no easier way."""
    return value <= HIGH - BAD if better > 0 else better < 0 and value >= BAD


_GROUPINGS: dict[Grouping, Callable[[RatedHour], str]] = {
    "style": lambda hour: hour.style,
    "therapist": lambda hour: hour.therapist,
    "minutes": lambda hour: "" if hour.minutes is None else str(hour.minutes),
    "pressure": lambda hour: _pressed(hour.after.get("pressure")),
}


def _pressed(rated: int | None) -> str:
    """How the pressure was rated, of 0 far too light to 10 far too much, in three parts; empty where it was not."""
    if rated is None:
        return ""
    return (
        "too light" if rated < ABOUT_RIGHT[0] else "too strong" if rated > ABOUT_RIGHT[1] else "about right"
    )


def _groups(pairs: Sequence[PairedHour]) -> tuple[GroupMiddle, ...]:
    """The middle change by what hours have in common, where at least two groups have six hours or more each."""
    found: list[GroupMiddle] = []
    for by, name_of in _GROUPINGS.items():
        groups: dict[str, list[int]] = {}
        for before, after, hour in pairs:
            if name := name_of(hour):
                groups.setdefault(name, []).append(after - before)
        enough = {name: changes for name, changes in groups.items() if len(changes) >= FEWEST}
        if len(enough) > 1:
            found += [GroupMiddle(by, name, len(some), middle(some)) for name, some in enough.items()]
    return tuple(found)
