"""The house keeps its shape: limits on modules and functions, one meaning a name, a sentence for each room."""

from __future__ import annotations

import ast
from collections import defaultdict

import pytest
from house_tree import (
    MOST_BRANCHES,
    MOST_COMMAND_BODY_LINES,
    MOST_FUNCTION_LINES,
    MOST_MODULE_LINES,
    ROOT,
    SOURCE,
    body_lines,
    branches,
    functions,
    is_public,
    modules,
)

TANGLED: dict[str, str] = {}
"""Functions over the limit of branches, each with its reason; two at most."""


def test_no_module_is_longer_than_one_duty() -> None:
    """400 lines at most."""
    assert [] == [(one.name, one.lines) for one in modules() if one.lines > MOST_MODULE_LINES]


def test_no_function_is_longer_than_a_page() -> None:
    """70 lines at most, its signature counted."""
    found = [
        (one.name, function.name, function.end_lineno - function.lineno + 1)  # type: ignore[operator]
        for one in modules()
        for function in functions(one.tree)
        if function.end_lineno - function.lineno + 1 > MOST_FUNCTION_LINES  # type: ignore[operator]
    ]
    assert [] == found


def test_a_command_is_its_signature_and_one_call() -> None:
    """No body of a command has more than ten lines."""
    commands = [one for one in modules() if one.path.parts[:2] == ("cli", "commands")]
    assert len(commands) > 50
    found = [
        (one.name, function.name, body_lines(function))
        for one in commands
        for function in one.tree.body
        if isinstance(function, ast.FunctionDef) and is_public(function.name)
        if body_lines(function) > MOST_COMMAND_BODY_LINES
    ]
    assert [] == found


def test_no_function_parts_into_too_many_ways() -> None:
    """Fifteen at most, but for the named exceptions, which are still needed."""
    found = {
        f"{one.name}:{function.name}": branches(function)
        for one in modules()
        for function in functions(one.tree)
        if branches(function) > MOST_BRANCHES
    }
    assert set(TANGLED) == set(found), found
    assert len(TANGLED) <= 2


def test_no_file_is_called_as_another() -> None:
    """Whoever searches for a file by its name finds one."""
    places: dict[str, list[str]] = defaultdict(list)
    for one in modules():
        if one.path.name != "__init__.py":
            places[one.path.name].append(one.name)
    assert {} == {name: found for name, found in places.items() if len(found) > 1}


def test_no_class_is_called_as_another() -> None:
    """One name, one meaning; private ones too, since they are read as often."""
    places: dict[str, list[str]] = defaultdict(list)
    for one in modules():
        for inner in ast.walk(one.tree):
            if isinstance(inner, ast.ClassDef):
                places[inner.name].append(one.name)
    assert {} == {name: found for name, found in places.items() if len(found) > 1}


def test_values_cost_nothing_to_load() -> None:
    """What is frozen is made by `values.dataclass`, but where a module makes what can change or its own `__init__` too."""
    mixed = {"fit/fitting.py", "fit/flow.py"}
    found = {
        one.name
        for one in modules()
        for inner in ast.walk(one.tree)
        if isinstance(inner, ast.ImportFrom) and inner.module == "dataclasses"
        if any(name.name == "dataclass" for name in inner.names)
        if "@dataclass(frozen=True" in (SOURCE / one.path).read_text(encoding="utf-8")
    }
    assert mixed == found - {"values.py"}


def test_what_is_public_says_what_it_is_for() -> None:
    """Every public function, class and method has a docstring; those of a protocol are said where it is defined."""
    found = []
    for one in modules():
        for inner in one.tree.body:
            named = isinstance(inner, ast.FunctionDef | ast.ClassDef) and is_public(inner.name)
            if named and ast.get_docstring(inner) is None:
                found.append(f"{one.name}:{inner.name}")
    assert [] == found


def test_every_room_has_one_sentence_of_duty() -> None:
    """Each package says it in its `__init__`, and docs/architecture.md repeats it word for word."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for folder in sorted({one.path.parent for one in modules() if one.path.parent.name}):
        duty = ast.get_docstring(ast.parse((SOURCE / folder / "__init__.py").read_text(encoding="utf-8")))
        assert duty, f"{folder} says nothing of its duty"
        first = duty.split("\n\n", maxsplit=1)[0].replace("\n", " ")
        assert first in page.replace("\n", " "), f"docs/architecture.md does not repeat the duty of {folder}"


@pytest.mark.parametrize(
    ("call", "where"),
    [("sqlite3.connect", {"journal/file/connect.py"})],
)
def test_there_is_one_door(call: str, where: set[str]) -> None:
    """What a key, a permission or a fake has to come in by stands once."""
    found = {
        one.name
        for one in modules()
        for inner in ast.walk(one.tree)
        if isinstance(inner, ast.Call) and ast.unparse(inner.func) == call
    }
    assert where == found


def test_every_choice_over_a_closed_set_is_complete() -> None:
    """A `match` over classes or words has a last case that says what is left over: `assert_never`, or a plain answer.

    The type checker then refuses a member that was forgotten.
    """
    found = []
    for one in modules():
        for inner in ast.walk(one.tree):
            if isinstance(inner, ast.Match) and not _has_last_case(inner):
                found.append(f"{one.name}:{inner.lineno}")
    assert [] == found


def _has_last_case(match: ast.Match) -> bool:
    last = match.cases[-1]
    return last.guard is None and isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None
