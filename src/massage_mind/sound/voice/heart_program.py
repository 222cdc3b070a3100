"""The program that speaks as `heart`: `python -P -m massage_mind.sound.voice.heart_program`.

Reads orders from standard input, one a line, in JSON: a text, how fast, how long the pauses. Answers each on standard
output with a line of JSON and the samples it announces. What the voice needs (onnxruntime, the network) is loaded
here and nowhere else; it ends when nobody asks for a while, or when its standard input does. It opens no connection.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from massage_mind.sound.voice.engine import NO_REPORTS
from massage_mind.sound.voice.pronouncing import readable, with_sounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from massage_mind.sound.samples import Samples

VOICE_RATE = 24_000
SEED = 0
"""The voice has noise of its own; so the same text always gives the same sound."""
MOST_SOUNDS = 220
"""How many sounds are spoken in one piece; what is longer without a pause is taken apart between words."""
WINDOW = VOICE_RATE // 100
PAUSE_FROM_MS = 100
"""A silence that long is a pause; shorter ones belong to a consonant."""
MOST_FRAMES = 20 * 60 * VOICE_RATE
IDLE_S = 20.0
"""How long it stays when nobody asks."""
MOST_MEMORY = 2**31
MOST_PROCESSOR_S = 900
EDGE_MS = 20
SILENCE = 10 ** (-60 / 20)
"""What counts as silence at the ends of a piece, against its loudest 10 ms: the voice's own lies at -120 dB, and a
last f or th at -50."""
PAUSED = "; ;, "
"""What makes the voice pause: at a comma it does so once in four times, at a semicolon in two, at this in nine of ten."""
PAUSING = " ,;:—…"
BEGUN = ", "
"""What everything spoken is begun with, as after a comma: begun as a sentence is, "or" is heard as "war", "a" as "her"."""
_PAUSE = re.compile(r"(?<=[,;:—…])\s+|(?<=—)(?=\S)")


def pieces(sounds: str) -> list[str]:
    """What is spoken in one breath each: cut at commas and the like, and where there are too many without one."""
    found: list[str] = []
    for clause in _PAUSE.split(sounds):
        words = clause.split(" ")
        while words:
            piece, rest = words[0][:MOST_SOUNDS], words[0][MOST_SOUNDS:]
            words[:1] = [rest] if rest else []
            while words and len(piece) + 1 + len(words[0]) <= MOST_SOUNDS:
                piece += " " + words.pop(0)
            if any(sound.isalpha() for sound in piece):
                found.append(piece.strip(" —"))
    return found


def in_one_breath(apart: list[str]) -> str:
    """These pieces as one, each ending in what the voice pauses at; the last as it is."""
    return PAUSED.join([*(piece.rstrip(PAUSING) for piece in apart[:-1]), apart[-1]])


class Heart:
    """The voice, loaded."""

    def __init__(self) -> None:
        os.environ.update(NO_REPORTS)
        runtime: Any = import_module("onnxruntime")
        runtime.disable_telemetry_events()
        from hibari import Hibari

        self._voice: Any = Hibari(
            threads=1
        )  # by no name: another voice than its own would be fetched from somewhere
        self._voice.g2p("Ready.")

    def sounds(self, text: str) -> str:
        """The text in the alphabet of the voice. Raises ValueError for what would be passed over."""
        sounds: str = self._voice.g2p(with_sounds(readable(text)))
        unknown = {sound for sound in sounds if sound not in self._voice.vocab}
        if unknown:
            raise ValueError(f"no sounds for {' '.join(sorted(unknown))}")
        return sounds

    def speak(self, text: str, speed: float, pause_ms: int) -> Samples:
        """The text as samples, with so much silence at each comma and the like.

        Spoken in one breath where the voice then pauses as often as it should, for so it sounds of one piece; otherwise
        piece by piece.
        """
        import numpy as np

        sounds = self.sounds(text)
        apart = pieces(sounds)
        if len(apart) > 1 and len(sounds) <= MOST_SOUNDS:
            spoken = self._spoken(in_one_breath(apart), speed)
            pauses = silences(spoken)
            if len(pauses) == len(apart) - 1:
                return drawn_out(spoken, pauses, pause_ms)
        silence = np.zeros(pause_ms * VOICE_RATE // 1000, np.float32)
        parts: list[Samples] = []
        frames = 0
        for piece in apart:
            one = self._spoken(piece, speed)
            frames += len(one) + len(silence)
            if frames > MOST_FRAMES:
                raise ValueError("the text is too long")
            parts += [silence, one] if parts else [one]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _spoken(self, sounds: str, speed: float) -> Samples:
        """These sounds as samples, without the silence around them."""
        return trimmed(self.raw(BEGUN + sounds, speed))

    def raw(self, sounds: str, speed: float) -> Samples:
        """These sounds as the network gives them."""
        raw: Samples = self._voice.from_phonemes(sounds, speed=speed, seed=SEED)
        return raw


def trimmed(sound: Samples) -> Samples:
    """The sound without the silence at its ends, but for a moment of it, in which it rises and falls."""
    import numpy as np

    heard = np.flatnonzero(~_quiet(sound))
    if not len(heard):
        return sound[:0]
    edge = VOICE_RATE * EDGE_MS // 1000
    start = max(0, int(heard[0]) * WINDOW - edge)
    cut: Samples = sound[start : (int(heard[-1]) + 1) * WINDOW + edge].astype(np.float32)
    rise = np.linspace(0, 1, min(edge // 2, len(cut) // 2), dtype=np.float32)
    cut[: len(rise)] *= rise
    cut[len(cut) - len(rise) :] *= rise[::-1]
    return cut


def silences(sound: Samples) -> list[tuple[int, int]]:
    """Where a sound without silence at its ends pauses: first frame and frame after the last of each."""
    import numpy as np

    quiet = _quiet(sound)
    quiet[: 2 * EDGE_MS // 10] = quiet[len(quiet) - 2 * EDGE_MS // 10 :] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first * WINDOW, last * WINDOW) for first, last in runs if (last - first) * 10 >= PAUSE_FROM_MS]


def drawn_out(sound: Samples, pauses: list[tuple[int, int]], pause_ms: int) -> Samples:
    """The sound with each of its pauses so long, or as long as it was."""
    import numpy as np

    parts: list[Samples] = []
    begun = 0
    for first, last in pauses:
        middle = (first + last) // 2
        more = max(0, pause_ms * VOICE_RATE // 1000 - (last - first))
        parts += [sound[begun:middle], np.zeros(more, np.float32)]
        begun = middle
    return np.concatenate([*parts, sound[begun:]])


def _quiet(sound: Samples) -> NDArray[np.bool_]:
    """For each 10 ms whether it is silence."""
    import numpy as np

    whole = len(sound) // WINDOW * WINDOW
    power = np.sqrt(np.mean(np.square(sound[:whole], dtype=np.float64).reshape(-1, WINDOW), axis=1))
    return np.asarray(power <= power.max(initial=0) * SILENCE)


def answers(orders: Iterator[bytes]) -> Iterator[bytes]:
    """What is answered to each order."""
    heart: Heart | None = None
    for order in orders:
        try:
            given = json.loads(order)
            heart = heart or Heart()
            sound = heart.speak(given["text"], given["speed"], given["pause_ms"]).astype("<f4").tobytes()
        except Exception as error:  # noqa: BLE001 - whatever it is, the one who asked hears of it
            sentence = f"{type(error).__name__}: {error}"[:300]
            yield json.dumps({"error": sentence}).encode() + b"\n"
        else:
            yield json.dumps({"bytes": len(sound)}).encode() + b"\n" + sound


def _bounded() -> None:
    """Bounds of the system's for this process, where it has them."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_CPU, MOST_PROCESSOR_S), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def stay_alone() -> None:
    """From now on this process opens no connection and runs nothing, whatever a package would like."""

    def refuse(event: str, _given: object) -> None:
        if event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess.", "os.system", "os.exec")):
            raise PermissionError(f"{event} is refused: the voice stays on this machine")

    sys.addaudithook(refuse)


def _orders() -> Iterator[bytes]:
    """The orders as they come; the process ends where none comes for a while."""
    while True:
        idle = threading.Timer(IDLE_S, os._exit, (0,))
        idle.daemon = True
        idle.start()
        line = sys.stdin.buffer.readline()
        idle.cancel()
        if not line:
            return
        yield line


def main() -> None:
    """Answer until nobody asks any more."""
    _bounded()
    stay_alone()
    # What a library prints is no answer.
    ours = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):
        for answer in answers(_orders()):
            ours.write(answer)
            ours.flush()


if __name__ == "__main__":
    main()
