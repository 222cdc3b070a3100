"""Intentions as use cases: setting, going without, being guided, looking back."""

from __future__ import annotations

import pytest
from diary_support import DAY, HOUR, NOW, answering, kept, records

from massage_mind.diary.intending import (
    IntentionRequest,
    ask_intention,
    earlier_intentions,
    intend,
    read_aim,
    worded,
)
from massage_mind.diary.stated import Stated
from massage_mind.errors import UsageError
from massage_mind.names import AIMS, Aim
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import intention_of
from massage_mind.record.intention import AIM_WORDS, Intention
from massage_mind.world import World

REST = IntentionRequest(Intention("rest"))
LOOK = IntentionRequest(guide=True)


def test_it_goes_with_what_is_near_or_along_for_a_while(world: World) -> None:
    """Which of the two is said; one too far off is named, with the command that has it go along with that."""
    assert ("It goes along with your sessions of the next 36 hours.",) == intend(world, REST).notes
    kept(world, Appointment(), NOW + 5 * DAY)
    for_it = intend(world, REST)
    assert "To have it stand with your appointment, Wednesday at 14:00:" == for_it.notes[1]
    assert ("massage-mind intention rest --appointment next",) == for_it.commands
    near = kept(world, Appointment(style="thai"), NOW + HOUR)
    intended = intend(world, REST)
    assert intended.current is not None and near.id == intended.current.head.appointment
    assert ("With your appointment on Friday 4 December, 15:00.",) == intended.notes


def test_what_was_set_is_looked_up(world: World) -> None:
    """By nobody at a terminal: told, and not asked."""
    assert intend(world, LOOK).current is None
    intend(world, REST)
    found = intend(world, LOOK)
    assert found.current is not None and "rest" == intention_of(found.current).text
    assert "massage-mind intention --clear" in found.commands


def test_going_without_takes_back_the_one_that_went_along_as_well(world: World) -> None:
    """Of an appointment and of none; both stay in the record."""
    intend(world, REST)
    near = kept(world, Appointment(), NOW + HOUR)
    intend(world, REST)
    assert intend(world, IntentionRequest(clear=True)).current is None
    for appointment in ("", near.id, "none"):
        assert intend(world, IntentionRequest(stated=Stated(appointment=appointment))).current is None
    assert 2 == len(earlier_intentions(world))


def test_one_of_a_past_day_stands_there(world: World) -> None:
    """With what was near then, also where it has taken place since."""
    home = kept(world, Appointment(state="done"), NOW - 5 * DAY)
    request = IntentionRequest(Intention("rest"), stated=Stated(NOW - 5 * DAY - HOUR, tags=("x",)))
    current = intend(world, request).current
    assert current is not None
    assert (home.id, ("x",), NOW - 5 * DAY - HOUR) == (
        *(current.head.appointment, current.head.tags),
        current.head.at,
    )


def test_an_intention_without_words_is_none(world: World) -> None:
    """But for going without, which is said otherwise."""
    with pytest.raises(UsageError, match="The intention is empty"):
        intend(world, IntentionRequest(Intention("  ")))
    notes = intend(world, IntentionRequest(Intention("", "none"))).notes
    assert ("You go without an intention this time.",) == notes


@pytest.mark.parametrize("aim", AIMS)
def test_a_kind_has_words_of_its_own(aim: Aim) -> None:
    """Where the person has none; own words win."""
    found = worded(" ", read_aim(aim), "When I plan. ", "I WILL listen, ")
    assert ("" if aim == "none" else AIM_WORDS[aim], aim) == (found.text, found.aim)
    assert ("I plan", "listen") == (found.when, found.then)
    assert "mine" == worded("mine", read_aim(aim), "", "").text


def test_a_kind_that_there_is_not_is_refused() -> None:
    """None at all is none."""
    assert read_aim("") is None
    with pytest.raises(UsageError, match='no kind of intention called "win"'):
        read_aim("win")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("",), None),
        (("6",), Intention("", "none")),
        (("2", "my back", ""), Intention("my back", "area")),
        (("1", "", "I plan", "I will listen."), Intention("to relax", "relax", "I plan", "listen")),
    ],
)
def test_somebody_at_a_terminal_is_guided(
    world: World, lines: tuple[str, ...], wanted: Intention | None
) -> None:
    """Kind, words, a plan if they like; Enter leaves it for now."""
    there, prompts = answering(world, *lines)
    assert wanted == ask_intention(there.asker(), None)
    assert [] == prompts.lines


def test_what_there_is_stays_unless_another_one_is_wanted(world: World) -> None:
    """And whoever leaves has set nothing."""
    intend(world, REST)
    for lines, count, note in (
        (("",), 1, "For another one"),
        (("2",), 1, "Nothing was set."),
        (("another", "3", "", ""), 2, "It goes along"),
    ):
        there, _ = answering(world, *lines)
        intended = intend(there, LOOK)
        assert intended.notes[0].startswith(note)
        assert count == len(records(world, "intention"))
