"""A rating by single keys: a digit chooses it, and a moment later the next question comes; arrows and Enter do as well."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from massage_mind.perform.asked_in_turn import Answered, RatingAsked, Turn
from massage_mind.record.measures import HIGH, LOW
from massage_mind.screen.ask.by_key import Seat, ask, handed_on
from massage_mind.screen.ask.common_keys import keys_of_question, with_list
from massage_mind.screen.ask.quiet_question import Gapped, drawn, framed
from massage_mind.screen.page.page_parts import UNDER, PageLine, Part, Styled, Words, bold, said, under
from massage_mind.screen.page.setting import FOLDS
from massage_mind.screen.page.showing import Look
from massage_mind.screen.text import width

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

WAIT_S = 0.4
"""How long what was chosen is seen before the next question comes, and how long a 1 waits for the 0 of a 10."""
_STEP = 5
"""Columns from one number to the next."""
_MIDDLE = (LOW + HIGH) // 2
"""Where the arrows begin."""


class Scale:
    """The state of one rating. `save` gets what is given at once, None where it is taken back."""

    def __init__(self, asked: RatingAsked, given: int | None = None) -> None:
        self.item = asked.item
        self.empty = asked.empty
        self.chosen = given
        self.waits = False
        """A digit was pressed: what it chose is seen for a moment, and a 1 may become a 10."""
        self._saved = given
        self._save = asked.save

    def takes(self, digit: str) -> bool:
        """Whether this digit belongs to the number that is being typed; else it is one of its own."""
        return not self.waits or (self.chosen == 1 and digit == "0")

    def press(self, digit: str) -> None:
        """A digit: a value, or the 0 of a 10."""
        self.chosen = HIGH if self.waits and self.chosen == 1 and digit == "0" else int(digit)
        self.waits = True
        self.keep()

    def move(self, step: int) -> None:
        """One to the left or right; where nothing is chosen yet, to the middle."""
        self.waits = False
        self.chosen = _MIDDLE if self.chosen is None else min(HIGH, max(LOW, self.chosen + step))

    def clear(self) -> None:
        """Nothing is chosen."""
        self.waits = False
        self.chosen = None

    def keep(self) -> None:
        """Hand on what is chosen, where that is something else than before."""
        if self.chosen != self._saved:
            self._save(self.item.key, self.chosen)
            self._saved = self.chosen

    # ------------------------------------------------------------ what there is to see

    def parts(self, turn: Turn, columns: int) -> list[Gapped]:
        """The question with its numbers, for a terminal of so many columns."""
        enter = self.empty if self.chosen is None else "Enter keeps it"
        numbers = self._wide() if columns >= FOLDS else self._narrow()
        return framed(
            turn,
            [(0, (said(bold(self.item.title)),)), (1, numbers)],
            enter,
            low=2,
        )

    def _wide(self) -> Part:
        """The numbers at even steps, the end words below the first and the last of them."""
        row: list[str | Styled] = []
        begin = at = -1 if self.chosen == LOW else 0
        for number in range(LOW, HIGH + 1):
            here = number == self.chosen
            text = f"[{number}]" if here else str(number)
            place = _STEP * (number - LOW) - here
            row += [" " * (place - at), bold(text) if here else text]
            at = place + len(text)
        end, low, high = _STEP * (HIGH - LOW) + len(str(HIGH)), self.item.low, self.item.high
        gap = end - width(low) - width(high)
        if gap < 3:
            return (_row(row, UNDER + begin), *self._ends())
        return _row(row, UNDER + begin), under(f"{low}{' ' * gap}{high}")

    def _narrow(self) -> Part:
        row: list[str | Styled] = []
        for number in range(LOW, HIGH + 1):
            row += [" "] * (number > LOW) + (
                [bold(f"[{number}]")] if number == self.chosen else [str(number)]
            )
        return (_row(row, UNDER), *self._ends())

    def _ends(self) -> Part:
        return under(f"{LOW} {self.item.low}"), under(f"{HIGH} {self.item.high}")


def _row(words: Words, column: int) -> PageLine:
    return PageLine(words, column)


def ask_rating(
    asked: RatingAsked, turn: Turn, look: Look | None = None, seat: Seat | None = None
) -> Answered:
    """Ask on a screen of its own. Raises KeyboardInterrupt, `Stopped`, and what `save` raises."""
    given = turn.given if isinstance(turn.given, int) else None
    scale, look = Scale(asked, given), look or Look()

    def draw() -> StyleAndTextTuples:
        from prompt_toolkit.application import get_app

        size = get_app().output.get_size()
        return drawn(scale.parts(turn, size.columns), size.columns, size.rows, look, holds=scale.item.title)

    went = with_list(lambda: ask(draw, _keys_of(scale, turn), seat), look, seat)
    return Answered(went, scale.chosen)


def _keys_of(scale: Scale, turn: Turn) -> KeyBindings:
    """Which key does what to the rating."""
    keys = keys_of_question(turn, leaving=scale.keep)

    for digit in "0123456789":
        keys.add(digit)(_pressing(scale, digit))
    for name, step in (("left", -1), ("down", -1), ("right", 1), ("up", 1)):
        keys.add(name)(_moving(scale, step))
    for name in ("delete", "backspace", "x"):
        keys.add(name)(lambda event: scale.clear())

    @keys.add("enter")
    @keys.add("c-j")
    def _(event: KeyPressEvent) -> None:
        if handed_on(event, scale.keep):
            event.app.exit(result="on")

    return keys


def _moving(scale: Scale, step: int) -> Callable[[KeyPressEvent], None]:
    def handle(event: KeyPressEvent) -> None:
        scale.move(step)

    return handle


def _pressing(scale: Scale, digit: str) -> Callable[[KeyPressEvent], None]:
    """A digit is pressed: it is seen for a moment. Another one is meant for the next question, which comes at once."""

    async def go_on_later(event: KeyPressEvent, chosen: int | None) -> None:
        await asyncio.sleep(WAIT_S)
        if scale.waits and scale.chosen == chosen and not event.app.is_done:
            event.app.exit(result="on")

    def handle(event: KeyPressEvent) -> None:
        if not scale.takes(digit):
            event.app.key_processor.feed(event.key_sequence[0], first=True)
            event.app.exit(result="on")
        elif handed_on(event, scale.press, digit):
            app: Any = event.app
            app.create_background_task(go_on_later(event, scale.chosen))

    return handle
