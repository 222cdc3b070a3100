"""The library: a person's own scripts first, then the shipped ones. Getters create nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import Fault, MassageMindError, ScriptError
from massage_mind.names import MOMENTS
from massage_mind.places import shipped_folder, styles_in
from massage_mind.reading.nodes import read_bytes
from massage_mind.reading.script_file import build_script, script_as_far_as_read
from massage_mind.values import dataclass
from massage_mind.words.near import unknown

if TYPE_CHECKING:
    from massage_mind.names import Moment
    from massage_mind.script.script import Script
    from massage_mind.script.series import Series
    from massage_mind.script.style import Style

SUFFIXES = (".yaml", ".yml")
MOST_LOOKED_AT = 20_000
LEAST_PART = 3
"""So many letters of a name say which is meant."""
KINDS_BESIDE = ("parts", "styles", "series")
"""The folders of what is no script."""


@dataclass(frozen=True, slots=True)
class Root:
    """One folder of the library. `own` tells the person's from the shipped ones.

    It holds scripts in before/, during/, after/, anytime/ or straight in it, parts in parts/, styles in styles/,
    series in series/.
    """

    folder: Path
    own: bool

    def scripts(self) -> Iterator[Path]:
        """Its script files, by moment and name."""
        for place in (*(self.folder / moment for moment in MOMENTS), self.folder):
            if place.is_dir():
                yield from sorted(
                    path for path in place.iterdir() if path.suffix in SUFFIXES and path.is_file()
                )

    def others(self, kind: str) -> Iterator[Path]:
        """Its files in the folder of parts, of styles or of series, by name."""
        place = self.folder / kind
        if place.is_dir():
            yield from sorted(path for path in place.iterdir() if path.suffix in SUFFIXES and path.is_file())

    def file(self, kind: str, name: str) -> Path | None:
        """The file of a part, a style or a series, by the name of its folder and its own; None where there is none."""
        paths = (self.folder / kind / f"{name}{suffix}" for suffix in SUFFIXES)
        return next((path for path in paths if path.is_file()), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A script file in the library. `own` tells the person's from the shipped ones."""

    name: str
    path: Path
    own: bool


