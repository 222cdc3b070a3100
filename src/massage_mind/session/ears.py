"""What a session sounds like: from the command line and the settings to a voice, sounds and bells; and getting ready."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from massage_mind import app as world
from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.extra_bells import LONGEST_DELAY_MS, ExtraBells, read_bells, with_delay, with_end_bell
from massage_mind.fit.possible import possible_texts
from massage_mind.fit.sayable import fixed_lines
from massage_mind.places import ambiences, shipped_bells
from massage_mind.sound.sounds import Levels, Sounds

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.script.person import Person
    from massage_mind.script.script import Script
    from massage_mind.session.wish import Ready
    from massage_mind.settings import Settings
    from massage_mind.sound.voice.speech import Speech

ROUNDS = 4
"""How often a session is fitted anew with the true lengths of what was made, until nothing new is asked for."""


@dataclass(frozen=True, slots=True)
class Ears:
    """What was said about sound on the command line; empty: not said.

    With `bare` the settings for bells, the end bell and the delay do not apply: they are for the massage itself.
    """

    voice: str = ""
    ambience: str = ""
    bells: str = ""
    end_bell: str = ""
    delay: str = ""
    bare: bool = False


UNSAID = Ears()


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a session will sound like. `on` is whether there is sound at all, `wordless` whether no voice is wanted."""

    on: bool
    wordless: bool
    speech: Speech | None
    sounds: Sounds
    bells: ExtraBells
    end_bell: str
    delay_ms: int


def hear(
    ears: Ears,
    settings: Settings,
    script: Script,
    person: Person,
    *,
    sound: bool | None,
    at_once: bool = False,
) -> Hearing:
    """What was asked for, checked. Raises UsageError for what was said; what is only set and cannot be is noted.

    What has to begin `at_once` takes the shipped voice, which needs no getting ready.
    """
    on = settings.sound if sound is None else sound
    ambience = _ambience(ears, settings)
    free = bool(person.intention.split() or person.name.split())
    # Without sound too: the session is then as long, sentence by sentence, as it would be with it.
    fixed = tuple(fixed_lines(script))
    voice = ears.voice or ("shipped" if at_once and settings.voice != "off" else settings.voice)
    try:
        speech = world.speech(voice, settings, script.language, fixed, free=free)
    except UsageError as error:
        if ears.voice:
            raise
        world.note(f"{error.sentence} Another speaks.")
        speech = world.speech("auto", settings, script.language, fixed, free=free)
    levels = Levels(
        voice=settings.voice_volume / 100,
        bells=settings.bell_volume / 100,
        interval=settings.interval_volume / 100,
        end=settings.end_volume / 100,
        breath=settings.breath_volume / 100,
        ambience=settings.ambience_volume / 100,
    )
    sounds = Sounds(world.sounds_folder(), speech, ambience, settings.breath_tones, levels, settings.device)
    end_bell = ears.end_bell or ("" if ears.bare else settings.end_bell)
    wordless = (ears.voice or settings.voice) == "off" or not settings.voice_volume
    return Hearing(on, wordless, speech, sounds, _bells(ears, settings), end_bell, _delay_ms(ears, settings))


def _bells(ears: Ears, settings: Settings) -> ExtraBells:
    seed = secrets.randbits(32)
    if ears.bells or ears.bare:
        return read_bells(ears.bells, shipped_bells(), seed)
    try:
        return read_bells(settings.bells, shipped_bells(), seed)
    except UsageError as error:
        world.note(f"{error.sentence} They are left out; massage-mind config set bells changes it.")
        return ExtraBells()


def _ambience(ears: Ears, settings: Settings) -> str:
    """The ambience asked for, checked. One that is set and not there any more is no reason not to begin."""
    from massage_mind.sound.sounds import check_ambience

    ambience = ears.ambience or settings.ambience
    if ambience in ("", "none"):
        return ""
    try:
        check_ambience(ambience)
    except UsageError as error:
        if ears.ambience:
            raise
        world.note(f"{error.sentence} It is left out; massage-mind config set ambience changes it.")
        return ""
    return ambience


def arranged(script: Script, hearing: Hearing) -> Script:
    """The script with the silence before it and the bell at its end that were asked for."""
    return with_end_bell(with_delay(script, hearing.delay_ms), hearing.end_bell, shipped_bells())


def _delay_ms(ears: Ears, settings: Settings) -> int:
    text = ears.delay
    if not text:
        return 0 if ears.bare else settings.delay * 1000
    try:
        delay = round(float(text) * 1000)
    except (ValueError, OverflowError):
        delay = -1
    if not 0 <= delay <= LONGEST_DELAY_MS:
        raise UsageError(
            f"--delay takes seconds, 0 to {LONGEST_DELAY_MS // 1000}; {text!r} cannot be.", "Such as 30."
        )
    return delay


def make_ready(ready: Ready) -> Ready:
    """The session with everything spoken before it begins, with a bar where that takes a while.

    What a session may say once it is lengthened or ended early is made as well. A voice that fails is said, and left.
    """
    hearing = ready.hearing
    if hearing.on and hearing.sounds.ambience:
        _load_ambience(hearing.sounds)
    speech = hearing.speech
    if speech is None or not speech.makes or not hearing.on:
        return ready
    from massage_mind.screen.terminal.signals import stopping

    for _ in range(ROUNDS):
        possible_texts(ready.plan, ready.length_ms)  # asked for, so that they are wanted
        wanted = speech.wanted
        if not wanted:
            break
        try:
            what = f"Getting the voice ready, {len(wanted)} sentence{'s' * (len(wanted) != 1)}"
            with stopping(), telling(what, len(wanted)) as told:
                speech.make(wanted, told)
        except MassageMindError as error:
            world.note(error.sentence)
            speech.without_makers()
            ready = replace(ready, plan=ready.plan.with_(freely=speech.freely))
            if speech.sources:
                world.note("The shipped voice speaks instead, without what only you know.")
            return ready
    for sentence in speech.troubles:
        world.note(sentence)
    world.bound_voice_cache()
    return ready


def _load_ambience(sounds: Sounds) -> None:
    """Read a person's own file now: a long one takes seconds, which no session should spend in silence."""
    if sounds.ambience in ambiences():
        return
    from massage_mind.sound.ambience import load_ambience

    world.note("Getting the ambience ready ...")
    with suppress(MassageMindError):  # said when it would have been heard
        load_ambience(sounds.ambience, sounds.folder)


def unspoken(ready: Ready, timeline: Timeline) -> str:
    """A sentence about the words of this session that no voice here can speak; empty where there are none."""
    hearing = ready.hearing
    lines = [cue.spoken for cue in timeline.cues if cue.spoken]
    if not hearing.on or not lines or hearing.wordless:
        return ""
    speech = hearing.speech
    silent = len(lines) if speech is None else sum(not speech.speaks(line) for line in lines)
    if not silent:
        return ""
    much = "None of its words" if silent == len(lines) else f"{silent} of its {len(lines)} lines"
    return f"{much} can be spoken by a voice that is here; they are read, not heard. See massage-mind sound voices."


@contextmanager
def telling(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar with the time left, on standard error, for as long as this lasts; a line where that is no terminal."""
    if not world.stderr_is_terminal() or not world.colour_wanted():
        world.note(f"{what} ...")
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
