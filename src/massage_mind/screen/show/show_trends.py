"""What changed, as a page: what it is, the main measure, the others, the body, what it cost, what may be worth asking."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import datetime

from massage_mind.insight.change_words import begun_words, figure, many_words
from massage_mind.insight.claims import (
    CANT_TELL,
    MAIN_FIRST,
    NO_MAIN,
    PLACES,
    STANDING_LINE,
    MeasureSentence,
    answers,
    sentences_of,
)
from massage_mind.insight.costs import PaidInAll
from massage_mind.insight.measure_facts import MeasureFacts
from massage_mind.insight.regions import BodyChange
from massage_mind.insight.trends_page import TrendsPage
from massage_mind.learn.stop_questions import STOP_END, STOP_QUESTIONS, STOP_TITLE
from massage_mind.screen.page.page_parts import Page, PageTable, Part, command, heading, said, under
from massage_mind.screen.show.record_text import begun
from massage_mind.screen.show.show_paired import paired_block
from massage_mind.screen.show.show_weeks import weeks_block
from massage_mind.screen.show.trend_charts import body_chart, hours_chart, weeks_chart
from massage_mind.screen.text import safe_text
from massage_mind.script.body import LEVELS, MOST
from massage_mind.words.lengths import count_word

_IN_FULL_ONLY = frozenset(("quiet", "apart", "began badly", "lasted, untold", "early, ordinary-day"))
"""What is said of a measure only where it comes first, or was asked for."""


def trends_page(page: TrendsPage, now: datetime) -> Page:
    """The page at a terminal; `now` is aware."""
    parts: list[Part] = [
        [
            heading("What changed, as far as your numbers go"),
            said(STANDING_LINE),
            said(CANT_TELL),
            *_massages(page),
        ]
    ]
    first = page.measures[:1] if page.alone else [page.main] if page.main else []
    for one in first:
        parts += _in_full(one, now)
    parts += _others([one for one in page.measures if one not in first], main=page.main is not None)
    parts += _to_join([one for one in page.measures if one.mixed])
    if not page.alone:
        parts += [*body_parts(page.body), *cost_parts(page.costs)]
    if page.asks:
        questions = [under(question) for question in STOP_QUESTIONS]
        parts += [[heading(STOP_TITLE), *questions], [said(STOP_END)]]
    return Page(parts)


def _others(others: Sequence[MeasureFacts], *, main: bool) -> list[Part]:
    """The measures that weigh less, in short, and how one of them is seen in full."""
    if not others:
        return []
    why = [[said(MAIN_FIRST if main else NO_MAIN)]] if main or len(others) > 1 else []
    line = command(f"massage-mind trends {others[0].item.key}")
    return [*why, *(_in_short(one) for one in others), [said("One of them in full:")], [line]]


def _to_join(mixed: Sequence[MeasureFacts]) -> list[Part]:
    """How numbers that may mean more than one thing come to mean one, if they do."""
    if not mixed:
        return []
    item = mixed[0].item
    low, high = (shlex.quote(safe_text(end)) for end in (item.low, item.high))
    line = f"massage-mind measure edit {item.key} --low {low} --high {high}"
    return [[said("If they do mean one thing, say which:")], [command(line)]]


def _massages(page: TrendsPage) -> Part:
    counted = massages_said(page)
    return (said(counted),) if counted else ()


def massages_said(page: TrendsPage) -> str:
    """How many massages took place, and how many of them without a number; empty where none is known."""
    if not page.massages:
        return ""
    rest = f", {count_word(page.unrated)} without any number" if page.unrated else ""
    return f"{begun_words(page.massages, 'massage')} took place{rest}."


def _in_full(facts: MeasureFacts, now: datetime) -> list[Part]:
    """The answer first; then the hours and the weeks as pictures, each with every other sentence of it below."""
    every = sentences_of(facts)
    first = answers(every)
    parts: list[Part] = [[heading(measure_title(facts)), *(under(one.text, hang=0) for one in first)]]
    hours, weeks = hours_chart(facts, now), weeks_chart(facts, now)
    for place in PLACES:
        if place == "hour" and hours is not None:
            parts.append([paired_block(hours)])
        if place == "weeks" and weeks is not None:
            parts.append([weeks_block(weeks)])
        told = [one for one in every if one.claim.place == place and one not in first]
        parts.append([under(one.text, hang=0) for one in told])
    return [part for part in parts if part]


def measure_title(facts: MeasureFacts) -> str:
    """Its name and what its ends mean, so that a number can be read, and whether it is the main one."""
    item = facts.item
    if facts.mixed:
        return begun(safe_text(facts.name))
    main = ", the main measure" if facts.main else ""
    return f"{begun(safe_text(facts.name))}, 0 {safe_text(item.low)} to 10 {safe_text(item.high)}{main}"


def _in_short(facts: MeasureFacts) -> Part:
    told: Sequence[MeasureSentence] = [
        one for one in sentences_of(facts) if one.claim.key not in _IN_FULL_ONLY
    ]
    return [heading(begun(safe_text(facts.name))), *(under(one.text, hang=0) for one in told)]


REGION_HEADS = ("", "marked", "lower", "same", "higher", "before", "after")


def region_rows(body: BodyChange) -> list[tuple[str, ...]]:
    """A region a row: how often it was marked, lower, the same and higher after, and the middles."""
    return [
        (
            one.region,
            *map(str, (one.maps, one.lower, one.same, one.higher)),
            figure(one.before),
            figure(one.after),
        )
        for one in body.regions
    ]


def regions_about(body: BodyChange) -> str:
    """What the figures of those rows are, and what the ends of their scale mean."""
    return (
        f"Of {many_words(body.maps, 'massage')} with a map before and after: in how many it was marked, and lower, the same "
        f"or higher after; then the middle before and after, 0 {LEVELS[0]} to {MOST} {LEVELS[MOST]}. "
        "An hour of rest may change as much."
    )


def body_parts(body: BodyChange) -> list[Part]:
    """Each region that was marked often enough: in how many massages, how often it was lower after, and the middles."""
    if not body.regions:
        return []
    sentences = [
        f"{begun(one.region)}: marked in {count_word(one.maps)}; lower after in {_none(one.lower)}, the same in "
        f"{_none(one.same)}, higher in {_none(one.higher)}; in the middle {figure(one.before)} before, {figure(one.after)} after."
        for one in body.regions
    ]
    table = PageTable(
        REGION_HEADS, region_rows(body), frozenset(range(1, len(REGION_HEADS))), sentences=sentences
    )
    chart = body_chart(body)
    drawn: list[Part] = [[paired_block(chart)]] if chart is not None else []
    return [[heading("The body"), table, under(regions_about(body), hang=0)], *drawn]


def _none(count: int) -> str:
    return count_word(count) if count else "none"


def cost_parts(costs: PaidInAll) -> list[Part]:
    """What was paid, a line for each money; nothing where no price was noted."""
    if not costs.paid:
        return []
    lines = []
    for one in costs.paid:
        money = f" {one.currency}" if one.currency else ""
        lines.append(
            under(
                f"{begun_words(one.appointments, 'appointment')}: {one.total}{money} in all, {one.middle}{money} in the middle."
            )
        )
    if costs.unpriced:
        lines.append(under(f"{begun_words(costs.unpriced, 'appointment')} without a price."))
    return [[heading("What it cost"), *lines]]
