"""`massage-mind course` as it is seen, heard and piped over its weeks, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject
from cli_terminal import text_on

from massage_mind.cli.course_group import TABLE
from massage_mind.cli.main import run
from massage_mind.testing import ManualClock, Screen, ScriptedAnswers, Typed, manual_world
from massage_mind.world import World

START = (
    "course", "start", "4 december 15:00", "--weeks", "8", "--price", "80 EUR", "--tip", "10", "--cap", "900",
    "--therapist", "Kim", "--style", "swedish", "--hands-on", "50", "--measure", "tension",
    "--intention", "let my shoulders be", "--then", "once a month",
)  # fmt: skip
LOOKS: dict[str, dict[str, Any]] = {
    "80 columns": {},
    "40 columns": {"columns": 40},
    "aloud": {"ACCESSIBLE": "1"},
    "a pipe": {"terminal": False},
}


class Weeks:
    """A home over some weeks, looked at from worlds of its own; it begins on Thursday 26 November 2026, 14:11 in Oslo."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = ManualClock()
        self.go_to(2026, 11, 26, 13, 11)

    def go_to(self, year: int, month: int, day: int, hour: int, minute: int = 0) -> None:
        when = datetime(year, month, day, hour, minute, tzinfo=UTC)
        self.clock.set_wall(round(when.timestamp() * 1000))

    def world(self, *, columns: int = 80, terminal: bool = True, **environ: str) -> World:
        return manual_world(
            self.home,
            clock=self.clock,
            zone="Europe/Oslo",
            environ={"COLUMNS": str(columns), **environ},
            stdin=io.StringIO(),
            stdout=Screen() if terminal else io.StringIO(),
            stderr=Screen() if terminal else io.StringIO(),
        )

    def __call__(self, *words: str, code: int = 0, **look: Any) -> str:
        """What this command line says, on both streams."""
        world = self.world(**look)
        got = run([*words], lambda: world)
        self.err = text_on(world.stderr)
        out = text_on(world.stdout)
        assert code == got, self.err
        return out

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json", terminal=False))


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    """Nothing is there yet."""
    return Weeks(tmp_path / "mm")


