"""A page as text for whoever reads it: with Rich on a terminal, plain on a pipe, as sentences for somebody who listens."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

from massage_mind.names import ACCENTS
from massage_mind.screen.page.page_parts import WIDEST, drawn_with
from massage_mind.screen.page.setting import SetLine, aloud_lines, plain_lines, set_lines, set_page
from massage_mind.screen.text import encodable
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from massage_mind.perform.ports import Clock
    from massage_mind.screen.glyphs import Glyphs
    from massage_mind.screen.page.page_parts import Page

Form: TypeAlias = Literal["terminal", "pipe", "aloud"]
"""How a page is read: set in columns; in lines that are never broken; as sentences."""

_PLAIN_GLYPHS = (
    (" · ", ", "), ("·", ","), ("›", ">"), ("•", "*"), ("○", "o"), ("●", "x"), ("◉", "@"), ("⊕", "@"), ("─", "-"),
    ("…", "..."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How a stream is read: the form, how wide it is, what it can carry, and the colour of the accent (empty: none).

    `columns`: 0 where lines have no end, as aloud on a pipe. `styled`: bold and dim are shown; `glyphs`: more than ASCII
    is; `drawn`: what pictures are drawn with.
    """

    form: Form = "terminal"
    columns: int = 80
    encoding: str = "utf-8"
    styled: bool = True
    glyphs: bool = True
    accent: str = ACCENTS[0]
    drawn: Glyphs = "braille"


def page_text(page: Page, look: Look, *, air: bool = True) -> str:
    """The page as it is written to such a stream, without a line end at its end; `air`: with blank lines around it."""
    page = drawn_with(page, look.drawn)
    if look.form != "terminal":
        lines = aloud_lines(page, look.columns) if look.form == "aloud" else plain_lines(page)
        return carried("\n".join(lines), look)
    return "\n".join(
        line_text(line, look)
        for line in (set_page(page, look.columns) if air else set_lines(page, look.columns))
    )


def by_windows(page: Page, look: Look, stdin: TextIO | None, stdout: TextIO | None, clock: Clock) -> bool:
    """Show it window by window, where it is longer than one and somebody sits there who looks. Whether it was."""
    if look.form != "terminal" or not look.styled:
        return False
    from massage_mind.screen.page.pager import read_through

    return read_through(page, look, stdin, stdout, clock)


def line_text(line: SetLine, look: Look) -> str:
    """A line of a page as it is written to such a terminal."""
    return carried(_styled(line, look) if look.styled else _unstyled(line), look)


def carried(text: str, look: Look) -> str:
    """The text in signs that this stream can carry."""
    if not look.glyphs:
        for sign, plain in _PLAIN_GLYPHS:
            text = text.replace(sign, plain)
    return encodable(text, look.encoding)


def themed_console(look: Look, **options: object) -> Console:
    """Rich with our own few styles instead of its own; nothing is read as markup, a link or an emoji."""
    from rich.console import Console
    from rich.theme import Theme

    styles = {"bold": "bold", "dim": "dim", "accent": look.accent or "none"}
    return Console(
        theme=Theme(styles, inherit=False),
        width=look.columns or WIDEST,
        color_system="standard" if look.styled else None,
        no_color=not look.accent,
        force_terminal=look.styled,
        markup=False,
        emoji=False,
        highlight=False,
        **options,  # type: ignore[arg-type]
    )


def _unstyled(line: SetLine) -> str:
    return "".join(span.text for span in line).rstrip()


def _styled(line: Sequence[tuple[str, str]], look: Look) -> str:
    from rich.text import Text

    console = _console(look)
    with console.capture() as captured:
        console.print(Text.assemble(*line), end="", soft_wrap=True)
    return captured.get().rstrip(" ")


@cache
def _console(look: Look) -> Console:
    # What is captured is all that is wanted of it: standard output may be full, and would be flushed beside that.
    return themed_console(look, file=io.StringIO())
