"""piper: networks of a person's own choice, which sound the most natural."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from massage_mind.sound.voice.engine import EngineVoice, Machine, Manner
from massage_mind.sound.voice.program import ProgramEngine, stamp
from massage_mind.values import dataclass

RANK = 10
VOICE_FILES = "*.onnx"

PIPER_SCALE = 1.3
"""piper's voices say some 175 words a minute at their own length scale; a longer scale is slower. Not measured here."""
PIPER_PAUSE_S = 0.3
"""Between the sentences of one text, which piper would run together."""


def find(machine: Machine) -> PiperEngine | None:
    """piper as a module, else as a program, if it has a voice that can be used."""
    own = _piper_voices(machine.voices_dir)
    if not own:
        return None
    # The module first: there is another program called piper, which sets up mice.
    if machine.has_module("piper"):
        return PiperEngine((*machine.python_here, "-m", "piper"), machine, own)
    program = machine.which("piper")
    return PiperEngine((program,), machine, own) if program else None


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


class PiperEngine(ProgramEngine):
    """piper, with the voices in a folder of the person's. Its text is one line: of older ones, each line is a file."""

    name = "piper"

    def __init__(self, program: Sequence[str], machine: Machine, own: Mapping[str, PiperVoice]) -> None:
        super().__init__(program, machine)
        self._own = dict(own)

    def _list(self) -> Iterable[EngineVoice]:
        return [EngineVoice(name, voice.language) for name, voice in self._own.items()]

    def _rate(self, voice: EngineVoice, manner: Manner) -> str:
        scale = self._own[voice.name].scale if voice.name in self._own else 1.0
        return f"{PIPER_SCALE * scale / manner.pace:.3f}"

    def _stamps(self, voice: EngineVoice) -> tuple[str, ...]:
        if voice.name not in self._own:
            return ()
        path = self._own[voice.name].path
        return (stamp(path), stamp(path.with_name(path.name + ".json")))

    def _order(
        self, text: str, voice: EngineVoice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        args = ["-m", str(self._own[voice.name].path), "--length-scale", self._rate(voice, manner)]
        args += ["--sentence-silence", f"{PIPER_PAUSE_S}", "-f", str(wav)]
        # Standard input, not `-- TEXT`: of those arguments it makes the text itself, the `--` with it.
        return args, text + "\n", {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}

    def _made_by(self) -> str:
        return "python -m piper" if len(self._program) > 1 else self._program[0]
