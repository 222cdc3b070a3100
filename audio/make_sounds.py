"""Synthesise the sounds again, from nothing: `python audio/make_sounds.py [--out DIR] [--only bells|ambience]`.

The bells are made here; the loops of ambience, which go into a folder `ambience` beside them, in loops.py.

Each bell is a sum of partials. A partial is a pair of sines a little apart, of unequal strength, so that it beats as
a real bell does where it is not quite round; it starts within 6 ms, rings down exponentially and fades to nothing at
the end. Nothing is sampled or recorded. The result is the same everywhere to one step of 16 bits: the few random
numbers come from Python's own generator, whose sequence is fixed for good, and the rest is arithmetic.

The lengths are part of the scripts' arithmetic (a bell takes its length from the timeline), so do not change them.
"""

from __future__ import annotations

import argparse
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
ATTACK_MS = 6
SEED = 1747

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Partial:
    """One partial: hertz, strength (relative), seconds to fall to 1/e, beat in hertz, seconds to bloom.

    The weaker of the pair lies `beat_hz` above the stronger and has `twin` times its strength.
    """

    hz: float
    strength: float
    decay_s: float
    beat_hz: float = 0.0
    bloom_s: float = 0.0
    twin: float = 0.55


@dataclass(frozen=True, slots=True)
class Recipe:
    """A bell: its length, how long it fades at the end, how loud its loudest sample is, and its partials."""

    length_ms: int
    fade_ms: int
    peak_db: float
    partials: tuple[Partial, ...]


BOWL_HZ = 174.6
# A bowl of 152 mm, after Inacio, Henrique and Antunes (2006): ratio to the fundamental, strength.
BOWL_RATIOS = (
    (1.0, 1.0),
    (2.662, 0.55),
    (4.838, 0.26),
    (7.516, 0.11),
    (10.64, 0.05),
    (14.21, 0.022),
    (18.14, 0.01),
)
BELL_HZ = 2_200.0
# A small plate: ratio to the fundamental, strength. The high ones are kept faint, so that it is bright and not sharp.
BELL_RATIOS = ((1.0, 1.0), (1.73, 0.32), (2.33, 0.16), (3.91, 0.05))
GONG_HZ = 96.0
GONG_MODES = 90


def bowl() -> Recipe:
    """A singing bowl: low and long, with one slow beat (1.36 Hz in the fundamental)."""
    partials = tuple(
        Partial(
            hz=BOWL_HZ * ratio,
            strength=strength,
            decay_s=7.0 / ratio**0.9,
            beat_hz=0.0078 * BOWL_HZ * ratio**0.4,
        )
        for ratio, strength in BOWL_RATIOS
    )
    return Recipe(length_ms=9_000, fade_ms=4_000, peak_db=-6.0, partials=partials)


def bell() -> Recipe:
    """A small bright bell that beats at 5 Hz. The ear is keenest at its pitch, hence 3 dB below the others."""
    partials = tuple(
        Partial(hz=BELL_HZ * ratio, strength=strength, decay_s=1.1 / ratio**0.9, beat_hz=5.0)
        for ratio, strength in BELL_RATIOS
    )
    return Recipe(length_ms=4_000, fade_ms=2_000, peak_db=-9.0, partials=partials)


def gong() -> Recipe:
    """A low gong: many modes, unevenly spaced; the higher, the later it blooms and the sooner it is gone."""
    chance = Random(SEED)
    partials = []
    for mode in range(GONG_MODES):
        # Modes crowd together as they rise, as a plate's do; the first is the note that stays.
        ratio = 1.0 + 0.31 * mode**0.95 + (0.12 * (chance.random() - 0.5) if mode else 0.0)
        weight = 0.6 + 0.8 * chance.random()
        partials.append(
            Partial(
                hz=GONG_HZ * ratio,
                strength=1.0 if mode == 0 else 0.62 * weight / ratio**1.1,
                decay_s=6.5 / ratio**0.75,
                beat_hz=(0.4 + 1.2 * chance.random()) * (0.6 if mode == 0 else 1.0),
                bloom_s=0.0 if mode == 0 else 0.045 * (ratio - 1.0) ** 0.7,
            )
        )
    return Recipe(length_ms=12_000, fade_ms=5_000, peak_db=-6.0, partials=tuple(partials))


RECIPES = {"bowl": bowl, "bell": bell, "gong": gong}


def rise(frames: int) -> Samples:
    """From 0 to 1 along half a cosine: no corner at either end, so nothing clicks."""
    return 0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / frames)


def ring(partial: Partial, seconds: Samples) -> Samples:
    """One partial over time, from phase 0, before the attack and the end fade that all share."""
    pair = np.sin(2 * np.pi * partial.hz * seconds)
    if partial.beat_hz:
        pair += partial.twin * np.sin(2 * np.pi * (partial.hz + partial.beat_hz) * seconds)
    envelope = np.exp(-seconds / partial.decay_s)
    if partial.bloom_s:
        envelope *= 1.0 - np.exp(-seconds / partial.bloom_s)
    return partial.strength * envelope * pair


def synthesise(recipe: Recipe) -> NDArray[np.int16]:
    """The whole bell as 16-bit samples; its loudest sample is at `peak_db`, its first and last are 0."""
    frames = recipe.length_ms * RATE // 1000
    seconds = np.arange(frames) / RATE
    sound = np.zeros(frames)
    for partial in recipe.partials:
        sound += ring(partial, seconds)
    attack, fade = ATTACK_MS * RATE // 1000, recipe.fade_ms * RATE // 1000
    sound[:attack] *= rise(attack)
    # Squared, so that the fade sounds like ringing down and not like a hand on the knob.
    sound[-fade:] *= rise(fade)[::-1] ** 2
    sound *= 10 ** (recipe.peak_db / 20) / np.max(np.abs(sound))
    return np.round(sound * 32767).astype(np.int16)


def write(path: Path, samples: NDArray[np.int16]) -> None:
    """A mono WAV file, 16 bits, 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def make(folder: Path, names: Iterable[str] = RECIPES) -> list[Path]:
    """Write these bells into the folder (made if it is missing); the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in names:
        path = folder / f"{name}.wav"
        write(path, synthesise(RECIPES[name]()))
        paths.append(path)
    return paths


def main() -> None:
    """Write the files that the command line asks for, and print their paths."""
    parser = argparse.ArgumentParser(description="Synthesise the bells and the ambience of massage-mind.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="the folder to write into")
    parser.add_argument("--only", choices=("bells", "ambience"), help="make only these")
    wanted = parser.parse_args()
    if wanted.only != "ambience":
        for path in make(wanted.out):
            print(path)
    if wanted.only != "bells":
        # Here and not above: the bells need no soundfile, and this file alone can be run to make them.
        import loops

        for path in loops.make(wanted.out / "ambience"):
            print(path)


if __name__ == "__main__":
    main()
