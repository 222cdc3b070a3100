"""Comparisons to test with: a plan, and what a simulated person rated in its hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from massage_mind.insight.hours import RatedHour
from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_order import locked
from massage_mind.record.comparison_weeks import planned_hours
from massage_mind.record.instants import DAY_MS, HOUR_MS

FIRST = 1_795_532_400_000
"""Tuesday, 24 November 2026, 15:00 UTC."""
BEFORE = 8


def a_plan(**parts: Any) -> Comparison:
    """A plan of twelve weeks about stress, locked; whatever is named is otherwise."""
    plan = Comparison(
        question="Does it help me more than an hour of rest?",
        measure="stress",
        called="Stress, just now",
        better="lower",
        half_points=2,
        if_more="I go on, every two weeks.",
        if_less="I rest at home and keep the money.",
        if_untold="I go on until spring and don't ask again.",
        expect_massage=7,
        expect_quiet=4,
        first_at=FIRST,
        second_at=FIRST + 3 * DAY_MS,
        clock_zone="UTC",
        weeks=12,
        minutes=60,
        audio="the rain",
        light="curtains drawn",
        price="80",
        currency="EUR",
        cap="1000",
        stop_rules="If it hurts.",
        safety="read",
        spread=18,
        drawn_at=FIRST - 7 * DAY_MS,
        comes_instead="",
    )
    return locked(replace(plan, **parts))


def rated(plan: Comparison, differences: Sequence[int | None]) -> list[RatedHour]:
    """The hours of somebody whose quiet hours take 1 off and whose massages so much more; None: the massage isn't rated."""
    hours: list[RatedHour] = []
    for planned in planned_hours(plan):
        if planned.week > len(differences):
            break
        more = differences[planned.week - 1]
        quiet = planned.hour == "quiet hour"
        if not quiet and more is None:
            continue
        lower = 1 if quiet or more is None else 1 + more
        hours.append(
            RatedHour(
                planned.at + HOUR_MS // 2,
                "UTC",
                quiet=quiet,
                minutes=60,
                before={"stress": BEFORE},
                after={"stress": BEFORE - lower},
                took_place=True,
            )
        )
    return hours
