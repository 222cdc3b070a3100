"""The record from the words typed: appointments, intentions, parked thoughts, check-ins, journal, data, home."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from massage_mind.cli.main import run
from massage_mind.errors import Stopped
from massage_mind.testing import ManualClock, OnScreen, Typed, manual_world
from massage_mind.world import World

HOUR = 3_600_000
START = round(datetime(2026, 12, 4, 13, 0, tzinfo=UTC).timestamp() * 1000)
"""A Friday, 14:00 in Oslo."""

HOSTILE = "\x1b[2J\x1b]0;owned\x07[bold]x[/bold] \u202egnol\u202c \x9b31m 👩‍👩‍👧 ' OR 1=1 --"


class Person:
    """Somebody at the command line, with a clock that can be set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.clock = ManualClock(wall=START)
        self._patch = monkeypatch
        self._capsys = capsys

    @property
    def now(self) -> int:
        return self.clock.wall()

    @now.setter
    def now(self, wall_ms: int) -> None:
        self.clock.set_wall(wall_ms)

    def world(self, *, pipe: bytes | None = None, typed: str | None = None) -> World:
        """The world as it is now; `pipe` is piped in, `typed` answers at a terminal."""
        stdin = io.StringIO() if typed is None else Typed(typed)
        self._patch.setattr(sys, "stdin", stdin)
        return manual_world(
            home(),
            clock=self.clock,
            zone="Europe/Oslo",
            environ={**os.environ, "TERM": "dumb"},
            stdin=stdin,
            stdout=sys.stdout if typed is None else OnScreen(sys.stdout),
            stderr=sys.stderr if typed is None else OnScreen(sys.stderr),
            piped=pipe,
        )

    def __call__(
        self, *words: str, code: int = 0, pipe: bytes | None = None, typed: str | None = None
    ) -> str:
        """Run one command line; its standard output. `pipe` is piped in, `typed` answers at a terminal."""
        world = self.world(pipe=pipe, typed=typed)
        got = run([*words], lambda: world)
        captured = self._capsys.readouterr()
        self.err = captured.err
        assert (got, "Traceback" in captured.err) == (code, False), captured.err
        return captured.out

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json"))


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Person:
    """Somebody with an empty home."""
    return Person(monkeypatch, capsys)


def home() -> Path:
    return Path(os.environ["MASSAGE_MIND_HOME"])


# ---------------------------------------------------------------- appointments


def test_an_appointment_from_first_to_last(person: Person) -> None:
    """Added as it is spoken, said back, listed, changed, moved, done; its id stays."""
    out = person(
        *("appointment", "add", "friday", "15:00", "--minutes", "60", "--style", "swedish"),
        *("--therapist", "Kim", "--place", "Studio", "--price", "80 EUR", "--week", "little sleep"),
    )
    assert "Friday 4 December, 15:00, with Kim. In 60 minutes." in out
    assert "Swedish · 60 minutes · Studio · 80 EUR · planned" in out
    (one,) = person.json("appointment", "list")
    key = one["id"]
    assert out.splitlines()[0].endswith(key)
    assert ("80", "EUR", 60, ["week/little-sleep"]) == (
        one["price"],
        one["currency"],
        one["minutes"],
        one["tags"],
    )
    person("appointment", "edit", key, "--therapist", "", "--minutes", "90")
    one = person.json("appointment", "show", key)
    assert (None, 90) == (one["therapist"], one["minutes"])
    moved = person.json("appointment", "move", key, "tomorrow", "10:00")
    assert "moved" == moved["state"]
    assert ("2026-12-05T10:00:00.000+01:00", one["at"]) == (moved["at"], moved["first_at"])
    person("appointment", "done", key, code=2)
    assert "still to come" in person.err
    person.now += 24 * HOUR
    assert "done" == person.json("appointment", "done", key)["state"]
    assert "skipped" == person.json("appointment", "skip", key, "--reason", "ill")["state"]
    assert 4 == len(person.json("journal", "show", key, "--history")) - 1
    person("appointment", "delete", key, "--yes")
    assert [] == person.json("appointment", "list", "--all")
    person("journal", "restore", key)
    assert 1 == len(person.json("appointment", "list", "--all"))


def test_a_day_that_begins_like_an_id_is_a_day(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """`move 4 december` moves the nearest; an id before it names another one."""
    from massage_mind.journal.store import open_store

    names = iter(("4kk2b", "9zz2b"))
    monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda: next(names))
    old = person.json("appointment", "add", "--done", "2026-11-01 15:00")
    near = person.json("appointment", "add", "in 2 hours")
    assert ("4kk2b", "9zz2b") == (old["id"], near["id"])
    assert near["id"] == person.json("appointment", "move", "5", "december", "15:00")["id"]
    assert old["id"] == person.json("appointment", "move", old["id"][:2], "5 december 16:00")["id"]


