"""The first page of the help: which commands there are, by the moment they are for.

Through a pipe its lines are written as they are: whoever asks for them waits for nothing that sets pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.cli.lazy import Command
    from massage_mind.screen.page.page_parts import Page, Part
    from massage_mind.world import World

_HEADING, _NAME, _ABOUT = 11, 13, 19
"""The columns: heading, name, what it is, and the two again."""
_TITLE = ("massage-mind COMMAND", ", for before, during and after a massage")
_END = "COMMAND --help says more. For wellbeing, not diagnosis or treatment."
"""One line: the page is to fit a window of 24 rows."""


def show_first_page(world: World, table: Mapping[str, Command]) -> None:
    """The first page, for whoever reads it."""
    if not world.stdout_is_terminal() and world.environ.get("ACCESSIBLE", "0") in ("", "0"):
        world.write("\n".join(_plain(table)))
        return
    from massage_mind.screen.page.page_parts import WIDEST

    look = world.look(world.stdout)
    wide = look.form == "terminal" and look.columns >= WIDEST
    world.show(_page(table, wide=wide, aloud=look.form == "aloud"), paged=True)


def _panels(table: Mapping[str, Command]) -> dict[str, list[tuple[str, str]]]:
    """Names and what they are, by heading."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, one in table.items():
        found.setdefault(one.heading, []).append((name, one.help))
    return found


def _by_two(rows: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    for at in range(0, len(rows), 2):
        yield tuple((name.ljust(_NAME), about.ljust(_ABOUT)) for name, about in rows[at : at + 2])


def _plain(table: Mapping[str, Command]) -> Iterator[str]:
    yield "".join(_TITLE)
    for panel, rows in _panels(table).items():
        yield ""
        for number, row in enumerate(_by_two(rows)):
            lead = ("" if number else panel).ljust(_HEADING)
            yield (lead + "".join(name + about for name, about in row)).rstrip()
    yield from ("", _END)


def _page(table: Mapping[str, Command], *, wide: bool, aloud: bool) -> Page:
    from massage_mind.screen.page.page_parts import WIDEST, Page, bold, said

    title = said(bold(_TITLE[0]), _TITLE[1] + "." * aloud)
    first, *panels = (
        _two_by_two(panel, rows) if wide else _one_by_one(panel, rows, aloud=aloud)
        for panel, rows in _panels(table).items()
    )
    end = said(_END, widest=WIDEST)
    if not wide:
        return Page(((title,), first, *panels, (end,)))
    # Wide, title and end stand close: the page is to fit a window of 24 rows.
    *others, last = panels
    return Page(((title, *first), *others, (*last, end)))


def _two_by_two(panel: str, rows: Sequence[tuple[str, str]]) -> Part:
    from massage_mind.screen.page.page_parts import SAID, WIDEST, PageLine, bold

    lines = []
    for number, row in enumerate(_by_two(rows)):
        spans = [one for name, about in row for one in (bold(name), about)]
        lead = " " * _HEADING if number else [bold(panel.ljust(_HEADING))]
        lines.append(PageLine(spans, SAID, lead, widest=WIDEST))
    return lines


def _one_by_one(panel: str, rows: Sequence[tuple[str, str]], *, aloud: bool) -> Part:
    from massage_mind.screen.page.page_parts import bold, heading, under

    lead = max(len(name) for name, _ in rows) + 2
    lines = [
        under(about + "." * aloud, lead=[bold(f"{name}:" if aloud else name.ljust(lead))])
        for name, about in rows
    ]
    return (heading(panel.capitalize()), *lines)
