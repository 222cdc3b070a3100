"""While a comparison runs nothing that a person sees depends on its main measure: two records that differ in it alone look the same."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from compared_by_hand import LOOKS, OSLO, PLAN, Compared, Told

from massage_mind.cli.lazy import LazyGroup
from massage_mind.cli.main import COMMANDS
from massage_mind.journal.store import open_store
from massage_mind.record.checkin import CheckIn
from massage_mind.record.comparison_weeks import PlannedHour, planned_hours
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import DAY_MS, HOUR_MS
from massage_mind.record.kinds import KINDS
from massage_mind.record.query import Query

LINES: dict[str, tuple[str, ...]] = {
    "": ("",),
    "appointment list": ("", "--all"),
    "appointment show": ("last", "next"),
    "appointment edit": ("last --note lighter",),
    "appointment move": ("next 'friday 18:00'",),
    "appointment done": ("last",),
    "appointment skip": ("last",),
    "appointment delete": ("next --yes",),
    "brief": ("--goal rest --no-ask", "--markdown", "--last-time --no-ask", "--all", "--html FILE --force"),
    "checkin": ("before --stress NUMBER --pain 2", "ordinary-day --stress NUMBER", "after --stress NUMBER --note calm"),
    "choose": ("--no-ask",),
    "compare plan": ("--no-ask", "--preview --no-ask"),
    "compare show": ("",),
    "compare result": ("",),
    "compare report": ("", "--html", "--json"),
    "compare verify": ("",),
    "course show": ("",),
    "course next": ("",),
    "course review": ("--no-ask",),
    "course receipts": ("",),
    "course calendar": ("", "--plain-titles"),
    "course wish": ("--want unsure --for rest --no-ask",),
    "course pause": ("",),
    "course resume": ("",),
    "course end": ("",),
    "data where": ("",),
    "intention": ("", "rest"),
    "journal list": ("", "-n 0", "--kind checkin", "--kind session --kind quiet-hour", "--kind all", "--bin", "--tag week"),
    "journal show": ("", "last", "EACH", "EACH --alone", "EACH --history"),
    "journal search": ("stress", "slept", "calm", "hour", "rest", "8"),
    "journal tags": ("",),
    "journal add": ("calmer",),
    "journal edit": ("CHECKIN --rate stress=NUMBER", "CHECKIN --tag week"),
    "journal delete": ("CHECKIN", "CHECKIN --yes"),
    "journal restore": ("CHECKIN",),
    "lookback": ("",),
    "measure list": ("",),
    "session": ("--minutes 20 --no-ask", "--quiet-hour --minutes 10 --no-ask"),
    "before": ("--minutes 4 --no-ask",),
    "during": ("--minutes 10 --no-ask",),
    "after": ("--minutes 4 --no-ask",),
    "share": (
        "--field pain,body,massages,symptoms --no-ask", "--field stress --no-ask", "--field pain --markdown --no-ask",
        "--field pain,cost --html FILE --force --no-ask",
    ),
    "trends": ("", "stress", "pain", "--since 4w", "--html FILE --force", "stress --html FILE --force"),
}  # fmt: skip
"""Every command that may show what was rated, and how it is called: NUMBER is a rating, EACH every record, CHECKIN one, FILE read as well."""
NOT_THEIRS = frozenset(
    {
        *("appointment add", "course start", "journal backup", "journal import", "journal recover", "support", "learn"),
        *("breathe", "ground", "partner", "series", "preview", "render", "first-time", "data delete", "config get", "config list", "config path"),
        *("config set", "measure add", "measure drop", "measure edit", "park add", "park done", "park drop", "park edit"),
        *("park list", "scripts check", "scripts edit", "scripts list", "scripts new", "scripts schema", "scripts show"),
        *("scripts where", "sound devices", "sound list", "sound play", "sound test", "sound voices"),
    }
)  # fmt: skip
"""Those that show nothing of the record but what they were just told."""
KEEPS = frozenset({"journal export", "compare stop"})
"""An export has all of it; where it is stopped, it does not run any more."""


def test_every_command_is_looked_at_or_has_a_reason_not_to_be() -> None:
    """A new one fails this until somebody says which."""
    found: set[str] = set()
    for name, one in COMMANDS.items():
        made = getattr(import_module(f"massage_mind.cli.{one.module}"), one.attribute)
        found |= {f"{name} {inner}" for inner in made.table} if isinstance(made, LazyGroup) else {name}
    assert found == set(LINES) - {""} | NOT_THEIRS | KEEPS


class Life(Compared):
    """Two weeks of a comparison by stress, and what lies around them; each number of stress is so much higher, from 10 on to 0."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by
        self.call("course", "start", "wednesday 12:00", "--baseline", "0", "--measure", "stress")
        self.call("appointment", "add", "friday 19:00", "--therapist", "Kim")
        self.call(*PLAN)
        self.live([3, 2, *[0] * 10], until=2)
        self.given("next-day", "slept", 9 * HOUR_MS)
        for days in (2, 9):
            self.given("ordinary-day", "", days * DAY_MS)
        self.call("journal", "add", "slept long, less stress", "--tag", "week")
        first = self.ids("checkin")[-1]
        self.call("journal", "edit", first, "--rate", f"stress={self.number(5)}")
        self.call("journal", "delete", self.ids("checkin")[1], "--yes")
        self.now += 20 * HOUR_MS

    def number(self, value: int) -> int:
        return (value + self.by) % 11

    def rate(self, hour: PlannedHour, before: int, after: int, *, other: bool = False) -> None:
        super().rate(hour, self.number(before), self.number(after), other=other)

    def given(self, phase: Any, note: str, later_ms: int) -> None:
        """One more check-in, so long after the first hour."""
        at = planned_hours(self.plan())[0].at + later_ms
        with self.store() as store:
            store.records.add(
                NewRecord(CheckIn(phase, note, {"stress": self.number(6), "pain": 1}), at, OSLO)
            )

    def ids(self, *kinds: Any) -> list[str]:
        with self.store() as store:
            return [one.id for one in store.records.find(Query(kinds or KINDS))]

    def tell(self, line: str, file: Path, look: dict[str, Any]) -> Iterator[Told]:
        """The answers to this line, with what it wrote into its file."""
        many = self.ids() if "EACH" in line else [""]
        for one in many:
            words = line.replace("EACH", one).replace("CHECKIN", self.ids("checkin")[0])
            words = words.replace("NUMBER", str(self.number(7))).replace("FILE", str(file))
            said = self.call(*shlex.split(words), **look)
            told = re.sub(r"UID:\w+", "UID", said.all.replace(str(file), "FILE"))
            if file.exists():
                told += file.read_text()
                file.unlink()
            yield Told(told, "", said.code)


