"""What stands there before a session begins by itself: nobody who lies face down has to press a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.perform.ports import Lead

if TYPE_CHECKING:
    from massage_mind.session.prepare import Prepared

SETTLE_MS = 20_000
"""Time to lie down in, where no other was asked for."""
READ_MS = 4_000
"""Time to read one line."""
LYING_DOWN = "Settle in, as it suits you. It begins by itself."
GOING_ON = "Settle in again, as it suits you. It goes on by itself."
COMING_BACK = "You can stay just as you are. The way back begins by itself."


def lead_of(prepared: Prepared, line: str = "") -> Lead | None:
    """The lead of a session for somebody who sits there; `line` is what they are to read before it. None: at once.

    On the table there is time to lie down in, unless a silence of another length was asked for; that is over by then
    where a session is gone on with.
    """
    request = prepared.request
    begins_with_one = request.sound.delay_ms is not None or prepared.heard.delay_ms
    if request.moment == "during" and (prepared.start_ms or not begins_with_one):
        return Lead(SETTLE_MS, GOING_ON if prepared.start_ms else LYING_DOWN, line)
    if request.moment == "after" and request.later_part:
        return Lead(SETTLE_MS, COMING_BACK)
    return line_to_read(line)


def line_to_read(line: str) -> Lead | None:
    """A line that stands there before the first picture, and goes away with it."""
    return Lead(READ_MS, beside=line, help_from=2) if line else None
