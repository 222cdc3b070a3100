"""What every kind of record is turned into: rows of a label and lines, and one line of a list.

The plain form needs no Rich and is never wrapped or cut; the Rich form fits the terminal. Both say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from massage_mind.values import dataclass

if TYPE_CHECKING:
    from rich.table import Table

Row: TypeAlias = tuple[str, list[str]]
"""A label and the lines beside it. An empty label goes on with the one above; `BREAK` parts two groups."""

BREAK: Row = ("", [""])


@dataclass(frozen=True, slots=True)
class ListLine:
    """What a list says of one record, harmless text throughout. "-" stands where there is nothing to say."""

    what: str
    """Which kind it is; of a session, which moment."""
    words: str
    """A title, the first line of a text, ratings; without the tags."""
    played: str = "-"
    standing: str = "-"
    """How it ended, or how it stands."""
    style: str = "-"


def kept_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows that have lines: a label alone says nothing."""
    return [(label, lines) for label, lines in rows if lines]


def show_lines(rows: Sequence[Row]) -> list[str]:
    """Rows as lines that are never wrapped or cut."""
    wide = max(len(label) for label, _ in rows)
    return [
        f"{label if number == 0 else '':{wide}}  {line}".rstrip()
        for label, lines in rows
        for number, line in enumerate(lines)
    ]


def show_table(rows: Sequence[Row]) -> Table:
    """The same for a terminal: labels dim at the left, long lines go on below themselves."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, lines in rows:
        table.add_row(Text(label, style="dim"), Text("\n".join(lines)))
    return table