def test_one_that_is_past_counts_as_done(person: Person) -> None:
    """Logging afterwards; and a move into the past says the same. Without a word on it, both are refused."""
    assert "done" == person.json("appointment", "add", "--done", "yesterday 15:00")["state"]
    coming = person.json("appointment", "add", "tomorrow 15:00")
    assert "done" == person.json("appointment", "move", coming["id"], "2 days ago 10:00", "--done")["state"]
    for words in (
        ("appointment", "add", "yesterday 15:00"),
        ("appointment", "add", "yesterday 15:00", "--no-ask"),
        ("appointment", "move", coming["id"], "2 days ago 10:00"),
    ):
        assert "" == person(*words, code=2)
        assert "has passed" in person.err and "--done" in person.err
    assert 2 == len(person.json("appointment", "list", "--all"))


def test_a_time_that_has_passed_is_asked_about(person: Person) -> None:
    """At a terminal: yes notes it as done, anything else notes nothing; --no-ask asks nothing."""
    assert "" == person("appointment", "add", "yesterday 15:00", typed="n\n", code=2)
    assert "Did it take place?" in person.err and "Nothing was noted" in person.err
    assert "" == person("appointment", "add", "yesterday 15:00", "--no-ask", typed="y\n", code=2)
    assert "Did it take place?" not in person.err
    assert "done" in person("appointment", "add", "yesterday 15:00", typed="y\n")
    assert 1 == len(person.json("appointment", "list", "--all"))


@pytest.mark.parametrize(
    "words",
    [
        ("appointment", "add", "soon"),
        ("appointment", "add", "friday 15:00", "--style", "swdish"),
        ("appointment", "add", "friday 15:00", "--minutes", "0"),
        ("appointment", "add", "friday 15:00", "--price", "much"),
        ("appointment", "list", "--state", "lost"),
        ("appointment", "move", "zzzzz"),
        ("park", "add", " "),
        ("park", "add", "x", "--when", "yesterday 9:00"),
        ("park", "add", "x", "--ics", "-"),
        ("checkin", "whenever", "--stress", "1"),
        ("checkin", "before", "--stress", "11"),
        ("checkin", "before", "--soreness", "1"),
        ("checkin", "before", "--body", "soul 1"),
        ("checkin", "before"),
        ("intention", "--aim", "win", "x"),
        ("journal", "add"),
        ("journal", "add", "x", "--at", "tomorrow 9:00"),
        ("journal", "list", "--kind", "dream"),
        ("journal", "search", "***"),
        ("journal", "export", "--format", "pdf"),
        ("journal", "export", "--fields", "nope"),
        ("data", "delete", "--word", "no"),
        ("journal", "nope"),
    ],
)
def test_what_cannot_be_is_a_usage_error(person: Person, words: tuple[str, ...]) -> None:
    """Exit code 2, a sentence, nothing on standard output, nothing kept."""
    person("intention", "something")
    out = person(*words, code=1 if words[:2] == ("appointment", "move") else 2)
    assert "" == out
    assert person.err.strip()
    assert [] == person.json("journal", "list")


# ---------------------------------------------------------------- the thread


def test_what_is_near_belongs_to_the_appointment_and_says_so(person: Person) -> None:
    """Intention, parked thought, check-in, entry, session; --appointment overrides."""
    key = person.json("appointment", "add", "friday 15:00", "--minutes", "30", "--style", "swedish")["id"]
    person(
        "intention", "let my shoulders be", "--when", "When I plan dinner", "--then", "I will feel the hands."
    )
    assert "With your appointment on Friday 4 December, 15:00." in person.err
    person("park", "add", "call the bank", "--when", "tomorrow 9:00", "--where", "desk")
    person("checkin", "before", "--stress", "7", "--body", "l shoulder 3")
    person("before", "--minutes", "0.5", "--no-ask", "--at", "10 minutes ago")
    person("journal", "add", "nervous", "--tag", "mood")
    person("journal", "add", "elsewhere", "--appointment", "none")
    thread = person.json("journal", "show", key)
    assert ["session", "intention", "parked", "checkin", "entry"] == [
        one["kind"] for one in thread["records"]
    ]
    assert ("I plan dinner", "feel the hands") == (thread["records"][1]["when"], thread["records"][1]["then"])
    session = thread["records"][0]
    assert (True, "let my shoulders be", "swedish", 0) == (
        *(session["logged"], "let my shoulders be", session["style"]),
        session["cues"],
    )
    shown = person("journal", "show", key)
    assert "let my shoulders be" in shown and "left shoulder" not in shown.split("Body")[0]
    assert "When I plan dinner, I will feel the hands." in shown


