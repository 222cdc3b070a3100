"""Courses as use cases: beginning one, pausing it, looking back, what was paid, and its calendar in two other programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from diary_support import DAY, HOUR, NOW, OSLO, kept, later, records, writing
from ical.calendar_stream import IcsCalendarStream

from massage_mind.diary.appointments import Price, finish_appointment, skip_appointment
from massage_mind.diary.course_due import review_offered, review_to_offer
from massage_mind.diary.course_ics import course_calendar
from massage_mind.diary.course_pausing import end_course, pause_course, resume_course
from massage_mind.diary.courses import CourseSaid, fixed_ahead, look_at_course, main_measure, start_course
from massage_mind.diary.moving import move_appointment
from massage_mind.diary.receipts import receipts_of
from massage_mind.diary.reviewing import ReviewSaid, look_back
from massage_mind.diary.wishing import Wishing, wish_for_one
from massage_mind.errors import Leave, Stopped, StoreError, UsageError
from massage_mind.record.appointment import Appointment
from massage_mind.record.appointment_thread import appointment_of
from massage_mind.record.checkin import CheckIn
from massage_mind.record.course import Course, read_pauses
from massage_mind.record.course_overview import Overview
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord, Record
from massage_mind.record.typed_times import read_when
from massage_mind.testing import ScriptedAnswers
from massage_mind.world import World

FRIDAY = NOW + 7 * DAY + HOUR
"""The next Friday but this, 15:00 in Oslo."""
SAID = CourseSaid(
    first_at=FRIDAY, weeks=8, price=Price("80", "EUR"), tip=Price("10", ""), cap=Price("900", "EUR"),
    therapist="Kim", style="swedish", measure="tension", intention="let my shoulders be",
)  # fmt: skip


def begun(world: World, **more: Any) -> Overview:
    return start_course(world, replace(SAID, **more))


def clocks(found: Overview | list[Record]) -> list[str]:
    some = found.appointments if isinstance(found, Overview) else found
    return [f"{one.head.when:%m-%d %H:%M}" for one in some]


def now_at(world: World, *when: int) -> None:
    world.clock.set_wall(round(datetime(*when, tzinfo=UTC).timestamp() * 1000))  # type: ignore[attr-defined,misc]


def done_all(world: World) -> None:
    """Everything that has been by now took place."""
    for one in look_at_course(world).appointments:
        if one.head.at < world.wall_ms() and appointment_of(one).state in ("planned", "moved"):
            finish_appointment(world, one.id)


# ---------------------------------------------------------------- beginning


def test_its_appointments_are_noted_with_all_that_was_said(world: World) -> None:
    """At one time of day, across the change of the clocks; each says which course planned it, and when."""
    overview = begun(world, weeks=20)
    assert 20 == len(overview.appointments)
    assert {"15:00"} == {one[-5:] for one in clocks(overview)}
    assert {3600, 7200} == {one.head.when.utcoffset().total_seconds() for one in overview.appointments}  # type: ignore[union-attr]
    assert {
        Appointment(
            60, "swedish", "Kim", price="80", currency="EUR", course=overview.record.head.uid, fixed_at=NOW
        )
    } == {one.details for one in overview.appointments}
    assert ("tension", "let my shoulders be") == (overview.course.measure, overview.course.intention)


@pytest.mark.parametrize(("days", "asked", "kept"), [(15, 2, 2), (8, 2, 1), (6, 1, 0), (30, 1, 1)])
def test_the_first_is_when_it_was_said_to_be(days: int, asked: int, kept: int, world: World) -> None:
    """Weeks to compare with are those that still lie before it; nobody's appointment is moved for them."""
    overview = begun(world, first_at=NOW + days * DAY, baseline=asked)
    assert NOW + days * DAY == overview.appointments[0].head.at
    assert kept == overview.course.baseline


def test_one_hour_that_was_named_is_noted_as_needed_too(world: World) -> None:
    """And no more than that one."""
    overview = begun(world, first_at=NOW + 3 * DAY, every="as-needed")
    assert [NOW + 3 * DAY] == [one.head.at for one in overview.appointments]


