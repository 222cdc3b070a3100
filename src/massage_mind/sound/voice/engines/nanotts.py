"""nanotts: SVOX Pico, from the package py-nanotts (the extra `voice`). The shipped clips were made with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from massage_mind.sound.voice.engine import EngineVoice, Machine, Manner
from massage_mind.sound.voice.program import ProgramEngine, stamp

RANK = 50
STANDING = "same"

NANOTTS_SPEED = 0.63
"""Pico says 205 words a minute at 1.0, and 135 at this."""
NANOTTS_SPEEDS = (0.2, 5.0)
NANOTTS = (
    "import runpy, sys; sys.argv += ['--', sys.stdin.buffer.read().decode('utf-8')]; "
    "runpy.run_module('py_nanotts', run_name='__main__', alter_sys=True)"
)
"""`python -m py_nanotts` takes its text as an argument only; this gives it one that never was on a command line."""
NANOTTS_WORD = re.compile(r"(\S{40})(?=\S)")
"""Pico gives up on words of several hundred letters, and on numbers of some 100 digits."""


def find(machine: Machine) -> NanottsEngine | None:
    """The package, run as a program."""
    if not machine.has_module("py_nanotts"):
        return None
    return NanottsEngine((*machine.python_here, "-c", NANOTTS), machine)


class NanottsEngine(ProgramEngine):
    """SVOX Pico, from the package py-nanotts (the extra `voice`): six voices of 16 kHz."""

    name = "nanotts"

    def _list(self) -> Iterable[EngineVoice]:
        return [EngineVoice(tag, tag) for tag in ("en-GB", "en-US", "de-DE", "es-ES", "fr-FR", "it-IT")]

    def _rate(self, voice: EngineVoice, manner: Manner) -> str:
        slowest, fastest = NANOTTS_SPEEDS
        return f"{max(slowest, min(fastest, NANOTTS_SPEED * manner.pace)):.3f}"

    def _prepared(self, text: str) -> str:
        """Without what Pico takes for tags, such as `<volume level="0">`, and without endless words."""
        return NANOTTS_WORD.sub(r"\1 ", text.replace("<", " ").replace(">", " "))

    def _stamps(self, voice: EngineVoice) -> tuple[str, ...]:
        try:
            spec = find_spec("py_nanotts")
        except (ImportError, ValueError):
            spec = None
        return (stamp(spec.origin) if spec and spec.origin else "",)

    def _order(
        self, text: str, voice: EngineVoice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        return ["-o", str(wav), "-v", voice.name, f"--speed={self._rate(voice, manner)}"], text, {}

    def _made_by(self) -> str:
        return "python -m py_nanotts"
