"""A check-in: what a person rated and felt at one of the four times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from massage_mind.errors import UsageError
from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.measures import HIGH, ITEM_BY_KEY, LOW
from massage_mind.record.phases import PHASES
from massage_mind.script.body import MOST, REGIONS
from massage_mind.values import dataclass
from massage_mind.words.near import unknown


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Ratings 0 to 10 by item and tension 0 to 3 by region, at one of the four times."""

    phase: str
    note: str = ""
    ratings: Mapping[str, int] = field(default_factory=dict)
    body: Mapping[str, int] = field(default_factory=dict)


_FIELDS = (
    Field("phase", "choice", "Which of the four times.", True, PHASES),
    Field("ratings", "ratings", "Item to value.", allowed=tuple(ITEM_BY_KEY), most=HIGH),
    Field("body", "body", "Region to tension.", allowed=REGIONS, most=MOST),
    Field("note", "text", "Words with it."),
)  # fmt: skip


def _searched(checkin: CheckIn) -> tuple[str, ...]:
    return (checkin.note,)


def _check(checkin: CheckIn) -> None:
    for item, value in checkin.ratings.items():
        if not LOW <= value <= HIGH:
            raise UsageError(f"A rating is a whole number from {LOW} to {HIGH}; {item} was {value}.")
        if item not in ITEM_BY_KEY:
            raise unknown("rating", item, ITEM_BY_KEY)
    for region, level in checkin.body.items():
        if not 0 <= level <= MOST or region not in REGIONS:
            raise UsageError(f"The body map takes its own regions from 0 to {MOST}; {region} was {level}.")


KIND = KindInfo(
    ("checkin",),
    CheckIn,
    _FIELDS,
    _searched,
    titles=("check-in",),
    aliases={"check-in": "checkin"},
    check=_check,
    body="note",
    place=2,
    around_session=True,
)
