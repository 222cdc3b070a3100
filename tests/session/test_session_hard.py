"""After a session one neutral question where the settings say so, and two ways on for whoever says yes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from massage_mind.cli.main import run
from massage_mind.record.measures import HARD, HARD_NO, HARD_YES
from massage_mind.testing import Screen, ScriptedAnswers, Typed, manual_world

AFTER = ("after", "--minutes", "4", "--no-sound")
QUIET = ("session", "--quiet-hour", "--minutes", "10", "--no-sound")


class Answering(ScriptedAnswers):
    """Leaves everything out, but answers the one question so."""

    def __init__(self, hard: Any) -> None:
        super().__init__()
        self.hard = hard

    def _next(self, question: str) -> Any:
        self.asked.append(question)
        return self.hard if question == HARD else None


def taken(home: Path, words: tuple[str, ...], hard: Any) -> tuple[list[str], str]:
    """What was asked by this command, and what went to standard error."""
    script, err = Answering(hard), Screen()
    world = manual_world(
        home,
        stdin=Typed(""),
        stdout=Screen(),
        stderr=err,
        environ={"COLUMNS": "80", "TERM": "xterm-256color"},
        engines=[],
        answers=script,
        live=True,
    )
    assert 0 == run(list(words), lambda: world)
    return script.asked, err.getvalue()


def printed(home: Path, *words: str) -> str:
    """What a command prints to a pipe."""
    world = manual_world(home, stdout=io.StringIO())
    assert 0 == run(list(words), lambda: world)
    return world.out().getvalue()  # type: ignore[attr-defined,no-any-return]


def answers(home: Path) -> dict[str, str]:
    """The answers that the last session keeps, by question."""
    kinds = "session,quiet-hour"
    rows = [one for kind in kinds.split(",") for one in json.loads(printed(home, "journal", "list", "--kind", kind, "--json"))]  # fmt: skip
    found = json.loads(printed(home, "journal", "show", rows[0]["id"], "--json"))
    return {one["question"]: one["answer"] for one in found.get("answers", [])}


@pytest.mark.parametrize("words", [AFTER, QUIET], ids=["after", "quiet hour"])
def test_it_is_not_asked_unless_somebody_wants_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Off by default: asked each time it would say that something should have been."""
    asked, _ = taken(tmp_path, words, HARD_YES)
    assert HARD not in asked


@pytest.mark.parametrize("words", [AFTER, QUIET], ids=["after", "quiet hour"])
@pytest.mark.parametrize("hard", [HARD_YES, HARD_NO, None])
def test_the_answer_is_kept_and_a_yes_leads_on(tmp_path: Path, words: tuple[str, ...], hard: Any) -> None:
    """As it was given, with the session; left out it is not kept. Only a yes is shown where to go."""
    printed(tmp_path, "config", "set", "asked_hard", "yes")
    asked, err = taken(tmp_path, words, hard)
    assert 1 == asked.count(HARD)
    assert answers(tmp_path).get(HARD) == hard
    for line in ("massage-mind ground", "massage-mind support"):
        assert (line in err) == (hard == HARD_YES)
