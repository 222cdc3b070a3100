"""Hearing what there is to hear, before it matters: the speakers, the voice, a bell, an ambience."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.places import shipped_bells
from massage_mind.reading.library import Library
from massage_mind.session.heard import what_is_heard
from massage_mind.session.request import SoundRequest
from massage_mind.words.near import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.perform.ports import Speaker
    from massage_mind.sound.sounds import Sounds
    from massage_mind.world import World

SPOKEN = "Everything said here is an offer."
STEP_MS = 3_000
PAUSE_MS = 1_500
"""Between the last bell's time and the voice."""
TRIED = "tried"
"""Where such a bell comes from: not from a script, whose last one would swell."""
AMBIENCE_MS = 12_000
READY_MS = 2_000
NOT_HEARD = "Perhaps the volume of the machine is down, or another device plays. What can play here:"
DEVICES, OTHER_PLAYER = "massage-mind sound devices", "massage-mind config set player simpleaudio"
OF_SESSIONS = ", so the session goes on"
"""How what went wrong with the sound is told goes on in a session; there is none here."""
STEPS = (
    ("A bell on the left.", "left"),
    ("A bell on the right.", "right"),
    ("A bell on both sides.", TRIED),
)


def try_speakers(world: World, voice: str | None) -> None:
    """A bell left, right and on both sides, then a spoken line, each said as it begins.

    Raises `UsageError` for a voice that is not there, `MassageMindError` where nothing can be played.
    """
    sounds = sounds_as_set(world, voice)
    cues = [_bell("bell", number * STEP_MS, side) for number, (_, side) in enumerate(STEPS)]
    words = [text for text, _ in STEPS]
    spoken = _spoken_ms(world, sounds)
    if spoken:
        cues.append(Cue(len(STEPS) * STEP_MS + PAUSE_MS, spoken, "say", SPOKEN, ""))
        words.append(f"A voice: {SPOKEN}")
    play_cues(world, sounds, [*cues, Cue(cues[-1].end_ms, 1_000, "rest", "", "")], words)


def say_what_helps(world: World) -> None:
    """What to try where nothing was heard."""
    from massage_mind.screen.page.page_parts import Page, command, said

    other = said("Or the other player, tried in its place:")
    world.note_page(Page(((said(NOT_HEARD),), (command(DEVICES),), (other,), (command(OTHER_PLAYER),))))


def play_sound(world: World, name: str) -> None:
    """A bell to its end, or twelve seconds of an ambience or of a sound file.

    Raises `UsageError` where there is no such sound, `MassageMindError` where nothing can be played.
    """
    from massage_mind.places import ambiences
    from massage_mind.sound.sounds import check_ambience

    if name in shipped_bells():
        bell = _bell(name, 0, TRIED)
        play_cues(world, sounds_as_set(world, "off"), [bell, Cue(bell.end_ms, 500, "rest", "", "")], [name])
        return
    try:
        check_ambience(name)
    except UsageError as error:
        there = [*shipped_bells(), *ambiences()]
        raise unknown("sound", name, there, also="or the path of a sound file") from error
    sounds = replace(sounds_as_set(world, "off"), ambience=name)
    if name not in ambiences():
        from massage_mind.sound.ambience import load_ambience

        try:
            load_ambience(name, sounds.folder)
        except MassageMindError as error:
            raise UsageError(
                error.sentence, error.hint, command=error.command, instead=error.instead
            ) from error
    play_cues(world, sounds, [Cue(0, AMBIENCE_MS, "rest", "", "")], [name])


def _bell(name: str, at_ms: int, side: str) -> Cue:
    return Cue(at_ms, shipped_bells()[name], "bell", name, "", origin=side)


def sounds_as_set(world: World, voice: str | None) -> Sounds:
    """The sounds as they are set, without ambience; heard whatever `sound` is set to."""
    script = Library(None).script("arriving")  # The shipped one: a script of one's own may have faults.
    settings = replace(world.settings(), ambience="", bells="")
    request = SoundRequest(voice=voice, on=True)
    return what_is_heard(world, request, settings, script, tell=world.note).sounds


def _spoken_ms(world: World, sounds: Sounds) -> int:
    """How long the voice takes for the line it is tried with; 0 where it cannot be heard, and that is said."""
    from massage_mind.stops import stopping

    speech = sounds.speech
    if speech is None:
        _say_nobody_speaks(world)
        return 0
    try:
        with stopping():
            speech.make(speech.missing([SPOKEN]), lambda _: None)
    except MassageMindError as error:
        world.note(error.sentence)
        return 0
    return speech(SPOKEN) if speech.speaks(SPOKEN) else 0


def _say_nobody_speaks(world: World) -> None:
    from massage_mind.screen.page.page_parts import Page, command, said

    sentence = said("There's no voice: it is off, or none is here. Who could speak:")
    world.note_page(Page(((sentence,), (command("massage-mind sound voices"),))))


def _troubles(speaker: Speaker) -> list[str]:
    """What went wrong by now, as sentences about sound alone."""
    told = []
    while trouble := speaker.trouble():
        what, of_sessions, _ = trouble.partition(OF_SESSIONS)
        told.append(f"{what}." if of_sessions else trouble)
    return told


def play_cues(world: World, sounds: Sounds, cues: Sequence[Cue], words: Sequence[str]) -> None:
    """Play these through the speaker as a session would, saying each as it begins. Raises `MassageMindError`."""
    settings = world.settings()
    player = settings.player if settings.player != "off" else "auto"
    speaker = world.speaker(player, settings.volume, sounds)
    timeline = Timeline("sound", "Sound", "anytime", "", "guided", cues[-1].end_ms, tuple(cues), ())
    try:
        speaker.ready(READY_MS)
        troubles = _troubles(speaker)
        if not speaker.playing:
            sentence = " ".join([*troubles, "Nothing can be played here."])
            raise MassageMindError(sentence, NOT_HEARD, command=DEVICES)
        for trouble in troubles:
            world.note(trouble)
        origin = world.clock.now()
        speaker.follow(timeline, origin, 0)
        for number, cue in enumerate(cues):
            wait_until(world, origin + cue.at_ms)
            if number < len(words):
                world.note(words[number])
            speaker.strike(cue)
        wait_until(world, origin + timeline.total_ms)
        troubles = _troubles(speaker)
        if not speaker.playing:
            sentence = " ".join([*troubles, "It couldn't be played to its end."])
            raise MassageMindError(sentence, NOT_HEARD, command=DEVICES)
        for trouble in troubles:
            world.note(trouble)
    finally:
        speaker.close()


def wait_until(world: World, until_ms: int) -> None:
    """Wait until this time on the clock: what is tried out takes no keys but Ctrl-C."""
    time.sleep(max(0.0, (until_ms - world.clock.now()) / 1000))
