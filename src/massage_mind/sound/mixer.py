"""A mixer that is pulled: whoever plays or writes sound asks for the next frames and gets them. No device in it.

Sources are placed by absolute frame, counted from the first frame ever pulled, so their onsets are exact relative to
one another however large the blocks are. Orders (schedule, clear, mute ...) may come from any thread: they wait in a
queue that the next pull empties, so a device's callback never waits for a lock. Every change of loudness is a short
ramp, so nothing clicks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from massage_mind.sound.rate import CHANNELS, RATE
from massage_mind.sound.samples import Samples, block_fault

RAMP_FRAMES = RATE * 20 // 1000
"""How long a change of gain takes: 20 ms."""
FADE_FRAMES = RATE * 30 // 1000
"""How long a source takes to fade out when it is cleared: 30 ms."""


class SoundSource(Protocol):
    """Something that sounds: a bell, a spoken line, ambience, a breath tone."""

    @property
    def frames(self) -> int:
        """How many frames it lasts."""
        ...

    def read(self, start: int, stop: int) -> Samples:
        """Its frames from `start` up to `stop` (both within it), shaped (frames, 1) or (frames, 2)."""
        ...


class Clip:
    """Samples held in memory: mono (any length, or shaped (frames, 1)) or stereo (shaped (frames, 2))."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples.reshape(len(samples), -1)

    @property
    def frames(self) -> int:
        return len(self._samples)

    def read(self, start: int, stop: int) -> Samples:
        return self._samples[start:stop]


class Ramp:
    """A gain that glides: from where it is to a target, in a straight line, over so many frames."""

    def __init__(self, gain: float) -> None:
        self._gain = gain
        self._target = gain
        self._left = 0

    @property
    def target(self) -> float:
        return self._target

    @property
    def silent(self) -> bool:
        """Whether it has arrived at nothing."""
        return self._left == 0 and self._gain == 0.0

    def glide(self, target: float, frames: int) -> None:
        """Head for this gain, there in so many frames (0: at once)."""
        self._target = target
        self._left = max(0, frames)
        if not self._left:
            self._gain = target

    def apply(self, block: Samples) -> None:
        """Scale the block in place, and move on by its length."""
        count = len(block)
        if not self._left:
            if self._gain != 1.0:
                block *= np.float32(self._gain)
            return
        slope = (self._target - self._gain) / self._left
        steps = np.minimum(np.arange(1, count + 1), self._left)
        block *= (self._gain + slope * steps).astype(np.float32)[:, np.newaxis]
        self._left = max(0, self._left - count)
        self._gain = self._target if not self._left else self._gain + slope * count


@dataclass(slots=True)
class _Track:
    """A source with its place: `at` is the frame on which its first frame falls."""

    at: int
    source: SoundSource
    grace: int
    ramp: Ramp
    join: bool = False
    fade: int = FADE_FRAMES
    begun: bool = False
    ending: bool = False

    @property
    def end(self) -> int:
        return self.at + self.source.frames


class Mixer:
    """Sums what is placed in it into blocks of stereo, 48 kHz, float32, never beyond -1 to 1."""

    def __init__(self, *, gain: float = 1.0, muted: bool = False) -> None:
        self.faults: deque[str] = deque(maxlen=8)
        """What sources raised while they were read (each such source was dropped), and what was wrong with a block.

        Each once. For the owner to report.
        """
        self._position = 0
        self._tracks: list[_Track] = []
        self._orders: deque[Callable[[], None]] = deque()
        self._gain = Ramp(gain)
        self._mute = Ramp(0.0 if muted else 1.0)

    @property
    def position(self) -> int:
        """How many frames have been pulled: the frame that comes next."""
        return self._position

    @property
    def sounding(self) -> int:
        """How many sources are ringing (also while muted)."""
        return sum(track.begun for track in self._tracks)

    @property
    def waiting(self) -> int:
        """How many placed sources are still to come."""
        return sum(not track.begun for track in self._tracks)

    def schedule(
        self,
        at: int,
        source: SoundSource,
        *,
        gain: float = 1.0,
        grace: int = 0,
        join: bool = False,
        fade: int = FADE_FRAMES,
    ) -> None:
        """Place a source: its first frame sounds at the absolute frame `at`.

        If that frame is gone by, it starts at once and from its beginning, if it is no more than `grace` frames late;
        otherwise it is left out. With `join` it is instead taken up where it would be by now, and fades in. `fade` is
        how many frames that takes, and how many it takes to fade out when it is cleared.
        """
        track = _Track(at, source, grace, Ramp(gain), join, fade)
        self._orders.append(lambda: self._tracks.append(track))

    def clear(self) -> None:
        """Drop what has not begun, and fade out what has."""
        self._orders.append(self._clear)

    def shift(self, frames: int) -> None:
        """Move everything that has not begun by so many frames, later or (negative) earlier."""
        self._orders.append(lambda: self._shift(frames))

    def mute(self, muted: bool, ramp: int = RAMP_FRAMES) -> None:
        """Silence everything, or let it be heard again; what is placed goes on in the meantime."""
        self._orders.append(lambda: self._mute.glide(0.0 if muted else 1.0, ramp))

    def pull(self, frames: int) -> Samples:
        """The next frames, shaped (frames, 2). Orders given before are carried out on its first frame."""
        while self._orders:
            self._orders.popleft()()
        block = np.zeros((max(0, frames), CHANNELS), dtype=np.float32)
        start, stop = self._position, self._position + len(block)
        self._tracks = [track for track in self._tracks if self._add(track, block, start, stop)]
        self._position = stop
        self._gain.apply(block)
        self._mute.apply(block)
        if fault := block_fault(block, max(0, frames)):
            # What one source cannot give is silence, for as many frames as it lasts; a device may be waiting for this.
            self._note(fault)
            block = np.nan_to_num(block, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
        # Several sounds at full strength may add up to more than a device can take.
        np.clip(block, -1.0, 1.0, out=block)
        return block

    def _add(self, track: _Track, block: Samples, start: int, stop: int) -> bool:
        """Add to the block what falls into it, from frame `start` up to `stop`; whether there is more to come."""
        if not track.begun:
            if track.at < start and track.join:
                gain = track.ramp.target
                track.ramp = Ramp(0.0)
                track.ramp.glide(gain, track.fade)
            elif track.at < start:
                if start - track.at > track.grace:
                    return False
                track.at = start
            if track.at >= stop:
                return True
            track.begun = True
        first, last = max(start, track.at), min(stop, track.end)
        if first < last:
            try:
                chunk = track.source.read(first - track.at, last - track.at)
                own = np.array(
                    chunk, dtype=np.float32
                )  # not the source's: it is made louder or softer in place
                track.ramp.apply(own)
                block[first - start : last - start] += own
            except Exception as error:  # noqa: BLE001
                # One source at fault must not silence the others, nor raise into a device's callback.
                self._note(f"{type(error).__name__}: {error}")
                return False
        return stop < track.end and not (track.ending and track.ramp.silent)

    def _note(self, fault: str) -> None:
        """Keep a fault, the same one once: it may come with every block."""
        if fault not in self.faults:
            self.faults.append(fault)

    def _clear(self) -> None:
        self._tracks = [track for track in self._tracks if track.begun]
        for track in self._tracks:
            if not track.ending:  # a second clear does not draw out the first
                track.ending = True
                track.ramp.glide(0.0, track.fade)

    def _shift(self, frames: int) -> None:
        for track in self._tracks:
            if not track.begun:
                track.at += frames
