"""Frames of styled text, and the few bytes that turn one into the next: only cells that changed are written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from massage_mind.screen.text import cut, width
from massage_mind.values import dataclass

TextStyle: TypeAlias = Literal["", "dim", "bold", "accent", "faint"]


class StyledText(NamedTuple):
    """A run of text in one style, starting at this column (from 0)."""

    column: int
    text: str
    style: TextStyle = ""


FrameRow: TypeAlias = tuple[StyledText, ...]
Cell: TypeAlias = tuple[str, TextStyle]

_BLANK: Cell = (" ", "")
_COLOUR: dict[TextStyle, str] = {"": "\x1b[m", "dim": "\x1b[0;2m", "bold": "\x1b[0;1m", "accent": "\x1b[0;36m",
                             "faint": "\x1b[0;2;36m"}  # fmt: skip
_NO_COLOUR: dict[TextStyle, str] = {**_COLOUR, "accent": "\x1b[m", "faint": "\x1b[0;2m"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the screen shows: rows from the top, each of texts in order that do not overlap."""

    width: int
    height: int
    rows: tuple[FrameRow, ...]


class Canvas:
    """A frame in the making. What lies outside of it is cut off."""

    def __init__(self, columns: int, height: int) -> None:
        self.width = columns
        self.height = height
        self._rows: list[list[StyledText]] = [[] for _ in range(height)]

    def put(self, row: int, column: int, text: str, style: TextStyle = "") -> None:
        """Text at this place; later ones of a row belong to the right of those before."""
        if not text or not 0 <= row < self.height or column >= self.width:
            return
        column = max(0, column)
        # A combining mark with nothing before it would go to whatever cell is there, perhaps of the row above.
        while text and not width(text[0]):
            text = text[1:]
        room = self.width - column
        fitting = text if 2 * len(text) <= room else cut(text, room)  # no character is wider than two cells
        if fitting:
            self._rows[row].append(StyledText(column, fitting, style))

    def clear(self, row: int) -> None:
        """Empty a row, for something more important."""
        if 0 <= row < self.height:
            self._rows[row].clear()

    def centre(self, row: int, text: str, style: TextStyle = "") -> None:
        """Text in the middle of the row, cut if it is too long."""
        fitting = cut(text, self.width)
        self.put(row, (self.width - width(fitting)) // 2, fitting, style)

    def block(self, body: range, lines: Sequence[str], style: TextStyle = "") -> None:
        """Lines in the middle of these rows, each centred."""
        row = body.start + max(0, (len(body) - len(lines)) // 2)
        for line in lines:
            self.centre(row, line, style)
            row += 1

    def frame(self) -> Frame:
        """The finished frame."""
        return Frame(self.width, self.height, tuple(map(tuple, self._rows)))


class Painter:
    """Knows what the terminal shows and writes what is different in the next frame."""

    def __init__(self, *, colour: bool = True) -> None:
        self._codes = _COLOUR if colour else _NO_COLOUR
        self._shown: Frame | None = None
        self._style: TextStyle = ""
        self._at: tuple[int, int] | None = None

    def paint(self, frame: Frame, *, fresh: bool = False) -> str:
        """Escapes and text that bring the terminal from the frame before to this one; empty if they are equal.

        `fresh`: nothing is known about the screen, so clear it and write everything.
        """
        shown = self._shown
        out: list[str] = []
        if fresh or shown is None or (shown.width, shown.height) != (frame.width, frame.height):
            out.append("\x1b[m\x1b[H\x1b[2J")
            self._style, self._at = "", (0, 0)
            shown = Frame(frame.width, frame.height, ((),) * frame.height)
        for index, (before, after) in enumerate(zip(shown.rows, frame.rows, strict=True)):
            if before != after:
                self._row(index, before, after, frame.width, out)
        self._shown = frame
        return "".join(out)

    def _row(self, row: int, before: FrameRow, after: FrameRow, columns: int, out: list[str]) -> None:
        if not (_narrow(before) and _narrow(after)):
            self._whole_row(row, after, out)
            return
        old, new = _cells(before, columns), _cells(after, columns)
        column = 0
        while column < columns:
            if old[column] == new[column]:
                column += 1
                continue
            self._move(row, column, out)
            if self._rest_is_blank(new, column):
                out.append("\x1b[K")
                return
            # A space looks the same in every style here (none has a background or a line).
            style = self._style if new[column] == _BLANK else new[column][1]
            end = column + 1
            while end < columns and _goes_on(old, new, end, style):
                end += 1
            self._wear(style, out)
            out.append("".join(cell[0] for cell in new[column:end]))
            # In the last column terminals differ on where the cursor is now.
            self._at = (row, end) if end < columns else None
            column = end

    def _whole_row(self, row: int, after: FrameRow, out: list[str]) -> None:
        """Terminals disagree on the width of some characters: such a row is written anew, each text at its place."""
        self._move(row, 0, out)
        self._wear("", out)
        out.append("\x1b[2K")
        for styled in after:
            self._move(row, styled.column, out)
            self._wear(styled.style, out)
            out.append(styled.text)
            self._at = None

    @staticmethod
    def _rest_is_blank(cells: list[Cell], column: int) -> bool:
        return len(cells) - column > 3 and all(cell == _BLANK for cell in cells[column:])

    def _move(self, row: int, column: int, out: list[str]) -> None:
        at = self._at
        if at == (row, column):
            return
        if at is not None and at[0] == row and at[1] < column:
            step = column - at[1]
            out.append("\x1b[C" if step == 1 else f"\x1b[{step}C")
        else:
            out.append(f"\x1b[{row + 1};{column + 1}H")
        self._at = (row, column)

    def _wear(self, style: TextStyle, out: list[str]) -> None:
        if style != self._style:
            out.append(self._codes[style])
            self._style = style


def _goes_on(old: list[Cell], new: list[Cell], at: int, style: TextStyle) -> bool:
    """Whether a run of changed cells includes this one: one unchanged cell is cheaper written than stepped over."""
    if new[at] != _BLANK and new[at][1] != style:
        return False
    if old[at] != new[at]:
        return True
    after = at + 1
    return after < len(new) and old[after] != new[after] and (new[after] == _BLANK or new[after][1] == style)


def _narrow(row: FrameRow) -> bool:
    """Whether every character of the row takes exactly one cell, on every terminal."""
    return all(_narrow_text(styled.text) for styled in row)


@lru_cache(maxsize=512)
def _narrow_text(text: str) -> bool:
    # Latin, Greek, Cyrillic without combining marks; general punctuation that is not invisible; box, block, braille.
    return text.isascii() or all(
        (char < "\u0300" and char != "\u00ad")
        or "\u0370" <= char < "\u0483"
        or "\u2010" <= char < "\u2028"
        or "\u2500" <= char < "\u2900"
        for char in text
    )


def _cells(row: FrameRow, columns: int) -> list[Cell]:
    cells = [_BLANK] * columns
    for column, text, style in row:
        for offset, char in enumerate(text):
            cells[column + offset] = _BLANK if char == " " else (char, style)
    return cells
