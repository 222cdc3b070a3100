"""The options of `massage-mind checkin`, one for each measure there is, and reading them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from massage_mind.cli.command import Options
from massage_mind.errors import UsageError
from massage_mind.record.measures import HIGH, ITEMS, LOW
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.record.phases import Phase
    from massage_mind.world import World

PhaseWord = Annotated[
    str,
    typer.Argument(metavar="[WHEN]", help="before, after, next-day, ordinary-day; else what fits now."),
]
Rate = Annotated[int | None, typer.Option(min=LOW, max=HIGH, help=f"{LOW} to {HIGH}.", show_default=False)]
BodyMap = Annotated[
    str, typer.Option("--body", metavar="MAP", help='The body map: "l shoulder 3, jaw 2 dull".')
]
Rates = Annotated[
    list[str] | None,
    typer.Option("--rate", metavar="NAME=N", help="A measure of your own, such as headache=3."),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Words with it.")]

_Bundle = TypeVar("_Bundle", bound=Options)


def one_option_a_measure(bundle: type[_Bundle]) -> type[_Bundle]:
    """The bundle with an option for each measure, called as the measure is: whoever adds one adds no option."""
    return make_dataclass(
        bundle.__name__,
        [(item.key, Rate, None) for item in ITEMS],
        bases=(bundle,),
        namespace={"__doc__": bundle.__doc__},
        frozen=True,
    )


@one_option_a_measure
class Ratings(Options):
    """An option for each measure that is built in, from --stress on."""

    def values(self, pairs: Sequence[str] = ()) -> dict[str, int]:
        """What was rated, by measure; `pairs` are those of --rate. Raises `UsageError` for one that is no number."""
        from massage_mind.cli.change_options import read_ratings

        given = read_ratings(pairs)
        for word, value in given.items():
            if value is None:
                raise UsageError(f"--rate needs a number from {LOW} to {HIGH} behind {quoted(f'{word}=')}.")
        found = {one.name: getattr(self, one.name) for one in fields(self)} | dict(given)
        return {key: value for key, value in found.items() if value is not None}


def read_phase(word: str) -> Phase | None:
    """Which of the four times is named; None for none. Raises `UsageError`."""
    from massage_mind.record.phases import PHASES
    from massage_mind.words.near import one_of

    plain = word.replace("_", "-").replace(" ", "-").casefold()
    return one_of("check-in", plain, PHASES) if plain else None


def read_marks(world: World, text: str) -> tuple[dict[str, int], dict[str, str]]:
    """The body map as typed, and what it is like there; what another word for a region was understood as is said.

    Raises `UsageError`.
    """
    from massage_mind.script.body import kinds_of, levels_of, read_places, said_back

    marks = read_places(text)
    if others := [one for one in marks if one.word]:
        world.note(f"Understood: {said_back(others)}.")
    return levels_of(marks), kinds_of(marks)
