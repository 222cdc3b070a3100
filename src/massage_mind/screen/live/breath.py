"""The breath as a shape: a soft disc of dots that grows with the in-breath and shrinks with the out-breath."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple, assert_never

from massage_mind.screen.glyphs import Glyphs
from massage_mind.script.breathing import Pattern, PhaseKind
from massage_mind.values import dataclass

LEAST = 0.24
"""How large the disc is when the breath is out, as a share of its full radius."""
_SOFT = 0.42
"""How wide the soft edge is, as a share of the full radius."""
_STEPS = 26
"""Sizes told apart: fine enough to look smooth, coarse enough to be few bytes."""


class _GlyphSet(NamedTuple):
    """`shades` of a cell from empty to full, empty where dots are drawn instead; `bar`: a full cell of a bar."""

    shades: str
    bar: str


def _glyph_set(glyphs: Glyphs) -> _GlyphSet:
    match glyphs:
        case "braille":
            return _GlyphSet("", "⠶")
        case "block":
            return _GlyphSet(" ·░▒", "▒")
        case "ascii":
            return _GlyphSet(" .:o", "=")
        case _:
            assert_never(glyphs)


_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


@dataclass(frozen=True, slots=True)
class BreathState:
    """A breath at one instant: what to do, whole seconds left of it, and how full it is (0 to 1)."""

    kind: PhaseKind
    seconds: int
    fullness: float


def breath_at(pattern: Pattern, at_ms: int) -> BreathState:
    """The paced breath this far into a cycle. Phases of one kind in a row (a sigh's two in-breaths) are one motion."""
    at_ms = max(0, at_ms)
    if at_ms >= pattern.cycle_ms:
        at_ms %= pattern.cycle_ms
    phase, into = pattern.phase_at(at_ms)
    seconds = -(-(phase.length_ms - into) // 1000)
    start, fullness = 0, 0.0
    for kind, length_ms in _motions(pattern):
        if at_ms < start + length_ms:
            done = 0.5 - 0.5 * math.cos(math.pi * (at_ms - start) / length_ms)
            fullness = _fullness(kind, done, fullness)
            break
        start += length_ms
        fullness = _fullness(kind, 1.0, fullness)
    return BreathState(phase.kind, seconds, fullness)


def _fullness(kind: PhaseKind, done: float, before: float) -> float:
    """How full the breath is when so much of a motion is done, 0 to 1; `before`: how full it was when that began."""
    match kind:
        case "in":
            return done
        case "out":
            return 1.0 - done
        case "hold":
            return before
        case _:
            assert_never(kind)


@lru_cache(maxsize=8)
def _motions(pattern: Pattern) -> tuple[tuple[PhaseKind, int], ...]:
    motions: list[tuple[PhaseKind, int]] = []
    for phase in pattern.phases:
        if motions and motions[-1][0] == phase.kind:
            motions[-1] = (phase.kind, motions[-1][1] + phase.length_ms)
        else:
            motions.append((phase.kind, phase.length_ms))
    return tuple(motions)


def disc(columns: int, rows: int, fullness: float, glyphs: Glyphs) -> tuple[str, ...]:
    """The disc in a space of so many cells: one text a row, without blanks at its ends' outside being cut.

    Rows are exactly `columns` long.
    """
    return _disc(columns, rows, round(fullness * _STEPS), glyphs)


@lru_cache(maxsize=2 * _STEPS)
def _disc(columns: int, rows: int, step: int, glyphs: Glyphs) -> tuple[str, ...]:
    return tuple("".join(cell[step] for cell in row) for row in _growth(columns, rows, glyphs))


@lru_cache(maxsize=2)
def _growth(columns: int, rows: int, glyphs: Glyphs) -> tuple[tuple[str, ...], ...]:
    """For every cell what it shows at each size, smallest first: worked out once, looked up ten times a second."""
    return tuple(
        tuple(_cell(column, row, columns, rows, glyphs) for column in range(columns)) for row in range(rows)
    )


def _cell(column: int, row: int, columns: int, rows: int, glyphs: Glyphs) -> str:
    shades = _glyph_set(glyphs).shades
    if shades:
        distance = _distance(column + 0.5, row + 0.5, columns, rows)
        return "".join(
            shades[round(_strength(distance, step) * (len(shades) - 1))] for step in range(_STEPS + 1)
        )
    bits = [0] * (_STEPS + 1)
    for y in range(4):
        for x in range(2):
            # The dots that show lie evenly around the one left of and above the middle: that is their middle.
            distance = _distance(column + (x + 1) / 2, row + (y + 1) / 4, columns, rows)
            for step in range(_STEPS + 1):
                if _dot_shows(column * 2 + x, row * 4 + y, _strength(distance, step)):
                    bits[step] |= _DOTS[y][x]
    return "".join(chr(0x2800 + bit) if bit else " " for bit in bits)


def _dot_shows(x: int, y: int, strength: float) -> bool:
    """Every other dot, so that it is a light texture rather than a slab, and half of those at the soft edge."""
    if (x + y) % 2:
        return False
    return strength > 0.5 or (strength > 0 and x % 2 == 0)


def _distance(x: float, y: float, columns: int, rows: int) -> float:
    """How far from the middle, as a share of the way to the edge of the space."""
    return math.hypot((x - columns / 2) / (columns / 2), (y - rows / 2) / (rows / 2))


def _strength(distance: float, step: int) -> float:
    """How strongly the disc of this size covers a place: 1 inside, falling to 0 over the soft edge."""
    radius = LEAST + (1 - LEAST) * step / _STEPS
    return min(1.0, max(0.0, (radius - distance) / _SOFT))


def bar(columns: int, fullness: float, glyphs: Glyphs) -> str:
    """The breath where there is only one line: a bar that grows from its middle; exactly `columns` long."""
    half = columns / 2
    reach = max(1, round(half * (LEAST + (1 - LEAST) * fullness)))
    full = _glyph_set(glyphs).bar
    return (full * (2 * reach)).center(columns)[:columns] if columns > 1 else full[:columns]
