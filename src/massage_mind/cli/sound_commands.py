"""`sound test`, `voices`, `devices`, `list`, `play`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from massage_mind import app as world
from massage_mind.cli.given import print_json
from massage_mind.cli.options import AsJson, Ask, Voice
from massage_mind.errors import MassageMindError, UsageError

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Cue, Timeline
    from massage_mind.settings import Settings
    from massage_mind.sound.sounds import Sounds

T = TypeVar("T")

SPOKEN = "Everything said here is an offer."
"""A shipped line, so that every voice can say it."""
STEP_MS = 3_000
TRIED = "tried"
"""Where such a bell comes from: not from a script, whose last one would swell."""
AMBIENCE_MS = 12_000
READY_MS = 2_000
LIMIT_S = 5.0
NOT_HEARD = (
    "What may help: turn up the volume of the machine; look whether the right device plays (massage-mind sound "
    "devices, massage-mind config set device NAME); try the other player (massage-mind config set player simpleaudio)."
)


def try_out(
    voice: Voice = "",
    ask: Ask = True,
) -> None:
    """Play a bell left, right and on both sides, then a spoken line, and ask whether it was heard."""
    from massage_mind.places import shipped_bells
    from massage_mind.session.wish import Wish, prompts_for

    sounds = _sounds(voice=voice or None)
    steps = [
        ("A bell on the left.", "left"),
        ("A bell on the right.", "right"),
        ("A bell on both sides.", TRIED),
    ]
    cues = [
        _cue("bell", number * STEP_MS, shipped_bells()["bell"], "bell", side)
        for number, (_, side) in enumerate(steps)
    ]
    words = [text for text, _ in steps]
    spoken = _spoken_ms(sounds)
    if spoken:
        cues.append(_cue("say", len(steps) * STEP_MS + 1_500, spoken, SPOKEN))
        words.append(f"A voice: {SPOKEN}")
    cues.append(_cue("rest", cues[-1].end_ms, 1_000))
    _play(sounds, cues, words)
    prompts = prompts_for(Wish("anytime", ask=ask))
    if prompts is not None and not prompts.yes("Did you hear it?"):
        world.note(NOT_HEARD)


def _spoken_ms(sounds: Sounds) -> int:
    """How long the voice takes for the line it is tried with; 0 where it cannot be heard, and that is said."""
    from massage_mind.screen.terminal.signals import stopping

    speech = sounds.speech
    if speech is None:
        world.note("There is no voice: it is off, or none is here. See massage-mind sound voices.")
        return 0
    speech(SPOKEN)  # asked for, so that it is wanted
    try:
        with stopping():
            speech.make(speech.wanted, lambda _: None)
    except MassageMindError as error:
        world.note(error.sentence)
        return 0
    return speech(SPOKEN) if speech.speaks(SPOKEN) else 0


def voices(as_json: AsJson = False) -> None:
    """Say who can speak on this machine, who would, and how to have a better voice."""
    from massage_mind.screen.text import safe_text
    from massage_mind.sound.voice.voices import shipped_clips

    room, settings = world.voices_room(), world.settings()
    rows = []
    try:
        clips = shipped_clips(room.archive)
        rows.append(
            ("shipped", f"{clips.about}, {len(clips)} sentences: the English scripts, no free text", True)
        )
    except MassageMindError as error:
        world.note(error.sentence)
    engines = list(room.engines())
    rows += [(engine.name, engine.about(), engine.speaks("en")) for engine in engines]
    speaking, freely = _speaking(settings)
    if as_json:
        print_json(
            {
                "set": settings.voice,
                "speaks": speaking,
                "voices": [
                    {"name": name, "about": about, "english": english} for name, about, english in rows
                ],
                "piper_folder": str(room.voices_dir),
            }
        )
        return
    for name, about, _ in rows:
        world.write(safe_text(f"{'*' if name == speaking else ' '} {name:<10} {about}"))
    if not speaking:
        world.note(f"The voice {settings.voice} is set, and nobody speaks.")
    elif speaking == "shipped" and freely:
        world.note(f"Your intention, your name and scripts of your own are spoken by {freely}.")
    elif speaking == "shipped":
        world.note(
            "Your intention and your name are on the screen; to have them spoken: pip install "
            '"massage-mind[voice]", or espeak-ng from your system.'
        )
    if speaking != "piper":
        world.note(
            "A more natural voice: install piper (pip install piper-tts) and put a voice, NAME.onnx with its "
            f"NAME.onnx.json, into {room.voices_dir}. It then speaks every line."
        )


def _speaking(settings: Settings) -> tuple[str, str]:
    """Who speaks the English scripts, and who speaks what only the person knows; empty: nobody."""
    from massage_mind.fit.sayable import fixed_lines

    fixed = tuple(fixed_lines(world.library().script("arriving")))
    try:
        speech = world.speech(settings.voice, settings, "en", fixed, free=True)
    except UsageError as error:
        world.note(error.sentence)
        return "", ""
    if speech is None:
        return "", ""
    names = [source.name for source in speech.sources]
    return names[0], names[-1] if speech.freely else ""


def devices(as_json: AsJson = False) -> None:
    """List what can play on this machine."""
    from massage_mind.screen.text import safe_text
    from massage_mind.sound.play.players import installed

    if not installed("miniaudio"):
        raise MassageMindError("miniaudio is not installed here, so devices cannot be listed.")
    from massage_mind.sound.play.device import playback_devices

    try:
        found = _within(LIMIT_S, playback_devices)
    except MassageMindError as error:
        if not as_json:
            raise
        world.note(error.sentence)
        found = []
    if as_json:
        print_json([{"name": one.name, "backend": one.backend} for one in found])
        return
    for one in found:
        world.write(safe_text(f"{one.name}  ({one.backend})"))
    if not found:
        world.note("There is no sound device. Sessions go on in silence, with the words on the screen.")


def list_sounds(as_json: AsJson = False) -> None:
    """List the bells and ambiences."""
    from massage_mind.places import ambiences, shipped_bells

    rows = [(name, "bell", f"rings for {length / 1000:g} s") for name, length in shipped_bells().items()]
    rows += [(name, "ambience", "goes on without end") for name in ambiences()]
    if as_json:
        print_json([{"name": name, "kind": kind, "about": about} for name, kind, about in rows])
        return
    for name, kind, about in rows:
        world.write(f"{name:<12} {kind:<9} {about}")


def play(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A bell, an ambience, or a sound file of yours.")
    ],
) -> None:
    """Play a bell, or twelve seconds of an ambience."""
    from massage_mind.places import ambiences, shipped_bells
    from massage_mind.sound.sounds import check_ambience

    bells = shipped_bells()
    if name in bells:
        cues = [_cue("bell", 0, bells[name], name, TRIED), _cue("rest", bells[name], 500)]
        _play(_sounds(voice="off"), cues, [name])
    else:
        try:
            check_ambience(name)
        except UsageError as error:
            there = ", ".join([*bells, *ambiences()])
            raise UsageError(
                f"There is no sound {name!r}.", f"There are: {there}; or a sound file."
            ) from error
        sounds = replace(_sounds(voice="off"), ambience=name)
        if name not in ambiences():
            from massage_mind.sound.ambience import load_ambience

            load_ambience(name, sounds.folder)
        _play(sounds, [_cue("rest", 0, AMBIENCE_MS)], [name])


def _sounds(voice: str | None) -> Sounds:
    """The sounds as they are set, without ambience; heard whatever `sound` is set to."""
    from massage_mind.script.person import Person
    from massage_mind.session.ears import Ears, hear

    script = world.library().script("arriving")
    settings = replace(world.settings(), ambience="", bells="")
    return hear(Ears(voice or ""), settings, script, Person(), sound=True).sounds


def _cue(kind: str, at_ms: int, length_ms: int, text: str = "", origin: str = "") -> Cue:
    from massage_mind.fit.timeline import Cue

    return Cue(at_ms, length_ms, kind, text, "", origin=origin)  # type: ignore[arg-type]


def _play(sounds: Sounds, cues: list[Cue], words: list[str]) -> None:
    """Play these through the speaker as a session would, saying each as it begins. Raises MassageMindError."""
    import time

    settings, clock = world.settings(), world.clock()
    player = settings.player if settings.player != "off" else "auto"
    speaker = world.speaker(player, settings.volume, clock.now, sounds)
    timeline = _timeline(cues)
    try:
        speaker.ready(READY_MS)
        while trouble := speaker.trouble():
            world.note(trouble)
        if not speaker.playing:
            raise MassageMindError("Nothing can be played here.", NOT_HEARD)
        origin = clock.now()
        speaker.follow(timeline, origin, 0)
        for number, cue in enumerate(cues):
            time.sleep(max(0.0, (origin + cue.at_ms - clock.now()) / 1000))
            if number < len(words):
                world.note(words[number])
            speaker.strike(cue)
        time.sleep(max(0.0, (origin + timeline.total_ms - clock.now()) / 1000))
        while trouble := speaker.trouble():
            world.note(trouble)
        if not speaker.playing:
            raise MassageMindError("It could not be played to its end.", NOT_HEARD)
    finally:
        speaker.close()


def _timeline(cues: list[Cue]) -> Timeline:
    from massage_mind.fit.timeline import Timeline

    return Timeline("sound", "Sound", "anytime", "", "guided", cues[-1].end_ms, tuple(cues), ())


def _within(limit_s: float, call: Callable[[], T]) -> T:
    """What this call gives, if it gives it in time: a frozen sound server never answers. Raises MassageMindError."""
    from concurrent.futures import Future
    from threading import Thread

    from massage_mind.sound.play.quiet import HeldBack

    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever asked
            answer.set_exception(error)

    held = HeldBack()
    held.start()
    try:
        Thread(target=run, daemon=True).start()
        return answer.result(limit_s)
    except TimeoutError:
        raise MassageMindError("The sound server does not answer.") from None
    finally:
        held.stop()
