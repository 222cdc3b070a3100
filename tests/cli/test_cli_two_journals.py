"""Two journals of one person that become one: two courses, one time noted twice, one name for two measures."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject
from cli_terminal import text_on

from massage_mind.cli.main import run
from massage_mind.testing import ManualClock, manual_world

MINE = ("course", "start", "11 december 15:00", "--weeks", "4", "--therapist", "Kim", "--measure", "tension")
THEIRS = ("course", "start", "11 december 15:00", "--weeks", "6", "--every", "bi-weekly", "--therapist", "Lee",
          "--measure", "mood", "--review", "2")  # fmt: skip
HEADACHE = ("measure", "add", "headache")


class Machine:
    """A home of its own on a clock that all of them share."""

    def __init__(self, home: Path, clock: ManualClock) -> None:
        self.home, self.clock = home, clock
        self.err = self.said = ""

    def __call__(self, *words: str, code: int = 0) -> str:
        """What this line says on standard output; `err` is what it says beside it, `said` what it said of an import."""
        world = manual_world(self.home, clock=self.clock, zone="Europe/Oslo", stdin=io.StringIO())
        got = run([*words], lambda: world)
        self.err = text_on(world.stderr)
        assert code == got, self.err
        return text_on(world.stdout)

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json"))

    def takes_in(self, other: Machine) -> str:
        """Import all of the other; what is said of it."""
        path = self.home.with_suffix(".json")
        path.write_text(other("journal", "export"), encoding="utf-8")
        self("journal", "import", str(path))
        return self.err


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, Machine]:
    """Mine and theirs: a day lies between what is begun on them."""
    clock = ManualClock(wall=round(datetime(2026, 11, 26, 13, 11, tzinfo=UTC).timestamp() * 1000))
    return Machine(tmp_path / "mine", clock), Machine(tmp_path / "theirs", clock)


@pytest.fixture
def both(machines: tuple[Machine, Machine]) -> Machine:
    """Mine, with a course of theirs that was begun a day later."""
    mine, theirs = machines
    mine(*MINE)
    mine.clock.set_wall(round(datetime(2026, 11, 27, 13, 11, tzinfo=UTC).timestamp() * 1000))
    theirs(*THEIRS)
    mine.said = mine.takes_in(theirs)
    return mine


def shown(machine: Machine) -> dict[str, Any]:
    found: dict[str, Any] = machine.json("course", "show")
    return found


# ---------------------------------------------------------------- two courses


def test_an_import_says_once_that_there_are_two_courses(
    both: Machine, machines: tuple[Machine, Machine]
) -> None:
    """And how the other ends; the same again brings nothing, and says nothing."""
    (other,) = shown(both)["beside"]
    said = both.said
    assert "Two courses haven't ended now; the one begun last is the one that is meant." in said
    assert f"massage-mind course end {other}" in said
    assert "courses" not in both.takes_in(machines[1])


@pytest.mark.parametrize("words", [("show",), ("next",), ("pause",)])
def test_the_one_begun_last_is_meant_and_the_other_is_named_once(
    both: Machine, words: tuple[str, ...]
) -> None:
    """Wherever the course is shown, with the line that ends it."""
    out = both("course", *words)
    assert "Lee" in out and "Kim" not in out
    said = both.err
    assert 1 == said.count(
        "Another course hasn't ended: every week, with Kim, planned on Thursday 26 November."
    )
    assert 1 == said.count(f"massage-mind course end {shown(both)['beside'][0]}")


def test_one_course_names_no_other(machines: tuple[Machine, Machine]) -> None:
    """As ever."""
    machines[0](*MINE)
    machines[0]("course", "show")
    assert ("", []) == (machines[0].err, shown(machines[0])["beside"])


def test_the_other_is_shown_and_ended_by_its_id(both: Machine) -> None:
    """What is ended is shown as it ended, and nothing of the one that is meant has changed."""
    meant = shown(both)
    (other,) = meant["beside"]
    assert "Kim" in both("course", "show", other)
    assert "with Kim. It has ended." in both("course", "end", other.upper())
    assert {**meant, "beside": []} == shown(both)
    states = {
        one["therapist"]: one["state"] for one in both.json("appointment", "list", "--state", "skipped")
    }
    assert {"Kim": "skipped"} == states
    both("course", "end", other, code=1)
    assert "That course has ended." in both.err
    both("course", "end", "none", code=1)
    assert 'There\'s no course "none".' in both.err


def test_the_one_that_ends_is_the_one_that_is_shown(both: Machine) -> None:
    """Not the other, which is the course from then on; that is said."""
    (other,) = shown(both)["beside"]
    assert "with Lee. It has ended." in both("course", "end")
    assert 1 == both.err.count("Another course hasn't ended")
    assert other == shown(both)["course"]["id"]
    assert "with Kim" in both("course", "next") and "Another" not in both.err


def test_a_calendar_has_each_hour_once(both: Machine) -> None:
    """Of two for one instant the other is in it as cancelled, so that a calendar that has it lets go; its time is back
    when the course has ended.
    """

    def massages() -> tuple[list[datetime], list[str]]:
        events = vobject.readOne(both("course", "calendar")).vevent_list
        named = [one for one in events if one.summary.value.startswith("Massage")]
        standing = [one for one in named if one.status.value == "CONFIRMED"]
        return sorted(one.dtstart.value for one in standing), [one.summary.value for one in standing]

    times, whom = massages()
    assert len(set(times)) == len(times) == 5
    assert {"Massage with Lee": 3, "Massage with Kim": 2} == {name: whom.count(name) for name in whom}
    both("course", "end")
    assert {"Massage with Kim": 4} == {name: massages()[1].count(name) for name in massages()[1]}


def test_a_look_back_is_that_of_the_course_that_is_meant(both: Machine) -> None:
    """Home offers it for the one that runs, also where one that was begun later has ended."""
    both("course", "end")
    both.clock.set_wall(round(datetime(2027, 1, 9, 9, tzinfo=UTC).timestamp() * 1000))
    for one in both.json("appointment", "list"):
        if one["state"] == "planned":
            both("appointment", "done", one["id"])
    both.clock.set_wall(round(datetime(2027, 1, 11, 9, tzinfo=UTC).timestamp() * 1000))
    assert "Four weeks are over." in both()
    both("course", "review", "--difference", "helped")
    assert 4 == shown(both)["course"]["reviewed"]


# ---------------------------------------------------------------- two measures of one name

LOWER = ("--low", "none", "--high", "the worst I know", "--better", "lower")
HIGHER = ("--low", "bad", "--high", "all well", "--better", "higher")


def rated(machine: Machine, *means: str, numbers: tuple[int, int]) -> None:
    """The measure, and three massages with it."""
    machine(*HEADACHE, *means)
    for day in ("17", "18", "19"):
        machine("appointment", "add", "--done", f"{day} november 15:00", "--minutes", "60")
        for phase, number, time in zip(("before", "after"), numbers, ("14:50", "16:10"), strict=True):
            machine("checkin", phase, "--rate", f"headache={number}", "--at", f"{day} november {time}")


@pytest.fixture
def mixed(machines: tuple[Machine, Machine]) -> Machine:
    """Mine, with theirs that means something else."""
    mine, theirs = machines
    rated(mine, *LOWER, numbers=(7, 3))
    rated(theirs, *HIGHER, numbers=(2, 8))
    mine.said = mine.takes_in(theirs)
    return mine


def test_an_import_says_that_one_name_means_two_things(
    mixed: Machine, machines: tuple[Machine, Machine]
) -> None:
    """Once, with what each means."""
    said = mixed.said
    assert "Headache means more than one thing now: " in said
    assert (
        "0 none, 10 the worst I know, lower is easier" in said
        and "0 bad, 10 all well, higher is easier" in said
    )
    assert "more than one thing" not in mixed.takes_in(machines[1])


@pytest.mark.parametrize("words", [("trends",), ("trends", "headache")])
def test_nothing_is_told_of_numbers_that_may_mean_two_things(mixed: Machine, words: tuple[str, ...]) -> None:
    """No middle, no picture, no way; the line that joins them knowingly is there."""
    out = mixed(*words)
    assert "These numbers may mean more than one thing" in out and "So nothing is told of them." in out
    for claim in ("In the middle", "lower after", "higher after", "usually", "○", "0 none to 10"):
        assert claim not in out
    found = mixed.json("trends")["measures"]["headache"]
    assert (6, None, None, False, ["mixed"]) == tuple(
        found[key] for key in ("n", "median_change", "interval", "announced", "claims")
    )
    assert 2 == len(found["mixed"])


def test_they_are_joined_where_one_meaning_is_said(mixed: Machine, machines: tuple[Machine, Machine]) -> None:
    """By `measure edit`, not by another name for it; what comes again from the other changes nothing."""
    assert "Headache means more than one thing" in (mixed("measure", "list"), mixed.err)[1]
    mixed("measure", "edit", "headache", "--when", "before,after")
    assert 2 == len(mixed.json("trends")["measures"]["headache"]["mixed"])
    mixed("measure", "edit", "headache", *LOWER)
    found = mixed.json("trends")["measures"]["headache"]
    assert ([], 6) == (found["mixed"], found["n"])
    mixed.takes_in(machines[1])
    assert [] == mixed.json("trends")["measures"]["headache"]["mixed"]
    mixed("measure", "list")
    assert "" == mixed.err


def test_one_meaning_in_two_journals_is_one(machines: tuple[Machine, Machine]) -> None:
    """Nothing is said, and what is told of it stays."""
    mine, theirs = machines
    rated(mine, *LOWER, numbers=(7, 3))
    rated(theirs, *LOWER, numbers=(6, 3))
    assert "more than" not in mine.takes_in(theirs)
    assert 6 == mine.json("trends")["measures"]["headache"]["n"]
    assert "In the middle" in mine("trends", "headache")


def test_two_hours_are_not_compared_by_what_may_mean_two_things(mixed: Machine) -> None:
    """It is refused before anything is drawn."""
    plan = ("compare", "plan", "--first", "tuesday 15:00", "--second", "friday 15:00", "--if-more", "a", "--if-less", "b",
            "--if-untold", "c", "--expect-massage", "5", "--expect-quiet", "5", "--measure", "headache", "--preview")  # fmt: skip
    mixed(*plan, code=2)
    assert "Headache means more than one thing" in mixed.err
