"""A brief for the therapist: asked line by line, kept by appointment, changed, filled from what helped; nothing else goes in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from diary_support import DAY, HOUR, NOW, OSLO, records, writing

from massage_mind.diary.asking_brief import OWN_SAID, ask_brief
from massage_mind.diary.briefing import (
    BriefRequest,
    brief_in,
    every_brief,
    find_brief,
    keep_brief,
    with_said,
)
from massage_mind.errors import UsageError
from massage_mind.perform.asked_in_turn import Answered, Asked, ChoiceAsked, Turn, WordsAsked, walk
from massage_mind.record.appointment import Appointment
from massage_mind.record.brief import PHRASES, Brief
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.intention import Intention
from massage_mind.record.progress import Progress
from massage_mind.record.session import NewSession
from massage_mind.testing import ScriptedAnswers
from massage_mind.world import World

SECRET = "nobody else reads this"
FULL = Brief(goal="soft shoulders", pressure="firm", helped=("slow strokes",), phrases=PHRASES)


class Keys(ScriptedAnswers):
    """Answers by question as a terminal does: words as they stand there when Enter is pressed, or where somebody goes."""

    def __init__(self, answers: dict[str, object], went: dict[str, str] | None = None) -> None:
        super().__init__()
        self._by_question = answers
        self._went = dict(went or {})

    def questions(self, asked, first=None):  # type: ignore[no-untyped-def]
        walk(asked, self._answer, first)

    def _answer(self, asked: Asked, turn: Turn) -> Answered:
        assert isinstance(asked, ChoiceAsked | WordsAsked)
        self.asked.append(asked.question)
        went = self._went.pop(asked.question, "on")
        if went != "on":
            return Answered(went, turn.given)  # type: ignore[arg-type]
        if isinstance(asked, WordsAsked):
            saved = turn.given if isinstance(turn.given, str) else ""
            key = f"{asked.question} In words" if asked.said == OWN_SAID else asked.question
            words = str(self._by_question.get(key, saved or asked.begin))
            assert not asked.wrong(words)
            if words != saved:
                asked.save(words)
            return Answered("on", words)
        said = self._by_question.get(asked.question, asked.chosen)
        chosen = list(asked.choices).index(said) if isinstance(said, str) else said
        if chosen != turn.given:
            asked.save(chosen)  # type: ignore[arg-type]
        return Answered("on", chosen)


def massage(world: World, *, outcome: int = 3, pressure: int = 8) -> None:
    """A massage two days ago, with an intention, a check-in, a session with answers, and an entry that is nobody's business."""
    with writing(world) as store:
        when = NOW - 2 * DAY
        home = store.records.add(
            NewRecord(Appointment(60, "thai", "Kim", state="done", note=SECRET), when, OSLO)
        ).id
        for details in (
            Intention("let my shoulders be", "relax", outcome=outcome, outcome_words=SECRET),
            CheckIn("after", SECRET, {"pressure": pressure, "stress": 2}, {"jaw": 3}),
            Entry(SECRET),
        ):
            store.records.add(NewRecord(details, when + HOUR, OSLO, home))
        taken = store.begin_session(
            NewSession("after", "mine", "Mine", HOUR, HOUR, 0, OSLO, appointment=home)
        )
        answers = (("What helped?", "the slow strokes"), ("How awake do you feel?", "drowsy"))
        store.end_session(taken, Progress(HOUR, played_ms=HOUR, answers=answers), "finished")


def test_every_line_can_be_answered_and_left_out() -> None:
    """What is answered stands there, what is left out doesn't; a choice can be in words of one's own."""
    asker = Keys(
        {
            "What would you like from it?": "an hour of rest",
            "How firm?": "firm",
            "Talk, or silence?": "in my own words",
            "Talk, or silence? In words": "a little, at the start",
            "What helped last time?": "slow strokes; the towel",
            "Which words may you want to say?": '"not there"',
        }
    )
    asked = ask_brief(asker, Brief(), (), "")
    lists = {"helped": ("slow strokes", "the towel"), "phrases": ("not there",)}
    assert Brief("an hour of rest", pressure="firm", talk="a little, at the start", **lists) == asked
    assert 2 == asker.asked.count("Talk, or silence?")


