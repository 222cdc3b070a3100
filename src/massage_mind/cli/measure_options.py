"""The options of `massage-mind measure`, and reading them into what is said of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.values import dataclass
from massage_mind.words.near import one_of

if TYPE_CHECKING:
    from massage_mind.diary.changing_measures import MeasureWords
    from massage_mind.record.own_measure import OwnDirection
    from massage_mind.record.phases import Phase

NewName = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]", help="What you rate, such as headache; without, it asks."),
]
Which = Annotated[list[str], typer.Argument(metavar="NAME", help="Which of yours.")]
OtherName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="Another name for it.")]
Low = Annotated[str | None, typer.Option("--low", metavar="WORDS", help="What 0 means, such as none.")]
High = Annotated[str | None, typer.Option("--high", metavar="WORDS", help="What 10 means.")]
Better = Annotated[
    str | None, typer.Option("--better", metavar="WAY", help="Which way is easier: lower, higher or neither.")
]
WhenAsked = Annotated[
    str | None,
    typer.Option(
        "--when", metavar="TIMES", help="before,after,next-day,ordinary-day, or some of them; else all."
    ),
]
MayAsk = Annotated[bool, typer.Option("--ask/--no-ask", help="Ask for what isn't said, or refuse.")]


@dataclass(frozen=True, slots=True)
class Meaning(Options):
    """--low, --high, --better, --when."""

    low: Low = None
    high: High = None
    better: Better = None
    when: WhenAsked = None

    def read(self, name: str | None) -> MeasureWords:
        """What is said of the measure of this name. Raises `UsageError` for a way or a time that is none."""
        from massage_mind.diary.changing_measures import MeasureWords

        better = None if self.better is None else read_better(self.better)
        asked = None if self.when is None else read_times(self.when)
        return MeasureWords(name, self.low, self.high, better, asked)


def read_better(word: str) -> OwnDirection:
    """Which way is easier. Raises `UsageError`."""
    from massage_mind.record.own_measure import OWN_DIRECTIONS

    plain = word.strip().casefold()
    return one_of("way", "neither" if plain == "none" else plain, OWN_DIRECTIONS)


def read_times(text: str) -> tuple[Phase, ...]:
    """At which of the four times it is asked: "before,after", "next day". Raises `UsageError`."""
    import re

    from massage_mind.errors import UsageError
    from massage_mind.record.phases import PHASES

    plain = re.sub(r"\b(next|ordinary)[ _]+day\b", r"\1-day", text.casefold())
    words = re.split(r"[,;\s]+", plain.strip(" ,;"))
    named = {one_of("time", word, PHASES) for word in words if word and word != "and"}
    if not named:
        raise UsageError("--when takes one or more of the four times.", f"They are: {', '.join(PHASES)}.")
    return tuple(phase for phase in PHASES if phase in named)
