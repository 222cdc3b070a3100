"""Fonts of this machine that have the letters of a page: looked for where systems keep them, and only where a page needs one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
"""Where Linux, macOS and Windows keep theirs."""
_FIRST = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "Arial Unicode.ttf", "segoeui.ttf", "arial.ttf", "Arial.ttf")  # fmt: skip
"""Those that have most letters of most scripts, before all others."""
_MOST_FILES, _MOST_READ = 2_000, 400
"""So many are listed, and so many of those looked into, the likeliest first: a few seconds at most."""
_KINDS = (".ttf", ".otf", ".ttc")
_SKIPPED = ("bold", "italic", "oblique", "condensed", "mono", "light", "thin", "black", "serif", "emoji")
"""What is not for running text, in the name of a file; looked at last."""


class FontsFound(NamedTuple):
    """Files that together have the letters, the one with most of them first; and the letters that none has."""

    files: tuple[Path, ...]
    wanting: frozenset[str]


def fonts_with(letters: Iterable[str], folders: Sequence[str] = _FOLDERS) -> FontsFound:
    """Fonts that have these letters. Reads no more files than it needs; one that can't be read is passed over."""
    wanting = frozenset(letters)
    chosen: list[Path] = []
    for path in _in_order(folders)[:_MOST_READ]:
        if not wanting:
            break
        if had := wanting & _letters_of(path, wanting):
            chosen.append(path)
            wanting -= had
    return FontsFound(tuple(chosen), wanting)


def can_stand_for(first: Path, other: Path, letters: Iterable[str]) -> bool:
    """Whether the other font has all of these letters that the first has."""
    wanted = frozenset(letters)
    return _letters_of(first, wanted) <= _letters_of(other, wanted)


def _in_order(folders: Sequence[str]) -> list[Path]:
    found = list(_files(folders))
    found.sort(key=lambda path: (_rank(path), path.name))
    return found


def _rank(path: Path) -> tuple[int, int]:
    first = _FIRST.index(path.name) if path.name in _FIRST else len(_FIRST)
    return first, sum(word in path.stem.lower() for word in _SKIPPED)


def _files(folders: Sequence[str]) -> Iterator[Path]:
    left = _MOST_FILES
    for folder in folders:
        for root, _, names in os.walk(Path(folder).expanduser()):
            for name in names:
                if name.lower().endswith(_KINDS) and left > 0:
                    left -= 1
                    yield Path(root, name)


def _letters_of(path: Path, wanted: frozenset[str]) -> frozenset[str]:
    """Which of these letters the font has; none where it is no font, or none that can be read."""
    has = _every_letter(path)
    return frozenset(letter for letter in wanted if ord(letter) in has)


def _every_letter(path: Path) -> frozenset[int]:
    """The letters of a font, as code points."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        # Opened here: where it is no font, the library leaves it open.
        with path.open("rb") as file, TTFont(file, lazy=True, fontNumber=0) as font:
            return frozenset(font.getBestCmap() or {})
    except (TTLibError, OSError, ValueError, KeyError, AssertionError):
        return frozenset()
