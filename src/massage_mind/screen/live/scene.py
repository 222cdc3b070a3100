"""What there is to show at one instant: the view with the words that belong to it, and when it changes by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.learn.help_lines import HelpAtHand
from massage_mind.perform.ports import View
from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.text import elapsed_text
from massage_mind.script.breathing import Pattern
from massage_mind.values import dataclass
from massage_mind.words.lengths import about

FRAME_MS = 100
"""Between two pictures of a breath that moves."""
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Appearance:
    """How this terminal is drawn on. `clean` makes a text safe and fit for its encoding; `keys`: somebody can press
    keys, so they are hinted at. `still`: nothing moves by itself; words and counts change as they have to. `at_hand`:
    what the help says besides.
    """

    clean: Callable[[str], str]
    glyphs: Glyphs = "braille"
    keys: bool = True
    still: bool = False
    at_hand: HelpAtHand = HelpAtHand()


@dataclass(frozen=True, slots=True)
class Scene:
    """A view with what belongs to it: the words to show, and the quiet line about the session."""

    view: View
    words: str
    notice: str = ""

    @property
    def dimmed(self) -> bool:
        """Whether everything is dim: on the table nobody looks, and the room is dark."""
        return self.view.timeline.moment == "during"

    @property
    def breath(self) -> Pattern | None:
        """The breath that is shown moving or held, if any."""
        view = self.view
        if self.dimmed or view.help or view.cue.kind != "breathe" or view.cue.breath is None:
            return None
        return view.cue.breath if view.cue.breath.paced else None


def words_at(timeline: Timeline, cue: Cue) -> str:
    """The words on screen while this cue runs: its own, or those of the last cue that had any.

    Empty after a question (it has been answered) and from a breath that moves on (what led to it has been read), the
    title before the first words.
    """
    for earlier in reversed(timeline.cues[: timeline.index_at(cue.at_ms) + 1]):
        if earlier.at_ms > cue.at_ms or (earlier.at_ms == cue.at_ms and earlier.end_ms > cue.end_ms):
            continue
        match earlier.kind:
            case "say":
                return earlier.text
            case "ask":
                return ""
            case "breathe" if earlier.breath is not None and not earlier.breath.paced:
                return earlier.text or earlier.breath.about
            case "breathe":
                if timeline.moment != "during":
                    return ""
            case "bell" | "rest":
                pass
            case _:
                assert_never(earlier.kind)
    return timeline.title


def left_text(left_ms: int, *, exact: bool) -> str:
    """What is left in words: minutes and seconds if `exact`, else to the nearest minute, and at the end in breaths."""
    if left_ms <= 0:
        return ""
    if exact:
        return f"{elapsed_text(left_ms + 999)} left"
    if left_ms >= _ABOUT_A_MINUTE:
        return f"{about(left_ms)} left"
    return next(words for least, words in _SOON if left_ms >= least)


_ABOUT_A_MINUTE = 90_000
_SOON = (
    (45_000, "about a minute left"),
    (30_000, "about half a minute left"),
    (8_000, "a few breaths left"),
    (1, "a breath left"),
)


def left_for_ms(left_ms: int) -> int:
    """For how long the words on what is left stay true; 0 where nothing is left."""
    if left_ms >= _ABOUT_A_MINUTE:
        return (left_ms - _MINUTE_MS // 2) % _MINUTE_MS + 1
    return next((left_ms - least + 1 for least, _ in _SOON if left_ms >= least), 0)


def frame_ms(scene: Scene, *, still: bool = False) -> int:
    """Milliseconds until the picture changes next: 100 while a breath moves, the next second of its count while it
    is held or nothing is to move (`still`), otherwise when other words say what is left. 0 if it stays as it is.
    """
    view = scene.view
    if view.paused or view.lead is not None:
        return 0
    pattern = scene.breath
    if pattern is None:
        return left_for_ms(view.left_ms)
    into = max(0, view.position_ms - view.cue.at_ms)
    phase, done = pattern.phase_at(into % pattern.cycle_ms)
    if still or phase.kind == "hold":
        return max(1, (phase.length_ms - done) % 1000 or 1000)
    return FRAME_MS - into % FRAME_MS
