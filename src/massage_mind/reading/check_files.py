"""Checking script files as their writer asks for it: every fault at its place, and the care rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import Fault, ScriptError
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.reading.library import Library


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files were looked at, and their faults."""

    files: int
    faults: tuple[Fault, ...]


def check_files(library: Library, names: Sequence[str]) -> Checked:
    """The faults of these scripts, files or folders; without names, of the person's own, or else of the shipped ones.

    Raises `UsageError` for a name that is none.
    """
    paths = [path for name in names or _own_or_shipped(library) for path in _paths(library, name)]
    return Checked(len(paths), tuple(fault for path in paths for fault in _faults(library, path)))


def _own_or_shipped(library: Library) -> list[str]:
    if library.own is not None and library.own.is_dir() and any(library.own.rglob("*.y*ml")):
        return [str(library.own)]
    return [str(library.shipped)]


def _paths(library: Library, name: str) -> list[Path]:
    from massage_mind.reading.library import files_in, is_path

    if is_path(name) or Path(name).is_dir():
        return list(files_in(Path(name)))
    named = [found.path for found in library.found() if found.name == name]
    return named or [Path(library.script(name).place.path)]


def _faults(library: Library, path: Path) -> Sequence[Fault]:
    """The faults of one file: a style's, a part's, or a script's with the care rules."""
    from massage_mind.reading.nodes import read_bytes

    try:
        if path.parent.name == "styles":
            from massage_mind.reading.style_file import build_style

            build_style(read_bytes(path, str(path)), str(path))
        elif path.parent.name == "parts":
            from massage_mind.reading.parts import check_part

            check_part(read_bytes(path, str(path)), str(path))
        else:
            script = library.read(path)
            from massage_mind.fit.care_timeline import care_faults

            return tuple(care_faults(script))
    except ScriptError as error:
        return error.faults
    return ()