def test_during_takes_style_and_length_from_the_appointment(person: Person) -> None:
    """Unless something else is said."""
    person("appointment", "add", "--done", "3 hours ago", "--minutes", "75", "--style", "thai")
    person("during", "--no-ask", "--at", "3 hours ago")
    person("during", "--no-ask", "--at", "31 minutes ago", "--minutes", "30", "--style", "swedish")
    person("during", "--no-ask", "--at", "20 minutes ago", "--minutes", "30", code=2)
    assert "be over yet" in person.err
    second, first = person.json("journal", "list", "--moment", "during")
    assert (75 * 60_000, "thai") == (first["planned_ms"], first["style"])
    assert (30 * 60_000, "swedish") == (second["planned_ms"], second["style"])


def test_a_past_day_is_written_down(person: Person) -> None:
    """Everywhere, with --at: it stands at its own time and belongs to its own appointment."""
    key = person.json("appointment", "add", "--done", "2026-12-01 15:00", "--minutes", "60")["id"]
    for words in (
        ("intention", "rest", "--at", "2026-12-01 14:00"),
        ("park", "add", "bread", "--at", "2026-12-01 14:10"),
        ("checkin", "before", "--stress", "6", "--at", "2026-12-01 14:50"),
        ("during", "--no-ask", "--at", "2026-12-01 15:05"),
        ("checkin", "after", "--stress", "2", "--at", "2026-12-01 16:10"),
        ("checkin", "next-day", "--soreness", "1", "--at", "2026-12-02 08:00"),
        ("journal", "add", "good", "--at", "2026-12-01 17:00"),
    ):
        person(*words)
    records = person.json("journal", "show", key)["records"]
    assert 7 == len(records)
    assert ["14:00", "14:10", "14:50", "15:05", "16:10", "17:00", "08:00"] == [
        one["at"][11:16] for one in records
    ]
    assert all(one["created_at"].startswith("2026-12-04T14:00") for one in records)


def test_a_quiet_hour_is_of_its_own_kind(person: Person) -> None:
    """It belongs to no appointment, and is told apart in lists and in the CSV."""
    person("appointment", "add", "friday 15:00")
    person("session", "--quiet-hour", "--minutes", "30", "--no-ask", "--at", "1 hour ago")
    (one,) = person.json("journal", "list", "--kind", "quiet-hour")
    assert ("quiet-hour", None, "quiet-hour") == (one["kind"], one["appointment"], one["script"])
    person("journal", "edit", one["id"], "--tag", "rested")
    assert ["rested"] == person.json("journal", "show", one["id"])["tags"]


# ---------------------------------------------------------------- parked thoughts


def test_a_thought_is_carried_into_a_calendar(person: Person, tmp_path: Path) -> None:
    """Read back by a calendar library; a file that is there is not written over."""
    target = tmp_path / "bank.ics"
    person(
        "park",
        "add",
        "call; the, bank\nnow",
        "--when",
        "tomorrow 9:00",
        "--where",
        "desk",
        "--ics",
        str(target),
    )
    assert 0o600 == stat.S_IMODE(target.stat().st_mode)
    (event,) = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert ("call; the, bank\nnow", "desk") == (str(event["summary"]), str(event["location"]))
    assert datetime(2026, 12, 5, 8, 0, tzinfo=UTC) == event.decoded("dtstart")
    person("park", "list", "--ics", str(target), code=1)
    assert "there already" in person.err
    assert "BEGIN:VEVENT" in person("park", "list", "--ics", "-")


def test_a_calendar_on_a_pipe_is_the_file_byte_by_byte(person: Person, tmp_path: Path) -> None:
    """With the line ends of a calendar, and in UTF-8 whatever the terminal would take."""
    person("park", "add", "Größe 肩", "--when", "tomorrow 9:00", "--ics", str(tmp_path / "a.ics"))
    raw = io.BytesIO()
    world = replace(person.world(), stdout=io.TextIOWrapper(raw, encoding="latin-1", newline="\n"))
    assert 0 == run(["park", "list", "--ics", "-"], lambda: world)
    assert (tmp_path / "a.ics").read_bytes() == raw.getvalue()


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown", "csv", "text"])
def test_an_export_on_a_pipe_is_the_file_byte_by_byte(person: Person, tmp_path: Path, form: str) -> None:
    """No letter becomes another one because a terminal could not show it."""
    person("journal", "add", "Größe 肩 🥰", "--tag", "größe")
    person("checkin", "--stress", "3", "--tag", "肩")
    raw = io.BytesIO()
    world = replace(person.world(), stdout=io.TextIOWrapper(raw, encoding="latin-1", newline="\r\n"))
    assert 0 == run(["journal", "export", "-f", form], lambda: world)
    world.out().flush()
    target = tmp_path / "out"
    person("journal", "export", "-f", form, "-o", str(target))
    if form == "markdown":  # Into a folder, a file each.
        assert all(path.read_bytes().split(b"---")[-1] in raw.getvalue() for path in target.iterdir())
    else:
        assert target.read_bytes() == raw.getvalue()


