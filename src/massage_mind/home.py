"""Where everything of the owner's lies, and files that are the owner's alone (0600, folders 0700).

Nothing is created here except by `private_folder`, `write_private` and `write_new`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from massage_mind.errors import SettingsError
from massage_mind.values import dataclass

APP = "massage-mind"
HOME_VARIABLE = "MASSAGE_MIND_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """Where the owner's things lie: absolute paths, none of which need exist."""

    config_file: Path
    data_dir: Path
    cache_dir: Path
    scripts_dir: Path


def find_home(environ: Mapping[str, str]) -> Home:
    """Where things lie in this environment: all under MASSAGE_MIND_HOME if that is set, else the platform's places.

    A person's own scripts lie beside the settings, not among the data: they are written by hand and belong with
    what is kept under version control. Raises `SettingsError` for a `~user` that does not exist.
    """
    given = environ.get(HOME_VARIABLE, "")
    if given:
        try:
            root = Path(given).expanduser().absolute()
        except RuntimeError as exc:
            raise SettingsError(
                f'{HOME_VARIABLE} is "{given}", and that home folder can\'t be found.', "Give a whole path."
            ) from exc
        return Home(root / "config.toml", root / "data", root / "cache", root / "scripts")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    config = Path(dirs.user_config_dir).absolute()
    return Home(
        config / "config.toml",
        Path(dirs.user_data_dir).absolute(),
        Path(dirs.user_cache_dir).absolute(),
        config / "scripts",
    )


_OURS = frozenset({"config.toml", "data", "cache", "scripts"})
_FOREIGN_BITS = 0o077


def private_folder(folder: Path, *, only_if_ours: bool = False) -> str:
    """Make the folder (0700) if need be, and close it to others if it is open to them.

    Returns one sentence if it was open to others, else nothing. With `only_if_ours`, a folder in which somebody keeps
    other things too is left as it is: MASSAGE_MIND_HOME may point anywhere. Raises OSError.
    """
    from massage_mind.whole_files import sync_folder

    if not folder.exists():
        if not folder.parent.exists():
            private_folder(folder.parent, only_if_ours=True)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError:
            if folder.is_symlink():
                raise FileExistsError(errno.EEXIST, "it is a link to nothing", str(folder)) from None
            raise
        sync_folder(folder.parent)
        return ""
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if only_if_ours and not _OURS.issuperset(os.listdir(folder)):
        return ""
    return close_to_others(folder, 0o700)


def close_to_others(path: Path, mode: int) -> str:
    """Give a file or folder this mode if others can reach it. One sentence if they could, else nothing."""
    if os.name != "posix" or not path.stat().st_mode & _FOREIGN_BITS:
        return ""
    try:
        path.chmod(mode)
    except OSError as exc:
        return f"{path} can be read by others, and that can't be changed: {exc.strerror or exc}."
    return f"{path} could be read by others; it is yours alone now."


def write_private(path: Path, body: bytes) -> None:
    """Replace a file's content at once and durably, readable by its owner only. A symlink to a file stays one.

    Raises OSError, also for a link to nothing: who can tell where that was to be.
    """
    from massage_mind.whole_files import whole_file

    target = Path(os.path.realpath(path))
    if path.is_symlink() and not os.path.lexists(target):
        raise FileNotFoundError(errno.ENOENT, "it is a link to nothing", str(path))
    with whole_file(target, over=True) as file:
        file.write(body)


def write_new(path: Path, body: bytes) -> None:
    """A file of the owner's alone under a name that is free. Raises FileExistsError where it is taken, OSError."""
    from massage_mind.whole_files import whole_file

    with whole_file(path) as file:
        file.write(body)
