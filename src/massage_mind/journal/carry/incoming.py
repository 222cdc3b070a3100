"""Taking records in, from whatever can be read: told apart by its first bytes and by how it begins, read piece by piece."""

from __future__ import annotations

from pathlib import Path

from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.carry.archives import Began, read_gzip, read_zip
from massage_mind.journal.carry.folders import open_regular, read_folder
from massage_mind.journal.carry.form import Arriving, Opening, foreign
from massage_mind.journal.carry.formats import FORMS
from massage_mind.journal.carry.json_stream import JsonStream, Readable
from massage_mind.journal.carry.remarks import Remarks
from massage_mind.journal.file.other_journal import SQLITE, records_of
from massage_mind.words.reasons import reason_words

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_NO_RECORDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BZh": "packed with bzip2",
    b"\xfd7zXZ": "packed with xz",
    b"\x28\xb5\x2f\xfd": "packed with zstd",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"bplist": "a property list",
}
"""What a file is that begins so."""


def read_file(path: Path, zone: str, remarks: Remarks | None = None) -> Arriving:
    """Every record of a file or of all files of a folder, with where it stands. Raises `UsageError`, `StoreError`."""
    said = Remarks() if remarks is None else remarks
    try:
        if path.is_dir():
            yield from read_folder(path, said, lambda one: _regular(one, zone, said))
        else:
            with open(path, "rb") as file:
                yield from _opened(Began(file), path.name, zone, said, path)
    except OSError as exc:
        raise StoreError(f"{path} can't be read: {reason_words(exc)}.") from exc


def _regular(path: Path, zone: str, remarks: Remarks) -> Arriving:
    """A file that was found in a folder."""
    with open_regular(path) as file:
        yield from _opened(Began(file), "it", zone, remarks, path)


def read_stream(file: Readable, name: str, zone: str, remarks: Remarks | None = None) -> Arriving:
    """Every record of a stream. `zone` is the person's, for times that say none. Raises `UsageError`."""
    return _opened(Began(file), name, zone, Remarks() if remarks is None else remarks, None)


def _opened(file: Began, name: str, zone: str, remarks: Remarks, path: Path | None) -> Arriving:
    """By the first bytes. `path`: where the stream comes from, if from a file."""

    def unpacked(inner: Readable, of: str) -> Arriving:
        begun = Began(inner)
        if begun.head.startswith((*_ZIP, _GZIP, SQLITE)):
            raise UsageError(f"{of} is an archive or a journal within an archive.", "Unpack it first.")
        return _texts(begun, of, zone, remarks)

    if file.head.startswith(_ZIP):
        return read_zip(file, name, remarks, unpacked)
    if file.head.startswith(_GZIP):
        return read_gzip(file, name, unpacked)
    if file.head.startswith(SQLITE):
        if path is None:
            raise UsageError(f"{name} is an SQLite file.", "Name the file itself.")
        return records_of(path, name)
    return _texts(file, name, zone, remarks)


def _texts(file: Began, name: str, zone: str, remarks: Remarks) -> Arriving:
    """The records of a text, in the first format that knows it. Raises `UsageError`."""
    for begin, what in _NO_RECORDS.items():
        if file.head.startswith(begin):
            raise UsageError(f"{name} is {what}; no records can be read out of it.", foreign(name).hint)
    try:
        yield from _records(JsonStream(file, name), name, zone, remarks)
    except MemoryError:
        raise UsageError(
            f"{name} holds more in one piece than there is memory for.",
            "Part it, or export it as JSON Lines.",
        ) from None


def _records(text: JsonStream, name: str, zone: str, remarks: Remarks) -> Arriving:
    first = text.peek()
    if first == "":
        raise UsageError(f"{name} is empty.")
    header, key = text.header() if first == "{" else ({}, "")
    sample = text.look() if key else None
    opening = Opening(text, name, zone, first, header, key, sample, remarks)
    for form in FORMS:
        if form.reads is not None and form.read is not None and form.reads(opening):
            yield from form.read(opening)
            return
    raise foreign(name)
