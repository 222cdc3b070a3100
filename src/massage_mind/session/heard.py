"""What a session sounds like: from what was said and what is set to a voice, sounds and bells."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.extra_bells import ExtraBells, read_bells, with_delay, with_end_bell
from massage_mind.places import shipped_bells, shipped_folder
from massage_mind.sound.installed import installed
from massage_mind.sound.sounds import Levels, Sounds, check_ambience
from massage_mind.sound_names import OLD_VOICES
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.fit.timeline import Timeline
    from massage_mind.script.script import Script
    from massage_mind.session.request import SoundRequest
    from massage_mind.settings import Settings
    from massage_mind.sound.voice.speech import Speech
    from massage_mind.world import World


GOOD_VOICES = ("heart", "piper")
"""Those that sound like somebody: the program's own, and what a person put in place."""
OWN_NEEDS = ("hibari", "onnxruntime")
"""What the program's own voice is made of."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a session will sound like. `on` is whether there is sound at all, `wordless` whether no voice is wanted.

    `end_bell` is a bell, "none", or empty for the script's own; `delay_ms` the silence before it.
    """

    on: bool
    wordless: bool
    speech: Speech | None
    sounds: Sounds
    bells: ExtraBells
    end_bell: str
    delay_ms: int

    def arranged(self, script: Script) -> Script:
        """The script with the silence before it and the bell at its end that were asked for."""
        return with_end_bell(with_delay(script, self.delay_ms), self.end_bell, shipped_bells())

    def spoken_by(self, speech: Speech | None) -> Heard:
        """The same with another voice, or with none."""
        return replace(self, speech=speech, sounds=replace(self.sounds, speech=speech))

    def unspoken(self, timeline: Timeline) -> str:
        """A sentence about the words of this session that no voice here can speak; empty where there are none."""
        lines = [cue.spoken for cue in timeline.cues if cue.spoken]
        if not self.on or not lines or self.wordless or not installed("numpy"):
            return ""  # Without numpy there is no sound at all, which is said by whoever was to play it.
        speech = self.speech
        silent = len(lines) if speech is None else sum(not speech.frames(line) for line in lines)
        if not silent:
            return ""
        much = "None of its words" if silent == len(lines) else f"{silent} of its {len(lines)} lines"
        return (
            f"{much} can be spoken by a voice that is here; they are read, not heard. "
            "What could speak them, says sound voices."
        )


def what_is_heard(
    world: World,
    request: SoundRequest,
    settings: Settings,
    script: Script,
    *,
    tell: Callable[[str], None],
    seed: int = 0,
) -> Heard:
    """What was asked for, checked; bells of chance come by this seed.

    Raises `UsageError` for what was said; `tell` is told of what is only set and cannot be.
    """
    ambience = _ambience(world, request, settings, tell)
    speech = _speech(world, request, settings, script, tell)
    levels = Levels(
        voice=settings.voice_volume / 100,
        bells=settings.bell_volume / 100,
        interval=settings.interval_volume / 100,
        end=settings.end_volume / 100,
        breath=settings.breath_volume / 100,
        ambience=settings.ambience_volume / 100,
    )
    return Heard(
        on=settings.sound if request.on is None else request.on,
        wordless=(request.voice or settings.voice) == "off" or not settings.voice_volume,
        speech=speech,
        sounds=Sounds(
            shipped_folder("audio"), speech, ambience, settings.breath_tones, levels, settings.device
        ),
        bells=_bells(request, settings, tell, seed),
        end_bell=request.end_bell or ("" if request.bare else settings.end_bell),
        delay_ms=_delay_ms(request, settings),
    )


def speech_named(world: World, name: str, settings: Settings, language: str) -> Speech | None:
    """The voice of this name, at the pace and of the gender that are set; None for none. Raises `UsageError`."""
    from massage_mind.sound.voice.voices import VoiceRequest, choose_speech

    wanted = VoiceRequest(name, settings.voice_pace / 100, settings.voice_gender, language)
    return choose_speech(wanted, world.voices_room())


def voice_wanted(world: World, said: str | None, settings: Settings, tell: Callable[[str], None]) -> str:
    """The name of the voice that was said, or that is set. One there is no more means the best; that is told once."""
    name = said or settings.voice
    if name not in OLD_VOICES:
        return name
    tell(f"The voice {name} is no more: massage-mind speaks with a better one now, at every line.")
    if not said:
        from massage_mind.settings import set_setting

        with suppress(MassageMindError):  # settings that cannot be written: said again the next time
            set_setting(world.home, "voice", "auto")
    return "auto"


def _speech(
    world: World, request: SoundRequest, settings: Settings, script: Script, tell: Callable[[str], None]
) -> Speech | None:
    """The voice. Without sound too: the session is then as long, sentence by sentence, as it would be with it."""
    name = voice_wanted(world, request.voice, settings, tell)
    patience = world.patience()
    try:
        return speech_named(world, name, settings, script.language)
    except UsageError as error:
        if request.voice and name not in patience.hung:
            raise
        if name not in patience.hung:
            tell(f"{error.sentence} Another speaks.")
        return speech_named(world, "auto", settings, script.language)
    finally:
        for sentence in patience.hung.values():
            tell(f"{sentence} The session goes on without it.")


def another_speaks(heard: Heard, request: SoundRequest, settings: Settings, language: str) -> str:
    """A sentence where the program's own voice cannot run here, and what speaks instead is nothing a person put in place.

    Empty where a voice was chosen by its name: that is how it is had without the sentence.
    """
    from massage_mind.sound.voice.engine import language_tag

    speech = heard.speech
    wanted = (request.voice or settings.voice) == "auto" and language_tag(language).split("-")[0] == "en"
    if not heard.on or speech is None or not wanted or all(map(installed, OWN_NEEDS)):
        return ""
    name = speech.sources[0].name
    if name in GOOD_VOICES:
        return ""
    return (
        f"{name} speaks: {GOOD_VOICES[0]}, the voice that comes with massage-mind, can't run here. "
        f"A better one: sound voices. To have this one for good: config set voice {name}."
    )


def _bells(request: SoundRequest, settings: Settings, tell: Callable[[str], None], seed: int) -> ExtraBells:
    """The bells besides the script's. Those that are set and not understood are no reason not to begin."""
    if request.bells or request.bare:
        return read_bells(request.bells or "", shipped_bells(), seed)
    try:
        return read_bells(settings.bells, shipped_bells(), seed)
    except UsageError as error:
        tell(f"{error.sentence} They are left out. The setting is bells.")
        return ExtraBells()


def _ambience(world: World, request: SoundRequest, settings: Settings, tell: Callable[[str], None]) -> str:
    """The ambience, checked. One that is set and cannot be used any more is no reason not to begin."""
    from massage_mind.sound.own_apart import CHECK_S, TooSlow, check_own_ambience

    patience = world.patience()
    ambience = request.ambience or settings.ambience
    if ambience in ("", "none"):
        return ""
    try:
        check_ambience(ambience)
        with patience.spent():
            check_own_ambience(ambience, patience.limit_s(CHECK_S))
    except TooSlow:
        pass  # it is read all the same, while the session runs, and said then
    except MassageMindError as error:
        if request.ambience and not request.remembered:
            raise UsageError(
                error.sentence, error.hint, command=error.command, instead=error.instead
            ) from error
        change = "" if request.ambience else " The setting is ambience."
        tell(f"{error.sentence} It's left out.{change}")
        return ""
    return ambience


def _delay_ms(request: SoundRequest, settings: Settings) -> int:
    if request.delay_ms is not None:
        return request.delay_ms
    return 0 if request.bare else settings.delay * 1000
