"""How the words of a session were drawn, as it is kept: so that what was drawn once stays drawn."""

from __future__ import annotations

from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class DrawnFor:
    """What the words were drawn for. The length is no part of it: a longer session says more of the same."""

    moment: str
    script: str
    style: str
    guidance: str


@dataclass(frozen=True, slots=True)
class KeptDraw:
    """The words of one moment as they were drawn first: the seed, and the order in which everything came up.

    `order` has the number of every line and thread that was weighed, whoever had heard it and who had not: it tells nothing
    of what was heard, and holds whatever is heard, written down or deleted later.
    """

    drawn_for: DrawnFor
    seed: int
    order: tuple[int, ...]
