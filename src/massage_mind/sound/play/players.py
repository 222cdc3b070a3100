"""Which speaker: from what a person asked for and what is installed. Loads no audio library by itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import assert_never

from massage_mind.perform.ports import Speaker
from massage_mind.sound.installed import installed
from massage_mind.sound.play.silent import SilentSpeaker
from massage_mind.sound.sounds import Sounds
from massage_mind.sound_names import LIBRARIES, PLAYERS, PlayerName
from massage_mind.stops import begin_thread
from massage_mind.words.near import one_of


def open_speaker(
    kind: str,
    *,
    sounds: Sounds,
    now: Callable[[], int],
    volume: float = 1.0,
    has: Callable[[str], bool] = installed,
) -> Speaker:
    """The speaker to play with, opening in the background; close it when done.

    `kind` is one of `sound_names.PLAYERS`: `auto` takes the first library that is installed, then silence with a
    sentence; `off` touches no audio library. `sounds` is what there is to hear, `now` the clock in milliseconds,
    `volume` from 0 to 1; `has` says what is installed. A missing library or device is never an error: `trouble()` of
    what comes back says so. Raises UsageError for a kind there is not.
    """
    player = player_named(kind)
    if player == "off":
        return SilentSpeaker()
    if not has("numpy"):
        return SilentSpeaker("Sound is off, because numpy isn't installed here.")
    wanted = LIBRARIES if player == "auto" else (player,)
    library = next((one for one in wanted if has(one)), None)
    if library is None:
        missing = f"neither {' nor '.join(LIBRARIES)} is" if player == "auto" else f"{player} isn't"
        return SilentSpeaker(f"Sound is off, because {missing} installed here.")
    match library:
        case "miniaudio":
            from massage_mind.sound.play.miniaudio_speaker import MiniaudioSpeaker

            speaker = MiniaudioSpeaker(sounds, now, volume=volume)
            speaker.start()
            return speaker
        case "simpleaudio":
            from massage_mind.sound.play.simpleaudio_speaker import SimpleaudioSpeaker

            simple = SimpleaudioSpeaker(sounds, now, volume=volume)
            simple.start()
            return simple
        case _:
            assert_never(library)


def player_named(kind: str) -> PlayerName:
    """The player of this name. Raises UsageError for one there is not."""
    return one_of("player", kind, PLAYERS)


def warm_up(kind: str) -> None:
    """Load in the background what `open_speaker` will need, while a person answers questions."""
    if kind not in ("auto", "miniaudio") or not installed("numpy") or not installed("miniaudio"):
        return

    def load() -> None:
        import miniaudio  # noqa: F401
        import soundfile  # noqa: F401

        import massage_mind.sound.play.output_stream  # noqa: F401

    with suppress(RuntimeError):  # no thread to be had: then it is loaded when it is needed
        begin_thread(Thread(target=_unless_it_fails, args=(load,), name="sound-warm-up", daemon=True))


def _unless_it_fails(load: Callable[[], None]) -> None:
    """A library that cannot be loaded is met again by `open_speaker`, which says so."""
    with suppress(Exception):
        load()
