"""Which voice speaks: from what a person asked for, what ships with the program, and what this machine has.

A better engine speaks every line. Otherwise the shipped clips speak what they know, and what only the person knows
is spoken by whatever else there is, or left to the screen. Loads no engine and no numpy unless one is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.sound.voice.clips import MadeClips, SentenceSource, ShippedClips
from massage_mind.sound.voice.sentences import digest, sentences
from massage_mind.sound.voice.speech import Speech
from massage_mind.sound_names import STANDINGS, Standing, engines, voice_names
from massage_mind.values import dataclass
from massage_mind.words.near import one_of

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
    """Where voices are: the shipped archive, the person's own (piper's), what was spoken before, the environment."""

    archive: Path
    voices_dir: Path
    cache_dir: Path
    environ: Mapping[str, str]
    find: Callable[[], Sequence[Engine]] | None = None
    run: Run | None = None
    """What runs their programs; None for `processes.run_program`."""
    hung: frozenset[str] = frozenset()
    """Who did not answer in time, and is not asked again."""

    def engines(self) -> Sequence[Engine]:
        """The engines of this machine, the best first."""
        if self.find is not None:
            found = self.find()
        else:
            from massage_mind.sound.voice.engines import find_engines

            found = find_engines(self.environ, voices_dir=self.voices_dir, run=self.run)
        return [engine for engine in found if engine.name not in self.hung]


def choose_speech(
    request: VoiceRequest,
    places: VoicePlaces,
    *,
    fixed: Iterable[str],
    free: bool,
    tell: Callable[[str], None],
) -> Speech | None:
    """The voice of a session; None where there is none.

    `fixed` are lines of its script without fields: the clips are of use where they know all of them. `free` says
    whether there is an intention or a name to speak. Raises UsageError for a voice that is not there.
    """
    check_name(request.name)
    if request.name == "off":
        return None
    return _speech(request, places, fixed, free, tell)


def _speech(
    request: VoiceRequest, places: VoicePlaces, fixed: Iterable[str], free: bool, tell: Callable[[str], None]
) -> Speech | None:
    """The voice out of where its sentences come from; the clips stand in for a better engine, should it fail."""
    clips = _shipped(request, places, tell) if request.name in ("auto", "shipped") else None
    shipped: list[SentenceSource] = [clips] if clips is not None else []
    alone = Speech(shipped, freely=False, pace=request.pace) if shipped else None
    if request.name == "shipped":
        return alone
    known = clips is not None and all(
        clips.frames(part) is not None for line in fixed for part in sentences(line)
    )
    if known and not free and not _better_possible(places):
        return alone
    engine = _chosen_engine(request, places)
    if engine is None:
        return alone
    spoken: list[SentenceSource] = [made(engine, request, places)]
    if not known:
        return Speech(spoken, freely=True, pace=request.pace)
    if _standing(engine.name) == "better":
        return Speech(spoken, freely=True, pace=request.pace, instead=shipped)
    return Speech([*shipped, *spoken], freely=True, pace=request.pace)


def _chosen_engine(request: VoiceRequest, places: VoicePlaces) -> Engine | None:
    """The engine that was asked for, or else the best one that speaks the language; None where there is none.

    Raises UsageError if it was asked for by its name and cannot be had.
    """
    able = [engine for engine in places.engines() if engine.speaks(request.language)]
    if request.name == "auto":
        return min(able, key=lambda engine: STANDINGS.index(_standing(engine.name)), default=None)
    for engine in able:
        if engine.name == request.name:
            return engine
    raise UsageError(
        f"The voice {request.name} is not on this machine, or does not speak {request.language!r}.",
        "massage-mind sound voices says what there is.",
    )


def check_name(name: str) -> None:
    """Raises UsageError for a voice whose name is not known."""
    one_of("voice", name, voice_names())


def _standing(name: str) -> Standing:
    """How the engine of this name stands to the shipped clips; one that nobody knows is any other."""
    return next((facts.standing for facts in engines() if facts.name == name), "other")


def _better_possible(places: VoicePlaces) -> bool:
    """Whether a better engine could be there, without loading anything to find out."""
    import sys

    return places.find is not None or any(
        facts.standing == "better" and facts.possible(sys.platform, places.voices_dir) for facts in engines()
    )


def _shipped(request: VoiceRequest, places: VoicePlaces, tell: Callable[[str], None]) -> ShippedClips | None:
    """The shipped clips, if they speak this language and can be read."""
    try:
        clips = shipped_clips(places.archive)
    except MassageMindError as error:
        tell(error.sentence)
        return None
    return clips if request.language.casefold().replace("_", "-").split("-")[0] == clips.language else None


@lru_cache(maxsize=1)
def shipped_clips(archive: Path) -> ShippedClips:
    """The shipped clips, opened once."""
    return ShippedClips(archive)


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
