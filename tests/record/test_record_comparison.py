"""A plan is text, its digest and the order drawn from it: the same on any machine, and changed by any letter."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from subprocess import run

import pytest

from compared import FIRST, a_plan
from massage_mind.errors import UsageError
from massage_mind.record.checks import check_details
from massage_mind.record.comparison import read_difference
from massage_mind.record.comparison_order import digest_of, locked, order_from, plan_text, what_differs
from massage_mind.record.comparison_weeks import hour_words, next_hour, over_at, planned_hours
from massage_mind.record.instants import DAY_MS, HOUR_MS, local

DIGEST = "3a151445d946366821221b613ddc5ae450c519d8783ada837b174003f23bab3e"


def test_the_digest_and_the_order_of_a_plan_stay_what_they_were() -> None:
    """Whoever kept a digest finds it again with every later version; a new form of the text would be plan 2."""
    plan = a_plan()
    assert plan.digest == DIGEST
    assert plan.order == "mqqqqmqqqqqm"
    assert plan_text(plan).startswith("massage-mind comparison, plan 1\nquestion: Does it help me")


def test_anybody_can_work_it_out_from_the_text() -> None:
    """With sha256 alone, in another process: the text's digest, and the bits of the digest's digest."""
    plan = a_plan()
    lines = (
        "import sys; from hashlib import sha256",
        "digest = sha256(sys.stdin.buffer.read()).hexdigest()",
        "bits = bin(int(sha256((digest + ' 0').encode()).hexdigest(), 16))[2:].zfill(256)[:12]",
        "print(digest, bits.replace('1', 'm').replace('0', 'q'))",
    )
    found = run([sys.executable, "-c", "\n".join(lines)], input=plan_text(plan).encode(), capture_output=True, check=True)  # fmt: skip
    assert f"{plan.digest} {plan.order}" == found.stdout.decode().strip()


def test_one_letter_changed_is_noticed_and_so_is_one_hour() -> None:
    """The words, a time, a number, the order: each by what does not follow from the rest."""
    plan = a_plan()
    assert () == what_differs(plan)
    assert ("plan",) == what_differs(replace(plan, if_more="I go on, every two weeks!"))
    assert ("plan",) == what_differs(replace(plan, second_at=plan.second_at + 1000))
    other = ("q" if plan.order[0] == "m" else "m") + plan.order[1:]
    assert ("order",) == what_differs(replace(plan, order=other))
    assert ("plan", "order") == what_differs(replace(plan, weeks=10))
    # What becomes of it is no part of the plan.
    assert () == what_differs(replace(plan, state="stopped", stop_reason="moved away", outside="yes"))


def test_another_plan_has_another_order() -> None:
    """Every order of eight weeks is about as frequent as every other."""
    found = Counter(order_from(digest_of(f"plan {number}"), 8) for number in range(25_600))
    assert len(found) == 256
    chi_square = sum((many - 100) ** 2 / 100 for many in found.values())
    assert chi_square < 330.5
    assert len(order_from(DIGEST, 300)) == 300


def test_an_hour_is_at_the_same_time_of_day_all_along() -> None:
    """Over the night on which the clocks go forward too; and each week has one massage and one quiet hour."""
    plan = a_plan(clock_zone="Europe/Oslo", first_at=FIRST + 84 * DAY_MS, second_at=FIRST + 87 * DAY_MS)
    hours = planned_hours(plan)
    assert {16} == {local(one.at, "Europe/Oslo").hour for one in hours}
    assert sorted(one.at for one in hours) == [one.at for one in hours]
    assert {("massage", "quiet hour")} == {tuple(sorted((one.hour, two.hour))) for one, two in zip(hours[::2], hours[1::2], strict=True)}  # fmt: skip
    assert over_at(plan) > hours[-1].at


def test_which_hour_it_is_is_said_seven_days_ahead() -> None:
    """Until then it is one or the other."""
    plan = a_plan()
    first = planned_hours(plan)[0]
    assert hour_words(first, first.at - 8 * DAY_MS) == "massage or quiet hour"
    assert hour_words(first, first.at - 7 * DAY_MS) == first.hour
    assert next_hour(plan, first.at - DAY_MS) == first
    assert next_hour(plan, first.at + HOUR_MS) == planned_hours(plan)[1]
    assert next_hour(plan, over_at(plan)) is None


@pytest.mark.parametrize("text", ["", "0", "-1", "1.3", "9", "a lot", "1/0", "nan"])
def test_a_difference_is_in_half_points(text: str) -> None:
    """Anything else is said back."""
    with pytest.raises(UsageError, match="in halves"):
        read_difference(text)
    assert read_difference("1,5") == read_difference("3/2") == read_difference(" 1.5 ")


def test_a_plan_that_cannot_be_is_refused() -> None:
    """Hours too close, also from week to week; a question without words; words without end."""
    check_details(a_plan())
    for parts in ({"second_at": FIRST + DAY_MS}, {"second_at": FIRST + 5 * DAY_MS}):
        with pytest.raises(UsageError, match="72 hours apart"):
            check_details(a_plan(**parts))
    with pytest.raises(UsageError, match="no words"):
        check_details(a_plan(question=" "))
    with pytest.raises(UsageError, match="at most 400"):
        check_details(a_plan(if_more="x" * 401))


def test_a_plan_from_elsewhere_that_is_broken_breaks_nothing() -> None:
    """An order that is too short still has all its hours, and is told."""
    broken = replace(a_plan(), order="m")
    assert len(planned_hours(broken)) == 24
    assert ("order",) == what_differs(broken)
    assert locked(broken) == a_plan()
