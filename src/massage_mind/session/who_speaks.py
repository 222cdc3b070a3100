"""Who can speak on this machine, and who would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.session.heard import speech_named, voice_wanted
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class VoiceHere:
    """One voice of this machine: its name, what it is, and whether it speaks English."""

    name: str
    about: str
    english: bool


@dataclass(frozen=True, slots=True)
class WhoSpeaks:
    """The voices of this machine, the best first; the one that is set (`wanted`) and the one that would speak.

    `speaks` speaks the English scripts; empty: nobody. `piper_folder` is where voices of piper are looked for, `notes`
    what a person should read.
    """

    voices: tuple[VoiceHere, ...]
    wanted: str
    speaks: str
    piper_folder: Path
    notes: tuple[str, ...]


def who_speaks(world: World) -> WhoSpeaks:
    """Look who is there. Raises `SettingsError`."""
    places, settings = world.voices_room(), world.settings()
    notes: list[str] = []
    wanted = voice_wanted(world, None, settings, notes.append)
    voices = [VoiceHere(one.name, one.about(), one.speaks("en")) for one in places.engines()]
    try:
        speech = speech_named(world, wanted, settings, "en")
    except UsageError as error:
        notes.append(error.sentence)
        speech = None
    speaks = speech.sources[0].name if speech is not None else ""
    return WhoSpeaks(tuple(voices), wanted, speaks, places.voices_dir, tuple(notes))
