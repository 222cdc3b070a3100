"""The tree of modules as the house checks read it: parsed once, nothing imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "massage_mind"

MOST_FUNCTION_LINES = 70
MOST_COMMAND_BODY_LINES = 10
MOST_MODULE_LINES = 400
MOST_BRANCHES = 15


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: its path below the package, its lines, its syntax tree."""

    path: Path
    lines: int
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its path below the package, as text: cli/main.py."""
        return self.path.as_posix()


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found.append(Module(file.relative_to(SOURCE), text.count("\n"), ast.parse(text)))
    return tuple(found)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function in here, methods and inner ones too."""
    return (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines the body takes, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]


def branches(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """McCabe's figure: one, and one more for each way the code may part. Inner functions count on their own."""
    count = 1
    pending: list[ast.AST] = list(function.body)
    while pending:
        one = pending.pop()
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        match one:
            case ast.If() | ast.For() | ast.AsyncFor() | ast.While() | ast.IfExp() | ast.ExceptHandler():
                count += 1
            case ast.BoolOp():
                count += len(one.values) - 1
            case ast.comprehension():
                count += 1 + len(one.ifs)
            case ast.match_case():
                count += not (isinstance(one.pattern, ast.MatchAs) and one.pattern.pattern is None)
        pending += ast.iter_child_nodes(one)
    return count


def is_public(name: str) -> bool:
    """Whether others may use what is called so."""
    return not name.startswith("_")
