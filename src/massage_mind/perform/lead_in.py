"""The while before a session begins by itself: time to lie down, or to read a line. Nobody has to press anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from massage_mind.perform.ports import View

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Timeline
    from massage_mind.perform.ports import Clock, Keys, Lead, Stage

_LOOK_MS = 1_000
"""How often the picture is offered again: to a terminal that did not take it, or that has another size now."""


def lead_in(lead: Lead, timeline: Timeline, *, clock: Clock, keys: Keys, stage: Stage) -> bool:
    """Wait as long as the lead takes; whether the session is to begin. Raises `Stopped`.

    Enter and space begin at once, q and Esc leave. While the help is open the time stands still.
    """
    view = View(timeline, 0, timeline.cues[0], lead=lead)
    left = lead.length_ms
    stage.open(view)
    while left > 0 or view.help:
        stage.draw(view)
        now = clock.now()
        key = keys.wait(now + (min(left, _LOOK_MS) if not view.help else _LOOK_MS))
        left -= clock.now() - now if not view.help else 0
        match key:
            case "q":
                return False
            case "esc" | "enter" | " " if not view.help:
                return key != "esc"
            case "esc" | "enter" | " ":
                view = replace(view, help=0)
            case "?":
                view = replace(view, help=_next_page(view.help, lead, stage.help_pages(view)))
            case "suspend":
                stage.suspend()
            case _:
                pass
    return True


def _next_page(page: int, lead: Lead, pages: int) -> int:
    if not page:
        return min(lead.help_from, pages)
    return page + 1 if page < pages else 0
