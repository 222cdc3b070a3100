"""The pictures of what changed, as values: the hours of a measure, and its weeks. A terminal draws them, and a page to keep."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from massage_mind.insight.claims import FEW
from massage_mind.insight.measure_facts import MeasureFacts, PairedHour
from massage_mind.insight.regions import BodyChange
from massage_mind.insight.weeks import OverWeeks
from massage_mind.record.instants import local
from massage_mind.screen.show.chart_values import PairedChart, RatedPair, RatedWeek, WeeksChart
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.text import safe_text
from massage_mind.script.body import LEVELS, MOST
from massage_mind.words.times import date_words

FEWEST_DRAWN_WEEKS = 3
"""Fewer weeks make no picture; what there is of them is said."""


def hours_chart(facts: MeasureFacts, now: datetime, *, quiet: bool = False) -> PairedChart | None:
    """The massages with both numbers, or the quiet hours, the earliest first; None where there are too few.

    None as well where the numbers may mean more than one thing: they are no one line. `now` is aware.
    """
    changes = facts.quiet if quiet else facts.massages
    if changes.n < FEW or facts.mixed:
        return None
    counted = ("quiet hour", "quiet hours") if quiet else ("massage", "massages")
    pairs = [
        RatedPair(_short(day, now), one.before, one.after, date_words(day, _today(one, now)))
        for one in changes.pairs
        for day in (local(one.hour.at, one.hour.zone).date(),)
    ]
    low, high = safe_text(facts.item.low), safe_text(facts.item.high)
    title = f"{_name(facts)} in quiet hours" if quiet else _name(facts)
    return PairedChart(title, pairs, counted=counted, low=low, high=high)


def weeks_chart(facts: MeasureFacts, now: datetime) -> WeeksChart | None:
    """What each week was like, before massages and on ordinary days, weeks without a number among them; None for too few."""
    before, ordinary = _by_week(facts.before), _by_week(facts.ordinary)
    weeks = sorted({*before, *ordinary})
    if len(weeks) < FEWEST_DRAWN_WEEKS:
        return None
    rows = []
    for week in range(weeks[0], weeks[-1] + 1):
        monday = date.min + timedelta(weeks=week)
        spoken = f"week of {date_words(monday, now.date())}"
        rows.append(RatedWeek(_short(monday, now), before.get(week, ()), ordinary.get(week, ()), spoken))
    low, high = safe_text(facts.item.low), safe_text(facts.item.high)
    return WeeksChart(_name(facts), rows, low=low, high=high)


def body_chart(body: BodyChange) -> PairedChart | None:
    """The middle of each region that was marked often enough, before and after, 0 to 3; None where none was."""
    if not body.regions:
        return None
    pairs = [RatedPair(one.region, float(one.before), float(one.after)) for one in body.regions]
    counted = ("region", "regions")
    return PairedChart("The body, in the middle", pairs, MOST, counted, "not marked", LEVELS[0], LEVELS[MOST])


def _by_week(weeks: OverWeeks) -> dict[int, tuple[float]]:
    """The middle of each week, by its number."""
    return {week: (twice / 2,) for week, twice in weeks.points}


def _name(facts: MeasureFacts) -> str:
    return begun(safe_text(facts.name))


def _today(one: PairedHour, now: datetime) -> date:
    return now.astimezone(local(one.hour.at, one.hour.zone).tzinfo).date()


def _short(day: date, now: datetime) -> str:
    """A day beside a row: "27 Aug", of another year "Aug 2025"."""
    return f"{day.day} {day:%b}" if abs((now.date() - day).days) < 300 else f"{day.day} {day:%b %Y}"
