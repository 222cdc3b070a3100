"""The comparison is exact: set beside every pattern of signs there is, beside printed tables, beside simulated lives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compared import BEFORE, FIRST, a_plan, rated
from massage_mind.insight.comparison_claims import COMPARISON_CLAIMS, comparison_sentences, decision_of
from massage_mind.insight.comparison_ending import ENDINGS, ended_by
from massage_mind.insight.comparison_facts import ComparisonFacts, EndedHow, comparison_facts
from massage_mind.insight.comparison_power import USUAL_SPREAD, Spread, chances_of_endings, spread_of
from massage_mind.insight.extra_chance import chance_of_at_least, in_ten_words
from massage_mind.insight.hours import RatedHour
from massage_mind.insight.sign_flip import MOST_SIGNS, against, extra_range, flip_counts
from massage_mind.insight.student_t import beta_share, t_below
from massage_mind.record.comparison_weeks import planned_hours
from massage_mind.record.instants import DAY_MS, HOUR_MS

DIFFERENCES = st.lists(st.integers(-20, 20), min_size=1, max_size=9)
ONE = Fraction(1)
BY_IT = [3, 2, 3, 4, 2, 3, 2, 3, 1, 3, 2, 4]
BELOW_IT_BUT_MORE = [1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0]
MORE = [1, 2, 0, 1, 3, 1, 0, 2, 1, 2, -1, 2]
QUIET = [-2, -1, -3, 0, -2, -1, -2, -1, 0, -2, -1, -3]
NO_MORE = [0, 1, -1, 0, 0, 1, -1, 0, 1, 0, -1, 0]
UNTOLD = [3, -2, 4, 0, -1, 2, 3, -3, 1, 2, -2, 3]
TOLD = dict(zip(ENDINGS, (BY_IT, BELOW_IT_BUT_MORE, MORE, QUIET, NO_MORE, UNTOLD), strict=True))


@given(values=DIFFERENCES)
def test_patterns_are_counted_as_going_through_all_of_them_says(values: list[int]) -> None:
    """How many patterns of signs have a sum as high, and as low, as the observed one, which is counted."""
    sums = [sum(sign * one for sign, one in zip(signs, values, strict=True)) for signs in product((1, -1), repeat=len(values))]  # fmt: skip
    found = flip_counts(values)
    assert (
        sum(one >= sum(values) for one in sums),
        sum(one <= sum(values) for one in sums),
        len(sums),
    ) == found


def test_least_chances_are_those_of_the_design() -> None:
    """All weeks the same way: .031, .008 and .0005 two-sided, at six, eight and twelve weeks; sixty are still exact."""
    for n, p in ((6, 0.031), (8, 0.008), (12, 0.0005)):
        found = flip_counts([1] * n)
        assert float(Fraction(2 * found.as_high, found.whole)) == pytest.approx(p, rel=0.03)
    assert (1, 2**MOST_SIGNS) == flip_counts([3] * MOST_SIGNS)[:2]
    with pytest.raises(ValueError, match="more than 60"):
        flip_counts([1] * (MOST_SIGNS + 1))


@given(values=st.lists(st.integers(-9, 9), min_size=6, max_size=10))
def test_the_range_holds_just_what_the_test_does_not_rule_out(values: list[int]) -> None:
    """Its ends are the means of some of the differences that the share allows, found by going through all of them."""
    share = Fraction(1, 40)
    means = sorted(
        Fraction(sum(some), len(some))
        for many in range(1, len(values) + 1)
        for some in combinations(values, many)
    )
    # The pattern as observed counts as one of them, before any mean.
    ruled_out = math.floor(share * 2 ** len(values))
    found = extra_range(values, share)
    assert (means[ruled_out - 1], means[-ruled_out]) == (found.low, found.high)
    assert found.low is not None
    assert not against(values, found.low).high_within(share)
    assert against(values, found.low - Fraction(1, 1000)).high_within(share)


def test_too_few_weeks_rule_nothing_out() -> None:
    """With five weeks the least share is 1 of 32, so the range has no ends; without any neither."""
    assert (None, None) == extra_range([4] * 5)[:2]
    assert (None, None) == extra_range([])[:2]
    assert extra_range([4] * 6).low == 4


@pytest.mark.parametrize(
    ("freedom", "t"),
    [(1, 12.7062), (2, 4.30265), (3, 3.18245), (5, 2.57058), (10, 2.22814), (15, 2.13145), (30, 2.04227), (120, 1.97993)],
)  # fmt: skip
def test_student_is_as_printed(freedom: int, t: float) -> None:
    """The 97.5th of 100, from the tables in every textbook."""
    assert t_below(t, freedom) == pytest.approx(0.975, abs=2e-6)
    assert t_below(-t, freedom) == pytest.approx(0.025, abs=2e-6)


@given(t=st.floats(-50, 50))
def test_student_is_what_is_known_in_closed_form(t: float) -> None:
    """One degree of freedom is Cauchy's, two and four have formulas; the two tails make one."""
    assert t_below(t, 1) == pytest.approx(0.5 + math.atan(t) / math.pi, abs=1e-11)
    assert t_below(t, 2) == pytest.approx(0.5 + t / (2 * math.sqrt(2 + t * t)), abs=1e-11)
    root = t / math.sqrt(4 + t * t)
    assert t_below(t, 4) == pytest.approx(0.5 + 0.75 * (root - root**3 / 3), abs=1e-11)
    assert t_below(t, 9) + t_below(-t, 9) == pytest.approx(1, abs=1e-12)


