"""What the speech engines share: the manner of speaking, the choice of a voice, and a program run for its WAV file.

No text is ever part of a command line: it could begin with a dash or be too long for one, and everybody on a machine
can read the arguments of its programs.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import unicodedata
import wave
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Protocol

import numpy as np
from numpy.typing import NDArray

from massage_mind.errors import MassageMindError, UsageError

Samples = NDArray[np.float32]

LIMIT_S = 20.0
"""How long a program may take to start and to say nothing much: the largest voices load for some seconds."""
LIMIT_PER_CHARACTER_S = 0.1
"""And for each character so much more: a little longer than it takes to be heard. Slower than speech is of no use."""
END_S = 5.0
"""How long the system may take to end a program that was killed."""
ANSWER_BYTES = 1_000_000
COMPLAINT_BYTES = 4_000
COMPLAINT_LETTERS = 200

_running: set[subprocess.Popen[bytes]] = set()
"""The programs that are being waited for."""

GENDERS = ("", "female", "male")
SLOWEST, FASTEST = 0.5, 2.0
NO_SOUND_RATE = 22_050
"""The rate of no samples, for a text without words."""

_UNSAYABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Control characters (NUL and the escape among them), lone surrogates, line and paragraph separators."""
_DOUBLE_BRACKETS = re.compile(r"([\[\]])(?=\1)")


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
                f"A voice cannot speak at a pace of {self.pace:g}.",
                f"Choose from {SLOWEST} to {FASTEST:g}; 1 is usual.",
            )
        if self.gender not in GENDERS:
            raise UsageError(
                f'There is no voice called "{self.gender}".', 'Choose "female" or "male", or leave it out.'
            )


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine has: its name there, its language tag, its gender where known; a lower `rank` is liked more."""

    name: str
    language: str
    gender: str = ""
    rank: int = 0


class Run(Protocol):
    """How a program is run: `run_program`, or what a test puts in its place."""

    def __call__(
        self,
        args: Sequence[str],
        text: str,
        *,
        timeout_s: float,
        env: Mapping[str, str] | None = None,
        name: str = "",
    ) -> str: ...


def plain(text: str) -> str:
    """The text as words on one line: what is not meant to be heard is a space, and nothing in it is a command.

    `[[slnc 300]]` is an order to macOS, phonemes to espeak-ng and to piper: double brackets are broken up.
    """
    spaced = "".join(" " if unicodedata.category(letter) in _UNSAYABLE else letter for letter in text)
    return _DOUBLE_BRACKETS.sub(r"\1 ", " ".join(spaced.split()))


def has_words(text: str) -> bool:
    """Whether there is anything to say: a letter or a digit of any writing. Emoji and punctuation are not."""
    return any(letter.isalnum() for letter in text)


def limit_s(text: str) -> float:
    """The time limit for a text, in seconds."""
    return LIMIT_S + LIMIT_PER_CHARACTER_S * len(text)


def run_program(
    args: Sequence[str],
    text: str,
    *,
    timeout_s: float,
    env: Mapping[str, str] | None = None,
    name: str = "",
) -> str:
    """Run a program to its end, with `text` as its standard input; returns what it wrote to standard output.

    No shell. UTF-8 both ways. `env` is its whole environment (None: ours), `name` what the sentences call it. It
    lives in a session of its own, so that a Ctrl-C in the terminal does not reach it; so whatever ends the wait here,
    the time limit or a signal, ends the program and its children too. Raises EngineError.
    """
    name = name or Path(args[0]).name
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        # Files, not pipes: a pipe can be full, or held open by a child that outlives its parent.
        with TemporaryFile() as said, TemporaryFile() as answer, TemporaryFile() as complaint:
            said.write(text.encode("utf-8", "replace"))
            said.seek(0)
            try:
                process = subprocess.Popen(
                    list(args),
                    stdin=said,
                    stdout=answer,
                    stderr=complaint,
                    env=None if env is None else dict(env),
                    creationflags=flags,
                    start_new_session=sys.platform != "win32",
                )
            except (OSError, ValueError) as error:  # ValueError: a NUL in an argument
                raise EngineError(
                    f"{name} cannot be started: {_reason(error)}.",
                    f"Run {args[0]} by itself to see what it lacks.",
                ) from error
            status = _await(process, timeout_s, name)
            if status != 0:
                last = _last_line(_tail(complaint, COMPLAINT_BYTES))
                raise EngineError(
                    f"{name} failed ({status})" + (f": {last}" if last else "."),
                    f"Run {args[0]} by itself to see whether it works here, or choose another voice.",
                )
            answer.seek(0)
            return answer.read(ANSWER_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise _no_room(name, error) from error


def _await(process: subprocess.Popen[bytes], timeout_s: float, name: str) -> int:
    """How the program ended. Once this is left, in whatever way, it has."""
    _running.add(process)
    try:
        return process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        raise EngineError(
            f"{name} did not finish within {timeout_s:.0f} seconds, and was ended.",
            "Try again when the machine has less to do, or choose another voice.",
        ) from None
    finally:
        _running.discard(process)
        _end(process)


def end_programs() -> None:
    """End every program that runs now: a signal reaches the main thread only, and they are waited for in others."""
    for process in list(_running):
        _end(process)


def read_wav(path: Path, name: str) -> tuple[Samples, int]:
    """The samples of a WAV file (PCM of 8 to 32 bits) as one channel from -1 to 1, and their rate in Hz.

    Raises EngineError, in which `name` is the engine that wrote the file.
    """
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise EngineError(
            f"{name} left no sound that can be read: {_reason(error)}.", "Choose another voice."
        ) from error
    if width not in (1, 2, 3, 4) or rate <= 0:
        raise EngineError(f"{name} left a sound of a form that is not read here.", "Choose another voice.")
    # Cut off within a frame, where the disk was full: the rest of it is no sample.
    whole = data[: len(data) // (width * channels) * (width * channels)]
    return _as_floats(whole, width).reshape(-1, channels).mean(axis=1, dtype=np.float32), rate


def _as_floats(data: bytes, width: int) -> Samples:
    if width == 1:  # the only one without a sign
        return (np.frombuffer(data, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if width == 3:  # numpy has no integer of three bytes: to the upper three of four
        wide = np.zeros((len(data) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        data, width = wide.tobytes(), 4
    floats: Samples = np.frombuffer(data, f"<i{width}").astype(np.float32)
    return floats / np.float32(2 ** (8 * width - 1))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, and what it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        with suppress(OSError):  # no taskkill: then the program alone, below
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=subprocess.CREATE_NO_WINDOW,
                check=False,
            )
    else:
        # Gone in this moment, or (macOS) with a child that is dead but not yet fetched.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    with suppress(subprocess.TimeoutExpired):  # it is the system's now
        process.wait(END_S)


def _tail(file: IO[bytes], size: int) -> str:
    """The end of a file, as text."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - size))
    return file.read().decode("utf-8", "replace")