class Library:
    """Scripts, parts, styles and series in a list of roots, the first of which wins."""

    def __init__(self, own: Path | None, shipped: Path | None = None) -> None:
        self.own = own
        self.shipped = shipped or shipped_folder("scripts")
        first = () if own is None else (Root(own, own=True),)
        self.roots: tuple[Root, ...] = (*first, Root(self.shipped, own=False))

    @property
    def folders(self) -> tuple[tuple[Path, bool], ...]:
        """Where things are looked for, first to last, and whether that is the person's."""
        return tuple((root.folder, root.own) for root in self.roots)

    def found(self) -> list[Found]:
        """Every script file, one for each name, by moment and name."""
        names: dict[str, Found] = {}
        for root in self.roots:
            for path in root.scripts():
                names.setdefault(path.stem, Found(path.stem, path, root.own))
        return list(names.values())

    def found_in(self, *, own: bool) -> dict[str, str]:
        """What lies in the person's folder or in the shipped one: the moment of each script by its name, and where a
        part, a style or a series is ("parts", "styles", "series") by its folder and name."""
        roots = [root for root in self.roots if root.own is own]
        found = {
            path.stem: "any moment" if path.parent == root.folder else path.parent.name
            for root in roots
            for path in root.scripts()
        }
        others = ((kind, path) for root in roots for kind in KINDS_BESIDE for path in root.others(kind))
        return found | {f"{kind}/{path.stem}": kind for kind, path in others}

    def script(self, name: str) -> Script:
        """The script of this name, or of a word of it, or in the file of this path. Raises `UsageError` or `ScriptError`."""
        if is_path(name):
            refuse_no_file(Path(name))
            return self.read(Path(name))
        return self.read(self.named(self.meant(name)).path)

    def named(self, name: str) -> Found:
        """The script file of this name, which is not read. Raises `UsageError` where there is none."""
        found = {one.name: one for one in self.found()}
        if name not in found:
            raise unknown("script", name, found, "All there are:", command="massage-mind scripts list")
        return found[name]

    def meant(self, typed: str, moment: Moment | None = None) -> str:
        """The name of the script that is meant by a part of it, such as `nerves`; what was typed where that is none, or several.

        With a moment only those for it, and then those for any, are looked at. A part is one word of a name or several; where
        it is in more than one, the one is meant that the others begin with.
        """
        found = self.found()
        if is_path(typed) or any(one.name == typed for one in found):
            return typed
        part = "-".join(typed.casefold().replace("_", " ").split())
        for room in (moment, "anytime") if moment else (None,):
            names = [one.name for one in found if room is None or _is_for(one, room, self.folders)]
            if holding := _with_part(part, names):
                first = [name for name in holding if all(other.startswith(name) for other in holding)]
                return first[0] if first else typed
        return typed

    def read(self, path: Path) -> Script:
        """The script in a file. Raises `ScriptError` with every fault in it."""
        return build_script(read_bytes(path, str(path)), str(path), self.part, self.style_ids())

    def read_as_far_as_it_goes(self, path: Path) -> tuple[Script | None, list[Fault]]:
        """What could be read of the script in a file, and its faults. Raises `ScriptError` where nothing could be."""
        return script_as_far_as_read(read_bytes(path, str(path)), str(path), self.part, self.style_ids())

    def part(self, name: str) -> bytes | None:
        """The text of a part, or None."""
        for root in self.roots:
            path = root.file("parts", name)
            if path is not None:
                return read_bytes(path, f"parts/{path.name}")
        return None

    def style_ids(self) -> tuple[str, ...]:
        """The styles there are, by id: the shipped ones as they are always shown, then the person's other ones."""
        return tuple(dict.fromkeys(name for root in reversed(self.roots) for name in styles_in(root.folder)))

    def style(self, name: str) -> Style:
        """The style with this id. Raises `UsageError` for an unknown one, `ScriptError` for a faulty file."""
        from massage_mind.reading.style_file import build_style

        known = self.style_ids()
        if name in known:
            for root in self.roots:
                path = root.file("styles", name)
                if path is not None:
                    return build_style(read_bytes(path, str(path)), str(path))
        raise unknown("style", name, known)

    def styles(self) -> list[Style]:
        """Every style, in the order of `style_ids`. Raises `ScriptError` for a faulty file."""
        return [self.style(name) for name in self.style_ids()]

    def for_any_time(self) -> list[str]:
        """The names of the scripts for any time, and of those that can't be read: what they are for is not known."""
        names = []
        for found in self.found():
            try:
                if self.read(found.path).moment != "anytime":
                    continue
            except ScriptError:
                pass
            names.append(found.name)
        return names

    def series_names(self) -> tuple[str, ...]:
        """The series there are, by the names of their files: the person's own first."""
        return tuple(dict.fromkeys(path.stem for root in self.roots for path in root.others("series")))

    def series(self, name: str) -> Series:
        """The series of this name. Raises `UsageError` for an unknown one, `ScriptError` for a faulty file."""
        from massage_mind.reading.series_file import build_series

        for root in self.roots:
            path = root.file("series", name) if name in self.series_names() else None
            if path is not None:
                return build_series(read_bytes(path, str(path)), str(path), own=root.own)
        raise unknown("series", name, self.series_names())


def _is_for(found: Found, moment: str, folders: Sequence[tuple[Path, bool]]) -> bool:
    """Whether a script lies in the folder of this moment; of any, where it lies in none."""
    return found.path.parent.name == moment or any(found.path.parent == folder for folder, _ in folders)


def _with_part(part: str, names: Sequence[str]) -> list[str]:
    """The names that this is a part of, by whole words."""
    return [name for name in names if len(part) >= LEAST_PART and f"-{part}-" in f"-{name}-"]


def is_path(name: str) -> bool:
    """Whether a person means a file rather than a script's name."""
    return name.endswith(SUFFIXES) or "/" in name or "\\" in name


def refuse_no_file(path: Path) -> None:
    """Raises `MassageMindError` for a file that is not there: that is no fault in it."""
    if not os.path.lexists(path):
        raise MassageMindError(
            f"There's no file {path}.", "Scripts with a name:", command="massage-mind scripts list"
        )


def files_in(path: Path) -> Sequence[Path]:
    """The files that `scripts check PATH` looks at: the file itself, or the scripts, styles, series and parts in a folder."""
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
        raise MassageMindError(f"There's no .yaml file in {path}.", "Scripts end in .yaml.")
    return found
