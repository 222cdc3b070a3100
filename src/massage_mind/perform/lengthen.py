"""Making a running session longer or shorter, and what is said about it."""

from __future__ import annotations

from massage_mind.errors import LengthError
from massage_mind.fit.timeline import Fitter, Timeline
from massage_mind.words.lengths import about, minutes_and_seconds


def fit_to(
    fitter: Fitter, timeline: Timeline, position_ms: int, total_ms: int
) -> tuple[Timeline | None, str]:
    """What remains fitted to another total; where that cannot be, to the nearest that can.

    With the sentence that says so. None, where it has to stay as it is.
    """
    before = timeline.total_ms
    try:
        fitted = fitter.refit(timeline, position_ms, total_ms)
    except LengthError as error:
        nearest = error.shortest_ms or error.longest_ms
        if not nearest or (nearest - before) * (total_ms - before) <= 0:
            limit = "as long" if total_ms > before else "as short"
            return None, f"It is {limit} as this script can be."
        try:
            fitted = fitter.refit(timeline, position_ms, nearest)
        except LengthError:
            return None, "It stays as it is: nothing else fits here."
    left = about(max(0, fitted.total_ms - position_ms))
    if fitted.total_ms != total_ms:
        limit = "long" if total_ms > before else "short"
        return fitted, f"This is as {limit} as it can be; {left} left."
    change = minutes_and_seconds(abs(fitted.total_ms - before))
    return fitted, f"{change} {'more' if fitted.total_ms > before else 'less'}; {left} left."
