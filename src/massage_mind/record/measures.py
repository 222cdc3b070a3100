"""The check-in: own wording, 0 to 10, fixed words at both ends. Nothing here is a score.

Generic numeric ratings belong to nobody. Which item is asked when: before and after a massage, the next day, and on an
ordinary day to compare with. Energy has no good direction: tiredness may be fine. Nor has pressure: what is right for
somebody lies between. A person's own are `record.own_measure`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from massage_mind.record.phases import PHASES, Phase
from massage_mind.values import dataclass

LOW, HIGH = 0, 10

Direction: TypeAlias = Literal["lower", "higher", "none"]


@dataclass(frozen=True, slots=True)
class Item:
    """One rating: its key in the record, how it is asked, what 0 and 10 mean, and which way is easier.

    `optional` items are asked where the settings name them; all can be given on the command line at any time.
    """

    key: str
    title: str
    low: str
    high: str
    better: Direction = "lower"
    phases: tuple[Phase, ...] = PHASES
    optional: bool = False


ITEMS: tuple[Item, ...] = (
    Item("stress", "Stress, just now", "none", "the most you can imagine"),
    Item(
        "tension",
        "Tension, just now",
        "none",
        "as tight as can be",
        phases=("before", "after", "ordinary-day"),
    ),
    Item("pain", "Pain, just now", "none", "the worst imaginable"),
    Item("mood", "Mood, just now", "very low", "very good", "higher"),
    Item("energy", "Energy, just now", "drained", "full", "none", ("before", "after", "ordinary-day"), True),
    Item(
        "calm",
        "Calm, just now",
        "not at all",
        "completely",
        "higher",
        ("before", "after", "ordinary-day"),
        True,
    ),
    Item("presence", "How present you were", "elsewhere", "fully here", "higher", ("after",)),
    Item("pressure", "Pressure", "far too light", "far too much", "none", ("after",), True),
    Item("sleep", "Sleep last night", "very poor", "very good", "higher", ("next-day", "ordinary-day")),
    Item("soreness", "Soreness", "none", "severe", phases=("next-day",)),
)
"""Every item, in the order in which they are asked."""

ITEM_BY_KEY: dict[str, Item] = {item.key: item for item in ITEMS}
ABOUT_THE_MASSAGE = frozenset({"presence", "pressure"})
"""Those that a quiet hour is not rated by: it is rated by what both can be compared in."""
OPTIONAL: tuple[str, ...] = tuple(item.key for item in ITEMS if item.optional)

WANDERING = "How often did attention wander?"
WANDERING_CHOICES = ("hardly", "now and then", "often", "nearly all the time", "I couldn't say")
"""Asked after a massage, without judging: wandering is what attention does."""

HARD = "Was anything hard or strange?"
HARD_YES, HARD_NO = "yes", "no"
"""Asked after a session where the settings say so; either answer is kept as it is, and nothing is made of it."""


def items_for(phase: Phase, also: Iterable[str] = (), measures: Iterable[Item] = ITEMS) -> tuple[Item, ...]:
    """What is asked at this time of these measures: the usual items, and of the optional ones those in `also`."""
    wanted = frozenset(also)
    return tuple(
        item for item in measures if phase in item.phases and (not item.optional or item.key in wanted)
    )
