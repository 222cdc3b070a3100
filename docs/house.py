"""Writes the rooms in docs/architecture.md, the nouns in docs/words.md, docs/adding.md and docs/terminal.md. `make docs` runs it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from recipes import RECIPES, SMALLER, Recipe

FOLDER = Path(__file__).parent
SOURCE = FOLDER.parent / "src" / "massage_mind"
ROOMS = ("<!-- rooms: written by docs/house.py, do not edit -->", "<!-- end of rooms -->")
NOUNS = ("<!-- nouns: written by docs/house.py, do not edit -->", "<!-- end of nouns -->")

ORDER = (
    *("words", "script", "fit", "record", "insight", "reading", "learn", "perform"),
    *("journal", "sound", "screen", "report", "diary", "session", "cli"),
)
"""The rooms from the ground up; modules that stand alone come last."""
DICTIONARY = ("script", "fit", "record", "insight", "perform", "diary", "session")
"""The rooms whose classes are nouns of the program."""


def rooms() -> str:
    """One paragraph a room: its duty, its folders with theirs, its modules with the first sentence of each."""
    lines = [""]
    for name in ORDER:
        lines += [f"**`{name}`** {_duty(SOURCE / name)}", ""]
        lines += [*_modules(SOURCE / name), ""]
    lines += ["**Modules that stand alone**", "", *_modules(SOURCE), ""]
    return "\n".join(lines)


def _duty(folder: Path) -> str:
    return _first(folder / "__init__.py")


def _modules(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        if path.name not in ("__init__.py", "_version.py"):
            yield f"- `{path.stem}`: {_first(path)}"
    if folder != SOURCE:
        for inner in sorted(one.parent for one in folder.glob("*/**/__init__.py")):
            below = ", ".join(
                f"`{path.stem}`" for path in sorted(inner.glob("*.py")) if path.name != "__init__.py"
            )
            yield f"- `{inner.relative_to(folder).as_posix()}/`: {_duty(inner)} {below}"


def _first(path: Path) -> str:
    """The first sentence of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


def nouns() -> str:
    """Every class of the pure rooms and of the use cases, with the first sentence it says of itself."""
    lines = ["", "## The nouns of the code", ""]
    for name in DICTIONARY:
        for path in sorted((SOURCE / name).rglob("*.py")):
            module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
            for one in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(one, ast.ClassDef) and not one.name.startswith("_"):
                    lines.append(f"- **{one.name}** (`{module}`): {_sentence(ast.get_docstring(one) or '')}")
    return "\n".join([*lines, ""])


def _sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence, in one line."""
    whole = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    return whole.split(". ", maxsplit=1)[0].rstrip(".") + "."


def adding() -> str:
    """The page of recipes. Each is a test as well: tests/house/test_house_recipes.py follows it in a copy."""
    lines = [
        "# Adding",
        "",
        "<!-- written by docs/house.py from docs/recipes.py and the registries, do not edit -->",
        "",
        "Each recipe is followed by a test in a copy of the program (`make test-slow`): it adds the thing, counts the files, sees it work, takes an edit away and sees a check fail.",
        "What each needs besides: a test of its own, its words in the README where a person meets it, and `make docs` for what is generated.",
        "",
        "| what | files by hand | there are |",
        "|---|---|---|",
        *(f"| {one.title} | {len(one.files)} | {one.members()} |" for one in RECIPES),
        "",
    ]
    for one in RECIPES:
        lines += _recipe(one)
    lines += ["## Smaller things", "", *(f"- **{what}**: {how}" for what, how in SMALLER)]
    return "\n".join(lines).rstrip() + "\n"


def _recipe(recipe: Recipe) -> Iterator[str]:
    yield from (f"## {recipe.title[0].upper()}{recipe.title[1:]}", "", recipe.about, "")
    for edit in recipe.edits:
        where = (
            f"In `{edit.path}`, after `{edit.after.strip()}`:"
            if edit.after
            else f"A new file, `{edit.path}`:"
        )
        yield where
        yield ""
        if edit.text is None:
            yield f"    ({edit.about})"
        else:
            yield from ("    " + line if line else "" for line in edit.text.rstrip("\n").split("\n"))
        yield ""
    yield f"Seen by `massage-mind {' '.join(recipe.shows)}`. {recipe.forgotten}"
    yield ""


def pages() -> dict[Path, str]:
    """Every page with what should stand in it."""
    return {
        FOLDER / "architecture.md": _between("architecture.md", ROOMS, rooms()),
        FOLDER / "words.md": _between("words.md", NOUNS, nouns()),
        FOLDER / "adding.md": adding(),
        **terminal(),
    }


def terminal() -> dict[Path, str]:
    """The page of what happens in a terminal; none elsewhere, where signals have other numbers, or there is no such test."""
    if sys.platform != "linux":
        return {}
    from terminal_page import terminal_page

    return {FOLDER / "terminal.md": terminal_page()}


def _between(name: str, marks: tuple[str, str], text: str) -> str:
    page = (FOLDER / name).read_text(encoding="utf-8")
    before, rest = page.split(marks[0], 1)
    return before + marks[0] + "\n" + text + "\n" + marks[1] + rest.split(marks[1], 1)[1]


def main() -> int:
    """Write the pages, or with --check say whether they are up to date (exit code 1 if not)."""
    stale = []
    for path, text in pages().items():
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} is not as the code has it; make docs writes it anew.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
