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
CUE_KINDS: tuple[CueKind, ...] = get_args(CueKind)

Position: TypeAlias = Literal["prone", "supine", "side", "seated", "standing"]
POSITIONS: tuple[Position, ...] = get_args(Position)
"""How a person lies, sits or stands."""

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


ACCENTS = ("cyan", "blue", "green", "magenta", "red", "yellow", "none")
"""What the accent of pages can be: the terminal's own colours, so that light and dark both hold, or none."""