def _last_line(text: str) -> str:
    """The last line with anything in it, plain and shortened: it goes into a sentence on the terminal.

    Where a program in Python failed while it failed (piper closing a WAV file it never began), what failed first.
    """
    first = text.partition("\nDuring handling of the above exception")[0]
    lines = [line for line in map(plain, first.splitlines()) if line]
    last = lines[-1] if lines else ""
    return last if len(last) <= COMPLAINT_LETTERS else last[: COMPLAINT_LETTERS - 1] + "…"


def _no_room(name: str, error: OSError) -> EngineError:
    return EngineError(f"{name} has no room to work in: {_reason(error)}.", "See whether the disk is full.")


def _reason(error: BaseException) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return plain(text or type(error).__name__).rstrip(".")


def fitting(voices: Iterable[Voice], manner: Manner) -> Voice | None:
    """The voice that fits best: same language, then same country, gender, rank; the first of equals. None: none does."""
    wanted = _tag(manner.language)
    same = [voice for voice in voices if _tag(voice.language).split("-")[0] == wanted.split("-")[0]]
    return min(
        same,
        key=lambda voice: (
            _tag(voice.language) != wanted,
            bool(manner.gender) and voice.gender != manner.gender,
            voice.rank,
        ),
        default=None,
    )


def _tag(language: str) -> str:
    return language.replace("_", "-").lower()


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

    def __init__(self, program: Sequence[str], environ: Mapping[str, str], run: Run) -> None:
        self._program = tuple(program)
        self._environ = dict(environ)
        self._run = run

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
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
            voice = Voice("", "")
        parts = (self.name, *self._stamps(voice), voice.name, self._rate(voice, manner))
        return "|".join((*parts, _tag(manner.language), f"{manner.pace:g}", manner.gender))

    def speaks(self, language: str) -> bool:
        try:
            return fitting(self.voices, Manner(language)) is not None
        except EngineError:  # one that cannot even tell is passed over; `about` says why
            return False

    def speak(self, text: str, manner: Manner) -> tuple[Samples, int]:
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
            raise _no_room(self.name, error) from error
        if not samples.any():
            raise EngineError(
                f'{self.name} gave no sound for "{text[:40]}".',
                "See whether the text is in the language of the voice, or choose another voice.",
            )
        return samples, rate

    def _list(self) -> Iterable[Voice]:
        raise NotImplementedError

    def _order(
        self, text: str, voice: Voice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        """Arguments after the program, its standard input, and what is added to its environment."""
        raise NotImplementedError

    def _rate(self, voice: Voice, manner: Manner) -> str:
        """The pace in the engine's own measure."""
        raise NotImplementedError

    def _prepared(self, text: str) -> str:
        return text

    def _made_by(self) -> str:
        return self._program[0]

    def _stamps(self, voice: Voice) -> tuple[str, ...]:
        return (stamp(self._program[0]),)

    def _voice(self, manner: Manner) -> Voice:
        voice = fitting(self.voices, manner)
        if voice is None:
            raise EngineError(
                f"{self.name} has no voice for the language {plain(manner.language)!r}.",
                "Choose another voice.",
            )
        return voice

    def _ask(self, args: Sequence[str], text: str, env: Mapping[str, str], timeout_s: float = LIMIT_S) -> str:
        return self._run(
            [*self._program, *args], text, timeout_s=timeout_s, env={**self._environ, **env}, name=self.name
        )