def in_week_five(weeks: Weeks) -> None:
    """Four took place, one was skipped, one moved by an hour; it's 8 January."""
    weeks(*START)
    for day in (4, 11):
        weeks.go_to(2026, 12, day, 13, 30)
        weeks("checkin", "before", "--tension", str(10 - day // 2))
        weeks.go_to(2026, 12, day, 16)
        weeks("appointment", "done")
    weeks.go_to(2026, 12, 17, 16)
    weeks("appointment", "skip", "next", "--reason", "a cold")
    weeks.go_to(2026, 12, 20, 16)
    weeks("appointment", "move", "next", "24 december 16:00")
    weeks.go_to(2026, 12, 24, 17)
    weeks("appointment", "done")
    weeks.go_to(2027, 1, 1, 16)
    weeks("appointment", "done")
    weeks.go_to(2027, 1, 2, 9)


def pictured(weeks: Weeks, *words: str) -> str:
    """The page in each of its looks, without ids, which are other ones each time."""
    pages = []
    for name, look in LOOKS.items():
        page = weeks(*words, **look) + weeks.err
        for one in (weeks.json("course", "show")["course"]["id"],):
            page = page.replace(one, "#" * len(one))
        pages.append(f"=== {name}\n{page}")
    return "".join(pages)


def test_a_course_as_it_begins(weeks: Weeks, as_pictured: Callable[[str, str], None]) -> None:
    """What was planned, what it costs in all, when there is a look back."""
    pages = []
    for name, look in LOOKS.items():
        page = weeks(*START, **look)
        ids = weeks.json("course", "show")["course"]["id"]
        pages.append(f"=== {name}\n{page.replace(ids, '#####')}")
        weeks("course", "end", terminal=False)
        for one in weeks.json("appointment", "list", "--state", "skipped"):
            weeks("appointment", "delete", one["id"], "--yes", terminal=False)
    as_pictured("course-start", "".join(pages))


@pytest.mark.parametrize("command", ["show", "next", "review", "receipts"])
def test_a_course_in_its_fifth_week(
    weeks: Weeks, command: str, as_pictured: Callable[[str, str], None]
) -> None:
    """Counted, added up, looked back on: no word on what any of it means."""
    in_week_five(weeks)
    as_pictured(f"course-{command}", pictured(weeks, "course", command))


def test_a_look_back_is_answered_kindly(weeks: Weeks, as_pictured: Callable[[str, str], None]) -> None:
    """Where it got worse, where it did nothing, where it helped."""
    in_week_five(weeks)
    pages = []
    for words in (
        ("--difference", "worse", "--sign", "sore", "--sign", "instead", "--now", "less pain"),
        ("--difference", "nothing", "--pressure", "too light"),
        ("--difference", "helped", "--onward", "space-out"),
        ("--sign", "money"),
    ):
        pages.append(f"=== {' '.join(words)}\n{weeks('course', 'review', *words)}")
    as_pictured("course-review-said", "".join(pages))


def test_nothing_is_wider_than_its_window(weeks: Weeks) -> None:
    """From 40 columns on, but for a command, which is never broken."""
    in_week_five(weeks)
    for columns in (40, 52, 60, 80, 120, 200):
        for command in ("show", "next", "review", "receipts"):
            page = weeks("course", command, columns=columns) + weeks.err
            assert all(
                len(line) <= columns or line.strip().startswith("massage-mind") for line in page.splitlines()
            )


def test_home_says_once_that_weeks_are_over(weeks: Weeks, as_pictured: Callable[[str, str], None]) -> None:
    """After four of them, and after the last; then what is next otherwise."""
    weeks(*START)
    pages = []
    for day in ((2027, 1, 1, 8), (2027, 1, 29, 11)):
        weeks.go_to(*day)
        pages.append(f"=== {day}\n{weeks()}")
        assert "course review" in pages[-1] and "course review" not in weeks()
    weeks("course", "review", "--difference", "helped")
    assert "course review" not in weeks()
    as_pictured("home-weeks-over", "".join(pages))


def test_every_command_that_lists_has_json(weeks: Weeks) -> None:
    """One document each, with counts as numbers and money as decimals."""
    in_week_five(weeks)
    shown = weeks.json("course", "show")
    assert (8, 5, 4, 1, 1, 3, 0) == tuple(
        shown[key] for key in ("planned", "been", "done", "moved", "skipped", "to_come", "not_said")
    )
    assert {"currency": "EUR", "to_date": "360", "projected": "630", "cap": "900", "apart": {}} == shown[
        "cost"
    ]
    assert ([4, 6, 8], {"week": 6, "day": "2027-01-15"}) == (shown["review_weeks"], shown["next_review"])
    assert "review" == weeks.json("course", "next")["what"]
    looked = weeks.json("course", "review")
    assert (4, "let my shoulders be", None) == (looked["week"], looked["intention"], looked["entry"])
    paid = weeks.json("course", "receipts")
    assert ({"EUR": "360"}, 0, 4) == (paid["totals"], paid["without_price"], len(paid["paid"]))
    rows = list(csv.DictReader(io.StringIO(weeks("course", "receipts", "--csv", terminal=False))))
    assert [("2026-12-04", "Kim", "90", "EUR")] == [
        (row["day"], row["with"], row["total"], row["currency"]) for row in rows[:1]
    ]
    assert weeks.json("course", "pause")["standing"] == "paused"
    assert weeks.json("course", "resume")["standing"] == "running"
    assert weeks.json("course", "wish", "--want", "no")["kind"] == "entry"
    assert weeks.json("course", "end")["standing"] == "ended"


def test_a_pause_that_is_to_come_is_on_the_page(weeks: Weeks) -> None:
    """Said on the day it is planned, and seen until it begins; the course runs until then."""
    weeks(*START)
    page = weeks("course", "pause", "--from", "18 december", "--until", "4 january")
    assert re.search(r"a pause +from (?:Friday )?18 December until 4 January", page)
    assert re.search(r"a pause +from (?:Friday )?18 December", weeks("course", "show"))
    assert "paused" not in page
    weeks("course", "end")
    assert "a pause" not in weeks("course", "show")


def test_a_calendar_goes_to_a_file_or_to_standard_output(weeks: Weeks, tmp_path: Path) -> None:
    """The same bytes, with line ends as the standard has them; a file that is there is left as it is."""
    weeks(*START)
    raw = io.BytesIO()
    world = replace(weeks.world(), stdout=io.TextIOWrapper(raw, "ascii", newline="\n"))
    assert 0 == run(["course", "calendar"], lambda: world)
    target = tmp_path / "course.ics"
    weeks("course", "calendar", "--out", str(target))
    assert str(target) in weeks.err
    assert raw.getvalue() == target.read_bytes() and b"\r\n" in raw.getvalue()
    weeks("course", "calendar", "--out", str(target), code=1)
    assert "is there already" in weeks.err
    plain = weeks("course", "calendar", "--plain-titles", terminal=False)
    assert "Kim" not in plain and "massage-mind " not in plain
    assert {"Appointment"} < {event.summary.value for event in vobject.readOne(plain).vevent_list}


def test_it_is_asked_one_thing_at_a_time(weeks: Weeks) -> None:
    """Where no time was given, and somebody is there; what is left out is as usual."""
    answers = ScriptedAnswers(
        "every two weeks", "4 december 15:00", "10", None, "50", "Swedish", "Kim", None, "80 EUR", "10", None,
        "let my shoulders be", None, "none", None,
    )  # fmt: skip
    world = weeks.world()
    world = replace(world, stdin=Typed(""), doors=replace(world.doors, asker=lambda *_: answers))
    assert 0 == run(["course", "start"], lambda: world), text_on(world.stderr)
    course = weeks.json("course", "show")
    assert ("bi-weekly", 10, 60, 50, "swedish", "Kim", "80", "EUR", "10", "stress", 0) == tuple(
        course["course"][key]
        for key in (
            *("every", "weeks", "minutes", "hands_on", "style", "therapist", "price", "currency", "tip"),
            *("measure", "baseline"),
        )
    )
    assert 5 == course["planned"]
    assert "When is the first?" in answers.asked and answers.asked[0] == "How often?"


@pytest.mark.parametrize("answers", [(), (None, None), ("every week", None)])
def test_without_a_time_nothing_is_planned(weeks: Weeks, answers: tuple[Any, ...]) -> None:
    """Whoever goes away has planned nothing; it is said."""
    world = weeks.world()
    asker = ScriptedAnswers(*answers)
    world = replace(world, stdin=Typed(""), doors=replace(world.doors, asker=lambda *_: asker))
    assert 0 == run(["course", "start"], lambda: world)
    assert "Nothing was planned" in text_on(world.stderr)
    assert not (weeks.home / "data").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("start",), "needs the time"),
        (("start", "--no-ask"), "needs the time"),
        (("start", "4 december 15:00", "--every", "weakly"), "weekly"),
        (("start", "4 december 15:00", "--weeks", "1"), "--weeks"),
        (("start", "4 december 15:00", "--price", "80 EUR", "--tip", "10 CHF"), "one money"),
        (("start", "4 december 15:00", "--cap", "a lot"), "--cap takes a number"),
        (("start", "4 december 15:00", "--measure", "strss"), "stress"),
        (("start", "friday"), "friday"),
        (("review", "--difference", "wurse"), "worse"),
        (("review", "--sign", "soar"), "sore"),
        (("wish", "--want", "maybe"), "unsure"),
        (("wish", "--no-ask"), "Nothing was said"),
        (("receipts", "--csv", "--json"), "don't go together"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(weeks: Weeks, words: tuple[str, ...], said: str) -> None:
    """Exit code 2; nothing is kept."""
    weeks("course", *words, code=2, terminal=False)
    assert said in weeks.err and "Traceback" not in weeks.err
    assert not (weeks.home / "data" / "journal.sqlite3").exists()


@pytest.mark.parametrize("command", ["show", "next", "review", "pause", "resume", "end"])
def test_without_a_course_there_is_a_way_to_one(weeks: Weeks, command: str) -> None:
    """Exit code 1, and the command that begins one."""
    weeks("course", command, code=1, terminal=False)
    assert "massage-mind course start" in weeks.err


def test_text_from_people_is_text(weeks: Weeks) -> None:
    """On every page, whatever they wrote."""
    bad = "\x1b[2J[bold]x[/bold] \u202egnol"
    weeks("course", "start", "friday 15:00", "--therapist", bad, "--place", bad, "--intention", bad,
          "--then", bad, "--currency", "\x1b[", "--price", "80", "--baseline", "0")  # fmt: skip
    weeks.go_to(2026, 11, 27, 16)
    weeks("appointment", "done")
    weeks.go_to(2026, 12, 26, 16)
    for words in (("show",), ("next",), ("review", "--now", bad), ("receipts",), ("wish", "--for", bad), ("end", "--reason", bad)):  # fmt: skip
        page = weeks("course", *words, NO_COLOR="1", TERM="dumb") + weeks.err
        assert not {"\x1b", "\u202e"} & set(page), words


def test_every_command_is_tried_here() -> None:
    """None is added without a page of its own here."""
    tried = {"start", "show", "next", "review", "pause", "resume", "end", "wish", "receipts", "calendar"}
    assert tried == set(TABLE)


def test_a_new_course_says_nothing_untrue_of_what_was_paid_before(weeks: Weeks) -> None:
    """Whoever paid for others before it is told where those are, and not that there are none."""
    weeks("appointment", "add", "--done", "19 november 15:00", "--minutes", "60", "--price", "80 EUR")
    weeks(*START)
    weeks("course", "receipts")
    assert "Nothing of the course has taken place yet." in weeks.err and "receipts --all" in weeks.err
    assert "80 EUR" in weeks("course", "receipts", "--all")


def test_in_a_pause_without_an_end_a_look_back_has_no_day(weeks: Weeks) -> None:
    """It comes when the course goes on; with an end it has one again."""
    weeks(*START)
    weeks("course", "pause")
    assert "a look back   once you go on, after week 4" in weeks("course", "show")
    weeks("course", "resume")
    assert "a look back   1 January 2027, after week 4" in weeks("course", "show")


def test_what_an_ended_course_cost_is_told_as_past(weeks: Weeks) -> None:
    """While it runs it is what it costs."""
    weeks(*START)
    assert "What it costs" in weeks("course", "show")
    assert "What it cost\n" in weeks("course", "end")
