"""The session commands in virtual time: what they print, keep and answer, from half a minute to three hours."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from massage_mind.app import zone_name
from massage_mind.cli.main import COMMANDS, run
from massage_mind.errors import UsageError
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.learn.safety import SAFETY_DAILY
from massage_mind.perform.ports import Key
from massage_mind.session.typed_lengths import clock_time
from massage_mind.testing import ManualClock, OnScreen, Screen, Typed, manual_world

MINUTE = 60_000
TOMORROW = (time.time_ns() // 1_000_000) + 24 * 60 * MINUTE
LINE = re.compile(r"(?:\d+:)?\d?\d:\d\d  \S")
CLOCK = re.compile(r"\d:\d\d")

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def journal() -> Iterator[MemoryJournal]:
    """The record, in memory."""
    kept = MemoryJournal()
    yield kept
    kept.close()


@pytest.fixture
def call(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    journal: MemoryJournal,
) -> Call:
    """Run a command line in virtual time. `presses` are keys during the session, `typed` answers to questions.

    `on_disk`: the record is in its file, not in memory.
    """
    home = tmp_path / "home"
    monkeypatch.setenv("MASSAGE_MIND_HOME", str(home))

    def called(
        *words: str,
        presses: list[tuple[int, Key | int]] | None = None,
        typed: str | None = None,
        leaves: bool = False,
        wall: int | None = None,
        on_disk: bool = False,
    ) -> tuple[int, str, str]:
        clock = ManualClock(wall=time.time_ns() // 1_000_000 if wall is None else wall)
        stdin = Typed(typed, leaves=leaves) if typed is not None else io.StringIO()
        monkeypatch.setattr(sys, "stdin", stdin)
        world = manual_world(
            home,
            clock=clock,
            zone=zone_name(),
            environ=os.environ,
            stdin=stdin,
            stdout=sys.stdout,
            stderr=sys.stderr if typed is None else OnScreen(sys.stderr),
            presses=presses or (),
            live=typed is not None,
            journal=None if on_disk else journal,
        )
        code = run([*words], lambda: world)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


def listed(call: Call) -> list[dict[str, Any]]:
    code, out, _ = call("journal", "list", "--json")
    assert code == 0
    return json.loads(out)


QUIET = ("--plain", "--no-sound", "--no-ask")


@pytest.mark.parametrize(
    ("moment", "minutes"),
    [("before", m) for m in ("0.5", "0.75", "1", "1.7", "4", "20")]
    + [("during", m) for m in ("5", "15", "60", "180")]
    + [("after", m) for m in ("1", "1.3", "5", "30")],
)
def test_every_moment_takes_its_lengths_without_a_script(call: Call, moment: str, minutes: str) -> None:
    """Plays to the end, keeps a record, prints nothing but cue lines; below two minutes five of them a minute."""
    code, out, _ = call(moment, "--minutes", minutes, *QUIET)
    assert code == 0
    lines = out.splitlines()
    assert all(LINE.match(line) for line in lines)
    assert not any(CLOCK.search(line.split("  ", 1)[1]) for line in lines)
    if float(minutes) < 2:
        assert len(lines) >= 5 * float(minutes)
    (record,) = listed(call)
    assert record["planned_ms"] == record["played_ms"] == round(float(minutes) * MINUTE)
    assert record["ending"] == "finished"


@pytest.mark.parametrize(
    ("moment", "minutes", "names"),
    [
        ("before", "0.3", "shortest possible"),
        ("before", "20.1", "at most 20"),
        ("during", "2", "shortest possible"),
        ("during", "181", "at most 180"),
        ("after", "0.5", "shortest possible"),
        ("after", "31", "at most 30"),
    ],
)
def test_a_length_that_cannot_be_names_the_nearest(call: Call, moment: str, minutes: str, names: str) -> None:
    """Exit code 2, a sentence with the limit, and nothing kept."""
    code, out, err = call(moment, "--minutes", minutes, *QUIET)
    assert (code, out) == (2, "")
    assert names in err
    assert listed(call) == []


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "1e3", "7,5", "", "٣", "999999", "ten"])
def test_minutes_are_plain_decimals(call: Call, minutes: str) -> None:
    """Anything else is a usage error, not a guess (an empty one means the usual length)."""
    code, _, err = call("before", f"--minutes={minutes}", *QUIET)
    assert code == (0 if minutes == "" else 2)
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("key", "code", "ending"),
    [("q", 3, "early"), (2, 130, "interrupted"), (15, 143, "interrupted"), (1, 129, "interrupted")],
)
def test_exit_codes(call: Call, key: Key | int, code: int, ending: str) -> None:
    """`q` is 3, signals 128 and their number; each keeps the record."""
    assert call("during", "--minutes", "20", *QUIET, presses=[(3_000, key)])[0] == code
    (record,) = listed(call)
    assert (record["ending"], record["played_ms"]) == (ending, 3_000)


def test_the_massage_is_ending_counts_as_finished(call: Call) -> None:
    """`e`, then the closing: exit code 0."""
    code, out, _ = call("during", "--minutes", "60", *QUIET, presses=[(20 * MINUTE, "e")])
    assert code == 0
    assert "left" in out.splitlines()[-9]
    assert listed(call)[0]["ending"] == "finished"


def test_no_ask_never_asks(call: Call) -> None:
    """Even with somebody at the terminal: not one character is read."""
    code, _, err = call("before", "--minutes", "2", "--no-ask", "--no-sound", typed="")
    assert code == 0
    assert "Stress" not in err


def test_ratings_before_and_after_are_kept(call: Call) -> None:
    """Four ratings, Enter skips; a wrong one is asked again; the checklist follows and can be turned off."""
    code, _, err = call("before", "--minutes", "3", "--no-sound", typed="\n6\neleven\n7\n\n5\n\n\n\n")
    assert code == 0
    assert "Is the phone silent?" in err
    code, _out, _ = call("after", "--minutes", "3", "--no-sound", typed="3\n2\n\n8\n9\n2\nleft calf 1\n\n")
    assert code == 0
    after, before = listed(call)
    assert before["ratings"]["before"] == {"stress": 6, "tension": 7, "mood": 5}
    assert after["ratings"]["after"] == {"stress": 3, "tension": 2, "mood": 8, "presence": 9}
    assert [answer["answer"] for answer in after["answers"]] == ["now and then"]
    assert call("config", "set", "checklist", "false")[0] == 0
    err = call("before", "--minutes", "3", "--no-sound", typed="\n\n\n\n\n\n")[2]
    assert "Mood, just now" in err and "Is the phone silent?" not in err


def test_q_leaves_at_the_questions_too(call: Call) -> None:
    """Before anything was asked nothing is kept; after that, what was said is, as ended early."""
    code, _, err = call("before", "--minutes", "3", "--no-sound", typed="q\n")
    assert (code, listed(call)) == (3, [])
    assert "You left before it began, and that's fine. Nothing is kept of it." in err
    code, _, _ = call("before", "--minutes", "3", "--no-sound", typed="\n6\n\n\n\n\n\nq\n")
    (record,) = listed(call)
    assert (code, record["ending"], record["played_ms"]) == (3, "early", 0)
    assert record["ratings"]["before"] == {"stress": 6}


def test_what_next_writes_a_line(call: Call) -> None:
    """The third choice keeps an entry that belongs to the session, as it was typed."""
    call("after", "--minutes", "3", "--no-sound", typed="\n" * 7 + "3\nMy [bold]back[/bold]\nis lighter\n\n")
    entry, after = listed(call)
    assert (entry["text"], entry["session"]) == ("My [bold]back[/bold]\nis lighter", after["id"])


def test_the_end_of_input_is_not_an_error(call: Call) -> None:
    """Somebody closes the terminal's input at the first question: the session plays all the same."""
    code, _, err = call("before", "--minutes", "2", "--no-sound", typed="")
    assert code == 0
    assert "Traceback" not in err


