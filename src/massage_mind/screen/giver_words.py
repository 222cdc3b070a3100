"""A page of the giver's in words: in the plain lines of a session, in a preview, and for somebody who listens to them."""

from __future__ import annotations

from massage_mind.fit.giver_track import GiverCue
from massage_mind.screen.text import safe_text

THEN_WAIT = "Ask it aloud, and wait for the answer."


def giver_head(page: GiverCue) -> str:
    """Whose page it is, and what of: "giver, upper back", "giver asks"."""
    if page.kind == "ask":
        return "giver asks"
    return safe_text(f"giver goes on, {page.where}" if page.again else f"giver, {page.where}")


def giver_line(page: GiverCue) -> str:
    """A page on one line of a table."""
    return safe_text(f"{giver_head(page)}: {page.text}" if not page.again else giver_head(page))


def giver_aloud(page: GiverCue) -> str:
    """A page as sentences."""
    if page.again:
        return safe_text(f"For whoever gives: on with it. {page.where}.")
    if page.kind == "ask":
        return safe_text(f"Whoever gives asks: {page.text}")
    return safe_text(f"For whoever gives. {page.where}. {page.text}")
