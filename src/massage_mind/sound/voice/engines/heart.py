"""heart: the voice that comes with the program, a small network of the package hibari-tts. It speaks English."""

from __future__ import annotations

import json
import os
from functools import cached_property
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from typing import TYPE_CHECKING

from massage_mind.sound.voice.engine import EngineError, Finish, KeptProgram, Machine, Manner, language_tag
from massage_mind.sound.voice.plain_text import has_words, plain
from massage_mind.sound.voice.program import limit_s
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.sound.samples import Samples

RANK = 5

RECIPE = "heart 3, hibari 0.2.1"
"""Changes whenever the same text would sound otherwise: kept sounds are then made anew."""
PROGRAM = "massage_mind.sound.voice.heart_program"
VOICE_RATE = 24_000
MOST_BYTES = 4 * VOICE_RATE * 60 * 25
SPEED = 0.63
"""What the voice calls its speed, at our usual pace: the slowest at which it is understood as well as at any."""
SLOWEST_SPEED, FASTEST_SPEED = 0.5, 1.2
PAUSE_MS = 700
"""The silence at a comma, at the usual pace; with what fades into it and rises out of it it is heard as 0.8 s."""
MOST_PAUSE_MS = 2_000
SHELF_DB = -4.0
"""How much softer what lies above 6 kHz is made: the voice is bright, and its s is sharp in a quiet room."""
AT_ONCE = 2
"""How many of its programs run at the same time, where as many sentences are wanted at once: one a core of a small
machine."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def find(machine: Machine) -> HeartEngine | None:
    """The package and what runs its network, where there are wheels of both."""
    if not (machine.has_module("hibari") and machine.has_module("onnxruntime")):
        return None
    return HeartEngine(machine)


def speed_and_pause(pace: float) -> tuple[float, int]:
    """How fast the voice speaks and how long it is silent at a comma, in milliseconds, at this pace (1 is usual).

    What it cannot do by speaking slower it does by longer pauses.
    """
    wanted = SPEED * pace
    speed = min(FASTEST_SPEED, max(SLOWEST_SPEED, wanted))
    return round(speed, 3), min(MOST_PAUSE_MS, round(PAUSE_MS / pace * max(1.0, speed / wanted)))


class HeartEngine:
    """The voice `heart`, in programs of ours that are kept open from sentence to sentence."""

    name = "heart"
    finish = Finish(pauses=False, shelf_db=SHELF_DB)

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._lock = Lock()

    @cached_property
    def _programs(self) -> tuple[KeptProgram, ...]:
        """Two of it, each on one thread; one is run when it is first asked, the other while that is busy."""
        ours = str(Path(__file__).resolve().parents[4])
        environ = self._machine.environ
        paths = os.pathsep.join(filter(None, (ours, environ.get("PYTHONPATH"))))
        env = {**environ, "PYTHONPATH": paths, **dict.fromkeys(ONE_THREAD, "1")}
        args = [*self._machine.python_here, "-m", PROGRAM]
        return tuple(
            self._machine.keep(args, env, name=self.name, most_bytes=MOST_BYTES) for _ in range(AT_ONCE)
        )

    @cached_property
    def _free(self) -> LifoQueue[KeptProgram]:
        """Those that are not busy; the last used first, so that one is enough for who asks one at a time."""
        free: LifoQueue[KeptProgram] = LifoQueue()
        for program in self._programs:
            free.put(program)
        return free

    def about(self) -> str:
        return "heart: American English, female (hibari-tts)"

    def key(self, manner: Manner) -> str:
        speed, pause_ms = speed_and_pause(manner.pace)
        return f"{RECIPE} {speed} {pause_ms}"

    def speaks(self, language: str) -> bool:
        return language_tag(language).split("-")[0] == "en"

    def speak(self, text: str, manner: Manner) -> tuple[Samples, int]:
        import numpy as np

        if not self.speaks(manner.language):
            raise EngineError(
                f"{self.name} has no voice for the language {quoted(plain(manner.language))}.",
                "Choose another voice.",
            )
        text = plain(text)
        if not has_words(text):
            return np.zeros(0, np.float32), VOICE_RATE
        speed, pause_ms = speed_and_pause(manner.pace)
        order = json.dumps({"text": text, "speed": speed, "pause_ms": pause_ms})
        with self._lock:
            free = self._free
        program = free.get()
        try:
            answer = program.ask(order, limit_s(text))
        finally:
            free.put(program)
        return np.frombuffer(answer, "<f4").astype(np.float32), VOICE_RATE

    def close(self) -> None:
        """End its programs; they are run again when somebody speaks."""
        for program in self._programs:
            program.close()
