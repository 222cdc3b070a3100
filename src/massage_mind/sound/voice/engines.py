"""Speech engines: programs that turn a text into samples, each an adapter of one small protocol.

Each is run as a program, never loaded: piper and espeak-ng are under the GPL, and a program that hangs or crashes can
be ended. All of them take plain text; nothing in a text is markup or an order to them (`engine_programs.plain`).

No adapter for `spd-say`: it plays by itself and hands out no samples, so it could neither be mixed nor measured.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from massage_mind.sound.installed import installed
from massage_mind.sound.voice.engine_programs import (
    EngineError,
    Manner,
    ProgramEngine,
    Run,
    Samples,
    Voice,
    run_program,
    stamp,
)

__all__ = ["Engine", "EngineError", "Manner", "Voice", "find_engines", "run_program"]

GUIDANCE_WPM = 135
"""Words a minute at pace 1.0, while speaking: the pauses between sentences are the script's and come on top.

Each engine counts in its own way, so each has a figure that gives about this. Measured over 111 sentences of our
scripts (1,031 words), one by one, without the silence before and after each."""
ESPEAK_SPEED, ESPEAK_GAP = 120, 2
"""espeak-ng `-s` and `-g`: 135 words a minute, with a little air between the words. Slower than `-s 80` there is not."""
ESPEAK_SPEEDS = (80, 450)
NANOTTS_SPEED = 0.63
"""Pico says 205 words a minute at 1.0, and 135 at this."""
NANOTTS_SPEEDS = (0.2, 5.0)
SAY_WPM = GUIDANCE_WPM
"""`say -r` counts in words a minute."""
SAPI_WPM = 170
"""What the voices of Windows say at rate 0, about; +10 is three times as fast, -10 a third. Not measured here."""
PIPER_SCALE = 1.3
"""piper's voices say some 175 words a minute at their own length scale; a longer scale is slower. Not measured here."""
PIPER_PAUSE_S = 0.3
"""Between the sentences of one text, which piper would run together."""

