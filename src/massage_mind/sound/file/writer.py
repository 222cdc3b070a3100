"""What turns samples into one format of sound file, and what a format is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from massage_mind.sound.file.tagging import Tags
from massage_mind.sound.samples import Samples
from massage_mind.values import dataclass


class FileWriter(Protocol):
    """Encodes into a file of its own."""

    def write(self, chunk: Samples) -> None:
        """Add these frames."""
        ...

    def finish(self, frames: int) -> Path:
        """Close the file, after so many frames, and return it with its tags in it."""
        ...

    def close(self) -> None:
        """Close what is open; it may be called again."""
        ...


OpenWriter = Callable[[Callable[[], Path], Tags, float | None], FileWriter]
"""Begins a file: given what makes a new empty file to write into, the tags, and the quality from 0 to 1 (None: usual)."""


def nothing_needed() -> None:
    """For a format that the program can always write."""


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """One format: its place in every list of them (lower first), what the names of its files end in, what writes it.

    `check` raises UsageError where something is missing that it needs: called before an hour of work.
    """

    rank: int
    suffixes: tuple[str, ...]
    open: OpenWriter
    check: Callable[[], None] = nothing_needed
