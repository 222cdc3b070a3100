"""A comparison from plan to report as somebody lives it: processes on files, the clock driven by hand, one of them killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from compared_by_hand import NOW, OSLO, PLAN

from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_weeks import PlannedHour, over_at, planned_hours
from massage_mind.record.document import read_record
from massage_mind.record.instants import DAY_MS, HOUR_MS

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

MINUTE_MS = 60_000
_CHILD = Path(__file__).with_name("compared_child.py")
_ROOT = Path(__file__).parents[2]
MORE = (6, 5, 6, 6, 6, 6, 5, 6, 6, 6, 6, 6)
"""How much more each week's massage takes off."""
MISSING = {(5, "massage"), (9, "quiet hour")}
SWAPPED, KILLED = 3, 6


class Lived:
    """A home, and command lines on it, each a process."""

    def __init__(self, home: Path) -> None:
        self.home, self.now = home, NOW

    def call(
        self,
        *words: str,
        answers: list[Any] | None = None,
        kill: int = 0,
        python: str = sys.executable,
        source: Path | None = None,
        seconds: float | None = None,
    ) -> subprocess.CompletedProcess[str]:
        job = {"home": str(self.home), "wall": self.now, "zone": OSLO, "words": words, "answers": answers, "kill": kill}  # fmt: skip
        paths = [str(source or _ROOT / "src"), sysconfig.get_path("purelib")]
        environ = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "TERM": "dumb",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [python, str(_CHILD), json.dumps(job)]
        return subprocess.run(command, capture_output=True, text=True, env=environ, stdin=subprocess.DEVNULL, check=False, timeout=seconds)  # fmt: skip

    def told(self, *words: str, **how: Any) -> str:
        """The answer of one that goes well."""
        said = self.call(*words, **how)
        assert said.returncode == 0, (words, said.stdout, said.stderr)
        return said.stdout

    def plan(self) -> Comparison:
        found = read_record(json.loads(self.told("compare", "show", "--json"))["comparison"]).details
        assert isinstance(found, Comparison)
        return found

    def quiet(self, before: int, after: int, *, killed: bool = False) -> None:
        """A quiet hour, asked before and after; killed in its middle, and gone on with half an hour later."""
        begun = [before, None, None, None, None]
        ended = [after, None, None, None, None]
        line = ("session", "--quiet-hour", "--minutes", "60", "--ambience", "rain")
        if not killed:
            self.told(*line, answers=begun + ended)
            return
        said = self.call(*line, answers=begun, kill=20 * MINUTE_MS)
        assert said.returncode == -signal.SIGKILL
        self.now += 50 * MINUTE_MS
        assert "came to its end" not in said.stdout
        self.told(*line, answers=[True, *ended])

    def massage(self, before: int, after: int) -> None:
        """A massage with an appointment and two check-ins, and the same to be heard."""
        self.told("appointment", "add", "now", "--minutes", "60", "--therapist", "Kim")
        self.told("checkin", "before", "--stress", str(before))
        self.told("during", "quiet-hour", "--minutes", "60", "--ambience", "rain", "--no-ask")
        self.now += HOUR_MS + 5 * MINUTE_MS
        self.told("checkin", "after", "--stress", str(after))

    def live(self, hour: PlannedHour) -> None:
        """One hour of the plan, as it went."""
        self.now = hour.at
        if (hour.week, hour.hour) in MISSING:
            return
        massage = (hour.hour == "massage") != (hour.week == SWAPPED)
        if massage:
            self.massage(8, 8 - 1 - MORE[hour.week - 1])
        else:
            self.quiet(8, 7, killed=hour.week == KILLED)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Twelve weeks, lived."""
    found = Lived(tmp_path_factory.mktemp("lived"))
    found.told(*PLAN, "--audio", "the rain")
    plan = found.plan()
    for hour in planned_hours(plan):
        found.live(hour)
    found.now = over_at(plan) + HOUR_MS
    return found


def _other_pythons() -> Iterator[str]:
    """Those of another version than this one, where they run."""
    for minor in range(11, 20):
        program = shutil.which(f"python3.{minor}")
        if minor != sys.version_info.minor and program is not None:
            asked = subprocess.run(
                [program, "-c", "import sqlite3, zoneinfo"], capture_output=True, check=False
            )
            if asked.returncode == 0:
                yield program


@pytest.mark.slow
def test_twelve_weeks_two_missing_one_swapped_one_killed_and_gone_on_with(lived: Lived) -> None:
    """The result says each of them, and is as strict as that needs; the hour that was killed counts whole."""
    before = lived.call("compare", "verify")
    page = " ".join(lived.told("compare", "result").split())
    for words in (
        "Whether the massage hours did more for stress than the quiet hours can't be told from these weeks.",
        "Filled in against what the other weeks say, the missing ones would change the answer",
        'if it can\'t be told: "I go on until spring."',
        "Both hours were rated in ten of twelve weeks",
        "Without both ratings: one massage hour and one quiet hour.",
        "In one week the hours weren't in the order picked by lot",
    ):
        assert words in page
    assert before.returncode == 0
    found = json.loads(lived.told("compare", "report", "--json"))
    assert ("untold", "more-by-it") == (found["ending"], found["ending_as_counted"])
    killed = found["weeks"][KILLED - 1]["quiet"]
    assert (8, 7, 60, False, False) == (
        killed["before"], killed["after"], killed["minutes"], killed["other_length"], killed["other_audio"],
    )  # fmt: skip
    assert not any(one["other_audio"] or one["other_length"] for week in found["weeks"] for one in (week["massage"], week["quiet"]))  # fmt: skip
    assert "<!DOCTYPE html>" in lived.told("compare", "report", "--html")
    assert found["sha256"] in lived.told("compare", "report", "--md")


@pytest.mark.slow
def test_it_verifies_in_a_second_checkout_and_with_another_python(lived: Lived, tmp_path: Path) -> None:
    """The same digest and order from a copy of the program; with each other Python there is; and by the report's own program."""
    mine = json.loads(lived.told("compare", "verify", "--json"))
    report = json.loads(lived.told("compare", "report", "--json"))
    shutil.copytree(_ROOT / "src", tmp_path / "second" / "src")
    pythons = [sys.executable, *_other_pythons()]
    for python in pythons:
        there = lived.told("compare", "verify", "--json", python=python, source=tmp_path / "second" / "src")
        assert mine == json.loads(there), python
        alone = [python, "-I", "-S", "-c", report["program"]]
        again = subprocess.run(alone, capture_output=True, text=True, check=True).stdout
        assert again.split() == [mine["hash"], mine["order"], report["ending"]], python
    assert mine["matches"]
    if len(pythons) == 1:
        pytest.skip("only one Python here")


@pytest.mark.slow
def test_one_letter_changed_in_the_file_is_noticed(lived: Lived, tmp_path: Path) -> None:
    """Whoever changes the plan in the journal's own file, past this program: exit code 1, and the report says it."""
    other = Lived(tmp_path / "other")
    shutil.copytree(lived.home, other.home)
    other.now = lived.now + DAY_MS
    journal = other.home / "data" / "journal.sqlite3"
    with closing(sqlite3.connect(journal)) as conn, conn:
        conn.execute("UPDATE comparison SET if_more = replace(if_more, 'go', 'ga')")
    said = other.call("compare", "verify")
    assert said.returncode == 1
    assert "isn't the one that was locked" in " ".join(said.stdout.split())
    assert "not as it was locked" in other.told("compare", "report", "--md")
    assert lived.call("compare", "verify").returncode == 0
