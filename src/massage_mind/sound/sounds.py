"""What a session should sound like, as values. Loads no audio library and no numpy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.places import ambiences, typed_path
from massage_mind.values import dataclass
from massage_mind.words.near import quoted, unknown

if TYPE_CHECKING:
    from massage_mind.sound.voice.speech import Speech


def check_ambience(name: str) -> None:
    """Whether there is such an ambience, by its name or as a file. Raises UsageError."""
    if name in ambiences():
        return
    path = typed_path(name)
    try:
        there, usable = path.exists(), path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        there = usable = False
    hint = f"There are: {', '.join(ambiences())}, none, or the path of a sound file."
    if there and not usable:
        raise UsageError(f"The ambience {quoted(name)} isn't a sound file.", hint)
    if not there:
        raise unknown("ambience", name, ambiences(), hint)


@dataclass(frozen=True, slots=True)
class Levels:
    """How loud each kind of sound is, from 0 to 1."""

    voice: float = 1.0
    bells: float = 1.0
    interval: float = 1.0
    end: float = 1.0
    breath: float = 1.0
    ambience: float = 1.0


LOUD = Levels()
"""Everything at its full volume."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """The sounds of a session.

    `folder` is where bells and ambience lie, `speech` the voice (None: none), `ambience` a name or the path of a file
    (empty: none), `tones` whether breath tones sound, `device` part of the name of what plays them (empty: the usual).
    """

    folder: Path
    speech: Speech | None = None
    ambience: str = ""
    tones: bool = False
    levels: Levels = LOUD
    device: str = ""

    @property
    def own_ambience(self) -> bool:
        """Whether the ambience is a file of the person's own."""
        return bool(self.ambience) and self.ambience not in ambiences()
