"""A report as Markdown: the same title, sections and sentences as the page, drawings as tables of their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from massage_mind.report.chart_tables import chart_numbers
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
from massage_mind.screen.page.page_parts import Page
from massage_mind.screen.page.setting import plain_lines
from massage_mind.screen.text import safe_text

_SIGNS = re.compile(r"([\\`*_\[\]<>|~])")
"""What Markdown takes for more than itself anywhere in a line."""
_AT_THE_BEGINNING = re.compile(r"^(\s*)(#|[-+](?=\s)|=+\s*$|-+\s*$|\d+(?=[.)]\s))", re.MULTILINE)
"""What it takes for a heading, a list or a rule at the beginning of one."""
_DEEPEST = 6


def report_markdown(report: Report) -> str:
    """The page as Markdown, in UTF-8 when written. Words of a person's own stay words: no sign in them makes markup."""
    blocks = [f"# {plain_words(report.title)}", *_parts(report.lead)]
    for section in report.sections:
        blocks += _section(section, 2)
    blocks += _parts(report.foot)
    return "\n\n".join(blocks) + "\n"


def plain_words(words: ReportWords) -> str:
    """Words as one line of Markdown."""
    if isinstance(words, str):
        return _escaped(safe_text(words))
    if isinstance(words, PersonsWords):
        return _escaped(safe_text(words.text))
    if isinstance(words, StrongWords):
        return f"**{_escaped(safe_text(words.text))}**"
    if isinstance(words, WebLink):
        text = _escaped(safe_text(words.text))
        return text if words.target.startswith("#") else f"{text} (<{words.target}>)"
    return "".join(map(plain_words, words))


def _escaped(text: str) -> str:
    return _AT_THE_BEGINNING.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def _section(section: ReportSection, level: int) -> list[str]:
    deeper = [block for one in section.sections for block in _section(one, level + 1)]
    title = f"{'#' * min(level, _DEEPEST)} {plain_words(section.title)}"
    return [title, *_parts(section.parts), *deeper]


def _parts(parts: Sequence[ReportPart]) -> list[str]:
    return [block for part in parts for block in _blocks(part) if block]


def _blocks(part: ReportPart) -> Iterator[str]:
    match part:
        case Prose():
            yield plain_words(part.words)
        case OwnText():
            lines = safe_text(part.text.strip("\n"), lines=True).split("\n")
            yield "\n".join(f"> {_escaped(line)}".rstrip() for line in lines)
        case Points():
            sign = "1." if part.numbered else "-"
            yield "\n".join(f"{sign} {plain_words(line)}" for line in part.lines)
        case Definitions():
            yield "\n".join(f"- **{plain_words(name)}**: {plain_words(said)}" for name, said in part.pairs)
        case DataTable():
            yield from _table(part)
        case FormLines():
            yield plain_words(part.question)
        case ScreenParts():
            yield "\n".join(map(_escaped, plain_lines(Page(part.parts))))
        case ChartFigure():
            yield from _chart(part)
        case _:
            assert_never(part)


def _table(table: DataTable) -> Iterator[str]:
    yield plain_words(table.caption)
    rules = ["---:" if at in table.figures else "---" for at in range(len(table.heads))]
    rows = [map(plain_words, table.heads), rules, *(map(plain_words, row) for row in table.rows)]
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _chart(figure: ChartFigure) -> Iterator[str]:
    table, notes = chart_numbers(figure.chart)
    yield from _table(table)
    yield " ".join(filter(None, (plain_words(figure.caption), *map(_escaped, notes))))
