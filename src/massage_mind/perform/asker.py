"""Who asks the person around a session: the questions as a port. A script of answers can stand in for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from massage_mind.record.measures import Item


class Leave(Exception):
    """The person wants to leave: q."""


class NoMoreAnswers(Exception):
    """There is nobody who could answer any more, such as at the end of standard input."""


class Asker(Protocol):
    """Tells and asks. Whatever is asked may be left out; what is given is handed on at once, so that nothing is lost.

    Every question raises `NoMoreAnswers` where nobody can answer, KeyboardInterrupt on Ctrl-C, and `Stopped` on a
    signal that ends the program.
    """

    def tell(self, text: str = "", *, dim: bool = False) -> None:
        """A paragraph to read; `dim` for what matters less."""
        ...

    def read(self, prompt: str) -> str:
        """One line, without white space around it."""
        ...

    def safety_list(self, cautions: Sequence[str] = ()) -> None:
        """The whole safety list, with the cautions of a style, until the person goes on. Raises `Leave` where they go back."""
        ...

    def typed_ahead(self) -> bool:
        """Whether more lines were typed, or pasted, than were asked for by now."""
        ...

    def ratings(self, items: Sequence[Item], save: Callable[[str, int | None], None]) -> None:
        """Each item in turn: `save` gets its key and a whole number from 0 to 10, None where one is taken back."""
        ...

    def body_map(
        self, save: Callable[[dict[str, int]], object], given: Mapping[str, int] | None = None
    ) -> None:
        """Where it is tight: `save` gets the levels, 0 to 3, by region. `given` is what was marked before."""
        ...

    def choice(self, question: str, choices: Sequence[str]) -> int | None:
        """The index of the one that was chosen; None for none."""
        ...

    def lines(
        self, question: str, begin: str = "", keep: Callable[[str], object] | None = None
    ) -> tuple[str, int]:
        """Several lines, from `begin` on, and the signal that broke the writing off, 0 for none.

        What stood there by then is given all the same, and `keep` is handed it whenever it has changed.
        """
        ...

    def yes(self, question: str) -> bool:
        """Yes or no; no answer is yes."""
        ...

    def go_on(self, text: str = "Press Enter to go on.") -> None:
        """Wait until the person wants to go on. Raises `Leave` where they would rather leave."""
        ...


def quietly(question: Callable[..., object], *arguments: object) -> bool:
    """Ask, and say whether there was anybody to answer."""
    try:
        question(*arguments)
    except NoMoreAnswers:
        return False
    return True
