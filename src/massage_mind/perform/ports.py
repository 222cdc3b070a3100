"""What the loop needs of the world: a clock, keys, a stage, a speaker and a record. Fakes: `massage_mind.testing`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from massage_mind.perform.step_aside import Grounding
from massage_mind.record.progress import Ending, Progress
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Cue, Timeline

Key: TypeAlias = str
"""What `Keys.wait` returns. One character as typed (" ", "+", "-", "e", "m", "s", "g", "q", "?", "1" ... "9"), or a word:
"right", "left", "enter", "esc", "resize" (the terminal changed its size), "suspend" (Ctrl-Z was pressed)."""


class Clock(Protocol):
    """Time as the loop sees it, in whole milliseconds."""

    def now(self) -> int:
        """Monotonic time. Never goes back."""
        ...

    def asleep(self) -> int:
        """How long the machine has been suspended in all, where that is not part of `now`; 0 where unknown."""
        ...

    def wall(self) -> int:
        """UTC as milliseconds since 1970, for the record only."""
        ...


class Keys(Protocol):
    """The person's hands. Waiting for a key with a deadline is the only sleep there is."""

    @property
    def live(self) -> bool:
        """Whether somebody can press keys at all (a terminal is there)."""
        ...

    def wait(self, until_ms: int) -> Key | None:
        """Wait for a key until this time on the clock; None when the time has come. Raises `Stopped`."""
        ...


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands there for a while before a session begins by itself: words, and below them what matters less."""

    length_ms: int
    words: str = ""
    beside: str = ""
    help_from: int = 1
    """The page of the help that ? opens here."""


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see at one instant. `position_ms` is the time within the timeline.

    `help` is the page of the help that is open, from 1 on; 0: none. `lead`: the session has not begun yet. `grounding`:
    whether it can be had here, or is what is seen.
    """

    timeline: Timeline
    position_ms: int
    cue: Cue
    paused: bool = False
    muted: bool = False
    help: int = 0
    notice: str = ""
    marks: int = 0
    lead: Lead | None = None
    grounding: Grounding = "none"

    @property
    def left_ms(self) -> int:
        return max(0, self.timeline.total_ms - self.position_ms)


class Stage(Protocol):
    """What the person sees."""

    def open(self, view: View) -> None:
        """The session begins."""
        ...

    def cue(self, view: View) -> None:
        """`view.cue` starts now."""
        ...

    def draw(self, view: View) -> None:
        """Nothing new began, but time has passed or something else changed. May drop the frame; never blocks."""
        ...

    def frame_ms(self, view: View) -> int:
        """How long until it wants to draw again: about 100 while a breath moves, otherwise the time until the
        picture changes by itself; 0 for never."""
        ...

    def help_pages(self, view: View) -> int:
        """How many pages the help has here: the keys, the safety list, where help is."""
        ...

    def say(self, view: View, text: str) -> None:
        """A quiet line about the session itself (paused, fitted anew, no sound), not a cue."""
        ...

    def suspend(self) -> None:
        """Give the terminal back, stop the process as Ctrl-Z does, and take the terminal again when it goes on."""
        ...

    def close(self) -> None:
        """Give the terminal back. May be called twice."""
        ...


class Speaker(Protocol):
    """What the person hears. It is a guest: nothing it does may raise into the loop or hold it up."""

    def ready(self, wait_ms: int) -> None:
        """Wait until it is known whether there will be sound, at most this long, before the session begins."""
        ...

    def follow(self, timeline: Timeline, origin_ms: int, position_ms: int) -> None:
        """Play this timeline: its time 0 is at `origin_ms` of the clock, and now is `position_ms` within it.

        Called at the start and again after a pause, a skip or a new fit; whatever rang before fades out.
        """
        ...

    def strike(self, cue: Cue) -> None:
        """This cue starts now; for players that cannot be told ahead."""
        ...

    def hush(self) -> None:
        """Fade out and stay silent until the next `follow` (a pause)."""
        ...

    def mute(self, muted: bool) -> None:
        """Sound off or on, without losing the place."""
        ...

    @property
    def playing(self) -> bool:
        """Whether there is something that plays."""
        ...

    def trouble(self) -> str:
        """One sentence, once, if sound stopped working or never started; empty otherwise."""
        ...

    def close(self) -> None:
        """Let the device go. Bounded in time. May be called twice."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a session ended."""

    progress: Progress
    ending: Ending
    signum: int = 0


class Recorder(Protocol):
    """Keeps the record while the session runs."""

    def keep(self, progress: Progress) -> bool:
        """Write how it stands, without ever waiting for a lock. False: could not be written now, try again later."""
        ...