def test_beta_is_what_sums_of_binomials_say() -> None:
    """For whole a and b the share is a tail of a binomial; beyond its ends it is 0 and 1."""
    for a, b, x in ((2, 3, 0.2), (5, 1, 0.9), (4, 7, 0.5), (1, 1, 0.3)):
        n = a + b - 1
        wanted = sum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
        assert beta_share(a, b, x) == pytest.approx(wanted, rel=1e-12)
    assert (0, 1) == (beta_share(2, 2, 0), beta_share(2, 2, 1))
    with pytest.raises(ValueError, match="more than 0"):
        t_below(1, 0)


def test_the_chance_is_cautious_and_in_words() -> None:
    """Without weeks it is that of the assumption alone, even odds of more than nothing; with weeks it leans to none."""
    assert chance_of_at_least([], 0, 1.8) == pytest.approx(0.5)
    assert chance_of_at_least(BY_IT, 1, 1.8) > 0.95
    assert chance_of_at_least([0] * 12, 1, 1.8) < 0.05
    # By hand: n 2, mean 2, k 3, centre 4/3, v 5, B = 3 * 4 + 0 + 2 * 4 / 3; t = (1 - 4/3) / sqrt(B / 15).
    by_hand = 1 - t_below((1 - 4 / 3) / math.sqrt((12 + 8 / 3) / 15), 5)
    assert chance_of_at_least([2, 2], 1, 2) == pytest.approx(by_hand)
    assert ["less than 1 in 20", "about 1 in 10", "about 7 in 10", "about 9 in 10", "more than 19 in 20"] == [
        in_ten_words(one) for one in (0.01, 0.06, 0.7, 0.94, 0.99)
    ]
    with pytest.raises(ValueError, match="0 to 1"):
        in_ten_words(1.2)


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_ending_comes_by_its_condition(ending: str) -> None:
    """Worked out once more by going through the conditions in their order, with the shares as fractions."""
    values = TOLD[ending]
    assert ended_by(values, ONE) == (ending, ending)

    def p_hi(extra: int) -> Fraction:
        counts = against(values, extra)
        return Fraction(counts.as_high, counts.whole)

    def p_lo(extra: int) -> Fraction:
        counts = against(values, extra)
        return Fraction(counts.as_low, counts.whole)

    twentieth, fortieth = Fraction(1, 20), Fraction(1, 40)
    conditions = (
        p_hi(1) <= twentieth,
        p_hi(0) <= fortieth and p_lo(1) <= twentieth,
        p_hi(0) <= fortieth,
        p_lo(0) <= fortieth,
        p_lo(1) <= twentieth,
        True,
    )
    assert ending == ENDINGS[conditions.index(True)]


