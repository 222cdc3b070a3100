"""Checking in as a use case: which time it is, what it goes with, what is asked, what is kept."""

from __future__ import annotations

import pytest
from diary_support import DAY, HOUR, MINUTE, NOW, answering, kept, later, records, said

from massage_mind.diary.checking_in import (
    LASTING,
    CheckInRequest,
    Occasion,
    asked_items,
    check_in,
    find_occasion,
    fitting_phase,
)
from massage_mind.diary.stated import Stated
from massage_mind.errors import Stopped, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import Massage
from massage_mind.record.checkin import CheckIn
from massage_mind.record.measures import OPTIONAL
from massage_mind.record.phases import PHASES, Phase
from massage_mind.world import World


def occasion(world: World, phase: Phase | None = None, appointment: str = "") -> Occasion:
    with world.open_store(writing=False) as store:
        return find_occasion(world, store, phase, appointment, world.wall_ms())


@pytest.mark.parametrize(
    ("after_beginning_ms", "phase"),
    [
        (-HOUR, "before"),
        (10 * MINUTE - 1, "before"),
        (10 * MINUTE, "after"),
        (7 * HOUR - 1, "after"),
        (7 * HOUR, "next-day"),
        (HOUR + 2 * DAY, "next-day"),
        (HOUR + 2 * DAY + 1, "ordinary-day"),
    ],
)
def test_the_phase_fits_the_time(world: World, after_beginning_ms: int, phase: Phase) -> None:
    """Of an appointment of an hour; of a massage without one, from its end."""
    one = kept(world, Appointment(), NOW)
    assert phase == fitting_phase(one, None, NOW + after_beginning_ms)
    if phase != "before":
        massage = Massage("2bnnw", "", NOW + HOUR, "UTC")
        assert phase == fitting_phase(None, massage, NOW + max(after_beginning_ms, HOUR))
    assert "ordinary-day" == fitting_phase(None, None, NOW)


def test_what_a_check_in_goes_with(world: World) -> None:
    """The nearest; the next day the massage that is over; an ordinary day nothing, unless it is named."""
    over = kept(world, Appointment(state="done"), NOW - 20 * HOUR)
    near = kept(world, Appointment(), NOW + HOUR)
    assert near == occasion(world).appointment
    assert over == occasion(world, "next-day").appointment
    assert occasion(world, "ordinary-day").appointment is None
    for phase in PHASES:
        assert over == occasion(world, phase, over.id).appointment
        assert occasion(world, phase, "none").appointment is None


def test_the_second_time_is_told_from_the_first(world: World) -> None:
    """One question on the soreness is enough then."""
    kept(world, Appointment(state="done"), NOW - 20 * HOUR)
    first = occasion(world, "next-day")
    assert not first.again and 1 < len(asked_items(first, ()))
    check_in(world, CheckInRequest("next-day", {"soreness": 2}))
    again = occasion(world, "next-day")
    assert again.again and ["soreness"] == [item.key for item in asked_items(again, OPTIONAL)]


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_asked_belongs_to_its_time(phase: Phase) -> None:
    """Of the optional measures those that the settings name."""
    usual, more = (asked_items(Occasion(phase), also) for also in ((), OPTIONAL))
    assert set(usual) <= set(more)
    assert all(phase in item.phases for item in more) and not any(item.optional for item in usual)


def test_what_was_said_is_kept_and_nobody_is_asked(world: World) -> None:
    """A number, a mark, a word or a tag is something."""
    for request in (
        CheckInRequest("before", ratings={"stress": 6}),
        CheckInRequest("before", body={"jaw": 2}),
        CheckInRequest("before", note="tired"),
        CheckInRequest("before", stated=Stated(tags=("x",))),
    ):
        done = check_in(world, request)
        assert done.record is not None and () == done.notes
        assert (request.ratings, request.body, request.note, request.stated.tags) == (
            *(done.record.details.ratings, done.record.details.body),  # type: ignore[union-attr]
            *(done.record.details.note, done.record.head.tags),  # type: ignore[union-attr]
        )


def test_a_measure_of_another_time_is_refused(world: World) -> None:
    """Nothing is kept then."""
    with pytest.raises(UsageError, match="soreness isn't part of a check-in before"):
        check_in(world, CheckInRequest("before", {"stress": 1, "soreness": 1}))
    assert [] == records(world, "checkin")


def test_soreness_comes_with_a_word_on_when_to_get_advice(world: World) -> None:
    """The next day, where there is any."""
    for value, notes in ((0, ()), (1, (LASTING,))):
        assert notes == check_in(world, CheckInRequest("next-day", {"soreness": value})).notes


def test_it_is_asked_where_nothing_is_said(world: World) -> None:
    """Each answer kept at once; whoever says nothing keeps nothing."""
    there, prompts = answering(world, "6", "", "3", "8", "jaw 2", "")
    done = check_in(there, CheckInRequest("before"))
    assert done.record is not None
    assert CheckIn("before", "", {"stress": 6, "pain": 3, "mood": 8}, {"jaw": 2}) == done.record.details
    assert [] == prompts.lines
    silent, _ = answering(world, "", "<", "", "", "", "", "", "")
    assert check_in(silent, CheckInRequest("before")).record is None
    assert 1 == len(records(world, "checkin"))


def test_nobody_there_is_said(world: World) -> None:
    """With what to type instead."""
    with pytest.raises(UsageError, match="Nobody is there") as caught:
        check_in(world, CheckInRequest("after"))
    assert caught.value.command.startswith("massage-mind checkin after --stress")


def test_whoever_leaves_in_the_middle_is_told_what_is_kept(world: World) -> None:
    """And the signal goes on to whoever waits for it."""
    there, _ = answering(world, 15)
    with pytest.raises(Stopped):
        check_in(there, CheckInRequest("before"))
    assert "Nothing is kept.\n" == said(world)
    there, _ = answering(world, "5", 15)
    with pytest.raises(Stopped):
        check_in(there, CheckInRequest("before"))
    assert 1 == len(records(world, "checkin"))
    assert said(world).endswith("It's kept as far as it goes.\n")


def test_a_past_day_is_checked_in_at_its_own_time(world: World) -> None:
    """It belongs to what was near then."""
    home = kept(world, Appointment(), NOW)
    later(world, 5 * DAY)
    done = check_in(world, CheckInRequest(None, {"stress": 2}, stated=Stated(NOW + 2 * HOUR)))
    assert done.record is not None
    assert ("after", NOW + 2 * HOUR, home.id) == (
        *(done.occasion.phase, done.record.head.at),
        done.record.head.appointment,
    )
