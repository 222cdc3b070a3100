"""What lies where in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

FILE = "journal.sqlite3"
_PREFIX, _SUFFIX = "rescue-", ".json"


def backups_of(path: Path) -> Path:
    """Where copies of this journal lie."""
    return path.parent / "backups"


def rescue_path(path: Path, session_id: str) -> Path:
    """Where the end of this session goes if this journal cannot be written."""
    return path.parent / f"{_PREFIX}{session_id}{_SUFFIX}"


def rescue_files(path: Path) -> list[Path]:
    """What waits to be taken into this journal, in order of name."""
    try:
        names = os.listdir(path.parent)
    except OSError:  # No folder, or none of ours: opening the journal will say what is wrong with it.
        return []
    return [
        path.parent / name for name in sorted(names) if name.startswith(_PREFIX) and name.endswith(_SUFFIX)
    ]
