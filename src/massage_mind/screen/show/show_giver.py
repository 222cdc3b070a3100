"""The giver's sheet as a page of the screen: each page of the track at its time. On paper: `report.giver_sheet`."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.fit.giver_track import GiverCue
from massage_mind.fit.timeline import Timeline
from massage_mind.screen.page.page_parts import Page, PageLine, bold, heading, said, under
from massage_mind.screen.text import elapsed_text, safe_text
from massage_mind.words.lengths import session_words

FOR_WHOM = "for whoever gives"
HOW = (
    "Times count from the start, in minutes and seconds; at each of them the page turns. After a question, go on where you "
    "were. A pause moves all that follows by as much."
)
TO_KNOW, WHEN = "To know first", "What to do, and when"


def sheet_title(timeline: Timeline) -> str:
    """What stands above it."""
    return safe_text(f"{timeline.title}, {session_words(timeline.total_ms)}: {FOR_WHOM}")


def sheet_rows(timeline: Timeline) -> list[tuple[str, str, str]]:
    """When, where and what: a row for each page that brings something new, and one for the end."""
    rows = [
        (elapsed_text(page.at_ms), _where(page), safe_text(page.text))
        for page in timeline.giver
        if not page.again
    ]
    return [*rows, (elapsed_text(timeline.total_ms), "The end", "")]


def _where(page: GiverCue) -> str:
    return "Ask" if page.kind == "ask" else safe_text(page.where)


def sheet_page(timeline: Timeline, cautions: Sequence[str]) -> Page:
    """The sheet for a person at a terminal, or on a pipe."""
    first = [(heading(TO_KNOW), *(under(one) for one in cautions))] if cautions else []
    return Page(
        (
            (heading(sheet_title(timeline)),),
            (said(HOW),),
            *first,
            (heading(WHEN), *_lines(timeline)),
            tuple(said(note) for note in timeline.notes),
        )
    )


def _lines(timeline: Timeline) -> list[PageLine]:
    rows = sheet_rows(timeline)
    lead = max(len(at) for at, _, _ in rows)
    return [
        under(bold(where), f": {what}" if what else "", lead=f"{at:>{lead}}  ", hang=0)
        for at, where, what in rows
    ]
