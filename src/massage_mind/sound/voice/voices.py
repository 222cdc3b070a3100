"""Which voice speaks: from what a person asked for and what this machine has; and which one where that fails.

Loads no engine and no numpy unless one is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.sound.installed import installed
from massage_mind.sound.voice.clips import MadeClips
from massage_mind.sound.voice.sentences import digest
from massage_mind.sound.voice.speech import Speech
from massage_mind.sound_names import voice_names
from massage_mind.values import dataclass
from massage_mind.words.near import one_of, quoted

if TYPE_CHECKING:
    from massage_mind.sound.samples import Samples
    from massage_mind.sound.voice.engine import Engine, Run

SHAPE = "shape 2"
"""Changes when `voice.shape` makes something else of the same samples: kept sounds are then made anew."""


@dataclass(frozen=True, slots=True)
class VoiceRequest:
    """What was asked for: a name out of `sound_names.voice_names()`, a pace (1 is usual), a gender ("" for any), the script's language."""

    name: str = "auto"
    pace: float = 1.0
    gender: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class VoicePlaces:
    """Where voices are: the person's own (piper's), what was spoken before, the environment."""

    voices_dir: Path
    cache_dir: Path
    environ: Mapping[str, str]
    find: Callable[[], Sequence[Engine]] | None = None
    run: Run | None = None
    """What runs their programs; None for `processes.run_program`."""
    hung: frozenset[str] = frozenset()
    """Who did not answer in time, and is not asked again."""

    def engines(self) -> Sequence[Engine]:
        """The engines of this machine, the best first; none where numpy is missing: their sound could not be kept."""
        if self.find is not None:
            found = self.find()
        elif not installed("numpy"):
            found = []
        else:
            from massage_mind.sound.voice.engines import find_engines

            found = find_engines(self.environ, voices_dir=self.voices_dir, run=self.run)
        return [engine for engine in found if engine.name not in self.hung]


def choose_speech(request: VoiceRequest, places: VoicePlaces) -> Speech | None:
    """The voice of a session; None where there is none, or none is wanted.

    What fails is followed by the next best that speaks the language. Raises UsageError for a voice that was asked for
    by its name and cannot be had.
    """
    check_name(request.name)
    if request.name == "off":
        return None
    engines = places.engines()
    if request.name == "auto":
        return _first_of(engines, request, places)
    named = next((one for one in engines if one.name == request.name and one.speaks(request.language)), None)
    if named is None:
        raise UsageError(
            f"The voice {request.name} isn't on this machine, or doesn't speak {quoted(request.language)}.",
            "Who can speak here:",
            command="massage-mind sound voices",
        )
    return _first_of([named, *(one for one in engines if one is not named)], request, places)


def _first_of(engines: Sequence[Engine], request: VoiceRequest, places: VoicePlaces) -> Speech | None:
    """The first of these engines that speaks the language, the others behind it."""
    for number, engine in enumerate(engines):
        if engine.speaks(request.language):
            instead = partial(_first_of, engines[number + 1 :], request, places)
            return Speech([made(engine, request, places)], pace=request.pace, instead=instead)
    return None


def check_name(name: str) -> None:
    """Raises UsageError for a voice whose name is not known."""
    one_of("voice", name, voice_names(), command="massage-mind sound voices")


def made(engine: Engine, request: VoiceRequest, places: VoicePlaces) -> MadeClips:
    """What this engine speaks, kept in the cache."""
    from massage_mind.sound.voice.engine import Manner

    manner = Manner(request.language, request.pace, request.gender)

    def make(sentence: str) -> Samples:
        from massage_mind.sound.voice.shape import shaped

        samples, rate = engine.speak(sentence, manner)
        return shaped(samples, rate, pace=request.pace, finish=engine.finish)

    return MadeClips(
        places.cache_dir, digest(SHAPE, f"{request.pace}", engine.key(manner)), make, engine.name
    )