def test_a_thought_is_planned_done_and_dropped(person: Person) -> None:
    """A time can be given later and taken away; done twice is once."""
    key = person.json("park", "add", "bread")["id"]
    assert person.json("park", "edit", key, "--when", "tomorrow 9:00")["due_at"]
    assert person.json("park", "edit", key, "--when", "")["due_at"] is None
    person("park", "edit", key, code=2)
    person("park", "done", key)
    person("park", "done", key)
    assert [] == person.json("park", "list")
    assert "done" == person.json("park", "list", "--all")[0]["state"]
    assert 3 == len(person.json("journal", "show", key, "--history")) - 1


def test_a_quick_list_is_asked_for_one_by_one(person: Person) -> None:
    """Each kept at once; a time in what is typed is used, and none is demanded."""
    person("park", typed="call the bank\ntomorrow 9:00\nbread\n\n\n")
    first, second = person.json("park", "list")
    assert ("call the bank", "2026-12-05T09:00:00.000+01:00") == (first["text"], first["due_at"])
    assert ("bread", None) == (second["text"], second["due_at"])


def test_what_was_put_down_is_handed_back_when_there_is_time_for_it(person: Person) -> None:
    """Not by an `after` within twenty minutes of the massage; by one after that, once."""
    person("appointment", "add", "friday 14:10", "--minutes", "30")
    person("park", "add", "call the bank")
    person("park", "add", "buy bread")
    person.now += 45 * 60_000
    after = ("after", "--minutes", "1", "--no-ask", "--no-sound", "--plain")
    person(*after)
    assert "\nWhat you put down keeps until 15:00.\n" in person.err
    assert "call the bank" not in person.err
    person.now += 20 * 60_000
    person(*after)
    assert "\nWhat you put down\n  call the bank\n  buy bread\n" in person.err
    assert all(one["returned_at"] for one in person.json("park", "list"))
    person(*after)
    assert "call the bank" not in person.err


# ---------------------------------------------------------------- intention


def test_an_intention_is_guided(person: Person) -> None:
    """Kind, words, plan; Enter leaves it for now."""
    person("intention", typed="2\nmy lower back\nWhen it is too firm\nI will say so\n")
    one = person.json("intention")
    assert ("area", "my lower back", "it is too firm", "say so") == (
        *(one["aim"], one["text"]),
        *(one["when"], one["then"]),
    )
    person("intention", typed="2\n6\n")
    assert person.json("intention") is None
    person("intention", typed="\n")
    assert 2 == len(person.json("intention", "--list"))


@pytest.mark.parametrize(
    ("chosen", "words", "kind"),
    [
        ("2", "one place to be looked after", "an area, or a pain"),
        ("5", "to say what I need", "to say what you need"),
        ("3", "to rest", "no such kind"),
    ],
    ids=["area", "speak-up", "rest"],
)
def test_a_kind_alone_has_words_that_can_be_said(person: Person, chosen: str, words: str, kind: str) -> None:
    """They are spoken as a wish, and shown once: not beneath themselves as the kind they are of."""
    person("intention", typed=f"{chosen}\n\n\n")
    one = person.json("intention")
    assert one["text"] == words
    shown = person("journal", "show", one["id"])
    assert [f'"{words}"'] == [line.strip() for line in shown.splitlines() if words in line]
    assert kind not in shown


def test_an_intention_looks_forward(person: Person) -> None:
    """It does not belong to a massage that is done; one far off is named."""
    person("appointment", "add", "--done", "3 hours ago", "--minutes", "60")
    key = person.json("appointment", "add", "sunday 15:00")["id"]
    person("intention", "rest")
    line = "massage-mind intention rest --appointment next"
    assert "next 36 hours" in person.err and line in person.err.splitlines()[-1]
    assert person.json(*line.split()[1:], "--json")["appointment"] == key
    assert person.json("intention")["appointment"] is None


# ---------------------------------------------------------------- check-ins


def test_a_check_in_line_by_line(person: Person) -> None:
    """Where single keys do not work: Enter skips, < goes back, a wrong number is asked again."""
    person("checkin", "before", typed="6\n<\n7\n12\n\n3\n8\nl shoulder 3, jaw 2\n\n")
    (one,) = person.json("journal", "list")
    assert ({"stress": 7, "pain": 3, "mood": 8}, {"jaw": 2, "left shoulder": 3}) == (
        one["ratings"],
        one["body"],
    )
    assert 1 == len(person.json("journal", "show", one["id"], "--history"))


