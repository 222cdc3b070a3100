"""Which numbers belong to one hour, and how that was booked."""

from __future__ import annotations

import pytest
from persons import DAY_MS, HOUR_MS, OSLO, START, WEEK_MS, Life

from massage_mind.insight.costs import costs_of
from massage_mind.insight.hours import rated_hours
from massage_mind.insight.measure_facts import facts_of
from massage_mind.insight.rated_rows import GivenRow, VisitRow
from massage_mind.insight.regions import body_change
from massage_mind.insight.weeks import MOST_WEEKS, over_weeks
from massage_mind.record.measures import ITEM_BY_KEY

STRESS = ITEM_BY_KEY["stress"]


def test_massages_and_quiet_hours_are_apart() -> None:
    """A quiet hour is no massage, whatever appointment is near."""
    life = Life()
    life.massage(START, before={"stress": 6}, after={"stress": 3})
    life.quiet_hour(START + 3 * DAY_MS, before={"stress": 5}, after={"stress": 4})
    found = facts_of(STRESS, rated_hours(life.read()))
    assert ([(6, 3)], [(5, 4)]) == (
        [one[:2] for one in found.massages.pairs],
        [one[:2] for one in found.quiet.pairs],
    )


def test_what_belongs_to_no_appointment_is_paired_by_time() -> None:
    """A before and the after within twelve hours are one massage; two on one day are two; one alone is missing the other."""
    life = Life()
    for off, phase, value in ((0, "before", 7), (0, "after", 4), (5 * HOUR_MS, "before", 5), (5 * HOUR_MS, "after", 5), (2 * DAY_MS, "before", 6), (4 * DAY_MS, "after", 2)):  # fmt: skip
        life.give(phase, START + off, {"stress": value})
    found = facts_of(STRESS, rated_hours(life.read()))
    assert [(7, 4), (5, 5)] == [one[:2] for one in found.massages.pairs]
    assert 1 == found.massages.missing  # A before without an after may be of an hour that never came.


