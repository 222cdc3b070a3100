"""A comparison: a massage and a quiet hour a week, in an order that was drawn, planned in writing before the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from massage_mind.errors import UsageError
from massage_mind.record.fields import Field
from massage_mind.record.instants import HOUR_MS
from massage_mind.record.kind_info import KindInfo
from massage_mind.values import dataclass
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from fractions import (
        Fraction,
    )  # It loads decimal numbers, and every command that reads records loads this.

ComparisonState: TypeAlias = Literal["running", "stopped", "seen"]
COMPARISON_STATES: tuple[ComparisonState, ...] = get_args(ComparisonState)
"""It runs until it is stopped, or until its result was seen at the end."""
EasierWay: TypeAlias = Literal["lower", "higher"]
EASIER_WAYS: tuple[EasierWay, ...] = get_args(EasierWay)
OutsideReason: TypeAlias = Literal["no", "yes"]
OUTSIDE_REASONS: tuple[OutsideReason, ...] = get_args(OutsideReason)

FEWEST_COMPARED, MOST_COMPARED, USUAL_COMPARED = 8, 26, 12
"""Weeks: with fewer than eight hardly any ending can be told."""
LEAST_APART_HOURS = 72
"""What a massage does may last two or three days; by then it is not to reach into the quiet hour."""
LARGEST_DIFFERENCE = 5
USUAL_DIFFERENCE = "1"
USUAL_SPREAD_TENTHS = 18
LONGEST_PLANNED = 400
"""Characters of what is said in words in a plan."""
WEEK_HOURS = 7 * 24


@dataclass(frozen=True, slots=True)
class Comparison:
    """The plan, and what became of it. All but the last eight fields are the plan, which never changes.

    `first_at` and `second_at` are the two hours of the first week. `half_points` is the difference that would change the
    person's mind, in half points; `spread` how much weekly differences were taken to spread before, in tenths of a point.
    `digest` is the SHA-256 of the plan's text, `order` what was drawn from it: m where a week begins with the massage,
    q where it begins with the quiet hour.
    """

    question: str
    measure: str
    called: str
    better: EasierWay
    half_points: int
    if_more: str
    if_less: str
    if_untold: str
    expect_massage: int
    expect_quiet: int
    first_at: int
    second_at: int
    clock_zone: str
    weeks: int
    minutes: int
    audio: str
    light: str
    price: str
    currency: str
    cap: str
    stop_rules: str
    safety: str
    spread: int
    drawn_at: int
    comes_instead: str
    digest: str = ""
    order: str = ""
    state: ComparisonState = "running"
    seen_at: int | None = None
    stopped_at: int | None = None
    stop_reason: str = ""
    outside: OutsideReason = "no"

    @property
    def named(self) -> Fraction:
        """The difference that matters, in points."""
        from fractions import Fraction

        return Fraction(self.half_points, 2)


def read_difference(text: str) -> Fraction:
    """A difference as it is typed: "1", "1.5". Raises `UsageError` for what is not in half points from 0.5 to 5."""
    from fractions import Fraction

    try:
        found = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not 0 < found <= LARGEST_DIFFERENCE or (2 * found).denominator != 1:
        raise UsageError(
            f"The difference is {quoted(text)}; it's in points, from 0.5 to {LARGEST_DIFFERENCE}, in halves.",
            "Such as 1 or 1.5.",
        )
    return found


_FIELDS = (
    Field("question", "text", "What is asked, in own words.", True),
    Field("measure", "text", "The key of the main measure.", True),
    Field("called", "text", "What that measure was called when it was planned.", True),
    Field("better", "choice", "Which way of it is easier.", True, EASIER_WAYS),
    Field("half_points", "whole", "How much would change one's mind, in half points.", True, least=1, most=10),
    Field("if_more", "text", "What is to be done if massage does at least that much more."),
    Field("if_less", "text", "What is to be done if it doesn't."),
    Field("if_untold", "text", "What is to be done if it can't be told."),
    Field("expect_massage", "whole", "How much was expected of a massage hour, 0 to 10.", True, most=10),
    Field("expect_quiet", "whole", "How much was expected of a quiet hour, 0 to 10.", True, most=10),
    Field("first_at", "instant", "The first hour of the first week.", True),
    Field("second_at", "instant", "The second hour of the first week.", True),
    Field("clock_zone", "text", "By whose clock the hours are the same all along.", True),
    Field("weeks", "whole", "Over how many weeks.", True, least=FEWEST_COMPARED, most=MOST_COMPARED),
    Field("minutes", "whole", "How long each hour is, in minutes.", True, least=1, most=1440),
    Field("audio", "text", "What is heard in both."),
    Field("light", "text", "What the room is like in both."),
    Field("price", "text", "What one massage costs, as a decimal number."),
    Field("currency", "text", "In which money."),
    Field("cap", "text", "How much it may cost in all, as a decimal number."),
    Field("stop_rules", "text", "When it is to be stopped."),
    Field("safety", "text", "The safety list, as it was read before."),
    Field("spread", "whole", "How much weekly differences were taken to spread, in tenths of a point.", True, least=1, most=200),
    Field("drawn_at", "instant", "When the order was drawn.", True),
    Field("comes_instead", "text", "The digest of the plan that this one came instead of."),
    Field("digest", "text", "The SHA-256 of the plan's text.", True),
    Field("order", "text", "What was drawn, a letter a week: m massage first, q quiet hour first.", True),
    Field("state", "choice", "Whether it runs.", True, COMPARISON_STATES),
    Field("seen_at", "instant", "When its result was first seen."),
    Field("stopped_at", "instant", "When it was stopped."),
    Field("stop_reason", "text", "Why it was stopped."),
    Field("outside", "choice", "Whether that reason had nothing to do with how it went.", True, OUTSIDE_REASONS),
)  # fmt: skip
_IN_WORDS = (
    "question", "called", "if_more", "if_less", "if_untold", "audio", "light", "stop_rules", "stop_reason",
)  # fmt: skip


def _check(comparison: Comparison) -> None:
    if not comparison.question.strip():
        raise UsageError("The question of a comparison has no words in it.")
    for key in _IN_WORDS:
        if len(getattr(comparison, key)) > LONGEST_PLANNED:
            raise UsageError(
                f"{key.replace('_', ' ')} has {len(getattr(comparison, key)):,} characters; in a plan it's at most {LONGEST_PLANNED}.",
                "Put it more shortly.",
            )
    apart = comparison.second_at - comparison.first_at
    if not LEAST_APART_HOURS * HOUR_MS <= apart <= (WEEK_HOURS - LEAST_APART_HOURS) * HOUR_MS:
        raise UsageError(
            f"The two hours of a week lie {LEAST_APART_HOURS} hours apart at least, also from one week to the next.",
            "Such as tuesday 15:00 and friday 15:00.",
        )


def _searched(comparison: Comparison) -> tuple[str, ...]:
    return (
        comparison.question,
        comparison.if_more,
        comparison.if_less,
        comparison.if_untold,
        comparison.stop_reason,
    )


KIND = KindInfo(
    ("comparison",),
    Comparison,
    _FIELDS,
    _searched,
    titles=("comparison",),
    check=_check,
    shown_by="compare show",
)
