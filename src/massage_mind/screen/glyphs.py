"""What a terminal can draw pictures with."""

from __future__ import annotations

from typing import Literal, TypeAlias

Glyphs: TypeAlias = Literal["braille", "block", "ascii"]
"""What the terminal can show: Braille dots; the shades of the Linux console's font; ASCII."""


def glyphs_for(encoding: str, term: str) -> Glyphs:
    """What a terminal of this kind can show in this encoding."""
    if not encoding.lower().replace("-", "").startswith("utf"):
        return "ascii"
    return "block" if term == "linux" else "braille"
