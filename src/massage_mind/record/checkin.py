"""A check-in: what a person rated and felt at one of the four times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from massage_mind.errors import UsageError
from massage_mind.record.fields import LONGEST_KEY, Field
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.measures import HIGH, LOW
from massage_mind.record.phases import PHASES
from massage_mind.script.body import LONGEST_KIND, MOST, REGIONS
from massage_mind.values import dataclass
from massage_mind.words.near import quoted


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Ratings 0 to 10 by item and tension 0 to 3 by region, at one of the four times.

    An item is one of `measures`, one of the person's own by its key, or one that came with a record from elsewhere.
    """

    phase: str
    note: str = ""
    ratings: Mapping[str, int] = field(default_factory=dict)
    body: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What it is like at a region that is marked: "burning", or words of the person's own."""


_FIELDS = (
    Field("phase", "choice", "Which of the four times.", True, PHASES),
    Field("ratings", "ratings", "Item to value.", most=HIGH),
    Field("body", "body", "Region to tension.", allowed=REGIONS, most=MOST),
    Field(
        "body_kinds", "words", "Region to what it is like there.", allowed=REGIONS, most=LONGEST_KIND, name="kinds"
    ),
    Field("note", "text", "Words with it."),
)  # fmt: skip


def _searched(checkin: CheckIn) -> tuple[str, ...]:
    return (checkin.note, *checkin.kinds.values())


def _check(checkin: CheckIn) -> None:
    for item, value in checkin.ratings.items():
        if not LOW <= value <= HIGH:
            raise UsageError(f"A rating is a whole number from {LOW} to {HIGH}; {item} was {value}.")
        if not item.strip() or len(item) > LONGEST_KEY:
            raise UsageError(f"{quoted(item, 40)} can't be what a rating is of.")
    for region, level in checkin.body.items():
        if not 0 <= level <= MOST or region not in REGIONS:
            raise UsageError(f"The body map takes its own regions from 0 to {MOST}; {region} was {level}.")
    for words in checkin.kinds.values():
        if not words.strip() or len(words) > LONGEST_KIND:
            raise UsageError(f"What it's like takes a few words, {LONGEST_KIND} characters at most.")


def with_body(old: CheckIn, body: Mapping[str, int], kinds: Mapping[str, str] | None = None) -> CheckIn:
    """The check-in with this body map; what it is like at a region stays while that is marked, where nothing is said of it."""
    said = old.kinds if kinds is None else kinds
    return replace(
        old,
        body=dict(body),
        kinds={region: words for region, words in said.items() if body.get(region) and words},
    )


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
