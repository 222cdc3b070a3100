"""How a page lies in so many columns: as lines of runs, pure. On a pipe as lines that are never broken; read aloud as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, assert_never

from massage_mind.screen.page.page_parts import (
    SAID,
    WIDEST,
    Block,
    Drawing,
    Foot,
    Page,
    PageLine,
    PageTable,
    Picture,
    Styled,
    Whole,
    Words,
    runs_of,
    text_of,
)
from massage_mind.screen.page.run_words import words_of
from massage_mind.screen.text import safe_text, width

SetLine: TypeAlias = list[Styled]
"""One line of a terminal, as runs."""

FOLDS = 60
"""Below so many columns tables fold into sentences, what stands flush right is left out, and the margin is narrower."""
_NARROW = 30
_GAP = "   "
_BETWEEN = "·"
"""Stands between facts and ends a line rather than beginning one."""
_SHORT, _ENOUGH = 14, 4
"""A word below so many cells does not stand alone on a last line, if the line above has at least so many words."""
_COLUMN_GAP = " " * 5
_ALOUD_END = (".", "?", ":", "!", ",")


def set_page(page: Page, columns: int) -> list[SetLine]:
    """The page for a terminal of so many columns: a blank line first, last and between parts."""
    lines: list[SetLine] = [[]]
    for part in page.parts:
        found = [line for block in part for line in _set_block(block, columns)]
        if found:
            lines += [*found, []]
    return lines


def set_lines(page: Page, columns: int) -> list[SetLine]:
    """The same without the blank lines around it."""
    return set_page(page, columns)[1:-1]


def plain_lines(page: Page) -> list[str]:
    """The page for a pipe: no margin, nothing broken, no foot; what lies further in does so here as well."""
    return _one_below_the_other(page, _plain)


def aloud_lines(page: Page, columns: int = 0) -> list[str]:
    """The page for somebody who listens: whole sentences from top to bottom, no columns, no pictures, no margin.

    What stands flush right is left out: it is an id or a unit. In so many `columns` sentences are broken between words,
    as a terminal would break them inside one; 0: never.
    """

    def read(block: Block) -> Iterator[str]:
        for line in _aloud(block):
            yield from (line,) if isinstance(block, Whole) else folded(line, columns)

    return _one_below_the_other(page, read)


def folded(text: str, columns: int) -> list[str]:
    """A text as lines of so many columns, broken between words, each from the edge; 0: one line, however long."""
    if not columns:
        return [text]
    lines = _broken([Styled(text)], columns, columns)
    return ["".join(run.text for run in line) for line in lines]


def _one_below_the_other(page: Page, lines_of: Callable[[Block], Iterator[str]]) -> list[str]:
    lines: list[str] = []
    for part in page.parts:
        found = [line for block in part for line in lines_of(block)]
        if found:
            lines += [*([""] if lines else []), *found]
    return lines


def margin(columns: int) -> int:
    """The margin of a page in so many columns, left and right."""
    return 2 if columns >= FOLDS else 1 if columns >= _NARROW else 0


def page_width(columns: int) -> int:
    """How far to the right a page reaches in so many columns."""
    return min(columns - margin(columns), WIDEST)


# ---------------------------------------------------------------- on a terminal


def _set_block(block: Block, columns: int) -> Iterator[SetLine]:
    match block:
        case PageLine():
            yield from _set_line(block, columns)
        case Whole():
            column, text = _column(block.column, columns), safe_text(block.text)
            yield _at(column if column + width(text) <= columns else 0, [Styled(text, block.style)])
        case Drawing():
            for one in block.draw(columns, block.glyphs):
                yield from _set_block(one, columns)
        case PageTable():
            yield from _set_table(block, columns)
        case Picture():
            for row in block.rows:
                yield _at(_column(block.column, columns), runs_of(row))
        case Foot():
            yield from _set_foot(block, columns)
        case _:
            assert_never(block)


def _column(column: int, columns: int) -> int:
    """A column of the page where the margin is as narrow as it is here."""
    return max(0, column - SAID + margin(columns))


def _at(column: int, spans: Sequence[Styled]) -> SetLine:
    return [Styled(" " * column), *spans] if column else list(spans)


def _set_line(line: PageLine, columns: int) -> Iterator[SetLine]:
    column, page = _column(line.column, columns), page_width(columns)
    right = min(page, line.widest)
    lead = _harmless(line.lead)
    begin = column + sum(width(span.text) for span in lead)
    if begin > right // 3 + 4:  # No room beside it: what it leads goes below.
        yield from (_at(column, run) for run in _broken(lead, right - column, right - column))
        lead, begin = [], column + 2
        first = begin
    else:
        first = column
    aside = safe_text(line.aside) if columns >= FOLDS else ""
    if line.aside and not aside and not line.words:
        return
    hang = begin + (line.hang if right - begin > line.hang + 12 else 0)
    beside = min(right, page - width(aside) - 2) if aside else right
    rooms = (beside - begin, right - hang)
    for number, run in enumerate(_broken(_harmless(line.words), *rooms)):
        if number:
            yield _at(hang, run)
            continue
        spans = _at(first, [*lead, *run])
        if aside:
            gap = page - width(aside) - sum(width(span.text) for span in spans)
            spans += [Styled(" " * max(2, gap)), Styled(aside, line.aside_style)]
        yield spans


def _harmless(words: Words) -> list[Styled]:
    return [Styled(safe_text(span.text), span.style) for span in runs_of(words)]


def _broken(spans: Sequence[Styled], first: int, others: int) -> list[SetLine]:
    """Runs as lines of at most so many cells, broken at spaces only: a word that is too long stays whole."""
    lines: list[list[tuple[SetLine, str]]] = [[]]
    used = 0
    words = list(words_of(spans))
    for at, (word, blank) in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        wide, space = sum(width(span.text) for span in word), width(blank)
        room = first if len(lines) == 1 else others
        dot = width(after[1]) + 1 if after and after[0][0].text == _BETWEEN else 0
        if used and word[0].text != _BETWEEN and used + space + wide + dot > room:
            lines.append([])
            used = space = 0
        elif not used:
            space = 0
        lines[-1].append((word, blank))
        used += space + wide
    _spare_the_last(lines, others)
    return [_run_together(line) for line in lines]


def _spare_the_last(lines: list[list[tuple[SetLine, str]]], room: int) -> None:
    """No short word alone on the last of several lines: the one before it comes along, where enough stay."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < _ENOUGH:
        return
    (last, blank), (word, _) = lines[-1][0], lines[-2][-1]
    alone = sum(width(span.text) for span in last)
    together = sum(width(span.text) for span in word) + width(blank) + alone
    if alone < _SHORT and blank and together <= room and word[0].text != _BETWEEN:
        lines[-1].insert(0, lines[-2].pop())


