"""What a page is made of. A page is parts, a line of air between two; a part is lines, tables, pictures and a foot.

    Page((
        (heading("Ratings"), table),
        (said("When you like:"),),
        (command("massage-mind after"),),
        (foot("Enter begins", "? what else there is"),),
    ))

Three columns have a meaning: at 2 something is said to you, at 4 it belongs to a heading, at 6 stands a command. Bold
is for headings, one thing a page, and what is yours to do: commands and keys. The accent is for signs that are drawn,
your own marks; dim for what can be left unread. No accent and no dim is as easy to read as text on every terminal
(docs/look.md has the figures), so neither is for words that somebody needs. Text from people and scripts may stand in
any of it: it is made harmless where it is set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.screen.glyphs import Glyphs

Style: TypeAlias = Literal["", "bold", "dim", "accent"]

SAID, UNDER, COMMAND = 2, 4, 6
"""The columns of what is said, of what belongs to a heading, and of commands; the margin counted in."""
PROSE, WIDEST = 72, 76
"""Where prose breaks, and how wide a page is at most."""


class Styled(NamedTuple):
    """A run of text in one style."""

    text: str
    style: Style = ""


Words: TypeAlias = str | Sequence[str | Styled]
"""A text, or runs of it in their styles."""


def bold(text: str) -> Styled:
    """A heading, the one thing of a page, or what is yours to do: a command, a key."""
    return Styled(text, "bold")


def dim(text: str) -> Styled:
    """Ids, tags, stage directions: what can be left unread."""
    return Styled(text, "dim")


def accent(text: str) -> Styled:
    """Your own marks, and other signs that are drawn: never words."""
    return Styled(text, "accent")


@dataclass(frozen=True, slots=True)
class PageLine:
    """Words, broken between words, that go on below their own beginning.

    `lead` stands before them (a time of day, a label), `aside` flush right on the first line and only where a page is
    wide. `hang` is how much further in they go on. `heading`: it is one, so that a reader aloud makes a stop after it.
    `verbatim`: its last words are to be typed as they stand, so that no stop is put after them.
    """

    words: Words
    column: int = SAID
    lead: Words = ""
    aside: str = ""
    hang: int = 0
    widest: int = PROSE
    heading: bool = False
    verbatim: bool = False
    aside_style: Style = "dim"
    """An id can be left unread; what somebody needs is plain."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A command or a path: alone on its line, never broken; too long for its column it begins at the edge."""

    text: str
    style: Style = "bold"
    column: int = COMMAND


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows under heads, words to the left and, in the columns of `figures`, to the right; no rules.

    Where there is no room for it, and for somebody who listens, each row is a sentence that begins with its first cell.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: frozenset[int] = frozenset()
    column: int = UNDER
    sentences: Sequence[str] = ()
    """What the rows say as sentences; empty: made of heads and cells."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of cells that lie where they were drawn, and the words that say the same (none: it says nothing of its own)."""

    rows: Sequence[Sequence[str | Styled]]
    words: str = ""
    column: int = SAID


@dataclass(frozen=True, slots=True)
class Drawing:
    """Blocks that are made when the page is set, for so many columns and what pictures are drawn with there."""

    draw: Callable[[int, Glyphs], Sequence[Block]]
    glyphs: Glyphs = "braille"


@dataclass(frozen=True, slots=True)
class Foot:
    """What Enter does, other keys, Esc, ?: the last line, folded between its pieces only. Only where keys are heard.

    The first word of a piece is a key; a run with a style of its own names none.
    """

    pieces: Sequence[str | Styled]


Block: TypeAlias = PageLine | Whole | PageTable | Picture | Drawing | Foot
Part: TypeAlias = Sequence[Block]


@dataclass(frozen=True, slots=True)
class Page:
    """Parts from the top, a line of air between two; empty ones are left out.

    `below`: what the last part is of, in its words, so that a window that ends above it can name it.
    """

    parts: Sequence[Part]
    below: tuple[str, ...] = ()


def drawn_with(page: Page, glyphs: Glyphs) -> Page:
    """The page with its drawings made of these; as it is where it has none."""
    if not any(isinstance(block, Drawing) for part in page.parts for block in part):
        return page
    return replace(
        page,
        parts=[
            [replace(block, glyphs=glyphs) if isinstance(block, Drawing) else block for block in part]
            for part in page.parts
        ],
    )


def said(*words: str | Styled, widest: int = PROSE, aside: str = "") -> PageLine:
    """Prose: a paragraph that is said to the person."""
    return PageLine(words, widest=widest, aside=aside)


def heading(text: str, *, aside: str = "") -> PageLine:
    """A heading: its matter follows directly under it."""
    return PageLine((bold(text),), aside=aside, heading=True)


def under(*words: str | Styled, lead: Words = "", aside: str = "", hang: int = 2) -> PageLine:
    """A line of a list, or what belongs to a heading."""
    return PageLine(words, UNDER, lead, aside, hang, WIDEST)


def command(text: str) -> Whole:
    """A command as it is typed."""
    return Whole(text)


def foot(*pieces: str | Styled) -> Foot:
    """Pieces such as "Enter begins", "? the list": the first word of each is a key, but of one such as Styled("2 of 4")."""
    return Foot(pieces)


def runs_of(words: Words) -> list[Styled]:
    """Words as runs, each with a style."""
    if isinstance(words, str):
        return [Styled(words)] if words else []
    return [Styled(one) if isinstance(one, str) else one for one in words if one]


def text_of(words: Words) -> str:
    """Words without their styles."""
    return "".join(span.text for span in runs_of(words))
