"""Where an arrow leads: to the next section, to the start of this one, or to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.fit.timeline import Span, Timeline
    from massage_mind.perform.ports import Key

BACK_MS = 3_000
"""Within so long after its start, "previous section" means the one before."""


def span_from(timeline: Timeline, position_ms: int, key: Key) -> Span | None:
    """The section that `right` or `left` leads to from here; None behind the last."""
    spans = timeline.sections
    number = timeline.section_at(position_ms)
    if key == "right":
        number += 1
    elif position_ms - spans[number].at_ms < BACK_MS:
        number -= 1
    return spans[max(0, number)] if number < len(spans) else None
