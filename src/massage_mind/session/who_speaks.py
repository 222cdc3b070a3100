"""Who can speak on this machine, and who would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.sayable import fixed_lines
from massage_mind.reading.library import Library
from massage_mind.session.heard import speech_named
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from massage_mind.settings import Settings
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

    `speaks` speaks the English scripts, `freely` what only the person knows; empty: nobody. `piper_folder` is where
    voices of piper are looked for, `notes` what a person should read.
    """

    voices: tuple[VoiceHere, ...]
    wanted: str
    speaks: str
    freely: str
    piper_folder: Path
    notes: tuple[str, ...]


def who_speaks(world: World) -> WhoSpeaks:
    """Look who is there. Raises `SettingsError`."""
    from massage_mind.sound.voice.voices import shipped_clips

    places, settings = world.voices_room(), world.settings()
    notes: list[str] = []
    voices = []
    try:
        clips = shipped_clips(places.archive)
        about = f"{clips.about}; the English scripts, {len(clips):,} sentences, and no words of your own"
        voices.append(VoiceHere("shipped", about, True))
    except MassageMindError as error:
        notes.append(error.sentence)
    voices += [VoiceHere(one.name, one.about(), one.speaks("en")) for one in places.engines()]
    speaks, freely = _speaking(world, settings, notes.append)
    return WhoSpeaks(tuple(voices), settings.voice, speaks, freely, places.voices_dir, tuple(notes))


def _speaking(world: World, settings: Settings, tell: Callable[[str], None]) -> tuple[str, str]:
    """Who speaks the English scripts, and who speaks what only the person knows; empty: nobody."""
    fixed = tuple(fixed_lines(Library(None).script("arriving")))
    try:
        speech = speech_named(world, settings.voice, settings, "en", fixed, free=True, tell=tell)
    except UsageError as error:
        tell(error.sentence)
        return "", ""
    if speech is None:
        return "", ""
    names = [source.name for source in speech.sources]
    return names[0], names[-1] if speech.freely else ""
