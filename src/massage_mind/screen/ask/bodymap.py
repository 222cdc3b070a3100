"""Marking the body map on the terminal: arrows move, 0 to 3 mark, or it is typed ("glutes 2, both shoulders 1")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from massage_mind.errors import UsageError
from massage_mind.screen.ask.by_key import Seat, ask, breaking_off, doing
from massage_mind.screen.ask.map_places import ARROWS, Arrow, moved, place_of
from massage_mind.screen.ask.map_screen import MapState, map_lines, word_pages
from massage_mind.screen.ask.quiet_question import pieces_of
from massage_mind.screen.glyphs import Glyphs
from massage_mind.screen.page.showing import Look
from massage_mind.script.body import MOST, in_order, kinds_of, levels_of, read_places, said_back

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


_FIRST = "left shoulder"
SHOWS_WORDS = "? shows the words."


class MapMarked(NamedTuple):
    """The marks, from the head down, and where somebody went from the map: on with Enter, back with Esc, out with Tab."""

    levels: dict[str, int]
    went: Literal["on", "back", "out"]
    kinds: dict[str, str]
    """What it is like at some of them, where that was typed."""


_Leaving: TypeAlias = Literal["on", "back", "out"]


class BodyMap:
    """The state of a map being marked, and what each key does to it."""

    def __init__(self, given: Mapping[str, int] | None = None) -> None:
        self.state = MapState(place_of(_FIRST), dict(given or {}))
        self.kinds: dict[str, str] = {}
        """What it is like at a region, where that was typed."""

    @property
    def levels(self) -> dict[str, int]:
        """What is marked."""
        return self.state.levels

    def marked_kinds(self) -> dict[str, str]:
        """What it is like where something is marked."""
        return {region: words for region, words in self.kinds.items() if self.levels.get(region)}

    @property
    def region(self) -> str:
        """The one that is at hand."""
        return self.state.here.region

    def move(self, arrow: Arrow) -> None:
        """One region up, down, left or right; in the words, a page on."""
        self.state.notice = ""
        if self.state.page is None:
            self.state.here = moved(self.state.here, arrow)

    def mark(self, level: int) -> None:
        """Mark the region at hand."""
        self.levels[self.region] = level

    def raise_level(self) -> None:
        """One more; after 3 comes 0."""
        self.mark((self.levels.get(self.region, 0) + 1) % (MOST + 1))

    def clear(self) -> None:
        """Take the mark back."""
        self.state.notice = ""
        if self.state.page is None and not self.state.typed:
            self.levels.pop(self.region, None)

    def press(self, char: str, columns: int = 80, rows: int = 24) -> None:
        """A character: a level for the region at hand, or, from the first letter on, a part of what is typed."""
        if len(char) != 1 or not char.isprintable():
            return
        state = self.state
        if state.page is not None:
            last = len(word_pages(columns, rows)) - 1
            state.page = state.page + 1 if char == " " and state.page < last else None
            return
        state.notice = ""
        if char == "?":
            state.page = 0
        elif state.typed or char.isalpha():
            state.typed += char
        elif char.isascii() and char.isdecimal():
            if int(char) <= MOST:
                self.mark(int(char))
            else:
                state.notice = f"The map goes from 0 to {MOST}."
        elif char == " ":
            self.raise_level()

    def rub_out(self) -> None:
        """Take the last character back; where nothing is typed, the mark of the region at hand."""
        if self.state.typed:
            self.state.notice, self.state.typed = "", self.state.typed[:-1]
        else:
            self.clear()

    def escape(self) -> bool:
        """One step back: out of the words, out of what is typed; True where there is nothing left but to leave."""
        state = self.state
        leaves = state.page is None and not state.typed
        if state.page is not None:
            state.page = None
        else:
            state.typed = state.notice = ""
        return leaves

    def enter(self) -> bool:
        """Take what was typed, and say what was understood; True where nothing was, and the map is done."""
        state = self.state
        if state.page is not None:
            state.page = None
            return False
        if not state.typed.strip():
            return True
        try:
            marks = read_places(state.typed)
        except UsageError as error:
            state.notice = refusal(error)
            return False
        found = levels_of(marks)
        self.levels.update(found)
        self.kinds |= kinds_of(marks)
        if found:
            state.here = place_of(next(iter(found)), state.here.view)
        state.typed, state.notice = "", said_back(marks)
        return False


def refusal(error: UsageError, where: str = SHOWS_WORDS) -> str:
    """What is said where a place cannot be read: with the near word, or with `where` the words are."""
    if not error.hint:
        return error.sentence
    return f"{error.sentence} {where if error.hint.startswith('There are') else error.hint}"


class MarkingBrokenOff(Exception):
    """Marking was broken off; `levels` is what was marked by then, with its `kinds`, `why` what broke it off."""

    def __init__(self, levels: dict[str, int], why: BaseException, kinds: dict[str, str]) -> None:
        super().__init__("marking was broken off")
        self.levels = levels
        self.kinds = kinds
        self.why = why


def ask_body(
    given: Mapping[str, int] | None = None,
    *,
    glyphs: Glyphs = "braille",
    look: Look | None = None,
    seat: Seat | None = None,
) -> MapMarked:
    """Ask on the terminal; `given` is what is marked at the beginning.

    Raises `MarkingBrokenOff` on Ctrl-C and on signals.
    """
    from massage_mind.errors import Stopped

    body, seen = BodyMap(given), look or Look()

    def draw() -> StyleAndTextTuples:
        columns, rows = _size()
        lines = map_lines(body.state, columns, rows, glyphs)
        pieces: StyleAndTextTuples = []
        for number, line in enumerate(lines):
            pieces += [*[("", "\n")] * (number > 0), *pieces_of(line, seen)]
        return pieces

    try:
        went: _Leaving = ask(draw, _keys_of(body), seat)
    except (KeyboardInterrupt, Stopped) as why:
        raise MarkingBrokenOff(in_order(body.levels), why, body.marked_kinds()) from why
    return MapMarked(in_order(body.levels), went, body.marked_kinds())


def _size() -> tuple[int, int]:
    from prompt_toolkit.application import get_app

    size = get_app().output.get_size()
    return size.columns, size.rows


def _keys_of(body: BodyMap) -> KeyBindings:
    """Which key does what to the map; Enter, where nothing is typed, keeps it; Esc, where nothing is open, goes back."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()
    for arrow in ARROWS:
        keys.add(arrow)(doing(partial(body.move, arrow)))
    keys.add("delete")(doing(body.clear))
    keys.add("backspace")(doing(body.rub_out))
    keys.add("c-c")(breaking_off)
    keys.add("tab")(lambda event: event.app.exit(result="out"))

    @keys.add(Keys.Any)
    def _(event: KeyPressEvent) -> None:
        body.press(event.data, *_size())

    @keys.add("enter")
    @keys.add("c-j")  # Enter typed while the terminal was still somebody else's
    def _(event: KeyPressEvent) -> None:
        if body.enter():
            event.app.exit(result="on")

    @keys.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        if body.escape():
            event.app.exit(result="back")

    return keys
