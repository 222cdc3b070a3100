"""The K weighting of ITU-R BS.1770: a recursive filter, by matrices, for numpy has none.

A filter that remembers four numbers can take a stretch of frames at once: what it gives is the stretch times a matrix
(its answer to a single frame, shifted), and what it remembered times another. What it remembers at the beginning of
each stretch of a hop follows from the stretches before in the same way. So nothing is left out and nothing is
estimated.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from massage_mind.sound.rate import CHANNELS
from massage_mind.sound.samples import Samples

Figures = NDArray[np.float64]

_LONGEST = 48
"""How many frames a stretch has at most: the more, the more is multiplied; the fewer, the more has to be remembered.

At 48 kHz a hop of such stretches, and whatever else is multiplied here, is small enough for OpenBLAS to do it in one
thread: its threads wait for one another by spinning, and cost more than they give, beside other work many times more.
"""
_MEMORY = 4
"""How many numbers the filter remembers: two for each of its two parts."""
_FORGOTTEN = 1e-12
"""What is remembered of a sound that has ended is nothing from here on: it would fall to numbers that are slow to reckon with."""


class Weighting:
    """The filter over a stereo sound that comes hop by hop, so many frames each."""

    def __init__(self, hop: int, rate: int) -> None:
        self._hop = hop
        self._length = next(length for length in range(min(_LONGEST, hop), 0, -1) if hop % length == 0)
        self._parts = hop // self._length
        step, enter, leave, direct = _state_space(rate)
        powers = [np.eye(_MEMORY)]
        for _ in range(self._length):
            powers.append(powers[-1] @ step)
        # One stretch: what each frame gives at once and later, what it leaves behind, and what was there gives.
        answer = [direct, *(float(leave @ powers[age] @ enter) for age in range(self._length - 1))]
        age = np.arange(self._length) - np.arange(self._length)[:, np.newaxis]
        self._answer = np.where(age >= 0, np.array(answer)[np.maximum(age, 0)], 0.0).astype(np.float32)
        self._remember = np.array([one @ enter for one in powers[-2::-1]]).astype(np.float32)
        self._recall = np.array([leave @ powers[at] for at in range(self._length)]).T.astype(np.float32)
        # One hop: what is remembered over 1, 2, 4, 8 ... stretches, and over each number of them.
        self._next = powers[self._length].T
        self._doubled = [self._next]
        while 2 ** len(self._doubled) < self._parts:
            self._doubled.append(self._doubled[-1] @ self._doubled[-1])
        over = [np.eye(_MEMORY)]
        for _ in range(self._parts):
            over.append(over[-1] @ self._next)
        self._since, self._whole = np.stack(over[:-1]), over[-1]

    def energies(self, frames: Samples, memory: Figures) -> tuple[Figures, Figures]:
        """The weighted energy per frame of each whole hop in `frames`, both channels together.

        `memory` is what the filter remembered before them (zeros at first); what it does after them is returned too.
        """
        hops = len(frames) // self._hop
        if not hops or not (memory.any() or frames.any()):
            return np.zeros(hops), memory
        sides = np.ascontiguousarray(frames[: hops * self._hop].T).reshape(-1, self._parts, self._length)
        # What is remembered at the end of each stretch, as if nothing had been before its hop: of the stretch alone,
        # then of two, of four, and so on.
        left = np.ascontiguousarray((sides @ self._remember).transpose(1, 0, 2)).astype(np.float64)
        for doublings, doubled in enumerate(self._doubled):
            earlier = left[: -(2**doublings)]
            left[2**doublings :] += (earlier.reshape(-1, _MEMORY) @ doubled).reshape(earlier.shape)
        ends = left[-1].reshape(CHANNELS, hops, _MEMORY)
        begins = np.empty((CHANNELS, hops, _MEMORY))
        for hop in range(hops):
            begins[:, hop] = memory
            memory = memory @ self._whole + ends[:, hop]
        memory = np.where(np.abs(memory) < _FORGOTTEN, 0.0, memory)
        known = begins.reshape(-1, _MEMORY) @ self._since
        known[1:] += left[:-1]
        weighted = sides @ self._answer + known.transpose(1, 0, 2).astype(np.float32) @ self._recall
        weighted = weighted.reshape(CHANNELS, hops, self._hop)
        return np.einsum("chf,chf->h", weighted, weighted).astype(np.float64) / self._hop, memory


@cache
def weighting(hop: int, rate: int) -> Weighting:
    """The filter for hops of so many frames at this rate."""
    return Weighting(hop, rate)


def silence() -> Figures:
    """What the filter remembers of nothing."""
    return np.zeros((CHANNELS, _MEMORY))


def _state_space(rate: int) -> tuple[Figures, Figures, Figures, float]:
    """The weighting as what becomes of memory, what a frame adds to it, what it gives, and what a frame gives at once.

    A high shelf, for the head, then a high pass. BS.1770 gives them for 48 kHz alone; these are the analogue ones that
    they come from (frequency, quality and gain after B. De Man, Evaluation of implementations of the EBU R128 loudness
    measurement, AES 2018), brought to any rate by the bilinear transform.
    """
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    scale = 1 + k / q + k * k
    shelf = _two_pole(
        (
            (high + band * k / q + k * k) / scale,
            2 * (k * k - high) / scale,
            (high - band * k / q + k * k) / scale,
        ),
        (2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale),
    )
    k = math.tan(math.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    scale = 1 + k / q + k * k
    # BS.1770 gives this one 1, -2, 1 above the line, without the factor that would bring its top to 0 dB.
    low_cut = _two_pole((1.0, -2.0, 1.0), (2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale))
    (step1, enter1, leave1, direct1), (step2, enter2, leave2, direct2) = shelf, low_cut
    step = np.block([[step1, np.zeros((2, 2))], [np.outer(enter2, leave1), step2]])
    return (
        step,
        np.concatenate([enter1, enter2 * direct1]),
        np.concatenate([direct2 * leave1, leave2]),
        direct1 * direct2,
    )


def _two_pole(
    above: tuple[float, float, float], below: tuple[float, float]
) -> tuple[Figures, Figures, Figures, float]:
    """A filter of two poles, with these coefficients above and below the line, in the same form (direct form II, transposed)."""
    (b0, b1, b2), (a1, a2) = above, below
    step = np.array([[-a1, 1.0], [-a2, 0.0]])
    return step, np.array([b1 - a1 * b0, b2 - a2 * b0]), np.array([1.0, 0.0]), b0
