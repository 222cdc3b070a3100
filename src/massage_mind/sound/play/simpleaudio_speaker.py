"""The speaker over simpleaudio: bells and words begin when their moment comes, played by a process of its own.

Not the default: simpleaudio has no wheels, cannot be told ahead (some 10 ms late, and not always the same) and cannot
fade, so it has neither ambience nor breath tones. Why the process: `simpleaudio_child`. The loop's side only puts
orders into a queue.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import IO, Protocol

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.sound.sounds import Sounds
from massage_mind.stops import begin_thread
from massage_mind.values import dataclass

LATE_MS = 1_500
"""How late something may still begin; later, it is left out."""
STALL_MS = 5_000
"""A player that has not answered an order for so long hangs."""
CLOSE_S = 1.0
"""How long the player may take to end by itself."""

FROZEN = "The sound player doesn't answer, so the session goes on in silence."
PLAIN = "The player simpleaudio has no ambience and no breath tones; bells and words are there."
GONE = "The sound player stopped working, so the session goes on in silence."


class Player(Protocol):
    """Takes orders, one line each, and answers each with one line."""

    def ask(self, order: str) -> str:
        """The answer to this order; an empty order waits for the greeting. May block. Empty: it is gone."""
        ...

    def end(self) -> None:
        """Make it end. Bounded in time, from any thread."""
        ...


class ChildPlayer:
    """The real player: `simpleaudio_child` in a process that a Ctrl-C in the terminal does not reach."""

    def __init__(self, folder: Path, volume: float) -> None:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "massage_mind.sound.play.simpleaudio_child",
                str(folder),
                str(volume),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            creationflags=flags,
            start_new_session=sys.platform != "win32",
        )

    def ask(self, order: str) -> str:
        to, answers = _pipe(self._process.stdin), _pipe(self._process.stdout)
        try:
            if order:
                to.write(order + "\n")
                to.flush()
            return answers.readline().strip()
        except (OSError, ValueError):  # the pipe is broken, or closed by `end`
            return ""

    def end(self) -> None:
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # it is the system's now
            self._process.wait(CLOSE_S)
        with suppress(OSError):  # what it never read
            _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None  # both were asked for
    return stream


@dataclass(frozen=True, slots=True)
class _Order:
    line: str
    at_ms: int
    spoken: str = ""


class SimpleaudioSpeaker:
    """Implements `perform.ports.Speaker`. `now` is the clock (monotonic milliseconds), `volume` 0 to 1."""

    def __init__(
        self,
        sounds: Sounds,
        now: Callable[[], int],
        *,
        volume: float = 1.0,
        open_player: Callable[[Path, float], Player] = ChildPlayer,
        close_s: float = CLOSE_S,
    ) -> None:
        self._sounds = sounds
        self._now = now
        self._volume = min(1.0, max(0.0, volume))
        self._open_player = open_player
        self._close_s = close_s
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._player: Player | None = None
        self._worker = threading.Thread(target=self._work, name="sound-simple", daemon=True)
        self._muted = False
        self._closed = False
        self._asked_ms: int | None = None
        self._told: set[str] = set()
        self._troubles: deque[str] = deque()
        if sounds.ambience:
            self._tell("plain", PLAIN)

    def start(self) -> None:
        """Start the player, in the background."""
        atexit.register(self.close)
        self._asked_ms = self._now()
        begin_thread(self._worker)

    def follow(self, timeline: Timeline, origin_ms: int, position_ms: int) -> None:
        """Only stops what rings: this player cannot be told ahead."""
        self.hush()

    def strike(self, cue: Cue) -> None:
        if self._muted:
            return
        if cue.kind == "bell":
            self._order(f"play {cue.text}")
        elif cue.spoken and self._sounds.speech is not None:
            self._order("file", cue.spoken)

    def hush(self) -> None:
        self._order("stop")

    def mute(self, muted: bool) -> None:
        """A bell that rang before is not taken up again."""
        self._muted = muted
        if muted:
            self.hush()

    def ready(self, wait_ms: int) -> None:
        """Nothing to wait for: it strikes at the moment, whenever its child has started."""

    @property
    def playing(self) -> bool:
        return not self._closed and not self._told & {"off", "frozen", "gone", "start"}

    def trouble(self) -> str:
        asked_ms = self._asked_ms
        if asked_ms is not None and self._now() - asked_ms > STALL_MS:
            self._tell("frozen", FROZEN)
        return self._troubles.popleft() if self._troubles else ""

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._orders.put(None)
        if self._worker.ident is not None:
            self._worker.join(self._close_s)
        if self._player is not None:
            self._player.end()
        atexit.unregister(self.close)

    def _order(self, line: str, spoken: str = "") -> None:
        self._orders.put(_Order(line, self._now(), spoken))

    def _work(self) -> None:
        """Hand one order after the other to the player, in a thread that may hang on it."""
        try:
            bells = self._volume * self._sounds.levels.bells
            self._player = player = self._open_player(self._sounds.folder, bells)
            if not self._heard(player.ask("")):
                return
            with TemporaryDirectory(prefix="massage-mind-") as folder:
                while (order := self._orders.get()) is not None:
                    line = self._as_file(order, Path(folder)) if order.spoken else order.line
                    if not line or (order.line != "stop" and self._now() - order.at_ms > LATE_MS):
                        continue
                    self._asked_ms = self._now()
                    if not self._heard(player.ask(line)):
                        return
        except OSError as error:
            self._tell("start", f"Sound is off: the sound player can't be started ({error}).")
        finally:
            self._asked_ms = None

    def _as_file(self, order: _Order, folder: Path) -> str:
        """The order to play what is spoken, as a file; empty where it cannot be heard."""
        import wave

        import numpy as np

        from massage_mind.sound.rate import RATE

        speech = self._sounds.speech
        if speech is None or not speech.speaks(order.spoken):
            return ""
        try:
            samples = speech.samples(order.spoken)
        except MassageMindError as error:
            self._tell("speech", error.sentence)
            return ""
        path = folder / "spoken.wav"
        gain = 32767 * self._volume * self._sounds.levels.voice
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.round(samples * gain).astype("<i2").tobytes())
        return f"file {path}"

    def _heard(self, answer: str) -> bool:
        """Take note of an answer; whether the player is still there."""
        self._asked_ms = None
        if not answer:
            if not self._closed:
                self._tell("gone", GONE)
            return False
        verdict, _, sentence = answer.partition(" ")
        if sentence:
            self._tell(verdict, sentence)
        return verdict != "off"

    def _tell(self, kind: str, sentence: str) -> None:
        """Keep a sentence for `trouble`; one of each kind, once."""
        if kind not in self._told:
            self._told.add(kind)
            self._troubles.append(sentence)
