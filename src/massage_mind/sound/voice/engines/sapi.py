"""SAPI: the voices of Windows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from massage_mind.sound.voice.engine import GUIDANCE_WPM, EngineVoice, Machine, Manner
from massage_mind.sound.voice.program import ProgramEngine

RANK = 30
PLATFORM = "win32"

SAPI_WPM = 170
"""What the voices of Windows say at rate 0, about; +10 is three times as fast, -10 a third. Not measured here."""
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


def find(machine: Machine) -> SapiEngine | None:
    """Over Windows PowerShell, which every Windows has."""
    program = machine.which("powershell")
    return SapiEngine((program,), machine) if program else None


class SapiEngine(ProgramEngine):
    """Windows's own voices (SAPI), through Windows PowerShell and .NET's System.Speech.

    The text comes in a file beside the WAV: of a redirected standard input PowerShell itself may read.
    """

    name = "sapi"
    _shell = ("-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-Command")

    def _list(self) -> Iterable[EngineVoice]:
        for line in self._ask([*self._shell, SAPI_LIST], "", {}).splitlines():
            name, _, rest = line.lstrip("\ufeff").partition("\t")
            language, _, gender = rest.partition("\t")
            if name and language:
                yield EngineVoice(name, language, gender.strip().lower())

    def _rate(self, voice: EngineVoice, manner: Manner) -> str:
        return str(max(-10, min(10, round(10 * math.log(GUIDANCE_WPM * manner.pace / SAPI_WPM, 3)))))

    def _order(
        self, text: str, voice: EngineVoice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        written = wav.with_name("text.txt")
        written.write_text(text, encoding="utf-8")
        env = {"TEXT": str(written), "VOICE": voice.name, "RATE": self._rate(voice, manner), "WAV": str(wav)}
        args = [*self._shell, SAPI_SPEAK]
        return args, "", {f"MASSAGE_MIND_{name}": value for name, value in env.items()}
