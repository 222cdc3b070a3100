"""How loud a mix is: integrated loudness and true peak after ITU-R BS.1770-4, measured while it passes by.

Needs nothing but numpy. It is exact, not an estimate, and stretches of digital silence cost next to nothing.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from massage_mind.sound.file.weighting import silence, weighting
from massage_mind.sound.rate import CHANNELS, RATE
from massage_mind.sound.samples import Samples

_HOPS = 9
"""How many hops of 100 ms are weighed at once."""
_BLOCK = 4
"""How many hops make a block of 400 ms; the next begins one hop later, so that they overlap by 75 %."""
_GATE = -70.0
"""Blocks below this many LUFS are silence, and do not count."""
_RELATIVE_GATE = -10.0
"""Nor do blocks so many LU below the mean of the others: the pauses between what is said."""
_OFFSET = -0.691
"""Makes a 997 Hz sine in one channel at full scale read -3.01 LUFS."""

_REACH = 16
"""How many frames to either side the value between two frames is made from."""
_MARGIN = 10 ** (-3 / 20)
"""A frame more than 3 dB below the highest peak so far has no higher one beside it."""


class Meter:
    """Is given a stereo mix in blocks, any number of frames each, and knows its loudness and its true peak so far."""

    def __init__(self, rate: int = RATE) -> None:
        self._hop = round(rate / 10)
        size = (_HOPS + 1) * self._hop
        self._weighting, self._memory = weighting(self._hop, rate), silence()
        # One hop that has been measured, for the peaks on its seam, then what waits to be measured.
        self._window = np.zeros((size, CHANNELS), dtype=np.float32)
        self._filled = self._hop
        self._energies: list[NDArray[np.float64]] = []
        self._peak = 0.0

    def add(self, block: Samples) -> None:
        """Measure these frames too, shaped (frames, 2)."""
        if block.ndim != 2 or block.shape[1] != CHANNELS:
            raise ValueError(f"a block is shaped (frames, {CHANNELS}), not {block.shape}")
        start = 0
        while start < len(block):
            stop = min(len(block), start + len(self._window) - self._filled)
            self._window[self._filled : self._filled + stop - start] = block[start:stop]
            self._filled += stop - start
            start = stop
            if self._filled == len(self._window):
                energies, self._memory = self._weighting.energies(self._window[self._hop :], self._memory)
                self._energies.append(energies)
                # What stands at the very end has no frames after it yet, so its peaks are looked for next time.
                self._peak = self._peak_between(self._hop - _REACH, len(self._window) - _REACH)
                self._window[: self._hop] = self._window[-self._hop :]
                self._filled = self._hop

    @property
    def integrated(self) -> float:
        """The loudness of all so far in LUFS; -inf if nothing was as loud as -70 LUFS for 400 ms."""
        waiting, _ = self._weighting.energies(self._window[self._hop : self._filled], self._memory)
        return _gated(np.concatenate([*self._energies, waiting]))

    @property
    def true_peak(self) -> float:
        """The highest level between the frames as well as on them so far, in dB of full scale; -inf for silence."""
        self._window[self._filled :] = 0
        peak = self._peak_between(self._hop - _REACH, self._filled)
        return 20 * math.log10(peak) if peak else -math.inf

    def _peak_between(self, start: int, stop: int) -> float:
        """The highest peak, if it lies from frame `start` up to `stop` of the window, or else the highest before."""
        peak = self._peak
        first, last = max(start, _REACH), min(stop, len(self._window) - _REACH)
        waiting = self._window[start:stop]
        if not max(waiting.max(initial=0.0), -waiting.min(initial=0.0)) > peak * _MARGIN:
            return peak
        levels = np.abs(self._window)
        for channel in range(CHANNELS):
            level = levels[:, channel]
            peak = max(peak, float(level[start:stop].max(initial=0.0)))
            middle = level[first:last]
            # Between frames the signal rises highest beside a frame that is higher than its neighbours.
            crest = (
                (middle > peak * _MARGIN)
                & (middle >= level[first - 1 : last - 1])
                & (middle >= level[first + 1 : last + 1])
            )
            places = np.flatnonzero(crest) + first
            if len(places):
                around = np.lib.stride_tricks.sliding_window_view(self._window[:, channel], 2 * _REACH + 1)
                peak = max(peak, float(np.abs(around[places - _REACH] @ BETWEEN).max()))
        return peak


def loudness(samples: Samples, rate: int = RATE) -> float:
    """The loudness of a clip in LUFS: mono (as if the same in both channels) or stereo, at any rate from 8 kHz.

    A clip shorter than 400 ms is measured with silence after it, up to 400 ms: the ear too takes a short sound for
    a softer one.
    """
    clip = samples[:, np.newaxis] if samples.ndim == 1 else samples
    if clip.ndim != 2 or not 1 <= clip.shape[1] <= CHANNELS:
        raise ValueError(f"a clip is shaped (frames,), (frames, 1) or (frames, 2), not {samples.shape}")
    meter = Meter(rate)
    meter.add(np.repeat(clip, CHANNELS // clip.shape[1], axis=1))
    short = _BLOCK * meter._hop - len(clip)
    if short > 0:
        meter.add(np.zeros((short, CHANNELS), dtype=np.float32))
    return meter.integrated


def _gated(energies: NDArray[np.float64]) -> float:
    """The loudness of hops with these energies: the mean of the blocks that pass both gates."""
    if len(energies) < _BLOCK:
        return -math.inf
    blocks = np.lib.stride_tricks.sliding_window_view(energies, _BLOCK).mean(axis=1)
    heard = blocks[blocks > _energy(_GATE)]
    if not len(heard):
        return -math.inf
    heard = heard[heard > heard.mean() * 10 ** (_RELATIVE_GATE / 10)]
    return _OFFSET + 10 * math.log10(heard.mean())


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


def _between() -> Samples:
    """What makes the values at quarter frames, up to three to either side, from the frames around: (frames, places)."""
    places = np.array([-0.75, -0.5, -0.25, 0.25, 0.5, 0.75])
    distance = np.arange(-_REACH, _REACH + 1)[:, np.newaxis] - places
    window = np.cos(np.pi * distance / (2 * (_REACH + 1))) ** 2
    between: Samples = (np.sinc(distance) * window).astype(np.float32)
    return between


BETWEEN = _between()
