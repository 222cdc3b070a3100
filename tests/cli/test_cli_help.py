"""The help: every page of it at every width that matters, with an example that runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer.main
from cli_terminal import printed

from massage_mind.cli.help_words import OF_ALL, OF_ONE, RARE
from massage_mind.cli.lazy import Command, LazyGroup
from massage_mind.cli.main import COMMANDS, app

FOREIGN = (
    "<int",
    "Usage:",
    "[OPTIONS]",
    "Try '",
    "did you mean",
    "Did you mean",
    "?.",
    "[default",
    "[required]",
    "INTEGER",
)
"""What a framework says, and what nobody should have to read."""


def rows() -> list[tuple[str, Command | None]]:
    """Every command by its words; a group, and the program itself, with no row."""
    found: list[tuple[str, Command | None]] = [("", None)]
    for name, one in COMMANDS.items():
        made = getattr(import_module(f"massage_mind.cli.{one.module}"), one.attribute)
        if isinstance(made, LazyGroup):
            found += [(name, None), *((f"{name} {inner}", row) for inner, row in made.table.items())]
        else:
            found.append((name, one))
    return found


ALL = [words for words, _ in rows()]


@pytest.mark.parametrize("words", ALL)
@pytest.mark.parametrize("columns", [80, 40, 100])
def test_no_line_of_the_help_is_wider_than_its_page(words: str, columns: int, tmp_path: Path) -> None:
    """76 columns at most; commands stay whole whatever their length, and a long name of an option does."""
    code, out, err = printed(tmp_path, *words.split(), "--help", columns=columns)
    assert (0, "") == (code, err)
    for line in out.splitlines():
        whole = line.strip().startswith("massage-mind") or " " not in line.strip()
        assert len(line) <= min(columns, 76) or whole, line


@pytest.mark.parametrize("words", ALL)
@pytest.mark.parametrize(("columns", "aloud"), [(80, False), (40, False), (0, False), (80, True)])
def test_nothing_of_a_framework_is_in_the_help(words: str, columns: int, aloud: bool, tmp_path: Path) -> None:
    """No blocks, no brackets, no names of types, and no two marks at the end of a sentence."""
    out = printed(tmp_path, *words.split(), "--help", columns=columns, aloud=aloud).out
    assert [] == [one for one in FOREIGN if one in out]
    assert not re.search(r"\[\d+<=x", out)
    assert "\n\n\n" not in out


@pytest.mark.parametrize("words", ALL)
def test_a_pipe_has_the_same_words(words: str, tmp_path: Path) -> None:
    """However the page is set; what holds unless it is set is said in words where it has no column."""
    wide, pipe = (
        set(printed(tmp_path, *words.split(), "--help", columns=each).out.split()) for each in (80, 0)
    )
    assert {word.rstrip(";") for word in wide} <= {word.rstrip(";") for word in pipe}


@pytest.mark.parametrize(("words", "row"), [(words, row) for words, row in rows() if row], ids=str)
def test_every_command_has_an_example_that_runs(words: str, row: Command, tmp_path: Path) -> None:
    """It calls this very command, and Typer takes it as it stands; the help shows it alone on its line."""
    assert row.example
    program, *typed = shlex.split(row.example.line)
    assert ["massage-mind", *words.split()] == [program, *typed[: len(words.split())]]
    group: Any = typer.main.get_command(app)
    command, ctx = group, None
    for word in words.split():
        command = command.get_command(ctx, word)
    ctx = command.make_context(words, typed[len(words.split()) :], resilient_parsing=False, obj=None)
    assert ctx.command is command
    assert f"\n    {row.example.line}\n" in printed(tmp_path, *words.split(), "--help").out


@pytest.mark.parametrize("words", ALL)
def test_each_page_is_asked_for_in_three_ways(words: str, tmp_path: Path) -> None:
    """--help, -h, and help before the command."""
    asked = printed(tmp_path, *words.split(), "--help")
    assert asked == printed(tmp_path, *words.split(), "-h") == printed(tmp_path, "help", *words.split())


def test_every_command_is_on_the_first_page(tmp_path: Path) -> None:
    """In two columns, in one, and as sentences; on 24 rows with room for what is typed next."""
    wide = printed(tmp_path, "--help", columns=80).out
    assert len(wide.splitlines()) <= 23
    for out in (
        wide,
        printed(tmp_path, "--help", columns=40).out,
        printed(tmp_path, "--help", aloud=True).out,
    ):
        for name, one in COMMANDS.items():
            assert re.search(rf"(?m)^.*\b{name}\b:? +{one.help}", out)


WINDOW = 24
BY_WINDOWS = frozenset(RARE)
"""The commands with too many options for one window: what few need of them comes when space is pressed."""


@pytest.mark.parametrize("words", sorted(set(ALL) - BY_WINDOWS))
def test_a_page_of_help_fits_a_window(words: str, tmp_path: Path) -> None:
    """24 rows of 80 columns, the last of them for what is typed next."""
    assert len(printed(tmp_path, *words.split(), "--help", columns=80).out.splitlines()) < WINDOW


@pytest.mark.parametrize("words", sorted(BY_WINDOWS))
def test_what_many_need_fits_a_window(words: str, tmp_path: Path) -> None:
    """Down to the example, above a line of air and the keys; what few need is below it, and all of it is there."""
    lines = printed(tmp_path, *words.split(), "--help", columns=80).out.splitlines()
    example = max(number for number, line in enumerate(lines) if line.startswith("      massage-mind"))
    below = "\n".join(lines[example:])
    if len(lines) >= WINDOW:
        assert example < WINDOW - 2
        assert "\n  More\n" in below
    named = set(re.findall(r"(?m)^    (?:-\w, )?(--[a-z-]+)", below))
    assert named <= {*RARE[words], *(f"--no-{name[2:]}" for name in RARE[words])}


def test_a_group_without_a_command_shows_what_there_is(tmp_path: Path) -> None:
    """On standard error, since nothing was done: exit code 2."""
    code, out, err = printed(tmp_path, "journal")
    assert (2, "") == (code, out)
    assert err == printed(tmp_path, "journal", "--help").out


def test_what_the_help_says_of_an_option_is_of_an_option_there_is() -> None:
    """No words for one that was taken away."""
    named: dict[str, set[str]] = {}
    group: Any = typer.main.get_command(app)
    for words, row in rows():
        if row:
            command = group
            for word in words.split():
                command = command.get_command(None, word)
            named[words] = {name for one in command.params for name in (*one.opts, str(one.metavar))}
    assert set() == {option for option in OF_ALL if not any(option in names for names in named.values())}
    assert set() == {key for key in OF_ONE if key[1] not in named[key[0]]}


@pytest.mark.parametrize(
    ("name", "words"),
    [("help", ""), ("help-before", "before"), ("help-journal", "journal"), ("help-checkin", "checkin")],
)
def test_help_as_it_looks(
    name: str, words: str, tmp_path: Path, as_pictured: Callable[[str, str], None]
) -> None:
    """At 80 and 40 columns, and heard."""
    for columns in (80, 40):
        as_pictured(f"{name}-{columns}", printed(tmp_path, *words.split(), "--help", columns=columns).out)
    as_pictured(f"{name}-aloud", printed(tmp_path, *words.split(), "--help", aloud=True).out)
