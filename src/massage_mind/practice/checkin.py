"""The ratings before and after: own wording, 0 to 10, fixed words at both ends. Nothing here is a score."""

from __future__ import annotations

from dataclasses import dataclass

LOW, HIGH = 0, 10


@dataclass(frozen=True, slots=True)
class Item:
    """One rating: its key in the record, how it is asked, and what 0 and 10 mean."""

    key: str
    title: str
    low: str
    high: str


CORE: tuple[Item, ...] = (
    Item("stress", "Stress now", "none", "the most you can imagine"),
    Item("tension", "Tension now", "none", "as tight as can be"),
    Item("pain", "Pain now", "none", "the worst imaginable"),
    Item("mood", "Mood now", "very low", "very good"),
)

WANDERING = "How often did attention wander?"
WANDERING_CHOICES = ("hardly", "now and then", "often", "nearly all the time", "I could not say")
"""Asked after a massage, without judging: wandering is what attention does."""
