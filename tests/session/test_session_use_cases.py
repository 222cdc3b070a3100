"""The use cases of a session against a world of its own: what is prepared, said once, kept and taken up again."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from massage_mind.diary.answers import SessionAnswers
from massage_mind.errors import LengthError, StoreError, UsageError
from massage_mind.journal.record_store import Records
from massage_mind.record.appointment import Appointment
from massage_mind.record.head import NewRecord
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked
from massage_mind.record.progress import Progress
from massage_mind.record.session import SessionRecord
from massage_mind.screen.front import Front
from massage_mind.session.asked_then import BESIDE_MS, whole_of
from massage_mind.session.conversation import Conversation
from massage_mind.session.journey import take_journey, take_moment
from massage_mind.session.keep import open_record
from massage_mind.session.leads import GOING_ON, lead_of
from massage_mind.session.prepare import Prepared, prepare
from massage_mind.session.request import MASSAGE, SessionRequest, SoundRequest, three_parts
from massage_mind.session.resume import offer_resume
from massage_mind.session.to_file import three_files
from massage_mind.session.typed_lengths import clock_time, delay_ms, minutes_ms, part_ms
from massage_mind.testing import (
    ManualClock,
    RecordingStage,
    Screen,
    ScriptedKeys,
    Typed,
    manual_world,
)
from massage_mind.world import World

MINUTE = 60_000
NOON = round(datetime(2026, 12, 4, 12, 0, tzinfo=UTC).timestamp() * 1000)
SILENT = SoundRequest(on=False)
NO_PIPER = "The voice piper isn't on this machine"
KILLED = 15

Make = Callable[..., World]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A world at noon without a speech engine. `typed` is what somebody types at its terminal; None for nobody there."""

    def made(typed: str | None = None, *, settings: str = "", wall: int = NOON, **more: object) -> World:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        if settings:
            (home / "config.toml").write_text(settings, encoding="utf-8")
        stdin = None if typed is None else Typed(typed)
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", stdin)  # where the prompts read
        return manual_world(
            home,
            clock=ManualClock(wall=wall),
            stdin=stdin,
            stderr=None if typed is None else Screen(),
            live=typed is not None,
            engines=[],
            **more,  # type: ignore[arg-type]
        )

    return made


def said(world: World) -> str:
    """What stands on standard error."""
    assert isinstance(world.stderr, io.StringIO)
    return world.stderr.getvalue()


def kept(world: World) -> list[SessionRecord]:
    """The sessions in the journal, the first first."""
    with world.open_store(writing=False) as store:
        return store.sessions()[::-1]


def cut_short(world: World, request: SessionRequest, played_ms: int = 30_000) -> SessionRecord:
    """This session, ended by a kill after so long."""
    prepared = prepare(world, request)
    record = open_record(world, prepared, prepared.length_ms)
    total = prepared.length_ms
    record.end(
        Progress(total, position_ms=played_ms, played_ms=played_ms, total_ms=total), "interrupted", KILLED
    )
    record.close()
    return kept(world)[-1]


# ---- notes ----


def test_preparing_speaks_to_nobody(make: Make) -> None:
    """What there is to say is handed back, each sentence once."""
    world = make(settings='voice = "piper"\nbells = "often"\n')
    prepared = prepare(world, SessionRequest("before", length_ms=2 * MINUTE))
    assert "" == said(world)
    assert [True, False] == [note.startswith(NO_PIPER) for note in prepared.notes]
    assert "They are left out" in prepared.notes[1]


def test_what_was_found_before_an_error_goes_along_with_it(make: Make) -> None:
    """A length that cannot be, and a voice that is not there: both are said."""
    world = make(settings='voice = "piper"\n')
    with pytest.raises(LengthError):
        Conversation(world).prepare(SessionRequest("before", length_ms=99 * MINUTE))
    assert 1 == said(world).count(NO_PIPER)