def test_what_is_there_stays_with_enter_and_goes_when_it_is_deleted() -> None:
    """Enter keeps a line; deleted and left with Enter it is gone; so is a choice that is left off the page."""
    assert FULL == ask_brief(Keys({}), FULL, (), "")
    emptied = Keys(
        {
            "What would you like from it?": "",
            "How firm?": "leave it off the page",
            "What helped last time?": "",
        }
    )
    assert Brief(phrases=PHRASES) == ask_brief(emptied, FULL, (), "")


def test_who_goes_back_or_leaves_the_rest_out_loses_nothing() -> None:
    """Esc and Tab change no line that stands there."""
    back = Keys({}, {"Which places would you like worked on?": "back"})
    begun = replace(FULL, work_on="low back")
    assert begun == ask_brief(back, begun, (), "")
    assert begun == ask_brief(Keys({}, {"What would you like from it?": "out"}), begun, (), "")


def test_one_for_each_appointment_and_each_change_keeps_a_version(world: World) -> None:
    """The next appointment begins with what the last brief said, and changes nothing of that one."""
    with writing(world) as store:
        soon = store.records.add(NewRecord(Appointment(60, therapist="Kim"), NOW + 9 * DAY, OSLO)).id
        late = store.records.add(NewRecord(Appointment(60, therapist="Lee"), NOW + 20 * DAY, OSLO)).id
    keep_brief(world, find_brief(world, BriefRequest({})), FULL)
    changed = find_brief(world, BriefRequest({}))
    assert changed.own is not None and soon == changed.own.head.appointment
    keep_brief(world, changed, replace(FULL, pressure="light"))
    other = find_brief(world, BriefRequest({}, appointment=late))
    assert (None, "light") == (other.own, other.begins_with.pressure)
    keep_brief(world, other, replace(other.begins_with, goal="sleep"))
    assert {late: "sleep", soon: "soft shoulders"} == {
        one.head.appointment: brief_in(one).goal for one in every_brief(world)
    }
    with world.open_store(writing=False) as store:
        assert 1 == len(store.records.versions(changed.own.id))


def test_last_time_takes_what_was_ticked_and_nothing_else_of_the_journal(world: World) -> None:
    """How the intention showed up, the pressure, an answer to what helped; no note, no entry, no other number."""
    massage(world)
    request = BriefRequest({}, last_time=True)
    found = find_brief(world, request)
    brief = with_said(found.begins_with, request, found.helped)
    assert ("let my shoulders be: mostly so", "the slow strokes") == brief.helped
    assert (
        "the pressure was rather much: 8, where 0 is far too light and 10 is far too much",
    ) == brief.not_again
    assert SECRET not in str(found.helped) and "jaw" not in str(brief) and "drowsy" not in str(brief)


@pytest.mark.parametrize(
    ("pressure", "key"), [(0, "not_again"), (3, "not_again"), (5, "again"), (7, "not_again")]
)
def test_the_pressure_goes_where_it_was_rated(world: World, pressure: int, key: str) -> None:
    """Too light and too much are to be left; about right is to be repeated. What did not show up isn't ticked."""
    massage(world, outcome=1, pressure=pressure)
    helped = find_brief(world, BriefRequest({}, last_time=True)).helped
    assert [key] == [one.key for one in helped if "pressure" in one.words]
    assert [False] == [one.ticked for one in helped if "shoulders" in one.words]


def test_at_a_terminal_each_of_the_last_time_is_ticked_or_left(world: World) -> None:
    """What isn't ticked is offered, and left off unless it's picked."""
    massage(world)
    helped = find_brief(world, BriefRequest({}, last_time=True)).helped
    assert ask_brief(Keys({"Last time:": 3}), Brief(), helped, "").helped == ()
    picked = ask_brief(Keys({"Last time:": "please again"}), Brief(), helped, "")
    assert 4 == len(picked.again) and "How awake do you feel? drowsy" in picked.again


def test_an_empty_one_is_not_kept(world: World) -> None:
    """It says what a line looks like, and nothing is written."""
    with pytest.raises(UsageError, match="nothing on it"):
        keep_brief(world, find_brief(world, BriefRequest({})), Brief())
    assert [] == records(world, "brief")


def test_without_a_massage_last_time_is_empty(world: World) -> None:
    """Nothing is guessed."""
    assert () == find_brief(world, BriefRequest({}, last_time=True)).helped
