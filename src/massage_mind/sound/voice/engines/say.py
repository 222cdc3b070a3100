"""say: the voices of macOS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from massage_mind.sound.voice.engine import GUIDANCE_WPM, EngineVoice, Machine, Manner
from massage_mind.sound.voice.program import ProgramEngine

RANK = 20
PLATFORM = "darwin"

SAY_WPM = GUIDANCE_WPM
"""`say -r` counts in words a minute."""

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


def find(machine: Machine) -> SayEngine | None:
    """The program, which every macOS has."""
    program = machine.which("say")
    return SayEngine((program,), machine) if program else None


class SayEngine(ProgramEngine):
    """macOS's own voices. Of those made for fun none is taken."""

    name = "say"
    _utf8: Mapping[str, str] = {"LC_ALL": "en_US.UTF-8"}

    def _list(self) -> Iterable[EngineVoice]:
        for line in self._ask(["-v", "?"], "", self._utf8).splitlines():
            if (found := _SAY_LINE.match(line)) and not _SAY_JOKES.match(line):
                name, language = found.groups()
                gender = "female" if _SAY_WOMEN.match(name) else "male" if _SAY_MEN.match(name) else ""
                yield EngineVoice(name, language, gender, self._liking(name))

    @staticmethod
    def _liking(name: str) -> int:
        if _SAY_ROBOTS.match(name):
            return 3
        return 0 if "(Premium)" in name else 1 if "(Enhanced)" in name else 2

    def _rate(self, voice: EngineVoice, manner: Manner) -> str:
        return str(round(SAY_WPM * manner.pace))

    def _order(
        self, text: str, voice: EngineVoice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        args = ["-o", str(wav), "--file-format=WAVE", "--data-format=LEI16@22050"]
        args += ["-r", self._rate(voice, manner), "-v", voice.name, "-f", "-"]
        return args, text, dict(self._utf8)
