"""A limiter for files: turns down the few moments that would rise above a ceiling, and leaves all else as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from massage_mind.sound.file.loudness import BETWEEN
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples

Figures = NDArray[np.float64]

HOP = RATE // 1000
"""The gain is worked out for each millisecond."""
REACH = 10
"""How many milliseconds before a peak the gain begins to sink, and after it to rise."""
CONTEXT = 2 * REACH + 1
"""How many milliseconds of the neighbouring blocks have to be known."""
BETWEEN_DB = 0.1
"""What finding the peaks between samples at four times the rate may miss."""
LOUD = 0.5
"""Below this no sample has a neighbour that rises to the ceiling."""
ROUGHLY = 0.999
"""What many are reckoned at once may differ from one by one by a rounding, never by so much."""


def limited(blocks: Iterable[Samples], ceiling_db: float) -> Iterator[Samples]:
    """The same blocks with no true peak above `ceiling_db`. All but the last must be whole milliseconds, 21 at least."""
    ceiling = 10 ** ((ceiling_db - BETWEEN_DB) / 20)
    before: Figures = np.zeros(CONTEXT)
    block: Samples | None = None
    peaks: Figures = np.zeros(0)
    for coming in blocks:
        coming_peaks = _peaks(coming, ceiling)
        if block is not None:
            yield _turned_down(block, before, peaks, coming_peaks, ceiling)
            before = np.concatenate([before, peaks])[-CONTEXT:]
        block, peaks = coming, coming_peaks
    if block is not None:
        yield _turned_down(block, before, peaks, np.zeros(0), ceiling)


def _peaks(block: Samples, ceiling: float) -> Figures:
    """The highest peak of each millisecond, of both sides, as far as it matters: those below the ceiling may be lower."""
    hops = -(-len(block) // HOP)
    if max(block.max(initial=0.0), -block.min(initial=0.0)) <= LOUD:
        return np.zeros(hops)
    reach = len(BETWEEN) // 2
    # Beyond the block is silence.
    around = np.zeros((hops * HOP + 2 * reach, block.shape[1]), dtype=np.float32)
    around[reach : reach + len(block)] = block
    peaks: Figures = np.abs(around[reach:-reach]).reshape(hops, -1).max(axis=1).astype(np.float64)
    # Between the samples, too, in what is loud and beside it: all of it roughly, and exactly what comes near.
    loud = np.flatnonzero(np.convolve(peaks > LOUD, (1, 1, 1), "same"))
    near = np.lib.stride_tricks.sliding_window_view(around, len(BETWEEN), axis=0)
    near = near.reshape(hops, -1, len(BETWEEN))[loud]
    rough = np.abs(near @ BETWEEN).max(axis=(1, 2), initial=0.0)
    for hop in loud[rough > ceiling * ROUGHLY]:
        beside = around[hop * HOP : (hop + 1) * HOP + 2 * reach]
        between = [np.convolve(side, kernel[::-1], "valid") for side in beside.T for kernel in BETWEEN.T]
        peaks[hop] = max(peaks[hop], np.abs(between).max())
    return peaks


def _turned_down(block: Samples, before: Figures, peaks: Figures, after: Figures, ceiling: float) -> Samples:
    after = np.concatenate([after[:CONTEXT], np.zeros(max(0, CONTEXT - len(after)))])
    around = np.concatenate([before, peaks, after])
    if not (around > ceiling).any():
        return block
    wanted = np.minimum(1.0, ceiling / np.maximum(around, 1e-9))
    lowest = np.lib.stride_tricks.sliding_window_view(wanted, 2 * REACH + 1).min(axis=1)
    # A mean over as many milliseconds as the lowest was held for: it has sunk when the peak comes, in a smooth curve.
    window = np.hanning(2 * REACH + 3)[1:-1]
    gains = np.convolve(lowest, window / window.sum(), mode="valid")
    centres = (np.arange(len(gains)) - 1) * HOP + HOP / 2
    curve = np.interp(np.arange(len(block)), centres, gains).astype(np.float32)
    return block * curve[:, np.newaxis]
