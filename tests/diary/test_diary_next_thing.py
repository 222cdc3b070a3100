"""Where a person stands and the one next thing, as a value; and what the command makes of it."""

from __future__ import annotations

from typing import get_args

import pytest
from diary_support import DAY, HOUR, MINUTE, NOW, OSLO, kept, later, locked_for, writing

from massage_mind.cli.home_answers import todo_of
from massage_mind.cli.main import COMMANDS
from massage_mind.diary.next_thing import NextThing, Standing, keep_offered, where_you_are
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.course import Course
from massage_mind.record.entry import Entry
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked
from massage_mind.record.progress import Progress
from massage_mind.record.session import NewSession
from massage_mind.world import World


def logged(world: World, moment: str, *, appointment: str = "", quiet_hour: bool = False) -> None:
    """A session of this moment that ended just now."""
    new = NewSession(
        moment, "x", "X", planned_ms=MINUTE, total_ms=MINUTE, pid=1, zone=OSLO, appointment=appointment,
        quiet_hour=quiet_hour,
    )  # fmt: skip
    with writing(world) as store:
        store.log_session(new, Progress(MINUTE, played_ms=MINUTE), at_ms=world.wall_ms() - MINUTE)


@pytest.mark.parametrize("thing", get_args(NextThing))
def test_every_next_thing_has_a_command(world: World, thing: NextThing) -> None:
    """Below a line that ends in a colon; the words of it can be typed as they are."""
    coming = kept(world, Appointment(), NOW + 20 * MINUTE)
    new = NewSession("during", "x", "X", planned_ms=HOUR, total_ms=HOUR, pid=1, zone=OSLO)
    with writing(world) as store:
        cut = store.session(store.begin_session(new))
    review = (kept(world, Course(NOW - 90 * DAY, state="ended"), NOW - 90 * DAY), 12)
    todo = todo_of(Standing(NOW, OSLO, "later", thing, coming=coming, cut_short=cut, review=review))
    assert todo.words.endswith(":")
    words, *arguments = todo.command.split()
    assert "massage-mind" == words and arguments[0] in COMMANDS


def test_an_empty_record(world: World) -> None:
    """Creates nothing."""
    assert Standing(NOW, OSLO, "new", "breathe") == where_you_are(world)
    assert not world.home.data_dir.exists()


def test_the_day_of_an_appointment(world: World) -> None:
    """From the intention to the entry."""
    home = kept(world, Appointment(), NOW + HOUR)

    def next_thing() -> NextThing:
        standing = where_you_are(world)
        return standing.next

    assert "set-intention" == next_thing()
    kept(world, Intention("rest"), NOW, appointment=home.id)
    assert "before-waiting" == next_thing()
    later(world, 56 * MINUTE)
    assert "before-waiting" == next_thing()
    later(world, 1)
    assert "during-when-it-begins" == next_thing()
    later(world, 4 * MINUTE)
    assert ("now", "during") == (where_you_are(world).state, next_thing())
    later(world, HOUR)
    assert ("ended", "after-if-it-was") == (where_you_are(world).state, next_thing())
    kept(world, CheckIn("after"), world.wall_ms(), appointment=home.id)
    assert "write" == next_thing()
    kept(world, Entry("lighter"), world.wall_ms(), appointment=home.id)
    assert "nothing" == next_thing()
    assert where_you_are(world).coming is None


@pytest.mark.parametrize(
    ("moment", "quiet_hour", "expected"),
    [
        ("before", False, "during-when-it-begins"),
        ("during", False, "after-when-ready"),
        ("during", True, "breathe"),
        ("after", False, "breathe"),
    ],
)
def test_without_an_appointment_it_follows_the_last_session(
    world: World, moment: str, quiet_hour: bool, expected: NextThing
) -> None:
    """Nothing comes after a quiet hour, and nothing after twelve hours."""
    logged(world, moment, quiet_hour=quiet_hour)
    standing = where_you_are(world)
    assert expected == standing.next
    assert standing.last is not None and moment == standing.last.moment
    later(world, 12 * HOUR)
    assert where_you_are(world).next in ("breathe", "follow-up")


def test_a_follow_up_is_offered_once(world: World) -> None:
    """The next morning; where that cannot be noted it is offered again, and nothing is said."""
    kept(world, Appointment(state="done"), NOW - HOUR)
    later(world, 18 * HOUR)
    keep_offered(locked_for(world, 1), where_you_are(world))
    standing = where_you_are(world)
    assert "follow-up" == standing.next and standing.due is not None
    keep_offered(world, standing)
    after = where_you_are(world)
    assert "breathe" == after.next and after.due is None
    keep_offered(world, after)


def test_a_second_follow_up_where_there_was_soreness(world: World) -> None:
    """After some 48 hours."""
    home = kept(world, Appointment(state="done"), NOW - HOUR)
    kept(world, CheckIn("next-day", ratings={"soreness": 2}), NOW + 18 * HOUR, appointment=home.id)
    later(world, 2 * DAY)
    assert "follow-up-soreness" == where_you_are(world).next


def test_thoughts_wait_until_one_is_back(world: World) -> None:
    """None are counted during a massage and for the minutes after it that are set."""
    home = kept(world, Appointment(minutes=30), NOW - 10 * MINUTE)
    kept(world, Parked("bread"), NOW - 20 * MINUTE, appointment=home.id)
    assert 0 == where_you_are(world).waiting
    with writing(world) as store:
        store.records.change(home.id, details=lambda _: Appointment(30, state="done"))
    later(world, 20 * MINUTE + world.settings().reentry_minutes * MINUTE - 1)
    assert 0 == where_you_are(world).waiting
    later(world, 1)
    assert 1 == where_you_are(world).waiting


def test_what_is_unfinished_is_seen(world: World) -> None:
    """A draft that waits for the next entry."""
    kept(world, Entry("a"), NOW)
    (world.home.data_dir / "draft.txt").write_text("half")
    assert where_you_are(world).unfinished
