"""What was heard in the hours of a comparison, and how long they were: as their sessions say it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from massage_mind.insight.hours import RatedHour
from massage_mind.record.instants import HOUR_MS

_NEAR_MS = 6 * HOUR_MS


class HeardHour(NamedTuple):
    """What was played in one hour. `words`: which script and how much of it is said; `under`: what lies under it, empty for nothing."""

    at: int
    quiet: bool
    minutes: int
    words: str
    under: str


class HeardHours(NamedTuple):
    """All of them. `planned`: what the plan says is to lie under each of them; empty where it names nothing known."""

    hours: tuple[HeardHour, ...] = ()
    planned: str = ""

    def around(self, rated: RatedHour) -> HeardHour | None:
        """What was played in this hour; None where no session tells."""
        near = [one for one in self.hours if one.quiet == rated.quiet and abs(one.at - rated.at) <= _NEAR_MS]
        return min(near, key=lambda one: abs(one.at - rated.at)) if near else None

    def otherwise(self, found: Sequence[HeardHour | None]) -> list[bool]:
        """For each whether something else was heard in it than in the earliest of them, or than was planned."""
        first = _earliest(found)
        return [
            one is not None
            and first is not None
            and (one[3:] != first[3:] or (self.planned != "" and one.under != self.planned))
            for one in found
        ]


def _earliest(found: Iterable[HeardHour | None]) -> HeardHour | None:
    return min((one for one in found if one is not None), key=lambda one: one.at, default=None)
