"""Formats of sound files, one module each, found by looking into this folder.

To add one, add its module with a `FORMAT` (see `writer.SoundFormat`). Nothing else has to know of it. What libsndfile
can encode needs a few lines over `sndfile.SndfileWriter`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from massage_mind.sound.file.writer import SoundFormat


@cache
def formats() -> tuple[SoundFormat, ...]:
    """The formats that sound can be written in, by rank."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return tuple(sorted((module.FORMAT for module in modules), key=lambda one: (one.rank, one.suffixes)))


def suffixes() -> tuple[str, ...]:
    """What the name of a sound file may end in."""
    return tuple(suffix for one in formats() for suffix in one.suffixes)


def format_of(path: Path) -> SoundFormat | None:
    """The format that the name of this file asks for, in small letters or capitals; None if it names none."""
    return next((one for one in formats() if path.suffix.lower() in one.suffixes), None)