def test_too_few_weeks_have_no_ending() -> None:
    """Five with both hours have none, six may; stopped for a reason from outside it takes eight, and twice the rarity."""
    assert (None, None) == ended_by([5] * 5 + [None] * 7, ONE)
    assert ended_by([5] * 6, ONE).ending == "more-by-it"
    assert (None, None) == ended_by([5] * 7, ONE, stricter=True)
    assert ended_by([5] * 8, ONE, stricter=True).ending == "more-by-it"
    near = [2, 3, -1, 0, 3, 2, 1, 2]
    assert ended_by(near, ONE).ending != ended_by(near, ONE, stricter=True).ending
    with pytest.raises(ValueError, match="half points"):
        ended_by([1] * 6, Fraction(1, 3))


def test_missing_weeks_count_as_none_and_against_the_ending() -> None:
    """One missing of twelve clear ones changes nothing; four missing of ten weak ones leave it untold, which is said."""
    clear = [*BY_IT[:-1], None]
    assert ended_by(clear, ONE).ending == "more-by-it"
    weak = [2, 2, 2, 2, 2, 2, None, None, None]
    found = ended_by(weak, Fraction(3))
    assert ("untold", True) == (found.ending, found.by_missing)


def test_chances_are_those_that_were_worked_out_before() -> None:
    """Twelve weeks, a point named, a point and a half true: .18, .00, .50, .00, .00, .31, and no luck with nothing."""
    nothing, _, more = chances_of_endings(12, ONE, Spread(USUAL_SPREAD))
    assert [0.18, 0, 0.5, 0, 0, 0.31] == pytest.approx(
        [more.chances[one].average for one in ENDINGS], abs=0.03
    )
    assert nothing.chances["more-by-it"].average + nothing.chances["more"].average < 0.04
    assert sum(one.average for one in more.chances.values()) == pytest.approx(1)
    again = chances_of_endings(12, ONE, Spread(USUAL_SPREAD))[2]
    assert more == again


def test_a_persons_own_spread_is_drawn_towards_the_usual_one() -> None:
    """From four hours on; with a range of chances, wider than a point where little is known."""
    assert spread_of([1, 2, 3]) is None
    found = spread_of([-1, -2, -1, -2, -3, -1])
    assert found is not None
    assert 2**0.5 * 0.8 < found.points < USUAL_SPREAD
    more = chances_of_endings(12, ONE, found)[2].chances["untold"]
    assert more.low < more.average < more.high


# ---------------------------------------------------------------- the sentences


def facts(
    differences: Sequence[int | None], how: EndedHow = "whole", hours: Sequence[RatedHour] = ()
) -> ComparisonFacts:
    """Somebody whose weeks differed so."""
    plan = a_plan(weeks=max(8, len(differences)))
    weeks = len(differences)
    until = FIRST + (7 * weeks - 1) * DAY_MS
    return comparison_facts(plan, hours or rated(plan, differences), how, until)


def said(found: ComparisonFacts) -> dict[str, str]:
    return {one.claim.key: one.text for one in comparison_sentences(found)}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_said_is_what_was_found_how_sure_and_what_was_decided(ending: str) -> None:
    """Of each ending its own sentence and no other's, how sure it is, and the rule the person had written for it."""
    found = facts(TOLD[ending])
    sentences = said(found)
    assert tuple(TOLD[ending]) == found.differences
    assert [ending] == [one for one in ENDINGS if one in sentences]
    assert [f"sure, {ending}"] == [one for one in sentences if one.startswith("sure")]
    assert decision_of(found) in sentences["decided"]
    expected = {
        "more-by-it": "if_more",
        "more": "if_untold",
        "untold": "if_untold",
    }
    assert getattr(found.plan, expected.get(ending, "if_less")) == decision_of(found)
    assert ("a result" in sentences) == (ending in ("more-below-it", "quiet-more", "below-it"))
    assert {"ways", "fits", "chance", "expected"} <= set(sentences)


