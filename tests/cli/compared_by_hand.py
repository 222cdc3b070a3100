"""A comparison lived by hand: command lines on a record in memory, at a time that is set, and what somebody rated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

from cli_terminal import text_on

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.journal.store import Store, open_store
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.comparison import Comparison
from massage_mind.record.comparison_weeks import PlannedHour, over_at, planned_hours
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import HOUR_MS
from massage_mind.record.phases import Phase
from massage_mind.record.progress import Progress
from massage_mind.record.query import Query
from massage_mind.record.session import NewSession
from massage_mind.testing import ManualClock, Screen, ScriptedAnswers, Typed, manual_world

OSLO = "Europe/Oslo"
NOW = round(datetime(2026, 11, 26, 13, 0, tzinfo=UTC).timestamp() * 1000)
"""A Thursday, 14:00 in Oslo."""
PLAN = (
    "compare", "plan", "--first", "tuesday 15:00", "--second", "friday 15:00", "--if-more", "I go on.",
    "--if-less", "I rest at home.", "--if-untold", "I go on until spring.", "--expect-massage", "7", "--expect-quiet", "4",
    "--price", "80 EUR", "--no-ask",
)  # fmt: skip
BY_IT = (3, 2, 3, 4, 2, 3, 2, 3, 1, 3, 2, 4)
LOOKS: tuple[dict[str, Any], ...] = (
    {"columns": "80"},
    {"columns": "40"},
    {"columns": "80", "aloud": True},
    {},
)


class Told(NamedTuple):
    """What a command line said, and how it ended."""

    out: str
    err: str
    code: int

    @property
    def all(self) -> str:
        return self.out + self.err


class Compared:
    """A record in memory, and command lines on it at a time that is set by hand."""

    def __init__(self) -> None:
        self.journal = MemoryJournal()
        self.now = NOW

    def store(self) -> Store:
        return open_store(self.journal, writing=True, wall=lambda: self.now)

    def call(
        self,
        *words: str,
        columns: str = "",
        aloud: bool = False,
        answers: Sequence[Any] = (),
        typed: str = "",
    ) -> Told:
        """A command line. `answers`: what a script answers to its questions; `typed`: what somebody types at a terminal."""
        streams: dict[str, Any] = {"stdout": Screen(), "stderr": Screen()} if columns else {}
        environ = {"TERM": "dumb", "COLUMNS": columns, "ACCESSIBLE": "1" if aloud else ""}
        world = manual_world(journal=self.journal, clock=ManualClock(wall=self.now), zone=OSLO, environ=environ, **streams)  # fmt: skip
        if answers:
            asker = ScriptedAnswers(*answers)
            world = replace(world, stdin=Typed(""), doors=replace(world.doors, asker=lambda *_: asker))
        elif typed:
            world = replace(world, stdin=Typed(typed))
        code = run([*words], lambda: world)
        return Told(text_on(world.stdout), text_on(world.stderr), code)

    def json(self, *words: str) -> Any:
        return json.loads(self.call(*words, "--json").out)

    def plan(self) -> Comparison:
        with self.store() as store:
            return cast(Comparison, store.records.find(Query(("comparison",)))[0].details)

    def rate(self, hour: PlannedHour, before: int, after: int, *, other: bool = False) -> None:
        """What was rated in this hour; `other`: it was the other of the two."""
        at = hour.at
        with self.store() as store:
            self.now = at
            given: list[tuple[Phase, int, int]] = [("before", at, before), ("after", at + HOUR_MS, after)]
            if (hour.hour == "massage") != other:
                home = store.records.add(NewRecord(Appointment(60, "swedish", "Kim", state="done"), at, OSLO))
                appointment, session = home.id, ""
            else:
                new = NewSession("during", "quiet-hour", "A quiet hour", HOUR_MS, HOUR_MS, 0, OSLO, quiet_hour=True)  # fmt: skip
                taken = store.begin_session(new)
                store.end_session(taken, Progress(HOUR_MS, played_ms=HOUR_MS), "finished")
                appointment, session = "", taken
            for phase, when, value in given:
                self.now = when
                rated = {"stress": value, "pain": 2}
                store.records.add(NewRecord(CheckIn(phase, "", rated), when, OSLO, appointment, session))

    def take(
        self,
        hour: PlannedHour,
        *,
        ambience: str = "rain",
        script: str = "quiet-hour",
        minutes: str = "60",
        late: int = 0,
    ) -> None:
        """This hour as somebody takes it with the program, rated 8 and 5 around it."""
        self.now = hour.at + late
        if hour.hour == "massage":
            self.call("appointment", "add", "now", "--minutes", minutes)
        heard = ("--minutes", minutes, "--ambience", ambience, "--no-ask")
        words = ("session", "--quiet-hour") if hour.hour == "quiet hour" else ("during", script)
        session = self.call(*words, *heard)
        assert session.code == 0, session.err
        with self.store() as store:
            (record,) = store.records.find(Query(("session", "quiet-hour"), limit=1))
            belongs = (record.head.appointment, record.id)
            for phase, when, value in (("before", hour.at + late, 8), ("after", hour.at + late + HOUR_MS, 5)):
                store.records.add(NewRecord(CheckIn(phase, "", {"stress": value}), when, OSLO, *belongs))

    def live(self, differences: Sequence[int | None], *, swapped: int = 0, until: int = 99) -> None:
        """Rate the weeks: 1 off in quiet hours, and so much more in massages; None: the massage isn't rated."""
        for hour in planned_hours(self.plan()):
            more = differences[hour.week - 1]
            if hour.week > until or (hour.hour == "massage" and more is None):
                continue
            lower = 1 if hour.hour == "quiet hour" else 1 + (more or 0)
            self.rate(hour, 8, 8 - lower, other=hour.week == swapped)

    def to_the_end(self) -> None:
        self.now = over_at(self.plan()) + HOUR_MS
