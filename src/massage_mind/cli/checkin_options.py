"""The options of `massage-mind checkin`, one for each measure there is, and reading them."""

from __future__ import annotations

from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from massage_mind.cli.command import Options
from massage_mind.record.measures import HIGH, ITEMS, LOW

if TYPE_CHECKING:
    from massage_mind.record.phases import Phase
    from massage_mind.world import World

PhaseWord = Annotated[
    str,
    typer.Argument(metavar="[WHEN]", help="before, after, next-day or ordinary-day; else what fits now."),
]
Rate = Annotated[int | None, typer.Option(min=LOW, max=HIGH, help=f"{LOW} to {HIGH}.", show_default=False)]
BodyMap = Annotated[str, typer.Option("--body", metavar="MAP", help='The body map: "l shoulder 3, jaw 2".')]
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
    """An option for each measure, from --stress on."""

    def values(self) -> dict[str, int]:
        """What was rated, by measure."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {key: value for key, value in found.items() if value is not None}


def read_phase(word: str) -> Phase | None:
    """Which of the four times is named; None for none. Raises `UsageError`."""
    from massage_mind.record.phases import PHASES
    from massage_mind.words.near import one_of

    plain = word.replace("_", "-").replace(" ", "-").casefold()
    return one_of("check-in", plain, PHASES) if plain else None


def read_marks(world: World, text: str) -> dict[str, int]:
    """The body map as typed; what another word for a region was understood as is said. Raises `UsageError`."""
    from massage_mind.script.body import levels_of, read_places, said_back

    marks = read_places(text)
    if others := [one for one in marks if one.word]:
        world.note(f"Understood: {said_back(others)}.")
    return levels_of(marks)