def loose(
    begins: int, *rows: tuple[int, str, int], stands: bool = True, **asked: dict[str, int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs of quiet hours and of massages, where these numbers were given by themselves, at so many ms from `begins`."""
    life = Life()
    life.quiet_hour(begins, stands=stands, **asked)
    life.given += [
        GivenRow(begins + off, OSLO, None, None, phase, {"stress": value}, {}) for off, phase, value in rows
    ]
    found = facts_of(STRESS, rated_hours(life.read()))
    return [one[:2] for one in found.quiet.pairs], [one[:2] for one in found.massages.pairs]


def test_numbers_given_by_themselves_around_a_quiet_hour_are_of_it() -> None:
    """Within the hour before it begins and the three after, to the millisecond; else they are of a massage."""
    three, pair = 3 * HOUR_MS, [(7, 4)]
    assert (pair, []) == loose(START, (-HOUR_MS, "before", 7), (three, "after", 4))
    assert ([], pair) == loose(START, (-HOUR_MS - 1, "before", 7), (three, "after", 4))
    assert ([], []) == loose(START, (-HOUR_MS, "before", 7), (three + 1, "after", 4))


def test_a_quiet_hour_takes_no_numbers_that_are_not_its_own() -> None:
    """Not those of a massage that was begun before it or since, none where it asked itself, none where it is deleted."""
    ten = 10 * 60_000
    since = ((90 * 60_000, "before", 6), (170 * 60_000, "after", 5))
    assert ([(7, 4)], [(6, 5)]) == loose(START, (-ten, "before", 7), (70 * 60_000, "after", 4), *since)
    assert ([], [(7, 3)]) == loose(START, (-70 * 60_000, "before", 7), (ten, "after", 3))
    asked = {"before": {"stress": 5}, "after": {"stress": 4}}
    assert ([(5, 4)], []) == loose(START, (170 * 60_000, "after", 1), **asked)
    assert ([], [(7, 4)]) == loose(START, (-ten, "before", 7), (80 * 60_000, "after", 4), stands=False)
    life = Life()
    life.quiet_hour(START)
    life.massage(START + HOUR_MS)
    life.given.append(GivenRow(START + 150 * 60_000, OSLO, None, None, "after", {"stress": 4}, {}))
    assert not facts_of(STRESS, rated_hours(life.read())).quiet.missing


def test_of_several_numbers_the_last_counts_and_of_the_day_after_the_first() -> None:
    """The second check-in of a day after is that of two days after."""
    life = Life()
    name = life.massage(START, before={"stress": 6}, after={"stress": 3}, next_day={"stress": 4})
    life.give("after", START + HOUR_MS, {"stress": 2}, appointment=name)
    life.give("next_day", START + DAY_MS // 4, {"stress": 9}, appointment=name)
    life.give("next_day", START + 3 * DAY_MS, {"stress": 0, "mood": 5}, appointment=name)
    (hour,) = rated_hours(life.read()).hours
    assert (2, {"stress": 4}) == (hour.after["stress"], hour.next_day)


def test_a_skipped_massage_is_none() -> None:
    """Nor is one that is planned, until it was rated after."""
    life = Life()
    life.massage(START, state="skipped", before={"stress": 6}, after={"stress": 3})
    life.massage(START + WEEK_MS, state="planned", before={"stress": 6})
    life.massage(START + 2 * WEEK_MS, state="planned", before={"stress": 6}, after={"stress": 5})
    found = facts_of(STRESS, rated_hours(life.read()))
    assert ([(6, 5)], 0) == ([one[:2] for one in found.massages.pairs], found.massages.missing)


@pytest.mark.parametrize(
    ("before_ms", "moved", "booked"),
    [(3 * HOUR_MS, False, "same day"), (20 * HOUR_MS, False, "earlier"), (8 * DAY_MS, False, "earlier"), (-HOUR_MS, False, "unknown"), (3 * HOUR_MS, True, "unknown")],
)  # fmt: skip
def test_when_it_was_booked_is_known_or_it_is_not(before_ms: int, moved: bool, booked: str) -> None:
    """The same day on the person's own clock; written down afterwards or moved, nobody knows."""
    life = Life()
    life.massage(START, booked_before_ms=before_ms, moved=moved, before={"stress": 8})
    assert booked == rated_hours(life.read()).hours[0].booked


def test_the_first_number_of_all_is_left_out_of_the_weeks() -> None:
    """It may be why somebody began; and of more than a year the latest weeks are looked at."""
    levels = [(START + week * WEEK_MS, OSLO, 9 if week == 0 else 4) for week in range(10)]
    weeks = over_weeks("before", levels)
    assert [8] * 9 == [value for _, value in weeks.points]
    assert (9, 0, 1) == (weeks.weeks, weeks.trend, weeks.p)
    long = over_weeks("before", [(START + week * WEEK_MS, OSLO, week % 7) for week in range(200)])
    assert MOST_WEEKS == long.weeks and long.p is not None


def test_a_week_is_one_number_its_middle() -> None:
    """Of many numbers in a week the middle, kept doubled so that it is whole."""
    levels = [
        (START - WEEK_MS, OSLO, 9),
        *((START + day * DAY_MS, OSLO, value) for day, value in enumerate((3, 4))),
    ]
    assert [7] == [value for _, value in over_weeks("ordinary-day", levels).points]


def test_groups_are_told_of_where_each_has_six() -> None:
    """Five with Lee are too few to stand beside six with Kim."""
    for lee, told in ((5, set()), (6, {"Kim", "Lee"})):
        life = Life()
        for week in range(6 + lee):
            life.massage(START + week * WEEK_MS, therapist="Kim" if week < 6 else "Lee", before={"stress": 6}, after={"stress": 3})  # fmt: skip
        assert told == {one.name for one in facts_of(STRESS, rated_hours(life.read())).groups}


def test_the_body_is_counted_region_by_region() -> None:
    """What a map leaves out is clear in it; a region marked less than three times is not told of."""
    life = Life()
    for week in range(4):
        name = life.massage(START + week * WEEK_MS)
        before = {"neck": 2, "jaw": 1} if week < 2 else {"neck": 3}
        life.give("before", START + week * WEEK_MS, {}, body=before, appointment=name)
        life.give("after", START + week * WEEK_MS, {}, body={"low back": 1}, appointment=name)
    found = body_change(rated_hours(life.read()).hours)
    assert 4 == found.maps
    assert [("neck", 4, 4, 0, 0), ("low back", 4, 0, 0, 4)] == [
        (one.region, one.maps, one.lower, one.same, one.higher) for one in found.regions
    ]


def test_costs_are_added_up_by_currency() -> None:
    """Exactly; what has no price, or none that is a number, is counted; what was skipped costs nothing here."""
    rows = [("80", "EUR", "done"), ("75.50", "EUR", "done"), ("70", "CHF", "done"), ("", "", "done"), ("free", "EUR", "done"), ("80", "EUR", "skipped")]  # fmt: skip
    visits = [VisitRow(str(at), START, OSLO, START, 60, "", "", price, money, state, None) for at, (price, money, state) in enumerate(rows)]  # fmt: skip
    found = costs_of(visits)
    assert [("EUR", 2, "155.50", "77.75"), ("CHF", 1, "70", "70")] == [
        (one.currency, one.appointments, str(one.total), str(one.middle)) for one in found.paid
    ]
    assert 2 == found.unpriced


def test_groups_by_pressure_need_six_hours_each() -> None:
    """Too light, about right, too strong: as it was rated after. Five of a kind are too few to stand beside six."""
    from massage_mind.insight.hours import RatedHour, RatedHours
    from massage_mind.insight.measure_facts import facts_of
    from massage_mind.record.measures import ITEM_BY_KEY

    def hours(*pressures: int) -> RatedHours:
        return RatedHours(
            [
                RatedHour(
                    at,
                    "UTC",
                    took_place=True,
                    before={"stress": 6},
                    after={"stress": pressed // 2, "pressure": pressed},
                )
                for at, pressed in enumerate(pressures)
            ]
        )

    def told(found: RatedHours) -> list[tuple[str, int, int]]:
        groups = facts_of(ITEM_BY_KEY["stress"], found).groups
        return [(one.name, one.n, int(one.middle)) for one in groups if one.by == "pressure"]

    assert [("about right", 6, -4), ("too strong", 7, -2)] == told(hours(*[4, 5, 4, 5, 5, 5], *[8] * 7))
    assert [] == told(hours(*[5] * 6, *[7] * 5, *[3] * 5))
