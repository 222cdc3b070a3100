"""The second track of a timeline, for two at home: what whoever gives is shown, and when. Nobody speaks it.

Both tracks come of one fit. A page turns where a cue of the first track starts, so whatever moves that one (a pause, a
longer session, an early end) moves both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from massage_mind.values import dataclass

GiverKind: TypeAlias = Literal["do", "ask"]


@dataclass(frozen=True, slots=True)
class GiverCue:
    """One page for the giver. Milliseconds from the start of the session.

    `where` is its head, the title of its section where the script gives it none. `again`: a page that comes back after
    a question.
    """

    at_ms: int
    length_ms: int
    kind: GiverKind
    text: str
    where: str
    section: str
    again: bool = False

    @property
    def end_ms(self) -> int:
        """When it ends."""
        return self.at_ms + self.length_ms


GIVER_PAGE, GIVER_ASKS = "page:", "asks:"
"""How the `origin` of a silence begins that a page starts with, or that a question of the giver's fills."""


def laid_out(turns: Sequence[GiverCue], total_ms: int) -> tuple[GiverCue, ...]:
    """The track, one page after another: each stands until the next; after a question the page before it comes back.

    `turns` are the pages in their order, with the lengths of the questions; a page that would get no time is left out.
    """
    track: list[GiverCue] = []
    doing: GiverCue | None = None
    for number, turn in enumerate(turns):
        end = turns[number + 1].at_ms if number + 1 < len(turns) else total_ms
        if turn.kind == "do":
            doing = turn
            track.append(replace(turn, length_ms=end - turn.at_ms))
            continue
        asked = min(turn.end_ms, end)
        track.append(replace(turn, length_ms=asked - turn.at_ms))
        if doing:
            track.append(replace(doing, at_ms=asked, length_ms=end - asked, again=True))
    return tuple(cue for cue in track if cue.length_ms > 0)


def page_at(track: Sequence[GiverCue], at_ms: int) -> GiverCue | None:
    """The page that is shown at this time; None where there is none, and at the end the last one."""
    page = next((cue for cue in reversed(track) if cue.at_ms <= at_ms), None)
    return page if page is not None and (at_ms < page.end_ms or page is track[-1]) else None


def next_place(track: Sequence[GiverCue], at_ms: int) -> GiverCue | None:
    """The next page with something new to do; None where there is none any more."""
    return next((cue for cue in track if cue.at_ms > at_ms and cue.kind == "do" and not cue.again), None)


def next_question(track: Sequence[GiverCue], at_ms: int) -> GiverCue | None:
    """The next question the giver asks; None where there is none any more."""
    return next((cue for cue in track if cue.at_ms > at_ms and cue.kind == "ask"), None)
