"""Questions around a session: Rich prompts that Enter always skips. Nothing typed here is ever read as markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from massage_mind.practice.checkin import HIGH, LOW, Item
from massage_mind.screen.text import safe_text

if TYPE_CHECKING:
    from rich.console import Console


class NoMoreAnswers(Exception):
    """Standard input has ended: nothing more can be asked."""


class Prompts:
    """Asks on a terminal. `stderr` asks there, for when standard output goes elsewhere."""

    def __init__(self, *, stderr: bool = False, console: Console | None = None) -> None:
        from rich.console import Console as RichConsole

        self.console = console or RichConsole(stderr=stderr, markup=False, emoji=False, highlight=False)

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        """A paragraph, wrapped to the terminal."""
        self.console.print(safe_text(text), style="dim" if dim else None, soft_wrap=False)

    def read(self, prompt: str) -> str:
        """One line, without white space around it. Raises `NoMoreAnswers` at the end of input."""
        from rich.text import Text

        try:
            return self.console.input(Text(safe_text(prompt))).strip()
        except (EOFError, UnicodeDecodeError):
            self.console.print()
            raise NoMoreAnswers from None

    def rating(self, item: Item) -> int | None:
        """A whole number from 0 to 10, or None for Enter."""
        while True:
            typed = self.read(f"{item.title} ({LOW} {item.low}, {HIGH} {item.high}): ")
            if not typed:
                return None
            if typed.isascii() and typed.isdecimal() and len(typed) <= 2 and LOW <= int(typed) <= HIGH:
                return int(typed)
            self.tell(f"A whole number from {LOW} to {HIGH}, or Enter to leave it out.", dim=True)

    def ratings(self, items: Sequence[Item], save: Callable[[str, int], None]) -> None:
        """Each rating in turn; what is given is handed to `save` at once."""
        self.tell("A number for each, or Enter to leave it out.", dim=True)
        for item in items:
            value = self.rating(item)
            if value is not None:
                save(item.key, value)

    def choice(self, question: str, choices: Sequence[str]) -> int | None:
        """The index of the answer chosen by its number or first letters; None for Enter."""
        shown = "  ".join(f"{number} {choice}" for number, choice in enumerate(choices, 1))
        while True:
            self.tell(question)
            typed = self.read(f"  {shown}: ").casefold()
            if not typed:
                return None
            if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(choices):
                return int(typed) - 1
            near = [n for n, choice in enumerate(choices) if choice.casefold().startswith(typed)]
            if len(near) == 1:
                return near[0]
            self.tell(f"A number from 1 to {len(choices)}, or Enter to leave it out.", dim=True)

    def yes(self, question: str) -> bool:
        """Yes or no; Enter is yes."""
        return self.read(f"{question} [Y/n] ").casefold() not in ("n", "no")

    def go_on(self, text: str = "Press Enter to go on.") -> None:
        self.read(text + " ")
