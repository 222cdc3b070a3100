"""A look back on a course: what is asked after which week, and what the answers allow to be said. Pure.

The signs are those on which a course stops, or a clinician is asked, whatever a main measure says. Nothing is added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, assert_never, get_args

from massage_mind.record.course import Course
from massage_mind.values import dataclass

Difference: TypeAlias = Literal["helped", "nothing", "worse", "unsure"]
DIFFERENCES: tuple[Difference, ...] = get_args(Difference)
DIFFERENCE_WORDS: dict[Difference, str] = {
    "helped": "it helped",
    "nothing": "it did nothing for me",
    "worse": "it got worse",
    "unsure": "I couldn't say",
}

Onward: TypeAlias = Literal["keep", "space-out", "change", "stop"]
ONWARDS: tuple[Onward, ...] = get_args(Onward)
ONWARD_WORDS: dict[Onward, str] = {
    "keep": "go on as it is",
    "space-out": "more weeks between",
    "change": "change one thing",
    "stop": "stop",
}


class Sign(NamedTuple):
    """What stops a course, or has a clinician asked: its key, and the words that are ticked."""

    key: str
    words: str


SIGNS: tuple[Sign, ...] = (
    Sign("worse", "what brought me here is getting worse"),
    Sign("new-symptoms", "something new that worries me"),
    Sign("sore", "sore for more than three days, each time"),
    Sign("distress", "upset or shaken after sessions"),
    Sign("money", "the money is a strain"),
    Sign("instead", "I've put off care I need because of it"),
)
SIGN_OF_KEY: Mapping[str, Sign] = {one.key: one for one in SIGNS}
_TO_A_CLINICIAN = frozenset({"worse", "new-symptoms", "sore", "distress", "instead"})


class Wondered(NamedTuple):
    """A question in words: its key, after which weeks (none: after each), and how it is asked."""

    key: str
    weeks: tuple[int, ...]
    question: str
    label: str


WORDED: tuple[Wondered, ...] = (
    Wondered("now", (), "What would you like from it now?", "Today"),
    Wondered("fit", (4,), "Do the day, the time and the length suit you?", "Day, time, length"),
    Wondered("pressure", (4,), "And the pressure?", "Pressure"),
    Wondered("whom", (4,), "Is it right with the one who gives it?", "With whom"),
    Wondered("cost", (4, 8), "Does what it costs sit right with you?", "What it costs"),
    Wondered("note", (), "Anything else?", "Besides"),
)


@dataclass(frozen=True, slots=True)
class Review:
    """What was said after so many weeks. `words` are by the key of their question, `signs` keys of signs."""

    week: int
    difference: Difference | None = None
    signs: tuple[str, ...] = ()
    onward: Onward | None = None
    words: Mapping[str, str] | None = None

    def said(self, key: str) -> str:
        """The answer in words to a question; empty for none."""
        return (self.words or {}).get(key, "").strip()


def questions_after(course: Course, week: int) -> tuple[Wondered, ...]:
    """The questions in words after this week: all of them where the course has weeks of its own."""
    usual = any(week in one.weeks for one in WORDED) or week in (6, 12)
    return tuple(one for one in WORDED if not one.weeks or week in one.weeks or not usual)


def review_text(review: Review, course: Course) -> str:
    """What was said, as an entry of the journal: the words of the beginning beside those of today."""
    lines = []
    if course.intention:
        lines.append(f"At the beginning: {course.intention}")
    lines += [f"{one.label}: {review.said(one.key)}" for one in WORDED if review.said(one.key)]
    if review.difference:
        lines.append(f"So far: {DIFFERENCE_WORDS[review.difference]}.")
    lines += [f"A sign to heed: {SIGN_OF_KEY[key].words}." for key in review.signs]
    if review.onward:
        lines.append(f"From here: {ONWARD_WORDS[review.onward]}.")
    return "\n".join(lines)


class Proposal(NamedTuple):
    """What is said after a look back: sentences, and a line with what it is for, or none."""

    sentences: tuple[str, ...]
    purpose: str = ""
    line: str = ""


def proposal_for(review: Review, course: Course) -> Proposal:
    """What the answers allow to be said. Signs come first, whatever else was said; then what the person wants."""
    signs = set(review.signs) | ({"worse"} if review.difference == "worse" else set())
    if signs & _TO_A_CLINICIAN:
        return _stop_first(signs)
    if "money" in signs:
        return Proposal(
            (
                "If the money is a strain, that's reason enough to stop, or to have fewer of them.",
                "Shorter ones, a school clinic, or an hour of rest at home cost less or nothing.",
            ),
            "To end it here:",
            "massage-mind course end",
        )
    last = review.week >= course.weeks
    if review.difference == "nothing":
        return _nothing(review, last=last)
    if last:
        return Proposal(
            (
                "The weeks you set yourself are over, and the course can end here.",
                "To go on needs no reason and no course: as needed, or with more weeks between.",
            ),
            "To end it:",
            "massage-mind course end",
        )
    return _wanted(review)


def _stop_first(signs: set[str]) -> Proposal:
    sentences = [
        "Thank you for saying so. It's a reason to stop for now, and to ask a clinician before the next one."
    ]
    if "instead" in signs:
        sentences.append("A massage goes beside care, not in its place.")
    if "distress" in signs:
        sentences.append(
            "Nobody has to lie through what upsets them; to pause or to end it is always all right."
        )
    if "sore" in signs:
        sentences.append("If it hurts for days each time, less pressure is yours to ask for, or none.")
    return Proposal(tuple(sentences), "To pause it, with everything kept:", "massage-mind course pause")


def _nothing(review: Review, *, last: bool) -> Proposal:
    result = "It did nothing for you: that's a result like any other, and worth knowing."
    if last or review.week >= 8:
        return Proposal((result, "You can stop here."), "To end it:", "massage-mind course end")
    return Proposal(
        (
            result,
            "You can stop here, or change one thing for the weeks that are left: pressure, style, length.",
        ),
        "To change the next one:",
        'massage-mind appointment edit next --note "less pressure"',
    )


def _wanted(review: Review) -> Proposal:
    match review.onward:
        case "stop":
            return Proposal(
                ("Then it ends here. No reason is needed.",), "To end it:", "massage-mind course end"
            )
        case "space-out":
            return Proposal(
                ("Then more weeks between: end this one, and begin another every two weeks, or every four.",),
                "First:",
                "massage-mind course end",
            )
        case "change":
            return Proposal(
                ("One thing at a time says most: pressure, style, length, or who.",),
                "To change the next one:",
                'massage-mind appointment edit next --note "less pressure"',
            )
        case "keep" | None:
            return Proposal(("It goes on as planned.",), "What's next:", "massage-mind course next")
        case _:
            assert_never(review.onward)
