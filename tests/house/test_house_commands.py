"""Every command is a module and a row: none is reached by accident, none lies about unreached."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from massage_mind.cli import commands
from massage_mind.cli.lazy import Command, LazyGroup
from massage_mind.cli.main import COMMANDS


def rows() -> list[tuple[str, Command]]:
    """Every row of every table, under the words a person types."""
    found: list[tuple[str, Command]] = []
    for name, one in COMMANDS.items():
        made = getattr(import_module(f"massage_mind.cli.{one.module}"), one.attribute)
        if isinstance(made, LazyGroup):
            found += [(f"{name} {inner}", row) for inner, row in made.table.items()]
        else:
            found.append((name, one))
    return found


def test_every_module_of_commands_is_a_row() -> None:
    """And every row leads into that folder; what is alone without a word of its own is reached by its group."""
    there = {path.stem for path in Path(commands.__path__[0]).glob("*_command.py")}
    named = {row.module.removeprefix("commands.") for _, row in rows()}
    assert named <= there
    assert {"home_command", "park_command"} >= there - named


@pytest.mark.parametrize(("words", "row"), rows(), ids=lambda one: one if isinstance(one, str) else "")
def test_a_command_is_a_function_of_the_world_named_after_its_words(words: str, row: Command) -> None:
    """Its file is called as a person calls it, its first parameter is the world."""
    assert row.module == f"commands.{words.replace(' ', '_').replace('-', '_')}_command"
    function = getattr(import_module(f"massage_mind.cli.{row.module}"), row.attribute)
    assert "world" == next(iter(function.__annotations__))
    assert function.__doc__
