"""All that is known of a comparison, in numbers: what every sentence about it is allowed or refused by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from massage_mind.insight.comparison_ending import EndedAs, ended_by
from massage_mind.insight.comparison_heard import HeardHours
from massage_mind.insight.extra_chance import chance_of_at_least
from massage_mind.insight.hours import RatedHour
from massage_mind.insight.middles import middle
from massage_mind.insight.sign_flip import ExtraRange, extra_range
from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_weeks import NEAR_MS, PlannedHour, planned_hours
from massage_mind.record.instants import HOUR_MS
from massage_mind.values import dataclass

EndedHow: TypeAlias = Literal["whole", "stopped", "outside"]
"""All its weeks; stopped early; stopped early for a reason that had nothing to do with how it went."""
ON_TIME_MS = 12 * HOUR_MS
"""Further from its time an hour was on another day, and that is said."""
OFF_LENGTH_MINUTES = 5
"""By more than this an hour was of another length."""
NOTHING_HEARD = HeardHours()


class ComparedRatings(NamedTuple):
    """One planned hour as it was rated; None: not rated. `other`: not the hour that was drawn. `off_ms`: how far from its time.
    `minutes`: how long it was, as far as is known; `other_audio`: something else was heard than in the first, or than was planned.
    """

    planned: PlannedHour
    before: int | None
    after: int | None
    next_day: int | None
    other: bool
    off_ms: int
    minutes: int | None
    other_audio: bool = False

    def other_length(self, plan: Comparison) -> bool:
        """Whether it was of another length than planned."""
        return self.minutes is not None and abs(self.minutes - plan.minutes) > OFF_LENGTH_MINUTES

    @property
    def change(self) -> int | None:
        """What changed within it, as rated."""
        return None if self.before is None or self.after is None else self.after - self.before


class ComparedWeek(NamedTuple):
    """The two hours of a week, by what was drawn for each. `way`: 1 where higher is easier, else -1."""

    massage: ComparedRatings
    quiet: ComparedRatings
    way: int

    @property
    def hours(self) -> tuple[ComparedRatings, ComparedRatings]:
        """Both."""
        return self.massage, self.quiet

    @property
    def difference(self) -> int | None:
        """How much more the massage hour changed, in the easier direction; None where a number is missing."""
        return self._less(self.massage.change, self.quiet.change)

    @property
    def as_done(self) -> int | None:
        """The same by what was done, whatever was drawn; None where both hours were alike."""
        if self.massage.other != self.quiet.other or self.difference is None:
            return None
        return -self.difference if self.massage.other else self.difference

    @property
    def next_day(self) -> int | None:
        """The same for the next day less before."""
        return self._less(_since(self.massage), _since(self.quiet))

    def _less(self, one: int | None, other: int | None) -> int | None:
        return None if one is None or other is None else self.way * (one - other)


def _since(hour: ComparedRatings) -> int | None:
    return None if hour.before is None or hour.next_day is None else hour.next_day - hour.before


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    """A comparison at its end. `fits`: the extras that the test does not rule out; `chance`: that it is at least the named one."""

    plan: Comparison
    how: EndedHow
    weeks: tuple[ComparedWeek, ...]
    ended: EndedAs
    fits: ExtraRange
    chance: float

    @property
    def name(self) -> str:
        """What the measure is called in a sentence: "stress"."""
        return self.plan.called.split(",")[0].strip().lower()

    @property
    def differences(self) -> tuple[int, ...]:
        """Those of the weeks that have both hours."""
        return tuple(one.difference for one in self.weeks if one.difference is not None)

    @property
    def missing(self) -> tuple[int, int]:
        """How many massage hours, and how many quiet hours, have no change."""
        massages = sum(one.massage.change is None for one in self.weeks)
        return massages, sum(one.quiet.change is None for one in self.weeks)

    @property
    def swapped(self) -> int:
        """In how many weeks an hour was not the one that was drawn."""
        return sum(one.massage.other or one.quiet.other for one in self.weeks)

    @property
    def off_time(self) -> int:
        """How many hours were on another day."""
        return sum(hour.off_ms > ON_TIME_MS for one in self.weeks for hour in one.hours)

    @property
    def off_length(self) -> int:
        """How many hours were of another length."""
        return sum(hour.other_length(self.plan) for one in self.weeks for hour in one.hours)

    @property
    def off_audio(self) -> int:
        """In how many hours something else was heard."""
        return sum(hour.other_audio for one in self.weeks for hour in one.hours)

    def middle_where(self, *, massage_first: bool) -> tuple[int, Fraction | None]:
        """How many weeks began so and have both hours, and their middle."""
        found = [
            one.difference
            for one in self.weeks
            if one.difference is not None and one.massage.planned.first == massage_first
        ]
        return len(found), middle(found) if found else None


def comparison_facts(
    plan: Comparison,
    rated: Iterable[RatedHour],
    how: EndedHow,
    until_ms: int,
    heard: HeardHours = NOTHING_HEARD,
) -> ComparisonFacts:
    """The facts of a comparison that has ended; of one that was stopped, the weeks whose two hours lie before `until_ms`."""
    weeks = compared_weeks(plan, rated, heard)
    if how != "whole":
        weeks = tuple(one for one in weeks if max(one.massage.planned.at, one.quiet.planned.at) < until_ms)
    differences = [one.difference for one in weeks]
    ended = (
        EndedAs(None, None)
        if how == "stopped"
        else ended_by(differences, plan.named, stricter=how == "outside")
    )
    counted = [one or 0 for one in differences]
    each_side = Fraction(1, 80) if how == "outside" else Fraction(1, 40)
    chance = chance_of_at_least(counted, float(plan.named), plan.spread / 10)
    return ComparisonFacts(plan, how, weeks, ended, extra_range(counted, each_side), chance)


def compared_weeks(
    plan: Comparison, rated: Iterable[RatedHour], heard: HeardHours = NOTHING_HEARD
) -> tuple[ComparedWeek, ...]:
    """Each week, with the rated hour that lies nearest to each planned one; of what was drawn, where there is such a one."""
    every, planned = list(rated), planned_hours(plan)
    way = 1 if plan.better == "higher" else -1
    hours = [_rated_near(plan, one, every) for one in planned]
    played = [None if one is None else heard.around(one) for one in hours]
    found = [
        _compared(plan, one, hour, minutes=None if what is None else what.minutes, other_audio=other)
        for one, hour, what, other in zip(planned, hours, played, heard.otherwise(played), strict=True)
    ]
    weeks = []
    for first, second in zip(found[::2], found[1::2], strict=True):
        massage, quiet = (first, second) if first.planned.hour == "massage" else (second, first)
        weeks.append(ComparedWeek(massage, quiet, way))
    return tuple(weeks)


def _rated_near(plan: Comparison, planned: PlannedHour, rated: Sequence[RatedHour]) -> RatedHour | None:
    near = [one for one in rated if abs(one.at - planned.at) <= NEAR_MS and _given(plan.measure, one)]
    return min(near, key=lambda one: _far(planned, one)) if near else None


def _far(planned: PlannedHour, hour: RatedHour) -> tuple[bool, int]:
    """Whether it is not the one that was drawn, and how far it lies."""
    return hour.quiet != (planned.hour == "quiet hour"), abs(hour.at - planned.at)


def _compared(
    plan: Comparison, planned: PlannedHour, hour: RatedHour | None, *, minutes: int | None, other_audio: bool
) -> ComparedRatings:
    """The hour as it was rated; its length by its appointment, or else by what was played."""
    if hour is None:
        return ComparedRatings(planned, None, None, None, False, 0, None)
    other, off = _far(planned, hour)
    before, after, next_day = (maps.get(plan.measure) for maps in (hour.before, hour.after, hour.next_day))
    long = minutes if hour.minutes is None else hour.minutes
    return ComparedRatings(planned, before, after, next_day, other, off, long, other_audio)


def _given(key: str, hour: RatedHour) -> bool:
    return key in hour.before or key in hour.after
