"""A brief as a page to print or hand over: whose it is, what is said first, what helped, what to repeat, what to leave."""

from __future__ import annotations

from massage_mind.record.brief import BRIEF_LINES, BRIEF_LISTS, PHRASES_LINE, Brief, said_of
from massage_mind.report.report_values import (
    Definitions,
    Points,
    Prose,
    Report,
    ReportSection,
    ReportWords,
    yours,
)
from massage_mind.screen.show.show_brief import SAY_TITLE

_OWN = "These are my own words and wishes, no diagnosis and no prescription. Please ask me where something isn't clear."


def brief_report(brief: Brief, title: str) -> Report:
    """The page; only what was picked is on it."""
    said = [(line.title, yours(words[0])) for line in BRIEF_LINES if (words := said_of(brief, line.key))]
    sections = [ReportSection(SAY_TITLE, (Definitions(said),))] if said else []
    for line in BRIEF_LISTS:
        if words := said_of(brief, line.key):
            sections.append(ReportSection(line.title, (Points([yours(one) for one in words]),)))
    if brief.phrases:
        spoken: list[ReportWords] = [('"', yours(one), '"') for one in brief.phrases]
        sections.append(ReportSection(PHRASES_LINE.title, (Points(spoken),)))
    return Report(title, sections=sections, foot=(Prose(_OWN, small=True),))
