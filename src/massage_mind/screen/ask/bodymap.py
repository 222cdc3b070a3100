"""Marking the body map on the terminal: arrows move, 0 to 3 mark, or it is typed ("l shoulder 3, jaw 2")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.screen.ask.by_key import Seat, ask, breaking_off, doing
from massage_mind.screen.show.figure import (
    ARROWS,
    LEGEND,
    SLOTS,
    SPACERS,
    TITLE_ROWS,
    Arrow,
    level_text,
    neighbour,
    picture,
)
from massage_mind.script.body import MOST, body_text, in_order, read_body

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

HINT = "arrows move, 0 to 3 mark, Del clears"
HINT_2 = 'or type "l shoulder 3"; Enter is done'
_FIRST = "left shoulder"
HINT_SHORT = "arrows, 0-3, or type; Enter ends"
_ROWS, _FEWEST_ROWS = 28, 20
"""Lines that the whole figure needs with the words below it, and the shorter one."""


class BodyMap:
    """The state of a map being marked."""

    def __init__(self, given: Mapping[str, int] | None = None) -> None:
        self.levels: dict[str, int] = dict(given or {})
        self.at = next(number for number, slot in enumerate(SLOTS) if slot.region == _FIRST)
        self.typed = ""
        self.notice = ""

    @property
    def region(self) -> str:
        """The one the cursor is on."""
        return SLOTS[self.at].region

    def move(self, direction: Arrow) -> None:
        """One place up, down, left or right."""
        self.notice = ""
        self.at = neighbour(self.at, direction)

    def mark(self, level: int) -> None:
        """Mark the region the cursor is on."""
        self.levels[self.region] = level

    def raise_level(self) -> None:
        """One more; after 3 comes 0."""
        self.levels[self.region] = (self.levels.get(self.region, 0) + 1) % (MOST + 1)

    def clear(self) -> None:
        """Take the mark back."""
        self.levels.pop(self.region, None)

    def press(self, char: str) -> None:
        """A character: a level for the region at hand, or, from the first letter on, a part of what is typed."""
        if len(char) != 1 or not char.isprintable():
            return
        if self.typed or char.isalpha():
            self.notice = ""
            self.typed += char
        elif char in "0123"[: MOST + 1]:
            self.mark(int(char))
        elif char == " ":
            self.raise_level()

    def rub_out(self) -> None:
        """Take the last character back; where nothing is typed, the mark of the region at hand."""
        if self.typed:
            self.typed = self.typed[:-1]
        else:
            self.clear()

    def forget_typed(self) -> None:
        """Take back everything that was typed."""
        self.typed = ""

    def enter(self) -> bool:
        """Take what was typed; True where nothing was, and the map is done."""
        if not self.typed.strip():
            return True
        try:
            found = read_body(self.typed)
        except UsageError as error:
            self.notice = error.sentence
            return False
        self.levels |= found
        self.at = next((n for n, slot in enumerate(SLOTS) if slot.region in found), self.at)
        self.typed = ""
        return False

    def lines(self, dot: str = "·", rows: int = 99) -> list[tuple[str, str]]:
        """What there is to see on so many rows, as pieces of style and text: the figure, shorter, or left out."""
        pieces: list[tuple[str, str]] = []
        if rows >= _FEWEST_ROWS:
            pieces = self._figure(dot, short=rows < _ROWS)
        else:
            pieces.append(("", f"Marked: {body_text(self.levels) or 'nothing yet'}.\n"))
        pieces.append(("bold", f"> {self.region}: {level_text(self.levels.get(self.region))}\n"))
        pieces.append(
            ("", f"{HINT_SHORT}\n" if _FEWEST_ROWS <= rows < _ROWS else f"{LEGEND}\n{HINT}\n{HINT_2}\n")
        )
        if self.typed or self.notice:
            pieces.append(("", f"{self.notice or ''}{chr(10) if self.notice else ''}: {self.typed}\n"))
        return pieces

    def _figure(self, dot: str, *, short: bool) -> list[tuple[str, str]]:
        here = SLOTS[self.at]
        row = TITLE_ROWS + here.row - (sum(number < here.row for number in SPACERS) if short else 0)
        pieces: list[tuple[str, str]] = []
        for number, line in enumerate(picture(self.levels, dot=dot, short=short)):
            if number == row:
                before, after = line[: here.column], line[here.column + 1 :]
                pieces += [("", before), ("reverse bold", line[here.column]), ("", after + "\n")]
            else:
                pieces.append(("", line + "\n"))
        return pieces


class MarkingBrokenOff(Exception):
    """Marking was broken off; `levels` is what was marked by then, `why` what broke it off."""

    def __init__(self, levels: dict[str, int], why: BaseException) -> None:
        super().__init__("marking was broken off")
        self.levels = levels
        self.why = why


def ask_body(
    given: Mapping[str, int] | None = None, *, dot: str = "·", seat: Seat | None = None
) -> dict[str, int]:
    """Ask on the terminal; returns the marks, from the head down.

    Raises `MarkingBrokenOff` on Ctrl-C and on signals.
    """
    from massage_mind.errors import Stopped

    body = BodyMap(given)

    def draw() -> StyleAndTextTuples:
        from prompt_toolkit.application import get_app

        return list(body.lines(dot, get_app().output.get_size().rows))

    try:
        answer: dict[str, int] = ask(draw, _keys_of(body), seat)
    except (KeyboardInterrupt, Stopped) as why:
        raise MarkingBrokenOff(in_order(body.levels), why) from why
    return in_order(answer)


def _keys_of(body: BodyMap) -> KeyBindings:
    """Which key does what to the map; Enter, where nothing is typed, ends it with the marks."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()
    for direction in ARROWS:
        keys.add(direction)(doing(partial(body.move, direction)))
    keys.add("delete")(doing(body.clear))
    keys.add("backspace")(doing(body.rub_out))
    keys.add("escape", eager=True)(doing(body.forget_typed))
    keys.add("c-c")(breaking_off)

    @keys.add(Keys.Any)
    def _(event: KeyPressEvent) -> None:
        body.press(event.data)

    @keys.add("enter")
    @keys.add("c-j")  # Enter typed while the terminal was still somebody else's
    def _(event: KeyPressEvent) -> None:
        if body.enter():
            event.app.exit(result=body.levels)

    return keys
