"""Who asks the person around a session: the questions as a port. A script of answers can stand in for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol, assert_never

from massage_mind.errors import Leave
from massage_mind.perform.asked_in_turn import (
    Answered,
    Asked,
    AskedOrNot,
    ChoiceAsked,
    FirstScreen,
    MapAsked,
    RatingAsked,
    ReadyAsked,
    ThoughtsAsked,
    Turn,
    Went,
    WordsAsked,
    walk,
)
from massage_mind.record.measures import Item

__all__ = ["WHEN", "Asker", "Leave", "NoMoreAnswers", "ask_thoughts_by_line", "quietly"]

WHEN = "When will it have its turn? Any words will do."
"""Asked of a thought that was put down, once."""


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

    def questions(self, asked: Sequence[AskedOrNot], first: FirstScreen | None = None) -> None:
        """A sequence in which one can go back. Raises `Leave` where the person goes back from the first of it.

        An asker that does not say otherwise asks them one by one with its other methods, and never goes back.
        """
        walk(asked, partial(_ask_plainly, self), first)

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

    def yes(
        self,
        question: str,
        *,
        otherwise: bool = True,
        words: tuple[str, str] = ("yes", "no"),
        said: str = "",
        about: Sequence[str] = (),
    ) -> bool:
        """Yes or no, in these words. `otherwise` is the safe one: it stands first, and no answer is that.

        `said` stands above the question; `about` is what it asks about, a line each.
        """
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


def _ask_plainly(asker: Asker, asked: Asked, turn: Turn) -> Answered:
    """One of a sequence by an asker that knows single questions only."""
    match asked:
        case RatingAsked():
            asker.ratings([asked.item], asked.save)
        case MapAsked():
            asker.body_map(asked.save, asked.given)
        case ChoiceAsked():
            chosen = asker.choice(asked.question, asked.choices)
            asked.save(asked.chosen if chosen is None else chosen)
        case WordsAsked():
            while (words := asker.read(asked.question)) and (wrong := asked.wrong(words)):
                asker.tell(wrong, dim=True)
            if words:
                asked.save(words)
        case ThoughtsAsked():
            asker.tell(asked.question)
            ask_thoughts_by_line(asker, asked)
        case ReadyAsked():
            for line in asked.lines:
                asker.tell(line)
            asker.go_on(asked.title)
        case _:
            assert_never(asked)
    return Answered("on")


def ask_thoughts_by_line(
    asker: Asker, asked: ThoughtsAsked, way: Callable[[str], Went | None] = lambda _: None
) -> Went:
    """Thoughts until Enter alone, each put down before anything more is asked of it; where somebody went from there.

    Lines that come at once, as from a paste, are thoughts of their own: of them nothing more is asked. `way` tells a
    line that goes elsewhere from a thought.
    """
    ahead = False
    while (text := asker.read("> ")) or asker.typed_ahead():
        went = None if ahead or asker.typed_ahead() else way(text)
        if went is not None:
            return went
        lines = lines_of(text)
        kept = [asked.put_down(line) for line in lines]
        came_with_others, ahead = ahead or len(lines) > 1, asker.typed_ahead()
        if not kept or came_with_others or ahead:
            continue
        ahead, went = _ask_when(asker, asked, kept[0], way)
        if went is not None:
            return went
    return "on"


def _ask_when(
    asker: Asker, asked: ThoughtsAsked, name: str, way: Callable[[str], Went | None]
) -> tuple[bool, Went | None]:
    """When this one has its turn: whether more thoughts came in its place, and where somebody went from there."""
    asker.tell(WHEN, dim=True)
    when = asker.read("> ")
    if when and (len(more := lines_of(when)) > 1 or asker.typed_ahead()):
        for line in more:
            asked.put_down(line)
        return True, None
    went = way(when)
    if when and went is None:
        asked.plan(name, when)
    return False, went


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
