"""Ratings by single keys: 0 to 10, Enter leaves one out, the left arrow goes back to mend the last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from massage_mind.record.measures import HIGH, LOW, Item
from massage_mind.screen.ask.by_key import Seat, ask, breaking_off, doing

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

HINT = "0-10 · Enter leaves out · ← back · Del clears · Esc ends"
WAIT_S = 0.7
"""How long a 1 waits for the 0 of a 10."""
LAST = "Enter goes on · ← to mend the last"


class Scale:
    """The state of a row of ratings being given. `save` gets each value at once, None where one is taken back."""

    def __init__(
        self,
        items: Sequence[Item],
        save: Callable[[str, int | None], None],
        given: Mapping[str, int] | None = None,
    ) -> None:
        self.items = items
        self.values: dict[str, int] = dict(given or {})
        self.at = 0
        self.pending = False
        """A 1 was pressed: it may become a 10."""
        self._save = save

    @property
    def done(self) -> bool:
        """Whether every item has been passed."""
        return self.at >= len(self.items)

    def give(self, value: int) -> None:
        """A value for the item at hand; on to the next."""
        if self.done:
            return
        key = self.items[self.at].key
        if self.values.get(key) != value:
            self._save(key, value)
        self.values[key] = value
        self.at += 1

    def press(self, digit: str) -> None:
        """A digit: a value, but for 1, which waits a moment for a 0."""
        if self.pending and digit == "0":
            self.pending = False
            self.give(HIGH)
            return
        self.settle()
        if digit == "1" and not self.done:
            self.pending = True
        else:
            self.give(int(digit))

    def settle(self) -> bool:
        """A 1 that waited is a 1. Whether there was one."""
        was, self.pending = self.pending, False
        if was:
            self.give(1)
        return was

    def clear(self) -> None:
        """Take the value of the item at hand back."""
        self.pending = False
        if not self.done and self.values.pop(self.items[self.at].key, None) is not None:
            self._save(self.items[self.at].key, None)

    def back(self) -> None:
        """To the item before; a 1 that waited is taken back."""
        if self.pending:
            self.pending = False
            return
        self.at = max(0, self.at - 1)

    def on(self) -> bool:
        """Past the item at hand, leaving it as it is. True at the end."""
        if self.settle():
            return False
        if self.done:
            return True
        self.at += 1
        return False

    def lines(self) -> list[tuple[str, str]]:
        """What there is to see, as pieces of style and text."""
        wide = max(len(item.title) for item in self.items)
        pieces: list[tuple[str, str]] = []
        for number, item in enumerate(self.items):
            value = self.values.get(item.key)
            shown = f"{'-' if value is None and number < self.at else '' if value is None else value:>2}"
            here = number == self.at
            if here and self.pending:
                shown = " 1…"
            pieces.append(("bold" if here else "", f"{'>' if here else ' '} {item.title:{wide}}  {shown}\n"))
            if here:
                pieces.append(("", f"      {LOW} {item.low} … {HIGH} {item.high}\n"))
        pieces.append(("", f"  {LAST if self.done else HINT}"))
        return pieces


def ask_ratings(
    items: Sequence[Item],
    save: Callable[[str, int | None], None],
    given: Mapping[str, int] | None = None,
    *,
    seat: Seat | None = None,
) -> dict[str, int]:
    """Ask on the terminal; returns what was given in the end. Raises KeyboardInterrupt and `Stopped`."""
    scale = Scale(items, save, given)

    def draw() -> StyleAndTextTuples:
        return list(scale.lines())

    answer: dict[str, int] = ask(draw, _keys_of(scale), seat)
    return answer


def _keys_of(scale: Scale) -> KeyBindings:
    """Which key does what to the row of ratings; Enter at its end, or Esc, ends it with the values."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    for digit in "0123456789":
        keys.add(digit)(_pressing(scale, digit))
    for name in ("left", "up", "backspace"):
        keys.add(name)(doing(scale.back))
    for name in ("delete", "x"):
        keys.add(name)(doing(scale.clear))
    keys.add("c-c")(breaking_off)

    @keys.add("enter")
    @keys.add("right")
    @keys.add("down")
    def _(event: KeyPressEvent) -> None:
        if scale.on():
            event.app.exit(result=scale.values)

    @keys.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        scale.settle()
        event.app.exit(result=scale.values)

    return keys


def _pressing(scale: Scale, digit: str) -> Callable[[KeyPressEvent], None]:
    """A digit is pressed; a 1 is settled a moment later unless a 0 follows."""
    import asyncio

    async def settle_later(app: Application[Any], at: int) -> None:
        await asyncio.sleep(WAIT_S)
        if scale.pending and scale.at == at:
            scale.settle()
            app.invalidate()

    def handle(event: KeyPressEvent) -> None:
        scale.press(digit)
        if scale.pending:
            event.app.create_background_task(settle_later(event.app, scale.at))

    return handle
