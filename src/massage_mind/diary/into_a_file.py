"""A text written into a file that a person named: whole or not at all, theirs alone, and over nothing that is there already."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from massage_mind.errors import MassageMindError
from massage_mind.words.reasons import reason_words


class Carried(NamedTuple):
    """That something was written, as a sentence, and where it is."""

    sentence: str
    path: Path


def written_into(pieces: Iterable[str], path: Path, *, over: bool) -> Carried:
    """Write the pieces into this file, as UTF-8. `over`: also over a file that is there already.

    Raises `MassageMindError` for a name that is taken, is no file's, or can't be written; then there is nothing of it.
    """
    return bytes_into((piece.encode() for piece in pieces), path, over=over)


def bytes_into(pieces: Iterable[bytes], path: Path, *, over: bool) -> Carried:
    """The same of bytes, such as a picture. Raises `MassageMindError` as that does."""
    from massage_mind.whole_files import whole_file

    if path.is_dir():
        raise MassageMindError(f"{path} is a folder.", "Name a file in it.")
    if path.exists() and not path.is_file():  # A device would be gone, and a file in its place.
        raise MassageMindError(f"{path} isn't a file that can be replaced.", "Give another name.")
    if not path.parent.is_dir():
        raise MassageMindError(f"There's no folder {path.parent}.", "Make it first, or name another.")
    try:
        with whole_file(path, over=over) as file:
            for piece in pieces:
                file.write(piece)
    except FileExistsError as exc:
        raise MassageMindError(
            f"{path} is there already.", "Choose another name, or write over it:", instead=("", "--force")
        ) from exc
    except OSError as exc:
        raise MassageMindError(f"{path} can't be written: {reason_words(exc)}.") from exc
    return Carried("It's written, and only you can read it:", path)
