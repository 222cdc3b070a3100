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


def limited(blocks: Iterable[Samples], ceiling_db: float) -> Iterator[Samples]:
    """The same blocks with no true peak above `ceiling_db`. All but the last must be whole milliseconds, 21 at least."""
    ceiling = 10 ** ((ceiling_db - BETWEEN_DB) / 20)
    before: Figures = np.zeros(CONTEXT)
    block: Samples | None = None
    peaks: Figures = np.zeros(0)
    for coming in blocks:
        coming_peaks = _peaks(coming)
        if block is not None:
            yield _turned_down(block, before, peaks, coming_peaks, ceiling)
            before = np.concatenate([before, peaks])[-CONTEXT:]
        block, peaks = coming, coming_peaks
    if block is not None:
        yield _turned_down(block, before, peaks, np.zeros(0), ceiling)


def _peaks(block: Samples) -> Figures:
    """The highest peak of each millisecond, of both sides."""
    hops = -(-len(block) // HOP)
    padded = np.zeros((hops * HOP, block.shape[1]), dtype=np.float32)
    padded[: len(block)] = np.abs(block)
    if padded.max(initial=0.0) > LOUD:
        # Between the samples, too.
        for side in range(block.shape[1]):
            for kernel in BETWEEN.T:
                between = np.abs(np.convolve(block[:, side], kernel[::-1], "same"))[: len(block)]
                np.maximum(padded[: len(block), side], between, out=padded[: len(block), side])
    peaks: Figures = padded.reshape(hops, -1).max(axis=1).astype(np.float64)
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
