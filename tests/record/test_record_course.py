"""A course as values: its weeks, its pauses, what is counted, what may be said after a look back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from massage_mind.errors import UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.checks import check_details
from massage_mind.record.course import (
    EVERYS,
    SET_ASIDE,
    WEEKS_BETWEEN,
    Course,
    Every,
    Pause,
    read_pauses,
    review_weeks,
)
from massage_mind.record.course_count import costs_of, counts_of, is_fixed_ahead, money, of_course, paid_for
from massage_mind.record.course_next import next_of
from massage_mind.record.course_overview import Overview
from massage_mind.record.course_review import (
    DIFFERENCES,
    ONWARDS,
    SIGNS,
    Review,
    proposal_for,
    questions_after,
    review_text,
)
from massage_mind.record.course_weeks import (
    due_review,
    end_of_week,
    how_many,
    next_review,
    place_in_course,
    planned_times,
    week_of,
    weeks_to_move,
)
from massage_mind.record.head import Head, Record
from massage_mind.record.kinds import Details, kind_of

DAY_MS = 86_400_000
FIRST = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
"""A Thursday, 15:00 in Oslo."""
FIRST_MS = round(FIRST.timestamp() * 1000)
OSLO = "Europe/Oslo"
COURSE = Course(FIRST_MS, price="80", tip="10", currency="EUR", cap="900", weeks=12)


def record(details: Details, at_ms: int, name: str = "bbbbb", *, created: int = 0, uid: str = "u") -> Record:
    return Record(Head(name, kind_of(details), at_ms, OSLO, created, created, uid=uid), details)


def week_after(week: int) -> int:
    return FIRST_MS + week * 7 * DAY_MS


def of_it(states: str, **more: object) -> list[Record]:
    """Appointments of the course a week apart: d done, p planned, s skipped, m moved, w set aside."""
    state = {"d": "done", "p": "planned", "s": "skipped", "m": "moved", "w": "skipped"}
    found = []
    for number, letter in enumerate(states):
        details = Appointment(
            60,
            state=state[letter],  # type: ignore[arg-type]
            price="80",
            currency="EUR",
            course="u",
            fixed_at=0,
            first_at=1 if letter == "m" else None,
            reason=SET_ASIDE if letter == "w" else "",
        )
        found.append(record(replace(details, **more), week_after(number), f"a{number:04}"))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("every", "times"), [("weekly", 12), ("bi-weekly", 6), ("monthly", 3), ("as-needed", 0)]
)
def test_a_course_has_so_many(every: Every, times: int) -> None:
    """A month is four weeks; as needed none is planned. All at one time of day, on one weekday."""
    course = replace(COURSE, every=every)
    found = planned_times(course, FIRST.replace(hour=15, tzinfo=None))
    assert (times, times) == (how_many(course), len(found))
    assert {(one.weekday(), one.hour, one.minute) for one in found} <= {(3, 15, 0)}
    gaps = {later - one for one, later in pairwise(found)}
    assert gaps <= {timedelta(weeks=WEEKS_BETWEEN[every])}


def test_every_rhythm_has_words_and_weeks() -> None:
    """None is forgotten."""
    assert set(EVERYS) == set(WEEKS_BETWEEN)


def test_weeks_are_counted_from_the_first_massage() -> None:
    """Before it is week 0; after the last, one more than there are."""
    first = date(2026, 12, 3)
    assert 0 == week_of(COURSE, first - timedelta(1), OSLO)
    assert ("In week 1 of 12", "After week 1 of 12") == tuple(
        place_in_course(COURSE, 1, first + timedelta(days), OSLO) for days in (6, 7)
    )
    assert [1, 1, 2, 12, 13, 13] == [
        week_of(COURSE, first + timedelta(days), OSLO) for days in (0, 6, 7, 83, 84, 400)
    ]


def test_a_pause_moves_the_weeks_on() -> None:
    """Two weeks of it, in the third week: what ended after it ends two weeks later, what ended before does not."""
    pause = Pause(date(2026, 12, 20), date(2027, 1, 2), 2, "a  holiday\n")
    course = replace(COURSE, pauses=pause.line())
    assert "2026-12-20/2027-01-02 +2 a holiday" == pause.line()
    assert (replace_reason(pause),) == read_pauses(course)
    for week in range(1, 13):
        moved = end_of_week(course, week, OSLO) - end_of_week(COURSE, week, OSLO)
        assert timedelta(weeks=2 if week > 2 else 0) == moved


def replace_reason(pause: Pause) -> Pause:
    return pause._replace(reason=" ".join(pause.reason.split()))


@pytest.mark.parametrize("line", ["soon", "2026-12-20", "2026-12-20/x +1", "2026-12-20/.. +x"])
def test_a_pause_that_is_none_is_passed_over(line: str) -> None:
    """As it may come in with an import: a course with one can still be gone on with, and ended."""
    course = replace(COURSE, pauses=f"{line}\n2026-12-20/.. +0")
    check_details(course)
    assert (Pause(date(2026, 12, 20), None),) == read_pauses(course)


@pytest.mark.parametrize(
    "pauses",
    [
        "soon",
        "2026-12-20/2026-12-22 +999999999",
        "2026-12-20/2026-12-22 -3",
        "\n".join(["2026-12-04/2026-12-05 +520"] * 99),
    ],
)
@pytest.mark.parametrize("first_at", [FIRST_MS, 0, 253_370_764_800_000])
def test_a_course_from_elsewhere_stops_nobody(pauses: str, first_at: int) -> None:
    """Whatever an import brought: pauses that are none, years out of reach, prices of a million digits. Home looks at it."""
    course = replace(
        COURSE, pauses=pauses, first_at=first_at, price="1e999999", cap="-3", reviews="x 5", state="paused"
    )
    overview = Overview(record(course, FIRST_MS), tuple(of_it("dp")), FIRST_MS + 30 * DAY_MS)
    assert 0 <= overview.week <= 13 and next_of(overview).what
    due_review(course, date(2026, 12, 31), OSLO)
    assert (Decimal(0), "80 EUR") == (overview.costs.cap, money(Decimal(80), "EUR"))


def test_hands_are_there_for_no_longer_than_is_booked() -> None:
    """For each of them as for one."""
    with pytest.raises(UsageError, match="61 minutes of 60"):
        check_details(replace(COURSE, hands_on=61))


def test_what_is_planned_moves_on_by_whole_weeks() -> None:
    """Just so far that the first is not in the pause; none where it is not anyway."""
    since, days = date(2026, 12, 20), [date(2026, 12, 17), date(2026, 12, 24), date(2026, 12, 31)]
    for until, weeks in ((date(2026, 12, 24), 0), (date(2026, 12, 25), 1), (date(2027, 1, 8), 3)):
        assert weeks == weeks_to_move(COURSE, days, since, until)
    as_needed = replace(COURSE, every="as-needed")
    assert (0, 2) == (
        weeks_to_move(COURSE, [], since, until),
        weeks_to_move(as_needed, [], since, date(2027, 1, 3)),
    )


def test_a_look_back_is_due_once_its_week_is_over() -> None:
    """For two weeks, the one after the last week until it is done; not while it is paused, not twice."""
    first = date(2026, 12, 3)

    def due(course: Course, days: int) -> int | None:
        return due_review(course, first + timedelta(days), OSLO)

    assert (None, 4, 4) == (due(COURSE, 27), due(COURSE, 28), due(COURSE, 41))
    assert (6, None, 12, 12) == (due(COURSE, 42), due(COURSE, 71), due(COURSE, 84), due(COURSE, 300))
    assert (None, 6) == (due(replace(COURSE, reviewed=4), 30), due(replace(COURSE, reviewed=4), 42))
    paused = replace(COURSE, state="paused", pauses="2026-12-20/.. +0")
    assert (None, None) == (due(paused, 30), due(replace(COURSE, state="ended"), 84))
    assert (4, first + timedelta(28)) == next_review(COURSE, first, OSLO)
    assert next_review(replace(COURSE, reviewed=12), first, OSLO) is None


@pytest.mark.parametrize(
    ("said", "weeks", "found"),
    [("4 6 8 12", 12, (4, 6, 8, 12)), ("4 6 8 12", 10, (4, 6, 8, 10)), ("", 8, (8,)), ("3 x 99", 8, (3, 8))],
)
def test_the_last_week_ends_in_a_look_back(said: str, weeks: int, found: tuple[int, ...]) -> None:
    """Whatever was named, and what is no week is passed over."""
    assert found == review_weeks(replace(COURSE, reviews=said, weeks=weeks))


def test_what_was_counted() -> None:
    """Seven of eight: what is still to come is not among the eight, and what was moved counts for what became of it."""
    found = of_it("dddsddmdpp"[:8] + "pp")
    found[6] = replace(found[6], details=replace(found[6].details, state="done"))  # type: ignore[type-var]
    counts = counts_of(found, week_after(7) + DAY_MS)
    assert (10, 8, 7, 1, 1, 2, 0) == counts
    assert 3 == counts_of(found, week_after(9) + DAY_MS).not_said + 1
    waiting = counts_of(of_it("ddww"), week_after(1) + DAY_MS)
    assert (4, 2, 2, 0, 0, 2, 0) == waiting


def test_money_is_added_only_to_its_own() -> None:
    """With the tip; other money stands apart; what has no price costs nothing that is known."""
    found = of_it("dddp")
    found[1] = replace(found[1], details=replace(found[1].details, price="70.5", currency="CHF"))  # type: ignore[type-var]
    found[2] = replace(found[2], details=replace(found[2].details, price=""))  # type: ignore[type-var]
    costs = costs_of(COURSE, found, week_after(2) + DAY_MS)
    assert (Decimal(90), Decimal(180), Decimal(900), (("CHF", Decimal("70.5")),)) == costs
    assert [(90, 10), (Decimal("70.5"), 0)] == [(one.total, one.tip) for one in paid_for(COURSE, found)]
    assert ("1,960 EUR", "80.50", "0 EUR") == (
        money(Decimal(1960), "EUR"),
        money(Decimal("80.5"), ""),
        money(Decimal(0), "EUR"),
    )


def test_what_is_no_number_costs_nothing() -> None:
    """A price may come in with an import, and be anything."""
    found = of_it("d", price="cheap", currency="EUR")
    assert Decimal(10) == costs_of(COURSE, found, week_after(1)).to_date


def test_those_of_a_course_are_its_own() -> None:
    """By its long id; as needed, what was noted by hand while it runs as well."""
    course = record(COURSE, FIRST_MS - DAY_MS, uid="u")
    loose = record(Appointment(), FIRST_MS, "ccccc")
    other = record(Appointment(course="v"), FIRST_MS, "ddddd")
    mine = of_it("d")
    assert mine == of_course(course, [*mine, loose, other])
    as_needed = record(replace(COURSE, every="as-needed", ended_at=FIRST_MS + 1), FIRST_MS - DAY_MS, uid="u")
    late = record(Appointment(), FIRST_MS + DAY_MS, "fffff")
    assert {"a0000", "ccccc"} == {one.id for one in of_course(as_needed, [*mine, loose, other, late])}


@pytest.mark.parametrize(
    ("details", "fixed"),
    [
        (Appointment(course="u", fixed_at=FIRST_MS - 7 * DAY_MS), True),
        (Appointment(course="u", fixed_at=FIRST_MS - 7 * DAY_MS + 1), False),
        (Appointment(course="u", fixed_at=0, first_at=FIRST_MS, state="moved"), False),
        (Appointment(fixed_at=0), False),
        (Appointment(course="u"), False),
    ],
)
def test_fixed_ahead_is_seven_days_and_not_moved(details: Appointment, fixed: bool) -> None:
    """And by a course: what somebody booked, however early, may have been booked on a bad day."""
    assert fixed == is_fixed_ahead(record(details, FIRST_MS))


# ---------------------------------------------------------------- looking back


def test_the_questions_of_each_week_that_is_usual() -> None:
    """What is asked after week 4 is not asked again; a course of other weeks is asked all of it."""
    of = {week: [one.key for one in questions_after(COURSE, week)] for week in (4, 6, 8, 10, 12)}
    assert ["now", "fit", "pressure", "whom", "cost", "note"] == of[4] == of[10]
    assert (["now", "note"], ["now", "cost", "note"], ["now", "note"]) == (of[6], of[8], of[12])


@pytest.mark.parametrize("week", [4, 6, 8, 12])
@pytest.mark.parametrize("difference", [*DIFFERENCES, None])
@pytest.mark.parametrize("onward", [*ONWARDS, None])
@pytest.mark.parametrize("sign", ["", *(one.key for one in SIGNS)])
def test_a_sign_comes_before_whatever_else_was_said(
    week: int, difference: object, onward: object, sign: str
) -> None:
    """With one nobody is sent on: a clinician first, or with money, that this is reason enough. Never a command that fails."""
    review = Review(week, difference, (sign,) if sign else (), onward)  # type: ignore[arg-type]
    found = proposal_for(review, COURSE)
    said = " ".join(found.sentences)
    stops = sign not in ("", "money") or difference == "worse"
    assert stops == ("clinician" in said)
    assert ("reason enough" in said) == (sign == "money" and difference != "worse")
    if sign or difference in ("nothing", "worse"):
        assert "goes on as planned" not in said
    assert not {"!", "should", "must"} & set(said.replace(".", " ").split())


def test_nothing_is_a_result() -> None:
    """It is said so, in every week."""
    for week in (4, 8, 12):
        assert "a result like any other" in proposal_for(Review(week, "nothing"), COURSE).sentences[0]


def test_the_words_of_the_beginning_stand_beside_todays() -> None:
    """In the entry that is kept."""
    course = replace(COURSE, intention="let my shoulders be")
    review = Review(4, "helped", ("money",), "space-out", {"now": "sleep", "fit": " ", "pressure": "less"})
    assert [
        "At the beginning: let my shoulders be",
        "Today: sleep",
        "Pressure: less",
        "So far: it helped.",
        "A sign to heed: the money is a strain.",
        "From here: more weeks between.",
    ] == review_text(review, course).splitlines()


# ---------------------------------------------------------------- what is next


def at_day(days: int, states: str, course: Course = COURSE) -> str:
    now = FIRST_MS + days * DAY_MS
    found = next_of(Overview(record(course, FIRST_MS - 8 * DAY_MS), tuple(of_it(states)), now))
    return found.what


def test_the_next_thing_of_a_course() -> None:
    """What waits for a word, what is due, what is to come; paused and ended it says so."""
    assert "appointment" == at_day(-3, "pppp")
    assert "said" == at_day(1, "pppp")
    assert "appointment" == at_day(1, "dppp")
    assert "review" == at_day(29, "dddddp")
    assert "look-back" == at_day(22, "dddd")
    assert "paused" == at_day(15, "ddww", replace(COURSE, state="paused", pauses="2026-12-15/.. +0"))
    assert "appointment" == at_day(
        15, "dddp", replace(COURSE, state="paused", pauses="2026-12-10/2026-12-16 +0")
    )
    assert "ended" == at_day(15, "ddss", replace(COURSE, state="ended"))
    assert "nothing" == at_day(100, "dddd", replace(COURSE, reviewed=12))
