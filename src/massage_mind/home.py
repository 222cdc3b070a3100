"""Where everything of the owner's lies, and files that are the owner's alone (0600, folders 0700).

Nothing is created here except by `private_folder`, `write_private`, `write_new` and `whole_file`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import SettingsError

if TYPE_CHECKING:
    from typing import BinaryIO

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
                f"{HOME_VARIABLE} is {given!r}, and that home folder cannot be found.", "Give a whole path."
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
    if not folder.exists():
        if not folder.parent.exists():
            private_folder(folder.parent, only_if_ours=True)
        folder.mkdir(mode=0o700, exist_ok=True)
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
        return f"{path} can be read by others, and that cannot be changed: {exc.strerror or exc}."
    return f"{path} could be read by others; it is yours alone now."


def write_private(path: Path, body: bytes) -> None:
    """Replace a file's content at once and durably, readable by its owner only. A symlink stays one. Raises OSError."""
    target = Path(os.path.realpath(path))
    with whole_file(target, over=True, durable=True) as file:
        file.write(body)


def write_new(path: Path, body: bytes) -> None:
    """A file of the owner's alone under a name that is free. Raises FileExistsError where it is taken, OSError."""
    with whole_file(path) as file:
        file.write(body)


@contextmanager
def whole_file(path: Path, *, over: bool = False, durable: bool = False) -> Iterator[BinaryIO]:
    """A file of the owner's alone (0600) to write into, which has its name only once all of it is written.

    Until then it lies beside it under a passing name, made anew so that nobody's link is followed; where writing
    fails, nothing is left of it. `over`: in the place of a file or link of that name, which otherwise raises
    FileExistsError, also where it appears meanwhile. `durable`: on the disk before this returns. Raises OSError.
    """
    if not over and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    passing = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    passing.unlink(missing_ok=True)
    try:
        with open(os.open(passing, _ANEW, 0o600), "wb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if over:
            os.replace(passing, path)
        else:
            _take_free_name(passing, path)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


# Windows has no O_NOFOLLOW, and only Windows an O_BINARY.
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _take_free_name(passing: Path, path: Path) -> None:
    """Rename without replacing what somebody else put there meanwhile. Raises FileExistsError, OSError."""
    try:
        os.link(passing, path)
    except FileExistsError as exc:
        raise FileExistsError(exc.errno, exc.strerror, str(path)) from None
    except OSError:  # A file system without second names.
        os.replace(passing, path)
    else:
        passing.unlink()


def sync_folder(folder: Path) -> None:
    """Make a new or renamed name in this folder durable, where the platform can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as exc:
        if exc.errno != errno.EINVAL:  # A file system that has no such thing for folders.
            raise
    finally:
        os.close(handle)
