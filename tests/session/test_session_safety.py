"""What of the safety list is shown when, and how a session begins and leads on without a key."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from massage_mind.errors import Leave
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.learn.safety import SAFETY_DAILY
from massage_mind.perform.ports import Lead
from massage_mind.session.conversation import Conversation
from massage_mind.session.journey import take_journey, take_moment
from massage_mind.session.leads import COMING_BACK, GOING_ON, LYING_DOWN, SETTLE_MS, lead_of
from massage_mind.session.prepare import prepare
from massage_mind.session.request import SessionRequest, SoundRequest
from massage_mind.session.safety_due import line_of_the_day, say_safety
from massage_mind.session.typed_lengths import clock_time
from massage_mind.testing import ManualClock, Screen, ScriptedAnswers, Typed, manual_world
from massage_mind.world import World

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
SILENT = SoundRequest(on=False)
BEFORE = SessionRequest("before", length_ms=4 * MINUTE, sound=SILENT)
DURING = SessionRequest("during", length_ms=20 * MINUTE, sound=SILENT)
LIST = "the safety list"


class Watching(ScriptedAnswers):
    """Remembers which cautions the list was shown with."""

    def __init__(self, *answers: Any) -> None:
        super().__init__(*answers)
        self.cautions: list[Sequence[str]] = []

    def safety_list(self, cautions: Sequence[str] = ()) -> None:
        self.cautions.append(tuple(cautions))
        super().safety_list(cautions)


class Here:
    """A journal, and a person at a terminal who answers nothing; a clock that goes on between one day and the next."""

    def __init__(self) -> None:
        self.journal = MemoryJournal()
        self.clock = ManualClock()

    def world(self, answers: ScriptedAnswers | None = None, **more: Any) -> World:
        return manual_world(
            clock=self.clock,
            journal=self.journal,
            answers=answers,
            stdin=io.StringIO() if answers is None else Typed(""),
            stdout=io.StringIO() if answers is None else Screen(),
            engines=[],
            live=answers is not None,
            **more,
        )

    def safety(self, request: SessionRequest) -> tuple[str, list[Sequence[str]]]:
        """The line that is due, and the lists that were shown."""
        answers = Watching(None)
        world = self.world(answers)
        talk = Conversation(world)
        prepared = talk.prepare(request)
        return say_safety(talk, prepared, prepared.fitting.style), answers.cautions

    def take(self, request: SessionRequest) -> None:
        """Take it where nobody is asked."""
        assert take_moment(self.world(), replace(request, ask=False)) == 0


@pytest.fixture
def here() -> Here:
    return Here()


def test_the_whole_list_comes_before_the_first_session_with_hands(here: Here) -> None:
    """And the line from the next day on, once a day."""
    assert here.safety(BEFORE) == ("", [()])
    here.take(BEFORE)
    assert here.safety(DURING) == ("", [])
    here.clock.advance(DAY)
    assert here.safety(DURING) == (SAFETY_DAILY, [])
    here.take(DURING)
    assert here.safety(BEFORE) == ("", [])


def test_the_whole_list_comes_again_with_a_new_style(here: Here) -> None:
    """With what that style asks for."""
    here.take(DURING)
    thai = replace(DURING, style="thai")
    line, shown = here.safety(thai)
    assert line == "" and "joint replacements" in shown[0][0]
    here.take(thai)
    assert here.safety(thai) == ("", [])


def test_a_taste_shows_the_line_and_counts_as_no_session_with_hands(here: Here) -> None:
    """The list still comes before the first longer one."""
    taste = replace(BEFORE, length_ms=2 * MINUTE)
    assert here.safety(taste) == (SAFETY_DAILY, [])
    here.take(taste)
    assert here.safety(taste) == ("", [])
    assert here.safety(BEFORE) == ("", [()])


def test_what_was_only_written_down_and_a_quiet_hour_showed_nothing(here: Here) -> None:
    """They are in the record, and nobody has read the list for them."""
    here.take(replace(DURING, at_ms=here.clock.wall() - 5 * 60 * MINUTE))
    here.take(
        SessionRequest(
            "during", "quiet-hour", length_ms=30 * MINUTE, sound=SILENT, quiet_hour=True, later_part=True
        )
    )
    assert here.safety(BEFORE) == ("", [()])


def test_where_nobody_sits_it_is_written(here: Here) -> None:
    """The list as a page, the line as a line; on standard error, beside what a pipe carries."""
    world = here.world()
    take_moment(world, BEFORE)
    assert isinstance(world.stderr, io.StringIO)
    assert "Call an emergency number" in world.stderr.getvalue()
    here.clock.advance(DAY)
    world = here.world()
    assert line_of_the_day(Conversation(world)) == ""
    assert isinstance(world.stderr, io.StringIO)
    assert world.stderr.getvalue() == f"{SAFETY_DAILY}\n"


def test_going_back_from_the_list_begins_nothing(here: Here) -> None:
    """And nothing is kept."""
    world = here.world(ScriptedAnswers(Leave()))
    assert take_moment(world, BEFORE) == 3
    with world.open_store(writing=False) as store:
        assert store.sessions() == []


@pytest.mark.parametrize(
    ("request_", "line", "expected"),
    [
        (DURING, "", Lead(SETTLE_MS, LYING_DOWN)),
        (DURING, "A line.", Lead(SETTLE_MS, LYING_DOWN, "A line.")),
        (replace(DURING, sound=SoundRequest(on=False, delay_ms=30_000)), "", None),
        (replace(DURING, sound=SoundRequest(on=False, delay_ms=0)), "", None),
        (SessionRequest("after", length_ms=5 * MINUTE, sound=SILENT, later_part=True), "", Lead(SETTLE_MS, COMING_BACK)),
        (SessionRequest("after", length_ms=5 * MINUTE, sound=SILENT), "", None),
        (BEFORE, "", None),
        (BEFORE, "A line.", Lead(4_000, beside="A line.", help_from=2)),
    ],
)  # fmt: skip
def test_what_stands_there_before_it_begins(
    here: Here, request_: SessionRequest, line: str, expected: Lead | None
) -> None:
    """Time to lie down in, unless another silence was asked for; a line to read; else it begins at once."""
    assert lead_of(prepare(here.world(), request_), line) == expected


def test_what_goes_on_says_so(here: Here) -> None:
    """Somebody who takes a session up again lies down again as well."""
    taken_up = replace(prepare(here.world(), DURING), start_ms=181_000)
    lead = lead_of(taken_up)
    assert lead is not None and lead.words == GOING_ON


def test_a_journey_needs_no_key_between_its_parts(here: Here) -> None:
    """Before, then time to lie down, then during, then a while, then after; `None` leaves every question out."""
    answers = ScriptedAnswers(*[None] * 30)
    world = here.world(answers)
    whole = replace(DURING, length_ms=10 * MINUTE)
    began = here.clock.now()
    assert take_journey(world, whole, before_ms=4 * MINUTE, after_ms=4 * MINUTE) == 0
    assert here.clock.now() - began == 18 * MINUTE + 2 * SETTLE_MS
    assert not [question for question in answers.asked if "Press Enter" in question]
    with world.open_store(writing=False) as store:
        assert [one.paused_ms for one in store.sessions()] == [0, 0, 0]


def test_what_goes_into_a_pipe_begins_at_once(here: Here) -> None:
    """Somebody sits there, and reads the line on standard error."""
    here.take(DURING)
    here.clock.advance(DAY)
    world = here.world(ScriptedAnswers(*[None] * 9))
    world = replace(world, stdout=io.StringIO(), stderr=Screen())
    began = here.clock.now()
    assert take_moment(world, DURING) == 0
    assert here.clock.now() - began == 20 * MINUTE
    assert isinstance(world.stderr, io.StringIO)
    assert world.stderr.getvalue().count(SAFETY_DAILY) == 1


def test_until_counts_the_time_to_lie_down_in(here: Here) -> None:
    """It ends when it was to end, however long somebody took to settle."""
    now = here.world().local_now()
    until = clock_time(f"{now + timedelta(minutes=30):%H:%M}")
    world = here.world(ScriptedAnswers(*[None] * 9), presses=[(7_000, "enter")])
    due = here.clock.wall() + until.ms_after(now)
    assert take_moment(world, replace(DURING, length_ms=None, until=until)) == 0
    assert here.clock.wall() == due
