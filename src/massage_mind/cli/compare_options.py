"""The options of `massage-mind compare`, and reading them into what is said of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.record.comparison import FEWEST_COMPARED, MOST_COMPARED
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.appointments import Price
    from massage_mind.diary.comparing import ComparisonSaid
    from massage_mind.world import World

WhichComparison = Annotated[
    str,
    typer.Argument(
        metavar="[ID]", help="Another one, by its id; the one that runs, or ran last, unless said."
    ),
]
Preview = Annotated[bool, typer.Option("--preview", help="Show what it takes and can find; nothing is kept.")]
MayAsk = Annotated[bool, typer.Option("--ask/--no-ask", help="Ask what wasn't said, or say what's missing.")]
Outside = Annotated[
    bool, typer.Option("--outside", help="The reason has nothing to do with how it went, such as a move.")
]
AsHtml = Annotated[bool, typer.Option("--html", help="As a page to print or keep.")]
AsMarkdown = Annotated[bool, typer.Option("--md", help="As Markdown.")]


@dataclass(frozen=True, slots=True)
class ComparisonPlan(Options):
    """What is said of a comparison that is to begin."""

    first: Annotated[
        str, typer.Option("--first", metavar="WHEN", help="The first hour: 'tuesday 15:00'.")
    ] = ""
    second: Annotated[str, typer.Option("--second", metavar="WHEN", help="The second: 'friday 15:00'.")] = ""
    question: Annotated[str, typer.Option("--question", metavar="TEXT", help="What you'd like to know.")] = ""
    measure: Annotated[
        str, typer.Option("--measure", metavar="NAME", help="By which; stress unless said.")
    ] = ""
    difference: Annotated[
        str,
        typer.Option(
            "--difference", metavar="N", help="In points, what would change your mind; 1 unless said."
        ),
    ] = ""
    if_more: Annotated[
        str, typer.Option("--if-more", metavar="TEXT", help="What you'll do if massage does that much more.")
    ] = ""
    if_less: Annotated[str, typer.Option("--if-less", metavar="TEXT", help="And if it doesn't.")] = ""
    if_untold: Annotated[
        str, typer.Option("--if-untold", metavar="TEXT", help="And if it can't be told.")
    ] = ""
    expect_massage: Annotated[
        int | None,
        typer.Option("--expect-massage", min=0, max=10, help="What you expect of a massage hour, 0 to 10."),
    ] = None
    expect_quiet: Annotated[
        int | None, typer.Option("--expect-quiet", min=0, max=10, help="And of a quiet hour.")
    ] = None
    weeks: Annotated[
        int | None,
        typer.Option(
            "--weeks", min=FEWEST_COMPARED, max=MOST_COMPARED, help="How many weeks; 12 unless said."
        ),
    ] = None
    minutes: Annotated[
        int | None, typer.Option("--minutes", min=1, max=1440, help="How long each hour is; 60 unless said.")
    ] = None
    audio: Annotated[str, typer.Option("--audio", metavar="TEXT", help="What is heard in both.")] = ""
    light: Annotated[str, typer.Option("--light", metavar="TEXT", help="What the room is like in both.")] = ""
    price: Annotated[str, typer.Option("--price", metavar="N", help='What one costs: 80 or "80 EUR".')] = ""
    cap: Annotated[str, typer.Option("--cap", metavar="N", help="How much it may cost in all.")] = ""
    stop_rules: Annotated[str, typer.Option("--stop-when", metavar="TEXT", help="When you'll stop.")] = ""

    def read(self, world: World) -> ComparisonSaid:
        """What was said. Raises `UsageError` for what can't be read."""
        from massage_mind.diary.comparing import ComparisonSaid

        return ComparisonSaid(
            first_at=_when(world, self.first),
            second_at=_when(world, self.second),
            question=self.question,
            measure=self.measure,
            difference=self.difference,
            if_more=self.if_more,
            if_less=self.if_less,
            if_untold=self.if_untold,
            expect_massage=self.expect_massage,
            expect_quiet=self.expect_quiet,
            weeks=self.weeks,
            minutes=self.minutes,
            audio=self.audio,
            light=self.light,
            price=_amount("--price", self.price),
            cap=_amount("--cap", self.cap),
            stop_rules=self.stop_rules,
        )


def _when(world: World, words: str) -> int | None:
    from massage_mind.record.typed_times import read_when

    return read_when(words, world.wall_ms(), world.zone) if words else None


def _amount(option: str, text: str) -> Price | None:
    from massage_mind.cli.appointment_options import read_price

    return read_price(text, option) if text else None
