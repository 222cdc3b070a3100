"""Where the shipped scripts and sounds are, and which bells, ambiences and styles lie there.

What ships is found, not listed: adding a bell is its file, adding an ambience its loops, adding a style its YAML. Only
names are looked at; nothing is opened until a length is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

# The order in which these are shown: those people know first. Whatever else is found follows by name.
_BELLS_FIRST = ("bowl", "bell", "gong")
_AMBIENCES_FIRST = ("ocean", "rain", "brown-noise")
_STYLES_FIRST = (
    "swedish",
    "deep-tissue",
    "trigger-point",
    "myofascial-release",
    "hot-stone",
    "thai",
    "shiatsu",
    "aromatherapy",
    "chair",
)


def shipped_folder(name: str) -> Path:
    """The folder of shipped `scripts` or `audio`. The inner one wins, so that a wheel needs nothing around it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def typed_path(text: str) -> Path:
    """The path that a person typed, with `~` as their home; as it stands where there is no such home."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _ordered(found: Iterator[str], first: tuple[str, ...]) -> tuple[str, ...]:
    names = set(found)
    return (*(name for name in first if name in names), *sorted(names.difference(first)))


def _stems(folder: Path, *suffixes: str) -> Iterator[str]:
    """The names of the files in a folder that end so, without their endings; none where there is no such folder."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    yield from (path.stem for path in map(Path, names) if path.suffix in suffixes)


def bells_in(folder: Path) -> tuple[str, ...]:
    """The names of the bells in a folder of sounds, NAME.wav each; empty where there is no such folder."""
    return _ordered(_stems(folder, ".wav"), _BELLS_FIRST)


def ambiences_in(folder: Path) -> tuple[str, ...]:
    """The names of the ambiences in a folder of sounds: ambience/NAME-1.ogg and so on, one file a loop."""
    loops = (folder / "ambience").glob("*-*.ogg")
    return _ordered((path.stem.rpartition("-")[0] for path in loops), _AMBIENCES_FIRST)


def styles_in(folder: Path) -> tuple[str, ...]:
    """The ids of the styles in a folder of scripts: styles/ID.yaml (or .yml); empty where there is no such folder."""
    return _ordered(_stems(folder / "styles", ".yaml", ".yml"), _STYLES_FIRST)


@cache
def ambiences() -> tuple[str, ...]:
    """The names of the shipped ambiences, in the order in which they are shown."""
    return ambiences_in(shipped_folder("audio"))


@cache
def shipped_styles() -> tuple[str, ...]:
    """The ids of the shipped styles, in the order in which they are shown."""
    return styles_in(shipped_folder("scripts"))


UNREADABLE_RING_MS = 4_000
"""What a bell counts for whose file cannot be read. Sound is a guest: the session goes on, and who plays it says why."""


def ring_ms(path: Path) -> int:
    """How long a bell rings, in milliseconds: as long as its WAV file, whose header alone is read."""
    import wave

    try:
        with wave.open(str(path), "rb") as file:
            return round(file.getnframes() * 1000 / file.getframerate())
    except (OSError, EOFError, wave.Error, ZeroDivisionError):
        return UNREADABLE_RING_MS


class Bells(Mapping[str, int]):
    """Bells by name, and how long each rings in milliseconds. A length is read when it is first asked for, and kept."""

    def __init__(self, folder: Path, length: Callable[[Path], int] = ring_ms) -> None:
        self._folder = folder
        self._length = length
        self._names = bells_in(folder)
        self._known: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._length(self._folder / f"{name}.wav")
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def shipped_bells() -> Bells:
    """The shipped bells, in the order in which they are shown."""
    return Bells(shipped_folder("audio"))
