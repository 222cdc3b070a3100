"""Encoding an MP3 with LAME, in pieces beside one another that join to what it would have made in one go.

Each piece begins a little early, so that the encoder has forgotten that nothing was before it, and ends a little late;
what is more than the piece is left out again (`mpeg_frames`).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from massage_mind.sound.file.mpeg_frames import FRAME, FrameTable, frames_in, joined
from massage_mind.sound.rate import CHANNELS, RATE
from massage_mind.stops import held

Whole = NDArray[np.int16]

PIECE = 625
"""How many frames of an MP3 a piece has: 15 s."""
EARLY, LATE = 16, 8
"""How many frames it begins early and ends late."""
FORGETS = 3
"""After so many LAME says the same as in one go, whatever was before; it takes two."""
DELAY = 576
"""How many frames of sound LAME puts in front."""
QUALITY = 5
"""How hard it tries. From 0 to 6 the noise it makes in our mix is the same to 0.01 dB; 5 takes a tenth less time than
3, its usual, for a file larger by 1 %, and 7 a third less for a noise 1.8 dB louder."""
MOST_LANES = 4


class Lame:
    """Writes an MP3's frames into an open file, from where it stands, with the table in front of them."""

    def __init__(self, path: Path, coarseness: float, front: int) -> None:
        """`coarseness` is LAME's V, from 0 to 9.999. So many bytes are left free in front."""
        self._coarseness = coarseness
        self._file = open(path, "rb+")  # noqa: SIM115 - closed in `close`
        self._front = front
        self._table = FrameTable()
        self._waiting: list[Whole] = []
        self._waited = 0
        self._lanes = min(MOST_LANES, os.cpu_count() or 1)
        self._pool = ThreadPoolExecutor(self._lanes, "mp3")
        self._pieces: deque[Future[list[bytes]]] = deque()
        self._begun = self._taken = 0
        # Frames that are not written yet, and the number of the first of them.
        self._kept: list[bytes] = []
        self._number = 0
        self._over = False
        self._file.seek(front + FrameTable.SIZE)

    def add(self, sound: Whole) -> None:
        """These frames come next, shaped (frames, 2)."""
        self._waiting.append(sound)
        self._waited += len(sound)
        first = self._first
        while self._waited >= (first + PIECE + LATE) * FRAME:
            whole = np.concatenate(self._waiting)
            self._begin(whole[: (first + PIECE + LATE) * FRAME])
            left = whole[(first + PIECE - EARLY) * FRAME :]
            self._waiting, self._waited, first = [left], len(left), self._first

    def finish(self, front: Callable[[int], bytes], sound: int) -> None:
        """Write what waits, and what belongs in front. Raises OSError."""
        self._begin(np.concatenate(self._waiting))
        while self._pieces:
            self._take()
        self._write(self._kept)
        self._file.seek(0)
        before = front(self._front)
        if len(before) != self._front:
            raise ValueError(f"{self._front} bytes were left free in front, not {len(before)}")
        self._file.write(before)
        self._file.write(self._table.frame(sound, DELAY))
        self.close()

    def close(self) -> None:
        """End what runs; it may be called again."""
        self._over = True
        with held():
            self._pool.shutdown(cancel_futures=True)
        self._file.close()

    @property
    def _first(self) -> int:
        """How many of the frames that wait are in front of the next piece."""
        return EARLY if self._begun else 0

    def _begin(self, sound: Whole) -> None:
        with held():
            self._pieces.append(self._pool.submit(self._encoded, sound))
        self._begun += 1
        # One more than there are lanes, so that none waits for us.
        while len(self._pieces) > self._lanes + 1:
            self._take()

    def _take(self) -> None:
        """Write what is certain once the next piece is there: all before the place where the two meet."""
        piece = self._pieces.popleft().result()
        if self._taken:
            start = self._taken * PIECE - EARLY  # the number of its first frame
            of_both = start - self._number
            place, last = joined(self._kept[of_both:], piece, EARLY, FORGETS)
            self._write([*self._kept[: of_both + place - 1], last])
            self._number, piece = start + place, piece[place:]
        self._kept = piece
        self._taken += 1

    def _write(self, frames: list[bytes]) -> None:
        self._table.add(frames)
        self._file.write(b"".join(frames))

    def _encoded(self, sound: Whole) -> list[bytes]:
        """A piece as frames; none once it is of no use any more."""
        import lameenc

        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_in_sample_rate(RATE)
        encoder.set_out_sample_rate(RATE)  # LAME would take half of it for a coarse one
        encoder.set_channels(CHANNELS)
        encoder.set_vbr(4)
        encoder.set_vbr_quality(self._coarseness)
        encoder.set_quality(QUALITY)
        stream = b""
        for start in range(0, len(sound), RATE):
            if self._over:
                return []
            stream += encoder.encode(sound[start : start + RATE].tobytes())
        return frames_in(stream + encoder.flush())