def test_one_runs_at_a_time(world: World) -> None:
    """Until it has ended."""
    begun(world)
    with pytest.raises(StoreError, match="one at a time"):
        begun(world)
    assert 8 == len(records(world, "appointment"))
    end_course(world, "enough", keep=False)
    begun(world)


def test_what_was_noted_for_the_same_time_is_taken_in(world: World) -> None:
    """And is not noted twice; what it says stays."""
    mine = kept(world, Appointment(90, therapist="Kim", note="the back room"), FRIDAY)
    overview = begun(world)
    assert 8 == len(records(world, "appointment")) == len(overview.appointments)
    assert mine.id == overview.appointments[0].id
    assert (90, "the back room") == (
        appointment_of(overview.appointments[0]).minutes,
        appointment_of(overview.appointments[0]).note,
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"first_at": None}, "needs the time"),
        ({"first_at": NOW - HOUR}, "still to come"),
        ({"measure": "luck"}, "luck"),
        ({"currency": "CHF"}, "one money"),
        ({"reviews": (4, 20)}, "no week 20"),
        ({"hands_on": 61}, "61 minutes of 60"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(world: World, more: dict[str, Any], why: str) -> None:
    """In one sentence."""
    with pytest.raises(UsageError, match=why):
        begun(world, **more)
    assert [] == records(world, "course") + records(world, "appointment")


@pytest.mark.parametrize(
    ("first", "why"), [((2027, 2, 28, 1, 30), "no 02:30: the clocks go forward"), ((2026, 12, 20, 1, 30), "")]
)
def test_a_time_that_the_clocks_leap_over_is_refused(world: World, first: tuple[int, ...], why: str) -> None:
    """As where one appointment is typed: half past two in the night is not there on 28 March."""
    at = round(datetime(*first, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc]
    if not why:
        assert 8 == len(begun(world, first_at=at).appointments)
        return
    with pytest.raises(UsageError, match=why):
        begun(world, first_at=at)
    assert [] == records(world, "course")


def test_of_a_time_that_the_clocks_show_twice_it_is_the_first(world: World) -> None:
    """31 October 2027, half past two: nobody typed that day, and it's no reason to plan nothing."""
    at = round(datetime(2027, 10, 10, 0, 30, tzinfo=UTC).timestamp() * 1000)
    found = begun(world, first_at=at).appointments
    assert {"02:30"} == {one[-5:] for one in clocks(list(found))}
    assert "2027-10-31T02:30:00+02:00" == found[3].head.when.isoformat()


@pytest.mark.parametrize("which", [0, 1])
def test_what_is_to_be_written_for_a_time_that_comes_twice_begins_a_course(world: World, which: int) -> None:
    """As it stands in the sentence that refuses the other form; and each of the two is the one that was meant."""
    with pytest.raises(UsageError, match="twice") as caught:
        read_when("2027-10-31 02:30", NOW, OSLO)
    written = [word for word in caught.value.hint.split() if word[0].isdigit()][which]
    found = begun(world, first_at=read_when(written, NOW, OSLO)).appointments
    assert written == found[0].head.when.isoformat(timespec="minutes")
    assert ["10-31 02:30", "11-07 02:30"] == clocks(list(found[:2]))


def test_a_pause_may_move_one_to_where_the_clocks_leap(world: World) -> None:
    """28 March 2027, half past two: it's an hour later there, and the pause is kept."""
    begun(world, first_at=round(datetime(2027, 1, 10, 1, 30, tzinfo=UTC).timestamp() * 1000), weeks=2)
    now_at(world, 2027, 1, 9, 12)
    assert ["03-28 03:30", "04-04 02:30"] == clocks(pause_course(world, "", "27 march 2027", ""))


def test_all_of_a_course_is_kept_or_nothing(world: World) -> None:
    """Where what was to name it has gone in the meantime, there is neither a course nor an appointment."""
    with writing(world) as store, pytest.raises(StoreError):
        store.records.add_with(
            NewRecord(Course(NOW), NOW, OSLO),
            lambda kept: [NewRecord(Appointment(course=kept.head.uid), NOW, OSLO)],
            lambda kept: {"zzzzz": lambda old: old},
        )
    assert [] == records(world, "course") + records(world, "appointment")


def test_as_needed_plans_none_and_counts_what_is_noted(world: World) -> None:
    """While it runs."""
    assert () == begun(world, first_at=None, every="as-needed").appointments
    kept(world, Appointment(60), NOW + DAY)
    assert 1 == look_at_course(world).counts.to_come


def test_what_others_ask_of_a_course(world: World) -> None:
    """The main measure, and what was fixed a week ahead: not the first if it is sooner, not one that was moved."""
    with writing(world) as store:
        assert "" == main_measure(store)
    near, next_one, moved, *_ = begun(world, first_at=NOW + HOUR + DAY, baseline=0).appointments
    move_appointment(world, [moved.id, "2026-12-21", "16:00"], "")
    loose = kept(world, Appointment(), NOW + 30 * DAY)
    with writing(world) as store:
        assert "tension" == main_measure(store)
        found = fixed_ahead(store)
        assert [False, True, False, False] == [one.id in found for one in (near, next_one, moved, loose)]


# ---------------------------------------------------------------- pausing, ending


def test_in_a_pause_nothing_is_missed(world: World) -> None:
    """With its end known, all that lies in it or after it moves on by whole weeks, at the same time of day."""
    begun(world)
    overview = pause_course(world, "20 december", "4 january", "a holiday")
    assert ["12-11", "12-18", "01-08", "01-15"] == [one[:5] for one in clocks(overview)[:4]]
    assert {"15:00"} == {one[-5:] for one in clocks(overview)}
    (pause,) = read_pauses(overview.course)
    assert (2, "a holiday") == (pause.weeks, pause.reason)
    assert (8, 0, "running") == (overview.counts.to_come, overview.counts.skipped, overview.standing)
    now_at(world, 2026, 12, 22)
    assert "paused" == look_at_course(world).standing
    now_at(world, 2027, 1, 4, 9)
    assert "running" == look_at_course(world).standing


def test_a_pause_that_is_over_sooner_moves_back(world: World) -> None:
    """To where it would have been."""
    before = clocks(begun(world))
    pause_course(world, "20 december", "8 february", "")
    assert before == clocks(resume_course(world))
    assert () == read_pauses(look_at_course(world).course)
    pause_course(world, "", "8 february", "")
    now_at(world, 2026, 12, 24, 9)
    assert "12-25 15:00" == clocks(resume_course(world))[0]


def test_a_pause_without_an_end_sets_aside_and_brings_back(world: World) -> None:
    """Nothing is skipped by it; on going on the rest follows from the next such day."""
    begun(world)
    now_at(world, 2026, 12, 12, 9)
    done_all(world)
    overview = pause_course(world, "", "", "ill")
    assert (1, 0, 7, "paused") == (
        overview.counts.done,
        overview.counts.skipped,
        overview.counts.to_come,
        overview.standing,
    )
    with pytest.raises(StoreError, match="paused already"):
        pause_course(world, "", "", "")
    now_at(world, 2027, 1, 8, 16)
    overview = resume_course(world)
    assert ["12-11", "01-15", "01-22"] == [one[:5] for one in clocks(overview)[:3]]
    assert {"done", "planned"} == {appointment_of(one).state for one in overview.appointments}
    assert (4, 1) == (read_pauses(overview.course)[0].weeks, overview.week)
    with pytest.raises(StoreError, match="isn't paused"):
        resume_course(world)


@pytest.mark.parametrize(("since", "until"), [("", "today"), ("24 december", "20 december"), ("", "soonish")])
def test_days_that_make_no_pause_are_refused(world: World, since: str, until: str) -> None:
    """And nothing moves."""
    before = clocks(begun(world))
    with pytest.raises(UsageError):
        pause_course(world, since, until, "")
    assert before == clocks(look_at_course(world))


def test_what_is_planned_does_not_take_place_when_it_ends(world: World) -> None:
    """Unless it is to; what it was stays to be seen."""
    begun(world)
    later(world, 8 * DAY)
    done_all(world)
    ended = end_course(world, "enough", keep=False)
    assert (7, "ended", "enough") == (
        ended.let_go,
        ended.overview.standing,
        ended.overview.course.end_reason,
    )
    assert (1, 1, 7) == (
        ended.overview.counts.done,
        ended.overview.counts.been,
        ended.overview.counts.skipped,
    )
    with pytest.raises(StoreError, match="No course is running"):
        end_course(world, "", keep=False)
    begun(world, first_at=world.wall_ms() + 14 * DAY)
    assert 0 == end_course(world, "", keep=True).let_go


# ---------------------------------------------------------------- looking back


def test_a_look_back_is_kept_as_an_entry_and_known_of(world: World) -> None:
    """For the week it is; the numbers before each stand beside it, one after the other."""
    begun(world)
    now_at(world, 2027, 1, 9, 9)
    done_all(world)
    for one, value in zip(look_at_course(world).appointments, (7, 5, 6), strict=False):
        kept(world, CheckIn("before", ratings={"tension": value}), one.head.at - HOUR, appointment=one.id)
    looked = look_back(world, ReviewSaid("nothing", words={"now": "sleep"}))
    assert (4, (7, 5, 6), 4) == (looked.week, looked.before, looked.overview.course.reviewed)
    assert looked.entry is not None and isinstance(looked.entry.details, Entry)
    assert ("course/week-4",) == looked.entry.head.tags
    assert [
        "At the beginning: let my shoulders be",
        "Today: sleep",
        "So far: it did nothing for me.",
    ] == looked.entry.details.text.splitlines()


def test_without_anybody_nothing_is_asked_and_nothing_kept(world: World) -> None:
    """What there is to look at is there all the same."""
    begun(world)
    now_at(world, 2027, 1, 9, 9)
    looked = look_back(world, ReviewSaid())
    assert (4, None, None) == (looked.week, looked.review, looked.entry)
    assert [] == records(world, "entry")


def test_before_its_first_massage_there_is_nothing_to_look_back_on(world: World) -> None:
    """Which is said."""
    begun(world)
    with pytest.raises(UsageError, match="hasn't begun"):
        look_back(world, ReviewSaid("helped"))


def test_at_a_terminal_it_is_asked_one_by_one(world: World, somebody: Any) -> None:
    """A sign is asked for again as long as there is another; whatever is left out is left out."""
    begun(world)
    now_at(world, 2027, 1, 9, 9)
    answers = ScriptedAnswers(
        "sleep", "it helped", None, "less", None, None, "the money is a strain", "none of these", "stop", None
    )
    looked = look_back(somebody(world, answers), ReviewSaid())
    assert looked.review is not None
    assert ("helped", ("money",), "stop", "less") == (
        looked.review.difference,
        looked.review.signs,
        looked.review.onward,
        looked.review.said("pressure"),
    )
    assert answers.asked.count("Is any of these so?") == answers.asked.count("Is another of these so?") == 1


@pytest.mark.parametrize("ends", [KeyboardInterrupt(), Stopped(15)])
def test_a_look_back_that_is_broken_off_is_kept(world: World, somebody: Any, ends: BaseException) -> None:
    """What was answered by then; who goes back from the first question has said nothing."""
    begun(world)
    now_at(world, 2027, 1, 9, 9)
    with pytest.raises(type(ends)):
        look_back(somebody(world, ScriptedAnswers("sleep", ends)), ReviewSaid())
    (entry,) = records(world, "entry")
    assert entry.details.text.endswith("Today: sleep")  # type: ignore[union-attr]
    assert look_back(somebody(world, ScriptedAnswers(Leave())), ReviewSaid()).entry is None


def test_home_offers_a_look_back_once(world: World) -> None:
    """In each of its weeks, unless it was done."""
    course = begun(world).record
    with writing(world) as store:
        assert review_to_offer(store, world.wall_ms()) is None
        week_4 = course.details.first_at + 28 * DAY  # type: ignore[union-attr]
        found = review_to_offer(store, week_4)
        assert found is not None and (course.id, 4) == (found[0].id, found[1])
        review_offered(store, *found)
        assert review_to_offer(store, week_4) is None
        assert review_to_offer(store, week_4 + 14 * DAY) is not None


@pytest.fixture
def somebody() -> Any:
    """A world with a person at its terminal, who gives these answers."""
    from diary_support import answering

    def at(world: World, answers: ScriptedAnswers) -> World:
        there, _ = answering(world)
        return replace(there, doors=replace(there.doors, asker=lambda *_: answers))

    return at


def test_a_wish_is_kept_and_nothing_is_made_of_it(world: World, somebody: Any) -> None:
    """As words, or answered; without either nothing is kept."""
    one = wish_for_one(world, Wishing("yes", " my neck ", "unsure"), ask=False)
    assert one is not None and ("course/wish",) == one.head.tags
    assert [
        "Do I want one? yes.",
        "What for: my neck",
        "Would an hour of rest do as well? I couldn't say.",
    ] == one.details.text.splitlines()  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="Nothing was said"):
        wish_for_one(world, Wishing(), ask=True)
    assert wish_for_one(somebody(world, ScriptedAnswers(None, None, None)), Wishing(), ask=True) is None
    two = wish_for_one(somebody(world, ScriptedAnswers("no")), Wishing(), ask=True)
    assert two is not None and "Do I want one? no." == two.details.text  # type: ignore[union-attr]


def test_what_was_paid(world: World) -> None:
    """For the course with its tip; in all, the tip goes with the course that has one. What has no price is counted."""
    begun(world)
    kept(world, Appointment(60, price="50", currency="CHF", state="done"), NOW - DAY)
    kept(world, Appointment(60, state="done"), NOW - 2 * DAY)
    now_at(world, 2026, 12, 20, 9)
    done_all(world)
    found = receipts_of(world, everything=False)
    assert [("Kim", 90, "EUR")] * 2 == [
        (appointment_of(one.appointment).therapist, one.total, one.currency) for one in found.paid
    ]
    everything = receipts_of(world, everything=True)
    assert (("CHF", 50), ("EUR", 180)) == everything.totals
    assert (0, 1) == (found.unpriced, everything.unpriced)


# ---------------------------------------------------------------- its calendar, in two other programs


def in_vobject(body: bytes) -> Iterator[tuple[str, datetime, str]]:
    for event in vobject.readOne(body.decode()).vevent_list:
        yield event.uid.value, event.dtstart.value.astimezone(UTC), event.summary.value


def in_ical(body: bytes) -> Iterator[tuple[str, datetime, str]]:
    for event in IcsCalendarStream.calendar_from_ics(body.decode()).events:
        assert isinstance(event.dtstart, datetime) and event.summary is not None
        yield event.uid, event.dtstart.astimezone(UTC), event.summary


READERS = (in_vobject, in_ical)


@pytest.mark.parametrize("reads", READERS)
@pytest.mark.parametrize("zone", [OSLO, "America/New_York", "+02:00"])
def test_two_other_programs_read_the_same_times(world: World, reads: Any, zone: str) -> None:
    """Across the change of the clocks in Europe and America; also by the table in the file alone, whose zone they know
    by no name.
    """
    there = replace(world, zone=zone)
    first = round(datetime(2027, 2, 26, 14, 0, tzinfo=UTC).timestamp() * 1000)
    overview = begun(there, first_at=first, weeks=12)
    body = course_calendar(there, plain=False)
    expected = {
        one.head.uid: datetime.fromtimestamp(one.head.at / 1000, UTC) for one in overview.appointments
    }
    assert {1} == {len({f"{one.head.when:%H:%M}" for one in overview.appointments})}
    for written in (body, body.replace(zone.encode(), f"Somewhere/{zone[-4:]}".encode())):
        found = {uid.removesuffix("@massage-mind"): at for uid, at, _ in reads(written)}
        assert expected == {uid: found[uid] for uid in expected}
        assert 25 * 3600 >= max((found[f"{uid}-next-day"] - found[uid]).total_seconds() for uid in expected)
        assert {900.0} == {(found[uid] - found[f"{uid}-before"]).total_seconds() for uid in expected}
        assert {3600.0} == {(found[f"{uid}-after"] - found[uid]).total_seconds() for uid in expected}
        assert {f"{overview.record.head.uid}-week-{week}" for week in (4, 6, 8, 12)} < set(found)


@pytest.mark.parametrize("reads", READERS)
def test_a_title_of_any_letters_comes_through(world: World, reads: Any) -> None:
    """Escaped and folded; what acts on a terminal is not in it. With plain titles no name is in it at all."""
    begun(world, therapist="Kím; \\ , \x1b[2J" + "肩" * 60)
    titles = {title for _, _, title in reads(course_calendar(world, plain=False))}
    assert "Massage with Kím; \\ , [2J" + "肩" * 60 in titles
    plain = course_calendar(world, plain=True)
    assert "Kím" not in plain.decode() and b"massage-mind " not in plain.lower()
    assert {
        "Appointment",
        "Before the appointment",
        "After the appointment",
        "The day after",
        "A look back",
    } == {title for _, _, title in reads(plain)}


def lines(body: bytes) -> list[bytes]:
    return body.split(b"\r\n")


def test_the_file_is_as_the_standard_has_it(world: World) -> None:
    """Lines of at most 75 bytes, each ended by CRLF and none by less; reminders are shown, none over who is coming back."""
    begun(world, therapist="肩" * 60, place="Harbour 3")
    body = course_calendar(world, plain=False)
    assert body.endswith(b"END:VCALENDAR\r\n") and b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, lines(body))) <= 75
    for line in (b"BEGIN:VTIMEZONE", b"TZID:Europe/Oslo", b"METHOD:PUBLISH", b"VERSION:2.0"):
        assert 1 == lines(body).count(line)
    assert {b"ACTION:DISPLAY"} == {one for one in lines(body) if one.startswith(b"ACTION")}
    for event in vobject.readOne(body.decode()).vevent_list:
        assert event.uid.value.endswith("-after@massage-mind") != hasattr(event, "valarm")
        assert event.dtstamp.value == datetime.fromtimestamp(NOW / 1000, UTC)
    assert body == course_calendar(world, plain=False)


