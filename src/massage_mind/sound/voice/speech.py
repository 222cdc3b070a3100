"""The voice of one session: which sentence comes from where, how long a text takes, and what it sounds like.

A text is spoken sentence by sentence with silences between them that bring the whole line near 110 words a minute.
Lengths are known before anything is decoded, so a timeline is compiled with them at once.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from massage_mind.fit.pacing import WORDS_PER_MINUTE, spoken_ms
from massage_mind.sound.rate import RATE
from massage_mind.sound.voice.clips import SentenceSource
from massage_mind.sound.voice.sentences import sentences, words_in

if TYPE_CHECKING:
    from massage_mind.sound.samples import Samples

LEAST_GAP_MS = 600
MOST_GAP_MS = 2_000
"""The silence between two sentences of one line, at the usual pace."""
AT_ONCE = 2
"""How many sentences are made at the same time."""


class Speech:
    """Speaks texts from these sources, the first that has or can make a sentence. `pace` above 1 is faster.

    Called with a text it gives its length in milliseconds (a `Voice` of the fitting); for a text it cannot speak (yet),
    an estimate. Asking orders nothing: what has to be made before texts can be heard is said by `missing`, and made by
    `make`.
    """

    def __init__(
        self,
        sources: Sequence[SentenceSource],
        *,
        pace: float = 1.0,
        instead: Callable[[], Speech | None] = lambda: None,
    ) -> None:
        """`instead` gives the voice that speaks where this one fails; None where there is none."""
        self.sources = tuple(sources)
        self.instead = instead
        self.pace = pace
        self._lengths: dict[str, int] = {}
        """What is known for good, so that a fitting can ask for the same text a thousand times."""
        self._held = False

    def __call__(self, text: str) -> int:
        if text in self._lengths:
            return self._lengths[text]
        parts = sentences(text)
        frames = [self._frames(part) for part in parts]
        if not parts or any(one is None for one in frames):
            estimate = round(spoken_ms(text) / self.pace)
            return self._lengths.setdefault(text, estimate) if self._held else estimate
        known = [one for one in frames if one is not None]
        whole = sum(known) + (len(parts) - 1) * self._gap(parts, known)
        return self._lengths.setdefault(text, -(-whole * 1000 // RATE))

    def hold(self) -> None:
        """From now on a length that was said stays as it is: a session runs with them while sentences are still made."""
        self._held = True

    def awaits(self, text: str) -> bool:
        """Whether this text, which cannot be heard yet, may still be made in time."""
        return self._held and not self.speaks(text) and self._possible(text)

    def speaks(self, text: str) -> bool:
        """Whether the whole of this text can be heard now."""
        parts = sentences(text)
        return bool(parts) and all(self._frames(part) is not None for part in parts)

    def frames(self, text: str) -> int:
        """How many frames `samples` gives, or will give once it is made; 0 for what it does not speak."""
        return self(text) * RATE // 1000 if self.speaks(text) or self.awaits(text) else 0

    def samples(self, text: str) -> Samples:
        """The text as mono samples at 48 kHz, a whole number of milliseconds long."""
        import numpy as np

        parts = sentences(text)
        spoken = [self._source(part).load(part) for part in parts]
        sound = np.zeros(self.frames(text), dtype=np.float32)
        gap = self._gap(parts, [len(one) for one in spoken])
        if len(parts) > 1:  # made after its length was held: rather closer together than cut off
            gap = min(gap, max(0, len(sound) - sum(map(len, spoken))) // (len(parts) - 1))
        at = 0
        for one in spoken:
            chunk = one[: len(sound) - at]
            sound[at : at + len(chunk)] += chunk
            at += len(one) + gap
        return sound

    # -- making what is not there yet --

    @property
    def makes(self) -> bool:
        """Whether anything can be made at all."""
        return any(source.can_make("") for source in self.sources)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the person should know of making it."""
        return tuple(dict.fromkeys(source.trouble for source in self.sources if source.trouble))

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The sentences that have to be made before these texts can be heard, each once, in their order.

        Of a text that could not be spoken whole even then, nothing: its words are read, not heard.
        """
        found: dict[str, None] = {}
        for text in dict.fromkeys(texts):
            absent = [part for part in sentences(text) if self._frames(part) is None]
            if all(self._can_make(part) for part in absent):
                found.update(dict.fromkeys(absent))
        return tuple(found)

    def make(
        self,
        missing: Sequence[str],
        told: Callable[[int], None],
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """Make these sentences, two at a time; `told` hears how many are done. Raises what an engine raises.

        None is begun once `stopped` says so.
        """
        done = 0
        stop = threading.Event()

        def one(sentence: str) -> None:
            if not stop.is_set() and not stopped():
                source = next(source for source in self.sources if source.can_make(sentence))
                source.make(sentence)

        with ThreadPoolExecutor(AT_ONCE, "voice") as pool:
            try:
                for _ in pool.map(one, missing):
                    done += 1
                    told(done)
            except BaseException:
                stop.set()
                if (programs := sys.modules.get("massage_mind.sound.voice.processes")) is not None:
                    programs.end_programs()
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    # -- which source --

    def _source(self, sentence: str) -> SentenceSource:
        return next(source for source in self.sources if source.frames(sentence) is not None)

    def _frames(self, sentence: str) -> int | None:
        for source in self.sources:
            frames = source.frames(sentence)
            if frames is not None:
                return frames
        return None

    def _can_make(self, sentence: str) -> bool:
        return any(source.can_make(sentence) for source in self.sources)

    def _possible(self, text: str) -> bool:
        """Whether each of its sentences is there or can be made."""
        parts = sentences(text)
        return bool(parts) and all(self._frames(part) is not None or self._can_make(part) for part in parts)

    def _gap(self, parts: Sequence[str], frames: Sequence[int]) -> int:
        """The silence between two sentences, in frames: what brings the line to our pace, within bounds."""
        if len(parts) < 2:
            return 0
        words = sum(words_in(part) for part in parts)
        aim = words * 60 * RATE / WORDS_PER_MINUTE - sum(frames)
        bounds = (LEAST_GAP_MS * RATE // 1000, MOST_GAP_MS * RATE // 1000)
        return round(min(bounds[1], max(bounds[0], aim / (len(parts) - 1))) / self.pace)
