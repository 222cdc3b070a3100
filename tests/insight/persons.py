"""Simulated persons: some weeks of massages, as the journal would hand their numbers over."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from massage_mind.insight.rated_rows import GivenRow, NumbersRead, TakenRow, VisitRow
from massage_mind.record.instants import DAY_MS, HOUR_MS

START = 1_788_000_000_000 // DAY_MS * DAY_MS + 14 * HOUR_MS
"""A day in 2026, 14:00 UTC."""
WEEK_MS = 7 * DAY_MS
OSLO = "Europe/Oslo"


@dataclass
class Life:
    """What somebody gave, in the order it was written."""

    visits: list[VisitRow] = field(default_factory=list)
    taken: list[TakenRow] = field(default_factory=list)
    given: list[GivenRow] = field(default_factory=list)

    def massage(
        self,
        at: int,
        *,
        booked_before_ms: int = 3 * DAY_MS,
        moved: bool = False,
        state: str = "done",
        therapist: str = "",
        style: str = "",
        minutes: int | None = 60,
        price: str = "",
        **numbers: dict[str, int],
    ) -> str:
        """A massage with an appointment, and what was given around it, by phase (`next_day` for the day after)."""
        name = f"a{len(self.visits)}"
        first = at - DAY_MS if moved else None
        visit = VisitRow(
            name, at, OSLO, at - booked_before_ms, minutes, style, therapist, price, "EUR", state, first
        )
        self.visits.append(visit)
        for phase, some in numbers.items():
            self.give(phase, at, some, appointment=name)
        return name

    def quiet_hour(self, at: int, *, stands: bool = True, **numbers: dict[str, int]) -> None:
        """A quiet hour, and what was given around it."""
        name = f"q{len(self.taken)}"
        self.taken.append(TakenRow(name, at, name, True, "", stands))
        for phase, some in numbers.items():
            self.give(phase, at, some, session=name)

    def give(
        self,
        phase: str,
        at: int,
        ratings: dict[str, int],
        *,
        body: dict[str, int] | None = None,
        appointment: str | None = None,
        session: str | None = None,
    ) -> None:
        """A check-in; `at` is when the hour began."""
        off = {"before": -600_000, "after": HOUR_MS + 600_000, "next_day": 18 * HOUR_MS}.get(phase, 0)
        row = GivenRow(at + off, OSLO, appointment, session, phase.replace("_", "-"), ratings, body or {})
        self.given.append(row)

    def read(self) -> NumbersRead:
        """As the journal hands it over."""
        ordered = sorted(self.given, key=lambda one: one.at)
        visits = sorted(self.visits, key=lambda one: one.at)
        return NumbersRead(visits, self.taken, ordered, frozenset(one.id for one in visits))


def clipped(value: float) -> int:
    """A number somebody could give."""
    return max(0, min(10, round(value)))


def helped(chance: random.Random, weeks: int = 12) -> Life:
    """Three lower after each, and the weeks ease."""
    return _weekly(chance, weeks, lambda week: 7 - week * 0.3, drop=3)


def nothing(chance: random.Random, weeks: int = 12) -> Life:
    """No effect at all."""
    return _weekly(chance, weeks, lambda _: 5, drop=0)


def worse(chance: random.Random, weeks: int = 12) -> Life:
    """It gets harder, week by week, and the hour does nothing."""
    return _weekly(chance, weeks, lambda week: 2 + week * 0.6, drop=0, spread=0.6)


def rest_does_as_much(chance: random.Random, weeks: int = 12) -> Life:
    """Two lower after each massage, and after each quiet hour."""
    return _weekly(chance, weeks, lambda _: 6, drop=2, quiet=2)


def booked_on_bad_days(chance: random.Random, weeks: int = 12) -> Life:
    """No effect; a massage is booked, the same day, where it stands at 7 or more, and what is high comes down."""
    life = Life()
    at = START
    while len(life.visits) < weeks:
        at += 2 * DAY_MS
        now = clipped(chance.gauss(5, 2))
        if now >= 7:
            after, next_day = clipped(now + chance.gauss(-0.5, 1)), clipped(chance.gauss(5, 2))
            life.massage(
                at,
                booked_before_ms=3 * HOUR_MS,
                before={"stress": now},
                after={"stress": after},
                next_day={"stress": next_day},
            )
    return life


def few(chance: random.Random, weeks: int = 4) -> Life:
    """Only some massages."""
    return _weekly(chance, chance.randint(0, weeks), lambda _: 6, drop=2)


def with_gaps(chance: random.Random, weeks: int = 14) -> Life:
    """A third of the numbers was never given."""
    return _weekly(chance, weeks, lambda _: 6, drop=1.5, missing=0.33)


def ties(chance: random.Random, weeks: int = 12) -> Life:
    """Hardly more than two different numbers."""
    return _weekly(chance, weeks, lambda _: 5, drop=0.4, spread=0.3)


PERSONS: dict[str, Callable[[random.Random], Life]] = {
    "helped": helped,
    "nothing": nothing,
    "worse": worse,
    "rest does as much": rest_does_as_much,
    "booked on bad days": booked_on_bad_days,
    "few": few,
    "with gaps": with_gaps,
    "ties": ties,
}


def _weekly(
    chance: random.Random,
    weeks: int,
    level: Callable[[int], float],
    *,
    drop: float,
    quiet: float | None = None,
    missing: float = 0.0,
    spread: float = 1.2,
) -> Life:
    life = Life()

    def given(value: float) -> dict[str, int]:
        return {} if chance.random() < missing else {"stress": clipped(value + chance.gauss(0, spread))}

    for week in range(weeks):
        at, base = START + week * WEEK_MS, level(week) + chance.gauss(0, spread)
        life.massage(
            at,
            therapist=chance.choice(("Kim", "Lee")),
            style=chance.choice(("swedish", "thai", "")),
            before=given(base),
            after=given(base - drop),
            next_day=given(base - drop / 2),
        )
        if quiet is not None:
            life.quiet_hour(at + 3 * DAY_MS, before=given(base), after=given(base - quiet))
        if chance.random() > missing:
            life.give("ordinary-day", at + 4 * DAY_MS, given(level(week)))
    return life
