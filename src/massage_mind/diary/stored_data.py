"""What is stored on this machine, where and how large; and deleting all of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.diary.opened import refuse_while_running
from massage_mind.errors import MassageMindError
from massage_mind.journal.file.paths import FILE
from massage_mind.values import dataclass
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """One place: what it is, whether it is there, how many files are in it, and how large they are together.

    `beside` says what it holds that nobody would look for there.
    """

    what: str
    path: Path
    exists: bool
    files: int
    size_bytes: int
    beside: str = ""


HEARD_LINES = (
    "With it is kept which lines of the scripts you have heard, each as a number, so that the next session says others; "
    "with a session that is deleted for good its lines are forgotten."
)


def stored_places(world: World) -> tuple[StoredPlace, ...]:
    """Every place that anything is ever stored in. Raises `SettingsError`, OSError."""
    home = world.home
    return (
        _measured("journal", home.data_dir, HEARD_LINES),
        _measured("settings", home.config_file),
        _measured("scripts", home.scripts_dir),
        _measured("cache", home.cache_dir),
    )


def delete_stored(world: World, places: Iterable[StoredPlace]) -> None:
    """Delete these. Raises `MassageMindError` while a session runs, and for what cannot be deleted."""
    refuse_while_running(world)
    for place in places:
        if not place.path.exists():  # On some systems settings lie within the folder of the data.
            continue
        try:
            _remove(place.path)
        except OSError as exc:
            raise MassageMindError(
                f"{exc.filename or place.path} can't be deleted: {reason_words(exc)}."
            ) from exc


def _measured(what: str, path: Path, beside: str = "") -> StoredPlace:
    if path.is_file():
        files = [path]
    else:
        files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else []
    size = sum(one.stat().st_size for one in files)
    return StoredPlace(what, path, path.exists(), len(files), size, beside if files else "")


def _remove(path: Path) -> None:
    """A file or a folder with all that is in it; where it is a link, what it points to as well. Raises OSError."""
    if path.is_dir():
        for entry in path.iterdir():
            if entry.is_symlink():
                _remove_linked(entry)
        shutil.rmtree(os.path.realpath(path))
    else:
        Path(os.path.realpath(path)).unlink(missing_ok=True)
    if path.is_symlink():
        path.unlink()


def _remove_linked(link: Path) -> None:
    """What lies elsewhere: a journal kept there through a link, with the files that recovering left beside it."""
    target = Path(os.path.realpath(link))
    ours = (f"{target.name}.*", f".{target.name}.massage-mind-*") if link.name == FILE else ()
    for one in (*(found for pattern in ours for found in target.parent.glob(pattern)), target):
        if one.is_file():
            one.unlink()
