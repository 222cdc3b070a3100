"""Samples as they are handed from one part of the sound to the next, and what a block of a mix has to be."""

from __future__ import annotations

from math import isfinite

import numpy as np
from numpy.typing import NDArray

from massage_mind.sound.rate import CHANNELS

Samples = NDArray[np.float32]
"""Frames from -1 to 1: mono, shaped (frames,), or a mix, shaped (frames, 2)."""

_FLOAT32 = np.dtype(np.float32)


def block_fault(block: Samples, frames: int | None = None) -> str:
    """What is wrong with a block of a mix; empty if it is as it should be.

    Asked where a block is mixed and again where it is handed on, to a device or into a file: it is shaped (frames, 2),
    as many frames as were asked for (None: any number), in float32, and every sample is a number. A block that is as
    it should be costs microseconds: one sum of squares, which is no number if one of them is none.
    """
    count = len(block) if frames is None else frames
    if block.shape == (count, CHANNELS) and block.dtype == _FLOAT32:
        samples = block.ravel()
        return "" if isfinite(samples.dot(samples)) else "a block holds numbers that are not finite"
    if block.ndim != 2 or block.shape[1] != CHANNELS:
        return f"a block is shaped (frames, {CHANNELS}), not {block.shape}"
    if len(block) != count:
        return f"a block of {count} frames was asked for, and has {len(block)}"
    return f"a block holds float32, not {block.dtype}"
