"""What is asked in turn, as values: a sequence of questions in which one can go back, leave one out, or all of them.

    walk([RatingAsked(stress, save), MapAsked(mark), ThoughtsAsked("Anything to put down?", put_down, plan)], ask, FirstScreen())

Each question hands on its answer at once, and hands it on anew where somebody came back and changed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Literal, NamedTuple, TypeAlias

from massage_mind.errors import Leave
from massage_mind.record.measures import Item
from massage_mind.values import dataclass

Went: TypeAlias = Literal["on", "back", "out"]
"""Where somebody went from a question: to the next, to the one before, or past all that are left."""


LEAVES_OUT = "Enter leaves it out"
"""What Enter does at most questions where nothing is answered."""


def _let_go(_: str) -> None:
    """Words that nobody keeps while they are typed."""


def _not_said(_: dict[str, str]) -> None:
    """What it is like there, where nobody keeps it."""


def _any_will_do(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class RatingAsked:
    """One rating: `save` gets its key and a whole number from 0 to 10, None where it is taken back.

    `empty` says what Enter does where none is given.
    """

    item: Item
    save: Callable[[str, int | None], None]
    empty: str = LEAVES_OUT


@dataclass(frozen=True, slots=True)
class MapAsked:
    """Where it is tight: `save` gets the levels, 0 to 3, by region. `given` is what was marked before.

    `kinds` gets what it is like at some of them, where that is typed; after the levels.
    """

    save: Callable[[dict[str, int]], object]
    given: Mapping[str, int] = field(default_factory=dict)
    kinds: Callable[[dict[str, str]], object] = _not_said


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """One of several: `save` gets its place in the row, None where it is taken back.

    `said` stands above the question, `about` under it: what it asks about, a line each; `chosen` is what Enter alone
    takes, None for nothing.
    """

    question: str
    choices: Sequence[str]
    save: Callable[[int | None], object]
    said: str = ""
    chosen: int | None = None
    about: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """A few words in one line: `save` gets them; `keep` what stands there whenever it has changed, `begin` begins it.

    `wrong` says why words cannot be taken, "" where they can: they are asked for again. `about` stands under the question,
    a line each. `empty` says what Enter does where nothing stands there, and `full` where something does. `places`: the
    back is an answer, for parts of the body are.
    """

    question: str
    save: Callable[[str], object]
    said: str = ""
    begin: str = ""
    keep: Callable[[str], object] = _let_go
    wrong: Callable[[str], str] = _any_will_do
    about: Sequence[str] = ()
    empty: str = LEAVES_OUT
    full: str = "Enter keeps it"
    places: bool = False


@dataclass(frozen=True, slots=True)
class ThoughtsAsked:
    """A list that grows: `put_down` gets each thought at once and gives a name for it, `plan` that name and its when.

    `keep` is handed the unfinished line whenever it has changed, `begin` begins the first.
    """

    question: str
    put_down: Callable[[str], str]
    plan: Callable[[str, str], object]
    begin: str = ""
    keep: Callable[[str], object] = _let_go


@dataclass(frozen=True, slots=True)
class ReadyAsked:
    """A few lines to look at; then it begins."""

    title: str
    lines: Sequence[str]


Asked: TypeAlias = RatingAsked | MapAsked | ChoiceAsked | WordsAsked | ThoughtsAsked | ReadyAsked
AskedOrNot: TypeAlias = Asked | Callable[[], Asked | None]
"""A question, or what says when its turn comes whether it is asked, and how."""


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """What stands above the first question: what begins, and when to ask somebody first.

    `begins`: something begins after the questions, and can begin at once.
    """

    title: str = ""
    caution: str = ""
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """When a question is asked: the number of it, out of so many, `first` on the first one alone; `given` is what was
    answered the last time, None for nothing.
    """

    number: int = 1
    of: int = 1
    first: FirstScreen | None = None
    given: object = None


class Answered(NamedTuple):
    """Where somebody went from a question, and what stands there now."""

    went: Went
    given: object = None


def walk(
    asked: Sequence[AskedOrNot], ask: Callable[[Asked, Turn], Answered], first: FirstScreen | None = None
) -> None:
    """Ask them in turn with `ask`. Raises `Leave` for whoever goes back from the first, and what `ask` raises."""
    given: dict[int, object] = {}
    opening: int | None = None
    at, step = 0, 1
    while at < len(asked):
        if at < 0:
            raise Leave
        found = asked[at]
        one = found() if callable(found) else found
        if one is not None:
            opening = at if opening is None else opening
            above = (first or FirstScreen()) if at == opening else None
            went, given[at] = ask(one, Turn(at + 1, len(asked), above, given.get(at)))
            if went == "out":
                return
            step = -1 if went == "back" else 1
        at += step
