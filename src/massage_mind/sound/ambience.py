"""Ambience: loops that run under a session, softer while somebody speaks, fading in and out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from massage_mind.errors import MassageMindError
from massage_mind.places import ambiences, typed_path
from massage_mind.sound.own_apart import load_own
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.sounds import check_ambience

LUFS = -30.0
"""How loud ambience is at full volume; the shipped loops are made so, a person's own file is brought there."""
DUCKED = 10 ** (-9.0 / 20)
"""To what it sinks under a voice: by 9 dB."""
DUCK_MS = 700
"""How long before a voice it has begun to sink."""
RISE_MS = 1_800
"""How long after a voice it takes to come back."""
FADE_IN_MS = 4_000
FADE_OUT_MS = 8_000

Loop = NDArray[np.int16]
"""Stereo samples of 16 bits whose end runs into their beginning."""


def load_ambience(name: str, folder: Path) -> tuple[Loop, ...]:
    """The loops of an ambience: a shipped name, or the path of a sound file of one's own.

    Raises UsageError if there is neither, MassageMindError if it cannot be read.
    """
    if name in ambiences():
        paths = sorted((folder / "ambience").glob(f"{name}-*.ogg"))
        if not paths:
            raise MassageMindError(
                f"The ambience {name} is missing from {folder / 'ambience'}.", "Reinstall massage-mind."
            )
        return tuple(_read(path) for path in paths)
    check_ambience(name)
    return (load_own(typed_path(name), LUFS),)


def _read(path: Path) -> Loop:
    import soundfile

    try:
        samples, _rate = soundfile.read(str(path), dtype="int16", always_2d=True)
    except (OSError, RuntimeError) as error:
        reason = str(error).rstrip(".")
        raise MassageMindError(f"The ambience can't be read from {path}: {reason}.") from error
    return np.asarray(samples, dtype=np.int16)


class Ambience:
    """The loops of one session as a source for the mixer, as long as its timeline.

    Where it stands depends on the time within the session and nothing else, so the same moment always sounds the same.
    """

    def __init__(
        self, loops: Sequence[Loop], total_ms: int, heard: Sequence[tuple[int, int]] = (), from_ms: int = 0
    ) -> None:
        """`total_ms` is how long the session lasts, `heard` when a voice begins and ends in it, in order; before
        `from_ms` nothing is heard of it.
        """
        self._loops = loops
        self._ducking = ducking(heard)
        self._fades = fades(total_ms, from_ms)
        self._frames = total_ms * RATE // 1000

    @property
    def frames(self) -> int:
        return self._frames

    def read(self, start: int, stop: int) -> Samples:
        block = np.zeros((stop - start, 2), dtype=np.float32)
        for loop in self._loops:
            at = 0
            while at < len(block):
                begin = (start + at) % len(loop)
                chunk = loop[begin : begin + len(block) - at]
                block[at : at + len(chunk)] += chunk
                at += len(chunk)
        for curve in (self._ducking, self._fades):
            gain = gain_over(curve, start, stop)
            if not isinstance(gain, float):
                block *= gain[:, np.newaxis]
            elif gain != 1.0:
                block *= np.float32(gain)
        block *= np.float32(1 / 32768)
        return block


Curve = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Frames of the session and the gain at each, with straight lines between."""


def ducking(heard: Sequence[tuple[int, int]]) -> Curve:
    """Ambience sinks before a voice and comes back after it; between two voices close together it stays down."""
    points: list[tuple[int, float]] = []
    for at_ms, end_ms in heard:
        down = at_ms - DUCK_MS
        if points and points[-1][0] >= down:
            points.pop()  # it would not have come back yet
        else:
            points.append((down, 1.0))
        points += [(at_ms, DUCKED), (end_ms, DUCKED), (end_ms + RISE_MS, 1.0)]
    return _curve(points or [(0, 1.0)])


def fades(total_ms: int, from_ms: int = 0) -> Curve:
    """Ambience comes out of silence at the beginning, or from this moment on, and has gone back into it at the end."""
    begin = min(from_ms, total_ms)
    rest = total_ms - begin
    rising, falling = min(FADE_IN_MS, rest // 3), min(FADE_OUT_MS, rest // 3)
    return _curve([(begin, 0.0), (begin + rising, 1.0), (total_ms - falling, 1.0), (total_ms, 0.0)])


def gain_over(curve: Curve, start: int, stop: int) -> Samples | float:
    """The gain at each frame from `start` up to `stop`; one figure where it does not change, as it seldom does."""
    times, gains = curve
    if np.searchsorted(times, start, "right") == np.searchsorted(times, stop - 1, "left"):
        first, last = np.interp((start, stop - 1), times, gains)
        if first == last:
            return float(first)
    return np.interp(np.arange(start, stop), times, gains).astype(np.float32)


def _curve(points: Sequence[tuple[int, float]]) -> Curve:
    times, gains = zip(*points, strict=True)
    return np.array(times, dtype=np.float64) * (RATE / 1000), np.array(gains, dtype=np.float64)
