"""What was found in script files as a page: each fault with its line, a caret under the place, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.screen.page.page_parts import (
    COMMAND,
    Page,
    PageLine,
    Picture,
    Styled,
    accent,
    bold,
    command,
    dim,
    heading,
    said,
    under,
)
from massage_mind.screen.text import width
from massage_mind.words.lengths import count_word

if TYPE_CHECKING:
    from massage_mind.errors import Fault
    from massage_mind.screen.page.page_parts import Block, Part

MOST_SHOWN = 20
"""So many faults of one file are shown: the others mostly go when the first ones do."""
_LOOKED_BELOW = 12
"""Words that go on over several lines are looked for so far below their beginning."""
_SHORT = 56
"""A line as long as this is said again as it would be right; of a longer one the piece alone."""
_DOTS, _MORE = "... ", " ..."
_PIECE = re.compile(r"""("|')(?:\\.|(?!\1).)*(?:\1|$)|[\[{]|[^,\[\]{}#]+?(?=\s*(?:[,\]}]|\s#|:\s|:$|$))""")
"""What stands at a place where no piece is named: words in quotes, the sign that opens a list, or words up to the next sign."""


def faults_page(
    faults: Sequence[Fault],
    lines_of: Callable[[str], Sequence[str]],
    again: str,
    *,
    whole: bool,
    columns: int,
) -> Page:
    """The page of these faults, which are not none.

    `lines_of` gives the lines of a file, `again` is the command that checks once more, `whole` says whether there is
    nothing else to find.
    """
    parts: list[Part] = []
    for path, some in groupby(faults, lambda fault: fault.path):
        found = list(some)
        parts.append((heading(f"{Path(path).name}: {things_to_look_at(len(found))}"),))
        lines = lines_of(path)
        parts += [tuple(_fault(fault, lines, columns)) for fault in found[:MOST_SHOWN]]
        if len(found) > MOST_SHOWN:
            more = len(found) - MOST_SHOWN
            parts.append((said(f"And {count_word(more)} more. Often they go when the first ones do."),))
    end = "Nothing else. When it's changed:" if whole else "The rest is looked at when this is changed:"
    return Page((*parts, (said(end),), (command(again),)))


def sound_page(files: int, name: str, look: str) -> Page:
    """The page where nothing was found: in so many files, or in the one of this name, which `look` shows (empty: nothing)."""
    if files != 1:
        return Page(((said(f"{count_word(files).capitalize()} files, and nothing to change."),),))
    if not look:
        return Page(((said(f"{name}: nothing to change."),),))
    return Page(((said(f"{name}: nothing to change. To see it:"),), (command(look),)))


def things_to_look_at(number: int) -> str:
    """How many faults there are, in the words of this page."""
    return f"{count_word(number)} {'thing' if number == 1 else 'things'} to look at"


def _fault(fault: Fault, lines: Sequence[str], columns: int) -> Iterator[Block]:
    """One fault: where and what, the line with the caret, and what to do."""
    from massage_mind.script.care import AS_A_WHOLE

    what, advice = said_of(fault)
    alone = fault.rule in AS_A_WHOLE or (fault.rule == "missing" and fault.line == 1)
    where = "as a whole" if alone or not lines else f"line {fault.line}"
    yield PageLine((bold(f"{where}, {what}"), dim(f" ({fault.rule})")), heading=True)
    number, start, length = place_in(fault, lines)
    if not alone and 0 < number <= len(lines):
        line = lines[number - 1]
        yield _with_caret(line, start, length, columns)
        if fault.rather and f"Rather: {fault.rather}" not in fault.message:
            advice = f"Rather: {_put_right(line, start, fault)}"
    if advice:
        yield replace(under(advice), verbatim=bool(fault.rather))


def said_of(fault: Fault) -> tuple[str, str]:
    """What is wrong, and what to do about it (perhaps nothing), out of the sentence of a fault."""
    what, _, rather = fault.message.partition(". Rather: ")
    if rather:
        return what.removeprefix(f"{fault.found!r}: "), f"Rather: {rather.rstrip('.')}"
    if fault.rather and fault.rather in what.rpartition("; ")[2]:
        return what.rpartition("; ")[0], f"Rather: {fault.rather}"
    what, _, advice = what.partition("; ")
    return what, f"{advice[:1].upper()}{advice[1:]}." if advice else ""


def place_in(fault: Fault, lines: Sequence[str]) -> tuple[int, int, int]:
    """Where in its file the piece stands: its line from 1, its column from 0, its length; length 0 where it is not known."""
    first = fault.line
    if not 0 < first <= len(lines):
        return 0, 0, 0
    start = fault.column - 1
    # Words that go on over a line end are found by the longest of them.
    for piece in dict.fromkeys((fault.found, max(fault.found.split(), key=len, default=""))):
        for number in range(first, min(first + _LOOKED_BELOW, len(lines)) + 1) if piece else ():
            at = lines[number - 1].find(piece, start if number == first else 0)
            if at >= 0:
                return number, at, len(piece)
    if fault.rule == "missing":
        return first, start, 0
    there = _PIECE.match(lines[first - 1], start)
    return first, start, max(1, len(there[0].rstrip())) if there else 1


def _put_right(line: str, start: int, fault: Fault) -> str:
    """The line as it would be right, or the piece alone where that is long or stands elsewhere."""
    text = line.strip().removeprefix("- ")
    if len(text) > _SHORT or not fault.found or line[start : start + len(fault.found)] != fault.found:
        return fault.rather
    right = line[:start] + fault.rather + line[start + len(fault.found) :]
    return right.strip().removeprefix("- ")


def _with_caret(line: str, start: int, length: int, columns: int) -> Picture:
    """The line as it stands in the file, and below it carets under the piece."""
    text = "".join(char if char.isprintable() else " " for char in line)
    bare = text.strip()
    start = max(0, start - (len(text) - len(text.lstrip())))
    shown, start = _excerpt(bare, start, max(1, length), min(columns, 76) - COMMAND)
    rows: list[tuple[str | Styled, ...]] = [(shown,)]
    under_it = shown.removesuffix(_MORE * (shown != bare))[start : start + length].rstrip()
    if length:
        rows.append((" " * width(shown[:start]), accent("^" * max(1, width(under_it)))))
    return Picture(tuple(rows), f"It reads: {bare}", column=COMMAND)


def _excerpt(text: str, start: int, length: int, room: int) -> tuple[str, int]:
    """As much of a line as there is room for, whole words around the piece, and where the piece begins in it."""
    if width(text) <= room:
        return text, start
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    first = max((at for at, (begin, _) in enumerate(words) if begin <= start), default=0)
    last = first
    while True:
        longer = [
            (one, other)
            for one, other in ((first, last + 1), (first - 1, last))
            if one >= 0 and other < len(words) and width(_cut_out(text, words, one, other)) <= room
        ]
        if not longer:
            break
        # What belongs to the piece comes first, then what stands before it, which says what it is.
        whole = words[last][1] >= start + length
        first, last = longer[-1 if whole else 0]
    gone = words[first][0] - len(_DOTS) * bool(first)
    return _cut_out(text, words, first, last), start - gone


def _cut_out(text: str, words: Sequence[tuple[int, int]], first: int, last: int) -> str:
    before, after = _DOTS * bool(first), _MORE * (last + 1 < len(words))
    return f"{before}{text[words[first][0] : words[last][1]]}{after}"
