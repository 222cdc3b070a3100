"""Appointments as use cases: noting, changing, moving, that one took place, and which one is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from diary_support import DAY, HOUR, MINUTE, NOW, answering, kept, later, records, said

from massage_mind.cli.appointment_options import read_price
from massage_mind.diary.appointment_list import list_appointments
from massage_mind.diary.appointments import (
    AppointmentDetails,
    AppointmentEdit,
    Price,
    bin_appointment,
    edit_appointment,
    finish_appointment,
    look_up_appointment,
    note_appointment,
    skip_appointment,
)
from massage_mind.diary.has_been import HasBeen
from massage_mind.diary.moving import move_appointment
from massage_mind.diary.thread import coming_appointments
from massage_mind.errors import StoreError, UsageError
from massage_mind.journal.store import open_store
from massage_mind.record.appointment import STATES, Appointment, State
from massage_mind.record.appointment_thread import appointment_of, is_open, still_to_come
from massage_mind.record.head import Record
from massage_mind.testing import Screen
from massage_mind.world import World


def noted(world: World, at_ms: int, **details: object) -> Record:
    """One that somebody notes who, if asked, says that it has been."""
    there = agreeing(world, "y")
    return note_appointment(there, at_ms, AppointmentDetails(**details), ()).record  # type: ignore[arg-type]


def agreeing(world: World, *answers: str) -> World:
    """The same world with somebody at its terminal, who is asked on standard error."""
    return replace(answering(world, *answers)[0], stderr=Screen())


def test_every_state_is_open_or_not(world: World) -> None:
    """Still to come is what is open and not over, also while it takes place."""
    assert ("planned", "moved") == tuple(state for state in STATES if is_open(Appointment(state=state)))
    for state, at, to_come in (
        ("planned", NOW + HOUR, True),
        ("moved", NOW - 59 * MINUTE, True),
        ("planned", NOW - HOUR, False),
        ("done", NOW + HOUR, False),
        ("skipped", NOW + HOUR, False),
    ):
        one = kept(world, Appointment(state=state), at)  # type: ignore[arg-type]
        assert to_come == still_to_come(one, NOW), (state, at)


def test_those_still_to_come_are_told_with_the_next_first(world: World) -> None:
    """From an instant on, which may lie before now."""
    now, next_one = noted(world, NOW - 10 * MINUTE), noted(world, NOW + HOUR)
    last = noted(world, NOW + DAY)
    kept(world, Appointment(state="skipped"), NOW + 2 * HOUR)
    with world.open_store(writing=False) as store:
        for since, expected in ((NOW, [next_one, last]), (NOW - DAY, [now, next_one, last])):
            found = coming_appointments(store.records, since_ms=since, now_ms=NOW)
            assert [one.id for one in expected] == [one.id for one in found]


def test_one_that_is_over_is_done(world: World) -> None:
    """After the minutes it was booked for; an hour where none were said."""
    for ago, minutes, state in (
        (60, None, "done"),
        (59, None, "planned"),
        (59, 59, "done"),
        (80, 90, "planned"),
    ):
        one = noted(world, NOW - ago * MINUTE, minutes=minutes)
        assert state == appointment_of(one).state


@pytest.mark.parametrize("ask", [True, False])
def test_one_that_has_passed_is_noted_only_if_it_has_been(world: World, ask: bool) -> None:
    """Nobody there, nobody to be asked, or a no: nothing is noted, and the option that says so is named."""
    yesterday = NOW - DAY
    there = agreeing(world, "n")
    for where, spoken in ((world, HasBeen(ask=ask)), (there, HasBeen(ask=False))):
        with pytest.raises(UsageError, match="Yesterday at 14:00 has passed") as caught:
            note_appointment(where, yesterday, AppointmentDetails(), (), spoken)
        assert ("", "--done") == caught.value.instead
    for answers in (("n",), ("",), ()):
        with pytest.raises(UsageError, match="Nothing was noted"):
            note_appointment(agreeing(world, *answers), yesterday, AppointmentDetails(), ())
    assert [] == records(world, "appointment")
    one = note_appointment(agreeing(world, "Yes"), yesterday, AppointmentDetails(), ()).record
    with pytest.raises(UsageError, match="has passed"):
        move_appointment(world, [one.id, "yesterday", "10:00"], "", HasBeen(ask=ask))
    assert [one] == records(world, "appointment")


def test_what_is_said_to_have_been_is_the_latest_such_time(world: World) -> None:
    """--done turns a weekday back, and takes nothing that is to come."""
    done = HasBeen(done=True)
    at_ms = done.when(world, "friday 10:00")
    assert NOW - 4 * HOUR == at_ms
    assert NOW + 7 * DAY - 4 * HOUR == HasBeen().when(world, "friday 10:00")
    one = note_appointment(world, at_ms, AppointmentDetails(minutes=600), (), done).record
    assert "done" == appointment_of(one).state
    with pytest.raises(UsageError, match="still to come"):
        done.when(world, "tomorrow 10:00")
    moved = move_appointment(world, [one.id, "monday", "10:00"], "", done)
    assert ("done", NOW - 4 * DAY - 4 * HOUR) == (appointment_of(moved).state, moved.head.at)


def test_another_one_at_that_time_is_named(world: World) -> None:
    """And only one at exactly that time."""
    first = note_appointment(world, NOW + HOUR, AppointmentDetails(), ())
    second = note_appointment(world, NOW + HOUR, AppointmentDetails(), ())
    third = note_appointment(world, NOW + HOUR + 1, AppointmentDetails(), ())
    assert first.twin is None and third.twin is None
    assert second.twin is not None and first.record.id == second.twin.id


def test_what_was_not_said_stays_and_what_is_empty_goes(world: World) -> None:
    """Details and tags; earlier versions are kept."""
    all_of_it = AppointmentDetails(60, "swedish", " Kim ", "Studio", Price("80", "EUR"), "note")
    one = note_appointment(world, NOW + HOUR, all_of_it, ("a", "b")).record
    assert ("Kim", "80", "EUR") == (
        *(appointment_of(one).therapist,),
        *(appointment_of(one).price, appointment_of(one).currency),
    )
    same = edit_appointment(world, one.id, AppointmentEdit())
    assert one == same
    edit = AppointmentEdit(AppointmentDetails(style="", price=Price("", ""), note=" "), ("c",), ("a",))
    after = edit_appointment(world, "", edit)
    assert Appointment(60, "", "Kim", "Studio") == after.details
    assert ("b", "c") == after.head.tags


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [("80", "80", ""), ("80,50 EUR", "80.50", "EUR"), ("€ 70", "70", "€"), (" ", "", "")],
)
def test_a_price_is_a_decimal_and_its_money(text: str, amount: str, currency: str) -> None:
    """On either side of the number."""
    assert (amount, currency) == read_price(text)


@pytest.mark.parametrize(
    "text",
    ["much", "€70€", "80,505.3", "-5", "1e9", "1,234", "1.234", "1.234,50", "1'234", "1 234", "80.505"],
)
def test_what_is_no_price_is_refused(text: str) -> None:
    """With the words that were typed."""
    with pytest.raises(UsageError, match=r"--price takes a number"):
        read_price(text)


def test_the_one_that_is_meant(world: World) -> None:
    """The one named, else the nearest, else the next to come however far off; else there is none."""
    with pytest.raises(StoreError, match="no appointment around this time"):
        look_up_appointment(world, "")
    far = noted(world, NOW + 20 * DAY)
    noted(world, NOW + 30 * DAY)
    assert far.id == look_up_appointment(world, "").id
    near = noted(world, NOW - 3 * HOUR)
    assert near.id == look_up_appointment(world, "").id
    assert far.id == look_up_appointment(world, "none").id
    assert far.id == look_up_appointment(world, far.id).id


def test_it_took_place_from_half_an_hour_before_it_was_planned(world: World) -> None:
    """Earlier than that it is still to come."""
    one = noted(world, NOW + 30 * MINUTE + 1)
    with pytest.raises(UsageError, match="still to come: today at "):
        finish_appointment(world, one.id)
    later(world, 1)
    assert "done" == appointment_of(finish_appointment(world, one.id)).state


def test_the_nearest_is_not_skipped_once_it_has_taken_place(world: World) -> None:
    """Named, it is; a reason that is there stays unless another one is given."""
    one = noted(world, NOW - 2 * HOUR)
    with pytest.raises(UsageError, match="has taken place"):
        skip_appointment(world, "", "")
    assert ("skipped", "ill") == _state(skip_appointment(world, one.id, "ill"))
    assert ("skipped", "ill") == _state(skip_appointment(world, one.id, ""))


def _state(record: Record) -> tuple[State, str]:
    return appointment_of(record).state, appointment_of(record).reason


def test_moving_keeps_when_it_was_first_planned(world: World) -> None:
    """However often; into the past it counts as done, and back again as moved."""
    one = noted(world, NOW + HOUR, minutes=30)
    for words, state in (
        (("tomorrow", "10:00"), "moved"),
        ((one.id, "yesterday", "10:00"), "done"),
        ((one.id[:4], "monday", "10:00"), "moved"),
    ):
        moved = move_appointment(agreeing(world, "y"), words, "")
        assert (state, NOW + HOUR) == (appointment_of(moved).state, appointment_of(moved).first_at)
    assert one.id == moved.id


def test_words_that_say_no_time_move_nothing(world: World) -> None:
    """An id without a time, an id that there is not, no id and no time."""
    one = noted(world, NOW + HOUR)
    with pytest.raises(UsageError, match="doesn't say where to"):
        move_appointment(world, [one.id], "")
    with pytest.raises(StoreError):
        move_appointment(world, ["zzzzz", "friday", "15:00"], "")
    with pytest.raises(UsageError):
        move_appointment(world, ["nonsense"], "")
    assert [one] == records(world, "appointment")


@pytest.mark.parametrize("key", ["22h45", "23h52", "22h59"])
def test_an_id_that_could_be_a_time_is_an_id(world: World, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """Where there is an appointment of that id; otherwise the words say a time."""
    nearest = noted(world, NOW + 10 * MINUTE)
    assert nearest.id == move_appointment(world, [key], "").id
    monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda: key)
    far = noted(world, NOW + 10 * DAY)
    assert key == far.id
    with pytest.raises(UsageError, match="doesn't say where to"):
        move_appointment(world, [key], "")
    for word in (key, key.upper()):
        moved = move_appointment(world, [word, "tomorrow", "10:00"], "")
        assert (key, NOW + DAY - 4 * HOUR) == (moved.id, moved.head.at)


@pytest.mark.parametrize("key", ["239wk", "6227h", "5947s", "7d66d", "m8m43"])
def test_an_id_that_once_was_read_as_an_amount_is_an_id(
    world: World, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Whole or its beginning: "239wk tomorrow 10:00" once was 239 weeks from now, in 2031, on the nearest appointment."""
    nearest = noted(world, NOW + 10 * MINUTE)
    monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda: key)
    far = noted(world, NOW + 10 * DAY)
    for word, days in ((key, 1), (key[:4], 2)):
        moved = move_appointment(world, [word, ("", "tomorrow", "sunday")[days], "10:00"], "")
        assert (far.id, NOW + days * DAY - 4 * HOUR) == (moved.id, moved.head.at)
    assert nearest == look_up_appointment(world, nearest.id)


