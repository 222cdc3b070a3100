"""Taking records in, from whatever format can be read: told apart by how it begins, read piece by piece."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.carry.form import Arriving, Opening, foreign
from massage_mind.journal.carry.formats import FORMS
from massage_mind.journal.carry.json_stream import JsonStream
from massage_mind.journal.carry.markdown_form import read_folder


def read_file(path: Path, zone: str) -> Arriving:
    """Every record of a file or of a folder of Markdown files, with where it stands. Raises `UsageError`, `StoreError`."""
    try:
        if path.is_dir():
            yield from read_folder(path)
        else:
            with open(path, "rb") as file:
                yield from read_stream(file, path.name, zone)
    except OSError as exc:
        raise StoreError(f"{path} cannot be read: {exc.strerror or exc}.") from exc


def read_stream(file: IO[bytes], name: str, zone: str) -> Arriving:
    """Every record of a stream. `zone` is the person's, for times that say none. Raises `UsageError`."""
    text = JsonStream(file, name)
    first = text.peek()
    if first == "":
        raise UsageError(f"{name} is empty.")
    if first == "P" and text.starts("PK"):
        raise UsageError(
            f"{name} is a ZIP archive.", "Unpack it first; the .json file in it is what can be read."
        )
    header, key = text.header() if first == "{" else ({}, "")
    opening = Opening(text, name, zone, first, header, key)
    for form in FORMS:
        if form.reads is not None and form.read is not None and form.reads(opening):
            yield from form.read(opening)
            return
    raise foreign(name)
