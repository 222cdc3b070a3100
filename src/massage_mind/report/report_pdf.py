"""A report as a PDF whose text can be selected: by fpdf2, which is an extra and loaded here alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, assert_never
from unicodedata import category
from unicodedata import name as letter_name

from massage_mind.report.chart_tables import chart_numbers
from massage_mind.report.pdf_charts import draw_chart
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
from massage_mind.report.system_fonts import can_stand_for, fonts_with
from massage_mind.screen.page.page_parts import Page
from massage_mind.screen.page.setting import plain_lines
from massage_mind.screen.text import safe_text
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from fpdf import FPDF

PDF_LIBRARY, PDF_PACKAGE = "fpdf", "fpdf2"
"""What is imported, and what it is called where packages are."""
_SIZES = (11.0, 10.0, 9.0, 8.0)
"""Points: the largest at which it is one page, where it is to be one."""
_MARGIN_MM = 18
_CORE, _OWN = "helvetica", "own"
_UNKNOWN = "?"
_EMOJI = "emoji"
_UNSEEN = "Cf"
"""The category of signs without width of their own, which no font need have."""


@dataclass(frozen=True, slots=True)
class PdfMade:
    """The file as bytes, how many pages it has, and what is to be known of it: letters for which there is no font."""

    data: bytes
    pages: int
    notes: tuple[str, ...] = ()


def report_pdf(report: Report, made: datetime, *, one_page: bool = False) -> PdfMade:
    """The page as a PDF, dated `made`; `one_page`: in smaller letters where it would else be two.

    Letters that no font of this machine has stand as ?, and the page says which font has them.
    """
    letters = frozenset("".join(_texts(report)))
    files: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    wanting: frozenset[str] = frozenset()
    if not _is_plain("".join(letters)):
        files, wanting = fonts_with(one for one in letters if not one.isspace() and category(one) != _UNSEEN)
        notes = _wanting_notes(wanting)
    made_pdf = _PdfPage(report, made, files, wanting, notes, _SIZES[0])
    for size in _SIZES[1:] if one_page else ():
        if made_pdf.pages > 1:
            made_pdf = _PdfPage(report, made, files, wanting, notes, size)
    return PdfMade(made_pdf.data(), made_pdf.pages, notes)


def _is_plain(text: str) -> bool:
    """Whether the fonts that every reader of PDF has, have all of it."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _wanting_notes(letters: frozenset[str]) -> tuple[str, ...]:
    """Which font is missing, by the scripts of the letters: what stands first in their names."""
    scripts = sorted(set(map(_script_of, letters)))
    if not scripts:
        return ()
    named = ", ".join(scripts)
    example = "Noto Emoji" if scripts == [_EMOJI] else f"Noto Sans {scripts[0]}"
    return (
        f"No font on this machine has some letters of this page ({named}); they stand as {_UNKNOWN}. "
        f"A font such as {example} has them.",
    )


def _script_of(letter: str) -> str:
    """The script of a letter, as fonts are named after it: what stands first in its name."""
    if category(letter).startswith("S"):
        return _EMOJI
    first = letter_name(letter, "UNNAMED").split()[0]
    return first if first == "CJK" else first.capitalize()


# ---------------------------------------------------------------- all the texts, to know which letters there are


def _texts(report: Report) -> Iterator[str]:
    yield report.title
    for part in (*report.lead, *report.foot):
        yield from _part_texts(part)
    for section in report.sections:
        yield from _section_texts(section)


def _section_texts(section: ReportSection) -> Iterator[str]:
    yield _plain(section.title)
    for part in section.parts:
        yield from _part_texts(part)
    for one in section.sections:
        yield from _section_texts(one)


def _part_texts(part: ReportPart) -> Iterator[str]:
    match part:
        case Prose():
            yield _plain(part.words)
        case OwnText():
            yield _lines(part.text)
        case Points():
            yield from map(_plain, part.lines)
        case DataTable():
            yield part.caption
            yield from map(_plain, (*part.heads, *(cell for row in part.rows for cell in row)))
        case Definitions():
            yield from (f"{name}{_plain(said)}" for name, said in part.pairs)
        case FormLines():
            yield part.question
        case ScreenParts():
            yield from plain_lines(Page(part.parts))
        case ChartFigure():
            table, notes = chart_numbers(part.chart)
            yield from (_plain(part.caption), *notes)
            yield from _part_texts(table)
        case _:
            assert_never(part)


def _plain(words: ReportWords) -> str:
    if isinstance(words, str):
        return safe_text(words)
    if isinstance(words, PersonsWords | StrongWords):
        return safe_text(words.text)
    if isinstance(words, WebLink):
        return f"{safe_text(words.text)} ({words.target})"
    return "".join(map(_plain, words))


def _lines(text: str) -> str:
    return safe_text(text.strip("\n"), lines=True)


# ---------------------------------------------------------------- the page


