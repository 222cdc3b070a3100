"""What changed, as a page to print or keep: the same values, sentences and pictures as at a terminal, each measure in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from massage_mind.insight.claims import (
    CANT_TELL,
    MAIN_FIRST,
    NO_MAIN,
    PLACES,
    STANDING_LINE,
    Place,
    answers,
    sentences_of,
)
from massage_mind.insight.measure_facts import MeasureFacts
from massage_mind.insight.trends_page import TrendsPage
from massage_mind.learn.stop_questions import STOP_END, STOP_QUESTIONS, STOP_TITLE
from massage_mind.report.report_values import (
    ChartFigure,
    Points,
    Prose,
    Report,
    ReportPart,
    ReportSection,
    ScreenParts,
)
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_trends import body_parts, cost_parts, massages_said, measure_title
from massage_mind.screen.show.trend_charts import hours_chart, weeks_chart
from massage_mind.screen.text import safe_text
from massage_mind.words.times import date_words


def trends_report(page: TrendsPage, now: datetime) -> Report:
    """The page; `now` is aware, and the day it says."""
    sections = [measure_section(one, now) for one in page.measures]
    if len(sections) > 1:
        why = Prose(MAIN_FIRST if page.main else NO_MAIN)
        place = 1 if page.main else 0
        sections.insert(place, ReportSection("The others" if page.main else "None is the main one", (why,)))
    if not page.alone:
        for title, parts in (("The body", body_parts(page.body)), ("What it cost", cost_parts(page.costs))):
            if parts:
                sections.append(ReportSection(title, (ScreenParts(parts),)))
    if page.asks:
        sections.append(ReportSection(STOP_TITLE, (Points(STOP_QUESTIONS), Prose(STOP_END))))
    counted = massages_said(page)
    return Report(
        "What changed, as far as the numbers go",
        lead=(Prose(STANDING_LINE), Prose(CANT_TELL), *([Prose(counted)] if counted else [])),
        sections=sections,
        foot=(
            Prose(
                f"Written by massage-mind on {date_words(now.date(), now.date())}, and sent nowhere.",
                small=True,
            ),
        ),
        contents=len(sections) > 2,
    )


def measure_section(facts: MeasureFacts, now: datetime, places: Sequence[Place] = PLACES) -> ReportSection:
    """A measure in full: the answer first, its hours and its weeks drawn, and every other sentence about these places."""
    every = sentences_of(facts)
    first = [one for one in answers(every) if one.claim.place in places]
    parts: list[ReportPart] = [Prose(one.text) for one in first]
    hours, weeks = hours_chart(facts, now), weeks_chart(facts, now)
    quiet = hours_chart(facts, now, quiet=True)
    for place in places:
        if place == "hour" and hours is not None:
            parts.append(ChartFigure(hours))
        if place == "weeks" and weeks is not None:
            parts.append(ChartFigure(weeks))
        parts += [Prose(one.text) for one in every if one.claim.place == place and one not in first]
        if place == "hour" and quiet is not None:
            parts.append(ChartFigure(quiet, "The quiet hours, rated the same way."))
    return ReportSection(begun(safe_text(measure_title(facts))), parts, anchor=f"m-{facts.item.key}")
