"""Records as a list: one line each, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from massage_mind.record.head import Record
from massage_mind.screen.show.show_record import list_line, words_and_tags
from massage_mind.screen.text import cut, safe_text, width

if TYPE_CHECKING:
    from rich.table import Table

_HEADS = ("id", "when", "what", "played", "standing", "style", "words")
_WHEN_COLUMN = 1
_LENGTH_COLUMN = 3
_WORDS_COLUMN = 6


def _cells(record: Record) -> tuple[str, ...]:
    """What stands in the columns of `_HEADS`."""
    line = list_line(record)
    return (
        safe_text(record.id),
        f"{record.head.when:%Y-%m-%d %H:%M}",
        line.what,
        line.played,
        line.standing,
        line.style,
        words_and_tags(line, record.head),
    )


def list_lines(records: Sequence[Record]) -> list[str]:
    """One line a record, in columns: id, when, what, played, how it stands, style, words. Never wrapped or cut."""
    rows = [_cells(record) for record in records]
    if not rows:
        return []
    widths = [max(width(row[column]) for row in rows) for column in range(_WORDS_COLUMN)]
    lines = []
    for row in rows:
        cells = [
            " " * (wide - width(cell)) + cell
            if column == _LENGTH_COLUMN
            else cell + " " * (wide - width(cell))
            for column, (cell, wide) in enumerate(zip(row[:_WORDS_COLUMN], widths, strict=True))
        ]
        lines.append("  ".join((*cells, row[_WORDS_COLUMN])).rstrip())
    return lines


def _columns_for(columns: int) -> tuple[int, ...]:
    """Which cells there is room for; `show` has the rest."""
    if columns < 32:
        return 0, 6
    if columns < 56:
        return 0, 1, 6
    if columns < 72:
        return 0, 1, 2, 6
    return (0, 1, 2, 4, 6) if columns < 100 else (0, 1, 2, 3, 4, 5, 6)


def list_table(records: Sequence[Record], columns: int) -> Table:
    """The same for a terminal that is so many columns wide, one line a record; long words are cut."""
    from rich.table import Table
    from rich.text import Text

    shown = _columns_for(columns)
    rows = [_cells(record) for record in records]
    wide = {
        column: max(len(_HEADS[column]), *(width(row[column]) for row in rows))
        for column in shown
        if column != _WORDS_COLUMN
    }
    room = max(1, columns - sum(wide.values()) - 2 * len(wide))
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style="dim")
    for column in shown:
        table.add_column(
            Text(_HEADS[column]),
            justify="right" if column == _LENGTH_COLUMN else "left",
            no_wrap=True,
            width=wide.get(column),
        )
    for row in rows:
        words = row[_WORDS_COLUMN]
        if width(words) > room:
            words = cut(words, room - 1) + "…"
        cells = (*row[:_WORDS_COLUMN], words)
        table.add_row(
            *(Text(cells[column], style="dim" if column == _WHEN_COLUMN else "") for column in shown)
        )
    return table
