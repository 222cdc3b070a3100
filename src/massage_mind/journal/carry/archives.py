"""Records in archives: ZIP and gzip, read piece by piece, never unpacked to a disk, and within bounds."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TypeAlias, cast

from massage_mind.errors import MassageMindError, NonsenseError, UsageError
from massage_mind.journal.carry.folders import carries, shown
from massage_mind.journal.carry.form import Arriving
from massage_mind.journal.carry.json_stream import Readable
from massage_mind.journal.carry.remarks import Remarks

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

Reader: TypeAlias = Callable[[Readable, str], Arriving]
"""Reads a stream of this name."""

_HEAD = 16
_MIB = 1 << 20
_MOST_FROM_PIPE = 64 * _MIB
_MOST_AT_ONCE = 16 * _MIB
"""The table of contents of 130,000 files, which is read at once."""
_MOST_UNPACKED = 16 * _MIB
_MOST_TIMES = 100
"""What unpacks to more than 16 MiB and a hundred times its size is made to fill a machine: words are 3 to 10 times."""


class Began:
    """A stream whose first 16 bytes have been looked at (`head`), and are read once more."""

    def __init__(self, file: Readable) -> None:
        self.file = file
        self.head = b""
        while len(self.head) < _HEAD and (more := file.read(_HEAD - len(self.head))):
            self.head += more
        self._again = self.head
        self.taken = len(self.head)

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""
        if self._again:
            given, self._again = self._again[:size], self._again[size:]
            return given
        given = self.file.read(size)
        self.taken += len(given)
        return given

    def whole(self) -> IO[bytes]:
        """All of it, to be read in any order: the file itself, or what comes through a pipe. Raises `UsageError`."""
        file = cast("IO[bytes]", self.file)
        if file.seekable():
            return file
        kept = io.BytesIO(self.head + self.file.read(_MOST_FROM_PIPE))
        if self.file.read(1):
            raise UsageError("What comes through the pipe is too large an archive.", "Name the file itself.")
        return kept


class _Budget:
    """How much may be unpacked of an archive: no more than `allowed` says just then, in bytes."""

    def __init__(self, name: str, allowed: Callable[[], int]) -> None:
        self._name = name
        self._allowed = allowed
        self._given = 0

    @property
    def spent(self) -> bool:
        """Whether it was too much."""
        return self._given > self._allowed()

    def take(self, size: int) -> None:
        """So many bytes were unpacked. Raises `UsageError` where that is too much."""
        self._given += size
        if self.spent:
            raise UsageError(
                f"{self._name} unpacks to more than {_MOST_TIMES} times its size, which no journal does.",
                "Nothing after that was read.",
            )


class _Unpacked:
    """What comes out of an archive, within its budget. Raises `UsageError`."""

    def __init__(self, file: Readable, name: str, budget: _Budget) -> None:
        self._file = file
        self._name = name
        self._budget = budget

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""
        pieces: list[bytes] = []
        while size > 0:
            with _whole(self._name):
                data = self._file.read(min(size, _MIB))
            if not data:
                break
            self._budget.take(len(data))
            pieces.append(data)
            size -= len(data)
        return b"".join(pieces)


class _Careful:
    """An archive's file, of which no more than 16 MiB are read at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes. Raises ValueError where that is too many."""
        if size > _MOST_AT_ONCE:
            raise ValueError("it holds too many files")
        return self._file.read(size)


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """What goes wrong in unpacking is raised as `UsageError`: the libraries have many words for it."""
    from lzma import LZMAError
    from struct import error as struct_error
    from zipfile import BadZipFile

    try:
        yield
    except RuntimeError as exc:  # NotImplementedError too.
        why = "it is locked with a password" if "encrypted" in str(exc) else shown(str(exc))
        raise UsageError(f"{name} can't be unpacked: {why}.", "Unpack it first.") from exc
    except (
        BadZipFile,
        EOFError,
        LZMAError,
        OSError,
        OverflowError,
        ValueError,
        struct_error,
        zlib.error,
    ) as exc:
        raise UsageError(f"{name} is a damaged archive: {shown(str(exc))}.", "Export it once more.") from exc


def read_gzip(file: Began, name: str, read: Reader) -> Arriving:
    """The records of what is packed with gzip. Raises `UsageError`."""
    import gzip

    budget = _Budget(name, lambda: max(_MOST_UNPACKED, _MOST_TIMES * file.taken))
    with gzip.GzipFile(fileobj=cast("IO[bytes]", file)) as inner:
        yield from read(_Unpacked(inner, name, budget), name)


def read_zip(file: Began, name: str, remarks: Remarks, read: Reader) -> Arriving:
    """The records of all files of a ZIP archive that may hold some. What cannot be read is named, the rest goes on.

    Raises `UsageError` for what is no ZIP archive, has nothing to read in it, or is made to fill a machine.
    """
    whole = file.whole()
    size = whole.seek(0, io.SEEK_END)
    budget = _Budget(name, lambda: max(_MOST_UNPACKED, _MOST_TIMES * size))
    looked_into = False
    with _archive(whole, name) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if not carries(info.filename):
                remarks.files += 1
                continue
            looked_into = True
            yield from _member(archive, info, read, budget)
    if not looked_into:
        raise UsageError(
            f"{name} is a ZIP archive with nothing in it that can be imported.",
            "What can be is a .json, .jsonl or .md file.",
        )


def _archive(whole: IO[bytes], name: str) -> ZipFile:
    from zipfile import ZipFile

    try:
        with _whole(name):
            return ZipFile(cast("IO[bytes]", _Careful(whole)))
    except UsageError as exc:
        raise UsageError(f"{name} is a damaged ZIP archive: {shown(str(exc.__cause__))}.", exc.hint) from exc


def _member(archive: ZipFile, info: ZipInfo, read: Reader, budget: _Budget) -> Arriving:
    """The records of one file of the archive."""
    name = shown(info.filename)
    try:
        with _whole("it"):
            member = archive.open(info)
        with member:
            for where, record in read(_Unpacked(member, "it", budget), "it"):
                yield f"{name}, {where}", record
    except MassageMindError as exc:
        if budget.spent:
            raise
        yield name, NonsenseError(exc.sentence.rstrip("."))