def test_the_list_has_what_comes_and_then_what_was(world: World) -> None:
    """The next first, then the latest first, four weeks back; a state asks for all there ever were."""
    past = [noted(world, NOW - days * DAY) for days in (1, 27, 29)]
    coming = [noted(world, NOW + days * DAY) for days in (1, 2)]

    def ids(*, everything: bool = False, state: str = "", limit: int = 0) -> list[str]:
        listed = list_appointments(world, everything=everything, state=state, limit=limit)
        return [one.id for one in listed.shown]

    assert [one.id for one in (*coming, *past[:2])] == ids()
    assert [one.id for one in (*coming, *past)] == ids(everything=True)
    assert [one.id for one in past] == ids(state="done")
    assert [one.id for one in coming[:1]] == ids(limit=1)
    assert 4 == list_appointments(world, everything=False, state="", limit=1).total
    with pytest.raises(UsageError, match='no state called "lost"'):
        ids(state="lost")


def test_one_in_the_bin_is_not_there(world: World) -> None:
    """Until it is taken out."""
    one = noted(world, NOW + HOUR)
    bin_appointment(world, one)
    assert [] == records(world, "appointment")


def test_what_the_journal_has_to_say_is_said_whichever_command_comes_first(world: World) -> None:
    """Also by one that looks before it writes: what waited beside the journal is taken in, or named, only once."""
    one = noted(world, NOW - 2 * HOUR)
    for number, use in enumerate((finish_appointment, look_up_appointment)):
        waiting = world.home.data_dir / f"rescue-zzzz{number + 2}.json"
        waiting.write_text("{}")
        use(world, one.id)
        assert not waiting.exists()
        assert 1 == said(world).count(f"{waiting.name} couldn't be taken into the journal")
