"""A first massage from the door to the end, as a page and as a card."""

from __future__ import annotations

from massage_mind.learn.first_time import CARD, CARD_TITLE, FIRST_TIME
from massage_mind.screen.page.page_parts import Page, command, heading, said, under


def first_time_page() -> Page:
    """All of it, a heading for each part."""
    parts = [(heading(title), under(text, hang=0)) for title, text in FIRST_TIME]
    ends = (
        (
            said(
                "Customs differ: whatever stands here, you can ask. As a few lines to take along; and what to ask a therapist:"
            ),
        ),
        (command("massage-mind first-time --card"), command("massage-mind learn therapist")),
    )
    return Page((*parts, *ends))


def first_time_card() -> Page:
    """The few lines alone: to print, or to take a picture of."""
    return Page(((heading(CARD_TITLE), *map(under, CARD)),))
