"""Killed, carried to another machine, merged, put back from a copy, the clock set back: plan, order and ratings are whole, what is lost is said."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from compared_by_hand import BY_IT, NOW, PLAN, Compared
from test_cli_compare_whole import Lived

from massage_mind.record.comparison_order import what_differs
from massage_mind.record.comparison_weeks import planned_hours
from massage_mind.record.instants import DAY_MS, HOUR_MS


def carried(one: Compared, file: Path) -> str:
    """All of this journal, as a file."""
    file.write_text(one.call("journal", "export").out)
    return str(file)


def test_two_machines_that_each_have_a_part_have_all_of_it_when_merged(
    compared: Compared, tmp_path: Path
) -> None:
    """The plan goes along with the first weeks; later weeks are rated on either; merged both ways, both say the same."""
    compared.call(*PLAN)
    compared.live(BY_IT, until=4)
    other = Compared()
    assert other.call("journal", "import", carried(compared, tmp_path / "first.json")).code == 0
    for hour in planned_hours(compared.plan())[8:]:
        (compared if hour.week % 2 else other).rate(hour, 8, 7 - (3 if hour.hour == "massage" else 0))
    compared.call("journal", "import", carried(other, tmp_path / "theirs.json"))
    other.call("journal", "import", carried(compared, tmp_path / "mine.json"))
    for one in (compared, other):
        one.to_the_end()
        assert () == what_differs(one.plan())
        found = one.json("compare", "result")
        assert (12, "more-by-it", True) == (found["complete"], found["ending"], found["holds"])
    other.journal.close()


def test_what_is_older_opens_nothing_and_changes_no_plan(compared: Compared, tmp_path: Path) -> None:
    """An export of before its end does not make it run again; nor does one in which somebody changed the plan."""
    compared.call(*PLAN)
    compared.live(BY_IT)
    older = carried(compared, tmp_path / "older.json")
    compared.to_the_end()
    compared.call("compare", "result")
    assert compared.call("journal", "import", older).code == 0
    assert compared.plan().state == "seen"
    text = Path(older).read_text()
    changed = tmp_path / "changed.json"
    changed.write_text(text.replace('"if_more": "I go on."', '"if_more": "I stay."'))
    assert changed.read_text() != text
    compared.call("journal", "import", str(changed))
    assert compared.plan().if_more == "I go on."
    assert compared.call("compare", "verify").code == 0


def test_two_that_run_after_a_merge_are_both_kept_back_and_said(compared: Compared, tmp_path: Path) -> None:
    """Each machine planned one of its own: both measures are left out, and each page says that there is another."""
    other = Compared()
    other.now += HOUR_MS
    other.call(*PLAN, "--measure", "pain")
    compared.call(*PLAN)
    assert "as well" not in compared.call("compare", "show", columns="80").out
    compared.call("journal", "import", carried(other, tmp_path / "pain.json"))
    compared.now += 6 * DAY_MS
    said = compared.call("checkin", "ordinary-day", "--stress", "4", "--pain", "6", "--tension", "3")
    assert "tension 3" in said.out and "pain" not in said.out and "stress" not in said.out
    told = " ".join(compared.call("compare", "show", columns="80").out.split())
    assert "Another comparison runs here as well, by " in told
    other.journal.close()


def test_a_clock_that_was_set_back_loses_no_hour_and_shows_none(compared: Compared) -> None:
    """A year back in its middle: nothing opens, a second is not begun; set right again, all is there."""
    compared.call(*PLAN)
    compared.live(BY_IT, until=5)
    then, plan = compared.now, compared.plan()
    compared.now = NOW - 365 * DAY_MS
    assert compared.call("compare", "result").code == 2
    assert compared.call(*PLAN).code == 1
    for words in (("journal", "list", "-n", "0"), ("trends",), ("lookback",), ()):
        assert not re.search(r"(?i)stress\D{0,12}\d", compared.call(*words, columns="80").all), words
    compared.now = then
    assert plan == compared.plan()
    weeks = compared.json("compare", "show")["weeks"]
    assert [one["difference"] for one in weeks[:5]] == list(BY_IT[:5])


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_put_back_from_a_copy_the_plan_is_whole_and_lost_weeks_are_said(tmp_path: Path) -> None:
    """A copy of the third week, put back in the fifth: plan and order verify, what was rated later is said to be missing."""
    lived = Lived(tmp_path / "home")
    lived.told(*PLAN)
    plan = lived.plan()
    hours = planned_hours(plan)
    for hour in hours[:4]:
        lived.live(hour)
    copy = tmp_path / "copy.sqlite3"
    lived.told("journal", "backup", str(copy))
    for hour in hours[4:6]:
        lived.live(hour)
    lived.now += DAY_MS
    said = lived.call("journal", "recover", "--from", str(copy), "--replace", "--yes")
    assert said.returncode == 0, said.stderr
    assert plan == lived.plan()
    lived.told("compare", "verify")
    page = " ".join(lived.told("compare", "show").split())
    assert "week 2 rated rated week 3 not rated not rated" in page


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_while_it_is_locked_there_is_a_whole_plan_or_none(tmp_path: Path) -> None:
    """At any instant of the command: what is kept verifies; where nothing is kept, it can be planned again."""
    begun = time.monotonic()
    Lived(tmp_path / "whole").told(*PLAN)
    whole = time.monotonic() - begun
    for number in range(6):
        lived, seconds = Lived(tmp_path / str(number)), whole * (5 + number) / 10
        with suppress(subprocess.TimeoutExpired):
            lived.call(*PLAN, seconds=seconds)  # Whoever waits no longer kills.
        said = lived.call("compare", "verify")
        if said.returncode:
            assert "There's no comparison yet" in said.stderr
            lived.told(*PLAN)
            lived.told("compare", "verify")