def test_a_check_in_finds_its_time_by_itself(person: Person) -> None:
    """Before, after, the next day, and otherwise an ordinary one."""
    person("checkin", "--stress", "5")
    person("appointment", "add", "friday 15:00", "--minutes", "60")
    person("checkin", "--stress", "6")
    person.now += 2 * HOUR + 5 * 60_000
    person("checkin", "--stress", "3")
    person("appointment", "done")
    person.now += 16 * HOUR
    person("checkin", "--soreness", "2")
    assert "reasons to get advice" in person.err.replace("\n", " ")
    assert ["ordinary-day", "before", "after", "next-day"] == [
        one["phase"] for one in person.json("journal", "list", "--kind", "checkin")[::-1]
    ]


def test_the_next_morning_home_offers_once(person: Person) -> None:
    """And the answer belongs to that massage."""
    key = person.json("appointment", "add", "--done", "1 hour ago", "--minutes", "30")["id"]
    person.now = START + 18 * HOUR
    assert "checkin next-day" in person()
    assert "checkin next-day" not in person()
    person("checkin", "next-day", "--sleep", "8", "--soreness", "0")
    assert [key] == [one["appointment"] for one in person.json("journal", "list", "--kind", "checkin")]


# ---------------------------------------------------------------- home


def test_home_follows_the_day(person: Person) -> None:
    """From the appointment to the entry, one thing to do each time, its command alone on its line."""

    def todo() -> list[str]:
        return [line.strip() for line in person().splitlines() if line.startswith("    massage-mind ")]

    person("appointment", "add", "friday 15:00", "--minutes", "60")
    assert ["massage-mind intention"] == todo()
    person("intention", "rest")
    assert 'In your words: "rest".' in person()
    assert ["massage-mind before --minutes 4"] == todo()
    person("before", "--minutes", "1", "--no-ask", "--at", "2 minutes ago")
    assert ["massage-mind during"] == todo()
    person.now += HOUR + 600_000
    assert person().startswith("Now, your massage, until 16:00.\n")
    assert ["massage-mind during --until 16:00"] == todo()
    person.now += HOUR
    assert ["massage-mind after"] == todo()
    person("checkin", "after", "--stress", "2")
    assert ["massage-mind journal add"] == todo()
    person("journal", "add", "lighter")
    assert "It's all kept." in person()
    assert ["massage-mind journal show"] == todo()


# ---------------------------------------------------------------- journal


def test_an_entry_is_edited_and_its_past_is_kept(person: Person) -> None:
    """Text, tags, time; what is not different is no change."""
    key = person.json("journal", "add", "one", "--tag", "a")["id"]
    person("journal", "edit", key, "--text", "two", "--tag", "B", "--untag", "a", "--at", "yesterday 9:00")
    person("journal", "edit", key, "--text", "two")
    assert "nothing was changed" in person.err
    before, now = person.json("journal", "show", key, "--history")
    assert ("one", ["a"]) == (before["record"]["text"], before["record"]["tags"])
    assert ("two", ["b"], "2026-12-03T09:00") == (
        *(now["record"]["text"], now["record"]["tags"]),
        now["record"]["at"][:16],
    )
    assert "Until today at 14:00" in person("journal", "show", key, "--history")


def test_ratings_of_a_session_are_edited(person: Person) -> None:
    """A wrong number changes nothing at all."""
    person("checkin", "before", "--stress", "6", "--note", "tired")
    key = person.json("journal", "list")[0]["id"]
    person("journal", "edit", key, "--text", "x", "--rate", "stress=99", code=2)
    assert "tired" == person.json("journal", "show", key)["note"]
    person("journal", "edit", key, "--rate", "stress=4", "--rate", "mood=5", "--body", "jaw 1")
    person("journal", "edit", key, "--rate", "mood=")
    shown = person.json("journal", "show", key)
    assert ({"stress": 4}, {"jaw": 1}) == (shown["ratings"], shown["body"])
    person("journal", "edit", key, "--rate", "stress=" + "9" * 5_000, code=2)


