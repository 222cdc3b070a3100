"""One open stream to a sound device: the mixer, and how the clock's milliseconds fall on the device's frames.

A device counts frames, the session counts milliseconds. The two are tied together once, when the device asks for its
first frames; from there everything is placed by counting, so onsets are exact relative to one another. Only when the
device has lost its place by more than the ear forgives (it was suspended, starved, or runs at its own speed) is
what is still to come moved over, once.

No thread and no device in it: whoever owns the device calls `render` from its callback and the rest from anywhere.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from massage_mind.sound.mixer import Mixer
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples, block_fault
from massage_mind.sound.score import LazyClip, PlacedSound
from massage_mind.values import dataclass

FRAMES_A_MS = RATE // 1000
LEAD_MS = 160
"""How much later than its moment on the clock everything sounds, always the same. A device asks for frames ahead of
their time (up to three buffers of 50 ms); what is due now must still fall on a frame that has not gone out."""
USUAL_AHEAD_MS = 100
"""How far ahead of the clock a device's requests usually run; what a stream that lost its place is set back to."""
DRAIN_MS = 300
"""How long a frame may take from being asked for to being heard."""
GRACE_MS = 1_500
"""How late something may still begin (the device opened a little after the session began). Later, it is left out."""
PREFETCH_MS = 15_000
"""How far ahead what is not in memory is decoded or made."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Clock time `at_ms` falls on frame `frame`."""

    at_ms: int
    frame: int

    def frame_of(self, ms: int) -> int:
        """The frame on which this time of the clock falls; negative before the stream was opened."""
        return self.frame + (ms - self.at_ms) * FRAMES_A_MS

    def ahead_ms(self, position: int, ms: int) -> int:
        """By how much a device that has asked for `position` frames at this time runs ahead of the clock."""
        return (position - self.frame_of(ms)) // FRAMES_A_MS + LEAD_MS


class OutputStream:
    """Sounds placed by the clock onto the frames of one device. `now` is the clock, in milliseconds."""

    def __init__(self, now: Callable[[], int], *, gain: float = 1.0, muted: bool = False) -> None:
        self._now = now
        self._mixer = Mixer(gain=gain, muted=muted)
        self._anchor: Anchor | None = None
        self._asked_ms: int | None = None
        self._ahead_ms: int | None = None
        self._rang_ms: int | None = None
        self._coming: list[tuple[int, LazyClip]] = []
        self._retired = False
        self._fault = ""
        self.begun = threading.Event()
        """Set once the device has asked for frames; before that there is nothing to place sounds on."""
        self.quiet = threading.Event()
        """Set once nothing rings any more after `hush`."""

    @property
    def asked_ms(self) -> int | None:
        """When the device last asked for frames, on the clock; None before it ever did."""
        return self._asked_ms

    @property
    def drain_ms(self) -> int:
        """How long until what rang last has left the device's buffers; 0 if nothing is on its way out."""
        return 0 if self._rang_ms is None else max(0, self._rang_ms + DRAIN_MS - self._now())

    @property
    def fault(self) -> str:
        """What went wrong while rendering, for a sentence; empty if nothing did."""
        return self._fault or (self._mixer.faults[0] if self._mixer.faults else "")

    def render(self, frames: int) -> Samples | bytes:
        """The next frames for the device, shaped (frames, 2). Never raises: silence instead, and `fault` is set."""
        try:
            if self._retired:
                return bytes(8 * frames)
            now = self._now()
            if self._anchor is None:
                self._anchor = Anchor(now, LEAD_MS * FRAMES_A_MS)
            block = self._mixer.pull(frames)
            ahead = self._anchor.ahead_ms(self._mixer.position, now)
            self._ahead_ms = ahead if self._ahead_ms is None else max(ahead, self._ahead_ms)
            self._asked_ms = now
            if not self.begun.is_set():
                self.begun.set()
            if self._mixer.sounding:
                self._rang_ms = now
            elif not self.quiet.is_set():
                self.quiet.set()
            if fault := block_fault(block, frames):
                self._fault = fault
                return bytes(8 * frames)
            return block
        except Exception as error:  # noqa: BLE001
            # Raised into the device it would be printed to the terminal, and the rest would be silence.
            self._fault = f"{type(error).__name__}: {error}"
            return bytes(8 * frames)

    def follow(self, placed: Sequence[PlacedSound], origin_ms: int, position_ms: int) -> None:
        """Fade out what rings and place these; their times count from `origin_ms` on the clock.

        What began before `position_ms` goes on from there, fading in; what is missed by a little is played late.
        Before the device first asked for frames there is nothing to place them on: does nothing then.
        """
        self._mixer.clear()
        coming: list[tuple[int, LazyClip]] = []
        self._coming = coming
        if self._anchor is None:
            return
        self.settle(self._anchor.ahead_ms(self._mixer.position, self._now()), slack_ms=LEAD_MS)
        past_ms = max(position_ms, self._now() - origin_ms - GRACE_MS)
        for sound in placed:
            if sound.at_ms + sound.source.frames // FRAMES_A_MS <= past_ms:
                continue
            begun = sound.lasting or sound.at_ms < position_ms
            self._mixer.schedule(
                self._anchor.frame_of(origin_ms + sound.at_ms),
                sound.source,
                gain=sound.gain,
                grace=GRACE_MS * FRAMES_A_MS,
                join=begun,
                fade=sound.fade,
            )
            if isinstance(sound.source, LazyClip):
                coming.append((origin_ms + sound.at_ms, sound.source))

    def prefetch(self) -> None:
        """Decode what will sound soon. To be called from a thread that may take its time."""
        soon = self._now() + PREFETCH_MS
        coming = self._coming  # `follow` begins a new list, so this one is only ever taken from here
        for one in [one for one in coming if one[0] <= soon]:
            # One that is not there yet is asked again, until it should have begun.
            if one[1].prefetch() or one[0] < self._now():
                coming.remove(one)

    def watch(self) -> bool:
        """To be called about once a second: whether the device has lost its place since, and what is to come was moved."""
        ahead, self._ahead_ms = self._ahead_ms, None
        return ahead is not None and self.settle(ahead)

    def settle(self, ahead_ms: int, *, slack_ms: int = 0) -> bool:
        """Move what is to come if a device this far ahead of the clock has lost its place; whether it had.

        The furthest request of a second lies between 0 and LEAD_MS; a single look, which may fall just before
        a request, up to `slack_ms` below.
        """
        if self._anchor is None or -slack_ms <= ahead_ms <= LEAD_MS:
            return False
        frames = (ahead_ms - USUAL_AHEAD_MS) * FRAMES_A_MS
        self._anchor = replace(self._anchor, frame=self._anchor.frame + frames)
        self._mixer.shift(frames)
        return True

    def retire(self) -> None:
        """Never sound again: another stream has taken over, and the device of this one may yet come back to life."""
        self._retired = True

    def hush(self) -> None:
        """Fade out what rings and forget what was to come."""
        self.quiet.clear()
        self._coming = []
        self._mixer.clear()

    def mute(self, muted: bool) -> None:
        """Sound off or on; what is placed keeps its place."""
        self._mixer.mute(muted)