def test_a_journey_says_each_note_once(make: Make) -> None:
    """However often its three parts are prepared."""
    world = make(settings='voice = "piper"\n')
    whole = SessionRequest("during", length_ms=5 * MINUTE, sound=SILENT)
    assert 0 == take_journey(world, whole, before_ms=MINUTE, after_ms=MINUTE)
    assert list(MASSAGE) == [one.moment for one in kept(world)]
    assert 1 == said(world).count(NO_PIPER)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_moment_says_each_note_once(make: Make, answer: str) -> None:
    """Also where one that was cut short is prepared besides."""
    world = make(f"{answer}\n" + "\n" * 20, settings='voice = "piper"\n')
    request = SessionRequest("before", length_ms=2 * MINUTE, sound=SILENT)
    cut_short(world, request)
    assert 0 == take_moment(world, request)
    assert 1 == said(world).count(NO_PIPER)
    assert 2 == len(kept(world))


def test_nobody_left_to_answer_is_nobody_who_goes_on(make: Make) -> None:
    """The input ends at the question whether to go on: it begins from the start, and the other can be gone on with."""
    world = make("")
    request = SessionRequest("before", length_ms=2 * MINUTE, sound=SILENT)
    cut_short(world, request)
    assert 0 == take_moment(world, request)
    with world.open_store(writing=False) as store:
        assert 1 == len(store.resumable())


def test_the_second_session_after_it_says_nothing_twice(make: Make) -> None:
    """After, and then sitting a while: one note."""
    world = make("\n" * 9 + "1\n1\n", settings='voice = "piper"\nratings = false\n')
    request = SessionRequest("after", length_ms=MINUTE, sound=SILENT)
    assert 0 == take_moment(world, request)
    assert 1 == said(world).count(NO_PIPER)


def test_three_files_say_each_note_once(make: Make, tmp_path: Path) -> None:
    """Before, during and after are prepared one by one."""
    world = make(settings='voice = "piper"\n')
    files = three_files(Conversation(world, ask=False), SessionRequest("during"), str(tmp_path))
    assert ["1-before.mp3", "2-during.mp3", "3-after.mp3"] == [one.path.name for one in files]
    assert 1 == said(world).count(NO_PIPER)


# ---- requests ----


def test_the_massage_itself_has_the_bells(make: Make) -> None:
    """What is said of bells, length and style is for the part in the middle; dense guidance is for before."""
    sound = SoundRequest(voice="espeak-ng", bells="every 5", end_bell="gong", delay_ms=30_000)
    whole = SessionRequest("during", until=clock_time("15:00"), style="thai", guidance="dense", sound=sound)
    before, during, after = three_parts(whole, before_ms=MINUTE, after_ms=None)
    assert SoundRequest(voice="espeak-ng", bare=True) == before.sound == after.sound
    assert (sound, "guided", "thai", MINUTE) == (during.sound, during.guidance, during.style, during.ahead_ms)
    assert ("dense", None, MINUTE) == (before.guidance, before.style, before.length_ms)
    assert (None, None, None) == (after.guidance, after.length_ms, after.until)


