"""What the tests of the journal share: a session to begin, a progress to keep, and times that mean nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from massage_mind.journal.store import Store, open_store
from massage_mind.record.progress import Mark, Progress
from massage_mind.record.session import NewSession

NOW = 1_764_860_400_000
"""2025-12-04 15:00 UTC."""
HOUR = 3_600_000
PID = 4242


def alive(pid: int) -> bool:
    """A world in which every process is there."""
    return True


def gone(pid: int) -> bool:
    """A world in which none is."""
    return False


def new_session(**changes: Any) -> NewSession:
    """A `during` session of an hour."""
    given: dict[str, Any] = {
        "moment": "during",
        "script": "following-the-touch",
        "title": "Following the touch",
        "planned_ms": HOUR,
        "total_ms": HOUR,
        "pid": PID,
        "zone": "+01:00",
        "style": "swedish",
        "guidance": "sparse",
        "intention": "let the shoulders rest",
        "request": {"script": "following-the-touch", "minutes": 60},
    }
    return NewSession(**(given | changes))


def progress(**changes: Any) -> Progress:
    """Twenty minutes into it, with a mark."""
    given: dict[str, Any] = {
        "planned_ms": HOUR,
        "position_ms": 1_200_000,
        "played_ms": 1_200_000,
        "paused_ms": 30_000,
        "total_ms": HOUR,
        "sections": ("Arriving", "Back"),
        "marks": (Mark(750_000, "Back"),),
        "answers": (("How is it now?", "lighter"),),
        "cues": 31,
        "latest_ms": 2,
    }
    return Progress(**(given | changes))


def writing(path: Path, *, now_ms: int = NOW, **options: Any) -> Store:
    """The journal at this path, open for writing."""
    return open_store(path, writing=True, now_ms=now_ms, **({"alive": alive} | options))


def reading(path: Path, *, now_ms: int = NOW, **options: Any) -> Store:
    """The journal at this path, open for reading."""
    return open_store(path, writing=False, now_ms=now_ms, **({"alive": alive} | options))