SAPI_LIST = (
    "$ErrorActionPreference = 'Stop'; try { "
    "[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false; "
    "Add-Type -AssemblyName System.Speech; "
    "$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "foreach ($voice in $speech.GetInstalledVoices()) { if ($voice.Enabled) { $info = $voice.VoiceInfo; "
    "[Console]::Out.WriteLine($info.Name + [char]9 + $info.Culture.Name + [char]9 + $info.Gender) } } "
    "} catch { [Console]::Error.WriteLine($_.Exception.Message); exit 1 }"
)
SAPI_SPEAK = (
    "$ErrorActionPreference = 'Stop'; try { "
    "Add-Type -AssemblyName System.Speech; "
    "$text = [IO.File]::ReadAllText($env:MASSAGE_MIND_TEXT, [Text.Encoding]::UTF8); "
    "$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$speech.SelectVoice($env:MASSAGE_MIND_VOICE); "
    "$speech.Rate = [int]$env:MASSAGE_MIND_RATE; "
    "$speech.SetOutputToWaveFile($env:MASSAGE_MIND_WAV); "
    "$speech.Speak($text); $speech.Dispose() "
    "} catch { [Console]::Error.WriteLine($_.Exception.Message); exit 1 }"
)
"""Constant, and without double quotes, which PowerShell's command line would take apart."""

NANOTTS = (
    "import runpy, sys; sys.argv += ['--', sys.stdin.buffer.read().decode('utf-8')]; "
    "runpy.run_module('py_nanotts', run_name='__main__', alter_sys=True)"
)
"""`python -m py_nanotts` takes its text as an argument only; this gives it one that never was on a command line."""
NANOTTS_WORD = re.compile(r"(\S{40})(?=\S)")
"""Pico gives up on words of several hundred letters, and on numbers of some 100 digits."""

_SAY_LINE = re.compile(r"(\S.*?)\s+([a-z]{2,3}(?:[_-]\w+)*)\s+#")
_SAY_JOKES = re.compile(
    "(Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Deranged|Good News|Hysterical|Jester|Junior|Organ|"
    r"Pipe Organ|Princess|Superstar|Trinoids|Whisper|Wobble|Zarvox)\b"
)
_SAY_ROBOTS = re.compile(r"(Eddy|Flo|Fred|Grandma|Grandpa|Kathy|Ralph|Reed|Rocko|Sandy|Shelley)\b")
_SAY_WOMEN = re.compile(
    "(Alice|Allison|Amelie|Amélie|Anna|Audrey|Ava|Ellen|Fiona|Karen|Kate|Katya|Luciana|Moira|Monica|Mónica|"
    r"Paulina|Petra|Samantha|Serena|Susan|Tessa|Victoria|Zoe)\b"
)
_SAY_MEN = re.compile(r"(Aaron|Alex|Daniel|Diego|Jorge|Juan|Luca|Markus|Oliver|Thomas|Tom|Xander|Yannick)\b")
"""`say` does not tell which is whose; these are well known."""


class Engine(Protocol):
    """Turns text into samples."""

    name: str

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


def find_engines(
    environ: Mapping[str, str],
    *,
    voices_dir: Path,
    which: Callable[[str], str | None] = shutil.which,
    has_module: Callable[[str], bool] | None = None,
    platform: str = sys.platform,
    run: Run = run_program,
    python: str = sys.executable,
) -> list[Engine]:
    """The engines there are on this machine, the best first: piper, the system's own, the extra `voice`.

    piper counts once a voice of its own lies in `voices_dir`; that folder need not exist. `environ` is what the
    programs are given. Nothing is run yet: an engine is asked for its voices when they are first wanted.
    """
    has = has_module or installed
    # -P: not from the folder a person happens to be in.
    here = (python, "-P")
    engines: list[Engine] = []
    if own := _piper_voices(voices_dir):
        # The module first: there is another program called piper, which sets up mice.
        if has("piper"):
            engines.append(Piper((*here, "-m", "piper"), environ, run, own))
        elif program := which("piper"):
            engines.append(Piper((program,), environ, run, own))
    if platform == "darwin" and (program := which("say")):
        engines.append(Say((program,), environ, run))
    if platform == "win32" and (program := which("powershell")):
        engines.append(Sapi((program,), environ, run))
    if program := which("espeak-ng") or which("espeak"):
        engines.append(Espeak((program,), environ, run))
    if has("py_nanotts"):
        engines.append(Nanotts((*here, "-c", NANOTTS), environ, run))
    return engines


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """A voice of piper's a person has put in place: the network, and the length scale it was made for."""

    path: Path
    language: str
    scale: float


def _piper_voices(folder: Path) -> dict[str, PiperVoice]:
    """The voices in a folder, by name: each `*.onnx` that has its `*.onnx.json`. None where it cannot be read.

    Those that are given Chinese as pinyin are left out: for them piper fetches a model from the network by itself.
    """
    try:
        paths = sorted(folder.absolute().glob("*.onnx"))
    except OSError:
        return {}
    found = {}
    for path in paths:
        about = path.with_name(path.name + ".json")
        if path.is_file() and about.is_file() and (voice := _piper_voice(path, about)):
            found[path.stem] = voice
    return found


def _piper_voice(path: Path, about: Path) -> PiperVoice | None:
    """Language and scale from the JSON, or the language from the name; piper itself complains of a broken file."""
    try:
        content = json.loads(about.read_bytes())
    except (OSError, ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        content = {}

    def at(group: str, field: str) -> object:
        inner = content.get(group)
        return inner.get(field) if isinstance(inner, dict) else None

    if content.get("phoneme_type") == "pinyin":
        return None
    languages = (at("language", "code"), at("espeak", "voice"), path.stem.split("-")[0])
    language = next((tag for tag in languages if isinstance(tag, str) and tag), "")
    scale = at("inference", "length_scale")
    own = float(scale) if isinstance(scale, int | float) and 0.1 <= scale <= 10 else 1.0
    return PiperVoice(path, language, own)


class Piper(ProgramEngine):
    """piper, with the voices in a folder of the person's. Its text is one line: of older ones, each line is a file."""

    name = "piper"

    def __init__(
        self, program: Sequence[str], environ: Mapping[str, str], run: Run, own: Mapping[str, PiperVoice]
    ) -> None:
        super().__init__(program, environ, run)
        self._own = dict(own)

    def _list(self) -> Iterable[Voice]:
        return [Voice(name, voice.language) for name, voice in self._own.items()]

    def _rate(self, voice: Voice, manner: Manner) -> str:
        scale = self._own[voice.name].scale if voice.name in self._own else 1.0
        return f"{PIPER_SCALE * scale / manner.pace:.3f}"

    def _stamps(self, voice: Voice) -> tuple[str, ...]:
        if voice.name not in self._own:
            return ()
        path = self._own[voice.name].path
        return (stamp(path), stamp(path.with_name(path.name + ".json")))

    def _order(
        self, text: str, voice: Voice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        args = ["-m", str(self._own[voice.name].path), "--length-scale", self._rate(voice, manner)]
        args += ["--sentence-silence", f"{PIPER_PAUSE_S}", "-f", str(wav)]
        # Standard input, not `-- TEXT`: of those arguments it makes the text itself, the `--` with it.
        return args, text + "\n", {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}

    def _made_by(self) -> str:
        return "python -m piper" if len(self._program) > 1 else self._program[0]


class Say(ProgramEngine):
    """macOS's own voices. Of those made for fun none is taken."""

    name = "say"
    _utf8: Mapping[str, str] = {"LC_ALL": "en_US.UTF-8"}

    def _list(self) -> Iterable[Voice]:
        for line in self._ask(["-v", "?"], "", self._utf8).splitlines():
            if (found := _SAY_LINE.match(line)) and not _SAY_JOKES.match(line):
                name, language = found.groups()
                gender = "female" if _SAY_WOMEN.match(name) else "male" if _SAY_MEN.match(name) else ""
                yield Voice(name, language, gender, self._liking(name))

    @staticmethod
    def _liking(name: str) -> int:
        if _SAY_ROBOTS.match(name):
            return 3
        return 0 if "(Premium)" in name else 1 if "(Enhanced)" in name else 2

    def _rate(self, voice: Voice, manner: Manner) -> str:
        return str(round(SAY_WPM * manner.pace))

    def _order(
        self, text: str, voice: Voice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        args = ["-o", str(wav), "--file-format=WAVE", "--data-format=LEI16@22050"]
        args += ["-r", self._rate(voice, manner), "-v", voice.name, "-f", "-"]
        return args, text, dict(self._utf8)


class Sapi(ProgramEngine):
    """Windows's own voices (SAPI), through Windows PowerShell and .NET's System.Speech.

    The text comes in a file beside the WAV: of a redirected standard input PowerShell itself may read.
    """

    name = "sapi"
    _shell = ("-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-Command")

    def _list(self) -> Iterable[Voice]:
        for line in self._ask([*self._shell, SAPI_LIST], "", {}).splitlines():
            name, _, rest = line.lstrip("\ufeff").partition("\t")
            language, _, gender = rest.partition("\t")
            if name and language:
                yield Voice(name, language, gender.strip().lower())

    def _rate(self, voice: Voice, manner: Manner) -> str:
        return str(max(-10, min(10, round(10 * math.log(GUIDANCE_WPM * manner.pace / SAPI_WPM, 3)))))

    def _order(
        self, text: str, voice: Voice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        written = wav.with_name("text.txt")
        written.write_text(text, encoding="utf-8")
        env = {"TEXT": str(written), "VOICE": voice.name, "RATE": self._rate(voice, manner), "WAV": str(wav)}
        args = [*self._shell, SAPI_SPEAK]
        return args, "", {f"MASSAGE_MIND_{name}": value for name, value in env.items()}


class Espeak(ProgramEngine):
    """espeak-ng, or the espeak before it. Without `-m` it reads no SSML."""

    name = "espeak-ng"
    _variants: Mapping[str, str] = {"": "", "female": "+f3", "male": "+m3"}

    def _list(self) -> Iterable[Voice]:
        for line in self._ask(["--voices"], "", {}).splitlines():
            fields = line.split()
            if len(fields) >= 5 and fields[0].isdigit():
                # Its file's name: "en-gb+f3" is taken for "en-gb", for that file is called gmw/en.
                language, name = fields[1], fields[4]
                yield Voice(name, language, rank=int(fields[0]))
                # What else it is good for: "(zh-cmn 5)(zh 5)".
                for language, rank in re.findall(r"\((\S+) (\d+)\)", line):
                    yield Voice(name, language, rank=int(rank))

    def _rate(self, voice: Voice, manner: Manner) -> str:
        slowest, fastest = ESPEAK_SPEEDS
        return str(max(slowest, min(fastest, round(ESPEAK_SPEED * manner.pace))))

    def _order(
        self, text: str, voice: Voice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        args = ["--stdin", "-b", "1", "-v", voice.name + self._variants[manner.gender]]
        # Into a file: in the WAV it writes to standard output the sizes are wrong.
        args += ["-s", self._rate(voice, manner), "-g", str(ESPEAK_GAP), "-w", str(wav)]
        return args, text, {}


class Nanotts(ProgramEngine):
    """SVOX Pico, from the package py-nanotts (the extra `voice`): six voices of 16 kHz."""

    name = "nanotts"

    def _list(self) -> Iterable[Voice]:
        return [Voice(tag, tag) for tag in ("en-GB", "en-US", "de-DE", "es-ES", "fr-FR", "it-IT")]

    def _rate(self, voice: Voice, manner: Manner) -> str:
        slowest, fastest = NANOTTS_SPEEDS
        return f"{max(slowest, min(fastest, NANOTTS_SPEED * manner.pace)):.3f}"

    def _prepared(self, text: str) -> str:
        """Without what Pico takes for tags, such as `<volume level="0">`, and without endless words."""
        return NANOTTS_WORD.sub(r"\1 ", text.replace("<", " ").replace(">", " "))

    def _stamps(self, voice: Voice) -> tuple[str, ...]:
        try:
            spec = find_spec("py_nanotts")
        except (ImportError, ValueError):
            spec = None
        return (stamp(spec.origin) if spec and spec.origin else "",)

    def _order(
        self, text: str, voice: Voice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        return ["-o", str(wav), "-v", voice.name, f"--speed={self._rate(voice, manner)}"], text, {}

    def _made_by(self) -> str:
        return "python -m py_nanotts"