def test_what_is_written_at_the_terminal_and_broken_off_waits(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next `journal add` begins with it; once it is kept, the draft is gone."""
    from massage_mind.screen.ask.prompts import Prompts

    monkeypatch.setattr(Prompts, "lines", lambda *_: ("half a thought", 2))
    person("journal", "add", typed="", code=130)
    draft = home() / "data" / "draft.txt"
    assert ("half a thought", 0o600) == (draft.read_text(), stat.S_IMODE(draft.stat().st_mode))
    monkeypatch.setattr(Prompts, "lines", lambda _self, _question, begin, _keep: (begin + ", whole", 0))
    person("journal", "add", typed="")
    assert "half a thought, whole" == person.json("journal", "list")[0]["text"]
    assert not draft.exists()


def test_an_own_editor_is_used(person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For writing and for changing; one that fails changes nothing, and no draft of another record is touched."""
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "%s" " and more" >> "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"sh '{script}'")
    monkeypatch.delenv("VISUAL", raising=False)
    person("journal", "add", "--editor", "begun", typed="")
    (one,) = person.json("journal", "list")
    assert "begun and more" == one["text"]
    person("journal", "edit", one["id"], "-e", typed="")
    assert "begun and more and more" == person.json("journal", "show", one["id"])["text"]
    monkeypatch.setenv("EDITOR", "false")
    person("journal", "edit", one["id"], "-e", typed="", code=1)
    assert "Nothing was changed" in person.err
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    person("journal", "add", "-e", typed="", code=1)
    monkeypatch.delenv("EDITOR")
    person("journal", "add", "-e", typed="", code=2)


def test_a_draft_is_of_one_record_and_of_what_was_written(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that an editor left stays over other edits of the record, and one that nobody wrote into does not stay."""
    script = tmp_path / "editor.sh"
    monkeypatch.setenv("EDITOR", f"sh {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    key = person.json("journal", "add", "some words")["id"]
    draft = home() / "data" / f"draft-{key}.txt"
    script.write_text("exit 1\n")
    person("journal", "edit", key, "-e", typed="", code=1)
    assert not draft.exists()
    script.write_text('printf " an hour of writing" >> "$1"; exit 1\n')
    person("journal", "edit", key, "-e", typed="", code=1)
    assert "What you wrote is in" in person.err.replace("\n", " ")
    person("journal", "edit", key, "--tag", "x")
    assert "some words an hour of writing" == draft.read_text()
    script.write_text("exit 0\n")
    person("journal", "edit", key, "-e", typed="")
    assert "some words an hour of writing" == person.json("journal", "show", key)["text"]
    assert not draft.exists()
    script.write_text('rm "$1"\n')
    person("journal", "edit", key, "-e", typed="", code=1)


def test_a_draft_that_waits_is_added_to(person: Person) -> None:
    """Where the journal takes nothing, what waits already stays."""
    data = home() / "data"
    data.mkdir(parents=True)
    (data / "journal.sqlite3").write_bytes(b"no journal " * 100)
    (data / "draft.txt").write_text("a long text\nsecond line")
    person("journal", "add", "a", code=1)
    person("journal", "add", "new words", code=1)
    assert "a long text\nsecond line\nnew words" == (data / "draft.txt").read_text()


def test_words_are_not_lost_where_the_journal_cannot_take_them(person: Person) -> None:
    """They wait in the draft."""
    data = home() / "data"
    data.mkdir(parents=True)
    (data / "journal.sqlite3").write_bytes(b"no journal " * 100)
    person("journal", "add", "precious words", code=1)
    assert "is safe in" in person.err.replace("\n", " ")
    assert "precious words" == (data / "draft.txt").read_text()


def test_deleting_asks_and_restoring_brings_back(person: Person) -> None:
    """Into the bin; for good only with a word of its own; the bin can be looked at."""
    key = person.json("journal", "add", "secret")["id"]
    person("journal", "delete", key, code=2)
    person("journal", "delete", key, typed="n\n")
    assert 1 == len(person.json("journal", "list"))
    person("journal", "delete", key, key, typed="y\n")
    assert [] == person.json("journal", "list")
    assert [key] == [one["id"] for one in person.json("journal", "list", "--bin")]
    assert 'Nothing found for "secret".' in (person("journal", "search", "secret") or person.err)
    assert "Deleted today at 14:00" in person("journal", "show", key)
    person("journal", "restore", key, key)
    assert 1 == len(person.json("journal", "list"))
    person("journal", "delete", key, "--forever", "--yes")
    person("journal", "show", key, code=1)
    person("journal", "restore", key, code=1)


def test_several_are_deleted_and_restored_together_or_not_at_all(person: Person) -> None:
    """Also where one goes along with another anyway."""
    from massage_mind.journal.store import open_store

    person("during", "--no-ask", "--at", "2 hours ago", "--minutes", "30")
    (session,) = person.json("journal", "list")
    with open_store(home() / "data" / "journal.sqlite3", writing=True, wall=lambda: START) as store:
        store.records.rate(session["id"], "after", {"stress": 3})
    (checkin,) = person.json("journal", "list", "--kind", "checkin")
    entry = person.json("journal", "add", "stays")
    person("journal", "delete", session["id"], checkin["id"], "--yes")
    assert [entry["id"]] == [one["id"] for one in person.json("journal", "list")]
    person("journal", "restore", session["id"], checkin["id"])
    assert 2 == len(person.json("journal", "list"))
    person("park", "add", "a")
    (parked,) = person.json("park", "list")
    person("park", "done", parked["id"], "zzzzz", code=1)
    assert 1 == len(person.json("park", "list"))


def test_what_hung_on_a_deleted_appointment_stays_by_itself(person: Person) -> None:
    """It is shown, and followed up."""
    key = person.json("appointment", "add", "--done", "3 hours ago", "--minutes", "60")["id"]
    person("during", "--no-ask", "--at", "3 hours ago", "--minutes", "60")
    person("appointment", "delete", key, "--yes")
    assert "Following the touch" in person("journal", "show")
    person.now += 18 * HOUR
    assert "checkin next-day" in person()


def test_search_shows_the_sentence_and_exits_zero_without_a_hit(person: Person) -> None:
    """`--json` has it as well; nothing on standard output where nothing is found, and a near word is named."""
    key = person.json("journal", "add", "First. The left shoulder let go! Last.", "--tag", "x")["id"]
    (line,) = person("journal", "search", "shoulder").splitlines()
    assert f"{key}  Friday 4 December, 14:00  entry  The left shoulder let go!" == line
    assert "The left shoulder let go!" == person.json("journal", "search", "should*")[0]["hit"]
    assert 1 == len(person.json("journal", "search", "left shoulder", "--tag", "x", "--since", "today"))
    assert "" == person("journal", "search", "knee")
    assert 'Nothing found for "knee".\n' == person.err
    person("journal", "search", "sholder")
    assert 'Nothing found for "sholder". "shoulder" is in one entry.' in person.err
    assert "    massage-mind journal search shoulder\n" in person.err


def test_everything_is_carried_out_and_in(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every format, to a file of the owner's alone and to a pipe; into an empty home; twice."""
    person("appointment", "add", "friday 15:00", "--style", "swedish")
    person("checkin", "before", "--stress", "6")
    person("journal", "add", "Käse 肩膀\n\n---\nend", "--tag", "x")
    whole = person("journal", "export")
    assert whole == person("journal", "export", "--json")
    assert 3 == len(json.loads(whole)["records"])
    assert 3 == len(person("journal", "export", "-f", "jsonl").splitlines())
    assert 2 == len(person("journal", "export", "-f", "csv").splitlines())
    assert "Käse 肩膀" in person("journal", "export", "-f", "text")
    assert 1 == len(json.loads(person("journal", "export", "--kind", "entry"))["records"])
    file, notes = tmp_path / "all.json", tmp_path / "notes"
    person("journal", "export", "-o", str(file))
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    person("journal", "export", "-o", str(file), code=1)
    person("journal", "export", "-o", str(file), "--force")
    person("journal", "export", "-f", "markdown", "-o", str(notes))
    assert 3 == len(list(notes.glob("*.md")))
    many = tmp_path / "all.md"
    many.write_bytes(person("journal", "export", "-f", "markdown").encode())
    for source in (file, notes, many):
        monkeypatch.setenv("MASSAGE_MIND_HOME", str(tmp_path / f"home-{source.name}"))
        assert "Three new" in person("journal", "import", str(source))
        assert "None new, none newer, three already here." in person("journal", "import", str(source))
        assert json.loads(whole)["records"] == json.loads(person("journal", "export"))["records"]


def test_a_copy_and_what_it_is_worth(person: Person, tmp_path: Path) -> None:
    """Backup beside or elsewhere; recover looks, and refuses where there is nothing to recover."""
    person("journal", "backup", code=1)
    person("journal", "add", "a")
    path = Path(person("journal", "backup").strip())
    assert path.parent == home() / "data" / "backups"
    person("journal", "backup", str(tmp_path / "copy.sqlite3"))
    person("journal", "backup", str(tmp_path / "copy.sqlite3"), code=1)
    assert 2 == person("journal", "recover").count("whole, one record\n")
    person("journal", "recover", "--newest", "--yes", code=1)
    assert "nothing to recover" in person.err
    journal = home() / "data" / "journal.sqlite3"
    journal.write_bytes(journal.read_bytes()[:5_000])
    person("journal", "list", code=1)
    assert "journal recover" in person.err
    person("journal", "recover", code=1)
    assert "--newest" in person.err
    person("journal", "recover", "--newest", "--yes")
    assert 1 == len(person.json("journal", "list"))


def test_an_older_state_is_gone_back_to_only_when_asked(person: Person) -> None:
    """`--replace` puts the copy back as it was; the file with the rest is kept."""
    person("journal", "add", "first")
    person("journal", "backup")
    person("journal", "add", "second")
    person("journal", "recover", "--newest", "--replace", "--yes")
    assert ["first"] == [one["text"] for one in person.json("journal", "list")]
    assert 1 == len(list((home() / "data").glob("journal.sqlite3.before-*")))


# ---------------------------------------------------------------- data


def test_what_is_stored_where_and_all_of_it_deleted(person: Person) -> None:
    """After the word, and only then; what is not ours in that folder stays."""
    person("journal", "add", "secret")
    person("config", "set", "volume", "30")
    (home() / "somebody else's").write_text("stays")
    places = {one["what"]: one for one in person.json("data", "where")}
    assert places["journal"]["bytes"] > 10_000 and places["settings"]["exists"]
    assert "journal" in person("data", "where")
    person("data", "delete", typed="yes\n", code=2)
    person("data", "delete", pipe=b"no\n", code=2)
    person("data", "delete", code=2)
    assert 1 == len(person.json("journal", "list"))
    person("data", "delete", typed="delete\n")
    assert ["somebody else's"] == [entry.name for entry in home().iterdir()]
    person("data", "delete", "--word", "delete")
    assert "nothing to delete" in person.err


def test_what_lies_elsewhere_through_links_is_deleted_as_well(person: Person, tmp_path: Path) -> None:
    """A linked journal, with what recovering left beside it, and a linked folder."""
    person("journal", "add", "secret")
    elsewhere = tmp_path / "elsewhere"
    (home() / "data").rename(elsewhere)
    (home() / "data").symlink_to(elsewhere)
    other = tmp_path / "j.db"
    (elsewhere / "journal.sqlite3").rename(other)
    (elsewhere / "journal.sqlite3").symlink_to(other)
    (tmp_path / "j.db.before-1").write_text("old secret")
    person("data", "delete", "--word", "delete")
    assert [] == sorted(path.name for path in tmp_path.iterdir())
    assert [] == list(home().iterdir())


# ---------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "\x00 nul \x00",
        "👩‍👩‍👧‍👦🏳️‍🌈 e\u0301\u0323\u0302",
        "'; DROP TABLE record; --",
        'word AND "OR" NOT * ^ NEAR( body:',
        "--help",
        "x" * 100_000 + " needle " + "y" * 100_000,
        "word " * 200_000,
        "\u202e\u2066\u2069 rtl",
        "\r\rover\rwrite",
    ],
)
def test_hostile_text_is_kept_shown_harmlessly_and_found(person: Person, text: str, tmp_path: Path) -> None:
    """As it was in the record; in every command that shows it without a control character; found by its words."""
    key = json.loads(person("journal", "add", "--json", "--tag", "t", pipe=text.encode()))["id"]
    assert text == json.loads(person("journal", "show", key, "--json"))["text"]
    person("intention", pipe=text.encode())
    person("park", "add", pipe=text.encode())
    if "\x00" not in text:
        person(
            "appointment", "add", "friday 15:00", f"--therapist={text}", f"--place={text}", f"--note={text}"
        )
    word = next(
        (w for w in ("needle", "word", "owned", "rtl", "nul", "over", "help", "DROP") if w in text), ""
    )
    for words in (
        *(("journal", "list", "--kind", "all"), ("journal", "show", key), ("journal", "show")),
        *(("journal", "tags"), ("intention",), ("park", "list"), ("appointment", "list")),
        ("journal", "export", "-f", "text"),
        *([("journal", "search", word)] if word else []),
        (),
    ):
        shown = person(*words) + person.err
        assert not [char for char in shown if (char < " " and char != "\n") or "\x7f" <= char < "\xa0"]
        assert not set("\u202e\u2066\u2069\u202c") & set(shown)
    if word:
        assert key in person("journal", "search", word)