def test_the_safety_list_is_shown_before_the_first_session_and_the_first_of_a_style(call: Call) -> None:
    """All four groups, emergency first, with what the style asks for; after that one line, the first time each day."""
    first = call("before", "--minutes", "4", *QUIET)[2]
    again = call("during", "--minutes", "5", *QUIET)[2]
    stones = call("during", "--minutes", "5", *QUIET, "--style", "hot-stone")[2]
    later = call("during", "--minutes", "5", *QUIET, "--style", "hot-stone", wall=TOMORROW)[2]
    for words in ("Call an emergency number", "Chest pain.", "Pregnancy.", "For adults."):
        assert words in first and words in stones
        assert words not in again + later
    assert "neuropathy" in stones and "neuropathy" not in first
    assert first.index("Chest pain.") < first.index("Fever, feeling ill")
    assert [SAFETY_DAILY in err for err in (first, again, stones, later)] == [False, False, False, True]


def test_what_is_shorter_than_three_minutes_asks_nothing(call: Call) -> None:
    """One line, and it begins: no list, no ratings, no checklist. The list comes before the first longer one."""
    code, out, err = call("before", "--minutes", "2", "--no-sound", typed="q\n")
    assert code == 0 and out.startswith("0:00")
    assert SAFETY_DAILY in err
    assert "Stress" not in err and "phone" not in err and "Chest pain." not in err
    assert "Chest pain." in call("before", "--minutes", "4", *QUIET)[2]


