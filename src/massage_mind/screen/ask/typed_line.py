"""What is typed, as part of a screen: broken between words, at its place whatever becomes of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from prompt_toolkit.data_structures import Point
from prompt_toolkit.layout.controls import BufferControl, UIContent
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.utils import get_cwidth

from massage_mind.screen.ask.quiet_question import Gapped, air_above, fitting, laid, pieces_of
from massage_mind.screen.page.page_parts import Styled
from massage_mind.screen.page.setting import SetLine, margin
from massage_mind.screen.page.showing import Look
from massage_mind.screen.text import safe_text

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer

PROMPT = "› "


class Around(NamedTuple):
    """What stands above what is typed, and below it, for a window of so many columns."""

    above: Sequence[Gapped]
    below: Sequence[Gapped]


DrawAround: TypeAlias = Callable[[int], Around]


class TypedScreen(BufferControl):
    """A whole screen with what is typed in it: one control, so that nothing moves but by what is written."""

    def __init__(self, buffer: Buffer, around: DrawAround, look: Look) -> None:
        super().__init__(buffer)
        self._around = around
        self._look = look

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:
        """The lines of the screen, and where the cursor is."""
        text, cursor = self.buffer.text, self.buffer.cursor_position
        lines, at = typed_lines(self._around(width), text, cursor, width, self.rows or height)
        pieces = [pieces_of(line, self._look) for line in lines]
        return UIContent(get_line=lambda number: pieces[number], line_count=len(pieces), cursor_position=at)

    @property
    def rows(self) -> int:
        """How many rows there are; 0 where nothing runs."""
        from prompt_toolkit.application import get_app

        return get_app().output.get_size().rows


def typed_lines(
    around: Around, text: str, cursor: int, columns: int, rows: int
) -> tuple[list[SetLine], Point]:
    """What a screen of this size shows of a question and what is typed under it, and where its cursor is."""
    left = margin(columns)
    typed, at = broken_typed(text, cursor, max(1, columns - left - len(PROMPT) - 1))
    above = [*air_above(rows), *laid(around.above, columns), []]
    lines: list[SetLine] = [*above]
    for number, part in enumerate(typed):
        lead = Styled(" " * len(PROMPT)) if number else Styled(PROMPT, "accent")
        lines.append([Styled(" " * left), lead, Styled(part)])
    lines += [[], *laid(around.below, columns)]
    held = len(above) + at.y
    shown = fitting(lines, rows, held)
    return [lines[one] for one in shown], Point(left + len(PROMPT) + at.x, shown.index(held))


def broken_typed(text: str, cursor: int, cells: int) -> tuple[list[str], Point]:
    """The text in lines of at most so many cells, broken behind spaces alone, and where its cursor is in them.

    A word that is longer stays whole. What a terminal would act on is shown as signs.
    """
    lines, at = [""], Point(0, 0)
    used = word = 0
    begin = 0
    for number, char in enumerate([*text, ""]):
        if number == cursor:
            at = Point(used, len(lines) - 1)
        if char == "\n":
            lines.append("")
            used = begin = word = 0
            continue
        shown = Char.display_mappings.get(char, char)
        wide = get_cwidth(shown)
        if wide > 1 and shown == char:  # Scripts that put no space between words are broken at any letter.
            begin, word = len(lines[-1]), used
        if used + wide > cells and begin and char != " ":
            moved = lines[-1][begin:]
            lines[-1] = lines[-1][:begin]
            if at.y == len(lines) - 1 and at.x >= word:
                at = Point(at.x - word, len(lines))
            lines.append(moved)
            used, begin, word = used - word, 0, 0
        lines[-1] += shown
        used += wide
        if char == " ":
            begin, word = len(lines[-1]), used
    return lines, at


def letters_buffer(begin: str, *, multiline: bool = False) -> Buffer:
    """Lines that take letters only: a byte that is none, as a terminal of another encoding sends, sounds a bell instead.

    Kept, it would be refused with all the rest at the end, and again when the draft is gone on with. In one line what
    is pasted is made harmless as well.
    """
    from prompt_toolkit.application import get_app
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document

    class Letters(Buffer):
        def insert_text(self, data: str, *how: bool, **how_else: bool) -> None:
            letters = "".join(char for char in data if not "\ud800" <= char <= "\udfff")
            if letters != data:
                get_app().output.bell()
            super().insert_text(letters if multiline else safe_text(letters, lines=True), *how, **how_else)

    return Letters(multiline=multiline, document=Document(begin))


def keep_changes(app: Application[str], buffer: Buffer, keep: Callable[[str], object]) -> None:
    """Hand on what stands there once the keys that came together have all been taken: a paste is one change."""
    waiting = False

    def keep_now() -> None:
        nonlocal waiting
        waiting = False
        keep(buffer.text)

    def changed(_: Buffer) -> None:
        nonlocal waiting
        if not waiting and app.loop is not None:
            waiting = True
            app.loop.call_soon(keep_now)

    buffer.on_text_changed += changed
