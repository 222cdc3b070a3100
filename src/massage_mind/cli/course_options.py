"""The options of `massage-mind course`, and reading them into what is said of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from massage_mind.cli.appointment_options import (
    HandsOn,
    Length,
    Place,
    PriceText,
    StyleId,
    Therapist,
    read_price,
)
from massage_mind.cli.command import Options
from massage_mind.record.course import FEWEST_WEEKS, MOST_BASELINE, MOST_WEEKS
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.appointments import Price
    from massage_mind.diary.courses import CourseSaid
    from massage_mind.diary.reviewing import ReviewSaid
    from massage_mind.diary.wishing import Wishing
    from massage_mind.world import World

First = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WHEN]", help="The first: friday 15:00, '4 december 15:00'."),
]
WhichCourse = Annotated[
    str,
    typer.Argument(
        metavar="[ID]", help="Which course; without, the one that runs: of several, the one begun last."
    ),
]
EveryWord = Annotated[
    str,
    typer.Option("--every", metavar="HOW", help="weekly, bi-weekly, monthly (every four weeks), as-needed."),
]
Weeks = Annotated[
    int | None,
    typer.Option("--weeks", min=FEWEST_WEEKS, max=MOST_WEEKS, help="Over how many weeks; 8 to 12 are usual."),
]
Tip = Annotated[str | None, typer.Option("--tip", metavar="N", help="The tip, each time.")]
Cap = Annotated[str | None, typer.Option("--cap", metavar="N", help="How much it may cost in all.")]
Currency = Annotated[str, typer.Option("--currency", metavar="C", help="In which money, such as EUR.")]
Measure = Annotated[
    str | None,
    typer.Option("--measure", metavar="NAME", help="The main measure, chosen now, such as tension."),
]
Intention = Annotated[
    str | None,
    typer.Option("--intention", metavar="TEXT", help="What you'd like from it, in your own words."),
]
Baseline = Annotated[
    int | None,
    typer.Option(
        "--baseline", min=0, max=MOST_BASELINE, help="Weeks without a massage before the first: 1 or 2."
    ),
]
Reviews = Annotated[
    list[int] | None,
    typer.Option(
        "--review",
        min=1,
        max=MOST_WEEKS,
        metavar="WEEK",
        help="Look back after this week; may be given again.",
    ),
]
ComesAfter = Annotated[str | None, typer.Option("--then", metavar="TEXT", help="What is to come after it.")]
MayAsk = Annotated[bool, typer.Option("--ask/--no-ask", help="Ask what wasn't said, or leave it out.")]
Since = Annotated[str, typer.Option("--from", metavar="DAY", help="From this day on; else from today.")]
Until = Annotated[
    str, typer.Option("--until", metavar="DAY", help="Until this day: '4 january', in 2 weeks.")
]
KeepPlanned = Annotated[bool, typer.Option("--keep", help="What is still planned stays planned.")]
AllReceipts = Annotated[bool, typer.Option("--all", help="All that was ever paid.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="As a table for a spreadsheet.")]
PlainTitles = Annotated[
    bool, typer.Option("--plain-titles", help="Events are called appointment, and name nobody.")
]
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True, slots=True)
class CoursePlan(Options):
    """What is said of a course that is to begin."""

    every: EveryWord = ""
    weeks: Weeks = None
    minutes: Length = None
    hands_on: HandsOn = None
    style: StyleId = None
    therapist: Therapist = None
    place: Place = None
    price: PriceText = None
    tip: Tip = None
    cap: Cap = None
    currency: Currency = ""
    measure: Measure = None
    intention: Intention = None
    baseline: Baseline = None
    reviews: Reviews = None
    comes_after: ComesAfter = None

    def read(self, world: World, words: list[str] | None) -> CourseSaid:
        """What was said. Raises `UsageError` for what there is not, or cannot be read."""
        from massage_mind.diary.courses import CourseSaid
        from massage_mind.record.course import EVERYS
        from massage_mind.record.typed_times import read_when

        said = CourseSaid(
            every=_one_of("rhythm", self.every, EVERYS),
            weeks=self.weeks,
            minutes=self.minutes,
            hands_on=self.hands_on,
            style=world.library().style(self.style).id if self.style else self.style,
            therapist=self.therapist,
            place=self.place,
            currency=self.currency,
            measure=self.measure,
            intention=self.intention,
            baseline=self.baseline,
            reviews=tuple(self.reviews or ()),
            comes_after=self.comes_after,
        )
        return replace(
            said,
            first_at=read_when(" ".join(words), world.wall_ms(), world.zone) if words else None,
            price=_amount("--price", self.price),
            tip=_amount("--tip", self.tip),
            cap=_amount("--cap", self.cap),
        )


def _amount(option: str, text: str | None) -> Price | None:
    return None if text is None else read_price(text, option)


@dataclass(frozen=True, slots=True)
class ReviewAnswers(Options):
    """What is said of a look back."""

    now: Annotated[str, typer.Option("--now", metavar="TEXT", help="What you'd like from it now.")] = ""
    difference: Annotated[
        str, typer.Option("--difference", metavar="HOW", help="So far: helped, nothing, worse, unsure.")
    ] = ""
    fit: Annotated[
        str, typer.Option("--fit", metavar="TEXT", help="Whether day, time and length suit you.")
    ] = ""
    pressure: Annotated[
        str, typer.Option("--pressure", metavar="TEXT", help="Whether the pressure does.")
    ] = ""
    whom: Annotated[
        str, typer.Option("--whom", metavar="TEXT", help="Whether it's right with the one who gives it.")
    ] = ""
    cost: Annotated[str, typer.Option("--cost", metavar="TEXT", help="Whether what it costs sits right.")] = (
        ""
    )
    signs: Annotated[
        list[str] | None,
        typer.Option(
            "--sign",
            metavar="SIGN",
            help="worse, new-symptoms, sore, distress, money, instead; may be given again.",
        ),
    ] = None
    onward: Annotated[
        str, typer.Option("--onward", metavar="HOW", help="From here: keep, space-out, change, stop.")
    ] = ""
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else.")] = ""
    ask: MayAsk = True

    def read(self, *, asks: bool) -> ReviewSaid:
        """What was said. Raises `UsageError` for a word that is not among those there are."""
        from massage_mind.diary.reviewing import ReviewSaid
        from massage_mind.record.course_review import DIFFERENCES, ONWARDS, SIGN_OF_KEY
        from massage_mind.words.near import one_of

        signs = tuple(dict.fromkeys(one_of("sign", one, tuple(SIGN_OF_KEY)) for one in self.signs or ()))
        words = {"now": self.now, "fit": self.fit, "pressure": self.pressure, "whom": self.whom, "cost": self.cost, "note": self.note}  # fmt: skip
        return ReviewSaid(
            _one_of("difference", self.difference, DIFFERENCES),
            signs,
            _one_of("way onward", self.onward, ONWARDS),
            words,
            self.ask and asks,
        )


@dataclass(frozen=True, slots=True)
class WishAnswers(Options):
    """Whether one is wanted, what for, whether an hour of rest would do."""

    want: Annotated[str, typer.Option("--want", metavar="WORD", help="yes, no or unsure.")] = ""
    purpose: Annotated[str, typer.Option("--for", metavar="TEXT", help="What for.")] = ""
    rest: Annotated[
        str,
        typer.Option("--rest", metavar="WORD", help="Whether an hour of rest would do: yes, no or unsure."),
    ] = ""

    def read(self) -> Wishing:
        """What was said. Raises `UsageError` for a word that is not among those there are."""
        from massage_mind.diary.wishing import LEANINGS, Wishing

        return Wishing(
            _one_of("answer", self.want, LEANINGS), self.purpose, _one_of("answer", self.rest, LEANINGS)
        )


def _one_of(what: str, word: str, known: tuple[_Word, ...]) -> _Word | None:
    """The one of these that was typed; None where nothing was. Raises `UsageError` for a word that is none of them."""
    from massage_mind.words.near import one_of

    return one_of(what, word, known) if word else None
