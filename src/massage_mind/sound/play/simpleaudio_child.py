"""A process of its own that plays bells and files over simpleaudio: `python -m massage_mind.sound.play.simpleaudio_child DIR VOLUME`.

simpleaudio keeps the interpreter to itself while it opens a device, so a sound server that hangs would stop the session
with it; and on Python 3.12 and later the original crashes the interpreter when a sound ends. Here neither reaches the
session. Talks in lines: says `ready` or `off SENTENCE` first, then answers each `play NAME`, `file PATH` and `stop` with
`ok` or `no SENTENCE`, and ends when its input does. A file is mono, 16 bits, 48 kHz.
"""

from __future__ import annotations

import os
import sys
import wave
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from massage_mind.errors import MassageMindError
from massage_mind.places import bells_in
from massage_mind.sound.bells import load_bell
from massage_mind.sound.rate import RATE

CRASHES = "Sound is off: simpleaudio crashes this Python; install simpleaudio-patched in its place."


def refusal(version: tuple[int, int], has: Callable[[str], bool]) -> str:
    """Why simpleaudio must not be used with this Python; empty if it may. `has` tells of installed distributions.

    The drop-in has the same import name, so only the name of the distribution tells them apart.
    """
    return CRASHES if version >= (3, 12) and has("simpleaudio") else ""


def has_distribution(name: str) -> bool:
    """Whether a distribution of this name is installed."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def load(folder: Path, volume: float) -> dict[str, bytes]:
    """Every bell that can be read, as 16-bit mono, at this volume."""
    bells = {}
    for name in bells_in(folder):
        try:
            samples = load_bell(folder, name)
        except MassageMindError:  # played by name later, and answered then
            continue
        bells[name] = (samples * (32767 * volume)).astype("<i2").tobytes()
    return bells


def serve(
    lines: Iterable[str],
    say: Callable[[str], None],
    play: Callable[[str], None],
    play_file: Callable[[str], None],
    stop: Callable[[], None],
) -> None:
    """Carry out orders, one a line, until there are no more."""
    say("ready")
    for line in lines:
        order, _, name = line.strip().partition(" ")
        try:
            match order:
                case "play":
                    play(name)
                case "file":
                    play_file(name)
                case "stop":
                    stop()
                case _:
                    raise AssertionError(f"there's no order {order!r}")
        except MassageMindError as error:
            say(f"no {error.sentence}")
        except Exception as error:  # noqa: BLE001 - reported to the session, which goes on
            say(f"no The bell couldn't be played ({type(error).__name__}: {' '.join(str(error).split())}).")
        else:
            say("ok")


def main(arguments: list[str]) -> None:
    """Play until standard input ends. `arguments` are the folder of bells and the volume, 0 to 1."""

    def say(text: str) -> None:
        print(text, flush=True)

    why = refusal(sys.version_info[:2], has_distribution)
    if why:
        say(f"off {why}")
        return
    try:
        simpleaudio: Any = import_module("simpleaudio")  # whichever distribution it comes from
    except ImportError as error:
        say(f"off Sound is off: simpleaudio can't be loaded ({error}).")
        return
    folder = Path(arguments[0])
    bells = load(folder, float(arguments[1]))

    def play(name: str) -> None:
        if name not in bells:
            load_bell(folder, name)  # raises and says why
        simpleaudio.play_buffer(bells[name], 1, 2, RATE)

    def play_file(path: str) -> None:
        with wave.open(path, "rb") as file:
            simpleaudio.play_buffer(file.readframes(file.getnframes()), 1, 2, RATE)

    serve(sys.stdin, say, play, play_file, simpleaudio.stop_all)
    simpleaudio.stop_all()
    # Its threads may still hold the device; nothing of ours is left to be done.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
