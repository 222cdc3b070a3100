"""Left before it began: there is no session of what nobody took, and what was said is kept and says so."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from massage_mind.cli.main import run
from massage_mind.errors import EXIT_EARLY, LEFT_AT_A_QUESTION, LEFT_BEFORE, Leave, Stopped
from massage_mind.testing import Screen, ScriptedAnswers, Typed, manual_world
from massage_mind.world import World

COMMANDS = (
    ("before", "--minutes", "4", "--no-sound"),
    ("session", "--minutes", "10", "--before", "4", "--no-sound"),
    ("session", "--quiet-hour", "--minutes", "10", "--no-sound"),
)


def _world(home: Path, *answers: Any) -> World:
    return manual_world(
        home,
        stdin=Typed(""),
        stdout=Screen(),
        stderr=Screen(),
        environ={"COLUMNS": "80", "TERM": "xterm-256color"},
        engines=[],
        answers=ScriptedAnswers(*answers),
        live=True,
    )


def _answers(words: tuple[str, ...], *answers: Any) -> tuple[Any, ...]:
    """The safety list comes first, where there are hands."""
    return answers if "--quiet-hour" in words else (None, *answers)


def _run(home: Path, *words: str) -> str:
    """What the command prints."""
    world = _world(home)
    assert run(list(words), lambda: world) == 0
    assert isinstance(world.stdout, io.StringIO)
    return re.sub(r"\x1b\[[0-9;]*m", "", world.stdout.getvalue())


def _kept(home: Path) -> list[dict[str, Any]]:
    return list(json.loads(_run(home, "journal", "list", "--json")))


def _said(world: World) -> str:
    assert isinstance(world.stderr, io.StringIO)
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", world.stderr.getvalue()).split())


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_who_leaves_at_the_first_question_took_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    """No session of no seconds in the journal."""
    world = _world(tmp_path, *_answers(words, Leave()))
    assert run(list(words), lambda: world) == EXIT_EARLY
    assert _kept(tmp_path) == []
    assert LEFT_BEFORE in _said(world)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_signal_at_the_first_question_leaves_nothing_either(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Whatever ended it, nothing had begun."""
    world = _world(tmp_path, *_answers(words, Stopped(15)))
    assert run(list(words), lambda: world) == 128 + 15
    assert _kept(tmp_path) == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_was_said_is_kept_of_a_session_that_says_it_was_not_begun(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A number is a number; the session it belongs to is not said to have ended early after no seconds."""
    world = _world(tmp_path, *_answers(words, 6, Leave()))
    assert run(list(words), lambda: world) == EXIT_EARLY
    assert LEFT_AT_A_QUESTION in _said(world)
    (session,) = _kept(tmp_path)
    assert session["ratings"]["before"] == {"stress": 6}
    listed = _run(tmp_path, "journal", "list")
    assert "minutes, not begun" in listed
    assert "0 seconds" not in listed and "ended early" not in listed
    assert "It wasn't begun; what you said before it is kept." in _run(
        tmp_path, "journal", "show", session["id"]
    )


def test_a_thought_is_kept_without_a_session(tmp_path: Path) -> None:
    """It belongs to the day, not to what was left; and it is not said that nothing is kept."""
    words = COMMANDS[0]
    left_out = (None,) * 5  # four numbers and the body
    world = _world(tmp_path, *_answers(words, *left_out, "call the bank", Leave()))
    assert run(list(words), lambda: world) == EXIT_EARLY
    assert _kept(tmp_path) == []
    assert [one["text"] for one in json.loads(_run(tmp_path, "park", "list", "--json"))] == ["call the bank"]
    assert LEFT_AT_A_QUESTION in _said(world)


def test_who_leaves_everything_out_has_a_session_once_it_begins(tmp_path: Path) -> None:
    """It is dated by its own beginning."""
    words = COMMANDS[0]
    world = _world(tmp_path, *_answers(words, *(None,) * 8))
    assert run(list(words), lambda: world) == 0
    (session,) = _kept(tmp_path)
    assert (session["kind"], session["ending"]) == ("session", "finished")
