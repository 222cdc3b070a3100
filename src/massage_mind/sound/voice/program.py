"""What the engines share: each chooses a voice, is run as a program, and leaves a WAV file.

Each is run as a program, never loaded: piper and espeak-ng are under the GPL, and a program that hangs or crashes can
be ended. All of them take plain text; nothing in a text is markup or an order to them (`plain_text.plain`). What runs
programs and reads samples is loaded when somebody speaks: to look for an engine costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.sound.voice.engine import (
    EngineError,
    EngineVoice,
    Finish,
    Machine,
    Manner,
    fitting,
    language_tag,
)
from massage_mind.sound.voice.plain_text import has_words, plain
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.sound.samples import Samples

LIMIT_S = 20.0
"""How long a program may take to start and to say nothing much: the largest voices load for some seconds."""
LIMIT_PER_CHARACTER_S = 0.1
"""And for each character so much more: a little longer than it takes to be heard. Slower than speech is of no use."""
NO_SOUND_RATE = 22_050
"""The rate of no samples, for a text without words."""


def limit_s(text: str) -> float:
    """The time limit for a text, in seconds."""
    return LIMIT_S + LIMIT_PER_CHARACTER_S * len(text)


def stamp(path: str | Path) -> str:
    """What changes when a file does: size and time of change; empty where there is none."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return ""
    return f"{status.st_size}.{status.st_mtime_ns}"


class ProgramEngine:
    """What the adapters share: choose a voice, run the program in a folder of its own, read what it wrote."""

    name = ""
    finish = Finish()

    def __init__(self, program: Sequence[str], machine: Machine) -> None:
        """`program` is the command without its arguments."""
        self._program = tuple(program)
        self._environ = dict(machine.environ)
        self._run = machine.run

    @cached_property
    def voices(self) -> tuple[EngineVoice, ...]:
        """The voices there are, asked for once. Raises EngineError."""
        return tuple(self._list())

    def about(self) -> str:
        try:
            voices = self.voices
        except EngineError as error:
            return f"{self.name}: {error.sentence}"
        names = list(dict.fromkeys(plain(voice.name) for voice in voices))
        what = ", ".join(names) if 0 < len(names) <= 5 else f"{len(names)} voices"
        return f"{self.name}: {what} ({self._made_by()})"

    def key(self, manner: Manner) -> str:
        try:
            voice = self._voice(manner)
        except EngineError:  # then there will be no sound either; `speak` says why
            voice = EngineVoice("", "")
        parts = (self.name, *self._stamps(voice), voice.name, self._rate(voice, manner))
        return "|".join((*parts, language_tag(manner.language), f"{manner.pace:g}", manner.gender))

    def speaks(self, language: str) -> bool:
        try:
            return fitting(self.voices, Manner(language)) is not None
        except EngineError:  # one that cannot even tell is passed over; `about` says why
            return False

    def speak(self, text: str, manner: Manner) -> tuple[Samples, int]:
        from tempfile import TemporaryDirectory

        import numpy as np

        from massage_mind.sound.voice.engine_wav import read_wav
        from massage_mind.sound.voice.processes import no_room

        text = self._prepared(plain(text))
        if not has_words(text):
            return np.zeros(0, np.float32), NO_SOUND_RATE
        voice = self._voice(manner)
        try:
            with TemporaryDirectory(prefix="massage-mind-", ignore_cleanup_errors=True) as folder:
                wav = Path(folder) / "speech.wav"
                args, said, env = self._order(text, voice, manner, wav)
                self._ask(args, said, env, limit_s(text))
                samples, rate = read_wav(wav, self.name)
        except OSError as error:
            raise no_room(self.name, error) from error
        if not samples.any():
            raise EngineError(
                f'{self.name} gave no sound for "{text[:40]}".',
                "See whether the text is in the language of the voice, or choose another voice.",
            )
        return samples, rate

    def _list(self) -> Iterable[EngineVoice]:
        raise NotImplementedError

    def _order(
        self, text: str, voice: EngineVoice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        """Arguments after the program, its standard input, and what is added to its environment."""
        raise NotImplementedError

    def _rate(self, voice: EngineVoice, manner: Manner) -> str:
        """The pace in the engine's own measure."""
        raise NotImplementedError

    def _prepared(self, text: str) -> str:
        return text

    def _made_by(self) -> str:
        return self._program[0]

    def _stamps(self, voice: EngineVoice) -> tuple[str, ...]:
        return (stamp(self._program[0]),)

    def _voice(self, manner: Manner) -> EngineVoice:
        voice = fitting(self.voices, manner)
        if voice is None:
            raise EngineError(
                f"{self.name} has no voice for the language {quoted(plain(manner.language))}.",
                "Choose another voice.",
            )
        return voice

    def _ask(self, args: Sequence[str], text: str, env: Mapping[str, str], timeout_s: float = LIMIT_S) -> str:
        return self._run(
            [*self._program, *args], text, timeout_s=timeout_s, env={**self._environ, **env}, name=self.name
        )