def _run_together(line: Sequence[tuple[SetLine, str]]) -> SetLine:
    runs: SetLine = []
    for number, (word, blank) in enumerate(line):
        runs += [Styled(blank, word[0].style)] * bool(number and blank) + word
    return _joined(runs)


def _joined(line: SetLine) -> SetLine:
    """Neighbouring runs of one style as one."""
    runs: SetLine = []
    for text, style in line:
        if runs and (runs[-1].style == style or not text.strip()):
            runs[-1] = Styled(runs[-1].text + text, runs[-1].style)
        else:
            runs.append(Styled(text, style))
    return runs


def _set_table(table: PageTable, columns: int) -> Iterator[SetLine]:
    column = _column(table.column, columns)
    lines = _rows(table)
    if columns < FOLDS or max(map(width, lines)) > page_width(columns) - column:
        for sentence in _sentences(table):
            yield from _set_line(PageLine(sentence, table.column, hang=2), columns)
        return
    for line in lines:
        if line:
            yield _at(column, [Styled(line)])


def _rows(table: PageTable) -> list[str]:
    """Heads and rows in columns; the heads are empty where there are none."""
    cells = [[safe_text(cell) for cell in row] for row in (table.heads, *table.rows)]
    widths = [max(width(row[number]) for row in cells) for number in range(len(table.heads))]
    return [
        _GAP.join(_padded(cell, widths[at], at in table.figures) for at, cell in enumerate(row)).rstrip()
        for row in cells
    ]


def _padded(cell: str, wide: int, figure: bool) -> str:
    blank = " " * (wide - width(cell))
    return blank + cell if figure else cell + blank