def test_the_intention_is_spoken_and_kept(call: Call) -> None:
    """Set once, heard in `during`, kept with the session."""
    assert call("intention", "let my shoulders be")[0] == 0
    _, out, _ = call("during", "--minutes", "30", *QUIET)
    assert 2 <= out.count("let my shoulders be") <= 4
    assert listed(call)[0]["intention"] == "let my shoulders be"


def test_a_session_is_one_way(call: Call) -> None:
    """before, during and after, one journey."""
    code, _out, _ = call("session", "--before", "1", "--minutes", "5", "--after", "1", *QUIET)
    assert code == 0
    records = listed(call)
    assert [record["moment"] for record in records] == ["after", "during", "before"]
    assert len({record["journey"] for record in records}) == 1


def test_a_way_that_cannot_be_is_said_before_it_begins(call: Call) -> None:
    """The third part is too long: exit 2 and nothing kept."""
    assert call("session", "--before", "1", "--minutes", "5", "--after", "99", *QUIET)[0] == 2
    assert listed(call) == []


@pytest.mark.parametrize("style", ["swedish", "deep-tissue", "trigger-point", "myofascial-release", "hot-stone", "thai",
                                   "shiatsu", "aromatherapy", "chair"])  # fmt: skip
@pytest.mark.parametrize("minutes", [30, 60, 90])
def test_every_style_performs_and_previews_exactly(call: Call, style: str, minutes: int) -> None:
    """`during` and `preview --json` agree cue by cue, and the lengths add up to the millisecond."""
    script = "chair" if style == "chair" and minutes <= 30 else "following-the-touch"
    code, out, _ = call("preview", script, "--style", style, "--minutes", str(minutes), "--json")
    document = json.loads(out)
    assert code == 0
    assert sum(cue["length_ms"] for cue in document["cues"]) == document["total_ms"] == minutes * MINUTE
    code, out, _ = call("during", "--style", style, "--minutes", str(minutes), *QUIET)
    assert code == 0
    assert len(out.splitlines()) == len(document["cues"])


def test_the_chair_takes_fifteen_minutes(call: Call) -> None:
    """With a script of its own."""
    test_every_style_performs_and_previews_exactly(call, "chair", 15)


def test_holds_are_asked_for_by_name(call: Call) -> None:
    """Without --holds the caution is the answer; with it, it is there to be read before the first breath."""
    code, _, err = call("breathe", "box", *QUIET)
    assert code == 2 and "pregnant" in err
    code, out, err = call("breathe", "478", "--holds", *QUIET)
    assert code == 0
    assert out.count("hold 7") == 4
    assert "pregnant" in err and "pregnant" not in out


def test_the_ways_to_breathe_are_a_page(as_pictured: Callable[[str, str], None]) -> None:
    """The name to type, what it is for, the seconds; in a narrow window and aloud as sentences."""
    for name, columns, environ in (("80", "80", {}), ("40", "40", {}), ("aloud", "80", {"ACCESSIBLE": "1"})):
        out = Screen()
        world = manual_world(environ={"COLUMNS": columns, "TERM": "dumb", **environ}, stdout=out)
        assert run(["breathe", "--list"], lambda world=world: world) == 0  # type: ignore[misc]
        as_pictured(f"breathe-list-{name}", out.getvalue())


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("1\n", 0, "in 4 · out 4"),
        ("2\n", 0, "hold 4"),
        ("3\n", 3, ""),
        ("\n", 0, "in 4 · out 4"),
        ("", 3, ""),
    ],
)
def test_holds_are_asked_about_at_a_terminal(call: Call, typed: str, code: int, said: str) -> None:
    """Without them comes first, and is what Enter takes; whoever leaves has begun nothing."""
    found, out, err = call("breathe", "box", "--minutes", "2", "--no-sound", "--plain", typed=typed)
    assert found == code
    assert "pregnant" in err and "breath holds" in err
    assert said in out if said else not out
    assert len(listed(call)) == (code == 0)


