"""Braille cells of a screen as dots of a drawing: the body map on a page is the one that a terminal shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from massage_mind.report.markup import Markup, MarkupNode, tag
from massage_mind.screen.page.page_parts import Styled

CELL_WIDE, CELL_HIGH = 6, 12
"""A cell in units of the drawing: dots lie 3 apart, both ways."""
_FIRST = 0x2800
_DOTTED = re.compile("[\u2801-\u28ff]")
_WORDS = re.compile("[^ \u2800-\u28ff]+")
"""What stands between cells of dots."""
_PLACES = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each dot of a cell, from the lowest bit."""
_MOST_NAMES = 10_000
"""Rows of dots that are remembered."""


class DrawnOnce:
    """The rows of dots of one page: each is drawn where it first comes, and from then on called by its name.

    A body has the same outline on each of a thousand pages of a book.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[str, tuple[tuple[int, str], ...]], str] = {}

    def row(self, kind: str, signs: Sequence[tuple[int, str]], y: int) -> Markup:
        """The dots of these cells (column, Braille sign), of this kind, so far down. A round end of no length is a dot."""
        key = (kind, tuple(signs))
        name = self._names.get(key)
        if name is not None:
            return tag("use", href=f"#{name}", y=str(y))
        drawn = "".join(_dots(signs))
        if len(self._names) >= _MOST_NAMES:
            return tag("g", tag("path", class_=kind, d=drawn), transform=f"translate(0 {y})")
        name = f"dots-{len(self._names) + 1}"
        self._names[key] = name
        return tag("g", tag("path", id=name, class_=kind, d=drawn), transform=f"translate(0 {y})")


def _dots(signs: Sequence[tuple[int, str]]) -> Iterator[str]:
    for column, sign in signs:
        bits = ord(sign) - _FIRST
        for number, (across, down) in enumerate(_PLACES):
            if bits >> number & 1:
                yield f"M{column * CELL_WIDE + across * 3 + 2} {down * 3 + 2}h0"


def drawn_cells(rows: Sequence[Sequence[Styled]], once: DrawnOnce) -> list[MarkupNode]:
    """Rows of runs as drawn: dots of the outline, dots of what is marked, and the letters between them."""
    found: list[MarkupNode] = []
    letters: list[MarkupNode] = []
    for row, runs in enumerate(rows):
        column = 0
        dots: dict[str, list[tuple[int, str]]] = {"outline": [], "marked": []}
        for text, style in runs:
            kind = "marked" if style == "accent" else "outline"
            dots[kind] += [(column + one.start(), one[0]) for one in _DOTTED.finditer(text)]
            for word in _WORDS.finditer(text):
                letters.append(_letters(row, column + word.start(), word[0], bold=style == "bold"))
            column += len(text)
        found += [once.row(kind, signs, row * CELL_HIGH) for kind, signs in dots.items() if signs]
    return [*found, *letters]


def is_drawn(text: str) -> bool:
    """Whether there are cells with dots in it."""
    return _DOTTED.search(text) is not None


def _letters(row: int, column: int, text: str, *, bold: bool) -> Markup:
    x = column * CELL_WIDE + (CELL_WIDE // 2 if bold else 0)
    return tag("text", text, class_="level" if bold else "note", x=str(x), y=str(row * CELL_HIGH + 10))
