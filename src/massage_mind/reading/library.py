"""The library: a person's own scripts first, then the shipped ones. Getters create nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.timeline import MOMENTS
from massage_mind.places import shipped_folder
from massage_mind.reading.build import build_script, build_style
from massage_mind.reading.forms import likely
from massage_mind.reading.nodes import read_bytes
from massage_mind.script.script import STYLE_IDS, Script, Style

SUFFIXES = (".yaml", ".yml")
MOST_LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """A script file in the library. `own` tells the person's from the shipped ones."""

    name: str
    path: Path
    own: bool


class Library:
    """Scripts, parts and styles in a list of folders, the first of which wins.

    A folder holds scripts in before/, during/, after/, anytime/ or straight in it, parts in parts/, styles in styles/.
    """

    def __init__(self, own: Path | None, shipped: Path | None = None) -> None:
        self.own = own
        self.shipped = shipped or shipped_folder("scripts")

    @property
    def folders(self) -> tuple[tuple[Path, bool], ...]:
        own = ((self.own, True),) if self.own is not None else ()
        return (*own, (self.shipped, False))

    def found(self) -> list[Found]:
        """Every script file, one for each name, by moment and name."""
        names: dict[str, Found] = {}
        for folder, own in self.folders:
            for path in _script_files(folder):
                names.setdefault(path.stem, Found(path.stem, path, own))
        return list(names.values())

    def script(self, name: str) -> Script:
        """The script of this name, or in the file of this path. Raises `UsageError` or `ScriptError`."""
        if is_path(name):
            return self.read(Path(name))
        for found in self.found():
            if found.name == name:
                return self.read(found.path)
        names = [found.name for found in self.found()]
        raise UsageError(
            f"There is no script called {name!r}{likely(name, names)}.",
            "See them all: massage-mind scripts list",
        )

    def read(self, path: Path) -> Script:
        """The script in a file. Raises `ScriptError` with every fault in it."""
        return build_script(read_bytes(path, str(path)), str(path), self.part)

    def part(self, name: str) -> bytes | None:
        """The text of a part, or None."""
        for folder, _ in self.folders:
            for suffix in SUFFIXES:
                path = folder / "parts" / f"{name}{suffix}"
                if path.is_file():
                    return read_bytes(path, f"parts/{path.name}")
        return None

    def style(self, name: str) -> Style:
        """The style with this id. Raises `UsageError` for an unknown one."""
        if name in STYLE_IDS:
            for folder, _ in self.folders:
                path = folder / "styles" / f"{name}.yaml"
                if path.is_file():
                    return build_style(read_bytes(path, str(path)), str(path))
            raise MassageMindError(
                f"The file of the style {name} is missing.", f"It belongs in {self.shipped}/styles."
            )
        raise UsageError(f"There is no style called {name!r}{likely(name, STYLE_IDS)}.")

    def styles(self) -> list[Style]:
        return [self.style(name) for name in STYLE_IDS]


def is_path(name: str) -> bool:
    """Whether a person means a file rather than a script's name."""
    return name.endswith(SUFFIXES) or "/" in name or "\\" in name


def _script_files(folder: Path) -> Iterator[Path]:
    for place in (*(folder / moment for moment in MOMENTS), folder):
        if place.is_dir():
            yield from sorted(path for path in place.iterdir() if path.suffix in SUFFIXES and path.is_file())


def files_in(path: Path) -> Sequence[Path]:
    """The files that `scripts check PATH` looks at: the file itself, or the scripts, styles and parts in a folder."""
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    looked = 0
    for folder, _, names in os.walk(path):
        looked += 1 + len(names)
        if looked > MOST_LOOKED_AT:
            raise MassageMindError(
                f"There is too much in {path} to look through.", "Name the folder of the scripts."
            )
        inner = (Path(folder, name) for name in names if name.endswith(SUFFIXES))
        found.extend(one for one in inner if one.is_file())
    found.sort()
    if not found:
        raise MassageMindError(f"There is no .yaml file in {path}.", "Scripts end in .yaml.")
    return found
