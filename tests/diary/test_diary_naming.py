"""Naming a record without its id: the last, the next, today's, yesterday's; and the one at hand."""

from __future__ import annotations

import pytest
from diary_support import DAY, HOUR, NOW

from massage_mind.diary.belonging import NAMES, at_hand, meant
from massage_mind.diary.moving import move_appointment
from massage_mind.errors import StoreError
from massage_mind.record.appointment import Appointment
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.ids import typed_id
from massage_mind.record.kinds import Written
from massage_mind.record.parked import Parked
from massage_mind.world import World


def kept(world: World, details: Written, at_ms: int) -> str:
    """The id of a record of this instant."""
    with world.open_store(writing=True) as store:
        return store.records.add(NewRecord(details, at_ms, world.zone)).id


def named(world: World, name: str, *kinds: str) -> str:
    """The id of the one that is called so."""
    with world.open_store(writing=False) as store:
        return meant(world, store, name, kinds=kinds).id


def test_no_name_can_be_an_id() -> None:
    """Nor the beginning of one."""
    assert [None] * len(NAMES) == [typed_id(name) for name in NAMES]


def test_last_next_today_and_yesterday(world: World) -> None:
    """In any case of letters; the last has begun, the next has not, and a skipped one is not the last."""
    yesterday = kept(world, Appointment(state="done"), NOW - DAY)
    kept(world, Appointment(state="skipped"), NOW - 2 * HOUR - DAY * 3)
    today = kept(world, Appointment(), NOW + HOUR)
    kept(world, Appointment(), NOW + 40 * DAY)
    assert (yesterday, today, today, yesterday) == tuple(
        named(world, name) for name in ("last", " Next ", "TODAY", "yesterday")
    )
    skipped = kept(world, Appointment(state="skipped"), NOW - HOUR)
    assert yesterday == named(world, "last") == named(world, "last", "appointment")
    assert skipped == named(world, skipped)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kinds", [(), ("appointment",), ("parked",)])
def test_where_there_is_none_it_says_so(world: World, name: str, kinds: tuple[str, ...]) -> None:
    """A sentence, and a command that runs."""
    with pytest.raises(StoreError) as caught:
        named(world, name, *kinds)
    assert caught.value.sentence.endswith(".") and caught.value.command.startswith("massage-mind ")


def test_of_several_today_each_is_said(world: World) -> None:
    """Nothing is chosen by a guess."""
    kept(world, Appointment(therapist="Kim"), NOW + 5 * HOUR)
    kept(world, Appointment(), NOW + HOUR)
    with pytest.raises(StoreError, match="two of today: at 15:00 and at 19:00 with Kim") as caught:
        named(world, "today")
    assert caught.value.command == "massage-mind appointment list"


def test_thoughts_are_named_by_when_they_were_put_down_or_are_due(world: World) -> None:
    """The last put down, the next that is due, today's."""
    kept(world, Parked("later", NOW + 2 * DAY), NOW - DAY)
    soon = kept(world, Parked("soon", NOW + HOUR), NOW - 2 * DAY)
    last = kept(world, Parked("no time"), NOW - HOUR)
    assert (last, soon, last) == tuple(named(world, name, "parked") for name in ("last", "next", "today"))


def test_what_is_at_hand_is_never_the_farthest(world: World) -> None:
    """Now or last; else what comes next; else what was written last; nothing where there is nothing."""

    def hand() -> str | None:
        with world.open_store(writing=False) as store:
            found = at_hand(world, store)
            return found.id if found else None

    assert hand() is None
    entry = kept(world, Entry("a"), NOW - DAY)
    assert entry == hand()
    kept(world, Appointment(), NOW + 90 * DAY)
    near = kept(world, Appointment(), NOW + 2 * DAY)
    assert near == hand()
    now = kept(world, Appointment(), NOW - HOUR // 4)
    assert now == hand()


def test_the_next_one_is_moved_by_its_name(world: World) -> None:
    """`move next tomorrow 10:00`; `next friday 15:00` is a time, as it always was."""
    kept(world, Appointment(), NOW - HOUR)
    coming = kept(world, Appointment(), NOW + 3 * DAY)
    moved = move_appointment(world, ["next", "tomorrow", "10:00"], "")
    assert coming == moved.id
