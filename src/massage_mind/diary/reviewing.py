"""Looking back on a course: what is asked after the week it is, keeping it, and what may be said to it."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, cast

from massage_mind.diary.comparison_lock import locked_measures
from massage_mind.diary.courses import meant_course, overview_of
from massage_mind.diary.opened import opened
from massage_mind.errors import Leave, Stopped, UsageError
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, FirstScreen, WordsAsked
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.record.checkin import CheckIn
from massage_mind.record.course import Course, review_weeks
from massage_mind.record.course_overview import Overview
from massage_mind.record.course_review import (
    DIFFERENCE_WORDS,
    DIFFERENCES,
    ONWARD_WORDS,
    ONWARDS,
    SIGNS,
    Difference,
    Onward,
    Review,
    Wondered,
    questions_after,
    review_text,
)
from massage_mind.record.course_weeks import place_in_course, weeks_over
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import local
from massage_mind.record.texts import storable
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.kinds import Details
    from massage_mind.world import World

_MOST_SIGNS = 3
"""More than these would be said by nobody who can stop here; as options all can be given."""


@dataclass(frozen=True, slots=True)
class ReviewSaid:
    """What was said of a look back; `ask`: whoever sits at a terminal is asked where nothing was."""

    difference: Difference | None = None
    signs: tuple[str, ...] = ()
    onward: Onward | None = None
    words: dict[str, str] = field(default_factory=dict)
    ask: bool = True

    @property
    def anything(self) -> bool:
        """Whether anything was said."""
        return bool(self.difference or self.signs or self.onward or any(map(str.strip, self.words.values())))


@dataclass(frozen=True, slots=True)
class ReviewLook:
    """A look back: the course, the week, what was said (None: nothing), the entry it is kept as, and the main measure as
    it was before each massage, one number after the other. `kept_back`: a comparison that runs keeps that from being shown.
    """

    overview: Overview
    week: int
    review: Review | None
    entry: Record | None
    before: tuple[int, ...] = ()
    kept_back: bool = False


def look_back(world: World, said: ReviewSaid) -> ReviewLook:
    """Look back on the course, and keep what is said. Raises `StoreError` without a course, `UsageError` before it begins."""
    looked = _looked_back(world, said)
    with opened(world, writing=False) as store:
        return replace(looked, kept_back=looked.overview.course.measure in locked_measures(store))


def _looked_back(world: World, said: ReviewSaid) -> ReviewLook:
    with opened(world, writing=False) as store:
        overview = overview_of(world, store, meant_course(store, running=False))
        before = _before_each(store, overview)
    week = _week(overview)
    if said.anything:
        review = Review(week, said.difference, said.signs, said.onward, said.words)
        return _kept(world, overview.record.id, review, before)
    asker = world.asker_at_hand() if said.ask else None
    place = place_in_course(overview.course, week, overview.today, overview.record.head.zone)
    asking = _Asking(overview.course, week)
    try:
        if asker is not None:
            asker.questions(asking.questions(), FirstScreen(f"{place}."))
    except NoMoreAnswers:
        pass  # What was answered by then is kept.
    except Leave:
        return ReviewLook(overview, week, None, None, before)
    except (KeyboardInterrupt, Stopped):
        if (broken_off := asking.review()) is not None:
            _kept(world, overview.record.id, broken_off, before)
        raise
    answered = asking.review()
    if answered is None:
        return ReviewLook(overview, week, None, None, before)
    return _kept(world, overview.record.id, answered, before)


def _kept(world: World, course_id: str, review: Review, before: tuple[int, ...]) -> ReviewLook:
    """The same after it was kept."""
    with opened(world, writing=True) as store:
        entry = _keep(world, store, store.records.get(course_id), review)
        overview = overview_of(world, store, store.records.get(course_id))
    return ReviewLook(overview, review.week, review, entry, before)


def _week(overview: Overview) -> int:
    """The last week with a look back that is over, or else the one that runs."""
    course, zone = overview.course, overview.record.head.zone
    if overview.week == 0:
        raise UsageError(
            "The course hasn't begun: its first massage is still to come.",
            "To look at it:",
            command="massage-mind course show",
        )
    over = weeks_over(course, overview.today, zone)
    return max(
        (week for week in review_weeks(course) if week <= over), default=min(overview.week, course.weeks)
    )


def _before_each(store: Store, overview: Overview) -> tuple[int, ...]:
    """The main measure before each massage of the course, the earliest first; the latest rating before each."""
    key = overview.course.measure
    hanging = store.records.hanging_on([one.id for one in overview.appointments])
    found = []
    for appointment in overview.appointments:
        rated = [
            one.details.ratings[key]
            for one in hanging.get(appointment.id, ())
            if isinstance(one.details, CheckIn)
            and one.details.phase == "before"
            and key in one.details.ratings
        ]
        found += rated[-1:]
    return tuple(found)


def _keep(world: World, store: Store, course: Record, review: Review) -> Record:
    """An entry of the journal, and at the course up to which week was looked back."""
    details = course.details
    assert isinstance(details, Course)

    def reviewed(old: Details) -> Details:
        was = cast(Course, old)
        return replace(was, reviewed=max(was.reviewed, review.week))

    text = storable(review_text(review, details))
    day, zone = local(world.wall_ms(), course.head.zone).date(), course.head.zone
    prompt = f"{place_in_course(details, review.week, day, zone)}: a look back"
    new = NewRecord(Entry(text, prompt), world.wall_ms(), world.zone, tags=(f"course/week-{review.week}",))
    return store.records.add_with(new, lambda _: (), lambda _: {course.id: reviewed})


# ---------------------------------------------------------------- asked in turn


class _Asking:
    """What was said by now."""

    def __init__(self, course: Course, week: int) -> None:
        self._course = course
        self._week = week
        self._words: dict[str, str] = {}
        self._difference: Difference | None = None
        self._onward: Onward | None = None
        self._signs: dict[int, str] = {}

    def questions(self) -> list[AskedOrNot]:
        """What was wanted first, then how it is; what would stop it is asked before what comes next."""
        first, *rest = questions_after(self._course, self._week)
        last = rest.pop()
        signs: list[AskedOrNot] = [self._sign(place) for place in range(_MOST_SIGNS)]
        return [
            self._worded(first),
            self._how_it_is(),
            *(self._worded(one) for one in rest),
            *signs,
            self._from_here(),
            self._worded(last),
        ]

    def review(self) -> Review | None:
        """All of it; None where nothing was said."""
        signs = tuple(dict.fromkeys(self._signs.values()))
        if not (self._difference or self._onward or signs or any(self._words.values())):
            return None
        return Review(self._week, self._difference, signs, self._onward, self._words)

    def _worded(self, one: Wondered) -> WordsAsked:
        def keep(words: str) -> None:
            self._words[one.key] = words

        said = (
            f'At the beginning: "{self._course.intention}"'
            if one.key == "now" and self._course.intention
            else ""
        )
        return WordsAsked(one.question, keep, said)

    def _how_it_is(self) -> ChoiceAsked:
        def keep(chosen: int | None) -> None:
            self._difference = None if chosen is None else DIFFERENCES[chosen]

        return ChoiceAsked("So far, how is it?", [DIFFERENCE_WORDS[one] for one in DIFFERENCES], keep)

    def _sign(self, place: int) -> AskedOrNot:
        """One that is so; asked again as long as there is one."""

        def keep(chosen: int | None) -> None:
            self._signs.pop(place, None)
            if chosen:
                self._signs[place] = SIGNS[chosen - 1].key

        def asked() -> ChoiceAsked | None:
            if place and place - 1 not in self._signs:
                return None
            question = "Is another of these so?" if place else "Is any of these so?"
            return ChoiceAsked(question, ["none of these", *(one.words for one in SIGNS)], keep, chosen=0)

        return asked

    def _from_here(self) -> ChoiceAsked:
        def keep(chosen: int | None) -> None:
            self._onward = None if chosen is None else ONWARDS[chosen]

        return ChoiceAsked("And from here?", [ONWARD_WORDS[one] for one in ONWARDS], keep)