def test_stopped_early_there_is_no_ending_and_nothing_of_one() -> None:
    """However clear it looks: the weeks and their middle, no range, no chance, no rule."""
    sentences = said(facts(BY_IT[:10], "stopped"))
    assert {"stopped", "ways"} == set(sentences)
    outside = said(facts(BY_IT[:10], "outside"))
    assert {"more-by-it", "outside"} <= set(outside)
    assert "1 of 40" in outside["sure, more-by-it"]


def test_a_claim_is_made_only_where_its_condition_holds() -> None:
    """Walked over many persons: at most one ending is told, none without six weeks, and all texts are plain."""
    for count in range(13):
        for differences in (BY_IT, MORE, QUIET, NO_MORE, UNTOLD):
            for how in ("whole", "stopped", "outside"):
                weeks = [*differences[:count], *[None] * (12 - count)]
                found = facts(weeks, how)
                sentences = comparison_sentences(found)
                telling = [one for one in sentences if one.claim.tells]
                assert len(telling) <= 1
                assert not telling or (how != "stopped" and count >= 6)
                assert all(one.text and "!" not in one.text and "trial" not in one.text for one in sentences)
                keys = [one.claim.key for one in sentences]
                assert ("missing" in keys) == (count < 12)
    assert len({one.key for one in COMPARISON_CLAIMS}) == len(COMPARISON_CLAIMS)


def test_swapped_hours_count_as_drawn_and_are_said() -> None:
    """Whoever takes the massage of week 3 in the other slot has it counted against it; as it was done stands beside it."""
    plan = a_plan()
    hours = rated(plan, BY_IT)
    third = [one for one in planned_hours(plan) if one.week == 3]
    for one in hours:
        if any(abs(one.at - planned.at) < DAY_MS for planned in third):
            one.quiet = not one.quiet
    found = comparison_facts(plan, hours, "whole", 0)
    assert found.swapped == 1
    assert found.weeks[2].difference == BY_IT[2]
    assert found.weeks[2].as_done == -BY_IT[2]
    assert "as picked all the same" in said(found)["swapped"]


def test_an_hour_on_another_day_is_noticed_and_one_too_far_is_missing() -> None:
    """Twenty hours late counts and is said; two days late is not the planned one any more."""
    plan = a_plan()
    hours = rated(plan, BY_IT)
    hours[0].at += 20 * HOUR_MS
    hours[5].at += 50 * HOUR_MS
    found = comparison_facts(plan, hours, "whole", 0)
    assert found.off_time == 1
    assert sum(found.missing) == 1
    assert len(found.differences) == 11


def test_the_next_day_is_a_weak_second_look() -> None:
    """It is told apart, decides nothing, and only where it was rated."""
    plan = a_plan()
    hours = rated(plan, UNTOLD)
    assert "next day" not in said(comparison_facts(plan, hours, "whole", 0))
    for one in hours:
        one.next_day = {"stress": BEFORE - (1 if one.quiet else 3)}
    found = said(comparison_facts(plan, hours, "whole", 0))
    assert "2 more after the massage" in found["next day"]
    assert "untold" in found


def test_what_the_facts_hold_is_what_was_rated() -> None:
    """Lower is easier: each difference is the drop in the massage hour less that in the quiet hour, in either order."""
    plan = a_plan(better="higher")
    found = comparison_facts(plan, rated(plan, MORE), "whole", 0)
    assert tuple(-one for one in MORE) == found.differences
    first, second = (found.middle_where(massage_first=one)[0] for one in (True, False))
    assert len(MORE) == first + second
    assert mean(MORE) == pytest.approx(-mean(found.differences))
