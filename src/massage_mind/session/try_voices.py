"""Hearing the voices of a machine one after the other, with the same words, to choose between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.timeline import Cue
from massage_mind.record.bounds import MOST_IN_SETTING
from massage_mind.session.try_sounds import play_cues, sounds_as_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from massage_mind.sound.voice.engine import Engine
    from massage_mind.sound.voice.speech import Speech
    from massage_mind.world import World

LANGUAGE = "en"
COMMAND = "massage-mind sound voices --try"
AFTER_MS = 1_000
"""The silence after each voice."""
SCREEN = "Nobody speaks here; the words are on the screen. How to have a voice:"


def try_voices(world: World, words: str) -> None:
    """Have each voice there is speak these words, named as it begins, at the pace and loudness that are set.

    One that fails is said, and the next one speaks. Raises `UsageError` for words that cannot be spoken,
    `MassageMindError` where there is no voice, none spoke, or nothing can be played.
    """
    from massage_mind.sound.voice.sentences import sentences

    if not sentences(words):
        raise UsageError("There's no word in that to speak.", "Such as:", command=f'{COMMAND} "Let go."')
    if len(words) > MOST_IN_SETTING:
        raise UsageError(
            f"That's {len(words):,} characters; a voice is tried with {MOST_IN_SETTING:,} at most.",
            "A whole script is heard in a file:",
            command="massage-mind render before --out before.mp3",
        )
    heard = 0
    for engine, speech in _speeches(world):
        try:
            _make(speech, words)
        except MassageMindError as error:
            world.note(error.sentence)
            continue
        _hear(world, engine, speech, words)
        heard += 1
    if not heard:
        raise MassageMindError(SCREEN, command="massage-mind sound voices")


def _speeches(world: World) -> Iterator[tuple[Engine, Speech]]:
    """Each voice of this machine that speaks the language, the best first; the others are said."""
    from massage_mind.sound.voice.speech import Speech
    from massage_mind.sound.voice.voices import VoiceRequest, made

    places, settings = world.voices_room(), world.settings()
    request = VoiceRequest("auto", settings.voice_pace / 100, settings.voice_gender, LANGUAGE)
    for engine in places.engines():
        if engine.speaks(LANGUAGE):
            yield engine, Speech([made(engine, request, places)], pace=request.pace)
        else:
            world.note(f"{engine.name} doesn't speak English, and is left out.")


def _make(speech: Speech, words: str) -> None:
    """Have the words made. Raises what an engine raises."""
    from massage_mind.stops import stopping

    with stopping():
        speech.make(speech.missing([words]), lambda _: None)


def _hear(world: World, engine: Engine, speech: Speech, words: str) -> None:
    """Play the words in this voice, named as it begins. Raises `MassageMindError`."""
    about = engine.about().removeprefix(f"{engine.name}: ")
    sounds = replace(sounds_as_set(world, "off"), speech=speech)
    length_ms = speech(words)
    cues = [Cue(0, length_ms, "say", words, ""), Cue(length_ms, AFTER_MS, "rest", "", "")]
    play_cues(world, sounds, cues, [f"{engine.name}: {about}"])