@pytest.mark.parametrize(
    "pattern", ["natural", "ease", "ease-short", "even", "sigh", "count", "4-0-6-0", "4.5-6"]
)
def test_every_pattern_breathes(call: Call, pattern: str) -> None:
    """From one minute on."""
    assert call("breathe", pattern, "--minutes", "1", *QUIET)[0] == 0


@pytest.mark.parametrize("words", [("ground",), ("ground", "--table"), ("breathe", "--list")])
def test_grounding_and_the_list_of_patterns(call: Call, words: tuple[str, ...]) -> None:
    """At once, asking nothing."""
    quiet = () if "--list" in words else ("--plain", "--no-sound")
    code, out, _ = call(*words, *quiet)
    assert code == 0 and out


@pytest.mark.parametrize(
    "words",
    [
        ("during", "arriving"),
        ("during", "nope"),
        ("during", "--style", "swdish"),
        ("during", "--guidance", "dense"),
        ("during", "--guidance", "loud"),
        ("during", "--voice", "ada"),
        ("before", "--until", "25:00"),
        ("before", "--minutes", "4", "--until", "12:00"),
        ("preview", "arriving", "--json", "--text"),
        ("preview", "arriving", "--at", "7"),
        ("breathe", "0-0"),
        ("nope",),
        ("during", "--nope"),
        ("scripts", "new", "../x"),
        ("scripts", "list", "--moment", "soon"),
    ],
)
def test_what_cannot_be_is_a_usage_error(call: Call, words: tuple[str, ...]) -> None:
    """Exit code 2 and a sentence; nothing on standard output."""
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert err.strip() and "Traceback" not in err


