"""What was chosen for a clinician as a page: each measure with what may be said of it and its picture, then what was chosen besides."""

from __future__ import annotations

from datetime import date, datetime

from massage_mind.insight.change_words import many_words
from massage_mind.insight.claims import CANT_TELL, MAIN_FIRST, NO_MAIN, PLACES, STANDING_LINE
from massage_mind.insight.costs import PaidInAll
from massage_mind.insight.regions import BodyChange
from massage_mind.insight.shared_page import LEFT_OUT, SHARED_TITLES, SharedPage
from massage_mind.learn.stop_questions import STOP_END, STOP_QUESTIONS, STOP_TITLE
from massage_mind.report.report_values import (
    DataTable,
    OwnText,
    Points,
    Prose,
    Report,
    ReportPart,
    ReportSection,
    yours,
)
from massage_mind.report.trends_report import measure_section
from massage_mind.screen.show.show_trends import REGION_HEADS, region_rows, regions_about
from massage_mind.words.times import date_words

_SHARED_PLACES = tuple(one for one in PLACES if one not in LEFT_OUT)
_TITLE = "What changed around massages, in one person's own numbers"
_FOOT = (
    "The person rated this themselves, from 0 to 10, in massage-mind, and chose what stands here. It is no screening scale, "
    "no finding and no diagnosis; what wasn't chosen isn't in this file."
)


def share_report(page: SharedPage, now: datetime) -> Report:
    """The page; nothing is on it that the value does not hold. `now` is aware."""
    sections = [measure_section(one, now, _SHARED_PLACES) for one in page.measures]
    if len(sections) > 1:
        is_main = any(one.main for one in page.measures)
        sections.append(ReportSection("Several numbers", (Prose(MAIN_FIRST if is_main else NO_MAIN),)))
    if page.body is not None:
        sections.append(ReportSection(SHARED_TITLES["body"], _body(page.body)))
    if page.massages:
        sections.append(_massages(page))
    for key, tags in page.tags:
        rows = [(_dated(one.day, page.made), yours(one.word)) for one in tags]
        told: ReportPart = (
            DataTable("Each day it was noted", ("day", "noted"), rows)
            if rows
            else Prose("Nothing was noted.")
        )
        sections.append(ReportSection(SHARED_TITLES[key], (told,)))
    if page.cost is not None:
        sections.append(ReportSection(SHARED_TITLES["cost"], _cost(page.cost)))
    sections += [
        ReportSection(f"Written on {_dated(one.day, page.made)}", (OwnText(one.text),))
        for one in page.entries
    ]
    if page.asks:
        sections.append(ReportSection(STOP_TITLE, (Points(STOP_QUESTIONS), Prose(STOP_END))))
    lead = (Prose(_when(page)), Prose(STANDING_LINE), Prose(CANT_TELL))
    return Report(_TITLE, lead=lead, sections=sections, foot=(Prose(_FOOT, small=True),))


def _when(page: SharedPage) -> str:
    made = f"Made on {_dated(page.made, page.made)} {page.made.year}"
    first = f", from {_dated(page.first, page.made)}" if page.first else ""
    last = f" until {_dated(page.last, page.made)}" if page.last else ""
    span = first + last if first else f",{last}" if last else ", of all that was rated until then"
    return f"{made}{span}."


def _dated(day: date, made: date) -> str:
    return date_words(day, made)


def _body(body: BodyChange) -> list[ReportPart]:
    if not body.regions:
        return [Prose("No region was marked often enough to tell of it.")]
    return [
        DataTable(
            "Tension by region", REGION_HEADS, region_rows(body), frozenset(range(1, len(REGION_HEADS)))
        ),
        Prose(regions_about(body), small=True),
    ]


def _massages(page: SharedPage) -> ReportSection:
    with_minutes, with_style = "massages" in page.chosen, "styles" in page.chosen
    heads = ("day", *(("minutes",) * with_minutes), *(("style",) * with_style))
    rows = [
        (
            _dated(one.day, page.made),
            *(("" if one.minutes is None else str(one.minutes),) * with_minutes),
            *((yours(one.style),) * with_style),
        )
        for one in page.massages
    ]
    figures = frozenset({1}) if with_minutes else frozenset[int]()
    return ReportSection("Massages", (DataTable("Massages that took place", heads, rows, figures),))


def _cost(cost: PaidInAll) -> list[ReportPart]:
    if not cost.paid:
        return [Prose("No price was noted.")]
    return [
        Prose(f"{one.total} {one.currency}".strip() + f" for {many_words(one.appointments, 'appointment')}.")
        for one in cost.paid
    ]
