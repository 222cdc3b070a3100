"""A check-in on a page."""

from __future__ import annotations

from datetime import datetime

from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import Head
from massage_mind.screen.page.page_parts import Part
from massage_mind.screen.show.list_line import phase_text
from massage_mind.screen.show.show_body import body_part
from massage_mind.screen.show.show_pieces import paragraphs, under_a_heading, what_and_when
from massage_mind.screen.show.show_ratings import ratings_table


def checkin_parts(head: Head, checkin: CheckIn, now: datetime) -> list[Part]:
    """The check-in in full, the body map drawn."""
    table = ratings_table({checkin.phase: checkin.ratings})
    return [
        [what_and_when(f"Check-in, {phase_text(checkin)}", head, now)],
        *under_a_heading("Ratings", [table] if table else []),
        *body_part({checkin.phase: checkin.body}, {checkin.phase: checkin.kinds}),
        *under_a_heading("Note", paragraphs(checkin.note)),
    ]