def _lives(monkeypatch: pytest.MonkeyPatch) -> Iterator[Life]:
    """Several, each with the same ids."""
    for by in (0, 1, 4):
        names = map("".join, product("bcdfghjkmnpqrstvwxz", repeat=5))
        monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda names=names: next(names))
        yield Life(by)


@pytest.mark.parametrize(
    "look",
    [LOOKS[0], *(pytest.param(one, marks=pytest.mark.slow) for one in LOOKS[1:])],
    ids=["80", "40", "aloud", "pipe"],
)
def test_no_view_depends_on_the_main_measure_while_it_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, look: dict[str, Any]
) -> None:
    """Three records that differ in stress alone: every line of every command answers the same, word for word, files too."""
    told: list[dict[str, list[Told]]] = []
    for life in _lives(monkeypatch):
        said: dict[str, list[Told]] = {}
        for command, tails in LINES.items():
            for tail in tails:
                said[f"{command} {tail}"] = list(life.tell(f"{command} {tail}", tmp_path / "page.html", look))
        told.append(said)
        life.journal.close()
    assert all(all(one.out for one in answers) for answers in told[0].values())
    for other in told[1:]:
        assert {} == {line: answers for line, answers in told[0].items() if answers != other[line]}


TALKS = (
    "checkin before --appointment none",
    "checkin after",
    "checkin ordinary-day",
    "session --quiet-hour --minutes 6",
    "session --minutes 12 --before 4 --after 4",
    "after --minutes 4",
    "course review",
)
"""Commands that ask, before and after."""


@pytest.mark.parametrize("aloud", [False, True], ids=["80", "aloud"])
def test_no_question_shows_what_was_rated_earlier(monkeypatch: pytest.MonkeyPatch, aloud: bool) -> None:
    """Whatever was rated before, the same is asked; and what is answered isn't set beside it."""
    told = []
    for life in _lives(monkeypatch):
        said = []
        for line in TALKS:
            said.append(life.call(*line.split(), columns="80", aloud=aloud, typed="6\n" * 40))
            assert "just now" in said[-1].all or line == "course review", line
        told.append(said)
        life.journal.close()
    for other in told[1:]:
        for line, mine, theirs in zip(TALKS, told[0], other, strict=True):
            assert mine == theirs, line
