"""Making what an engine spoke fit for guidance: our rate, one loudness, longer pauses at commas, no click anywhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from massage_mind.sound.file.loudness import loudness
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.voice.engine import Finish

PLAIN = Finish()
VOICE_LUFS = -19.0
"""How loud every voice is made, whichever engine it came from: the level of the whole session follows from it."""
PEAK = 10 ** (-4.5 / 20)
"""No sample of a voice goes beyond this; what would is bent down softly. So low that with ambience and a bell under it a
file need not be turned down at its peaks."""
COMMA_MS = 550
"""How long a pause inside a sentence lasts at the usual pace; engines give 200 to 350 ms."""
PAUSE_FROM_MS = 130
"""A silence inside a sentence that long is a pause; shorter ones belong to a consonant."""
SILENCE = 10 ** (-42 / 20)
"""What counts as silence, against the loudest 10 ms."""
EDGE_MS = 25
"""How much of the silence around a sentence is kept, so that no breath of it is cut."""
FADE_MS = 8
SHELF_HZ = (4_500.0, 8_000.0)
"""Between these a shelf goes from nothing to all of its gain."""
_WINDOW = RATE // 100


def shaped(samples: Samples, rate: int, *, pace: float = 1.0, finish: Finish = PLAIN) -> Samples:
    """Spoken samples (mono, any rate in Hz) as a clip: mono, 48 kHz, trimmed, paced, at -19 LUFS, fading at its edges.

    `pace` below 1 draws the pauses out; of a sound whose pauses and ends are right already (`finish`) neither is touched. Silence comes back as an empty clip.
    """
    if len(samples):
        samples = samples - np.float32(samples.mean())
    sound = resampled(samples, rate, finish.shelf_db)
    quiet = _quiet(sound)
    heard = np.flatnonzero(~quiet)
    if not len(heard):
        return np.zeros(0, dtype=np.float32)
    if finish.pauses:
        edge = RATE * EDGE_MS // 1000
        start = max(0, int(heard[0]) * _WINDOW - edge)
        stop = min(len(sound), (int(heard[-1]) + 1) * _WINDOW + edge)
        sound = _with_longer_pauses(sound, quiet, start, stop, round(COMMA_MS / pace))
    return _faded(_levelled(sound))


def resampled(samples: Samples, rate: int, shelf_db: float = 0.0) -> Samples:
    """The same sound at 48 kHz, through its spectrum: nothing is added above what was there.

    With `shelf_db` what lies above 6 kHz is that much louder; below 0: softer.
    """
    if (rate == RATE and not shelf_db) or not len(samples):
        return samples.astype(np.float32, copy=False)
    margin = rate // 20
    # A whole number of tenths of a second: exact at both rates where the rate is one of the usual, and quick to transform.
    tenths = -(-(len(samples) + 2 * margin) * 10 // rate)
    padded = np.zeros(tenths * rate // 10, dtype=np.float32)
    padded[margin : margin + len(samples)] = samples
    whole = tenths * RATE // 10
    spectrum = np.fft.rfft(padded)
    keep = min(len(spectrum), whole // 2 + 1)
    wide = np.zeros(whole // 2 + 1, dtype=spectrum.dtype)
    wide[:keep] = spectrum[:keep]
    if shelf_db:
        wide[:keep] *= _shelf(keep, tenths, shelf_db)
    sound = np.fft.irfft(wide, whole) * (whole / len(padded))
    skip = margin * RATE // rate
    return sound[skip : skip + -(-len(samples) * RATE // rate)].astype(np.float32)


def _shelf(bins: int, tenths: int, gain_db: float) -> Samples:
    """What each bin of a spectrum over so many tenths of a second is multiplied by: 1 below, the gain above, a slope between."""
    shelf = np.ones(bins, dtype=np.float32)
    low, high = (round(hz * tenths / 10) for hz in SHELF_HZ)
    octaves = np.log2(np.arange(low, min(high, bins)) / low) / np.log2(high / low)
    share = 0.5 - 0.5 * np.cos(np.pi * octaves)
    shelf[low:high] = 10 ** (gain_db * share / 20)
    shelf[high:] = 10 ** (gain_db / 20)
    return shelf


def _quiet(sound: Samples) -> NDArray[np.bool_]:
    """For each 10 ms whether it is silence."""
    whole = len(sound) // _WINDOW * _WINDOW
    if not whole:
        return np.ones(0, dtype=bool)
    power = np.sqrt(np.mean(np.square(sound[:whole], dtype=np.float64).reshape(-1, _WINDOW), axis=1))
    highest = power.max()
    return np.asarray(power <= highest * SILENCE) if highest > 0 else np.ones(len(power), dtype=bool)


def _with_longer_pauses(
    sound: Samples, quiet: NDArray[np.bool_], start: int, stop: int, pause_ms: int
) -> Samples:
    """The stretch from `start` to `stop`, each pause inside it as long as `pause_ms` at least."""
    stretches: list[Samples] = []
    begun = start
    for first, last in _runs(quiet):
        length_ms = (last - first) * 10
        middle = (first + last) // 2 * _WINDOW
        if length_ms < PAUSE_FROM_MS or first * _WINDOW <= start or last * _WINDOW >= stop - _WINDOW:
            continue
        stretches += [
            _faded(sound[begun:middle], head=False),
            np.zeros(max(0, pause_ms - length_ms) * RATE // 1000, dtype=np.float32),
        ]
        begun = middle
    stretches.append(sound[begun:stop])
    for number in range(2, len(stretches), 2):
        stretches[number] = _faded(stretches[number], tail=False)
    return np.concatenate(stretches)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where a row of true ones begins and ends (not included)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.view(np.int8), [0]])))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _levelled(sound: Samples) -> Samples:
    """The sound at VOICE_LUFS; peaks that would go beyond PEAK are bent down, the rest stays as it is."""
    # Far above the gate of the meter first, however softly it was spoken.
    sound = sound / np.float32(max(float(np.abs(sound).max()), 1e-9))
    level = loudness(sound)
    if not np.isfinite(level):
        return sound
    gained = sound * np.float32(10 ** ((VOICE_LUFS - level) / 20))
    return soft_clipped(gained)


def soft_clipped(sound: Samples, peak: float = PEAK) -> Samples:
    """The sound with what lies above three quarters of `peak` bent smoothly, so that nothing reaches beyond `peak`."""
    knee = np.float32(peak * 0.75)
    room = np.float32(peak) - knee
    size = np.abs(sound)
    over = size > knee
    if not over.any():
        return sound
    bent = sound.copy()
    bent[over] = np.sign(sound[over]) * (knee + room * np.tanh((size[over] - knee) / room))
    return bent


def _faded(sound: Samples, *, head: bool = True, tail: bool = True) -> Samples:
    """The sound with its first and last milliseconds rising from and falling to nothing."""
    frames = min(RATE * FADE_MS // 1000, len(sound) // 2)
    if not frames:
        return sound
    rise = (0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / frames)).astype(np.float32)
    faded = sound.copy()
    if head:
        faded[:frames] *= rise
    if tail:
        faded[-frames:] *= rise[::-1]
    return faded
