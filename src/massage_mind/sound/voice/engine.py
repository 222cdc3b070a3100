"""What an engine is: the port, the manner of speaking, the voices it has, and the machine it is looked for on.

Values only; nothing here runs or loads anything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.values import dataclass
from massage_mind.words.near import one_of

if TYPE_CHECKING:
    from massage_mind.sound.samples import Samples

GENDERS = ("", "female", "male")
SLOWEST, FASTEST = 0.5, 2.0
GUIDANCE_WPM = 135
"""Words a minute at pace 1.0, while speaking: the pauses between sentences are the script's and come on top.

Each engine counts in its own way, so each has a figure that gives about this. Measured over 111 sentences of our
scripts (1,031 words), one by one, without the silence before and after each."""
NO_REPORTS = {"ORT_DISABLE_TELEMETRY": "1"}
"""What keeps onnxruntime to itself: from 1.29 on it would name this machine in a file and report to its maker, from the
moment it is loaded (microsoft/onnxruntime pull request 27379). Only an environment that says so beforehand prevents it."""


class EngineError(MassageMindError):
    """A speech engine failed: the sentence says which and how, the hint what to do (exit code 1)."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak. Raises UsageError for a pace or a gender there is not.

    `language` is a script's language tag ("en", "en-GB", "de"); `pace` 1.0 is our guidance pace, 0.8 slower, 1.25
    faster; `gender` ("", "female", "male") is taken where the engine has it.
    """

    language: str = "en"
    pace: float = 1.0
    gender: str = ""

    def __post_init__(self) -> None:
        if not SLOWEST <= self.pace <= FASTEST:  # nor is NaN
            raise UsageError(
                f"A voice can't speak at a pace of {self.pace:g}.",
                f"Choose from {SLOWEST} to {FASTEST:g}; 1 is usual.",
            )
        one_of("voice", self.gender, GENDERS, 'Choose "female" or "male", or leave it out.')


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """A voice an engine has: its name there, its language tag, its gender where known; a lower `rank` is liked more."""

    name: str
    language: str
    gender: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Finish:
    """What `shape` does to what an engine spoke, besides the loudness.

    `pauses` trims it and draws its pauses out, for an engine that makes them too short at commas; `shelf_db` is how
    much louder (below 0: softer) what lies above 6 kHz becomes.
    """

    pauses: bool = True
    shelf_db: float = 0.0


class Engine(Protocol):
    """Turns text into samples."""

    name: str

    @property
    def finish(self) -> Finish:
        """What is done to its samples."""
        ...

    def about(self) -> str:
        """One line: which voices, which program."""
        ...

    def key(self, manner: Manner) -> str:
        """Stable text that changes whenever the sound would: part of what a kept sound is found by."""
        ...

    def speaks(self, language: str) -> bool:
        """Whether it has a voice for this language, of whatever country."""
        ...

    def speak(self, text: str, manner: Manner) -> tuple[Samples, int]:
        """The text as one channel of samples from -1 to 1, and their rate in Hz; no samples for a text without words.

        Within a time limit that grows with the text. Raises EngineError.
        """
        ...


class Run(Protocol):
    """How a program is run: `processes.run_program`, or what a test puts in its place."""

    def __call__(
        self,
        args: Sequence[str],
        text: str,
        *,
        timeout_s: float,
        env: Mapping[str, str] | None = None,
        name: str = "",
    ) -> str: ...


class KeptProgram(Protocol):
    """A program that is kept open: `kept_open.KeptOpen`, or what a test puts in its place."""

    def ask(self, order: str, timeout_s: float) -> bytes:
        """What it answers to a line of text. Raises EngineError."""
        ...

    def close(self) -> None:
        """End it; asked again, it is run again."""
        ...


class Keep(Protocol):
    """How a program is kept open: `KeptOpen` itself, or what a test puts in its place."""

    def __call__(
        self, args: Sequence[str], env: Mapping[str, str], *, name: str, most_bytes: int
    ) -> KeptProgram: ...


@dataclass(frozen=True, slots=True)
class Machine:
    """Where an engine is looked for, and what it is run with.

    `environ` is what its program is given, `voices_dir` the person's own voices (it need not exist), `which` finds a
    program, `has_module` says whether a module could be imported, `run` and `keep` are how programs are run, once and
    for many orders, `platform` is `sys.platform`, `python` the interpreter that runs modules.
    """

    environ: Mapping[str, str]
    voices_dir: Path
    which: Callable[[str], str | None]
    has_module: Callable[[str], bool]
    run: Run
    keep: Keep
    platform: str = sys.platform
    python: str = sys.executable

    @property
    def python_here(self) -> tuple[str, ...]:
        """How a module is run: -P, so that it is not taken from the folder a person happens to be in."""
        return (self.python, "-P")


def fitting(voices: Iterable[EngineVoice], manner: Manner) -> EngineVoice | None:
    """The voice that fits best: same language, then same country, gender, rank; the first of equals. None: none does."""
    wanted = language_tag(manner.language)
    same = [voice for voice in voices if language_tag(voice.language).split("-")[0] == wanted.split("-")[0]]
    return min(
        same,
        key=lambda voice: (
            language_tag(voice.language) != wanted,
            bool(manner.gender) and voice.gender != manner.gender,
            voice.rank,
        ),
        default=None,
    )


def language_tag(language: str) -> str:
    """A language tag in one spelling, so that `en_GB` and `en-gb` are the same."""
    return language.replace("_", "-").lower()
