"""A page to print or keep, as a value: its title, and sections of prose, tables, definitions and figures.

What a person said or wrote is `yours(...)`: it is set apart from the words around it, whichever way it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from massage_mind.screen.page.page_parts import Part
from massage_mind.screen.show.chart_values import BodyMaps, PairedChart, WeeksChart
from massage_mind.values import dataclass


class PersonsWords(NamedTuple):
    """A text of a person's own, within a sentence of ours."""

    text: str


class StrongWords(NamedTuple):
    """What is said with weight: the one thing of a section."""

    text: str


class WebLink(NamedTuple):
    """Words that lead somewhere: to a place of this page (`#name`), or to a source; printed, the address is shown."""

    text: str
    target: str


ReportRun: TypeAlias = str | PersonsWords | StrongWords | WebLink
ReportWords: TypeAlias = ReportRun | Sequence[ReportRun]
"""A text, or runs of it in their order."""


def yours(text: str) -> PersonsWords:
    """A person's own words."""
    return PersonsWords(text)


def strong(text: str) -> StrongWords:
    """What is said with weight."""
    return StrongWords(text)


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences: a paragraph. `small`: what stands beside it all, such as where the numbers are from."""

    words: ReportWords
    small: bool = False


@dataclass(frozen=True, slots=True)
class OwnText:
    """A longer text of a person's own: its paragraphs and line ends as they were written."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """One thing a line, such as questions; `numbered` where they are counted."""

    lines: Sequence[ReportWords]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its caption: the first cell of a row names it; the columns of `figures` are numbers."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[ReportWords]]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Definitions:
    """Names, and what is said of each."""

    pairs: Sequence[tuple[str, ReportWords]]


@dataclass(frozen=True, slots=True)
class FormLines:
    """Room to write by hand, where a page is printed: a question, and so many lines."""

    question: str
    lines: int = 2


@dataclass(frozen=True, slots=True)
class ScreenParts:
    """What a screen shows, as a page shows it: parts of a `screen.page`."""

    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart with the words below it, and its numbers as a table that can be opened."""

    chart: PairedChart | WeeksChart | BodyMaps
    caption: ReportWords = ""


ReportPart: TypeAlias = (
    Prose | OwnText | Points | DataTable | Definitions | FormLines | ScreenParts | ChartFigure
)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading with its matter, and sections below it. `anchor`: what links lead to; made from its place where empty."""

    title: ReportWords
    parts: Sequence[ReportPart] = ()
    sections: Sequence[ReportSection] = ()
    anchor: str = ""
    fresh: bool = False
    """Begins a sheet of its own when printed."""


@dataclass(frozen=True, slots=True)
class Report:
    """A page: its title, what is said first, its sections, what is said last. `contents`: with links to the sections."""

    title: str
    lead: Sequence[ReportPart] = ()
    sections: Sequence[ReportSection] = ()
    foot: Sequence[ReportPart] = ()
    contents: bool = False
    language: str = "en"
