"""Who can speak and what can play, by name alone, for what loads neither: settings, help, the choice of a voice.

Speech engines are found: each is a module in a folder, and to add one is to add its file. Nothing is imported to learn
what stands at its top, so a list of them costs every command next to nothing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

_ENGINES = Path(__file__).parent / "sound" / "voice" / "engines"
_FACT = re.compile(r'^([A-Z_]+) = (?:(\d+)|"([^"]*)")$', re.MULTILINE)

PlayerLibrary = Literal["miniaudio", "simpleaudio"]
LIBRARIES: tuple[PlayerLibrary, ...] = get_args(PlayerLibrary)
"""The libraries that can play, the best first."""
PlayerName = Literal["auto", PlayerLibrary, "off"]
PLAYERS: tuple[PlayerName, ...] = get_args(PlayerName)
"""What can be asked to play: the first library that is there, one of them, or nothing."""

OLD_VOICES = ("shipped", "nanotts")
"""Voices there were, which a person's settings may still name: they mean whichever is best."""


class EngineFacts(NamedTuple):
    """What can be known of a speech engine without loading it: what stands at the top of its module.

    `rank` says where it stands in every list of engines, and who is asked first, lower first; `platform` is the only `sys.platform` it is found on (empty: any), `voice_files` what has to lie in the person's
    folder of voices for it to speak (empty: nothing).
    """

    rank: int
    name: str
    platform: str
    voice_files: str

    def possible(self, platform: str, voices_dir: Path) -> bool:
        """Whether it could be on this machine; no program is looked for."""
        if self.platform not in ("", platform):
            return False
        try:
            return not self.voice_files or any(voices_dir.glob(self.voice_files))
        except OSError:  # a folder that may not be read
            return False


@cache
def engines() -> tuple[EngineFacts, ...]:
    """The speech engines the program knows, by rank. Raises ValueError for a module that does not say its facts."""
    return tuple(sorted(_facts(path) for path in _ENGINES.glob("*.py") if not path.stem.startswith("_")))


def engine_names() -> tuple[str, ...]:
    """The names of the speech engines the program knows, by rank."""
    return tuple(engine.name for engine in engines())


def voice_names() -> tuple[str, ...]:
    """The voices that can be asked for: whichever is best, each engine, none."""
    return ("auto", *engine_names(), "off")


def _facts(path: Path) -> EngineFacts:
    """What a module says at its top, in lines such as `RANK = 10`, `PLATFORM = "darwin"`."""
    facts = _FACT.findall(path.read_text(encoding="utf-8"))
    rank = next((int(number) for name, number, _ in facts if name == "RANK" and number), None)
    if rank is None:
        raise ValueError(f"{path} has no line RANK = NUMBER")
    words = {name: text for name, _, text in facts}
    name = path.stem.replace("_", "-")
    return EngineFacts(rank, name, words.get("PLATFORM", ""), words.get("VOICE_FILES", ""))
