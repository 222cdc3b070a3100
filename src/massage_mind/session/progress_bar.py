"""A row of dots with the time left, for what takes a while: it goes away when that is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from massage_mind.words.lengths import seconds_left_words

if TYPE_CHECKING:
    from rich.text import Text

    from massage_mind.screen.page.page_parts import Styled
    from massage_mind.screen.page.showing import Look
    from massage_mind.world import World

_TELLS_AFTER_MS = 1_000
"""So long it is looked at how fast it goes before anything is said of the time left."""
_EVERY_MS = 200
_DOTS, _BESIDE, _FEWEST = 53, 20, 8
"""How many dots there are at most, how many columns the words beside them take, and fewer dots than these are none."""


@contextmanager
def telling(world: World, what: str, total: int, *, doing: str = "") -> Iterator[Callable[[int], None]]:
    """A row of dots on standard error for as long as this lasts, moved by telling it how much of `total` is done.

    `what` stands above it. Where nothing can be drawn, or somebody listens, it is a sentence or two: that it is `doing`
    this (or else `what`), and how long that takes. On a pipe it is nothing.
    """
    look = world.look(world.stderr)
    if look.form == "pipe":
        yield lambda _done: None
    elif look.form == "aloud" or not look.styled:
        yield _said(world, doing or what, total)
    else:
        with _drawn(world, look, what, total) as told:
            yield told


class _Pace:
    """How long it takes still, as it has gone so far. Milliseconds of the clock."""

    def __init__(self, world: World, total: int) -> None:
        self._now = world.clock.now
        self._begun = self._now()
        self._total = max(1, total)

    def share(self, done: int) -> float:
        """How much is done, 0 to 1."""
        return min(1.0, max(0, done) / self._total)

    def left(self, done: int) -> str:
        """The time left in words; empty while it cannot be known."""
        gone, share = self._now() - self._begun, self.share(done)
        if gone < _TELLS_AFTER_MS or not 0 < share < 1:
            return ""
        return seconds_left_words(round(gone * (1 - share) / share))


def _said(world: World, doing: str, total: int) -> Callable[[int], None]:
    """Says once that it is at it, and once how long that takes."""
    pace = _Pace(world, total)
    world.note(f"{doing}.")
    said = False

    def told(done: int) -> None:
        nonlocal said
        left = "" if said else pace.left(done)
        if left:
            said = True
            world.note(f"{left[:1].upper()}{left[1:]}." if left.startswith("a ") else f"About {left}.")

    return told


@contextmanager
def _drawn(world: World, look: Look, what: str, total: int) -> Iterator[Callable[[int], None]]:
    from rich.live import Live

    from massage_mind.screen.page.showing import themed_console

    pace, now = _Pace(world, total), world.clock.now
    drawn_at = now()
    console = themed_console(look, file=world.stderr)
    with Live(
        _rows(look, what, 0.0, ""),
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as live:
        live.refresh()

        def told(done: int) -> None:
            nonlocal drawn_at
            if now() - drawn_at >= _EVERY_MS:
                drawn_at = now()
                live.update(_rows(look, what, pace.share(done), pace.left(done)), refresh=True)

        yield told


def _rows(look: Look, what: str, share: float, left: str) -> Text:
    """What it is, and below it the dots and the time left; the dots only where it goes on."""
    from rich.text import Text

    from massage_mind.screen.page.page_parts import Page, Picture, accent, dim, said
    from massage_mind.screen.page.setting import margin, set_page

    full, empty = ("\u25cf", "\u00b7") if look.glyphs else ("=", ".")
    many = min(_DOTS, look.columns - margin(look.columns) - _BESIDE)
    row: list[str | Styled] = []
    if share and many >= _FEWEST:
        done = round(many * share)
        row = [accent(full * done), dim(empty * (many - done)), *[" "] * bool(left)]
    if left:
        row.append(f"{left} left")
    rows = [tuple(row)] * bool(row)
    lines = set_page(Page(((said(what), Picture(rows)),)), look.columns)[:-1]
    return Text("\n", end="").join(Text.assemble(*line, no_wrap=True, end="") for line in lines)
