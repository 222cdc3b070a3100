"""A report as a page of the screen: what a file will say, to be read before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from massage_mind.report.report_values import (
    ChartFigure,
    DataTable,
    Definitions,
    FormLines,
    OwnText,
    PersonsWords,
    Points,
    Prose,
    Report,
    ReportPart,
    ReportSection,
    ReportWords,
    ScreenParts,
    StrongWords,
    WebLink,
)
from massage_mind.screen.page.page_parts import Block, Page, PageTable, Part, heading, said, under
from massage_mind.screen.show.chart_values import BodyMaps, PairedChart
from massage_mind.screen.show.show_paired import paired_block, regions_block
from massage_mind.screen.show.show_pieces import paragraphs
from massage_mind.screen.show.show_weeks import weeks_block
from massage_mind.screen.text import safe_text


def report_page(report: Report) -> Page:
    """The page, with the same title, sections and sentences."""
    parts: list[Part] = [[heading(safe_text(report.title))]]
    for part in report.lead:
        parts += _parts(part, leads=True)
    for section in report.sections:
        parts += _section(section)
    for part in report.foot:
        parts += _parts(part, leads=True)
    return Page(parts)


def _section(section: ReportSection) -> Iterator[Part]:
    first: list[Block] = [heading(_text(section.title))]
    rest: list[Part] = []
    for number, part in enumerate(section.parts):
        made = list(_parts(part))
        if not number and made and not isinstance(part, ChartFigure):
            first += made.pop(0)
        rest += made
    yield first
    yield from rest
    for one in section.sections:
        yield from _section(one)


def _parts(part: ReportPart, *, leads: bool = False) -> Iterator[Part]:
    match part:
        case Prose():
            yield [said(_text(part.words)) if leads else under(_text(part.words), hang=0)]
        case OwnText():
            yield paragraphs(part.text)
        case Points():
            yield [under(_text(line)) for line in part.lines]
        case Definitions():
            yield [under(f"{safe_text(name)}: {_text(words)}") for name, words in part.pairs]
        case DataTable():
            yield [_table(part)]
        case FormLines():
            yield [said(part.question)]
        case ScreenParts():
            yield from part.parts
        case ChartFigure():
            yield from _chart(part)
        case _:
            assert_never(part)


def _chart(figure: ChartFigure) -> Iterator[Part]:
    chart = figure.chart
    if isinstance(chart, PairedChart):
        yield [paired_block(chart)]
    elif isinstance(chart, BodyMaps):
        yield [regions_block(chart)]
    else:
        yield [weeks_block(chart)]
    if figure.caption:
        yield [under(_text(figure.caption), hang=0)]


def _table(table: DataTable) -> PageTable:
    rows: list[Sequence[str]] = [[_text(cell) for cell in row] for row in table.rows]
    return PageTable(table.heads, rows, table.figures)


def _text(words: ReportWords) -> str:
    if isinstance(words, str):
        return safe_text(words)
    if isinstance(words, PersonsWords | StrongWords | WebLink):
        return safe_text(words.text)
    return "".join(map(_text, words))
