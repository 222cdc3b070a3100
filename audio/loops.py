"""The loops of ambience, made from nothing: ocean, rain and brown noise, each as two loops of unequal length.

Each is a random spectrum of the wanted shape, turned into sound by the inverse Fourier transform. Such a sound comes
round to where it began, so its end runs into its beginning as it runs on anywhere else; and all that is done to it
afterwards (swells, drops, levels) goes round in the same way. Both loops of a name play at once, each repeating by
itself: 37 s and 41 s begin together again only after 37 x 41 s, which is 25 minutes.

`python audio/make_sounds.py --only ambience` writes the files. That takes half a minute and the package soundfile;
the sounds themselves need only numpy. All chance comes from Python's own generator, whose sequence is fixed for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
LENGTHS_S = (37, 41)
SEED = 1747
# Of the two loops together. Quiet: it lies under a voice, and is set to taste by the volume.
LOUDNESS_LUFS = -30.0
QUALITY = 0.4  # Of Vorbis, 0 to 1: about 110 kbit/s.
LOST_DB = 0.2  # What Vorbis takes away from such noise.
SEAM = 0.35  # The sharpest corner at the seam, see seam().
CALM_S = 0.004  # The stretch of the sound that a calm moment is judged by.
# The shares of the power in what both ears have in common and in what sets them apart. A little more in common than
# apart, so that a single speaker loses nothing, and still wide.
COMMON, APART = 0.55, 0.45

Sound = NDArray[np.float64]  # stereo: frames by two
Curve = NDArray[np.float64]  # a value for each frame, or for each frequency
Shape = Callable[[Curve], Curve]  # hertz to strength


def low_cut(hertz: Curve, corner: float, order: int) -> Curve:
    """Strength over frequency, falling off below the corner by 6 dB an octave and order (Butterworth)."""
    return 1 / np.sqrt(1 + (corner / np.maximum(hertz, 1e-3)) ** (2 * order))


def high_cut(hertz: Curve, corner: float, order: int) -> Curve:
    """Strength over frequency, falling off above the corner by 6 dB an octave and order (Butterworth)."""
    return 1 / np.sqrt(1 + (hertz / corner) ** (2 * order))


def noise(frames: int, shape: Shape, chance: Random) -> Sound:
    """Stereo noise of this shape that goes round, of power 1 in each ear (on the average of both).

    Every frequency has exactly the strength of the shape and a random phase. What the ears have in common and what
    sets them apart are made by themselves: so the sum of both ears, too, has exactly the shape.
    """
    hertz = np.fft.rfftfreq(frames, 1 / RATE)
    strength = shape(hertz)
    strength[[0, -1]] = 0  # no offset; and the highest frequency has no phase to choose
    heard = np.flatnonzero(strength > 1e-5 * np.max(strength))
    common, apart = (spread(strength, heard, frames, chance) for _ in range(2))
    common *= np.sqrt(COMMON)
    apart *= np.sqrt(APART)
    return np.stack((common + apart, common - apart), axis=1)


def spread(strength: Curve, heard: NDArray[np.intp], frames: int, chance: Random) -> Curve:
    """One channel of power 1: these strengths at random phases."""
    spectrum = np.zeros(len(strength), dtype=np.complex128)
    turns = np.fromiter((chance.random() for _ in heard), dtype=np.float64, count=len(heard))
    spectrum[heard] = strength[heard] * np.exp(2j * np.pi * turns)
    channel = np.fft.irfft(spectrum, frames)
    return channel / np.sqrt(np.mean(channel**2))


def smooth_power(sound: Sound, seconds: float) -> Curve:
    """The power of both ears over time, averaged over a window of this length that goes round."""
    frames = len(sound)
    window = np.zeros(frames)
    width = round(seconds * RATE)
    window[:width] = np.hanning(width)
    window = np.roll(window / np.sum(window), -(width // 2))
    return np.fft.irfft(np.fft.rfft(np.mean(sound**2, axis=1)) * np.fft.rfft(window), frames)


def levelled(sound: Sound) -> Sound:
    """The sound at one loudness throughout: chance alone makes noise wander by a decibel or so over the seconds."""
    weighted = k_weighted(sound)
    return sound / np.sqrt(smooth_power(weighted, 2.0))[:, np.newaxis]


def brown_noise(seconds: int, chance: Random) -> Sound:
    """Warm: 6 dB an octave down from 80 Hz on, nothing below 40 Hz to make a small speaker labour."""

    def shape(hertz: Curve) -> Curve:
        return low_cut(hertz, 40, 2) * high_cut(hertz, 80, 1) * high_cut(hertz, 6_000, 3)

    return levelled(noise(seconds * RATE, shape, chance))


def rain(seconds: int, chance: Random) -> Sound:
    """A soft hiss with nothing sharp on top, and many small drops, near and far, from all sides."""

    def shape(hertz: Curve) -> Curve:
        return low_cut(hertz, 150, 1) * high_cut(hertz, 800, 1) * high_cut(hertz, 6_500, 3)

    hiss = noise(seconds * RATE, shape, chance)
    fall = drops(seconds * RATE, DROPS_A_SECOND * seconds, chance)
    fall *= DROPS_SHARE / np.sqrt(np.mean(fall**2))
    return levelled(hiss + fall)


DROPS_A_SECOND = 60
DROPS_SHARE = 0.7  # of the strength of the hiss


def drops(frames: int, count: int, chance: Random) -> Sound:
    """So many drops, each where chance puts it; one that reaches past the end goes on at the beginning."""
    fall = np.zeros((frames, 2))
    for _ in range(count):
        drop = one_drop(chance)
        where = (int(chance.random() * frames) + np.arange(len(drop))) % frames
        side = 0.05 + 0.9 * chance.random()
        fall[where, 0] += np.sqrt(1 - side) * drop
        fall[where, 1] += np.sqrt(side) * drop
    return fall


def one_drop(chance: Random) -> Curve:
    """A bubble closing: a short sine whose pitch rises a little. The higher, the shorter and the fainter.

    It swells within a few milliseconds instead of ticking, and drops of one pitch are within 15 dB of each other, so
    that none stands out.
    """
    hertz = 600 * 6 ** chance.random()
    decay_s = (0.005 + 0.006 * chance.random()) * (1_000 / hertz) ** 0.5
    strength = 10 ** (-15 * chance.random() / 20) * (600 / hertz) ** 0.4
    seconds = np.arange(round(7 * decay_s * RATE)) / RATE
    turns = hertz * seconds * (1 + 0.01 * seconds / decay_s)
    swell = (1 - np.exp(-seconds / 0.0015)) * np.exp(-seconds / decay_s)
    swell *= 0.5 + 0.5 * np.cos(np.pi * np.arange(len(seconds)) / len(seconds))
    return strength * swell * np.sin(2 * np.pi * turns)


# How high each swell of a loop runs, in the order they come. The period divides the length, so they go round.
SWELLS = {37: (0.85, 0.60, 1.0, 0.70), 41: (0.75, 1.0, 0.55, 0.90)}
# How far a swell reaches, in periods: it rises over the first, sinks over the second, longer one.
RISES, SINKS = 0.55, 0.95


def swells(seconds: int, late_s: float) -> Curve:
    """How high the water runs, from 0 to 1 over the loop, so many seconds late.

    Each swell is half a cosine up and a longer one down, without a corner; the sinking of one runs into the rise of
    the next, so the sea is never quite still.
    """
    heights = SWELLS[seconds]
    frames = seconds * RATE
    period = frames / len(heights)
    height = np.zeros(frames)
    for number, top in enumerate(heights):
        # Time from the crest in periods, from half a loop before it to half a loop after.
        from_crest = np.arange(frames) - (number + 0.5) * period - late_s * RATE
        away = ((from_crest + frames / 2) % frames - frames / 2) / period
        away = np.clip(np.where(away < 0, away / RISES, away / SINKS), -1, 1)
        height += top * (0.5 + 0.5 * np.cos(np.pi * away))
    return height / np.max(height)


def ocean(seconds: int, chance: Random) -> Sound:
    """Slow swells: a low body that hardly changes, a wash that comes and goes, and foam that hisses after it."""

    def body(hertz: Curve) -> Curve:
        return low_cut(hertz, 50, 2) * high_cut(hertz, 180, 1) * high_cut(hertz, 1_200, 1)

    def wash(hertz: Curve) -> Curve:
        return low_cut(hertz, 180, 1) * high_cut(hertz, 500, 1) * high_cut(hertz, 3_000, 3)

    def foam(hertz: Curve) -> Curve:
        return low_cut(hertz, 1_200, 2) * high_cut(hertz, 2_500, 1) * high_cut(hertz, 6_000, 3)

    sound = np.zeros((seconds * RATE, 2))
    # What, how many seconds after the swell, how loud in still water, how many decibels more at the highest crest.
    for shape, late_s, still_db, crest_db in ((body, 0, -4, 4), (wash, 0, -6, 11), (foam, 1.2, -16, 14)):
        layer = levelled(noise(seconds * RATE, shape, chance))
        for ear in range(2):
            # A wave runs along the shore: one ear hears it a little before the other.
            height = swells(seconds, late_s + 0.25 * (ear - 0.5))
            sound[:, ear] += layer[:, ear] * 10 ** ((still_db + crest_db * height) / 20)
    return sound


AMBIENCES: dict[str, Callable[[int, Random], Sound]] = {
    "ocean": ocean,
    "rain": rain,
    "brown-noise": brown_noise,
}


def k_weighted(sound: Sound) -> Sound:
    """As loud as it is heard: the two filters of ITU-R BS.1770-4 at 48 kHz, run round the loop."""
    step = np.exp(-2j * np.pi * np.arange(len(sound) // 2 + 1) / len(sound))
    shelf = np.polyval((1.19839281085285, -2.69169618940638, 1.53512485958697), step)
    shelf /= np.polyval((0.73248077421585, -1.69065929318241, 1.0), step)
    cut = np.polyval((1.0, -2.0, 1.0), step) / np.polyval((0.99007225036621, -1.99004745483398, 1.0), step)
    spectrum = np.fft.rfft(sound, axis=0) * (shelf * cut)[:, np.newaxis]
    return np.fft.irfft(spectrum, len(sound), axis=0)


def integrated(blocks: Curve) -> float:
    """The loudness in LUFS of blocks of 400 ms, given the power of each: BS.1770-4 with both of its gates."""
    kept = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    kept = kept[kept > 0.1 * np.mean(kept)]
    return float(-0.691 + 10 * np.log10(np.mean(kept)))


def loudness(sound: Sound) -> float:
    """The integrated loudness in LUFS of a loop repeating for ever."""
    hops = np.sum(k_weighted(sound).reshape(-1, RATE // 10, 2) ** 2, axis=(1, 2)) / (RATE // 10)
    return integrated(sum(np.roll(hops, -later) for later in range(4)) / 4)


def synthesise(name: str, seconds: int) -> Sound:
    """One loop of an ambience, half as loud as the two together, before Vorbis; it may be begun anywhere."""
    sound = AMBIENCES[name](seconds, Random(f"{SEED} {name} {seconds}"))
    return sound * 10 ** ((LOUDNESS_LUFS - 10 * np.log10(2) + LOST_DB - loudness(sound)) / 20)


def calm_moments(sound: Sound) -> list[int]:
    """Frames at which the sound is smooth in both ears, one in each second of it, the calmest first."""
    corners = np.roll(sound, -1, axis=0) - 2 * sound + np.roll(sound, 1, axis=0)
    unrest = smooth_power(corners, CALM_S).reshape(-1, RATE)
    calmest = np.argmin(unrest, axis=1) + RATE * np.arange(len(unrest))
    return [int(frame) for frame in calmest[np.argsort(np.min(unrest, axis=1))]]


def seam(sound: Sound) -> float:
    """How sharp the corner is where the end meets the beginning, against the sharp ones anywhere: above 1 it clicks.

    The second difference there, over its 99.9th percentile; of the worse ear.
    """
    usual = np.quantile(np.abs(np.diff(sound, 2, axis=0)), 0.999, axis=0)
    there = np.abs(np.diff(np.concatenate((sound[-4:], sound[:4])), 2, axis=0))
    return float(np.max(there / usual))


def write(path: Path, sound: Sound) -> None:
    """An Ogg Vorbis file, a second at a time: libsndfile may crash when it is handed a minute at once."""
    import soundfile

    with soundfile.SoundFile(
        path, "w", RATE, 2, format="OGG", subtype="VORBIS", compression_level=1 - QUALITY
    ) as file:
        for start in range(0, len(sound), RATE):
            file.write(sound[start : start + RATE])


def write_round(path: Path, sound: Sound) -> None:
    """An Ogg Vorbis file whose end still meets its beginning when it is read again.

    Vorbis changes both ends a little, and each in its own way. As the loop may begin anywhere, it is begun at one
    calm moment after another until the seam of what is read again cannot be told from any other place.
    """
    import soundfile

    for start in calm_moments(sound):
        write(path, np.roll(sound, -start, axis=0))
        if seam(soundfile.read(path)[0]) <= SEAM:
            return
    raise RuntimeError(f"No beginning of {path.name} leaves a seam below {SEAM}: raise QUALITY.")


def make(folder: Path, names: Iterable[str] = AMBIENCES) -> list[Path]:
    """Write both loops of these ambiences into the folder (made if it is missing); the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in names:
        for number, seconds in enumerate(LENGTHS_S, start=1):
            path = folder / f"{name}-{number}.ogg"
            write_round(path, synthesise(name, seconds))
            paths.append(path)
    return paths
