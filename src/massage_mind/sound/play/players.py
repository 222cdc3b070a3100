"""Which speaker: from what a person asked for and what is installed. Loads no audio library by itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from threading import Thread

from massage_mind.errors import UsageError
from massage_mind.names import PLAYERS
from massage_mind.perform.ports import Speaker
from massage_mind.sound.play.silent import SilentSpeaker
from massage_mind.sound.sounds import Sounds


def installed(module: str) -> bool:
    """Whether this top-level module could be imported. Does not import it."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # what find_spec raises for a module that is half there
        return False


def open_speaker(
    kind: str,
    *,
    sounds: Sounds,
    now: Callable[[], int],
    volume: float = 1.0,
    has: Callable[[str], bool] = installed,
) -> Speaker:
    """The speaker to play with, opening in the background; close it when done.

    `kind` is one of `names.PLAYERS`: `auto` takes miniaudio, then simpleaudio, then silence with a sentence; `off` touches no
    audio library. `sounds` is what there is to hear, `now` the clock in milliseconds, `volume` from 0 to 1; `has` says
    what is installed. A missing library or device is never an error: `trouble()` of what comes back says so.
    Raises UsageError for a kind there is not.
    """
    if kind not in PLAYERS:
        raise UsageError(f'There is no player called "{kind}".', f"Choose one of {', '.join(PLAYERS)}.")
    if kind == "off":
        return SilentSpeaker()
    if not has("numpy"):
        return SilentSpeaker("Sound is off, because numpy is not installed here.")
    if kind in ("auto", "miniaudio") and has("miniaudio"):
        from massage_mind.sound.play.miniaudio_speaker import MiniaudioSpeaker

        speaker = MiniaudioSpeaker(sounds, now, volume=volume)
        speaker.start()
        return speaker
    if kind in ("auto", "simpleaudio") and has("simpleaudio"):
        from massage_mind.sound.play.simpleaudio_speaker import SimpleaudioSpeaker

        simple = SimpleaudioSpeaker(sounds, now, volume=volume)
        simple.start()
        return simple
    missing = "neither miniaudio nor simpleaudio" if kind == "auto" else kind
    verb = "is" if kind == "auto" else "is not"
    return SilentSpeaker(f"Sound is off, because {missing} {verb} installed here.")


def warm_up(kind: str) -> None:
    """Load in the background what `open_speaker` will need, while a person answers questions."""
    if kind not in ("auto", "miniaudio") or not installed("numpy") or not installed("miniaudio"):
        return

    def load() -> None:
        import miniaudio  # noqa: F401
        import soundfile  # noqa: F401

        import massage_mind.sound.play.line  # noqa: F401

    with suppress(RuntimeError):  # no thread to be had: then it is loaded when it is needed
        Thread(target=_unless_it_fails, args=(load,), name="sound-warm-up", daemon=True).start()


def _unless_it_fails(load: Callable[[], None]) -> None:
    """A library that cannot be loaded is met again by `open_speaker`, which says so."""
    with suppress(Exception):
        load()
