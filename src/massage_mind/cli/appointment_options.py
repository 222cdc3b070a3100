"""The options of `massage-mind appointment`, and reading them into what is said of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.diary.appointments import AppointmentDetails, Price
    from massage_mind.diary.has_been import HasBeen
    from massage_mind.world import World

Which = Annotated[
    str,
    typer.Argument(
        metavar="[ID]", help="Its id or how that begins; or last, next, today; else the nearest one."
    ),
]
When = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WHEN]", help="friday 15:00, '4 december 15:00', in 2 hours; without, it asks."),
]
WhichAndWhen = Annotated[
    list[str],
    typer.Argument(
        metavar="[ID] WHEN", help="Its id or next, else the nearest one; then friday 15:00, tomorrow 9am."
    ),
]
Length = Annotated[int | None, typer.Option("--minutes", min=1, max=1440, help="How long, in minutes.")]
HandsOn = Annotated[
    int | None,
    typer.Option("--hands-on", min=1, max=1440, help="For how many of them hands are there."),
]
StyleId = Annotated[
    str | None, typer.Option("--style", metavar="S", help="The kind of massage, such as swedish.")
]
Therapist = Annotated[str | None, typer.Option("--therapist", metavar="NAME", help="With whom.")]
Place = Annotated[str | None, typer.Option("--place", metavar="WHERE", help="Where.")]
PriceText = Annotated[
    str | None, typer.Option("--price", metavar="N", help="What it costs: 80, 80.50 or '80 EUR'.")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Words with it.")]
Untag = Annotated[list[str] | None, typer.Option("--untag", metavar="TAG", help="Take a tag off.")]
TookPlace = Annotated[bool, typer.Option("--done", help="It has been: a time that has passed is meant.")]
MayAsk = Annotated[
    bool, typer.Option("--ask/--no-ask", help="Ask whether a time that has passed is meant, or refuse it.")
]
All = Annotated[bool, typer.Option("--all", help="All there ever were.")]
InState = Annotated[
    str, typer.Option("--state", metavar="STATE", help="Only planned, moved, done or skipped.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=0, help="How many; 0 for all.")]


@dataclass(frozen=True, slots=True)
class Past(Options):
    """--done, --ask: whether a time that has passed may be meant."""

    done: TookPlace = False
    ask: MayAsk = True

    def read(self) -> HasBeen:
        """What was said of it."""
        from massage_mind.diary.has_been import HasBeen

        return HasBeen(self.done, self.ask)


@dataclass(frozen=True, slots=True)
class Details(Options):
    """--minutes, --hands-on, --style, --therapist, --place, --price, --note."""

    minutes: Length = None
    hands_on: HandsOn = None
    style: StyleId = None
    therapist: Therapist = None
    place: Place = None
    price: PriceText = None
    note: Note = None

    def read(self, world: World) -> AppointmentDetails:
        """What was said. Raises `UsageError` for a price that is none and a style that there is not."""
        from massage_mind.diary.appointments import AppointmentDetails

        return AppointmentDetails(
            self.minutes,
            world.library().style(self.style).id if self.style else self.style,
            self.therapist,
            self.place,
            None if self.price is None else read_price(self.price),
            self.note,
            self.hands_on,
        )


def read_price(text: str, option: str = "--price") -> Price:
    """A price as a decimal number and the money it is in; empty for none. Raises `UsageError` naming the option."""
    import re

    from massage_mind.diary.appointments import Price
    from massage_mind.errors import UsageError

    word = text.strip()
    if not word:
        return Price("", "")
    # Two decimals at most: with three, a mark could as well stand between thousands.
    match = re.fullmatch(
        r"([^\d\s.,'’+-]{0,4})\s*([0-9]{1,9}(?:[.,][0-9]{1,2})?)\s*([^\d\s.,'’+-]{0,4})", word
    )
    if match is None or (match[1] and match[3]):
        raise UsageError(
            f'{option} takes a number such as 80, 80.50 or "80 EUR"; {quoted(text, 40)} isn\'t one.',
            "Without marks between thousands, and with two decimals at most: 1234 or 1234.50.",
        )
    return Price(match[2].replace(",", "."), match[1] or match[3])
