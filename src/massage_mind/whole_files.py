"""The one writer: every file that the program writes for the person appears whole or not at all, and is theirs alone.

It grows beside the one to come under a passing name that nobody can foresee, made anew (0600, no link followed), goes
to the disk, and only then takes its name. What fails, or is ended by a signal, leaves nothing; what a kill or a power
cut leaves is swept away by the next who writes in that folder, once the process that its name tells of is gone.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from massage_mind.errors import Stopped
from massage_mind.process import is_alive, numbering, started_at
from massage_mind.stops import held, stopping

if TYPE_CHECKING:
    from typing import BinaryIO

_LONGEST = 150
"""How many bytes of a file's name are in its passing name: with the rest of it, and what SQLite adds, 255 at most."""
_PASSING = re.compile(
    r"\..*\.massage-mind-(?P<pid>\d+)-(?P<started>\d+)-(?P<where>[0-9a-f]{8})-[0-9a-f]{16}\.tmp(?:-journal)?",
    re.DOTALL,
)
_DAY_S = 86_400
# Windows has no O_NOFOLLOW, and only Windows an O_BINARY.
_ANEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def whole_file(
    path: Path, *, over: bool = False, alone: bool = True, durable: bool = True
) -> Iterator[BinaryIO]:
    """A file to write into, which has its name only once all of it is written and on the disk.

    `over`: in the place of a file or link of that name, which otherwise raises FileExistsError, also where it appears
    meanwhile. Not `alone`: one of many in its folder, for which the caller calls `sweep` before and `sync_folder`
    after. Not `durable`: without waiting for the disk, for what is written again in a moment. Raises OSError.
    """
    passing = _passing(path, over=over, alone=alone, durable=durable)
    with passing as (_, number), open(number, "wb") as file:
        yield file
        if durable:
            file.flush()
            os.fsync(number)


@contextmanager
def passing_file(path: Path, *, over: bool = False) -> Iterator[Path]:
    """An empty file for somebody else to write into by its path, such as SQLite; otherwise as `whole_file`."""
    with _passing(path, over=over) as (passing, number):
        os.close(number)
        yield passing
        sync_file(passing)


def sweep(folder: Path, *, now_s: float = 0.0) -> None:
    """Delete what writers that are gone have left in this folder. `now_s`: the time, in seconds since 1970.

    Never what a process that runs is writing. What comes from elsewhere (another machine, a container, before the last
    boot) cannot be asked after: it goes when nobody has written to it for a day. Never raises.
    """
    with suppress(OSError):
        for name in os.listdir(folder):
            found = _PASSING.fullmatch(name)
            if found is not None and _is_left_over(folder / name, found, now_s):
                with suppress(OSError):  # Somebody else was quicker.
                    (folder / name).unlink()


def _is_left_over(path: Path, found: re.Match[str], now_s: float) -> bool:
    pid, started = int(found["pid"]), int(found["started"])
    if found["where"] == numbering():
        if pid != os.getpid() and not is_alive(pid):
            return True
        if started and (since := started_at(pid)):
            return since != started
    try:
        return now_s - path.lstat().st_mtime > _DAY_S
    except OSError:
        return False


# ---------------------------------------------------------------- its parts


@contextmanager
def _passing(
    path: Path, *, over: bool, alone: bool = True, durable: bool = True
) -> Iterator[tuple[Path, int]]:
    """A new file under its passing name, open; it takes its own when the block ends, or is gone."""
    if not over:
        _refuse_taken(path)
    with stopping(), ExitStack() as undone:
        passing = passing_name(path)
        undone.callback(drop_passing, passing)
        number = os.open(passing, _ANEW, 0o600)
        if alone:
            sweep(path.parent, now_s=os.fstat(number).st_mtime)
        yield passing, number
        named = False
        try:
            with held():
                take_name(passing, path, over=over, sync=alone and durable)
                named = True
                undone.pop_all()
        except Stopped:
            if named and not over:  # It came meanwhile: who is told that it was stopped finds nothing.
                path.unlink(missing_ok=True)
            raise


def make_passing(passing: Path) -> None:
    """A new, empty file for its owner alone, under a `passing_name`.

    For those who cannot stay within one block: have the name noted before, so that a signal finds it, call `take_name`
    when the file is whole, and `drop_passing` in any case. Raises OSError.
    """
    number = os.open(passing, _ANEW, 0o600)
    try:
        sweep(passing.parent, now_s=os.fstat(number).st_mtime)
    finally:
        os.close(number)


def take_name(passing: Path, path: Path, *, over: bool, sync: bool = True) -> None:
    """Give a file that is whole and on the disk its own name, which with `sync` is on the disk as well.

    Raises FileExistsError for a name that is taken, OSError.
    """
    if over:
        os.replace(passing, path)
    else:
        _take_free_name(passing, path)
    if not sync:
        return
    try:
        sync_folder(path.parent)
    except OSError:
        if not over:  # Whoever is told that it could not be written finds the name free.
            path.unlink(missing_ok=True)
        raise


def drop_passing(passing: Path) -> None:
    """Delete a file that did not get its name, and what SQLite laid beside it. Never raises: it would be swept later."""
    for path in (passing, passing.with_name(f"{passing.name}-journal")):
        with suppress(OSError):
            path.unlink()


def passing_name(path: Path) -> Path:
    """What a file is called until it is whole: another name each time, which says whose it is."""
    name = os.fsdecode(os.fsencode(path.name)[:_LONGEST].decode("utf-8", "ignore"))
    pid = os.getpid()
    chance = os.urandom(8).hex()
    return path.with_name(f".{name}.massage-mind-{pid}-{started_at(pid)}-{numbering()}-{chance}.tmp")


def _refuse_taken(path: Path) -> None:
    """A link is in the way as well, wherever it points to."""
    if os.path.lexists(path):
        _taken(path)


def _taken(path: Path) -> NoReturn:
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _take_free_name(passing: Path, path: Path) -> None:
    """Rename without replacing what somebody else put there meanwhile. Raises FileExistsError, OSError."""
    try:
        os.link(passing, path)
    except FileExistsError:
        _taken(path)
    except OSError:  # A file system without second names: the name is taken first, and then filled.
        os.close(os.open(path, _ANEW, 0o600))
        try:
            os.replace(passing, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    else:
        with suppress(OSError):  # It has its name; the other one is swept.
            passing.unlink()


def sync_file(path: Path) -> None:
    """Have what is in this file on the disk. Raises OSError."""
    number = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_folder(folder: Path) -> None:
    """Make a new or renamed name in this folder durable, where the platform can. Raises OSError."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # One may make files in it and not look at it: then not at this either.
        return
    try:
        os.fsync(handle)
    except OSError as exc:
        if exc.errno != errno.EINVAL:  # A file system that has no such thing for folders.
            raise
    finally:
        os.close(handle)
