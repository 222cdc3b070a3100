"""The help of a running session behind its keys: the safety list, and where help is, as sheets of the window's size."""

from __future__ import annotations

from functools import lru_cache

from massage_mind.learn.help_lines import HelpAtHand
from massage_mind.screen.live.frame import Canvas
from massage_mind.screen.live.scene import Appearance
from massage_mind.screen.page.safety_page import help_page, safety_pages
from massage_mind.screen.page.setting import SetLine
from massage_mind.screen.page.sheets import sheets_of
from massage_mind.screen.text import width

_MORE = ("? more", "Esc back")
_BACK = ("? back",)


def help_sheets(columns: int, rows: int, at_hand: HelpAtHand, style: str) -> tuple[list[SetLine], ...]:
    """What each sheet shows, from the top; with the cautions of this style."""
    return _sheets(columns, rows, at_hand.lines, at_hand.cautions_of(style))


@lru_cache(maxsize=4)
def _sheets(
    columns: int, rows: int, lines: tuple[str, ...], cautions: tuple[str, ...]
) -> tuple[list[SetLine], ...]:
    listed = sheets_of(safety_pages(cautions, keys=_MORE, call=lines), columns, rows, more=_MORE)
    where = sheets_of((help_page(_BACK, lines),), columns, rows, more=_MORE)
    return (*listed, *where)


def help_sheet(canvas: Canvas, number: int, appearance: Appearance, style: str) -> None:
    """Draw the sheet of this number, from 0 on; the last where there are fewer."""
    sheets = help_sheets(canvas.width, canvas.height, appearance.at_hand, style)
    for row, line in enumerate(sheets[min(number, len(sheets) - 1)]):
        column = 0
        for text, style in line:
            shown = appearance.clean(text)
            canvas.put(row, column, shown, style)
            column += width(shown)
