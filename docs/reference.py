"""Writes the reference in docs/scripts.md from the declarations in the code. `make docs` runs it; a test compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from massage_mind.practice.breathing import PATTERNS
from massage_mind.practice.script import BELLS, FIELDS
from massage_mind.practice.wording import RULES
from massage_mind.reading.format import HEAD, MINUTES, SECTION, STEPS, TIME
from massage_mind.reading.kinds import Field, Table

BEGIN = "<!-- reference: written by docs/reference.py, do not edit -->"
END = "<!-- end of reference -->"
PAGE = Path(__file__).parent / "scripts.md"


def _table(rows: Iterator[tuple[str, str]], head: tuple[str, str]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|---|"
    for left, right in rows:
        yield f"| {left} | {right.replace('|', chr(92) + '|')} |"
    yield ""


def _fields(fields: dict[str, Field]) -> Iterator[tuple[str, str]]:
    for key, one in fields.items():
        needed = " **Required.**" if one.required else ""
        yield f"`{key}`", f"{one.about}; {one.kind.expects}.{needed}"


def _step(name: str, table: Table) -> Iterator[str]:
    yield f"#### `{name}`"
    yield ""
    rows = dict(table.fields)
    if name == "repeat":
        listed = [(f"`{key}`", one.about + ".") for key, one in rows.items()]
        yield from _table(iter(listed), ("key", "what it is"))
    else:
        yield from _table(_fields(rows), ("key", "what it is"))


def reference() -> str:
    """The whole reference as Markdown, between its markers."""
    lines: list[str] = [BEGIN, ""]
    lines += ["### A script", "", *_table(_fields(dict(HEAD)), ("key", "what it is"))]
    lines += ["`minutes` holds:", "", *_table(_fields(dict(MINUTES.fields)), ("key", "what it is"))]
    lines += [
        "### A section",
        "",
        *_table(((f"`{k}`", v + ".") for k, v in SECTION.items()), ("key", "what it is")),
    ]
    lines += ["`time` as a map holds:", "", *_table(_fields(dict(TIME.fields)), ("key", "what it is"))]
    lines += ["### Steps", ""]
    lines += ["`free`, `remind` and `rest` may also stand alone as one word.", ""]
    for name, table in STEPS.items():
        lines += _step(name, table)
    lines += [
        "### Fields",
        "",
        *_table(((f"`{{{k}}}`", v + ".") for k, v in FIELDS.items()), ("field", "stands for")),
    ]
    bells = ((f"`{name}`", f"rings for {length / 1000:g} seconds.") for name, length in BELLS.items())
    lines += ["### Bells", "", *_table(bells, ("bell", "length"))]
    patterns = (
        (f"`{one.key}`", one.about + (f" One breath takes {one.cycle_ms / 1000:g} s." if one.paced else ""))
        for one in PATTERNS.values()
    )
    lines += ["### Breathing patterns", "", *_table(patterns, ("pattern", "what it is"))]
    lines += [
        "### Care rules",
        "",
        *_table(((f"`{k}`", v + ".") for k, v in RULES.items()), ("rule", "about")),
    ]
    return "\n".join([*lines, END])


def with_reference(page: str) -> str:
    """The page with the reference brought up to date."""
    before, rest = page.split(BEGIN, 1)
    return before + reference() + rest.split(END, 1)[1]


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    new = with_reference(text)
    if "--check" in sys.argv:
        sys.exit(0 if new == text else "docs/scripts.md is not up to date: run `make docs`")
    PAGE.write_text(new, encoding="utf-8")