def sequences(body: bytes) -> dict[str, tuple[int, str]]:
    return {
        event.uid.value: (int(event.sequence.value), event.status.value)
        for event in vobject.readOne(body.decode()).vevent_list
    }


def test_a_second_one_brings_a_calendar_up_to_date(world: World) -> None:
    """What was moved keeps its name and has a higher number; what is skipped or deleted is called off, with all around it."""
    moved, skipped, binned, *rest = begun(world).appointments
    first = sequences(course_calendar(world, plain=False))
    later(world, HOUR)
    move_appointment(world, [moved.id, "2026-12-12", "16:00"], "")
    skip_appointment(world, skipped.id, "a cold")
    with writing(world) as store:
        store.records.bin([binned.id])
    second = sequences(course_calendar(world, plain=False))
    assert first.keys() == second.keys()

    def of(one: Record, found: dict[str, tuple[int, str]]) -> set[tuple[int, str]]:
        return {value for uid, value in found.items() if uid.startswith(one.head.uid)}

    assert {(0, "CONFIRMED")} == {value for one in (moved, skipped, binned) for value in of(one, first)}
    assert {(3600, "CONFIRMED")} == of(moved, second)
    assert {(3600, "CANCELLED")} == of(skipped, second) == of(binned, second)
    assert {(0, "CONFIRMED")} == {value for one in rest for value in of(one, second)}
    end_course(world, "", keep=False)
    third = sequences(course_calendar(world, plain=False))
    assert {"CANCELLED"} == {
        status for uid, (_, status) in third.items() if not uid.startswith(moved.head.uid)
    }


def test_other_appointments_go_along_and_nothing_is_an_answer(world: World) -> None:
    """Those that are to come, also without a course; where there is none, it is said."""
    with pytest.raises(UsageError, match="nothing for a calendar"):
        course_calendar(world, plain=False)
    kept(world, Appointment(60, therapist="Ola"), NOW + DAY)
    kept(world, Appointment(60, therapist="Per", state="done"), NOW - 3 * DAY)
    body = course_calendar(world, plain=False)
    assert "with Ola" in body.decode() and "with Per" not in body.decode()
    begun(world)
    assert "with Ola" in course_calendar(world, plain=False).decode()
