"""A course: massages planned over some weeks, with one main measure, and a look back at weeks that were named before."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, get_args

from massage_mind.errors import UsageError
from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo
from massage_mind.values import dataclass

Every: TypeAlias = Literal["weekly", "bi-weekly", "monthly", "as-needed"]
EVERYS: tuple[Every, ...] = get_args(Every)
EVERY_WORDS: dict[Every, str] = {
    "weekly": "every week",
    "bi-weekly": "every two weeks",
    "monthly": "every four weeks",
    "as-needed": "as needed",
}
"""What a person reads for each. A month is four weeks, so that the weekday stays."""
WEEKS_BETWEEN: dict[Every, int] = {"weekly": 1, "bi-weekly": 2, "monthly": 4, "as-needed": 0}
"""How many weeks lie between two; 0: none is planned."""

CourseState: TypeAlias = Literal["running", "paused", "ended"]
COURSE_STATES: tuple[CourseState, ...] = get_args(CourseState)

FEWEST_WEEKS, MOST_WEEKS, USUAL_WEEKS = 2, 52, 12
MOST_BASELINE = 2
MOST_PAUSED_WEEKS = 520
REVIEW_WEEKS = (4, 6, 8, 12)
"""After which weeks there is a look back, unless others are said."""


SET_ASIDE = "the course is paused"
"""Why what a course planned does not take place while nobody knows when it goes on."""


class Pause(NamedTuple):
    """Weeks that do not count: from this day, until that one, which counts again (None: nobody knows yet).

    `weeks` is by how many weeks everything moved on.
    """

    since: date
    until: date | None
    weeks: int = 0
    reason: str = ""

    def line(self) -> str:
        """As it is kept: "2026-12-20/2027-01-04 +2 a holiday"."""
        until = ".." if self.until is None else self.until.isoformat()
        return f"{self.since.isoformat()}/{until} +{self.weeks} {' '.join(self.reason.split())}".rstrip()


@dataclass(frozen=True, slots=True)
class Course:
    """Massages over `weeks`, the first at `first_at`; before it, `baseline` weeks without one.

    `minutes` are booked; for `hands_on` of them hands are there. `price`, `tip` and `cap` are decimals in one `currency`.
    `measure` is the key of the main measure, `intention` what the person wanted at the beginning, in their own words.
    `reviews` are weeks with spaces between, `pauses` lines of `Pause`; `reviewed` is the last week that was looked back on.
    """

    first_at: int
    every: Every = "weekly"
    weeks: int = USUAL_WEEKS
    minutes: int | None = 60
    hands_on: int | None = None
    style: str = ""
    therapist: str = ""
    place: str = ""
    price: str = ""
    tip: str = ""
    currency: str = ""
    cap: str = ""
    measure: str = ""
    intention: str = ""
    baseline: int = 1
    reviews: str = " ".join(map(str, REVIEW_WEEKS))
    comes_after: str = ""
    state: CourseState = "running"
    pauses: str = ""
    reviewed: int = 0
    ended_at: int | None = None
    end_reason: str = ""


def read_pauses(course: Course) -> tuple[Pause, ...]:
    """The pauses, the earliest first. A line that is none, as an import may bring it, is passed over."""
    return _pauses_of(course.pauses)


@lru_cache(maxsize=4)
def _pauses_of(lines: str) -> tuple[Pause, ...]:
    return tuple(filter(None, map(_read_pause, lines.splitlines())))


def _read_pause(line: str) -> Pause | None:
    days, _, rest = line.strip().partition(" ")
    moved, _, reason = rest.partition(" ")
    since, _, until = days.partition("/")
    try:
        end = None if until == ".." else date.fromisoformat(until)
        pause = Pause(date.fromisoformat(since), end, int(moved), reason)
    except ValueError:
        return None
    return pause if 0 <= pause.weeks <= MOST_PAUSED_WEEKS else None


def review_weeks(course: Course) -> tuple[int, ...]:
    """After which weeks there is a look back, the earliest first; the last week is one of them."""
    named = {int(word) for word in course.reviews.split() if word.isascii() and word.isdecimal()}
    return tuple(sorted({week for week in named if 0 < week < course.weeks} | {course.weeks}))


_FIELDS = (
    Field("intention", "text", "What was wanted at the beginning, in own words."),
    Field("first_at", "instant", "When the first massage is planned; weeks are counted from its day.", True),
    Field("every", "choice", "How often; monthly is every four weeks.", True, EVERYS),
    Field("weeks", "whole", "Over how many weeks.", True, least=FEWEST_WEEKS, most=MOST_WEEKS),
    Field("minutes", "whole", "How long each is, in minutes.", least=1, most=1440),
    Field("hands_on", "whole", "For how many of them hands are there.", least=1, most=1440),
    Field("style", "text", "The kind of massage."),
    Field("therapist", "text", "With whom."),
    Field("place", "text", "Where."),
    Field("price", "text", "What one costs, as a decimal number."),
    Field("tip", "text", "The tip for one, as a decimal number."),
    Field("currency", "text", "In which money."),
    Field("cap", "text", "How much it may cost in all, as a decimal number."),
    Field("measure", "text", "The key of the main measure, chosen at the beginning."),
    Field("baseline", "whole", "How many weeks without a massage come before the first.", True, most=MOST_BASELINE),
    Field("reviews", "text", "After which weeks there is a look back, spaces between."),
    Field("comes_after", "text", "What is to come after it."),
    Field("state", "choice", "Whether it runs.", True, COURSE_STATES),
    Field("pauses", "text", "Its pauses, one a line: from/until, by how many weeks all moved on, why."),
    Field("reviewed", "whole", "The last week that was looked back on; 0 for none.", True, most=MOST_WEEKS),
    Field("ended_at", "instant", "When it ended."),
    Field("end_reason", "text", "Why it ended."),
)  # fmt: skip


def _check(course: Course) -> None:
    if course.hands_on is not None and course.minutes is not None and course.hands_on > course.minutes:
        raise UsageError(
            f"Hands can't be there for {course.hands_on} minutes of {course.minutes}.",
            "Say --minutes as well, or fewer.",
        )


def _searched(course: Course) -> tuple[str, ...]:
    return (
        course.intention,
        course.therapist,
        course.place,
        course.style,
        course.comes_after,
        course.end_reason,
    )


KIND = KindInfo(
    ("course",),
    Course,
    _FIELDS,
    _searched,
    titles=("course",),
    check=_check,
    body="intention",
    shown_by="course show",
)
