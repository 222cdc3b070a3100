"""What there is to see while the body map is marked: the figure, the region at hand, and what the keys do; the words; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from massage_mind.screen.ask.map_places import MapPlace
from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.page.page_parts import Block, Page, Styled, accent, bold, said, under
from massage_mind.screen.page.setting import FOLDS, SetLine, margin, set_lines
from massage_mind.screen.show.figure import HEIGHT, both_sides, size_for
from massage_mind.screen.text import safe_text, width
from massage_mind.script.body import LEVELS, in_order
from massage_mind.script.body_words import OTHER_WORDS

QUESTION = "Where is it tight?"
_GAP = "   "
_FOOT: tuple[SetLine, ...] = (
    [bold("Enter"), Styled(" keeps")],
    [bold("arrows"), Styled(" move")],
    [bold("0"), Styled(" to "), bold("3"), Styled(" marks")],
    [Styled("or type it")],
    [bold("Esc"), Styled(" back")],
    [bold("?"), Styled(" words")],
)
_SPARED = (3, 1, 2)
"""Which pieces go first where there is no room for all."""
_FOOT_TYPING: tuple[SetLine, ...] = (
    [bold("Enter"), Styled(" takes it")],
    [bold("Esc"), Styled(" takes it back")],
    [bold("?"), Styled(" words")],
)
_FOOT_WORDS: tuple[SetLine, ...] = ([bold("Esc"), Styled(" back")],)
_FOOT_MORE: tuple[SetLine, ...] = ([bold("space"), Styled(" more")], *_FOOT_WORDS)
_ASKED = 2
"""Rows for the question and for what is blank around it."""
_TOP, _FEW_ROWS = 3, 20
"""Blank rows above a question; one where there are fewer rows than that."""
_LABEL = max(len(part) for part in OTHER_WORDS) + 3


@dataclass(slots=True)
class MapState:
    """What is marked, where one is, and what is being typed; `notice` is said until the next key."""

    here: MapPlace
    levels: dict[str, int] = field(default_factory=dict)
    typed: str = ""
    notice: str = ""
    page: int | None = None
    """Which page of the words is open; None: the map is."""


def map_lines(state: MapState, columns: int, rows: int, glyphs: Glyphs) -> list[SetLine]:
    """The screen as lines of runs, at most so many, none wider."""
    if state.page is not None:
        return _words(state.page, columns, rows)
    # The question stays where the smaller figure leaves room for it and the larger one does not.
    size = size_for(columns, rows - _ASKED) or size_for(columns, rows)
    if size is None:
        return _without_figure(state, columns, rows)
    figure = both_sides(state.levels, size, glyphs, at=(state.here.view, state.here.region))
    wide = max(sum(width(run.text) for run in row) for row in figure)
    shift = min(margin(columns), max(0, columns - wide))
    above, low = _air(rows - HEIGHT[size] - _usual_rows(columns), columns, rows)
    room = rows - HEIGHT[size] - len(above) - low
    return [*above, *(_shifted(row, shift) for row in figure), *[[]] * low, *_below(state, columns, room)]


def _usual_rows(columns: int) -> int:
    """How many rows the words below the figure usually need, so that it stays where it is when they are others."""
    return 1 + len(_folded(_FOOT, columns))


def _air(spare: int, columns: int, rows: int) -> tuple[list[SetLine], int]:
    """What is above the figure where there are so many rows more than are needed, and the blank rows under it."""
    if spare < 1:
        return [], 0
    asked = _set(said(bold(QUESTION)), columns)
    if spare < 3:
        return [*asked, *[[]] * (spare - 1)], 0
    top = min(_TOP if rows >= _FEW_ROWS else 1, (spare - 1) // 2)
    return [*[[]] * top, *asked, []], int(spare - top - 2 > 0)


def _below(state: MapState, columns: int, room: int) -> list[SetLine]:
    """What is said of where one is, and the foot: on so many rows at most."""
    foot = _FOOT
    if state.typed:
        told = [_typed(state, columns)]
        if state.notice:
            return _parted(told, _cut(_set(said(state.notice), columns), room - len(told)), room)
        foot = _FOOT_TYPING
    elif state.notice:
        told = _cut(_set(said(state.notice), columns), room)
    else:
        told = _cut(_named(state, columns), room)
    return _parted(told, _foot(foot, columns, room - len(told)), room)


def _parted(told: list[SetLine], foot: list[SetLine], room: int) -> list[SetLine]:
    """With a blank row between, where there is one."""
    return [*told, *[[]] * (len(told) + len(foot) < room and bool(foot)), *foot]


def _named(state: MapState, columns: int) -> list[SetLine]:
    """The region at hand, and how it is marked; before anything is, what the numbers mean."""
    level = state.levels.get(state.here.region)
    marked = "not marked" if level is None else f"{level}, {LEVELS[level]}"
    named = _set(said(f"{state.here.region}  ", marked), columns)
    if not state.levels:
        legend = ", ".join(f"{number} {word}" for number, word in enumerate(LEVELS) if number)
        wide = sum(width(run.text) for run in named[0])
        if len(named) == 1 and wide + len(_GAP) + len(legend) <= columns:
            named[0] += [Styled(_GAP), Styled(legend)]
    return named


def _typed(state: MapState, columns: int) -> SetLine:
    """What is being typed; of a long line the end."""
    room, text = columns - margin(columns) - 4, safe_text(state.typed)
    while text and width(text) > room:
        text = text[1:]
    return [Styled(" " * margin(columns)), accent("› "), Styled(f"{text}_")]


def _without_figure(state: MapState, columns: int, rows: int) -> list[SetLine]:
    """Words only: what is marked, and the region at hand."""
    marked = " · ".join(f"{region} {level}" for region, level in in_order(state.levels).items() if level)
    shown = _set(said(marked or "Nothing is marked yet."), columns)
    above, low = _air(rows - 1 - _usual_rows(columns), columns, rows)
    shown = _cut(shown, max(1, rows - len(above) - low - _usual_rows(columns)))
    room = max(1, rows - len(above) - len(shown) - low)
    return [*above, *shown, *[[]] * low, *_below(state, columns, room)]


def _words(page: int, columns: int, rows: int) -> list[SetLine]:
    """A page of the places and the other words for them."""
    pages = word_pages(columns, rows)
    at = min(page, len(pages) - 1)
    foot = _FOOT_WORDS if at == len(pages) - 1 else _FOOT_MORE
    return [[], *pages[at], [], *_foot(foot, columns, 1)]


def word_pages(columns: int, rows: int) -> list[list[SetLine]]:
    """The usual words in pages that leave room for what the keys do; a place is never parted. Others are understood too."""
    blocks = [_usual(part, words, columns) for part, words in OTHER_WORDS.items()]
    blocks.append([[], *_set(said("A leg is its thigh, knee and calf. Without a side it is both."), columns)])
    pages: list[list[SetLine]] = [[]]
    room = max(1, rows - 3)
    for block in blocks:
        if pages[-1] and len(pages[-1]) + len(block) > room:
            pages.append([])
        pages[-1] += block[:room] if pages[-1] else [line for line in block if line][:room]
    return pages


def _usual(part: str, words: Sequence[str], columns: int) -> list[SetLine]:
    """A place with as many of its words as stand on one line, or on two where lines are short."""
    most = 1 if columns >= FOLDS else 2
    for many in range(len(words), 0, -1):
        lines = _set(under(", ".join(words[:many]), lead=f"{part:{_LABEL}}", hang=0), columns)
        if len(lines) <= most:
            break
    return lines


def _foot(pieces: Sequence[SetLine], columns: int, most: int) -> list[SetLine]:
    """Pieces side by side on at most so many lines, folded between two; the least needed go where there is no room."""
    kept = list(pieces)
    for spared in (None, *(_SPARED if len(pieces) == len(_FOOT) else ())):
        if spared is not None:
            kept.remove(pieces[spared])
        lines = _folded(kept, columns)
        if len(lines) <= most:
            return lines
    return lines[: max(0, most)]


def _folded(pieces: Sequence[SetLine], columns: int) -> list[SetLine]:
    lines: list[SetLine] = []
    used = 0
    for piece in pieces:
        wide = sum(width(run.text) for run in piece)
        if lines and used + len(_GAP) + wide <= columns:
            lines[-1] += [Styled(_GAP), *piece]
            used += len(_GAP) + wide
        else:
            lines.append(_shifted(piece, margin(columns)))
            used = margin(columns) + wide
    return lines


def _set(block: Block, columns: int) -> list[SetLine]:
    return set_lines(Page(((block,),)), columns)


def _cut(lines: list[SetLine], most: int) -> list[SetLine]:
    """The first of these lines; where some are left out, the last one says so."""
    if len(lines) <= most:
        return lines
    *kept, last = lines[: max(1, most)]
    words = last[-1].text.rsplit(" ", 1)[0].rstrip(" ,.;")
    return [*kept, [*last[:-1], Styled(f"{words} …", last[-1].style)]]


def _shifted(row: Sequence[Styled], columns: int) -> SetLine:
    return [Styled(" " * columns), *row] if columns and row else list(row)
