"""Breath tones: a soft note that rises with the in-breath and falls with the out-breath."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from massage_mind.script.breathing import Pattern
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples

LOW_HZ = 174.6
HIGH_HZ = 233.1
"""A fourth apart; the low one is the note of the bowl."""
HELD = 0.35
"""To what part of its loudest the note sinks while the breath is held full."""
PARTIALS = ((1.0, 1.0), (2.0, 0.16), (3.0, 0.05))
LOUDEST = 0.06
"""The strength of the fundamental at its loudest: well below a voice."""


@lru_cache(maxsize=8)
def breath_tone(pattern: Pattern) -> Samples:
    """One whole breath of a paced pattern, mono: it begins and ends in silence, so that breaths join without a seam."""
    hertz: list[NDArray[np.float64]] = []
    strength: list[NDArray[np.float64]] = []
    at_hz, at_strength = LOW_HZ, 0.0
    breathed_in = False
    for phase in pattern.phases:
        frames = phase.length_ms * RATE // 1000
        if phase.kind == "in":
            to_hz, to_strength, breathed_in = HIGH_HZ, 1.0, True
        elif phase.kind == "out":
            to_hz, to_strength, breathed_in = LOW_HZ, 0.0, False
        else:
            to_hz, to_strength = at_hz, HELD if breathed_in else 0.0
        rise = _smooth(frames)
        hertz.append(at_hz + (to_hz - at_hz) * rise)
        strength.append(at_strength + (to_strength - at_strength) * rise)
        at_hz, at_strength = to_hz, to_strength
    turns = 2 * np.pi * np.cumsum(np.concatenate(hertz)) / RATE
    sound = np.zeros(len(turns))
    for ratio, part in PARTIALS:
        sound += part * np.sin(ratio * turns)
    return (LOUDEST * np.concatenate(strength) * sound).astype(np.float32)


def _smooth(frames: int) -> NDArray[np.float64]:
    """From 0 to 1 along half a cosine."""
    return 0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / max(1, frames))
