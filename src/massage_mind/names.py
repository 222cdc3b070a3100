"""The closed sets that every room shares, by their ids. Imports nothing of ours.

What ships as files (bells, ambiences, styles) is found in `places`; what is a module (a step, a measure, an engine) is
in the registry of its own room.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Moment: TypeAlias = Literal["before", "during", "after", "anytime"]
MOMENTS: tuple[Moment, ...] = get_args(Moment)

Guidance: TypeAlias = Literal["dense", "guided", "sparse", "silent"]
GUIDANCES: tuple[Guidance, ...] = get_args(Guidance)
"""How much is said, from most to least."""

CueKind: TypeAlias = Literal["bell", "say", "breathe", "ask", "rest"]

Position: TypeAlias = Literal["prone", "supine", "side", "seated", "standing"]
POSITIONS: tuple[Position, ...] = get_args(Position)
"""How a person lies, sits or stands."""

Aim: TypeAlias = Literal["relax", "area", "rest", "present", "speak-up", "none"]
AIMS: tuple[Aim, ...] = get_args(Aim)
"""What an intention may be about; "none" is to go without one."""

When: TypeAlias = Literal["", "early", "late"]
"""With which part of a massage a line goes: the first, the last, or (empty) any."""

ANCHORS: tuple[str, ...] = (
    "breath",
    "touch",
    "hands",
    "feet",
    "sounds",
    "table",
    "temperature",
    "heartbeat",
    "sight",
    "scent",
)
"""What attention can rest on."""

Country: TypeAlias = Literal["us", "canada", "uk", "ireland", "eu", "australia", "new-zealand", "elsewhere"]
COUNTRIES: tuple[Country, ...] = get_args(Country)
"""Of which countries the numbers for help are known; "eu" is any other of its member states."""

FOR_TWO = "partner-massage"
"""The shipped script for two at home."""

LARGEST_SEED = 2**32 - 1
"""By a seed from 0 to this words are drawn."""

ACCENTS = ("cyan", "blue", "green", "magenta", "red", "yellow", "none")
"""What the accent of pages can be: the terminal's own colours, so that light and dark both hold, or none."""
