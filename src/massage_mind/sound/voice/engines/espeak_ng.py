"""espeak-ng: small, of many languages, and heard to be a machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from massage_mind.sound.voice.engine import EngineVoice, Machine, Manner
from massage_mind.sound.voice.program import ProgramEngine

RANK = 40

ESPEAK_SPEED, ESPEAK_GAP = 120, 2
"""espeak-ng `-s` and `-g`: 135 words a minute, with a little air between the words. Slower than `-s 80` there is not."""
ESPEAK_SPEEDS = (80, 450)


def find(machine: Machine) -> EspeakEngine | None:
    """The program, or the espeak before it."""
    program = machine.which("espeak-ng") or machine.which("espeak")
    return EspeakEngine((program,), machine) if program else None


class EspeakEngine(ProgramEngine):
    """espeak-ng, or the espeak before it. Without `-m` it reads no SSML."""

    name = "espeak-ng"
    _variants: Mapping[str, str] = {"": "", "female": "+f3", "male": "+m3"}

    def _list(self) -> Iterable[EngineVoice]:
        for line in self._ask(["--voices"], "", {}).splitlines():
            fields = line.split()
            if len(fields) >= 5 and fields[0].isdigit():
                # Its file's name: "en-gb+f3" is taken for "en-gb", for that file is called gmw/en.
                language, name = fields[1], fields[4]
                yield EngineVoice(name, language, rank=int(fields[0]))
                # What else it is good for: "(zh-cmn 5)(zh 5)".
                for language, rank in re.findall(r"\((\S+) (\d+)\)", line):
                    yield EngineVoice(name, language, rank=int(rank))

    def _rate(self, voice: EngineVoice, manner: Manner) -> str:
        slowest, fastest = ESPEAK_SPEEDS
        return str(max(slowest, min(fastest, round(ESPEAK_SPEED * manner.pace))))

    def _order(
        self, text: str, voice: EngineVoice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        args = ["--stdin", "-b", "1", "-v", voice.name + self._variants[manner.gender]]
        # Into a file: in the WAV it writes to standard output the sizes are wrong.
        args += ["-s", self._rate(voice, manner), "-g", str(ESPEAK_GAP), "-w", str(wav)]
        return args, text, {}
