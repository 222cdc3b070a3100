"""Rows on one scale, from 0 to the right: the labels, the numbers above, and signs at their places between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from massage_mind.record.measures import HIGH
from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.page.page_parts import (
    SAID,
    WIDEST,
    Block,
    PageLine,
    Picture,
    Styled,
    bold,
    dim,
    heading,
    said,
    under,
)
from massage_mind.screen.page.setting import FOLDS
from massage_mind.screen.text import cut, safe_text, width
from massage_mind.values import dataclass

_GAP = 2
_STEP, _WIDE_STEP = 4, 8
"""Columns from one number to the next: of a scale to 10, and of a shorter one."""
_TITLE = 68


@dataclass(frozen=True, slots=True)
class ChartSigns:
    """What is drawn with: before, after, both at one place, what joins them; an ordinary day, and one where `before` is too."""

    before: str
    after: str
    both: str
    line: str
    ordinary: str
    beside: str


_BRAILLE = ChartSigns("○", "●", "◉", "─", "+", "⊕")
_ASCII = ChartSigns("o", "x", "@", "-", "+", "@")


def signs_for(glyphs: Glyphs) -> ChartSigns:
    """The signs of such a terminal."""
    return _BRAILLE if glyphs == "braille" else _ASCII


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One row: its label, the sign at each value with its style, whether they are joined, and the sentence that says it."""

    label: str
    signs: Mapping[float, Styled]
    joined: bool
    sentence: str


def scale_blocks(
    title: str,
    key: Sequence[str],
    rows: Sequence[ScaleRow],
    after: str,
    *,
    most: int,
    columns: int,
    glyphs: Glyphs,
) -> Sequence[Block]:
    """A title, the key to the signs, the scale and its rows; below 60 columns, and for somebody who listens, sentences.

    `key` in two forms, with the signs and without; `after`: a sentence below, empty for none.
    """
    signed, plain = key
    below: list[Block] = [said(after)] if after else []
    if columns < FOLDS:
        return [heading(f"{title}, {plain}"), *(under(row.sentence) for row in rows), *below]
    step = _STEP if most >= HIGH else _WIDE_STEP
    room = min(columns, WIDEST) - SAID - SAID - _GAP - step * most - len(str(most))
    labels = [cut(safe_text(row.label), room) for row in rows]
    wide = max(map(width, labels), default=0)
    blank = " " * (wide + _GAP)
    numbers = blank + "".join(str(number).ljust(step) for number in range(most + 1)).rstrip()
    return [
        *_titled(title, signed, plain),
        Picture([[]]),
        Picture(((dim(numbers),),)),
        *(
            Picture(
                ((" " * (wide - width(label)) + label + " " * _GAP, *_drawn(row, step, glyphs)),),
                row.sentence,
            )
            for label, row in zip(labels, rows, strict=True)
        ),
        *([Picture([[]]), *below] if below else []),
    ]


def _titled(title: str, signed: str, plain: str) -> list[Block]:
    """The title with the key, as long as both fit on a line."""
    whole = f"{safe_text(title)}, {signed}"
    if width(whole) <= _TITLE:
        return [Picture(((bold(whole),),), f"{safe_text(title)}, {plain}.")]
    return [
        PageLine((bold(title),), heading=True),
        Picture(((bold(signed),),), f"{plain[:1].upper()}{plain[1:]}."),
    ]


def _drawn(row: ScaleRow, step: int, glyphs: Glyphs) -> list[Styled]:
    """The signs of a row at their columns, and what joins them."""
    places = {round(value * step): sign for value, sign in row.signs.items()}
    if not places:
        return []
    line: Styled = Styled(signs_for(glyphs).line, "dim")
    first, last = min(places), max(places)
    cells = [places.get(at, line if row.joined and at > first else Styled(" ")) for at in range(last + 1)]
    runs: list[Styled] = []
    for text, style in cells:
        if runs and runs[-1].style == style:
            runs[-1] = Styled(runs[-1].text + text, style)
        else:
            runs.append(Styled(text, style))
    return runs
