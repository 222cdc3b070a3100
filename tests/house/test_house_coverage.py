"""What docs/coverage.md says is there: every point has its row, every command and page that a row names exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer.core
import typer.main

from massage_mind.cli.main import COMMANDS, app
from massage_mind.learn.topic_shelf import topic_list
from massage_mind.places import shipped_folder, shipped_styles
from massage_mind.record.phases import PHASES
from massage_mind.script.breathing import PATTERNS

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
POINTS = {"P": 24, "M": 14, "B": 24, "F": 5, "C": 4, "T": 5, "I": 7, "N": 4, "Q": 11}
"""How many points of each kind the two articles make."""
SCRIPTS = {path.stem for path in shipped_folder("scripts").rglob("*.yaml")}
NAMED = {*(one.id for one in topic_list()), *SCRIPTS, *shipped_styles(), *PATTERNS, *PHASES}
"""What a command of a row may name: topics, scripts, styles, patterns, times of a check-in."""


class Row(NamedTuple):
    """One point: the commands that serve it, those that will, and what is said in words."""

    point: str
    where: str

    @property
    def commands(self) -> list[str]:
        """What serves it now."""
        return re.findall(r"(?<!with )`([^`]+)`", self.where)

    @property
    def later(self) -> list[str]:
        """What it waits for."""
        return re.findall(r"comes? with `([^`]+)`", self.where)


def rows() -> list[Row]:
    """The rows of the page."""
    found = re.findall(
        r"^\| ([A-Z]\d\d) \| [^|]+ \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [Row(point, where) for point, where in found]


def test_every_point_has_one_row() -> None:
    """In order, none twice."""
    assert [f"{kind}{at:02}" for kind, most in POINTS.items() for at in range(1, most + 1)] == [
        row.point for row in rows()
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.point)
def test_a_row_names_what_is_there(row: Row) -> None:
    """A command, its topic, script, style or pattern, and its options; what comes later has not come."""
    assert row.commands or row.later or row.where.startswith("left out: "), row.where
    for line in row.commands:
        assert is_there(shlex.split(line)), line
    for name in row.later:
        assert name not in COMMANDS, (
            f"{name} is there now: docs/coverage.md says that {row.point} waits for it"
        )


def is_there(words: list[str]) -> bool:
    """Whether there is such a command, with what it names and its options."""
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while rest and isinstance(command, typer.core.TyperGroup):
        command = command.get_command(None, rest.pop(0))
    if command is None:
        return False
    options = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    return all(word in (options if word.startswith("--") else NAMED) for word in rest)


@pytest.mark.parametrize(
    "line", ["lern cortisol", "learn cortisl", "during --stile thai", "park ad", "journal add --sleep"]
)
def test_what_is_not_there_is_seen(line: str) -> None:
    """A name or an option that changed makes a row false."""
    assert not is_there(shlex.split(line))
