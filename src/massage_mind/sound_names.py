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

Standing = Literal["better", "same", "other"]
"""How an engine stands to the shipped clips, the best first: it sounds `better`, and so speaks every line where it is
found; it is what the clips were made with, the `same` voice, and so goes well beside them; or it is any `other`."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)


class EngineFacts(NamedTuple):
    """What can be known of a speech engine without loading it: what stands at the top of its module.

    `rank` says where it stands in every list of engines, lower first; `standing` how it stands to the shipped clips;
    `platform` is the only `sys.platform` it is found on (empty: any), `voice_files` what has to lie in the person's
    folder of voices for it to speak (empty: nothing).
    """

    rank: int
    name: str
    standing: Standing
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
    """The voices that can be asked for: whichever is best, the shipped clips, each engine, none."""
    return ("auto", "shipped", *engine_names(), "off")


def _facts(path: Path) -> EngineFacts:
    """What a module says at its top, in lines such as `RANK = 10`, `STANDING = "better"`, `PLATFORM = "darwin"`."""
    found = {name: number or text for name, number, text in _FACT.findall(path.read_text(encoding="utf-8"))}
    standing: Standing | None = next((one for one in STANDINGS if one == found.get("STANDING")), None)
    if standing is None or not found.get("RANK", "").isdigit():
        raise ValueError(f"{path} has no line RANK = NUMBER, or no line STANDING = one of {STANDINGS}")
    name = path.stem.replace("_", "-")
    return EngineFacts(
        int(found["RANK"]), name, standing, found.get("PLATFORM", ""), found.get("VOICE_FILES", "")
    )
