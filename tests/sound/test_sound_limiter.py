"""The limiter, against the slow way of finding peaks between samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from massage_mind.sound.file.limiter import BETWEEN_DB, CONTEXT, HOP, LOUD, _peaks, limited
from massage_mind.sound.file.loudness import BETWEEN, Meter

RATE = 48_000
CEILING = 10 ** ((-1.5 - BETWEEN_DB) / 20)
Samples = NDArray[np.float32]


def loud(frames: int, level: float, seed: int = 1) -> Samples:
    """Noise of many frequencies, swelling and sinking, whose peaks fall between samples as well."""
    noise = np.random.default_rng(seed).standard_normal((frames, 2)) * 0.3
    return (level * noise * np.sin(np.arange(frames) / 900)[:, np.newaxis] ** 2).astype(np.float32)


def slowly(block: Samples) -> NDArray[np.float64]:
    """The highest peak of each millisecond, all of it found one by one."""
    hops = -(-len(block) // HOP)
    levels = np.zeros((hops * HOP, 2), dtype=np.float32)
    levels[: len(block)] = np.abs(block)
    for side in range(2):
        for kernel in BETWEEN.T:
            between = np.abs(np.convolve(block[:, side], kernel[::-1], "same"))[: len(block)]
            np.maximum(levels[: len(block), side], between, out=levels[: len(block), side])
    return np.asarray(levels.reshape(hops, -1).max(axis=1), dtype=np.float64)


@settings(max_examples=25)
@given(st.integers(CONTEXT * HOP, 6_000), st.floats(0.1, 4.0), st.integers(0, 50))
def test_every_peak_that_matters_is_found(frames: int, level: float, seed: int) -> None:
    """Those above the ceiling are the same, but for a rounding at the edges of a block; all others are below it."""
    block = loud(frames, level, seed)
    found, all_of_them = _peaks(block, CEILING), slowly(block)
    above = all_of_them > CEILING
    inside = np.ones(len(found), dtype=bool)
    inside[-1] = (
        frames % HOP == 0
    )  # beyond the end of the last one is silence, where something may still ring
    np.testing.assert_allclose(found[above & inside], all_of_them[above & inside], rtol=5e-7)
    assert (found[~above & inside] <= CEILING).all()


@pytest.mark.parametrize("level", [0.2, 1.0, 2.5])
def test_no_peak_is_left_above_the_ceiling(level: float) -> None:
    """And what has none passes as it is, the same block."""
    sound = loud(3 * RATE, level)
    blocks = [sound[start : start + RATE] for start in range(0, len(sound), RATE)]
    out = list(limited(iter(blocks), -1.5))
    meter = Meter()
    for block in out:
        meter.add(block)
    assert meter.true_peak <= -1.45
    if np.abs(sound).max() <= LOUD:
        assert all(given is got for given, got in zip(blocks, out, strict=True))