def test_what_was_imported_is_shown_harmlessly_at_home(person: Person, tmp_path: Path) -> None:
    """Every text field of an appointment."""
    at = "2026-12-05T10:00:00.000+01:00"
    document = {
        "kind": "appointment",
        "id": "2bnnw",
        "at": at,
        "created_at": at,
        "changed_at": at,
        "state": "planned",
        **dict.fromkeys(
            ("style", "therapist", "place", "price", "currency", "reason", "note", "zone"), HOSTILE
        ),
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(document))
    person("journal", "import", str(tmp_path / "a.jsonl"))
    for words in ((), ("appointment", "list"), ("appointment", "show"), ("journal", "list", "--kind", "all")):
        shown = person(*words)
        assert "[bold]x" in shown or not words or "list" in words
        assert not [char for char in shown if (char < " " and char != "\n") or "\x7f" <= char < "\xa0"]


def test_the_name_of_an_option_is_said_back_harmlessly(person: Person) -> None:
    """Whoever typed it."""
    person("journal", "list", "--\u202eevil", code=2)
    assert "\u202e" not in person.err
    person("journal", "\u202eevil", code=2)
    assert "\u202e" not in person.err


def test_a_signal_during_questions_ends_with_its_number(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was given until then is kept, and that is said."""
    from massage_mind.screen.ask.prompts import Prompts

    def stopped(self: Prompts, asked: Sequence[Any], first: object = None) -> None:
        asked[0].save("stress", 5)
        raise Stopped(15)

    monkeypatch.setattr(Prompts, "questions", stopped)
    person("checkin", "before", typed="", code=143)
    assert "as far as it goes" in person.err
    assert {"stress": 5} == person.json("journal", "list")[0]["ratings"]