def test_home_names_one_next_thing(call: Call) -> None:
    """From a breath for somebody new, to an intention, to after."""
    assert "massage-mind breathe --minutes 2" in call()[1]
    call("intention", "rest")
    assert "massage-mind before" in call()[1]
    call("before", "--minutes", "1", *QUIET)
    assert "massage-mind during" in call()[1]
    call("during", "--minutes", "5", *QUIET)
    assert "massage-mind after" in call(wall=time.time_ns() // 1_000_000 + 6 * MINUTE)[1]


def test_a_session_goes_on_without_its_record(call: Call, tmp_path: Path) -> None:
    """The journal cannot be opened: it is said, the session plays, the exit code is 1."""
    data = tmp_path / "home" / "data"
    data.mkdir(parents=True)
    (data / "journal.sqlite3").write_bytes(b"this is not a database" * 100)
    code, out, err = call("before", "--minutes", "1", *QUIET, on_disk=True)
    assert code == 1
    assert len(out.splitlines()) >= 5
    assert "without a record" in err


def test_the_readme_names_every_command() -> None:
    """The table in the README and the commands of the program are the same."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`{name}" in readme, name


@pytest.mark.parametrize("name", ["scripts.md", "record.md"])
def test_the_reference_is_up_to_date(name: str) -> None:
    """The pages in docs/ say what the code says."""
    import runpy

    page = Path(__file__).parents[2] / "docs" / name
    with_reference = runpy.run_path(str(page.parent / "reference.py"))["with_reference"]
    text = page.read_text(encoding="utf-8")
    assert text == with_reference(name, text)


def test_ratings_survive_ctrl_c_at_the_next_question(call: Call) -> None:
    """What was answered is on disk; the session is there as interrupted, with nothing played."""
    assert call("before", "--minutes", "3", "--no-sound", typed="\n6\n7\n", leaves=True)[0] == 130
    (record,) = listed(call)
    assert record["ratings"]["before"] == {"stress": 6, "tension": 7}
    assert (record["ending"], record["played_ms"]) == ("interrupted", 0)


@pytest.mark.parametrize(("key", "code"), [("q", 3), (2, 130)])
def test_the_second_session_has_its_own_exit_code(call: Call, key: Key | int, code: int) -> None:
    """Sitting a while after `after`, and left early or with Ctrl-C."""
    answers = "\n" * 7 + "1\nten\n4\n"
    presses: list[tuple[int, Key | int]] = [(200_000, key)]
    assert call("after", "--minutes", "3", "--no-sound", typed=answers, presses=presses)[0] == code
    sitting, after = listed(call)
    assert after["ending"] == "finished"
    assert sitting["script"] == "staying-with-it"


def test_grounding_begins_whatever_is_wrong(call: Call, tmp_path: Path) -> None:
    """A faulty settings file and a broken script of one's own: said without a fault to mend, and the shipped one plays."""
    home = tmp_path / "home"
    (home / "scripts").mkdir(parents=True)
    (home / "config.toml").write_text("volum = 3\n", encoding="utf-8")
    (home / "scripts" / "grounding.yaml").write_text("title: [\n", encoding="utf-8")
    code, out, err = call("ground", "--plain", "--no-sound")
    assert code == 0
    assert "Five things here that you can see, touch or hear" in out
    assert "can't be read just now" in err and "shipped" in err
    assert "volum" not in err and "title" not in err


def test_a_way_with_too_little_time_is_said_before_it_begins(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`session --until`: what comes before counts."""
    now = datetime(2026, 12, 4, 15, 0, tzinfo=UTC)
    soon = f"{now.astimezone() + timedelta(minutes=7):%H:%M}"
    assert (
        call("session", "--before", "5", "--until", soon, *QUIET, wall=round(now.timestamp() * 1000))[0] == 2
    )
    assert listed(call) == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize(
    ("begins", "until", "minutes"),
    [
        (
            datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
            "03:30",
            60,
        ),  # 01:30 in Berlin; the clock goes on by an hour at two
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "03:30", 120),  # 02:30, for the first time
        (datetime(2026, 12, 4, 22, 50, tzinfo=UTC), "00:10", 20),
    ],
)
def test_until_is_right_across_midnight_and_a_change_of_the_clocks(
    monkeypatch: pytest.MonkeyPatch, begins: datetime, until: str, minutes: int
) -> None:
    """Elapsed time, not the difference of two clock faces."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert clock_time(until).ms_after(begins.astimezone()) == minutes * MINUTE
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize(
    ("begins", "minutes"),
    [
        (datetime(2026, 10, 25, 0, 10, tzinfo=UTC), (20, 80)),  # 02:10, for the first time
        (datetime(2026, 10, 25, 0, 40, tzinfo=UTC), (50,)),  # 02:40, for the first time
        (datetime(2026, 10, 25, 1, 10, tzinfo=UTC), (20,)),  # 02:10 again
        (datetime(2026, 10, 25, 1, 40, tzinfo=UTC), (24 * 60 - 10,)),  # 02:40 again
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), (60,)),  # 01:30; there is no 02:30
    ],
)
def test_until_a_time_that_comes_twice_is_asked_back(
    monkeypatch: pytest.MonkeyPatch, begins: datetime, minutes: tuple[int, ...]
) -> None:
    """With both lengths, to be said as such; once the first is over there is one."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        if len(minutes) == 1:
            assert clock_time("02:30").ms_after(begins.astimezone()) == minutes[0] * MINUTE
        else:
            with pytest.raises(UsageError, match="twice") as caught:
                clock_time("02:30").ms_after(begins.astimezone())
            assert "Say --minutes 20, or --minutes 80." == caught.value.hint
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    "words", [("preview",), ("scripts", "check"), ("scripts", "show"), ("before", "--no-ask")]
)
def test_a_pipe_in_the_place_of_a_script_is_named(call: Call, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Not opened, where it would be waited for."""
    os.mkfifo(tmp_path / "pipe.yaml")
    code, out, err = call(*words, str(tmp_path / "pipe.yaml"))
    assert code == 1
    assert "a pipe or a device" in out + err


def test_a_shipped_name_is_not_taken_by_accident(call: Call) -> None:
    """`scripts new arriving` would stand before the shipped one."""
    code, _, err = call("scripts", "new", "arriving")
    assert code == 2 and "shipped" in err
