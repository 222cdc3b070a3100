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
    """How many files were looked at, and their faults.

    `whole`: every rule was looked at in each. What cannot be read to its end is not fitted, and may have more.
    """

    files: int
    faults: tuple[Fault, ...]
    whole: bool = True


def check_files(library: Library, names: Sequence[str]) -> Checked:
    """The faults of these scripts, files or folders; without names, of the person's own, or else of the shipped ones.

    Raises `UsageError` for a name that is none.
    """
    paths = [path for name in names or _own_or_shipped(library) for path in _paths(library, name)]
    found = [_faults(library, path) for path in paths]
    faults = tuple(fault for some, _ in found for fault in some)
    return Checked(len(paths), faults, all(whole for _, whole in found))


def lines_of_file(library: Library, path: str) -> Sequence[str]:
    """The lines of a file that a fault names: by its path, or of a part as scripts use it. None of them where it cannot be read."""
    from massage_mind.reading.nodes import read_bytes

    try:
        part = library.part(Path(path).stem) if Path(path).parent == Path("parts") else None
        data = read_bytes(Path(path), path) if part is None else part
    except ScriptError:
        return ()
    return data.decode("utf-8-sig", "replace").splitlines()


def _own_or_shipped(library: Library) -> list[str]:
    if library.own is not None and library.own.is_dir() and any(library.own.rglob("*.y*ml")):
        return [str(library.own)]
    return [str(library.shipped)]


def _paths(library: Library, name: str) -> list[Path]:
    from massage_mind.reading.library import files_in, is_path, refuse_no_file

    if is_path(name) or Path(name).is_dir():
        refuse_no_file(Path(name))
        return list(files_in(Path(name)))
    named = [found.path for found in library.found() if found.name == name]
    return named or [library.named(name).path]


def _faults(library: Library, path: Path) -> tuple[Sequence[Fault], bool]:
    """The faults of one file, a style's, a part's, a series', or a script's with the care rules; and whether those are all."""
    from massage_mind.reading.nodes import read_bytes

    try:
        if path.parent.name == "styles":
            from massage_mind.reading.style_file import build_style
            from massage_mind.script.care import style_faults

            return sorted(style_faults(build_style(read_bytes(path, str(path)), str(path)))), True
        if path.parent.name == "series":
            from massage_mind.reading.series_file import build_series

            build_series(read_bytes(path, str(path)), str(path), known=_for_a_series(library, path))
        elif path.parent.name == "parts":
            from massage_mind.reading.parts import check_part

            check_part(read_bytes(path, str(path)), str(path))
        else:
            return _faults_of_script(library, path)
    except ScriptError as error:
        return error.faults, False
    return (), True


def _for_a_series(library: Library, path: Path) -> list[str]:
    """The scripts that a series in this file may name: those there are, and those that lie in the folder it is in."""
    from massage_mind.reading.library import Library as LibraryOf

    beside = LibraryOf(path.parent.parent, library.shipped)
    return list(dict.fromkeys([*beside.for_any_time(), *library.for_any_time()]))


def _faults_of_script(library: Library, path: Path) -> tuple[Sequence[Fault], bool]:
    """All of them by line: where it cannot be read to its end, its words are looked at as far as they are there."""
    from massage_mind.script.lines import every_step, utterances

    script, faults = library.read_as_far_as_it_goes(path)
    if script is not None and not faults:
        from massage_mind.fit.care_timeline import care_faults

        return care_faults(script), True
    steps = [step for section in script.sections for step in every_step(section.steps)] if script else []
    if script is not None and (steps or any(utterances(script))):
        from massage_mind.script.care import line_faults

        faults = [*faults, *line_faults(script)]
    return sorted(set(faults)), False