class _PdfPage:
    """One PDF as it is set: from the top, in one column, in letters of `size` points."""

    def __init__(
        self,
        report: Report,
        made: datetime,
        files: Sequence[Path],
        wanting: frozenset[str],
        notes: Sequence[str],
        size: float,
    ) -> None:
        from fpdf import FPDF

        self._pdf: FPDF = FPDF(format="A4")
        self._size = size
        self._wanting = wanting
        self._letters = "".join(_texts(report))
        self._family = self._with_fonts(files)
        self._pdf.set_margin(_MARGIN_MM)
        self._pdf.set_auto_page_break(True, _MARGIN_MM)
        self._pdf.set_title(self._shown(report.title))
        self._pdf.set_lang(report.language)
        self._pdf.set_creation_date(made)
        self._pdf.set_producer("massage-mind")
        self._pdf.add_page()
        self._set(report, notes)

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._pdf.page_no()

    def data(self) -> bytes:
        """The file."""
        return bytes(self._pdf.output())

    def _with_fonts(self, files: Sequence[Path]) -> str:
        """The family that is set in: a font of this machine with others behind it, or the one that every reader has."""
        if not files:
            return _CORE
        first, *others = files
        beside = filter(Path.is_file, _bold_of(first))
        bold = next((one for one in beside if can_stand_for(first, one, self._letters)), first)
        self._pdf.add_font(_OWN, "", first)
        self._pdf.add_font(_OWN, "B", bold)
        for number, file in enumerate(others):
            self._pdf.add_font(f"{_OWN}{number}", "", file)
            self._pdf.add_font(f"{_OWN}{number}", "B", file)
        self._pdf.set_fallback_fonts([f"{_OWN}{number}" for number in range(len(others))], exact_match=False)
        self._shape()
        return _OWN

    def _shape(self) -> None:
        """Letters that join one another do so where the library for that is there; else they stand side by side."""
        from massage_mind.sound.installed import installed

        if installed("uharfbuzz"):
            self._pdf.set_text_shaping(True)

    def _shown(self, text: str) -> str:
        """The text in letters that the font has."""
        text = "".join(_UNKNOWN if one in self._wanting else one for one in text if category(one) != _UNSEEN)
        return text if self._family == _OWN else text.encode("latin-1", "replace").decode("latin-1")

    def _set(self, report: Report, notes: Sequence[str]) -> None:
        self._heading(report.title, self._size * 1.5)
        for part in report.lead:
            self._part(part)
        for section in report.sections:
            self._section(section, self._size * 1.2)
        for part in report.foot:
            self._part(part)
        for note in notes:
            self._paragraph(note, small=True)

    def _section(self, section: ReportSection, size: float) -> None:
        if self._pdf.will_page_break(size * 1.5):
            self._pdf.add_page()
        self._heading(_plain(section.title), size)
        for part in section.parts:
            self._part(part)
        for one in section.sections:
            self._section(one, self._size * 1.05)

    def _heading(self, text: str, size: float) -> None:
        self._pdf.ln(size * 0.18)
        self._pdf.set_font(self._family, "B", size)
        self._line(text, size)

    def _paragraph(self, text: str, *, small: bool = False, indent: float = 0) -> None:
        size = self._size * 0.85 if small else self._size
        self._pdf.set_font(self._family, "", size)
        self._line(text, size, indent)
        self._pdf.ln(size * 0.09)

    def _line(self, text: str, size: float, indent: float = 0) -> None:
        self._pdf.set_x(_MARGIN_MM + indent)
        self._pdf.multi_cell(0, size * 0.48, self._shown(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def _part(self, part: ReportPart) -> None:
        match part:
            case Prose():
                self._paragraph(_plain(part.words), small=part.small)
            case OwnText():
                self._paragraph(_lines(part.text), indent=4)
            case Points():
                for number, line in enumerate(part.lines, 1):
                    self._paragraph(
                        f"{number}. {_plain(line)}" if part.numbered else f"- {_plain(line)}", indent=2
                    )
            case DataTable():
                self._table(part)
            case Definitions():
                self._definitions(part)
            case FormLines():
                self._paragraph(part.question)
                self._pdf.ln(self._size * part.lines)
            case ScreenParts():
                self._paragraph("\n".join(plain_lines(Page(part.parts))))
            case ChartFigure():
                self._chart(part)
            case _:
                assert_never(part)

    def _definitions(self, definitions: Definitions) -> None:
        """Names in one column, what is said of each beside them."""
        self._pdf.set_font(self._family, "B", self._size)
        wide = (
            max((self._pdf.get_string_width(self._shown(name)) for name, _ in definitions.pairs), default=0)
            + 6
        )
        for name, said in definitions.pairs:
            self._pdf.set_font(self._family, "B", self._size)
            self._pdf.cell(wide, self._size * 0.48, self._shown(name))
            self._pdf.set_font(self._family, "", self._size)
            self._pdf.multi_cell(
                0, self._size * 0.48, self._shown(_plain(said)), align="L", new_x="LMARGIN", new_y="NEXT"
            )
            self._pdf.ln(self._size * 0.09)

    def _table(self, table: DataTable) -> None:
        self._paragraph(table.caption, small=True)
        self._pdf.set_font(self._family, "", self._size * 0.85)
        aligned = tuple("RIGHT" if at in table.figures else "LEFT" for at in range(len(table.heads)))
        with self._pdf.table(
            text_align=aligned, borders_layout="HORIZONTAL_LINES", line_height=self._size * 0.42
        ) as set_table:
            for row in (table.heads, *table.rows):
                cells = set_table.row()
                for cell in row:
                    cells.cell(self._shown(_plain(cell)))
        self._pdf.ln(self._size * 0.2)

    def _chart(self, figure: ChartFigure) -> None:
        table, notes = chart_numbers(figure.chart)
        self._pdf.set_font(self._family, "", self._size * 0.8)
        draw_chart(self._pdf, figure.chart, self._shown)
        for note in filter(None, (_plain(figure.caption), *notes)):
            self._paragraph(note, small=True)
        self._table(table)


def _bold_of(file: Path) -> tuple[Path, ...]:
    """What the bold face of this font is called beside it."""
    stem = file.stem.removesuffix("-Regular")
    return tuple(file.with_name(f"{stem}{end}{file.suffix}") for end in ("-Bold", " Bold", "b", "bd"))
