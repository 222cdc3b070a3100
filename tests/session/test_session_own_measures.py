"""A session asks a person's own measures in their place, and after the map what marks are like; what changed has their names."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from massage_mind.cli.main import run
from massage_mind.testing import Screen, ScriptedAnswers, Typed, manual_world
from massage_mind.world import World

BEFORE = ("before", "--minutes", "4", "--no-sound")
AFTER = ("after", "--minutes", "4", "--no-sound")
QUIET = ("session", "--quiet-hour", "--minutes", "10", "--no-sound")


def answered(home: Path, words: tuple[str, ...], *answers: Any) -> ScriptedAnswers:
    """The command in this home, with a person who gives these answers and then leaves all out; what they were asked."""
    script = ScriptedAnswers(*answers, *[None] * 40)
    world = _world(home, script)
    assert 0 == run(list(words), lambda: world)
    return script


def _world(home: Path, answers: ScriptedAnswers | None = None) -> World:
    return manual_world(
        home,
        stdin=Typed(""),
        stdout=Screen(),
        stderr=Screen(),
        environ={"COLUMNS": "80", "TERM": "xterm-256color"},
        engines=[],
        answers=answers,
        live=answers is not None,
    )


def ran(home: Path, *words: str) -> str:
    """What a command prints to a pipe."""
    world = manual_world(home, stdout=io.StringIO())
    assert 0 == run(list(words), lambda: world)
    return world.out().getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a measure asked before and after, and what marks are like asked."""
    ran(tmp_path, "measure", "add", "Übelkeit", "--low", "keine", "--high", "arg", "--when", "before,after")
    ran(tmp_path, "config", "set", "kinds_of_pain", "yes")
    ran(tmp_path, "config", "set", "more_ratings", "pressure")
    return tmp_path


def test_before_and_after_ask_it_and_show_both(home: Path) -> None:
    """After the built-in ones; the map, then what it is like where something is marked; what changed says its name."""
    script = answered(home, BEFORE, None, 6, 5, 4, 3, 7, {"neck": 2, "jaw": 0}, "burning")
    titles = [one for one in script.asked if one]
    at = titles.index("Übelkeit")
    assert "Mood, just now" == titles[at - 1] and titles[at + 1].startswith("body map")
    assert any("What is it like there?" in one for one in titles)
    script = answered(home, AFTER, 2, None, None, None, None, None, 4)
    assert "Pressure" in script.asked
    found = json.loads(ran(home, "journal", "list", "--kind", "checkin", "--json"))
    (before,) = [one for one in found if one["phase"] == "before"]
    assert {"stress": 6, "tension": 5, "pain": 4, "mood": 3, "ubelkeit": 7} == before["ratings"]
    assert ({"neck": 2, "jaw": 0}, {"neck": "burning"}) == (before["body"], before["body_kinds"])


def test_nothing_marked_is_nothing_to_ask_about(home: Path) -> None:
    """Nor is a 0; and with the setting off nothing is asked at all."""
    for lists, marks in enumerate(({}, {"jaw": 0})):  # The safety list comes the first time alone.
        script = answered(home, BEFORE, *[None] * (6 - lists), marks)
        assert not any("What is it like there?" in one for one in script.asked)
    ran(home, "config", "set", "kinds_of_pain", "no")
    script = answered(home, BEFORE, *[None] * 5, {"jaw": 2})
    assert not any("What is it like there?" in one for one in script.asked)


def test_a_quiet_hour_is_not_asked_about_hands(home: Path) -> None:
    """Neither presence nor pressure; a person's own measures are, since both can be compared in them."""
    script = answered(home, QUIET)
    assert 2 == script.asked.count("Übelkeit")
    assert not {"Pressure", "How present you were"} & set(script.asked)


def test_a_journal_that_cannot_be_read_holds_nobody_up(home: Path) -> None:
    """The built-in ones are asked, and why the others are not is said."""
    journal = home / "data" / "journal.sqlite3"
    journal.write_bytes(b"not a journal" * 100)
    script = ScriptedAnswers(*[None] * 40)
    world = _world(home, script)
    run(list(BEFORE), lambda: world)
    assert "Stress, just now" in script.asked and "Übelkeit" not in script.asked
    assert "goes on without a record" in " ".join(world.stderr.getvalue().split())  # type: ignore[union-attr]
