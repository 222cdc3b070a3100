"""The record as calm text: a list of sessions, and one of them in full.

The plain forms need no Rich and are never wrapped or cut; the Rich forms fit the terminal. Both say the same. What
they are given is described by protocols, since the screen does not know the journal.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from massage_mind.screen.text import safe_text

if TYPE_CHECKING:
    from rich.table import Table

    from massage_mind.perform.ports import Ending, Mark


class RatingLike(Protocol):
    """A rating from 0 to 10, before or after."""

    @property
    def phase(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def value(self) -> int: ...


class RecordLike(Protocol):
    """A session as the journal hands it out; lengths in milliseconds."""

    @property
    def id(self) -> str: ...
    @property
    def moment(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def style(self) -> str: ...
    @property
    def guidance(self) -> str: ...
    @property
    def intention(self) -> str: ...
    @property
    def started(self) -> datetime: ...
    @property
    def planned_ms(self) -> int: ...
    @property
    def played_ms(self) -> int: ...
    @property
    def paused_ms(self) -> int: ...
    @property
    def ending(self) -> Ending | None: ...
    @property
    def signum(self) -> int: ...
    @property
    def resumed_from(self) -> str: ...
    @property
    def sections(self) -> Sequence[str]: ...
    @property
    def marks(self) -> Sequence[Mark]: ...
    @property
    def ratings(self) -> Sequence[RatingLike]: ...
    @property
    def answers(self) -> Sequence[tuple[str, str]]: ...


_SHORT_ENDING: dict[Ending | None, str] = {
    "finished": "to the end",
    "early": "ended early",
    "interrupted": "interrupted",
    None: "running now",
}
_LONG_ENDING: dict[Ending | None, str] = {
    "finished": "It came to its end.",
    "early": "You ended it when it was right for you.",
    "interrupted": "Something cut it short; what was there by then is kept.",
    None: "It is running now.",
}


def length_text(length_ms: int) -> str:
    """A length or a place in a session: M:SS, from an hour on H:MM:SS. What is below a second is left out."""
    minutes, seconds = divmod(max(0, length_ms) // 1000, 60)
    if minutes < 60:
        return f"{minutes}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


# ---------------------------------------------------------------- a list


def _cells(record: RecordLike) -> tuple[str, ...]:
    return (
        safe_text(record.id),
        f"{record.started:%Y-%m-%d %H:%M}",
        safe_text(record.moment),
        length_text(record.played_ms),
        _SHORT_ENDING.get(record.ending, safe_text(str(record.ending))),
        safe_text(record.style) or "-",
        safe_text(record.title),
    )


_LENGTH_COLUMN = 3


def list_lines(records: Sequence[RecordLike]) -> list[str]:
    """One line a session, in columns: id, begun, moment, played, how it ended, style, title. Never wrapped or cut."""
    rows = [_cells(record) for record in records]
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(widths[column]) if column == _LENGTH_COLUMN else cell.ljust(widths[column])
            for column, cell in enumerate(row)
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


_NARROW = 64
"""Below so many columns the style is left to `show`."""


def list_table(records: Sequence[RecordLike], columns: int) -> Table:
    """The same for a terminal that is so many columns wide; long titles go on in the next line."""
    from rich.table import Table
    from rich.text import Text

    shown = [column for column in range(7) if columns >= _NARROW or column != 5]
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim", highlight=False)
    for column in shown:
        table.add_column(
            Text(("id", "begun", "moment", "played", "ending", "style", "title")[column]),
            justify="right" if column == _LENGTH_COLUMN else "left",
            overflow="fold",
            min_width=5 if column == 0 else None,
            no_wrap=column == 0,
        )
    for record in records:
        cells = _cells(record)
        table.add_row(*(Text(cells[column], style="dim" if column == 1 else "") for column in shown))
    return table


# ---------------------------------------------------------------- one session


def _rows(record: RecordLike) -> list[tuple[str, list[str]]]:
    """What there is to say, as a label and lines."""
    kind = " · ".join(
        filter(None, (safe_text(record.moment), safe_text(record.style), safe_text(record.guidance)))
    )
    rows = [
        ("session", [f"{safe_text(record.id)}  {safe_text(record.title)}"]),
        ("begun", [f"{record.started:%A %Y-%m-%d %H:%M}"]),
        ("kind", [kind]),
        ("wanted", [line for line in safe_text(record.intention, lines=True).splitlines() if line.strip()]),
        ("time", [_time(record)]),
        ("ending", [_ending(record)]),
        ("goes on from", [safe_text(record.resumed_from)] if record.resumed_from else []),
        ("reached", [safe_text(title) for title in record.sections]),
        ("marked", [_mark(mark) for mark in record.marks]),
        ("ratings", _ratings(record.ratings)),
    ]
    for question, answer in record.answers:
        rows.append(("answer", [safe_text(question), "  " + safe_text(answer)]))
    return [(label, lines) for label, lines in rows if lines]


def _ending(record: RecordLike) -> str:
    if record.ending == "interrupted" and record.signum == signal.SIGINT:
        return "You stopped it with Ctrl-C; what was there by then is kept."
    return _LONG_ENDING.get(record.ending, safe_text(str(record.ending)))


def _time(record: RecordLike) -> str:
    paused = f", {length_text(record.paused_ms)} paused" if record.paused_ms else ""
    return f"{length_text(record.planned_ms)} planned, {length_text(record.played_ms)} played{paused}"


def _mark(mark: Mark) -> str:
    return f"{length_text(mark.at_ms)}  {safe_text(mark.section)}".rstrip()


def _ratings(ratings: Sequence[RatingLike]) -> list[str]:
    """Before and after side by side, as they were given; what they mean is the person's to say."""
    items = list(dict.fromkeys(rating.item for rating in ratings))
    if not items:
        return []
    values = {(rating.phase, rating.item): str(rating.value) for rating in ratings}
    names = [safe_text(item) for item in items]
    wide = max(len(name) for name in names)
    lines = [f"{'':{wide}}  before  after"]
    for name, item in zip(names, items, strict=True):
        before, after = values.get(("before", item), "-"), values.get(("after", item), "-")
        lines.append(f"{name:{wide}}  {before:>6}  {after:>5}")
    return lines


def show_lines(record: RecordLike) -> list[str]:
    """One session in full, as lines that are never wrapped or cut."""
    rows = _rows(record)
    wide = max(len(label) for label, _ in rows)
    return [
        f"{label if first else '':{wide}}  {line}".rstrip()
        for label, lines in rows
        for first, line in ((index == 0, line) for index, line in enumerate(lines))
    ]


def show_table(record: RecordLike) -> Table:
    """The same for a terminal: labels dim at the left, long lines go on below themselves."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, lines in _rows(record):
        table.add_row(Text(label, style="dim"), Text("\n".join(lines)))
    return table
