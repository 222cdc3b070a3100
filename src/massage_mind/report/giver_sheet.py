"""The giver's track on paper: each page with its time, out of the same timeline that is performed."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.fit.timeline import Timeline
from massage_mind.report.report_values import DataTable, Points, Prose, Report, ReportSection, strong
from massage_mind.screen.show.show_giver import HOW, TO_KNOW, WHEN, sheet_rows, sheet_title

FROM_START = "From the start, in minutes and seconds"


def giver_sheet(timeline: Timeline, cautions: Sequence[str]) -> Report:
    """The sheet of a session for two: what to know first, then when to do and to ask what."""
    rows = [(at, strong(where), what) for at, where, what in sheet_rows(timeline)]
    known = [ReportSection(TO_KNOW, (Points(tuple(cautions)),))] if cautions else []
    return Report(
        sheet_title(timeline),
        lead=(Prose(HOW),),
        sections=(*known, ReportSection(WHEN, (DataTable(FROM_START, ("at", "where", "what"), rows),))),
        foot=[Prose(note, small=True) for note in timeline.notes],
    )