def _sentences(table: PageTable) -> list[str]:
    if table.sentences:
        return [safe_text(sentence) for sentence in table.sentences]
    found = []
    for row in table.rows:
        first, *rest = map(safe_text, row)
        first = first[:1].upper() + first[1:]
        facts = [
            f"{cell} {head}".strip() if number in table.figures else cell
            for number, (head, cell) in enumerate(zip(table.heads[1:], rest, strict=True), 1)
            if cell
        ]
        found.append(f"{first}: {', '.join(facts)}." if facts else f"{first}.")
    return found


def _set_foot(foot: Foot, columns: int) -> Iterator[SetLine]:
    """Pieces side by side, as many as fit; the first word of each is its key."""
    column, right = _column(SAID, columns), page_width(columns)
    line: SetLine = []
    used = column
    for piece in map(_keyed, foot.pieces):
        wide = sum(width(span.text) for span in piece)
        if line and used + len(_GAP) + wide > right:
            yield _at(column, line)
            line, used = [], column
        if wide > right - column:  # Longer than a line by itself: broken as everything else is.
            *whole, piece = _broken(piece, right - column, right - column)
            yield from (_at(column, run) for run in whole)
            wide = sum(width(span.text) for span in piece)
        gap = [Styled(_GAP)] * bool(line)
        line += [*gap, *piece]
        used += wide + len(_GAP) * len(gap)
    if line:
        yield _at(column, line)


def _keyed(piece: str | Styled) -> SetLine:
    """A piece of a foot: its key, and what that does."""
    if isinstance(piece, Styled):
        return _harmless([piece])
    key, _, rest = safe_text(piece).partition(" ")
    return [Styled(key, "bold"), *[Styled(f" {rest}")] * bool(rest)]


# ---------------------------------------------------------------- on a pipe, and aloud


def _plain(block: Block) -> Iterator[str]:
    match block:
        case PageLine():
            aside = f"  {safe_text(block.aside)}" if block.aside else ""
            yield (" " * (block.column - SAID) + _text(block.lead) + _text(block.words) + aside).rstrip()
        case Whole():
            yield " " * (block.column - SAID) + safe_text(block.text)
        case Drawing():
            for one in block.draw(WIDEST, block.glyphs):
                yield from _plain(one)
        case PageTable():
            yield from (" " * (block.column - SAID) + line for line in _rows(block) if line)
        case Picture():
            for row in block.rows:
                yield (" " * (block.column - SAID) + "".join(span.text for span in runs_of(row))).rstrip()
        case Foot():
            return
        case _:
            assert_never(block)


def _aloud(block: Block) -> Iterator[str]:
    match block:
        case PageLine():
            # What stands in a column of its own on a page comes after a comma, a time before one, a name before a colon.
            text = f"{_lead_aloud(block)} {_words_aloud(block.words).replace(_COLUMN_GAP, ', ')}"
            text = " ".join(text.replace(" , ", ", ").split())
            if block.aside and not text:
                return
            ended = block.verbatim or not text or text.rstrip('"”').endswith(_ALOUD_END)
            yield text if ended else f"{text}."
        case Whole():
            yield safe_text(block.text)
        case Drawing():
            for one in block.draw(WIDEST, block.glyphs):
                yield from _aloud(one)
        case PageTable():
            yield from _sentences(block)
        case Picture():
            if block.words:
                yield safe_text(block.words)
        case Foot():
            return
        case _:
            assert_never(block)


def _lead_aloud(line: PageLine) -> str:
    lead = _text(line.lead).strip()
    if not lead or not text_of(line.words) or lead.endswith(_ALOUD_END):
        return lead
    return f"{lead}," if lead[0].isdigit() else f"{lead}:"


def _words_aloud(words: Words) -> str:
    """The words, and tags that stand dim behind them as a sentence of their own."""
    *before, last = runs_of(words) or [Styled("")]
    tags = last.text.split()
    if last.style != "dim" or not tags or not all(tag.startswith("#") for tag in tags):
        return _text(words)
    text = _text(before).rstrip()
    text += "." * bool(text and not text.endswith(_ALOUD_END))
    return f"{text} Tagged {safe_text(', '.join(tag[1:] for tag in tags))}"


def _text(words: Words) -> str:
    return "".join(span.text for span in _harmless(words))
