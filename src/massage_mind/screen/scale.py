"""Ratings by single keys: 0 to 10, Enter leaves one out, the left arrow goes back to mend the last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from massage_mind.practice.checkin import HIGH, LOW, Item
from massage_mind.screen.asking import ask

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

HINT = "0-10 · Enter leaves out · ← back · Del clears · Esc ends"
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

    def clear(self) -> None:
        """Take the value of the item at hand back."""
        if not self.done and self.values.pop(self.items[self.at].key, None) is not None:
            self._save(self.items[self.at].key, None)

    def back(self) -> None:
        """To the item before."""
        self.at = max(0, self.at - 1)

    def on(self) -> bool:
        """Past the item at hand, leaving it as it is. True at the end."""
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
            pieces.append(("bold" if here else "", f"{'>' if here else ' '} {item.title:{wide}}  {shown}\n"))
            if here:
                pieces.append(("", f"      {LOW} {item.low} … {HIGH} {item.high}\n"))
        pieces.append(("", f"  {LAST if self.done else HINT}"))
        return pieces


def ask_ratings(
    items: Sequence[Item], save: Callable[[str, int | None], None], given: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Ask on the terminal; returns what was given in the end. Raises KeyboardInterrupt and `Stopped`."""
    from prompt_toolkit.key_binding import KeyBindings

    scale = Scale(items, save, given)
    keys = KeyBindings()

    def bind(value: int, *presses: str) -> None:
        @keys.add(*presses)
        def _(event: KeyPressEvent) -> None:
            scale.give(value)

    for value in range(LOW, HIGH):
        bind(value, str(value))
    bind(HIGH, "1", "0")

    @keys.add("enter")
    @keys.add("right")
    @keys.add("down")
    def _(event: KeyPressEvent) -> None:
        if scale.on():
            event.app.exit(result=scale.values)

    @keys.add("left")
    @keys.add("up")
    @keys.add("backspace")
    def _(event: KeyPressEvent) -> None:
        scale.back()

    @keys.add("delete")
    @keys.add("x")
    def _(event: KeyPressEvent) -> None:
        scale.clear()

    @keys.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=scale.values)

    @keys.add("c-c")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    def draw() -> StyleAndTextTuples:
        return list(scale.lines())

    answer: dict[str, int] = ask(draw, keys)
    return answer
