"""What a person chose to show a clinician, as one value: every form of it is made of this, so that nothing else can be in one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from massage_mind.insight.claims import (
    CANT_TELL,
    STANDING_LINE,
    MeasureSentence,
    Place,
    sentences_of,
    worth_asking,
)
from massage_mind.insight.costs import PaidInAll
from massage_mind.insight.measure_facts import MeasureFacts
from massage_mind.insight.regions import BodyChange
from massage_mind.record.instants import local
from massage_mind.values import dataclass

SHARED_BESIDE = ("body", "massages", "styles", "symptoms", "care", "week", "cost")
"""What can be shared besides measures."""
SHARED_TITLES: Mapping[str, str] = {
    "body": "The body map, region by region",
    "massages": "The days of the massages, and how long",
    "styles": "The kind of each massage",
    "symptoms": "Symptoms noted",
    "care": "Other care noted",
    "week": "What the weeks were like",
    "cost": "What it cost",
}
LEFT_OUT: frozenset[Place] = frozenset(("apart",))
"""What sentences are about that may name therapists or styles: nobody chose those with a measure."""


class SharedMassage(NamedTuple):
    """A massage that took place: its day, its length in minutes, and its style; empty where that isn't shared."""

    day: date
    minutes: int | None = None
    style: str = ""


class SharedTag(NamedTuple):
    """A word noted on a day."""

    day: date
    word: str


class SharedEntry(NamedTuple):
    """An entry that was picked by its id."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The chosen measures and what was chosen besides; None or empty: it wasn't, or there is nothing of it.

    `chosen` holds the keys; `first` and `last` bound the time that was asked for, None for no bound; `made` is the day.
    """

    chosen: tuple[str, ...]
    made: date
    first: date | None
    last: date | None
    measures: tuple[MeasureFacts, ...]
    body: BodyChange | None = None
    massages: tuple[SharedMassage, ...] = ()
    tags: tuple[tuple[str, tuple[SharedTag, ...]], ...] = ()
    cost: PaidInAll | None = None
    entries: tuple[SharedEntry, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the questions about going on belong on it."""
        return worth_asking(self.measures)


def shared_sentences(facts: MeasureFacts) -> list[MeasureSentence]:
    """What may be said of a measure, but for what sets therapists or styles side by side."""
    return [one for one in sentences_of(facts) if one.claim.place not in LEFT_OUT]


def shared_document(page: SharedPage) -> dict[str, Any]:
    """The page as one JSON document. Keys are added, never renamed; what wasn't chosen has no key."""
    found: dict[str, Any] = {
        "made": page.made.isoformat(),
        "from": _day(page.first),
        "to": _day(page.last),
        "chosen": list(page.chosen),
        "standing": STANDING_LINE,
        "untold": CANT_TELL,
        "measures": {one.item.key: _measure(one) for one in page.measures},
    }
    if page.body is not None:
        found["body"] = {
            "maps": page.body.maps,
            "regions": {
                one.region: {"maps": one.maps, "lower": one.lower, "same": one.same, "higher": one.higher}
                for one in page.body.regions
            },
        }
    if page.massages:
        with_style = "styles" in page.chosen
        found["massages"] = [
            {
                "day": one.day.isoformat(),
                "minutes": one.minutes,
                **({"style": one.style} if with_style else {}),
            }
            for one in page.massages
        ]
    for name, tags in page.tags:
        found[name] = [{"day": one.day.isoformat(), "word": one.word} for one in tags]
    if page.cost is not None:
        found["cost"] = [
            {"currency": one.currency, "appointments": one.appointments, "total": str(one.total)}
            for one in page.cost.paid
        ]
    if page.entries:
        found["entries"] = [{"day": one.day.isoformat(), "text": one.text} for one in page.entries]
    return found


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _measure(facts: MeasureFacts) -> dict[str, Any]:
    item, changes = facts.item, facts.massages
    return {
        "title": item.title,
        "low": item.low,
        "high": item.high,
        "n": changes.n,
        "pairs": [
            {"day": day_of(one.hour.at, one.hour.zone).isoformat(), "before": one.before, "after": one.after}
            for one in changes.pairs
        ],
        "missing": changes.missing,
        "interval": [changes.interval.low, changes.interval.high] if changes.interval else None,
        "announced": facts.announced,
        "sentences": [one.text for one in shared_sentences(facts)],
    }


def day_of(at: int, zone: str) -> date:
    """The day of an instant on the person's own clock."""
    return local(at, zone).date()
