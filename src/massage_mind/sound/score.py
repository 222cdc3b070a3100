"""The score: what sounds when in a session. The live session and the file both play from it, so they sound the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from massage_mind.errors import MassageMindError
from massage_mind.fit.extra_bells import added
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.places import bells_in
from massage_mind.sound.ambience import Ambience, Loop, load_ambience
from massage_mind.sound.bells import load_bell
from massage_mind.sound.mixer import FADE_FRAMES, Clip, SoundSource
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.sounds import Levels, Sounds
from massage_mind.sound.tones import breath_tone
from massage_mind.sound.voice.speech import Speech
from massage_mind.values import dataclass

BELL_GAIN = 0.5
"""A bell at full volume is about as loud as the voice at its loudest moment, never louder."""
SOFT_MS = 350
"""How long the last bell takes to swell: it ends a rest, and must not startle."""
SOFT_GAIN = 0.7
AMBIENCE_FADE = RATE * 400 // 1000
"""How long ambience takes to fade when a session is paused or skips: longer than a word, or it would seem cut off."""


@dataclass(frozen=True, slots=True)
class PlacedSound:
    """One source with its place in the timeline. `lasting` ones are taken up again wherever the session goes on."""

    at_ms: int
    source: SoundSource
    gain: float
    fade: int = FADE_FRAMES
    lasting: bool = False


class LazyClip:
    """A sound that is decoded or made when it is first needed, and let go when it has been heard. Mono.

    `there` says whether it can be by now. What is not there when it begins is silence: it is not taken up in the middle.
    """

    def __init__(
        self, frames: int, load: Callable[[], Samples], there: Callable[[], bool] = lambda: True
    ) -> None:
        self._frames = frames
        self._load = load
        self._there = there
        self._samples: Samples | None = None

    @property
    def frames(self) -> int:
        return self._frames

    def prefetch(self) -> bool:
        """Decode it now, so that nothing has to when it begins; whether it was there. What cannot be decoded is silence."""
        if self._samples is None:
            if not self._there():
                return False
            try:
                samples = self._load()[:, np.newaxis]
                if self._samples is None:  # or it has begun in the meantime, in silence
                    self._samples = samples
            except MassageMindError:
                self._samples = self._silence()
                raise
        return True

    def read(self, start: int, stop: int) -> Samples:
        if not self.prefetch():
            self._samples = self._silence()
        samples = self._samples
        assert samples is not None
        if stop >= self._frames:
            self._samples = None
        return samples[start:stop]

    def _silence(self) -> Samples:
        return np.zeros((self._frames, 1), dtype=np.float32)


class Score:
    """Knows the sounds of a session and lays them out for any timeline it is given.

    `speech` is the voice (None: none), `ambience` its loops (empty: none), `tones` whether breath tones sound.
    """

    def __init__(
        self,
        bells: Mapping[str, Samples],
        *,
        speech: Speech | None = None,
        ambience: tuple[Loop, ...] = (),
        tones: bool = False,
        levels: Levels | None = None,
    ) -> None:
        self._bells = {name: Clip(samples) for name, samples in bells.items()}
        self._soft = {name: Clip(softened(samples)) for name, samples in bells.items()}
        self._speech = speech
        self._ambience = ambience
        self._ambience_from_ms = 0
        self._tones = tones
        self._levels = levels or Levels()

    @property
    def names(self) -> frozenset[str]:
        """The bells it has."""
        return frozenset(self._bells)

    def with_ambience(self, ambience: tuple[Loop, ...], from_ms: int) -> None:
        """Its ambience, which took a while to read: it comes out of silence at this moment of the session."""
        self._ambience, self._ambience_from_ms = ambience, max(0, from_ms)

    def lay_out(self, timeline: Timeline) -> tuple[PlacedSound, ...]:
        """Everything that sounds in this timeline, in the order of its beginnings."""
        last = end_bell(timeline)
        placed: list[PlacedSound] = []
        heard: list[tuple[int, int]] = []
        for cue in timeline.cues:
            sound = self.place(cue, timeline, cue is last)
            if sound is not None:
                placed.append(sound)
                if cue.spoken:
                    heard.append((sound.at_ms, sound.at_ms + sound.source.frames * 1000 // RATE))
        if self._ambience and self._levels.ambience:
            source = Ambience(self._ambience, timeline.total_ms, heard, self._ambience_from_ms)
            placed.insert(0, PlacedSound(0, source, self._levels.ambience, AMBIENCE_FADE, lasting=True))
        return tuple(placed)

    def place(self, cue: Cue, timeline: Timeline, last: bool = False) -> PlacedSound | None:
        """What sounds with this cue; None where nothing does."""
        if cue.kind == "bell":
            return self._bell(cue, last)
        if cue.spoken:
            return self._words(cue)
        if cue.kind == "breathe" and timeline.moment != "during":
            return self._tone(cue)
        return None

    def _bell(self, cue: Cue, last: bool) -> PlacedSound | None:
        levels = self._levels
        level = levels.end if last else levels.interval if added(cue) else levels.bells
        gain = BELL_GAIN * level * (SOFT_GAIN if last else 1.0)
        clip = (self._soft if last else self._bells).get(cue.text)
        if clip is None or not gain:
            return None
        if cue.origin in ("left", "right"):
            clip = one_sided(clip, cue.origin)
        return PlacedSound(cue.at_ms, clip, gain)

    def _words(self, cue: Cue) -> PlacedSound | None:
        """The voice, never longer than its cue: what comes after it keeps its moment."""
        speech, level, text = self._speech, self._levels.voice, cue.spoken
        if speech is None or not level:
            return None
        frames = min(speech.frames(text), cue.length_ms * RATE // 1000)
        if not frames:
            return None
        clip = LazyClip(frames, lambda: speech.samples(text), lambda: speech.speaks(text))
        return PlacedSound(cue.at_ms, clip, level)

    def _tone(self, cue: Cue) -> PlacedSound | None:
        """A tone that rises and falls with a breath somebody sets the pace of."""
        pattern, level = cue.breath, self._levels.breath
        if pattern is None or not pattern.paced or not self._tones or not level:
            return None
        frames = pattern.cycle_ms * RATE // 1000
        return PlacedSound(cue.at_ms, LazyClip(frames, lambda: breath_tone(pattern)), level)


def end_bell(timeline: Timeline) -> Cue | None:
    """The bell that ends the session: the last cue but for silence, if that is a bell."""
    last = next((cue for cue in reversed(timeline.cues) if cue.kind != "rest"), None)
    # One that a person asked for, or tries out, is a bell like any other.
    if last is None or last.kind != "bell" or last.origin or len(timeline.cues) == 1:
        return None
    return last


def one_sided(clip: Clip, side: str) -> Clip:
    """A mono sound on the left or on the right only, for trying out a pair of speakers."""
    samples = clip.read(0, clip.frames)[:, 0]
    silent = np.zeros_like(samples)
    pair = (samples, silent) if side == "left" else (silent, samples)
    return Clip(np.stack(pair, axis=1))


def softened(samples: Samples) -> Samples:
    """A bell that swells instead of being struck."""
    frames = min(SOFT_MS * RATE // 1000, len(samples))
    soft = samples.astype(np.float32, copy=True)
    soft[:frames] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / frames)).astype(np.float32)
    return soft


def build(sounds: Sounds, tell: Callable[[str, str], None], *, own: bool = True) -> Score:
    """The score of these sounds. What cannot be read is left out; `tell` hears what it is and a sentence why.

    Without `own` the person's own ambience is not read yet: that takes a while, and `ambience_of` does it.
    """
    bells = {}
    for name in bells_in(sounds.folder):
        try:
            bells[name] = load_bell(sounds.folder, name)
        except MassageMindError as error:
            tell(f"bell {name}", f"{error.sentence} It is left out.")
    ambience = ambience_of(sounds, tell) if own or not sounds.own_ambience else ()
    return Score(bells, speech=sounds.speech, ambience=ambience, tones=sounds.tones, levels=sounds.levels)


def ambience_of(sounds: Sounds, tell: Callable[[str, str], None]) -> tuple[Loop, ...]:
    """The loops of their ambience; empty where there is none, or it cannot be read, which `tell` hears."""
    if not sounds.ambience:
        return ()
    try:
        return load_ambience(sounds.ambience, sounds.folder)
    except MassageMindError as error:
        tell("ambience", f"{error.sentence} It is left out.")
    except MemoryError:
        tell("ambience", f"There isn't enough memory for the ambience {sounds.ambience}. It is left out.")
    return ()
