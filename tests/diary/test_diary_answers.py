"""Answers are kept one by one: around a session, and into a check-in that is being given."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from diary_support import NOW, OSLO, locked_for, records, said, writing

from massage_mind.diary.answers import CheckInAnswers, OnceMore, SessionAnswers
from massage_mind.errors import StoreError
from massage_mind.record.checkin import CheckIn
from massage_mind.record.head import NewRecord
from massage_mind.record.session import NewSession, SessionRecord
from massage_mind.world import World


@pytest.fixture
def session(world: World) -> str:
    """The id of a session that runs."""
    new = NewSession("before", "arriving", "Arriving", planned_ms=60_000, total_ms=60_000, pid=1, zone=OSLO)
    with writing(world) as store:
        return store.begin_session(new)


def around(world: World) -> tuple[dict[str, int], dict[str, int]]:
    """Ratings and body map of the only check-in."""
    (one,) = records(world, "checkin")
    assert isinstance(one.details, CheckIn)
    return dict(one.details.ratings), dict(one.details.body)


@pytest.mark.parametrize("phase", ["before", "after"])
def test_each_answer_is_there_at_once(world: World, session: str, phase: Literal["before", "after"]) -> None:
    """In one check-in around the session; a rating can be taken back, an empty map is none."""
    answers = SessionAnswers(world, session, phase)
    answers.rate("stress", 6)
    assert ({"stress": 6}, {}) == around(world)
    answers.rate("mood", 3)
    answers.rate("stress", None)
    answers.mark_body({})
    answers.mark_body({"jaw": 2})
    assert ({"mood": 3}, {"jaw": 2}) == around(world)
    answers.answer("How often?", "hardly")
    (kept,) = records(world, "session")
    assert isinstance(kept.details, SessionRecord)
    assert [("How often?", "hardly")] == [tuple(one) for one in kept.details.answers]
    answers.finish()
    assert "" == said(world)


def test_an_open_journal_is_used_as_it_is(world: World, session: str) -> None:
    """Nothing else is opened for what is answered before a session."""
    with writing(world) as store:
        answers = SessionAnswers(locked_for(world, 99), session, "before", lambda: store)
        answers.rate("stress", 6)
        answers.mark_body({"jaw": 2})
        answers.finish()
    assert ({"stress": 6}, {"jaw": 2}) == around(world)
    assert "" == said(world)


def test_what_a_lock_kept_out_is_kept_at_the_end(world: World, session: str) -> None:
    """Of two answers to one question the later counts, whichever of them was kept out."""
    answers = SessionAnswers(locked_for(world, 3), session, "after")
    answers.rate("stress", 6)
    answers.rate("mood", 3)
    answers.answer("How often?", "hardly")
    answers.rate("stress", 2)
    assert ({"stress": 2}, {}) == around(world)
    answers.finish()
    assert ({"stress": 2, "mood": 3}, {}) == around(world)
    assert "" == said(world)


def test_what_stays_out_is_said(world: World, session: str) -> None:
    """Nothing is raised: whoever was on the table goes on."""
    answers = SessionAnswers(locked_for(world, 99), session, "after")
    answers.rate("stress", 6)
    assert "" == said(world)
    answers.mark_body({"jaw": 2})
    assert "" == said(world)
    answers.finish()
    assert "Some answers couldn't be kept: The journal is locked.\n" == said(world)


def test_without_a_session_nothing_is_kept(world: World) -> None:
    """As where its record could not begin."""
    answers = SessionAnswers(world, "", "after")
    answers.rate("stress", 6)
    answers.mark_body({"jaw": 2})
    answers.answer("How often?", "hardly")
    answers.finish()
    assert not world.home.data_dir.exists()


def being_given(world: World, **more: Any) -> CheckInAnswers:
    return CheckInAnswers(world, NewRecord(CheckIn("before", **more), NOW, OSLO))


def test_a_check_in_is_kept_from_its_first_answer_on(world: World) -> None:
    """One record, without a version for each answer."""
    answers = being_given(world, note="tired")
    assert answers.record is None
    answers.rate("stress", 6)
    answers.rate("stress", 7)
    answers.mark_body({"jaw": 2})
    assert ({"stress": 7}, {"jaw": 2}) == around(world)
    answers.rate("stress", None)
    assert ({}, {"jaw": 2}) == around(world)
    (one,) = records(world, "checkin")
    assert answers.record == one
    with world.open_store(writing=False) as store:
        assert [] == store.records.versions(one.id)


def test_taking_back_what_was_never_given_keeps_nothing(world: World) -> None:
    """Somebody who goes back to a question they left out has still said nothing."""
    answers = being_given(world)
    answers.rate("stress", None)
    assert answers.record is None and not world.home.data_dir.exists()


def test_a_check_in_that_cannot_be_kept_ends_there(world: World) -> None:
    """Nobody goes on answering for nothing; with the other writer it is tried once more."""
    with pytest.raises(StoreError):
        being_given(locked_for(world, 1)).rate("stress", 6)
    locked = locked_for(world, 1)
    patient = OnceMore(locked)
    answers = CheckInAnswers(locked, NewRecord(CheckIn("before"), NOW, OSLO), patient)
    answers.rate("stress", 6)
    answers.rate("mood", 3)
    patient.finish()
    assert ({"stress": 6, "mood": 3}, {}) == around(world)
