"""Records in a folder: every file in it that may hold some. What is neither file nor folder is never opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from massage_mind.errors import MassageMindError, NonsenseError, UsageError
from massage_mind.journal.carry.form import Arriving
from massage_mind.journal.carry.remarks import Remarks
from massage_mind.words.reasons import reason_words

_CARRY = frozenset({".json", ".jsonl", ".ndjson", ".md", ".markdown", ".zip", ".gz", ".sqlite3"})
_MOST_FILES = 100_000
_DEEPEST = 16


def carries(name: str) -> bool:
    """Whether a file of this name, with / between its folders, may hold records. Hidden ones are of somebody else."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part == "__MACOSX" or part.startswith(".") for part in path.parts if part not in (".", ".."))
    return path.suffix.casefold() in _CARRY and not hidden


def shown(name: str) -> str:
    """A name out of a stranger's file, so that it is one line and no longer than that."""
    short = name if len(name) <= 120 else f"{name[:60]}...{name[-50:]}"
    return short if short.isprintable() else ascii(short)


def open_regular(path: Path) -> BinaryIO:
    """A file to read from. Raises OSError for anything else, also where it was put there just now: nothing is waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"{path.name} is no file")
    return open(handle, "rb")


def read_folder(folder: Path, remarks: Remarks, read: Callable[[Path], Arriving]) -> Arriving:
    """The records of every file of a folder and of the folders in it. What cannot be read is named, the rest goes on.

    `read` reads one file. Raises `UsageError` where there is nothing to read, OSError.
    """
    nothing = True
    for number, path in enumerate(_files(folder, remarks, 0)):
        name = shown(path.relative_to(folder).as_posix())
        if number >= _MOST_FILES:
            yield name, NonsenseError(f"it and what comes after it are more than {_MOST_FILES} files")
            return
        if not carries(path.relative_to(folder).as_posix()):
            remarks.files += 1
            continue
        nothing = False
        try:
            for where, record in read(path):
                yield f"{name}, {where}", record
        except MassageMindError as exc:
            yield name, NonsenseError(exc.sentence.rstrip("."))
        except OSError as exc:
            yield name, NonsenseError(f"it can't be read: {reason_words(exc)}")
    if nothing:
        raise UsageError(
            f"There's nothing in {folder} that can be imported.",
            "What can be is a .json, .jsonl or .md file; journal export --format markdown writes such.",
        )


def _files(folder: Path, remarks: Remarks, depth: int) -> Iterator[Path]:
    """The files of a folder in the order of their names, then those of its folders. Links to folders are not followed."""
    inner: list[Path] = []
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        try:
            mode = entry.stat().st_mode
        except OSError:  # A link to nothing.
            mode = 0
        if stat.S_ISDIR(mode):
            if depth < _DEEPEST and not entry.is_symlink() and not entry.name.startswith("."):
                inner.append(Path(entry.path))
        elif stat.S_ISREG(mode):
            yield Path(entry.path)
        else:
            remarks.no_files += 1
    for one in inner:
        yield from _files(one, remarks, depth + 1)
