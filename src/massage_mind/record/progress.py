"""How a session stands while it runs, and how it can end: what the loop keeps and the record holds."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from massage_mind.values import dataclass

Ending: TypeAlias = Literal["finished", "early", "interrupted"]
ENDINGS: tuple[Ending, ...] = get_args(Ending)

WORTH_GOING_ON_MS = 15_000
"""What was played for less than this is not worth going on with."""
TRIED_MS = 60_000
TRIED_PART = 10


def only_tried(ending: Ending | None, played_ms: int, total_ms: int) -> bool:
    """Whether a session was left so early that no massage went with it: within a minute, or a tenth of its length."""
    return ending != "finished" and (played_ms < TRIED_MS or played_ms * TRIED_PART < total_ms)


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment the person flagged: time within the session (played, not counting pauses) and where it was."""

    at_ms: int
    section: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How a session stands. Milliseconds. `position_ms` is within the timeline, where it would go on from."""

    planned_ms: int
    position_ms: int = 0
    played_ms: int = 0
    paused_ms: int = 0
    total_ms: int = 0
    sections: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    cues: int = 0
    latest_ms: int = 0
    """How late the latest cue was."""
    heard: tuple[int, ...] = ()
    """The numbers of the lines that were begun to be said, each once, in order (`record.line_number`)."""
