"""All that trends show, as one value: the terminal's page, JSON, a table and a page to print are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from massage_mind.insight.claims import CANT_TELL, STANDING_LINE, sentences_of, worth_asking
from massage_mind.insight.costs import PaidInAll
from massage_mind.insight.day_after import DayAfter
from massage_mind.insight.measure_facts import HourChanges, MeasureFacts
from massage_mind.insight.middles import MedianInterval
from massage_mind.insight.regions import BodyChange
from massage_mind.insight.weeks import OverWeeks
from massage_mind.record.instants import instant_text
from massage_mind.values import dataclass

TABLE_FIELDS = ("measure", "hour", "at", "before", "after", "next_day", "style", "therapist", "minutes")
"""The columns of the table."""


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """Every measure that was rated, the main one first; the body map; what it cost.

    `massages` are known to have taken place, `unrated` of them have no number at all. `alone`: one measure was asked for.
    `locked`: the keys of what a comparison that runs keeps from being shown; documents and tables keep it.
    """

    measures: tuple[MeasureFacts, ...]
    body: BodyChange
    costs: PaidInAll
    massages: int
    unrated: int
    alone: bool = False
    locked: frozenset[str] = frozenset()

    @property
    def main(self) -> MeasureFacts | None:
        """The main measure, if one was chosen and is among these."""
        return next((one for one in self.measures if one.main), None)

    @property
    def others(self) -> tuple[MeasureFacts, ...]:
        """The measures beside it."""
        return tuple(one for one in self.measures if not one.main)

    @property
    def asks(self) -> bool:
        """Whether the questions about going on belong on it."""
        return worth_asking(self.measures)


def trends_document(page: TrendsPage) -> Mapping[str, object]:
    """The page as one JSON document. Keys are added, never renamed."""
    return {
        "measures": {one.item.key: _measure(one) for one in page.measures},
        "body": {
            "maps": page.body.maps,
            "regions": {
                one.region: {
                    "maps": one.maps,
                    "lower": one.lower,
                    "same": one.same,
                    "higher": one.higher,
                    "middle_before": _number(one.before),
                    "middle_after": _number(one.after),
                }
                for one in page.body.regions
            },
        },
        "costs": {
            "paid": [
                {
                    "currency": one.currency,
                    "appointments": one.appointments,
                    "total": str(one.total),
                    "middle": str(one.middle),
                }
                for one in page.costs.paid
            ],
            "unpriced": page.costs.unpriced,
        },
        "massages": page.massages,
        "unrated": page.unrated,
        "asks": page.asks,
        "standing": STANDING_LINE,
        "untold": CANT_TELL,
    }


def _measure(facts: MeasureFacts) -> Mapping[str, object]:
    changes, told = facts.massages, sentences_of(facts)
    return {
        **_changes(changes),
        "interval": _interval(changes.interval),
        "announced": facts.announced,
        "sentences": [one.text for one in told],
        "claims": [one.claim.key for one in told],
        "title": facts.item.title,
        "better": facts.item.better,
        "main": facts.main,
        "mixed": [{"low": one.low, "high": one.high, "better": one.better} for one in facts.mixed],
        "usual": facts.usual,
        "booked_on_bad_days": facts.on_bad_days,
        "quiet_hours": _changes(facts.quiet),
        "weeks": {"before": _weeks(facts.before), "ordinary-day": _weeks(facts.ordinary)},
        "next_day": _day_after(facts.next_day),
        "groups": [
            {"by": one.by, "name": one.name, "n": one.n, "median_change": _number(one.middle)}
            for one in facts.groups
        ],
    }


def _changes(changes: HourChanges) -> Mapping[str, object]:
    return {
        "n": changes.n,
        "missing": changes.missing,
        "pairs": [[one.before, one.after] for one in changes.pairs],
        "median_change": None if changes.middle is None else _number(changes.middle),
        "lower": changes.lower,
        "same": changes.same,
        "higher": changes.higher,
    }


def _interval(interval: MedianInterval | None) -> list[int] | None:
    return None if interval is None else [interval.low, interval.high]


def _weeks(weeks: OverWeeks) -> Mapping[str, object]:
    return {
        "n": weeks.weeks,
        "points": [[week - weeks.points[0][0], value / 2] for week, value in weeks.points],
        "slope_in_four_weeks": None if weeks.slope is None else _number(weeks.slope),
        "p": None if weeks.p is None else float(weeks.p),
        "trend": weeks.trend,
    }


def _day_after(day: DayAfter) -> Mapping[str, object]:
    return {
        "n": len(day.numbers),
        "numbers": list(day.numbers),
        "against": day.way or None,
        "of_those": day.against,
        "interval": _interval(day.interval),
        "p": None if day.p is None else float(day.p),
        "better": day.better,
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), 4)


def table_rows(page: TrendsPage) -> Iterator[tuple[str, ...]]:
    """One row an hour with both numbers: which measure, a massage or a quiet hour, when (ISO 8601), the numbers, what it was."""
    for facts in page.measures:
        for pair in sorted((*facts.massages.pairs, *facts.quiet.pairs), key=lambda one: one.hour.at):
            hour, key = pair.hour, facts.item.key
            yield (
                key,
                "quiet-hour" if hour.quiet else "massage",
                instant_text(hour.at, hour.zone),
                str(pair.before),
                str(pair.after),
                str(hour.next_day.get(key, "")),
                hour.style,
                hour.therapist,
                "" if hour.minutes is None else str(hour.minutes),
            )
