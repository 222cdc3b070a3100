"""The words of a line's runs, between which it can be broken; scripts without spaces at their wide letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from massage_mind.screen.page.page_parts import Styled
from massage_mind.screen.text import width

_WIDE = 2
_NEVER_FIRST = "。、，．！？：；）」』】〉》・ー々\u200d\ufe0f"
"""What no line begins with."""


def words_of(spans: Sequence[Styled]) -> Iterator[tuple[list[Styled], str]]:
    """Each word, which may be of several runs, with the spaces before it."""
    word: list[Styled] = []
    blank = ""
    for text, style in spans:
        for number, piece in enumerate(_pieces(text)):
            if number % 2:
                if word:
                    yield word, blank
                    word, blank = [], ""
                blank += piece
            elif piece:
                for part in _breakable(piece):
                    if word and _WIDE in (width(part[0]), width(word[-1].text[-1])):
                        yield word, blank
                        word, blank = [], ""
                    word.append(Styled(part, style))
    if word:
        yield word, blank


def _breakable(piece: str) -> list[str]:
    """A run of letters, parted where scripts that put no space between words can be: at their wide letters."""
    if piece.isascii():
        return [piece]
    parts = [piece[0]]
    for char in piece[1:]:
        if _WIDE in (width(char), width(parts[-1][-1])) and char not in _NEVER_FIRST:
            parts.append(char)
        else:
            parts[-1] += char
    return parts


def _pieces(text: str) -> list[str]:
    """Letters and spaces in turn, letters first (perhaps none)."""
    pieces = [""]
    for char in text:
        if (char == " ") != (len(pieces) % 2 == 0):
            pieces.append("")
        pieces[-1] += char
    return pieces
