"""Out of a running session for a while, and back to where it was: grounding, for when it is too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.perform.loop import Performance
    from massage_mind.perform.ports import Key

ASIDE = "Grounding. The session waits where it is; g goes back to it."
BACK = "Back where you were. Paused; space goes on."
BACK_SHORT = "Back where you were. Space goes on"
"""The same on a screen that says by itself that it is paused."""
LEAVES: frozenset[Key] = frozenset(("g", "esc", "e", "q"))
"""What ends the grounding: two keys that only go back to the session, and two that do there what they always do."""

Grounding: TypeAlias = Literal["here", "inside", "none"]
"""Whether g begins it here, whether this is it, or whether there is none here."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """How somebody came back: the key they left with (empty: it was heard to its end), whether sound is off now, and a
    sentence about what could not be kept."""

    key: Key = ""
    muted: bool = False
    trouble: str = ""


Ground: TypeAlias = "Callable[[bool, Callable[[], object]], CameBack]"
"""Performs the grounding over the stage, the keys and the speaker of the session. It is handed whether sound is off, and
what keeps the record of the session that waits. Raises `Stopped`."""


def step_aside(session: Performance, ground: Ground, now: int) -> Key | None:
    """The session pauses, the grounding is performed, and it is still paused where it was.

    The key that is still to be answered: `e` and `q` mean the session, whatever is in between.
    """
    session.pause(now, "")
    if session.help:
        session.help = 0
        session.stage.draw(session.view(now))
    session.tell(now, ASIDE)
    came = ground(session.muted, lambda: session.recorder.keep(session.progress(session.clock.now())))
    session.muted = came.muted
    session.sleep_counted()
    back = session.clock.now()
    session.keep_due = back
    session.speaker.hush()
    session.stage.draw(session.view(back))  # help that was open in it is closed with it
    if came.trouble:
        session.tell(back, came.trouble)
    if came.key in ("e", "q"):
        return came.key
    session.tell(back, BACK, came.trouble or BACK_SHORT)
    session.stage.draw(session.view(back))
    session.frame_due = back + session.stage.frame_ms(session.view(back))
    return None
