"""Pages in sheets: as much at a time as a window has room for."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.screen.page.page_parts import Foot, Page, Part, foot
from massage_mind.screen.page.setting import SetLine, set_lines

MORE = ("space more", "Esc back")
"""The foot of all sheets but the last."""


def sheets_of(
    pages: Sequence[Page], columns: int, rows: int, *, more: Sequence[str] = MORE
) -> list[list[SetLine]]:
    """What each sheet shows, from the top, in a window of this size: parts stay together where they can.

    All on one where they fit; else each page begins a new one. The last block of the last page may be a foot: it stays
    on the last sheet, and all others end in `more`.
    """
    parts = [part for page in pages for part in page.parts]
    last = next((block for block in reversed(parts[-1]) if isinstance(block, Foot)), None)
    whole = _stacked(parts, columns)
    if len(whole) <= rows:
        return [whole]
    on = _lines((foot(*more),), columns)
    end = _lines((last,), columns) if last is not None else []
    room = max(1, rows - max(len(on), len(end)))
    bare = [[[block for block in part if block is not last] for part in page.parts] for page in pages]
    bodies = [sheet for page in bare for sheet in _packed(page, columns, room)]
    return [_with_foot(body, end if body is bodies[-1] else on, rows) for body in bodies]


def _with_foot(body: list[SetLine], foot_lines: list[SetLine], rows: int) -> list[SetLine]:
    """A line of air above the foot, where there is room for one."""
    air: list[SetLine] = [[]] if len(body) + 1 + len(foot_lines) <= rows else []
    return [*body, *air, *foot_lines]


def _packed(parts: Sequence[Part], columns: int, room: int) -> list[list[SetLine]]:
    """Parts, as many as fit under one another, and those that are longer than a sheet cut."""
    sheets: list[list[SetLine]] = []
    for part in parts:
        lines = _lines(part, columns)
        if not lines:
            continue
        if sheets and len(sheets[-1]) + 1 + len(lines) <= room:
            sheets[-1] += [[], *lines]
        else:
            sheets += [lines[at : at + room] for at in range(0, len(lines), room)]
    return sheets


def _stacked(parts: Sequence[Part], columns: int) -> list[SetLine]:
    return set_lines(Page(parts), columns)


def _lines(part: Part, columns: int) -> list[SetLine]:
    return set_lines(Page((part,)), columns)
