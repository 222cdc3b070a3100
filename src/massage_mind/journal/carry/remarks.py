"""What a person should hear of an import besides its records: what stays behind, what could not be read exactly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_MOST_NAMES = 50
_OTHERS = "others"


@dataclass(slots=True)
class Remarks:
    """Counts that readers add to while they read. No text of a record is in it."""

    behind: Counter[str] = field(default_factory=Counter)
    """What cannot be taken in, of entries that are: how often, by what one of them is called (photo, video)."""
    zones: Counter[str] = field(default_factory=Counter)
    """How many entries name a zone that is not known here, by that name; they are shown in the person's own."""
    offsets: Counter[str] = field(default_factory=Counter)
    """The same of records of ours, which say their offset and are shown at that."""
    zoneless: int = 0
    """How many entries of a program that names zones name none; they are shown in the person's own."""
    leapt: int = 0
    """How many entries say a time that the clocks here leap over; they are an hour or so later."""
    twice: int = 0
    """How many say a time that the clocks here show twice; the first of the two is taken."""
    halves: int = 0
    """How many entries held half a character, which is U+FFFD now."""
    beside: list[tuple[str, str]] = field(default_factory=list)
    """Ids of new entries that were likely changed where they come from, each with the one that it was."""
    mixed: list[str] = field(default_factory=list)
    """What measures of one name mean since then, where that is more than one thing: a sentence each."""
    courses: list[str] = field(default_factory=list)
    """Ids of all courses that have not ended, where this brought one beside another; the one begun last first."""
    files: int = 0
    """Files of a folder or an archive that were passed over, since they hold no records."""
    no_files: int = 0
    """What is in a folder and is neither file nor folder: pipes, devices, links to nothing. Never opened."""


def count_zone(zones: Counter[str], name: str) -> None:
    """Count a record whose zone is not known; the first fifty zones by their names."""
    shown = name[:40]
    zones[shown if shown in zones or len(zones) < _MOST_NAMES else _OTHERS] += 1