@pytest.mark.parametrize(("text", "length"), [("0", 0), ("0.0", 0), ("5", 5 * MINUTE), ("0.5", MINUTE // 2)])
def test_a_part_of_no_length_is_left_out(text: str, length: int) -> None:
    """However its 0 is written; nothing at all is no number."""
    assert length == part_ms(text, "--before")
    with pytest.raises(UsageError, match="--before"):
        part_ms("", "--before")


def test_a_session_to_look_at_asks_its_questions(make: Make) -> None:
    """With nobody there their time is silence; shown, they are there. Nothing is changed afterwards."""
    world = make()
    asked = SessionRequest("after", "coming-back")
    kinds = [
        {cue.kind for cue in prepare(world, request).fitter.fit(10 * MINUTE).cues}
        for request in (asked, SessionRequest("after", "coming-back", shown=True))
    ]
    assert kinds[0] <= kinds[1]
    assert (False, True) == (
        prepare(world, asked).fitting.ask,
        prepare(world, SessionRequest("after", shown=True)).fitting.ask,
    )


# ---- written down ----


def test_a_journey_is_written_down_whole_or_not_at_all(make: Make) -> None:
    """Its last part would be over yet: nothing is kept of the others."""
    world = make()
    whole = SessionRequest("during", length_ms=10 * MINUTE, at_ms=NOON - 16 * MINUTE)
    with pytest.raises(UsageError, match="be over yet"):
        take_journey(world, whole, before_ms=5 * MINUTE, after_ms=5 * MINUTE)
    assert [] == kept(world)
    earlier = SessionRequest("during", length_ms=10 * MINUTE, at_ms=NOON - 20 * MINUTE)
    assert 0 == take_journey(world, earlier, before_ms=5 * MINUTE, after_ms=5 * MINUTE)
    assert [NOON - minutes * MINUTE for minutes in (20, 15, 5)] == [one.started_at for one in kept(world)]


def test_what_is_written_down_is_as_long_as_its_own_appointment(make: Make) -> None:
    """The one of that time, not the one at hand today."""
    world = make()
    with world.open_store(writing=True) as store:
        for at, minutes in ((NOON - 5 * 24 * 60 * MINUTE, 40), (NOON, 90)):
            store.records.add(NewRecord(Appointment(minutes=minutes), at, "UTC"))
    whole = SessionRequest("during", at_ms=NOON - 5 * 24 * 60 * MINUTE)
    assert 0 == take_journey(world, whole, before_ms=0, after_ms=0)
    assert [40 * MINUTE] == [one.total_ms for one in kept(world)]


# ---- taken up again ----


def gone_on_with(world: World, request: SessionRequest, moments: tuple[str, ...] = ()) -> Prepared:
    """What was cut short, ready to go on with, after yes."""
    found = offer_resume(Conversation(world), request, moments)
    assert found is not None and found.ready is not None
    return found.ready


def test_a_resumed_session_is_as_long_to_the_millisecond(make: Make) -> None:
    """No length is written as text on its way."""
    world = make("y\n")
    total = 7 * MINUTE + 123
    record = cut_short(world, SessionRequest("during", length_ms=total, sound=SILENT))
    resumed = gone_on_with(world, SessionRequest("during", sound=SILENT))
    assert (total, 30_000, record.id) == (resumed.length_ms, resumed.start_ms, resumed.resumed_from)
    lead = lead_of(resumed)
    assert lead is not None and lead.words == GOING_ON  # Whoever goes on lies down again.


def test_a_resumed_part_of_a_journey_has_no_bells_it_had_not(make: Make) -> None:
    """The settings for bells are for the massage itself: with them, the place in its timeline would be another."""
    world = make("y\n", settings='bells = "every 1"\nend_bell = "gong"\ndelay = 20\n')
    whole = SessionRequest("during", sound=SILENT, journey="abc")
    before, _, _ = three_parts(whole, before_ms=10 * MINUTE, after_ms=None)
    first = prepare(world, before)
    cut_short(world, before)
    resumed = gone_on_with(world, whole, MASSAGE)
    assert first.fitter.fit(first.length_ms) == resumed.fitter.fit(resumed.length_ms)


@pytest.mark.parametrize(("moment", "then"), [("before", ["during"]), ("during", []), ("after", [])])
def test_a_part_that_is_left_out_today_can_be_gone_on_with(make: Make, moment: str, then: list[str]) -> None:
    """Asked and answered with yes, it is played, and what comes after it."""
    world = make("y\n" + "\n" * 30, settings="ratings = false\n")
    request = SessionRequest(moment, length_ms=5 * MINUTE, sound=SILENT, journey="abc")  # type: ignore[arg-type]
    cut = cut_short(world, request)
    whole = SessionRequest("during", length_ms=5 * MINUTE, sound=SILENT)
    assert 0 == take_journey(world, whole, before_ms=0, after_ms=0)
    _, again, *later = kept(world)
    assert (cut.id, moment) == (again.resumed_from, again.moment)
    assert then == [one.moment for one in later]


def test_a_quiet_hour_is_not_gone_on_with_as_a_massage(make: Make) -> None:
    """Nor a massage as a quiet hour: each is offered to whoever takes one of its kind, whatever was cut short later."""
    massage = SessionRequest("during", length_ms=20 * MINUTE, sound=SILENT)
    quiet = replace(massage, script="quiet-hour", quiet_hour=True, later_part=True)
    world = make("y\n" * 3)
    cut = {one.quiet_hour: cut_short(world, one).id for one in (massage, quiet)}
    for request, moments in ((massage, ()), (quiet, ()), (massage, MASSAGE)):
        resumed = gone_on_with(world, request, moments)
        assert cut[request.quiet_hour] == resumed.resumed_from
        assert request.quiet_hour == resumed.request.quiet_hour


# ---- begun anew ----

ANEW = "n\n" + "\n" * 30


def test_anew_is_as_it_was_asked_for_then(make: Make) -> None:
    """Its length, its guidance and its style, where nothing else is said now."""
    world = make(ANEW)
    then = SessionRequest("during", length_ms=20 * MINUTE, guidance="sparse", style="thai", sound=SILENT)
    cut = cut_short(world, then)
    assert 0 == take_moment(world, SessionRequest("during", sound=SILENT))
    _, again = kept(world)
    assert (again.planned_ms, again.guidance, again.style) == (20 * MINUTE, "sparse", "thai")
    assert (again.resumed_from, again.played_ms) == ("", 20 * MINUTE)
    with world.open_store(writing=False) as store:
        assert cut.id not in [one.id for one in store.resumable()]


def test_what_is_said_now_goes_before_what_was_asked_for_then(make: Make) -> None:
    """Whoever types a length means it."""
    world = make(ANEW)
    cut_short(world, SessionRequest("during", length_ms=20 * MINUTE, guidance="sparse", sound=SILENT))
    assert 0 == take_moment(world, SessionRequest("during", length_ms=10 * MINUTE, sound=SILENT))
    _, again = kept(world)
    assert (again.planned_ms, again.guidance) == (10 * MINUTE, "sparse")


@pytest.mark.parametrize("answer", ["y", "n"])
def test_the_parts_of_a_whole_are_as_they_were_asked_for(make: Make, answer: str) -> None:
    """Gone on with, or begun anew: what follows the part that was cut short is as long as it was to be."""
    world = make(f"{answer}\n" + "\n" * 30, settings="ratings = false\npark = false\n")
    asked = SessionRequest("during", length_ms=20 * MINUTE, style="thai", sound=SILENT)
    whole = replace(asked, whole=whole_of(asked, before_ms=4 * MINUTE, after_ms=3 * MINUTE))
    before, _, _ = three_parts(replace(whole, journey="abc"), before_ms=4 * MINUTE, after_ms=3 * MINUTE)
    cut_short(world, before)
    now = SessionRequest("during", sound=SILENT)
    assert 0 == take_journey(world, now, before_ms=BESIDE_MS, after_ms=BESIDE_MS)
    lengths = [(one.moment, one.planned_ms // MINUTE, one.style) for one in kept(world)[1:]]
    assert lengths == [("before", 4, ""), ("during", 20, "thai"), ("after", 3, "thai")]


def test_what_was_asked_for_then_and_cannot_be_any_more_begins_as_usual(make: Make) -> None:
    """A style that is gone is said, and is no reason not to begin."""
    world = make(ANEW)
    cut = cut_short(world, SessionRequest("during", length_ms=20 * MINUTE, style="thai", sound=SILENT))
    with world.open_store(writing=True) as store, store.file.writing() as conn:
        gone = cut.request_text.replace('"thai"', '"gone"')
        conn.execute("UPDATE session SET request = ? WHERE id = ?", (gone, cut.id))
    assert 0 == take_moment(world, SessionRequest("during", length_ms=10 * MINUTE, sound=SILENT))
    assert "It begins as usual: " in said(world)
    assert kept(world)[1].style != "gone"


# ---- answers ----


@pytest.mark.parametrize("phase", ["before", "after"])
def test_an_answer_kept_out_by_a_lock_is_tried_once_more(
    make: Make, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    """Before and after alike: at the end it is there, or it is said that it is not."""
    world = make()
    prepared = prepare(world, SessionRequest("during", length_ms=5 * MINUTE))
    record = open_record(world, prepared, prepared.length_ms)
    answers = record.answers() if phase == "before" else SessionAnswers(world, record.id, "after")
    rate = Records.rate
    locked = [True, True]

    def refuses(*given: object, **named: object) -> None:
        if locked and locked.pop():
            raise StoreError("The journal is locked.")
        rate(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Records, "rate", refuses)
    answers.rate("stress", 6)
    answers.finish()
    assert "Some answers couldn't be kept: The journal is locked." in said(world)
    answers.finish()
    record.close()
    (session,) = kept(world)
    assert [("stress", 6)] == [(one.item, one.value) for one in session.ratings if one.phase == phase]


@pytest.mark.parametrize("by", [-2 * 60 * MINUTE, 9 * 24 * 60 * MINUTE])
def test_whoever_sets_the_clock_changes_nothing_of_how_long_it_took(make: Make, by: int) -> None:
    """Two hours back, or nine days forward, at second five: it ended a minute after it began, a nap counted."""
    world = make()
    clock = world.clock
    assert isinstance(clock, ManualClock)
    record = open_record(world, prepare(world, SessionRequest("during", length_ms=5 * MINUTE)), 5 * MINUTE)
    clock.advance(5_000)
    clock.set_wall(clock.wall() + by)
    clock.suspend(15_000)
    clock.advance(40_000)
    record.end(Progress(5 * MINUTE), "early")
    record.close()
    (session,) = kept(world)
    assert (NOON, NOON + MINUTE) == (session.started_at, session.ended_at)


@pytest.mark.parametrize("presumed", [True, False])
def test_a_session_does_not_end_before_it_began(make: Make, presumed: bool) -> None:
    """The clock was set back, and then its process was killed: whether its end is only read so or written down."""
    world = make(alive=lambda pid: False)
    clock = world.clock
    assert isinstance(clock, ManualClock)
    record = open_record(world, prepare(world, SessionRequest("during", length_ms=5 * MINUTE)), 5 * MINUTE)
    clock.set_wall(NOON - MINUTE)
    assert record.recorder().keep(Progress(5 * MINUTE, played_ms=5_000))
    record.close()
    if presumed:
        with world.open_store(writing=True) as store:
            store.decline(record.id)
    (session,) = kept(world)
    assert ("interrupted", NOON) == (session.ending, session.ended_at)


def test_an_intention_and_a_parked_thought_come_back(make: Make) -> None:
    """The words go along with what is prepared; what was put down is handed back after."""
    world = make()
    with world.open_store(writing=True) as store:
        store.records.add(NewRecord(Intention("softer shoulders"), NOON, "UTC"))
        store.records.add(NewRecord(Parked("call the bank"), NOON, "UTC"))
    request = SessionRequest("after", length_ms=MINUTE, sound=SILENT)
    assert "softer shoulders" == prepare(world, request).intention
    assert 0 == take_moment(world, request)
    assert "What you put down keeps until 12:21." in said(world)


@pytest.mark.parametrize("text", ["1,234", "1.234,5", "1 234", "１０", "1_0", "1e1", "+5", "nan", ""])
def test_a_number_with_marks_in_it_is_no_length(text: str) -> None:
    """Neither minutes nor seconds; and what could stand between thousands is not turned into a decimal point."""
    for reader in (minutes_ms, delay_ms):
        with pytest.raises(UsageError) as caught:
            reader(text)
        assert "Such as" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        minutes_ms("7,5")
    assert "Write 7.5." == caught.value.hint


class SetMeanwhile(ManualClock):
    """Somebody sets the date of the machine, five seconds after the session has begun."""

    by_ms = 0

    def advance_to(self, now: int) -> None:
        super().advance_to(now)
        if self.by_ms and self._now - self._started > 5_000:
            self.set_wall(self.wall() + self.by_ms)
            self.by_ms = 0


@pytest.mark.parametrize("by_hours", [-2, 2, -24 * 400])
@pytest.mark.parametrize("presses", [[], [(30_000, "q")], [(30_000, KILLED)]])
def test_a_session_is_as_long_as_it_was_whatever_the_date(
    make: Make, by_hours: int, presses: list[tuple[int, str | int]]
) -> None:
    """It began when it did, and ended after what passed since: never before its beginning."""
    clock = SetMeanwhile(wall=NOON)
    world = replace(make(), clock=clock)
    clock.by_ms = by_hours * 60 * MINUTE
    doors = manual_world(clock=clock, presses=presses).doors
    world = replace(world, doors=replace(world.doors, front=doors.front))
    take_moment(world, SessionRequest("before", length_ms=MINUTE, sound=SILENT))
    (one,) = kept(world)
    played = 30_000 if presses else MINUTE
    assert (NOON, NOON + played, played) == (one.started_at, one.ended_at, one.played_ms)
    assert world.wall_ms() == NOON + played + by_hours * 60 * MINUTE


def test_a_session_that_was_killed_ended_when_it_was_last_heard_of(make: Make) -> None:
    """Also where the date was set back meanwhile."""
    world = make()
    prepared = prepare(world, SessionRequest("before", length_ms=MINUTE, sound=SILENT))
    record = open_record(world, prepared, MINUTE)
    clock = world.clock
    assert isinstance(clock, ManualClock)
    clock.advance(20_000)
    clock.set_wall(NOON - 120 * MINUTE)
    record.recorder().keep(Progress(MINUTE, position_ms=20_000, played_ms=20_000, total_ms=MINUTE))
    record.close()
    gone = manual_world(
        Path(world.environ["MASSAGE_MIND_HOME"]),
        clock=ManualClock(wall=NOON - 60 * MINUTE),
        alive=lambda _: False,
    )
    (one,) = kept(gone)
    assert ("interrupted", NOON, NOON) == (one.ending, one.started_at, one.ended_at)
    with gone.open_store(writing=True) as store:
        store.decline(one.id)
    (one,) = kept(gone)
    assert ("interrupted", NOON, NOON) == (one.ending, one.started_at, one.ended_at)


def test_a_session_that_runs_is_seen_to_run_whatever_the_date(make: Make) -> None:
    """Set forward or back: it is heard of by the clock that everybody has."""
    world = make()
    prepared = prepare(world, SessionRequest("before", length_ms=MINUTE, sound=SILENT))
    record = open_record(world, prepared, MINUTE)
    clock = world.clock
    assert isinstance(clock, ManualClock)
    for hours in (-2, 3):
        clock.advance(10_000)
        clock.set_wall(clock.wall() + hours * 60 * MINUTE)
        record.recorder().keep(Progress(MINUTE, position_ms=10_000, played_ms=10_000, total_ms=MINUTE))
        assert [None] == [one.ending for one in kept(world)]
    record.end(Progress(MINUTE, total_ms=MINUTE), "finished")
    record.close()
    (one,) = kept(world)
    assert (NOON, NOON + 20_000) == (one.started_at, one.ended_at)


def test_the_end_is_kept_before_anything_is_closed(make: Make) -> None:
    """A kill while a device or a terminal is waited for takes nothing with it, and neither does a second signal."""
    world = make()
    seen: list[str | None] = []

    class Stage(RecordingStage):
        def close(self) -> None:
            seen.extend(one.ending for one in kept(world))

    @contextmanager
    def front(_: World, plain: bool) -> Iterator[Front]:
        assert isinstance(world.clock, ManualClock)
        yield Front(Stage(world.clock), ScriptedKeys(world.clock, [(30_000, KILLED)]))

    world = replace(world, doors=replace(world.doors, front=front))
    assert 128 + KILLED == take_moment(world, SessionRequest("before", length_ms=MINUTE, sound=SILENT))
    assert "interrupted" == seen[0]
