"""A question on a screen of its own: where it lies, what stands above it, and which keys its foot names.

It begins on the fourth row; where rows are few, air goes first, then what stands above the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.perform.asked_in_turn import Turn
from massage_mind.screen.page.page_parts import Page, Part, Styled, bold, foot, said
from massage_mind.screen.page.setting import SetLine, set_lines
from massage_mind.screen.page.showing import Look, carried

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples

Gapped: TypeAlias = tuple[int, Part]
"""A part, and how many blank lines stand above it."""

_FEW_ROWS = 20
_ABOVE, _ABOVE_FEW = 3, 1
"""Blank rows at the top, and where rows are few."""


def framed(turn: Turn, body: Sequence[Gapped], enter: str, *, low: int = 1) -> list[Gapped]:
    """A question with what stands around it: on the first screen of all what begins and when to ask first.

    `enter` says what Enter does; `low` blank lines are above the foot.
    """
    first = turn.first
    parts: list[Gapped] = []
    if first is not None:
        parts += [(1, (said(text),)) for text in (first.title, first.caution) if text]
    (gap, question), *others = body
    parts += [(2 if parts else gap, question), *others]
    if first is not None and first.begins:
        parts.append((2, (said(bold("b"), " just begin"),)))
        low = 1
    parts.append((low, (foot(*_pieces(turn, enter)),)))
    return parts


def _pieces(turn: Turn, enter: str) -> list[str | Styled]:
    """What the foot says: all of it on the first screen, later the place and what Enter does."""
    if turn.of == 1:
        return [enter, "Esc back"]
    if turn.first is None:
        return [Styled(f"{turn.number} of {turn.of}"), enter, "Esc back"]
    return [enter, "Tab leaves all out", "Esc back", *["? the list"] * bool(turn.first.caution)]


def laid(parts: Sequence[Gapped], columns: int) -> list[SetLine]:
    """The lines of these parts, without air above the first."""
    lines: list[SetLine] = []
    for at, (gap, part) in enumerate(parts):
        lines += [[] for _ in range(gap if at else 0)] + set_lines(Page((part,)), columns)
    return lines


def air_above(rows: int) -> list[SetLine]:
    """The blank rows that a screen begins with."""
    return [[] for _ in range(_ABOVE if rows >= _FEW_ROWS else _ABOVE_FEW)]


def fitting(lines: Sequence[SetLine], rows: int, holds: int) -> list[int]:
    """Which of these lines are shown on so many rows. The line `holds` is, whatever goes."""
    shown = list(range(len(lines)))
    while len(shown) > rows:
        shown.remove(_spared(lines, shown, holds))
    return shown


def _spared(lines: Sequence[SetLine], shown: Sequence[int], holds: int) -> int:
    """The line that is missed least: air at the top, of two blank lines one, any blank line, what stands first, last."""
    blank = [at for at in shown if not lines[at] and at != holds]
    if blank and blank[0] == shown[0]:
        return blank[0]
    for one, other in pairwise(shown):
        if one in blank and other in blank:
            return one
    if blank:
        return blank[0]
    return shown[0] if shown[0] != holds else shown[-1]


def drawn(
    parts: Sequence[Gapped], columns: int, rows: int, look: Look, *, holds: str = ""
) -> StyleAndTextTuples:
    """The screen as pieces of style and text; where rows are few, a line with the text `holds` stays."""
    lines = air_above(rows) + laid(parts, columns)
    held = next(
        (at for at, line in enumerate(lines) if holds and holds in "".join(s.text for s in line)),
        len(lines) - 1,
    )
    shown = [lines[at] for at in fitting(lines, rows, held)]
    return [piece for line in shown for piece in (*pieces_of(line, look), ("", "\n"))][:-1]


def pieces_of(line: SetLine, look: Look) -> StyleAndTextTuples:
    """One line as a library draws it."""
    colour = f"ansi{look.accent}" if look.accent else ""
    styles = {"": "", "bold": "bold", "dim": "dim", "accent": colour}
    return [(styles[span.style], carried(span.text, look)) for span in line]
